#include "eval/event_set.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text_file.h"
#include "base/utf8.h"

namespace casus {

namespace {

constexpr std::string_view kHeading = "===";
constexpr std::string_view kSizeNames[] = {"dead", "injured", "arrested"};

std::vector<std::string> strings_of(std::span<const std::string_view> parts) {
  std::vector<std::string> found;
  for (const std::string_view part : parts) {
    if (!part.empty()) found.emplace_back(part);
  }
  return found;
}

std::optional<std::int64_t> read_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "12", "40+" (at least), "-50" (at most), "20-30".
std::optional<AnnotatedCount> read_count(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text.back() == '+') {
    const auto minimum = read_number(text.substr(0, text.size() - 1));
    if (!minimum) return std::nullopt;
    return AnnotatedCount{minimum, std::nullopt};
  }
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) {
    const auto value = read_number(text);
    if (!value) return std::nullopt;
    return AnnotatedCount{value, value};
  }
  const auto maximum = read_number(text.substr(dash + 1));
  const auto minimum = read_number(text.substr(0, dash));
  if (!maximum || (dash > 0 && !minimum)) return std::nullopt;
  return AnnotatedCount{minimum, maximum};
}

// "dead 12", "aux negation", "says ministry, witnesses".
bool read_field(std::string_view field, AnnotatedEvent& event) {
  const std::size_t blank = field.find(' ');
  if (blank == std::string_view::npos) return false;
  const std::string_view name = field.substr(0, blank);
  const std::string_view value = trim(field.substr(blank + 1));
  if (name == "aux") {
    event.auxiliary = strings_of(split(value, ','));
    return true;
  }
  if (name == "says") {
    event.claimants = strings_of(split(value, ','));
    return true;
  }
  for (std::size_t i = 0; i < std::size(kSizeNames); ++i) {
    if (name == kSizeNames[i]) return (event.sizes[i] = read_count(value)).has_value();
  }
  return false;
}

// "CATEGORY mode mode: ACTORS -> RECIPIENTS".
bool read_parties(std::string_view text, AnnotatedEvent& event) {
  const std::size_t colon = text.find(": ");
  event.has_parties = colon != std::string_view::npos;
  const auto words = split_words(text.substr(0, colon));
  if (words.empty()) return false;
  event.category = std::string(words.front());
  event.modes = strings_of(std::span(words).subspan(1));
  if (!event.has_parties) return true;
  const std::string_view parties = text.substr(colon + 2);
  const std::size_t arrow = parties.find("->");
  event.actors = strings_of(split(trim(parties.substr(0, arrow)), ','));
  if (arrow != std::string_view::npos) {
    event.recipients = strings_of(split(trim(parties.substr(arrow + 2)), ','));
  }
  return true;
}

std::optional<AnnotatedEvent> read_event(std::string_view line) {
  AnnotatedEvent event;
  event.line = std::string(line);
  line.remove_prefix(1);
  if (!line.empty() && line.front() == '?') {
    event.is_optional = true;
    line.remove_prefix(1);
  }
  const auto fields = split(line, '|');
  if (fields.empty() || !read_parties(fields.front(), event)) return std::nullopt;
  for (std::size_t i = 1; i < fields.size(); ++i) {
    if (!read_field(fields[i], event)) return std::nullopt;
  }
  return event;
}

void add_sentence(std::string_view sentence, AnnotatedText& text) {
  if (!text.text.empty()) text.text += ' ';
  const auto start = static_cast<std::uint32_t>(text.text.size());
  text.text += sentence;
  text.sentences.push_back({start, static_cast<std::uint32_t>(text.text.size()), {}});
}

// "=== ID | DATE | remark".
AnnotatedText read_heading(std::string_view line) {
  AnnotatedText text;
  const auto parts = split(line.substr(kHeading.size()), '|');
  if (!parts.empty()) text.id = std::string(parts[0]);
  if (parts.size() > 1) text.date = std::string(parts[1]);
  return text;
}

std::set<std::string> codes_of(const std::vector<std::string>& parties) {
  std::set<std::string> codes;
  for (const std::string& party : parties) codes.insert(party.substr(0, party.find(':')));
  return codes;
}

std::set<std::string> codes_of(const std::vector<Participant>& parties) {
  std::set<std::string> codes;
  for (const Participant& party : parties) codes.insert(party.actor.code);
  return codes;
}

bool has_sectors(const std::vector<std::string>& gold, const std::vector<Participant>& parties) {
  return std::all_of(gold.begin(), gold.end(), [&](const std::string& wanted) {
    const std::size_t colon = wanted.find(':');
    if (colon == std::string::npos) return true;
    const std::string sector = wanted.substr(colon + 1);
    return std::any_of(parties.begin(), parties.end(), [&](const Participant& party) {
      const auto& others = party.actor.other_sectors;
      return party.actor.sector == sector ||
             std::find(others.begin(), others.end(), sector) != others.end();
    });
  });
}

