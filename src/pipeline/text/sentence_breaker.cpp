#include "pipeline/text/sentence_breaker.h"

#include <algorithm>

namespace casus {

namespace {

constexpr std::int64_t kLeastUnmarkedScore = BreakModel::kScale;
constexpr std::size_t kLongestMarker = 6;  // tokens
constexpr std::size_t kMostClosers = 3;    // looked through on either side of a place

bool is_closer(TokenShape shape) {
  return shape == TokenShape::kCloseBracket || shape == TokenShape::kCloseQuote ||
         shape == TokenShape::kQuote;
}
bool is_opener(TokenShape shape) {
  return shape == TokenShape::kOpenBracket || shape == TokenShape::kOpenQuote ||
         shape == TokenShape::kQuote || shape == TokenShape::kBullet || shape == TokenShape::kDash;
}
bool is_end_mark(TokenShape shape) {
  return shape == TokenShape::kStop || shape == TokenShape::kQuestion ||
         shape == TokenShape::kEllipsis;
}

// The surroundings of a place between two tokens.
struct Place {
  const RawToken* before;     // the last token before it
  const RawToken* mark;       // the same, closing brackets and quotes left aside
  const RawToken* word;       // the one before the mark
  const RawToken* next;       // the first after
  const RawToken* next_word;  // the same, opening brackets, quotes and bullets left aside
  const RawToken* second;     // the one after next_word
  std::size_t closers;
};

constexpr RawToken kNothing{};

Place look_around(std::span<const RawToken> tokens, std::size_t i, std::size_t first) {
  const auto at = [&](std::size_t index) {
    return index < tokens.size() ? &tokens[index] : &kNothing;
  };
  Place place{};
  std::size_t mark = i - 1;
  while (mark > first && i - 1 - mark < kMostClosers && is_closer(tokens[mark].shape)) --mark;
  place.closers = i - 1 - mark;
  place.before = &tokens[i - 1];
  place.mark = &tokens[mark];
  place.word = mark > first ? &tokens[mark - 1] : &kNothing;
  std::size_t next = i;
  place.next = at(next);
  while (next + 1 < tokens.size() && next - i < kBreakLookAhead - 2 &&
         is_opener(tokens[next].shape)) {
    ++next;
  }
  place.next_word = at(next);
  place.second = at(next + 1);
  return place;
}

// Mixes the parts of a feature into its key.
class Feature {
 public:
  explicit Feature(std::uint32_t number) : hash_(0x9E3779B97F4A7C15ULL * (number + 1)) {}
  Feature& with(std::uint64_t value) {
    hash_ = (hash_ ^ value) * 0xFF51AFD7ED558CCDULL;
    hash_ ^= hash_ >> 32;
    return *this;
  }
  Feature& with(TokenShape shape) { return with(static_cast<std::uint64_t>(shape) + 1); }
  std::uint32_t key() const { return static_cast<std::uint32_t>(hash_ >> 7); }

