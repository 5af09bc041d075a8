#include "resources/name_index.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "base/utf8.h"

namespace casus {

namespace {

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019; }
bool is_word_character(char32_t c) { return is_letter(c) || is_digit(c); }

// Extends `at` over one run of letters, digits and apostrophes between letters.
std::size_t run_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size()) {
    const CodePoint point = decode_at(text, end);
    const std::size_t next = end + point.size;
    const bool goes_on =
        is_word_character(point.value) || (is_apostrophe(point.value) && next < text.size() &&
                                           is_letter(decode_at(text, next).value));
    if (!goes_on) break;
    end = next;
  }
  return end;
}

bool is_single_letter(std::string_view text, const NameWord& word) {
  return decode_at(text, word.start).size == word.end - word.start;
}

// The length of "'s" at the end of a word, 0 where there is none.
std::size_t possessive_bytes(std::string_view word) {
  for (const std::string_view ending : {"'s", "\u2019s", "'S", "\u2019S"}) {
    if (word.size() > ending.size() && word.ends_with(ending)) return ending.size();
  }
  return 0;
}

void set_case(std::string_view text, NameWord& word) {
  bool has_lower = false;
  bool has_upper = false;
  for (std::size_t at = word.start; at < word.end;) {
    const CodePoint point = decode_at(text, at);
    if (at == word.start) word.starts_upper = is_upper(point.value);
    has_lower |= is_lower(point.value);
    has_upper |= is_upper(point.value);
    at += point.size;
  }
  word.is_all_upper = has_upper && !has_lower;
}

}  // namespace

void split_name_words(std::string_view text, std::vector<NameWord>& words) {
  bool joins_acronym = false;  // the last word was a letter and a dot, and nothing came since
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    if (!is_word_character(point.value)) {
      at += point.size;
      joins_acronym = false;
      continue;
    }
    NameWord word;
    word.start = static_cast<std::uint32_t>(at);
    at = run_end(text, at);
    word.end = static_cast<std::uint32_t>(at);
    word.end -= static_cast<std::uint32_t>(
        possessive_bytes(text.substr(word.start, word.end - word.start)));
    const bool is_initial = is_single_letter(text, word);
    const bool has_dot = is_initial && at < text.size() && text[at] == '.';
    if (joins_acronym && is_initial) {
      words.back().end = word.end;
    } else {
      set_case(text, word);
      words.push_back(word);
    }
    joins_acronym = has_dot;
    if (has_dot) ++at;
  }
}

NamePath next_path(NamePath path, WordKey word) {
  std::uint64_t mixed = (word + path * 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ mixed >> 29) * 0x94D049BB133111EBu;
  return mixed ^ mixed >> 32;
}

void NameTableBuilder::add(std::string_view name, std::int32_t entry, NameKind kind) {
  if (name.starts_with("the ") || name.starts_with("The ")) name.remove_prefix(4);
  words_.clear();
  split_name_words(name, words_);
  if (words_.empty()) return;
  NameSense sense{.entry = entry, .kind = kind};
  if (words_.size() == 1 && words_[0].is_all_upper) sense.written |= NameSense::kAcronym;
  if (words_.back().starts_upper) sense.written |= NameSense::kEndsUpper;
  NamePath path = kRootPath;
  for (const NameWord& word : words_) {
    if (word.starts_upper) sense.written |= NameSense::kHasCapital;
    const auto text = name.substr(word.start, word.end - word.start);
    path = next_path(path, spelling_.key(text, buffer_));
    paths_.push_back(path);
  }
  added_.push_back({path, sense});
}

NameTables NameTableBuilder::build() {
  NameTables tables;
  std::sort(paths_.begin(), paths_.end());
  paths_.erase(std::unique(paths_.begin(), paths_.end()), paths_.end());
  std::stable_sort(added_.begin(), added_.end(),
                   [](const Added& a, const Added& b) { return a.path < b.path; });
  const std::size_t buckets = std::bit_ceil(std::max<std::size_t>(paths_.size(), 2));
  const int shift = 64 - std::countr_zero(buckets);
  tables.buckets.assign(buckets + 1, 0);
  for (const NamePath path : paths_) ++tables.buckets[(path >> shift) + 1];
  std::partial_sum(tables.buckets.begin(), tables.buckets.end(), tables.buckets.begin());
  std::size_t next = 0;
  for (const NamePath path : paths_) {
    tables.first_sense.push_back(static_cast<std::uint32_t>(tables.senses.size()));
    for (; next < added_.size() && added_[next].path == path; ++next) {
      tables.senses.push_back(added_[next].sense);
    }
  }
  tables.first_sense.push_back(static_cast<std::uint32_t>(tables.senses.size()));
  tables.paths = std::move(paths_);
  paths_.clear();
  added_.clear();
  return tables;
}

NameIndex::NameIndex(std::span<const NamePath> paths, std::span<const std::uint32_t> buckets,
                     std::span<const std::uint32_t> first_sense, std::span<const NameSense> senses)
    : paths_(paths), buckets_(buckets), first_sense_(first_sense), senses_(senses) {
  const bool is_whole = buckets.size() > 2 && std::has_single_bit(buckets.size() - 1) &&
                        first_sense.size() == paths.size() + 1;
  if (is_whole) {
    shift_ = 64 - std::countr_zero(buckets.size() - 1);
  } else {
    *this = NameIndex();
  }
}

NameIndex::Node NameIndex::step(Node node, WordKey word) const {
  if (word == kNoKey || node == kNoNode || buckets_.empty()) return kNoNode;
  if (node != kRoot && node - 2 >= paths_.size()) return kNoNode;
  const NamePath path = next_path(node == kRoot ? kRootPath : paths_[node - 2], word);
  const std::size_t bucket = path >> shift_;
  const std::size_t end = std::min<std::size_t>(buckets_[bucket + 1], paths_.size());
  for (std::size_t i = buckets_[bucket]; i < end; ++i) {
    if (paths_[i] == path) return static_cast<Node>(i + 2);
  }
  return kNoNode;
}

std::span<const NameSense> NameIndex::senses(Node node) const {
  if (node < 2 || node - 2 >= paths_.size()) return {};
  const std::size_t first = first_sense_[node - 2];
  const std::size_t last = first_sense_[node - 1];
  if (first > last || last > senses_.size()) return {};
  return senses_.subspan(first, last - first);
}

}  // namespace casus