bool is_claimed(const std::string& word, const Event& event) {
  return std::any_of(
      event.attributions.begin(), event.attributions.end(), [&](const Attribution& claim) {
        if (word == "*") return claim.claimant.entity_text.empty();
        return lower_utf8(claim.claimant.entity_text).find(lower_utf8(word)) != std::string::npos;
      });
}

bool has_attribution(const AnnotatedEvent& gold, const Event& event) {
  return gold.claimants.size() == event.attributions.size() &&
         std::all_of(gold.claimants.begin(), gold.claimants.end(),
                     [&](const std::string& word) { return is_claimed(word, event); });
}

bool is_same_count(const std::optional<AnnotatedCount>& gold, const std::optional<Count>& count) {
  if (gold.has_value() != count.has_value()) return false;
  return !gold || (gold->minimum == count->minimum && gold->maximum == count->maximum);
}

bool has_sizes(const AnnotatedEvent& gold, const Size& size) {
  return is_same_count(gold.sizes[0], size.dead) && is_same_count(gold.sizes[1], size.injured) &&
         is_same_count(gold.sizes[2], size.arrested);
}

bool tells_size(const AnnotatedEvent& gold, const Size& size) {
  return gold.sizes[0] || gold.sizes[1] || gold.sizes[2] || size.dead || size.injured ||
         size.arrested;
}

void judge_parties(const AnnotatedEvent& gold, const Event& event, EventVerdict& verdict) {
  auto gold_actors = codes_of(gold.actors);
  auto gold_recipients = codes_of(gold.recipients);
  auto actors = codes_of(event.actors);
  auto recipients = codes_of(event.recipients);
  const bool is_reciprocal = (gold.actors.size() > 1 && gold.recipients.empty()) ||
                             (event.actors.size() > 1 && event.recipients.empty());
  if (is_reciprocal) {
    actors.insert(recipients.begin(), recipients.end());
    gold_actors.insert(gold_recipients.begin(), gold_recipients.end());
    gold_recipients.clear();
  }
  verdict.actor = gold_actors.empty() || actors == gold_actors;
  verdict.recipient = gold_recipients.empty() || recipients == gold_recipients;
}

// Pairs of gold and predicted events of one sentence, best first.
struct Pair {
  std::size_t gold = 0;
  std::size_t predicted = 0;
  int merit = 0;
};

std::vector<Pair> match_events(const AnnotatedSentence& sentence,
                               const std::vector<const Event*>& events) {
  std::vector<Pair> pairs;
  for (std::size_t g = 0; g < sentence.events.size(); ++g) {
    const AnnotatedEvent& gold = sentence.events[g];
    for (std::size_t p = 0; p < events.size(); ++p) {
      if (events[p]->category != gold.category) continue;
      const EventVerdict v = judge_event(gold, *events[p]);
      const int merit = (gold.is_optional ? 0 : 16) + (v.actor ? 4 : 0) + (v.recipient ? 4 : 0) +
                        (v.mode ? 1 : 0) + (v.auxiliary ? 2 : 0) + (v.size ? 1 : 0);
      pairs.push_back({g, p, merit});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.merit > b.merit; });
  std::vector<Pair> chosen;
  for (const Pair& pair : pairs) {
    const bool is_used = std::any_of(chosen.begin(), chosen.end(), [&](const Pair& other) {
      return other.gold == pair.gold || other.predicted == pair.predicted;
    });
    if (!is_used) chosen.push_back(pair);
  }
  return chosen;
}

std::vector<const Event*> events_in(const AnnotatedSentence& sentence, const Document& document) {
  std::vector<const Event*> events;
  for (const Event& event : document.events) {
    const std::uint32_t at = document.tokens[static_cast<std::size_t>(event.trigger)].start;
    if (at >= sentence.start && at < sentence.end) events.push_back(&event);
  }
  return events;
}

}  // namespace

Result<std::vector<AnnotatedText>> read_event_set(const std::filesystem::path& path) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  std::vector<AnnotatedText> texts;
  bool has_headings = false;
  for (const Line& line : *lines) {
    if (line.text.starts_with(kHeading)) {
      has_headings = true;
      texts.push_back(read_heading(line.text));
    } else if (!line.text.starts_with(">")) {
      if (!has_headings) texts.push_back({std::to_string(line.number), {}, {}, {}});
      add_sentence(line.text, texts.back());
    } else {
      const auto event = read_event(line.text);
      if (!event || texts.empty() || texts.back().sentences.empty()) {
        return line_error(path, line, "is no event of a sentence",
                          "write '> CATEGORY modes: ACTORS -> RECIPIENTS | field value'");
      }
      texts.back().sentences.back().events.push_back(*event);
    }
  }
  return texts;
}