 private:
  std::uint64_t hash_;
};

// What the classifier must reach to break after `mark`. A line of e-mail that lost its line break
// may end in any word, and the treebanks teach that; running news does not. Nor does it often begin
// a sentence with a name after an abbreviation ("the U.N. Resident Coordinator").
std::int64_t least_score(const RawToken& mark, const RawToken& next) {
  const bool is_word = mark.shape <= TokenShape::kOtherWord;
  const bool is_clear = mark.has_stop && (next.traits & kFunctionWord) != 0;
  const bool is_unmarked = is_word || mark.shape == TokenShape::kComma || is_closer(mark.shape);
  return is_unmarked && !is_clear ? kLeastUnmarkedScore : 0;
}

std::uint64_t length_class(std::size_t tokens) {
  if (tokens <= 4) return tokens;
  if (tokens <= 8) return 5;
  if (tokens <= 16) return 6;
  return tokens <= 40 ? 7 : 8;
}

}  // namespace

void SentenceBreaker::begin_block() {
  open_brackets_ = 0;
  quote_is_open_ = false;
}

void SentenceBreaker::advance(const RawToken& token) {
  switch (token.shape) {
    case TokenShape::kOpenBracket:
      ++open_brackets_;
      break;
    case TokenShape::kCloseBracket:
      open_brackets_ = std::max(0, open_brackets_ - 1);
      break;
    case TokenShape::kQuote:
      quote_is_open_ = !quote_is_open_;
      break;
    case TokenShape::kOpenQuote:
      quote_is_open_ = true;
      break;
    case TokenShape::kCloseQuote:
      quote_is_open_ = false;
      break;
    default:
      break;
  }
}

bool SentenceBreaker::is_candidate(std::span<const RawToken> tokens, std::size_t i) {
  const RawToken& before = tokens[i - 1];
  const RawToken& next = tokens[i];
  if (next.parts == 0 || next.shape == TokenShape::kCloseQuote ||
      next.shape == TokenShape::kCloseBracket) {
    return false;
  }
  if (next.shape == TokenShape::kQuote && i + 1 == tokens.size()) return false;
  if (is_end_mark(before.shape)) return true;
  const bool before_is_word = before.shape <= TokenShape::kNumber && !before.has_stop;
  if (!next.has_space_before) return is_closer(before.shape) && next.shape <= TokenShape::kNumber;
  if (before.shape == TokenShape::kNumber) return false;  // "$83 Million", "F-15 Eagle"
  if (before.has_stop && ((before.traits & kTitle) != 0 || next.shape == TokenShape::kNumber)) {
    return false;  // "Sen. Biden", "H.R. 3045"
  }
  if (!before_is_word && before.shape != TokenShape::kComma) return true;
  return next.shape != TokenShape::kLower && next.shape != TokenShape::kComma;
}

BreakFeatures SentenceBreaker::features(std::span<const RawToken> tokens, std::size_t i) const {
  const Place place = look_around(tokens, i, first_);
  const RawToken& mark = *place.mark;
  const std::uint64_t mark_kind = static_cast<std::uint64_t>(mark.shape) * 2 + mark.has_stop;
  const std::uint64_t spacing = place.next->has_space_before;
  const std::uint64_t open = (quote_is_open_ ? 1U : 0U) + (open_brackets_ > 0 ? 2U : 0U);
  const std::uint64_t length = length_class(i - first_);
  const TokenShape next = place.next_word->shape;
  const std::uint64_t traits = mark.has_stop ? mark.traits : place.word->traits;
  const auto start = [&](std::uint32_t number) { return Feature(number).with(mark_kind); };
  return {
      Feature(0).with(1).key(),
      start(1).with(next).with(spacing).with(place.closers).key(),
      start(2).with(place.before->shape).with(place.next->shape).with(open).key(),
      start(3).with(place.word->shape).with(next).key(),
      start(4).with(place.next_word->hash).key(),
      start(5).with(place.next_word->hash).with(next).with(spacing).key(),
      start(6).with(mark.hash).with(next).key(),
      start(7).with(place.word->hash).key(),
      start(8).with(traits).with(next).key(),
      start(9).with(length).with(next).with(place.word->shape).key(),
      start(10).with(open).with(place.closers).with(next).key(),
      start(11).with(place.second->shape).with(next).with(spacing).key(),
      start(12).with(tokens[first_].shape).with(length).key(),
      start(13).with(place.next_word->traits & kFunctionWord).with(next).with(mark.traits).key(),
      start(14).with(mark.end - mark.start).with(next).key(),
      start(15).with(place.second->hash).with(next).key(),
      start(16).with(place.before->shape).with(place.next->shape).with(spacing).with(length).key(),
      start(17).with(place.word->shape).with(place.word->end - place.word->start).with(next).key(),
      start(18).with(mark.hash).with(place.word->shape).with(next).key(),
  };
}

bool SentenceBreaker::breaks(std::span<const RawToken> tokens, std::size_t i) const {
  if (rules_.breaks().is_empty()) return breaks_by_rule(tokens, i);
  std::int64_t sum = 0;
  for (const std::uint32_t feature : features(tokens, i)) sum += rules_.breaks().weight(feature);
  const Place place = look_around(tokens, i, first_);
  return sum > least_score(*place.mark, *place.next_word);
}

bool SentenceBreaker::breaks_by_rule(std::span<const RawToken> tokens, std::size_t i) const {
  const Place place = look_around(tokens, i, first_);
  const TokenShape next = place.next_word->shape;
  const bool begins = next != TokenShape::kLower && next <= TokenShape::kOtherWord;
  if (!is_end_mark(place.mark->shape)) {
    constexpr std::uint16_t kNever = kTitle | kBeforeNumber;
    return place.mark->has_stop && place.mark->shape != TokenShape::kInitial &&
           (place.mark->traits & kNever) == 0 && begins &&
           (place.next_word->traits & kFunctionWord) != 0;
  }
  if (!place.next->has_space_before && place.next->shape != TokenShape::kCapitalised) return false;
  if (is_closer(place.next->shape) && !place.next->has_space_before) return false;
  return begins || place.next_word->shape == TokenShape::kEmoticon;
}

std::size_t list_marker_tokens(std::span<const RawToken> tokens) {
  std::size_t i = 0;
  const auto shape = [&](std::size_t at) {
    return at < tokens.size() ? tokens[at].shape : TokenShape::kLower;
  };
  while (shape(i) > TokenShape::kAddress && i < kLongestMarker) ++i;
  const bool is_label = shape(i) == TokenShape::kNumber || shape(i) == TokenShape::kInitial ||
                        (shape(i) == TokenShape::kLower && tokens.size() > i + 1 &&
                         shape(i + 1) == TokenShape::kCloseBracket);
  if (!is_label) return i;
  ++i;
  while (shape(i) > TokenShape::kAddress && i < kLongestMarker) ++i;
  return i;
}

std::size_t best_cut(std::span<const RawToken> tokens, std::size_t first) {
  const std::size_t last = first + kMaxSentenceTokens;
  const auto latest_after = [&](auto wanted) {
    for (std::size_t i = last; i > first + kMaxSentenceTokens / 2; --i) {
      if (wanted(tokens[i - 1].shape) && tokens[i].parts > 0) return i;
    }
    return first;
  };
  std::size_t cut = latest_after([](TokenShape shape) {
    return is_end_mark(shape) || shape == TokenShape::kSemicolon || shape == TokenShape::kColon;
  });
  if (cut == first) {
    cut = latest_after(
        [](TokenShape shape) { return shape == TokenShape::kComma || shape == TokenShape::kDash; });
  }
  if (cut == first) cut = latest_after([](TokenShape) { return true; });
  return cut == first ? last : cut;
}

}  // namespace casus
