// Verdicts on events of real texts, for the fit of the confidence.

#include <fmt/ranges.h>

#include <charconv>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text_file.h"
#include "base/utf8.h"
#include "eval/confidence_fit.h"
#include "pipeline/pipeline.h"

namespace casus {

namespace {

struct Verdict {
  std::string verdict;
  std::string parties;  // as codes_of() tells them; empty: not noted
};
// By start of the sentence in code points and category.
using Verdicts = std::map<std::pair<std::uint32_t, std::string>, Verdict>;

// "CHN,RUS>USA": the codes of the actors and of the recipients, sorted, "-" being none.
std::string codes_of(const Event& event) {
  std::string text;
  for (const auto* side : {&event.actors, &event.recipients}) {
    std::set<std::string> codes;
    for (const Participant& party : *side) {
      codes.insert(party.actor.code.empty() ? "-" : party.actor.code);
    }
    text += (text.empty() ? "" : ">") + fmt::format("{}", fmt::join(codes, ","));
  }
  return text;
}

// A verdict on parties holds for those that were coded then.
bool holds_for(const Verdict& verdict, const Event& event) {
  if (verdict.parties.empty() || (verdict.verdict != "right" && verdict.verdict != "parties")) {
    return true;
  }
  return verdict.parties == codes_of(event);
}

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
    by_document[document_of(fields[1])][{start, std::string(fields[4])}] = {
        std::string(fields[5]), fields.size() > 7 ? std::string(fields[7]) : std::string()};
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
    if (at == verdicts.end() || !holds_for(at->second, event)) continue;
    const std::string& verdict = at->second.verdict;
    const bool is_right = verdict == "right";
    judged.push_back({grounds[e].doubts, std::move(grounds[e].wording), is_right,
                      is_right || verdict == "parties", text});
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
