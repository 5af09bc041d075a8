#pragma once

// Readers turn bytes into documents, one kind of input each; readers.cpp lists them.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"
#include "input/byte_source.h"

namespace casus {

class DocumentReader {
 public:
  virtual ~DocumentReader() = default;
  // Fills `document`, which is empty, with the next document: true; false at the end of input.
  // An error refuses one document; the call after it goes on behind that document.
  virtual Result<bool> next(Document& document) = 0;
  virtual std::uint64_t bytes_read() const = 0;
};

struct ReaderKind {
  std::string_view name;         // as --input takes it
  std::string_view description;  // for --help
  bool (*recognises)(std::string_view first_bytes);
  // `name` is the input's name in messages and in the ids of documents without one.
  std::unique_ptr<DocumentReader> (*open)(ByteSource source, std::string name);
};

// Every kind, in the order in which they are asked whether they recognise an input.
const std::vector<ReaderKind>& reader_kinds();

// How many first bytes decide what an input is.
inline constexpr std::size_t kSniffBytes = 4096;

// Opens `source` as `kind`, or, where `kind` is empty, as what its first bytes look like. Empty
// and binary inputs are refused with an error that names them.
Result<std::unique_ptr<DocumentReader>> open_reader(std::string_view kind, ByteSource source,
                                                    const std::string& name);

// "2020-07-14" of "2020-07-14" or "2020-07-14T10:00:00Z"; nullopt for what is no calendar day.
std::optional<std::string> parse_day(std::string_view text);

// The kinds.
bool looks_like_jsonl(std::string_view first_bytes);
std::unique_ptr<DocumentReader> open_jsonl(ByteSource source, std::string name);
bool looks_like_conllu(std::string_view first_bytes);
std::unique_ptr<DocumentReader> open_conllu(ByteSource source, std::string name);
bool looks_like_text(std::string_view first_bytes);
std::unique_ptr<DocumentReader> open_text(ByteSource source, std::string name);

}  // namespace casus
