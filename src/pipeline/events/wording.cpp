#include "pipeline/events/wording.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/text_file.h"
#include "base/utf8.h"
#include "pipeline/events/event_questions.h"

namespace casus {

namespace {

constexpr std::size_t kLongestWord = 40;  // bytes; longer ones are addresses and the like
constexpr std::int32_t kNearby = 2;       // sentences on either side
constexpr TokenIndex kMostWords = 80;     // on either side of the trigger; of a sentence nearby
constexpr float kTold = -0.15F;           // a weight above is not worth telling
constexpr float kNearbyAmount = 0.5F;

// The sectors of a side, "-" where there is none, each once.
template <typename Visit>
void each_sector(const std::vector<Participant>& side, Visit visit) {
  if (side.empty()) visit(std::string_view("none"));
  for (std::size_t i = 0; i < side.size(); ++i) {
    const auto is_same = [&](const Participant& other) {
      return other.actor.sector == side[i].actor.sector;
    };
    if (std::any_of(side.begin(), side.begin() + static_cast<std::ptrdiff_t>(i), is_same)) continue;
    visit(side[i].actor.sector.empty() ? std::string_view("-")
                                       : std::string_view(side[i].actor.sector));
  }
}

bool share_a_code(const Event& event) {
  for (const Participant& actor : event.actors) {
    if (actor.actor.code.empty()) continue;
    for (const Participant& recipient : event.recipients) {
      if (recipient.actor.code == actor.actor.code) return true;
    }
  }
  return false;
}

}  // namespace

std::string_view WordingReader::joined(std::string_view prefix, std::string_view a,
                                       std::string_view b) {
  std::string& name = scratch_.name;
  name.assign(prefix).append(a);
  if (!b.empty()) name.append(1, ':').append(b);
  return name;
}

// A word's lemma in lower case; empty for what is no word that counts.
std::string_view WordingReader::lemma(TokenIndex t) {
  const Token& token = tree_.token(t);
  const std::string_view word = token.lemma.empty() ? token.form : token.lemma;
  if (word.size() > kLongestWord || word.find_first_of(" \t#") != std::string_view::npos) return {};
  const bool is_ascii = std::all_of(word.begin(), word.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string& lower = scratch_.lower;
  if (!is_ascii) return lower = lower_utf8(word);
  lower.assign(word);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

template <typename Visit>
void WordingReader::visit_kinds(const Event& event, Visit visit) {
  const std::string& category = event.category;
  visit(joined("cat=", category));
  for (const std::string& mode : event.modes) visit(joined("mode=", category, mode));
  each_sector(event.actors, [&](std::string_view actor) {
    visit(joined("actor=", actor));
    visit(joined("cat-actor=", category, actor));
    each_sector(event.recipients,
                [&](std::string_view recipient) { visit(joined("pair=", actor, recipient)); });
  });
  each_sector(event.recipients, [&](std::string_view recipient) {
    visit(joined("recipient=", recipient));
    visit(joined("cat-recipient=", category, recipient));
  });
  visit(event.actors.size() > 1 ? "actors" : "actor");
  visit(event.recipients.size() > 1 ? "recipients" : "recipient");
  if (event.recipients.empty()) visit(joined("alone=", category));
  if (share_a_code(event)) {
    visit("same-state");
    visit(joined("same-state=", category));
  }
  if (are_of_two_states(event)) {
    visit("two-states");
    visit(joined("two-states=", category));
  }
  for (const std::string& auxiliary : event.auxiliary) {
    visit(joined("aux=", auxiliary));
    visit(joined("aux=", category, auxiliary));
  }
  constexpr std::string_view kSources[] = {"?", "clause", "sentence", "passage", "publication"};
  visit(joined("date=", kSources[static_cast<std::size_t>(event.date_source)]));
  visit(joined("place=", kSources[static_cast<std::size_t>(event.place_source)]));
  if (!event.attributions.empty()) visit("claimed");
  for (const auto* side : {&event.actors, &event.recipients}) {
    for (const Participant& party : *side) {
      if (!party.actor.identifier_text.empty()) visit("identified");
    }
  }
}

template <typename Visit>
void WordingReader::visit_trigger(const Event& event, Visit visit) {
  const Token& trigger = tree_.token(event.trigger);
  visit(joined("relation=", relation_name(trigger.relation)));
  visit(joined("pos=", upos_name(trigger.upos)));
  visit(joined("feats=", trigger.feats));
  visit(joined("head=", lemma(event.trigger)));
  visit(joined("cat-head=", event.category, lemma(event.trigger)));
  for (const std::string& words : event.event_text) {
    for (const std::string_view word : split_words(words)) {
      if (word.size() > kLongestWord || word.find('#') != std::string_view::npos) continue;
      scratch_.lower = lower_utf8(word);
      visit(joined("trigger=", scratch_.lower));
    }
  }
}

template <typename Visit>
void WordingReader::visit_words(TokenIndex first, TokenIndex last, std::string_view prefix,
                                Visit visit) {
  for (TokenIndex t = first; t < last; ++t) {
    const std::string_view word = lemma(t);
    if (!word.empty()) visit(joined(prefix, word));
  }
}

template <typename Visit>
void WordingReader::visit_sentence(std::int32_t sentence, Visit visit) {
  const auto& sentences = tree_.document().sentences;
  if (sentence < 0 || static_cast<std::size_t>(sentence) >= sentences.size()) return;
  const Sentence& words = sentences[static_cast<std::size_t>(sentence)];
  visit_words(words.first, std::min(words.last, words.first + kMostWords), "n=", visit);
}

template <typename Visit>
void WordingReader::visit_all(const Event& event, Visit visit) {
  const auto whole = [&](std::string_view name) { visit(name, 1.0F); };
  const auto nearby = [&](std::string_view name) { visit(name, kNearbyAmount); };
  visit_kinds(event, whole);
  visit_trigger(event, whole);
  const Sentence& own = tree_.document().sentences[static_cast<std::size_t>(event.sentence)];
  visit_words(std::max(own.first, event.trigger - kMostWords),
              std::min(own.last, event.trigger + kMostWords), "s=", whole);
  for (std::int32_t away = 1; away <= kNearby; ++away) {
    visit_sentence(event.sentence - away, nearby);
    visit_sentence(event.sentence + away, nearby);
  }
}

WordingWeight WordingReader::sum(const Event& event, const WordingWeights& weights) {
  WordingWeight sum;
  if (weights.places() == 0) return sum;
  scratch_.marks.resize(weights.places());
  ++scratch_.event;
  visit_all(event, [&](std::string_view name, float amount) {
    const std::size_t place = weights.find(name);
    if (place == WordingWeights::kNowhere || scratch_.marks[place] == scratch_.event) return;
    scratch_.marks[place] = scratch_.event;
    sum.right += amount * weights.at(place).right;
    sum.told += amount * weights.at(place).told;
  });
  return sum;
}

std::string WordingReader::against(const Event& event, const WordingWeights& weights) {
  constexpr std::size_t kWords = 4;
  std::vector<std::pair<float, std::string>> worst;
  for (const WordingName& each : names(event)) {
    const std::size_t place = weights.find(each.name);
    if (place == WordingWeights::kNowhere || weights.at(place).right > kTold) continue;
    for (const std::string_view prefix : {"s=", "head=", "trigger="}) {
      if (!each.name.starts_with(prefix)) continue;
      worst.emplace_back(weights.at(place).right, each.name.substr(prefix.size()));
    }
  }
  std::sort(worst.begin(), worst.end());
  std::vector<std::string> told;
  for (const auto& [weight, word] : worst) {
    if (told.size() < kWords && std::find(told.begin(), told.end(), word) == told.end()) {
      told.push_back(word);
    }
  }
  return fmt::format("{}", fmt::join(told, ", "));
}

std::vector<WordingName> WordingReader::names(const Event& event) {
  std::vector<WordingName> names;
  visit_all(event, [&](std::string_view name, float amount) {
    names.push_back({std::string(name), amount});
  });
  std::sort(names.begin(), names.end(),
            [](const WordingName& a, const WordingName& b) { return a.name < b.name; });
  names.erase(
      std::unique(names.begin(), names.end(),
                  [](const WordingName& a, const WordingName& b) { return a.name == b.name; }),
      names.end());
  return names;
}

}  // namespace casus