std::vector<Document> set_documents(std::span<const AnnotatedText> texts) {
  std::vector<Document> documents(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    documents[i].id = texts[i].id;
    documents[i].date = texts[i].date;
    documents[i].text = texts[i].text;
    documents[i].wants_reasons = true;
  }
  return documents;
}

EventVerdict judge_event(const AnnotatedEvent& gold, const Event& event) {
  EventVerdict verdict;
  verdict.mode = std::all_of(gold.modes.begin(), gold.modes.end(), [&](const std::string& mode) {
    return std::find(event.modes.begin(), event.modes.end(), mode) != event.modes.end();
  });
  verdict.actor = verdict.recipient = verdict.sector = true;
  if (gold.has_parties) {
    judge_parties(gold, event, verdict);
    std::vector<Participant> parties = event.actors;
    parties.insert(parties.end(), event.recipients.begin(), event.recipients.end());
    verdict.sector = has_sectors(gold.actors, parties) && has_sectors(gold.recipients, parties);
  }
  const std::set<std::string> gold_auxiliary(gold.auxiliary.begin(), gold.auxiliary.end());
  verdict.auxiliary =
      gold_auxiliary == std::set<std::string>(event.auxiliary.begin(), event.auxiliary.end());
  verdict.attribution = has_attribution(gold, event);
  verdict.size = has_sizes(gold, event.size);
  return verdict;
}

std::vector<EventJudgement> judge_document(const AnnotatedText& text, const Document& document) {
  std::vector<EventJudgement> verdicts(document.events.size(), EventJudgement::kFalse);
  for (const AnnotatedSentence& sentence : text.sentences) {
    const auto events = events_in(sentence, document);
    for (const Pair& pair : match_events(sentence, events)) {
      const AnnotatedEvent& gold = sentence.events[pair.gold];
      const EventVerdict verdict = judge_event(gold, *events[pair.predicted]);
      const auto index = static_cast<std::size_t>(events[pair.predicted] - document.events.data());
      verdicts[index] = gold.is_optional                     ? EventJudgement::kOptional
                        : verdict.actor && verdict.recipient ? EventJudgement::kRight
                                                             : EventJudgement::kParties;
    }
  }
  return verdicts;
}

// What score_event_set() adds up, sentence by sentence.
namespace {

class SetScorer {
 public:
  void add(const AnnotatedText& text, const Document& document);
  EventSetScores scores;

