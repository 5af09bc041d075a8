#include "pipeline/events/passage.h"

#include <algorithm>

namespace casus {

namespace {

constexpr double kKept = 0.75;          // of a weight, from sentence to sentence
constexpr double kKeptOverBlock = 0.5;  // ... and besides from block to block
constexpr double kForgotten = 0.1;      // a weight below is dropped
constexpr double kMost = 0.6;           // of all the weight
constexpr std::size_t kMaxCountries = 16;
constexpr TokenIndex kMaxTokens = 256;    // of a sentence
constexpr std::int32_t kMaxDistance = 2;  // sentences

constexpr std::int32_t kMaxSpeakerDistance = 8;
constexpr int kLeastOfHome = 4;        // phrases
constexpr int kLeastOfLong = 8;        // likewise, in a long text
constexpr std::size_t kLongText = 60;  // sentences
constexpr int kLeadOfMost = 2;
constexpr double kShareOfLong = 0.4;
constexpr double kShareOfFirst = 0.3;  // in a long text that names this state before any other

// A block of one sentence that nothing ends.
bool is_heading(const Document& document, std::int32_t sentence) {
  const auto at = static_cast<std::size_t>(sentence);
  const Sentence& here = document.sentences[at];
  const bool is_alone = sentence == 0 || document.sentences[at - 1].block != here.block;
  if (!is_alone || here.first >= here.last) return false;
  return document.tokens[static_cast<std::size_t>(here.last) - 1].upos != Upos::kPunct;
}

// States that a block names, the first few.
class StatesOfBlock {
 public:
  void add(const EventSchema& schema, const Document& document, const Sentence& sentence) {
    const TokenIndex last = std::min(sentence.last, sentence.first + kMaxTokens);
    for (TokenIndex t = sentence.first; t < last; ++t) {
      const std::int32_t phrase = document.actor_at[static_cast<std::size_t>(t)];
      if (phrase == kNone) continue;
      const auto& code = document.actor_phrases[static_cast<std::size_t>(phrase)].actor.code;
      if (codes_.size() < kMaxCountries && schema.is_state(code)) codes_.push_back(code);
    }
  }
  bool empty() const { return codes_.empty(); }
  bool shares_with(const StatesOfBlock& other) const {
    return std::any_of(codes_.begin(), codes_.end(), [&](std::string_view code) {
      return std::find(other.codes_.begin(), other.codes_.end(), code) != other.codes_.end();
    });
  }

