// `casus resolve`: who a document of one phrase names, as a line of JSON or for people.

#include <fmt/format.h>

#include "output/event_text.h"
#include "output/json.h"
#include "output/writer.h"
#include "pipeline/entities/entities_stage.h"

namespace casus {

namespace {

class ResolutionWriter : public DocumentWriter {
 public:
  void render(const Document& document, std::string& output) const override {
    std::string reason;
    const ActorPhrase* phrase = resolve_phrase(document, reason);
    const ActorCode actor = phrase == nullptr ? ActorCode{} : phrase->actor;
    Json json;
    json["id"] = document.id;
    json["text"] = document.text;
    json["code"] = or_null(actor.code);
    json["sector"] = or_null(actor.sector);
    json["other_sectors"] = actor.other_sectors;
    json["identifier_id"] = or_null(actor.identifier_id);
    json["identifier_text"] = or_null(actor.identifier_text);
    json["office"] = or_null(actor.office);
    json["reason"] = phrase == nullptr ? reason : actor.reason;
    output += to_line(json);
    output += '\n';
  }
};

class ResolutionTextWriter : public DocumentWriter {
 public:
  void render(const Document& document, std::string& output) const override {
    std::string reason;
    const ActorPhrase* phrase = resolve_phrase(document, reason);
    const std::string words = excerpt(document.text, 70);
    if (phrase == nullptr) {
      output += fmt::format("{}: nobody; {}\n", words, reason);
      return;
    }
    const ActorCode& actor = phrase->actor;
    output += fmt::format("{}: {}", words, code_text(actor));
    if (!actor.identifier_text.empty()) output += "; " + actor.identifier_text;
    if (!actor.office.empty()) output += ", " + actor.office;
    output += fmt::format("; {}\n", actor.reason);
  }
};

}  // namespace

std::unique_ptr<DocumentWriter> make_resolution_writer(const WriterOptions&) {
  return std::make_unique<ResolutionWriter>();
}

std::unique_ptr<DocumentWriter> make_resolution_text_writer(const WriterOptions&) {
  return std::make_unique<ResolutionTextWriter>();
}

}  // namespace casus
