#include "resources/name_index.h"

#include <algorithm>

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

std::uint64_t NameIndex::slot_key(Node node, WordKey word) {
  const std::uint64_t key = (word + node * 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u;
  const std::uint64_t mixed = key ^ key >> 29;
  return mixed == 0 ? 1 : mixed;
}

std::size_t NameIndex::slot_of(std::uint64_t key) const {
  std::size_t slot = key & (slots_.size() - 1);
  while (slots_[slot].key != 0 && slots_[slot].key != key) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

void NameIndex::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.key != 0) slots_[slot_of(slot.key)] = slot;
  }
}

NameIndex::Node NameIndex::step_or_add(Node node, WordKey word) {
  if (used_ * 2 >= slots_.size()) grow();
  const std::uint64_t key = slot_key(node, word);
  Slot& slot = slots_[slot_of(key)];
  if (slot.key == 0) {
    slot = {key, ++last_node_};
    ++used_;
  }
  return slot.child;
}

NameIndex::Node NameIndex::step(Node node, WordKey word) const {
  return word == kNoKey ? kNoNode : slots_[slot_of(slot_key(node, word))].child;
}

void NameIndex::add(std::string_view name, NameSense sense, const Spelling& spelling) {
  if (name.starts_with("the ") || name.starts_with("The ")) name.remove_prefix(4);
  std::vector<NameWord> words;
  split_name_words(name, words);
  if (words.empty()) return;
  sense.is_acronym = words.size() == 1 && words[0].is_all_upper;
  sense.has_capital = std::any_of(words.begin(), words.end(),
                                  [](const NameWord& word) { return word.starts_upper; });
  sense.ends_upper = words.back().starts_upper;
  std::string buffer;
  Node node = kRoot;
  for (const NameWord& word : words) {
    node = step_or_add(node, spelling.key(name.substr(word.start, word.end - word.start), buffer));
  }
  added_.push_back({node, sense});
}

void NameIndex::finish() {
  std::stable_sort(added_.begin(), added_.end(),
                   [](const Added& a, const Added& b) { return a.node < b.node; });
  first_sense_.assign(last_node_ + 2, 0);
  for (const Added& added : added_) {
    senses_.push_back(added.sense);
    ++first_sense_[added.node + 1];
  }
  for (std::size_t i = 1; i < first_sense_.size(); ++i) first_sense_[i] += first_sense_[i - 1];
  added_.clear();
  added_.shrink_to_fit();
}

std::span<const NameSense> NameIndex::senses(Node node) const {
  if (node + 1 >= first_sense_.size()) return {};
  return std::span(senses_).subspan(first_sense_[node],
                                    first_sense_[node + 1] - first_sense_[node]);
}

}  // namespace casus