 private:
  std::vector<std::string_view> codes_;
};

// The state that has `share` of the phrases for which `counts`, if these are at least `least`, and
// where that is not most, `lead` times those of any other state; else empty.
template <typename Counts>
std::string_view state_of_most(const EventSchema& schema, const Document& document, int least,
                               double share, int lead, Counts counts) {
  std::vector<std::pair<std::string_view, int>> by_code;
  int all = 0;
  for (const ActorPhrase& phrase : document.actor_phrases) {
    if (!schema.is_state(phrase.actor.code) || !counts(phrase)) continue;
    ++all;
    auto known = std::find_if(by_code.begin(), by_code.end(),
                              [&](const auto& count) { return count.first == phrase.actor.code; });
    if (known == by_code.end()) {
      if (by_code.size() >= kMaxCountries) continue;
      known = by_code.insert(by_code.end(), {phrase.actor.code, 0});
    }
    ++known->second;
  }
  const auto is_more = [](const auto& a, const auto& b) { return a.second > b.second; };
  std::sort(by_code.begin(), by_code.end(), is_more);
  const int second = by_code.size() > 1 ? by_code[1].second : 0;
  const bool is_most = !by_code.empty() && by_code[0].second >= least &&
                       by_code[0].second >= share * all &&
                       (share >= kMost || by_code[0].second >= lead * second);
  return is_most ? by_code[0].first : std::string_view();
}

// The first state that the text names; empty: none.
std::string_view first_state(const EventSchema& schema, const Document& document) {
  for (const ActorPhrase& phrase : document.actor_phrases) {
    if (schema.is_state(phrase.actor.code)) return phrase.actor.code;
  }
  return {};
}

}  // namespace

// Looks whether the blocks tell of unrelated things. Linear in the tokens.
void Passage::find_items(const Document& document) {
  constexpr int kLeastBorders = 5;
  constexpr int kShare = 3;  // of so many borders at most one is crossed
  StatesOfBlock before;
  StatesOfBlock here;
  int borders = 0;
  int shared = 0;
  const auto end_block = [&] {
    if (here.empty()) return;
    if (!before.empty()) {
      ++borders;
      shared += here.shares_with(before) ? 1 : 0;
    }
    before = std::move(here);
    here = StatesOfBlock();
  };
  const auto count = static_cast<std::int32_t>(document.sentences.size());
  std::int32_t block = kNone;
  for (std::int32_t s = 0; s < count; ++s) {
    const Sentence& sentence = document.sentences[static_cast<std::size_t>(s)];
    if (sentence.block != block && !(s > 0 && is_heading(document, s - 1))) end_block();
    block = sentence.block;
    here.add(schema_, document, sentence);
  }
  end_block();
  are_items_ = borders >= kLeastBorders && shared * kShare < borders;
}

void Passage::begin_block(const Document& document, std::int32_t sentence) {
  if (!are_items_ || sentence == 0 || is_heading(document, sentence - 1)) return;
  weights_.clear();
  sides_sentence_ = event_sentence_ = subjects_sentence_ = actor_sentence_ = speaker_sentence_ =
      kNone;
}

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

void Passage::add_sentence(const Tree& tree, std::int32_t sentence) {
  const Document& document = tree.document();
  sentence_ = sentence;
  const Sentence& here = document.sentences[static_cast<std::size_t>(sentence)];
  const double kept = here.block == block_ ? kKept : kKept * kKeptOverBlock;
  if (here.block != block_) begin_block(document, sentence);
  block_ = here.block;
  for (Weight& weight : weights_) weight.weight *= kept;
  std::erase_if(weights_, [](const Weight& w) { return w.weight < kForgotten; });
  // "Fled to neighbouring Chad": what is told was not there.
  const auto is_elsewhere = [&](TokenIndex t) {
    return t > here.first && tree.is_any(t - 1, tree.lexicon().elsewhere());
  };
  const TokenIndex last = std::min(here.last, here.first + kMaxTokens);
  for (TokenIndex t = here.first; t < last; ++t) {
    const std::int32_t phrase = document.actor_at[static_cast<std::size_t>(t)];
    if (phrase == kNone || is_elsewhere(t)) continue;
    const ActorCode& actor = document.actor_phrases[static_cast<std::size_t>(phrase)].actor;
    if (!actor.code.empty()) add(actor.code);
  }
  for (; next_place_ < document.places.size(); ++next_place_) {
    const Place& place = document.places[next_place_];
    if (place.first >= here.last) break;
    if (place.first >= here.first && !is_elsewhere(place.first)) add(place.country_code);
  }
}

void Passage::add_event(const Event& event) {
  if (event.actors.size() == 1 && !event.actors.front().entity_text.empty()) {
    last_actor_ = event.actors.front();
    actor_sentence_ = event.sentence;
  }
  if (event.actors.size() == 1 && event.recipients.size() == 1 &&
      event.actors.front().actor.code != event.recipients.front().actor.code &&
      schema_.is_state(event.actors.front().actor.code) &&
      schema_.is_state(event.recipients.front().actor.code)) {
    sides_ = {event.actors.front(), event.recipients.front()};
    sides_sentence_ = event.sentence;
  }
  if (event.actors.size() < 2) return;
  sides_sentence_ = kNone;
  parties_ = event.actors;
  event_sentence_ = event.sentence;
}

void Passage::add_speaker(Participant speaker) {
  speaker_ = std::move(speaker);
  speaker_sentence_ = sentence_;
}

std::span<const Participant> Passage::speakers() const {
  const bool is_near =
      speaker_sentence_ != kNone && sentence_ - speaker_sentence_ <= kMaxSpeakerDistance;
  if (is_near) return {&speaker_, 1};
  return are_items_ ? std::span<const Participant>() : std::span<const Participant>(authors_);
}

const Participant* Passage::last_actor() const {
  const bool is_near = actor_sentence_ != kNone && actor_sentence_ < sentence_ &&
                       sentence_ - actor_sentence_ <= kMaxDistance;
  return is_near ? &last_actor_ : nullptr;
}

void Passage::count_states(const Document& document) {
  named_.clear();
  for (const ActorPhrase& phrase : document.actor_phrases) {
    if (!schema_.is_state(phrase.actor.code)) continue;
    auto known = std::find_if(named_.begin(), named_.end(),
                              [&](const auto& count) { return count.first == phrase.actor.code; });
    if (known != named_.end()) {
      ++known->second;
    } else if (named_.size() < kMaxCountries) {
      named_.emplace_back(phrase.actor.code, 1);
    }
  }
}

// Most phrases of public bodies and their people must be of one state; in a long text that says
// "the government" without a country, most phrases of any state. Such a text tells of one thing.
void Passage::find_home(const Document& document) {
  find_items(document);
  count_states(document);
  if (!are_items_) {
    home_ = state_of_most(
        schema_, document, kLeastOfHome, kMost, kLeadOfMost,
        [](const ActorPhrase& phrase) { return phrase.is_actor && !phrase.actor.sector.empty(); });
  }
  const bool is_long = document.sentences.size() >= kLongText;
  if (!home_.empty() || !is_long) return;
  const auto any = [](const ActorPhrase&) { return true; };
  home_ = state_of_most(schema_, document, kLeastOfLong, kShareOfLong, kLeadOfMost, any);
  if (home_.empty()) {
    const auto top = state_of_most(schema_, document, kLeastOfLong, kShareOfFirst, 1, any);
    if (top == first_state(schema_, document)) home_ = top;
  }
  if (!home_.empty()) are_items_ = false;
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

std::string Passage::other_state(const std::string& actor) const {
  constexpr int kLeast = 2;  // phrases
  if (are_items_ || actor == home_) return {};
  int sum = 0;
  const std::pair<std::string, int>* top = nullptr;
  for (const auto& count : named_) {
    if (count.first == actor) continue;
    sum += count.second;
    if (top == nullptr || count.second > top->second) top = &count;
  }
  const bool is_told = top != nullptr && top->second >= kLeast && top->second >= kMost * sum;
  return is_told ? top->first : std::string();
}

void Passage::add_subjects(std::vector<Participant> subjects) {
  subjects_ = std::move(subjects);
  subjects_sentence_ = sentence_;
}

const std::vector<Participant>* Passage::subjects_before() const {
  const bool is_there = subjects_sentence_ != kNone && subjects_sentence_ == sentence_ - 1;
  return is_there ? &subjects_ : nullptr;
}

const std::vector<Participant>* Passage::sides(std::int32_t max_distance) const {
  const bool is_near = sides_sentence_ != kNone && sentence_ - sides_sentence_ <= max_distance;
  return is_near ? &sides_ : parties(max_distance);
}

const std::vector<Participant>* Passage::parties(std::int32_t max_distance) const {
  const bool is_near = event_sentence_ != kNone && sentence_ - event_sentence_ <= max_distance;
  return is_near ? &parties_ : nullptr;
}

}  // namespace casus
