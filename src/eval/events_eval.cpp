#include "eval/events_eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text_file.h"

namespace casus {

namespace {

using Json = nlohmann::json;
using Codes = std::set<std::string>;

std::string fold(const std::string& code, const CodeFolds& folds) {
  const auto at = folds.find(code);
  return at == folds.end() ? code : at->second;
}

// A string field; empty where it is missing or something else.
std::string string_of(const Json& record, const char* field) {
  const auto at = record.find(field);
  return at != record.end() && at->is_string() ? at->get<std::string>() : std::string{};
}

std::vector<std::string> read_codes(const Json& record, const char* field, const CodeFolds& folds) {
  std::vector<std::string> codes;
  if (!record.contains(field) || !record[field].is_array()) return codes;
  for (const Json& party : record[field]) {
    if (party.is_object()) codes.push_back(fold(string_of(party, "code"), folds));
  }
  return codes;
}

Codes codes_of(const std::vector<Participant>& parties, const CodeFolds& folds) {
  Codes codes;
  for (const Participant& party : parties) codes.insert(fold(party.actor.code, folds));
  return codes;
}

bool contains_all(const Codes& codes, const Codes& wanted) {
  return std::includes(codes.begin(), codes.end(), wanted.begin(), wanted.end());
}

struct Verdict {
  bool actor = false;
  bool recipient = false;
};

// Parties of one event against those of the gold record.
Verdict compare(const GoldEvent& gold, const Event& event, const CodeFolds& folds) {
  const Codes gold_actors(gold.actors.begin(), gold.actors.end());
  const Codes gold_recipients(gold.recipients.begin(), gold.recipients.end());
  Codes actors = codes_of(event.actors, folds);
  Codes recipients = codes_of(event.recipients, folds);
  const bool is_reciprocal = (gold.actors.size() > 1 && gold.recipients.empty()) ||
                             (event.actors.size() > 1 && event.recipients.empty());
  if (is_reciprocal) {
    actors.insert(recipients.begin(), recipients.end());
    recipients = actors;
  }
  return {contains_all(actors, gold_actors), contains_all(recipients, gold_recipients)};
}

void add_codes(const std::vector<Participant>& parties, std::string& text) {
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const ActorCode& actor = parties[i].actor;
    text += fmt::format("{}{}{}{}", i == 0 ? " " : ",", actor.code.empty() ? "---" : actor.code,
                        actor.sector.empty() ? "" : ":", actor.sector);
  }
}

std::string describe(const Document& document) {
  std::string text;
  for (const Event& event : document.events) {
    if (!text.empty()) text += "; ";
    text += event.category;
    add_codes(event.actors, text);
    if (!event.recipients.empty()) text += " >";
    add_codes(event.recipients, text);
    for (const std::string& auxiliary : event.auxiliary) text += " +" + auxiliary;
    if (!event.event_text.empty()) text += " '" + event.event_text.front() + "'";
  }
  return text.empty() ? "nothing" : text;
}

void score_sentence(std::size_t index, const GoldEvent& gold, const Document& document,
                    const CodeFolds& folds, EventScores& scores) {
  Codes categories;
  EventMiss verdict;
  verdict.sentence = index;
  bool all_right = false;
  for (const Event& event : document.events) {
    categories.insert(event.category);
    const Verdict parties = compare(gold, event, folds);
    const bool is_category = event.category == gold.category;
    verdict.category_right |= is_category;
    verdict.actor_right |= parties.actor;
    verdict.recipient_right |= parties.recipient;
    all_right |= is_category && parties.actor && parties.recipient;
  }
  ++scores.sentences;
  scores.category_right += verdict.category_right;
  scores.actor_right += verdict.actor_right;
  scores.recipient_right += verdict.recipient_right;
  scores.all_right += all_right;
  scores.events += static_cast<int>(document.events.size());
  scores.distinct_categories += static_cast<int>(categories.size());
  ++scores.by_category[gold.category].gold;
  scores.by_category[gold.category].found += verdict.category_right;
  for (const std::string& category : categories) {
    ++scores.by_category[category].predicted;
    if (!verdict.category_right) ++scores.confusion[{gold.category, category}];
  }
  if (categories.empty()) ++scores.confusion[{gold.category, "nothing"}];
  if (all_right) return;
  verdict.predicted = describe(document);
  scores.misses.push_back(std::move(verdict));
}

}  // namespace

