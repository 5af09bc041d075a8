#include "pipeline/events/passage.h"

#include <algorithm>

namespace casus {

namespace {

constexpr double kKept = 0.75;      // of a weight, from sentence to sentence
constexpr double kKeptOverBlock = 0.5;  // ... and besides from block to block
constexpr double kForgotten = 0.1;  // a weight below is dropped
constexpr double kMost = 0.6;       // of all the weight
constexpr std::size_t kMaxCountries = 16;
constexpr TokenIndex kMaxTokens = 256;    // of a sentence
constexpr std::int32_t kMaxDistance = 2;  // sentences

constexpr std::int32_t kMaxSpeakerDistance = 8;
constexpr int kLeastOfHome = 4;  // phrases

}  // namespace

void Passage::add(const std::string& code) {
  if (!code.empty() && !schema_.is_state(code)) return;
  auto known = std::find_if(weights_.begin(), weights_.end(),
                            [&](const Weight& w) { return w.code == code; });
  if (known == weights_.end()) {
    if (weights_.size() >= kMaxCountries) return;
    known = weights_.insert(weights_.end(), Weight{code});
  }
  if (known->sentence == sentence_) return;
  known->sentence = sentence_;
  known->weight += 1;
}

void Passage::add_sentence(const Document& document, std::int32_t sentence) {
  sentence_ = sentence;
  const Sentence& here = document.sentences[static_cast<std::size_t>(sentence)];
  const double kept = here.block == block_ ? kKept : kKept * kKeptOverBlock;
  block_ = here.block;
  for (Weight& weight : weights_) weight.weight *= kept;
  std::erase_if(weights_, [](const Weight& w) { return w.weight < kForgotten; });
  const TokenIndex last = std::min(here.last, here.first + kMaxTokens);
  for (TokenIndex t = here.first; t < last; ++t) {
    const std::int32_t phrase = document.actor_at[static_cast<std::size_t>(t)];
    if (phrase == kNone) continue;
    const ActorCode& actor = document.actor_phrases[static_cast<std::size_t>(phrase)].actor;
    if (!actor.code.empty()) add(actor.code);
  }
  for (; next_place_ < document.places.size(); ++next_place_) {
    const Place& place = document.places[next_place_];
    if (place.first >= here.last) break;
    if (place.first >= here.first) add(place.country_code);
  }
}

void Passage::add_event(const Event& event) {
  if (event.actors.size() == 1 && !event.actors.front().entity_text.empty()) {
    last_actor_ = event.actors.front();
    actor_sentence_ = event.sentence;
  }
  if (event.actors.size() < 2) return;
  parties_ = event.actors;
  event_sentence_ = event.sentence;
}

void Passage::add_speaker(Participant speaker) {
  speaker_ = std::move(speaker);
  speaker_sentence_ = sentence_;
}

const Participant* Passage::speaker() const {
  const bool is_near =
      speaker_sentence_ != kNone && sentence_ - speaker_sentence_ <= kMaxSpeakerDistance;
  return is_near ? &speaker_ : nullptr;
}

const Participant* Passage::last_actor() const {
  const bool is_near = actor_sentence_ != kNone && actor_sentence_ < sentence_ &&
                       sentence_ - actor_sentence_ <= kMaxDistance;
  return is_near ? &last_actor_ : nullptr;
}

// Of the phrases of public bodies and their people, most must be of one state.
void Passage::find_home(const Document& document) {
  std::vector<std::pair<std::string_view, int>> counts;
  int all = 0;
  for (const ActorPhrase& phrase : document.actor_phrases) {
    const ActorCode& actor = phrase.actor;
    if (!phrase.is_actor || actor.sector.empty() || !schema_.is_state(actor.code)) continue;
    ++all;
    auto known = std::find_if(counts.begin(), counts.end(),
                              [&](const auto& count) { return count.first == actor.code; });
    if (known == counts.end()) {
      if (counts.size() >= kMaxCountries) continue;
      known = counts.insert(counts.end(), {actor.code, 0});
    }
    ++known->second;
  }
  for (const auto& [code, count] : counts) {
    if (count >= kLeastOfHome && count >= kMost * all) home_ = code;
  }
}

std::string Passage::state() const {
  if (!home_.empty()) return home_;
  double sum = 0;
  const Weight* top = nullptr;
  for (const Weight& weight : weights_) {
    sum += weight.weight;
    if (top == nullptr || weight.weight > top->weight) top = &weight;
  }
  return top == nullptr || top->weight < kMost * sum ? std::string() : top->code;
}

const std::vector<Participant>* Passage::parties() const {
  const bool is_near = event_sentence_ != kNone && sentence_ - event_sentence_ <= kMaxDistance;
  return is_near ? &parties_ : nullptr;
}

}  // namespace casus
