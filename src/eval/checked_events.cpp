// Verdicts on events of real texts, for the fit of the confidence.

#include <charconv>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text_file.h"
#include "base/utf8.h"
#include "eval/confidence_fit.h"
#include "pipeline/pipeline.h"

namespace casus {

namespace {

// By start of the sentence in code points and category: the verdict.
using Verdicts = std::map<std::pair<std::uint32_t, std::string>, std::string>;

// The document of event "ID-SENTENCE-NUMBER".
std::string document_of(std::string_view event) {
  for (int part = 0; part < 2; ++part) {
    const std::size_t dash = event.rfind('-');
    if (dash == std::string_view::npos) return {};
    event = event.substr(0, dash);
  }
  return std::string(event);
}

Result<std::map<std::string, Verdicts>> read_verdicts(const std::filesystem::path& path) {
  const auto content = read_file(path);
  if (!content) return content.error();
  std::map<std::string, Verdicts> by_document;
  std::size_t number = 0;
  for (const std::string_view line : split(*content, '\n')) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const auto fields = split(line, '\t');
    std::uint32_t start = 0;
    const bool is_read =
        fields.size() >= 6 &&
        std::from_chars(fields[2].data(), fields[2].data() + fields[2].size(), start).ec ==
            std::errc();
    if (!is_read) {
      return Error{ErrorKind::kSyntax, "is no verdict", path.string(), number,
                   "write source, event, start, end, category and verdict, tabs between"};
    }
    by_document[document_of(fields[1])][{start, std::string(fields[4])}] = fields[5];
  }
  return by_document;
}

// Adds what is judged of the coded `document`.
void add_judged(const Document& document, std::vector<EventGrounds>& grounds,
                const Verdicts& verdicts, std::size_t text, std::vector<JudgedEvent>& judged) {
  const OffsetMap offsets(document.text);
  for (std::size_t e = 0; e < document.events.size(); ++e) {
    const Event& event = document.events[e];
    const auto at = verdicts.find({offsets.to_code_points(event.start), event.category});
    if (at == verdicts.end()) continue;
    const bool is_right = at->second == "right";
    judged.push_back({grounds[e].doubts, std::move(grounds[e].wording), is_right,
                      is_right || at->second == "parties", text});
  }
}

}  // namespace

Result<std::vector<JudgedEvent>> judge_checked(const Resources& resources,
                                               const std::filesystem::path& verdicts,
                                               const std::vector<std::filesystem::path>& texts,
                                               std::size_t first_text) {
  const auto by_document = read_verdicts(verdicts);
  if (!by_document) return by_document.error();
  std::vector<JudgedEvent> judged;
  PipelineScratch scratch;
  scratch.events.wording.keeps_names = true;
  for (const auto& path : texts) {
    std::ifstream lines(path);
    if (!lines) {
      return Error{ErrorKind::kNotFound, "cannot be read", path.string(), 0, "check the path"};
    }
    for (std::string line; std::getline(lines, line);) {
      const auto record = nlohmann::json::parse(line, nullptr, false);
      if (!record.is_object() || !record.contains("id") || !record.contains("text")) continue;
      const auto wanted = by_document->find(record["id"].get<std::string>());
      if (wanted == by_document->end()) continue;
      Document document;
      document.text = record["text"].get<std::string>();
      document.date = record.value("date", std::string());
      document.language = "en";
      auto coded = run_pipeline(resources, document, scratch, Stage::kEvents, nullptr);
      if (!coded) return coded.error();
      add_judged(document, scratch.events.grounds, wanted->second, first_text++, judged);
    }
  }
  return judged;
}

}  // namespace casus
