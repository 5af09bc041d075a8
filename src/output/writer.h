#pragma once

// Writers turn finished documents into bytes, one format each; writers.cpp lists them. A writer is
// constant: any number of threads may render with it at once.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "casus/coder.h"
#include "casus/document.h"

namespace casus {

struct WriterOptions {
  bool use_colour = false;
  int columns = 100;               // of the terminal, for formats that people read
  std::vector<std::string> kinds;  // of facts; empty: all
};

class DocumentWriter {
 public:
  virtual ~DocumentWriter() = default;
  virtual std::string head() const { return {}; }
  // Appends `document` to `output`.
  virtual void render(const Document& document, std::string& output) const = 0;
  virtual std::string foot() const { return {}; }
};

struct WriterKind {
  std::string_view name;         // as --format takes it
  std::string_view description;  // for --help
  Stage needs;                   // last stage that must have run
  std::unique_ptr<DocumentWriter> (*make)(const WriterOptions& options);
};

const std::vector<WriterKind>& writer_kinds();
const WriterKind* find_writer(std::string_view name);

std::unique_ptr<DocumentWriter> make_table_writer(const WriterOptions& options);
std::unique_ptr<DocumentWriter> make_jsonl_writer(const WriterOptions& options);
std::unique_ptr<DocumentWriter> make_csv_writer(const WriterOptions& options);
std::unique_ptr<DocumentWriter> make_fact_table_writer(const WriterOptions& options);
std::unique_ptr<DocumentWriter> make_fact_jsonl_writer(const WriterOptions& options);
std::unique_ptr<DocumentWriter> make_fact_csv_writer(const WriterOptions& options);
std::unique_ptr<DocumentWriter> make_conllu_writer(const WriterOptions& options);
std::unique_ptr<DocumentWriter> make_annotation_writer(const WriterOptions& options);
std::unique_ptr<DocumentWriter> make_resolution_writer(const WriterOptions& options);
std::unique_ptr<DocumentWriter> make_resolution_text_writer(const WriterOptions& options);
std::unique_ptr<DocumentWriter> make_explanation_writer(const WriterOptions& options);

}  // namespace casus