Result<CodeFolds> read_code_folds(const std::filesystem::path& path) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  CodeFolds folds;
  for (const Line& line : *lines) {
    const auto codes = split_words(line.text);
    for (std::size_t i = 1; i < codes.size(); ++i) folds[std::string(codes[i])] = codes[0];
  }
  return folds;
}

Result<std::vector<GoldEvent>> read_gold_events(const std::filesystem::path& path,
                                                const CodeFolds& folds) {
  auto content = read_file(path);
  if (!content) return content.error();
  std::vector<GoldEvent> gold;
  std::uint64_t number = 0;
  for (std::size_t start = 0; start < content->size();) {
    const std::size_t end = std::min(content->find('\n', start), content->size());
    const Json record = Json::parse(content->substr(start, end - start), nullptr, false);
    start = end + 1;
    ++number;
    const bool is_record = record.is_object() && !string_of(record, "event").empty() &&
                           !string_of(record, "text").empty();
    if (!is_record) {
      return Error{ErrorKind::kInvalidInput, "is no gold record", path.string(), number,
                   "write a JSON object with id, text, event, actor and recipient a line"};
    }
    if (const auto scored = record.find("scored"); scored != record.end() && *scored == false)
      continue;
    GoldEvent event;
    event.id = string_of(record, "id");
    event.text = string_of(record, "text");
    event.date = string_of(record, "date");
    event.category = string_of(record, "event");
    event.actors = read_codes(record, "actor", folds);
    event.recipients = read_codes(record, "recipient", folds);
    gold.push_back(std::move(event));
  }
  return gold;
}

std::vector<Document> gold_documents(std::span<const GoldEvent> gold) {
  std::vector<Document> documents(gold.size());
  for (std::size_t i = 0; i < gold.size(); ++i) {
    documents[i].id = gold[i].id;
    documents[i].text = gold[i].text;
    documents[i].date = gold[i].date;
  }
  return documents;
}

double EventScores::share(int count) const {
  return sentences == 0 ? 0 : static_cast<double>(count) / sentences;
}

double EventScores::f1() const {
  const int both = sentences + distinct_categories;
  return both == 0 ? 0 : 2.0 * category_right / both;
}

EventScores score_events(std::span<const GoldEvent> gold, std::span<const Document> documents,
                         const CodeFolds& folds) {
  EventScores scores;
  for (std::size_t i = 0; i < gold.size() && i < documents.size(); ++i) {
    score_sentence(i, gold[i], documents[i], folds, scores);
  }
  return scores;
}

std::string to_table(const EventScores& scores) {
  std::string text;
  const auto line = [&](std::string_view name, double value) {
    fmt::format_to(std::back_inserter(text), "{:<34}{:>8.3f}\n", name, value);
  };
  fmt::format_to(std::back_inserter(text), "{:<34}{:>8}\n", "sentences", scores.sentences);
  line("events a sentence", scores.share(scores.events));
  line("distinct categories a sentence", scores.share(scores.distinct_categories));
  line("category right", scores.share(scores.category_right));
  line("category F1", scores.f1());
  line("actor code right", scores.share(scores.actor_right));
  line("recipient code right", scores.share(scores.recipient_right));
  line("category, actor and recipient right", scores.share(scores.all_right));
  text += "\ncategory      gold  found  predicted\n";
  for (const auto& [name, category] : scores.by_category) {
    fmt::format_to(std::back_inserter(text), "{:<12}{:>6}{:>7}{:>11}\n", name, category.gold,
                   category.found, category.predicted);
  }
  text += "\ngold missed   predicted instead\n";
  for (const auto& [pair, count] : scores.confusion) {
    if (pair.first == pair.second) continue;
    fmt::format_to(std::back_inserter(text), "{:<14}{:<12}{:>4}\n", pair.first, pair.second, count);
  }
  return text;
}

std::string misses_text(const EventScores& scores, std::span<const GoldEvent> gold) {
  std::string text;
  for (const EventMiss& miss : scores.misses) {
    const GoldEvent& event = gold[miss.sentence];
    fmt::format_to(std::back_inserter(text),
                   "{}  [{}{}{}]\n  {}\n  gold: {} {} > {}\n  casus: {}\n\n", event.id,
                   miss.category_right ? "" : " category", miss.actor_right ? "" : " actor",
                   miss.recipient_right ? "" : " recipient", event.text, event.category,
                   fmt::join(event.actors, ","), fmt::join(event.recipients, ","), miss.predicted);
  }
  return text;
}

}  // namespace casus