 private:
  void add_sentence(const AnnotatedText& text, const AnnotatedSentence& sentence,
                    const Document& document);
  void add_fields(const AnnotatedEvent& gold, const Event& event, std::string& faults);
  void add_unmatched(const AnnotatedSentence& sentence, const std::vector<const Event*>& events,
                     const std::vector<Pair>& pairs, std::string& faults);
  void tell_miss(const AnnotatedText& text, const AnnotatedSentence& sentence,
                 const Document& document, const std::string& faults);
};

std::string parties_text(const std::vector<Participant>& parties) {
  std::string text;
  for (const Participant& party : parties) {
    text += (text.empty() ? "" : ", ") + party.actor.code;
    if (!party.actor.sector.empty()) text += ":" + party.actor.sector;
  }
  return text;
}

std::string count_text(std::string_view name, const std::optional<Count>& count) {
  if (!count) return {};
  const auto number = [](const std::optional<std::int64_t>& n) {
    return n ? std::to_string(*n) : std::string();
  };
  return " | " + std::string(name) + " " + number(count->minimum) + "-" + number(count->maximum);
}

std::string event_line(const Event& event) {
  std::string text = event.category;
  for (const std::string& mode : event.modes) text += " " + mode;
  text += ": " + parties_text(event.actors) + " -> " + parties_text(event.recipients);
  for (const std::string& name : event.auxiliary) text += " | aux " + name;
  for (const Attribution& claim : event.attributions) {
    text += " | says " + (claim.claimant.entity_text.empty() ? "*" : claim.claimant.entity_text);
  }
  text += count_text("dead", event.size.dead) + count_text("injured", event.size.injured) +
          count_text("arrested", event.size.arrested);
  return text + "  '" + (event.event_text.empty() ? "" : event.event_text.front()) + "'";
}

void SetScorer::add_fields(const AnnotatedEvent& gold, const Event& event, std::string& faults) {
  const EventVerdict verdict = judge_event(gold, event);
  const auto add = [&](FieldScore& field, bool is_right, std::string_view name) {
    field.add(is_right);
    if (!is_right) faults += " " + gold.category + ":" + std::string(name);
  };
  if (!gold.modes.empty()) add(scores.mode, verdict.mode, "mode");
  if (gold.has_parties && !gold.actors.empty()) add(scores.actor, verdict.actor, "actor");
  if (!gold.recipients.empty()) add(scores.recipient, verdict.recipient, "recipient");
  if (gold.has_parties) {
    scores.sector.add(verdict.sector);
    scores.triple.add(verdict.actor && verdict.recipient);
  }
  add(scores.auxiliary, verdict.auxiliary, "auxiliary");
  add(scores.attribution, verdict.attribution, "attribution");
  add(scores.size, verdict.size, "size");
  if (tells_size(gold, event.size)) scores.told_size.add(verdict.size);
}

void SetScorer::add_unmatched(const AnnotatedSentence& sentence,
                              const std::vector<const Event*>& events,
                              const std::vector<Pair>& pairs, std::string& faults) {
  std::vector<std::string> missed;
  std::vector<std::string> wrong;
  for (std::size_t g = 0; g < sentence.events.size(); ++g) {
    const bool is_matched =
        std::any_of(pairs.begin(), pairs.end(), [&](const Pair& p) { return p.gold == g; });
    const AnnotatedEvent& gold = sentence.events[g];
    if (gold.is_optional) continue;
    ++scores.gold;
    scores.recall[gold.category].add(is_matched);
    if (!is_matched) missed.push_back(gold.category);
  }
  for (std::size_t p = 0; p < events.size(); ++p) {
    const auto pair =
        std::find_if(pairs.begin(), pairs.end(), [&](const Pair& x) { return x.predicted == p; });
    if (pair != pairs.end() && sentence.events[pair->gold].is_optional) continue;
    ++scores.predicted;
    scores.precision[events[p]->category].add(pair != pairs.end());
    if (pair == pairs.end()) wrong.push_back(events[p]->category);
  }
  for (const std::string& gold : missed) {
    faults += " -" + gold;
    if (wrong.empty()) ++scores.confusion[{gold, "nothing"}];
    for (const std::string& predicted : wrong) ++scores.confusion[{gold, predicted}];
  }
  for (const std::string& predicted : wrong) {
    faults += " +" + predicted;
    if (missed.empty()) ++scores.confusion[{"nothing", predicted}];
  }
}

void SetScorer::tell_miss(const AnnotatedText& text, const AnnotatedSentence& sentence,
                          const Document& document, const std::string& faults) {
  std::string& out = scores.misses;
  out += text.id + " [" + faults + " ]\n  " +
         text.text.substr(sentence.start, sentence.end - sentence.start) + "\n";
  for (const AnnotatedEvent& gold : sentence.events) out += "  gold  " + gold.line + "\n";
  for (const Event* event : events_in(sentence, document)) {
    out += "  casus " + event_line(*event) + "\n";
    for (const std::string& reason : event->reasons) out += "          " + reason + "\n";
  }
  for (const TriggerNote& note : document.trigger_notes) {
    const Token& token = document.tokens[static_cast<std::size_t>(note.token)];
    if (note.why_not.empty() || token.start < sentence.start || token.start >= sentence.end) {
      continue;
    }
    out +=
        "  not coded: '" + std::string(token.form) + "' " + note.entry + ": " + note.why_not + "\n";
  }
  out += "\n";
}

void SetScorer::add_sentence(const AnnotatedText& text, const AnnotatedSentence& sentence,
                             const Document& document) {
  const auto events = events_in(sentence, document);
  const auto pairs = match_events(sentence, events);
  std::string faults;
  ++scores.sentences;
  if (sentence.events.empty()) {
    ++scores.sentences_without_events;
    scores.false_in_empty += static_cast<int>(events.size());
  }
  add_unmatched(sentence, events, pairs, faults);
  for (const Pair& pair : pairs) {
    if (sentence.events[pair.gold].is_optional) continue;
    ++scores.matched;
    add_fields(sentence.events[pair.gold], *events[pair.predicted], faults);
  }
  if (!faults.empty()) tell_miss(text, sentence, document, faults);
}

void SetScorer::add(const AnnotatedText& text, const Document& document) {
  ++scores.texts;
  for (const AnnotatedSentence& sentence : text.sentences) add_sentence(text, sentence, document);
}

}  // namespace

EventSetScores score_event_set(std::span<const AnnotatedText> texts,
                               std::span<const Document> documents) {
  SetScorer scorer;
  for (std::size_t i = 0; i < texts.size() && i < documents.size(); ++i) {
    scorer.add(texts[i], documents[i]);
  }
  return std::move(scorer.scores);
}

}  // namespace casus
