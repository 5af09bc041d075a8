// JSON Lines: events (a line each), and whole documents (`casus annotate`).

#include "output/json.h"
#include "output/writer.h"

namespace casus {

namespace {

class JsonlWriter : public DocumentWriter {
 public:
  void render(const Document& document, std::string& output) const override {
    if (document.events.empty()) return;
    const OffsetMap offsets(document.text);
    for (std::size_t i = 0; i < document.events.size(); ++i) {
      output += to_line(event_json(document, offsets, i));
      output += '\n';
    }
  }
};

class AnnotationWriter : public DocumentWriter {
 public:
  void render(const Document& document, std::string& output) const override {
    output += to_line(document_json(document));
    output += '\n';
  }
};

}  // namespace

std::unique_ptr<DocumentWriter> make_jsonl_writer(const WriterOptions&) {
  return std::make_unique<JsonlWriter>();
}

std::unique_ptr<DocumentWriter> make_annotation_writer(const WriterOptions&) {
  return std::make_unique<AnnotationWriter>();
}

}  // namespace casus
