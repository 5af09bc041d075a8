#include "pipeline/times/time_matcher.h"

#include <algorithm>

namespace casus {

namespace {

constexpr int kHundred = 100;
constexpr int kThousand = 1000;
constexpr std::uint32_t kMaxNumberWords = 8;
// Numbers outside of these need a word such as "in" before them to be read as years.
constexpr int kFirstPlainYear = 1800;
constexpr int kLastPlainYear = 2060;
// Numbers from here on that are not round are seldom counts of things.
constexpr int kFirstLikelyYear = 1700;

bool is_sign(const Atom* atom, char sign) { return atom != nullptr && atom->sign == sign; }
bool is_letter_or_digit(const Atom* atom) {
  return atom != nullptr && atom->kind != AtomKind::kSign;
}

// Takes number word `value` into "two thousand three hundred and five"; false: it does not go on.
bool add_number_word(int value, int& total, int& current) {
  if (value == kHundred) {
    if (current >= kHundred) return false;
    current = std::max(current, 1) * kHundred;
    return true;
  }
  if (value == kThousand) {
    if (total > 0 || current == 0) return false;
    total = current * kThousand;
    current = 0;
    return true;
  }
  const int tens = current % kHundred;
  const bool goes_on = tens == 0 || (tens >= 20 && tens % 10 == 0 && value < 10);
  if (current != 0 && !goes_on) return false;
  current += value;
  return true;
}

}  // namespace

std::optional<TimeMatch> TimeMatcher::longest_at(std::uint32_t at) {
  const Atom& atom = atoms_[at];
  if (atom.word == nullptr && atom.kind != AtomKind::kDigits) return std::nullopt;
  start_ = at;
  if (!begins_cleanly(at)) return std::nullopt;
  best_ = nullptr;
  best_end_ = 0;
  walk(rules_.root(), at, 0);
  if (best_ == nullptr) return std::nullopt;
  return build_match();
}

// Recursion is as deep as the longest pattern, not as the text.
void TimeMatcher::walk(const TrieNode& node, std::uint32_t at, std::size_t depth) {
  if (node.path >= 0 && depth > 0) consider(rules_.path(node.path), at, depth);
  if (at >= atoms_.size() || depth >= kMaxPatternSymbols || node.children.empty()) return;
  const SymbolMatches found = symbols_at(at);
  for (std::size_t i = 0; i < found.size; ++i) {
    const SymbolMatch& symbol = found.items[i];
    const int ways = atoms_[at].glued ? 2 : 1;
    for (int glued = 0; glued < ways; ++glued) {
      const std::uint32_t key = symbol.symbol * 2U + static_cast<std::uint32_t>(glued);
      const auto child = std::lower_bound(
          node.children.begin(), node.children.end(), key,
          [](const auto& entry, std::uint32_t wanted) { return entry.first < wanted; });
      if (child == node.children.end() || child->first != key) continue;
      taken_[depth] = {symbol.value, at, symbol.next};
      walk(rules_.node(child->second), symbol.next, depth + 1);
    }
  }
}

void TimeMatcher::consider(const TimePath& path, std::uint32_t end, std::size_t depth) {
  if (best_ != nullptr && end < best_end_) return;
  if (best_ != nullptr && end == best_end_ && path.order >= best_->order) return;
  if (!ends_cleanly(end) || !fits(path.guards, end)) return;
  best_ = &path;
  best_end_ = end;
  best_depth_ = depth;
  std::copy_n(taken_.begin(), depth, best_taken_.begin());
}

TimeMatch TimeMatcher::build_match() const {
  TimeMatch match;
  match.path = best_;
  match.end = best_end_;
  match.first_end = best_end_;
  if (best_->second_begin != 0) {
    match.first_end = best_taken_[best_->first_end - 1U].end;
    match.second_begin = best_taken_[best_->second_begin].begin;
  }
  for (const TimeAssignment& assignment : best_->assignments) {
    match.parts[assignment.part].set(assignment.field, assignment.value);
  }
  for (const TimeCapture& capture : best_->captures) {
    match.parts[capture.part].set(capture.field,
                                  best_taken_[capture.position].value + capture.offset);
  }
  return match;
}

TimeMatcher::SymbolMatches TimeMatcher::symbols_at(std::uint32_t at) const {
  SymbolMatches found;
  const Atom& atom = atoms_[at];
  const TimeClasses& classes = rules_.classes();
  if (atom.word != nullptr) {
    for (const SymbolValue& known : atom.word->symbols) {
      if (known.symbol == classes.number || known.symbol == classes.ordinal) continue;
      found.add(known.symbol, known.value, at + 1);
    }
  }
  if (atom.kind == AtomKind::kDigits) add_digit_symbols(at, found);
  add_number(at, found);
  add_ordinal(at, found);
  return found;
}

void TimeMatcher::add_digit_symbols(std::uint32_t at, SymbolMatches& found) const {
  const Atom& atom = atoms_[at];
  const TimeClasses& classes = rules_.classes();
  const int value = atom.number;
  const std::uint32_t next = at + 1;
  if (atom.digits <= 2) {
    if (value >= 1 && value <= 31) found.add(classes.day, value, next);
    if (value >= 1 && value <= 12) found.add(classes.month_number, value, next);
    if (value <= 24) found.add(classes.hour, value, next);
  }
  if (atom.digits == 2) {
    if (value <= 59) found.add(classes.minute, value, next);
    found.add(classes.short_year, value, next);
    if (value % 10 == 0) found.add(classes.short_decade, value / 10, next);
  }
  if (atom.digits >= 1 && atom.digits <= 4 && value >= 1) found.add(classes.any_year, value, next);
  if (atom.digits == 3 && value >= 100) found.add(classes.early_year, value, next);
  if (atom.digits != 4 || value < 1000 || value > 2199) return;
  found.add(classes.year, value, next);
  if (value % 10 == 0) found.add(classes.decade_year, value / 10, next);
  if (value % 100 == 0 && value < 2000) found.add(classes.century_year, value / 100, next);
}

// Digits, grouped digits ("1,500"), or number words as far as they go on.
void TimeMatcher::add_number(std::uint32_t first, SymbolMatches& found) const {
  const TimeSymbol number = rules_.classes().number;
  if (atoms_[first].kind == AtomKind::kDigits) {
    if (atoms_[first].digits <= 6) found.add(number, atoms_[first].number, first + 1);
    return;
  }
  std::int32_t value = 0;
  int total = 0;
  int current = 0;
  std::uint32_t next = first;
  for (std::uint32_t i = first; i < atoms_.size() && i < first + kMaxNumberWords; ++i) {
    const TimeWord* word = atoms_[i].word;
    if (has_symbol(word, number, &value)) {
      if (value == kVagueNumber) {
        if (i == first) found.add(number, value, first + 1);
        break;
      }
      if (!add_number_word(value, total, current)) break;
      next = i + 1;
    } else if (i == first || !has_symbol(word, rules_.classes().number_link)) {
      break;
    }
  }
  if (next > first) found.add(number, total + current, next);
}

// "21st", "first", "twenty-first".
void TimeMatcher::add_ordinal(std::uint32_t first, SymbolMatches& found) const {
  const TimeClasses& classes = rules_.classes();
  const Atom* next = at(first + 1);
  if (atoms_[first].kind == AtomKind::kDigits) {
    if (next != nullptr && next->glued && has_symbol(next->word, classes.ordinal_suffix)) {
      found.add(classes.ordinal, atoms_[first].number, first + 2);
    }
    return;
  }
  std::int32_t value = 0;
  if (has_symbol(atoms_[first].word, classes.ordinal, &value)) {
    found.add(classes.ordinal, value, first + 1);
    return;
  }
  std::int32_t tens = 0;
  if (!has_symbol(atoms_[first].word, classes.number, &tens) || tens < 20 || tens % 10 != 0) return;
  const std::uint32_t last = is_sign(next, '-') ? first + 2 : first + 1;
  const Atom* ending = at(last);
  if (ending != nullptr && has_symbol(ending->word, classes.ordinal, &value) && value < 10) {
    found.add(classes.ordinal, tens + value, last + 1);
  }
}

// False inside of words, amounts, decimals, paths and codes: "A2019", "$2019", "1,990", "/2019".
bool TimeMatcher::begins_cleanly(std::uint32_t first) const {
  if (first == 0 || !atoms_[first].glued) return true;
  const Atom& previous = atoms_[first - 1];
  if (previous.kind != AtomKind::kSign) return false;
  const bool opens =
      std::string_view("([{'\"-,.;:!?~*|").find(previous.sign) != std::string_view::npos;
  if (previous.sign == 0) {
    // Other signs: brackets and bullets may open an expression, currencies may not.
    return atoms_[first].kind != AtomKind::kDigits;
  }
  if (!opens) return false;
  if (!previous.glued || first < 2) return true;
  const Atom& further = atoms_[first - 2];
  const bool is_digits = atoms_[first].kind == AtomKind::kDigits;
  if (previous.sign == '-') return !is_digits;  // "Interaction-2019" is a name
  const bool is_inner = previous.sign == '.' || previous.sign == ',' || previous.sign == ':';
  return !(is_inner && is_digits && further.kind == AtomKind::kDigits);
}

bool TimeMatcher::ends_cleanly(std::uint32_t end) const {
  const Atom* next = at(end);
  if (next == nullptr || !next->glued) return true;
  if (next->kind != AtomKind::kSign) return false;
  if (next->sign == '%' || next->sign == '_' || next->sign == '@') return false;
  const Atom* after = at(end + 1);
  if (!is_letter_or_digit(after) || !after->glued) return true;
  if (next->sign == '/' || next->sign == '\\') return false;
  const bool is_digits =
      atoms_[end - 1].kind == AtomKind::kDigits && after->kind == AtomKind::kDigits;
  return !(is_digits && (next->sign == '.' || next->sign == ',' || next->sign == ':'));
}

bool TimeMatcher::follows(TimeSymbol symbol) const {
  return before() != nullptr && has_symbol(before()->word, symbol);
}

bool TimeMatcher::fits(const TimeGuards& guards, std::uint32_t end) const {
  const TimeClasses& classes = rules_.classes();
  if (!shy_words_fit(end)) return false;
  const bool has_lead = follows(classes.lead);
  if (guards.needs_lead && !has_lead && !guards.is_measure) return false;
  if (guards.is_bare_year && !reads_as_year(end)) return false;
  const Atom* next = at(end);
  if (guards.is_final && next != nullptr && next->kind != AtomKind::kSign) return false;
  const bool is_measured = next != nullptr && has_symbol(next->word, classes.measured);
  if (guards.is_measure && !is_measured && !(guards.needs_lead && has_lead)) return false;
  if (guards.needs_close && next != nullptr) {
    if (next->kind == AtomKind::kSign) return !(next->sign == '-' && next->glued);
    return has_symbol(next->word, classes.closed);
  }
  return true;
}

// Words such as "May" and "Sun" need their capital, and company or a preposition before them.
bool TimeMatcher::shy_words_fit(std::uint32_t end) const {
  bool has_shy = false;
  for (std::uint32_t i = start_; i < end; ++i) {
    if (atoms_[i].word == nullptr || !atoms_[i].word->is_shy) continue;
    has_shy = true;
    if (!atoms_[i].capital) return false;
  }
  if (!has_shy || end > start_ + 1) return true;
  const Token& token = document_.tokens[static_cast<std::size_t>(atoms_[start_].token)];
  if (token.upos == Upos::kVerb || token.upos == Upos::kAux) return false;
  if (end < atoms_.size() && atoms_[end].capital) return false;  // "Sun Valley"
  return follows(rules_.classes().lead);
}

// A number that stands for a year: not counted ("2019 people"), not numbered ("room 2012").
bool TimeMatcher::reads_as_year(std::uint32_t end) const {
  const TimeClasses& classes = rules_.classes();
  if (follows(classes.not_year_before)) return false;
  const bool after_stop = is_sign(before(), '.') && start_ >= 2;
  if (after_stop && has_symbol(atoms_[start_ - 2].word, classes.not_year_before)) return false;
  const Atom* next = at(end);
  if (next != nullptr && has_symbol(next->word, classes.not_year_after)) return false;
  const bool has_lead = follows(classes.lead) || (before() != nullptr && before()->sign != 0);
  const int year = atoms_[start_].number;
  if (!has_lead && start_ > 0 && (year < kFirstPlainYear || year > kLastPlainYear)) return false;
  const Token& token = document_.tokens[static_cast<std::size_t>(atoms_[start_].token)];
  const bool is_round = year % 100 == 0;
  const bool is_likely = year >= kFirstLikelyYear && year <= kLastPlainYear && !is_round;
  if (is_likely && has_lead) return true;
  if (token.relation == Relation::kNsubj || token.relation == Relation::kObj) {
    return has_lead || is_likely;
  }
  if (token.relation != Relation::kNummod || token.head <= atoms_[start_].token) return true;
  const Token& head = document_.tokens[static_cast<std::size_t>(token.head)];
  if (head.upos != Upos::kNoun || !has_feature(head, "Number=Plur")) return true;
  if (start_ == 0 || before()->token == kNoToken) return false;
  const Upos previous = document_.tokens[static_cast<std::size_t>(before()->token)].upos;
  return previous == Upos::kDet || previous == Upos::kAdj || previous == Upos::kPron ||
         previous == Upos::kPart || previous == Upos::kPropn;
}

}  // namespace casus
