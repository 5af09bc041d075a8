#include "pipeline/events/passage.h"

#include <algorithm>

namespace casus {

namespace {

constexpr double kKept = 0.75;      // of a weight, from sentence to sentence
constexpr double kForgotten = 0.1;  // a weight below is dropped
constexpr double kMost = 0.6;       // of all the weight
constexpr std::size_t kMaxCountries = 16;
constexpr TokenIndex kMaxTokens = 256;    // of a sentence
constexpr std::int32_t kMaxDistance = 2;  // sentences

constexpr std::int32_t kMaxSpeakerDistance = 8;

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
  for (Weight& weight : weights_) weight.weight *= kKept;
  std::erase_if(weights_, [](const Weight& w) { return w.weight < kForgotten; });
  const Sentence& here = document.sentences[static_cast<std::size_t>(sentence)];
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

std::string Passage::state() const {
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
