// Three passes: patterns over each sentence's atoms; the date that the document speaks from; then
// values in text order, each expression seeing what was told before it.

#include "pipeline/times/times_stage.h"

#include <algorithm>
#include <cstdlib>

#include "pipeline/times/calendar.h"
#include "pipeline/times/tense.h"
#include "pipeline/times/time_links.h"
#include "pipeline/times/time_matcher.h"

namespace casus {

namespace {

using Field = TimeField;

constexpr std::uint32_t kDatelineBytes = 600;  // a dateline stands this near to the beginning
constexpr std::uint32_t kDatelineExtra = 60;   // what its block may hold beside the date
constexpr int kAnnouncedDays = 180;            // later days are no announcement, but a wrong date
constexpr int kFreshDays = 7;

// ---- expressions --------------------------------------------------------------------------------

void read_atoms(const TimeRules& rules, const Document& document, const Sentence& sentence,
                std::vector<Atom>& atoms) {
  atoms.clear();
  for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
    const Token& token = document.tokens[static_cast<std::size_t>(i)];
    // Words of one written token ("don't") may share its offsets: each stretch is read once.
    const std::uint32_t start =
        atoms.empty() ? token.start : std::max(token.start, atoms.back().end);
    if (start < token.end) append_atoms(document.text, start, token.end, i, atoms);
  }
  char buffer[kAtomBuffer];
  for (Atom& atom : atoms) {
    atom.word = rules.find_word(fold_atom(document.words(atom.start, atom.end), buffer));
  }
}

FoundTime make_found(const std::vector<Atom>& atoms, std::uint32_t first, std::uint32_t last,
                     std::int32_t block, TimeRuleKind kind, const TimeFields& fields) {
  FoundTime found;
  found.first_atom = first;
  found.last_atom = last;
  found.start = atoms[first].start;
  found.end = atoms[last - 1].end;
  found.first = atoms[first].token;
  found.last = atoms[last - 1].token + 1;
  found.block = block;
  found.kind = kind;
  found.fields = fields;
  return found;
}

void add_match(const std::vector<Atom>& atoms, std::uint32_t first, TimeMatch& match,
               std::int32_t block, std::vector<FoundTime>& found) {
  if (match.path->kind == TimeRuleKind::kNoTime) return;
  const bool is_range = match.second_begin != 0;
  if (is_range) share_range_fields(match.parts[0], match.parts[1]);
  found.push_back(make_found(atoms, first, is_range ? match.first_end : match.end, block,
                             match.path->kind, match.parts[0]));
  if (!is_range) return;
  found.back().begins_range = true;
  found.push_back(
      make_found(atoms, match.second_begin, match.end, block, match.path->kind, match.parts[1]));
}

bool is_heading(const Document& document, const Sentence& sentence) {
  return sentence.block != kNone &&
         document.blocks[static_cast<std::size_t>(sentence.block)].kind == BlockKind::kHeading;
}

void match_sentence(const TimeRules& rules, const Document& document, const Sentence& sentence,
                    TimeScratch& scratch) {
  read_atoms(rules, document, sentence, scratch.atoms);
  const std::size_t from = scratch.found.size();
  TimeMatcher matcher(rules, document, scratch.atoms);
  for (std::uint32_t at = 0; at < scratch.atoms.size();) {
    auto match = matcher.longest_at(at);
    if (!match) {
      ++at;
      continue;
    }
    add_match(scratch.atoms, at, *match, sentence.block, scratch.found);
    at = match->end;
  }
  link_times(rules, scratch.atoms, from, scratch.found);
  for (std::size_t i = from; i < scratch.found.size(); ++i) {
    FoundTime& found = scratch.found[i];
    found.tense = tense_at(rules, document, scratch.atoms, found.first_atom);
    // Headlines tell in the present what is past.
    if (found.tense == Tense::kPresent && is_heading(document, sentence)) {
      found.tense = Tense::kPast;
    }
  }
}

// ---- the date that the document speaks from
// ---------------------------------------------------------

std::optional<Day> full_day(const FoundTime& time) {
  if (time.kind != TimeRuleKind::kDate || !time.fields.has(Field::kYear) ||
      !time.fields.has(Field::kMonth) || !time.fields.has(Field::kDay)) {
    return std::nullopt;
  }
  const int year = time.fields.get(Field::kYear);
  const int month = time.fields.get(Field::kMonth);
  const int day = time.fields.get(Field::kDay);
  if (!is_valid_date(year, month, day)) return std::nullopt;
  return day_of(year, month, day);
}

// True for a date that its block is all about: "Friday, May 17, 2019", "Minsk, 17 May 2019".
bool is_dateline(const Document& document, const FoundTime& time) {
  if (time.block == kNone || time.begins_range) return false;
  const Block& block = document.blocks[static_cast<std::size_t>(time.block)];
  const std::uint32_t rest = (block.end - block.start) - (time.end - time.start);
  return rest <= kDatelineExtra && rest <= 2 * (time.end - time.start);
}

// The publication date, unless the text has a dateline that it cannot have announced; without
// both, the first full date near the beginning.
std::optional<TimeBase> find_base(const Document& document, const std::vector<FoundTime>& found) {
  const auto published = parse_day(document.date);
  std::optional<Day> first;
  for (const FoundTime& time : found) {
    if (time.start > kDatelineBytes) break;
    const auto day = full_day(time);
    if (!day) continue;
    if (!first) first = day;
    if (!is_dateline(document, time)) continue;
    const bool is_announced =
        published && *day > *published + kFreshDays && *day <= *published + kAnnouncedDays;
    if (is_announced) continue;
    if (published && *day == *published) break;
    return TimeBase{*day, TimeAnchor::kPassage, true};
  }
  if (published) return TimeBase{*published, TimeAnchor::kPublication};
  if (first) return TimeBase{*first, TimeAnchor::kPassage};
  return std::nullopt;
}

// A text most of whose dates lie in other years than its own tells a story: a biography, a history.
bool is_narrative(const std::optional<TimeBase>& now, const std::vector<FoundTime>& found) {
  if (!now) return true;
  const int year = civil_of(now->day).year;
  int here = 0;
  int elsewhere = 0;
  for (const FoundTime& time : found) {
    if (time.kind != TimeRuleKind::kDate) continue;
    if (time.fields.has(Field::kYear)) {
      ++(std::abs(time.fields.get(Field::kYear) - year) <= 1 ? here : elsewhere);
    } else if (time.fields.has(Field::kWeekday)) {
      ++here;
    }
  }
  return elsewhere > 4 && elsewhere > 3 * here;
}

// ---- values
// -----------------------------------------------------------------------------------------

void remember(const FoundTime& time, const ResolvedTime& resolved, TimeContext& context) {
  if (!resolved.is_point || !resolved.span) return;
  const TimeReference reference{*resolved.span, resolved.grain, time.block, resolved.minute};
  context.last = reference;
  if (resolved.grain == TimeUnit::kYear) context.year_here = civil_of(resolved.span->begin).year;
  if (resolved.tells_year) context.last_with_year = reference;
}

// The second end of a range without a year is not before the first: "from 3 to 5 June".
void continue_range(const TimeReference& first, FoundTime& second) {
  const bool has_year = second.fields.has(Field::kYear) || second.fields.has(Field::kYearBy) ||
                        second.fields.has(Field::kShortYear);
  if (has_year || !second.fields.has(Field::kMonth) || first.grain > TimeUnit::kMonth) return;
  const CivilDate begin = civil_of(first.span.begin);
  const bool turns_year = second.fields.get(Field::kMonth) < begin.month;
  second.fields.set(Field::kYear, begin.year + (turns_year ? 1 : 0));
}

void add_time(const FoundTime& found, ResolvedTime resolved, Document& document) {
  Time& time = document.times.emplace_back();
  time.start = found.start;
  time.end = found.end;
  time.first = found.first;
  time.last = found.last;
  time.type = resolved.type;
  time.value = std::move(resolved.value);
  time.anchor = resolved.anchor;
  if (!resolved.span) return;
  time.begin = format_day(resolved.span->begin);
  time.finish = format_day(resolved.span->finish);
}

// Both ends of a range get the whole range's days.
void span_range(Time& first, Time& second) {
  if (first.begin.empty() || second.finish.empty() || first.begin > second.finish) return;
  second.begin = first.begin;
  first.finish = second.finish;
}

void resolve_all(const std::vector<FoundTime>& found, Document& document) {
  TimeContext context;
  context.now = find_base(document, found);
  if (document.date.empty() && context.now && context.now->is_dateline) {
    document.date = format_day(context.now->day);
  }
  context.is_narrative = is_narrative(context.now, found);
  std::size_t sentence = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    FoundTime time = found[i];
    for (; document.sentences[sentence].last <= time.first; ++sentence) context.year_here.reset();
    if (i > 0 && found[i - 1].begins_range && context.last) continue_range(*context.last, time);
    auto resolved = resolve_time(time.kind, time.fields, time.tense, time.block, context);
    remember(time, resolved, context);
    add_time(time, std::move(resolved), document);
    if (i > 0 && found[i - 1].begins_range) {
      span_range(document.times[document.times.size() - 2], document.times.back());
    }
  }
}

}  // namespace

Result<void> find_times(const TimeRules& rules, Document& document, TimeScratch& scratch) {
  scratch.found.clear();
  if (rules.is_empty()) return {};
  for (const Sentence& sentence : document.sentences) {
    match_sentence(rules, document, sentence, scratch);
  }
  resolve_all(scratch.found, document);
  return {};
}

}  // namespace casus
