// Names of operations, programmes and the like: quoted, or written with capitals, before or after
// the noun, one or a list of them.

#include "pipeline/facts/fact_names.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace casus {

namespace {

constexpr TokenIndex kMaxNameTokens = 8;
constexpr TokenIndex kMaxTitleTokens = 20;
constexpr TokenIndex kMaxLeadTokens = 4;  // before the name that a list's item begins with
constexpr TokenIndex kMaxFarTokens = 12;  // from a noun to a quoted name at its phrase's end
constexpr int kMaxNames = 16;

bool is_quote(std::string_view form) {
  constexpr std::array<std::string_view, 12> kQuotes = {"\"", "“",  "”", "„", "«", "»",
                                                        "``", "''", "‘", "’", "'", "‟"};
  return std::find(kQuotes.begin(), kQuotes.end(), form) != kQuotes.end();
}

bool has_digit(std::string_view form) {
  return std::any_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

// No closing mark: a straight one that opens stands against the next word alone.
bool FactNames::opens_quote(TokenIndex token) const {
  const std::string_view mark = form(token);
  if (!is_quote(mark) || token + 1 >= sentence_.last) return false;
  if (mark == "”" || mark == "’" || mark == "»" || mark == "''") return false;
  const bool is_straight = mark == "\"" || mark == "'";
  if (!is_straight) return true;
  const bool follows = token > sentence_.first &&
                       clause_.token(token - 1).end == clause_.token(token).start &&
                       form(token - 1) != "(";
  return !follows && clause_.token(token).end == clause_.token(token + 1).start;
}

bool FactNames::is_person(TokenIndex token) const {
  const auto& entities = document_.entities;
  auto entity = std::upper_bound(entities.begin(), entities.end(), token,
                                 [](TokenIndex at, const Entity& each) { return at < each.first; });
  for (int looked = 0; entity != entities.begin() && looked < 4; ++looked) {
    --entity;
    if (token < entity->last && entity->type == EntityType::kPerson) return true;
  }
  return false;
}

bool FactNames::is_capital(TokenIndex token) const {
  return !form(token).empty() && is_upper(decode_at(form(token), 0).value);
}

bool FactNames::is_all_capitals(TokenIndex token) const {
  const std::string_view word = form(token);
  const std::size_t first = word.empty() ? 0 : decode_at(word, 0).size;
  return first < word.size() && is_upper(decode_at(word, first).value);
}

// A capitalised word that names no actor by itself.
bool FactNames::is_name_word(TokenIndex token) const {
  if (!is_capital(token)) return false;
  const Upos upos = clause_.token(token).upos;
  const bool is_word =
      upos == Upos::kPropn || upos == Upos::kNoun || upos == Upos::kAdj ||
      (upos == Upos::kVerb && has_feature(clause_.token(token), "VerbForm=Part")) ||
      (is_all_capitals(token) && upos != Upos::kAdp && upos != Upos::kDet && upos != Upos::kCconj);
  if (!is_word) return false;
  const auto& entities = document_.entities;
  auto entity = std::upper_bound(entities.begin(), entities.end(), token,
                                 [](TokenIndex at, const Entity& each) { return at < each.first; });
  for (int looked = 0; entity != entities.begin() && looked < 4; ++looked) {
    --entity;
    if (token < entity->last && !entity->actor.code.empty()) return false;
  }
  return true;
}

// Dashes and numbers inside of a name: "Illegal-2020", "Channel - Barkhan".
bool FactNames::continues_name(TokenIndex token) const {
  if (clause_.token(token).upos == Upos::kNum && has_digit(form(token))) return true;
  const bool is_dash = form(token) == "-" || form(token) == "–";
  return is_dash && token + 1 < sentence_.last &&
         (is_capital(token + 1) || clause_.token(token + 1).upos == Upos::kNum);
}

// Reads one name at `at`; returns where it ends, or `at`.
TokenIndex FactNames::read_one(TokenIndex at, Clause::Extent& name) const {
  if (at >= sentence_.last) return at;
  if (opens_quote(at)) {
    for (TokenIndex end = at + 1; end < sentence_.last && end - at <= kMaxNameTokens; ++end) {
      if (!is_quote(form(end))) continue;
      if (end == at + 1) return at;
      name = {at + 1, end};
      return end + 1;
    }
    return at;
  }
  TokenIndex end = at;
  while (end < sentence_.last && end - at < kMaxNameTokens &&
         (is_name_word(end) || (end > at && continues_name(end)))) {
    ++end;
  }
  name = {at, end};
  return end;
}

TokenIndex FactNames::skip_bracket(TokenIndex at) const {
  if (at >= sentence_.last || form(at) != "(") return at;
  for (TokenIndex end = at + 1; end < sentence_.last && end - at < 40; ++end) {
    if (form(end) == ")") return end + 1;
  }
  return at;
}

// "," and "and" between names, and the noun again: "and operation Harvest".
TokenIndex FactNames::skip_joint(TokenIndex at) const {
  TokenIndex end = at;
  while (end < sentence_.last && end - at < 2 &&
         (form(end) == "," || clause_.token(end).upos == Upos::kCconj)) {
    ++end;
  }
  return end;
}

std::vector<Clause::Extent> FactNames::list_from(TokenIndex at) const {
  std::vector<Clause::Extent> names;
  while (at < sentence_.last && rules_.is_in_set("name-links", clause_.lemma(at).view())) ++at;
  for (int count = 0; count < kMaxNames; ++count) {
    Clause::Extent name{at, at};
    TokenIndex next = read_one(at, name);
    if (next == at) break;
    names.push_back(name);
    next = skip_bracket(next);
    at = skip_joint(next);
    if (at == next) break;
    // "in the operation “Cobalt”, Slovak officers seized": what follows a quoted name is quoted
    // too, unless it is joined by more than a comma.
    const bool is_loose = is_quote(form(name.first - 1)) && at == next + 1 && form(next) == ",";
    if (is_loose && (at >= sentence_.last || !opens_quote(at))) break;
  }
  return names;
}

std::vector<Clause::Extent> FactNames::leading() const {
  for (TokenIndex at = sentence_.first;
       at < sentence_.last && at - sentence_.first < kMaxLeadTokens; ++at) {
    if (opens_quote(at)) return list_from(at);
  }
  return {};
}

// A name that ends right before or with `noun`: "the “Mercenary” operation", "Interstate Program".
std::vector<Clause::Extent> FactNames::before(TokenIndex noun) const {
  TokenIndex first = noun;
  if (first > sentence_.first && is_quote(form(first - 1))) {
    const TokenIndex last = first - 1;
    for (first = last; first > sentence_.first && last - first < kMaxNameTokens;) {
      if (!is_quote(form(--first)) || first + 1 >= last) continue;
      if (!is_capital(first + 1)) return {};
      return {{first + 1, last}};
    }
    return {};
  }
  while (first > sentence_.first && noun - first < kMaxNameTokens && is_capital(first - 1) &&
         clause_.steps_up(first - 1, noun) > 0 && clause_.token(first - 1).upos != Upos::kDet) {
    --first;
  }
  if (first == noun || !is_capital(noun)) return {};
  return {{first, noun + 1}};  // "Interstate Program", but no "SIV programs"
}

std::vector<Clause::Extent> FactNames::proper(TokenIndex noun) const {
  // "two operations, “Monsoon” and “Trident”", "operations, such as Trident"
  const bool has_list =
      noun + 2 < sentence_.last && form(noun + 1) == "," &&
      (opens_quote(noun + 2) || rules_.is_in_set("name-links", clause_.lemma(noun + 2).view()) ||
       (clause_.token(noun + 2).upos == Upos::kPropn && is_name_word(noun + 2) &&
        clause_.steps_up(noun + 2, noun) >= 1));
  auto names = list_from(noun + (has_list ? 2 : 1));
  // "the Mission, Major Jan Novak"
  if (has_list && !names.empty() && !is_quote(form(names.front().first - 1))) {
    std::erase_if(names, [&](const Clause::Extent& name) { return is_person(name.first); });
  }
  const bool is_other_thing =  // "Action Plan"
      !names.empty() && rules_.is_in_set("things", clause_.lemma(names.front().last - 1).view());
  if (is_other_thing) return {};
  const bool is_part_of_name =  // "Emergency Operations Center"
      has_feature(clause_.token(noun), "Number=Plur") && is_capital(noun);
  if (is_part_of_name && (names.empty() || !is_quote(form(names.front().first - 1)))) return {};
  if (names.empty()) names = before(noun);
  return names.empty() ? quoted_below(noun) : names;
}

std::vector<Clause::Extent> FactNames::quoted(TokenIndex noun) const {
  auto names = proper(noun);
  std::erase_if(names, [&](const Clause::Extent& name) {
    return name.first == sentence_.first || !is_quote(form(name.first - 1));
  });
  return names;
}

// "the exercise with the reconnaissance forces “Search-2017”": a name at the end of the phrase.
std::vector<Clause::Extent> FactNames::quoted_below(TokenIndex noun) const {
  bool has_verb = false;
  for (TokenIndex at = noun + 1; at < sentence_.last && at - noun < kMaxFarTokens; ++at) {
    if (form(at) == "," || form(at) == ";" || form(at) == "(") return {};
    has_verb |= clause_.token(at).upos == Upos::kVerb || clause_.token(at).upos == Upos::kAux;
    if (!opens_quote(at)) continue;
    Clause::Extent name{at, at};
    if (clause_.token(at - 1).upos == Upos::kAdp || read_one(at, name) == at) return {};
    const bool has_number = has_digit(form(name.last - 1));
    if (!is_capital(name.first) || (has_verb && !has_number)) return {};
    return {name};
  }
  return {};
}

std::optional<Clause::Extent> FactNames::quoted_beside(TokenIndex noun) const {
  TokenIndex next = noun + 1;
  while (next < sentence_.last && rules_.is_in_set("name-links", clause_.lemma(next).view())) {
    ++next;
  }
  if (next < sentence_.last && opens_quote(next)) {
    Clause::Extent name;
    if (read_one(next, name) != next) return name;
  }
  if (noun > sentence_.first && is_quote(form(noun - 1))) {
    const auto names = before(noun);
    if (!names.empty()) return names.front();
  }
  return std::nullopt;
}

// After the noun: capitalised words, numbers, and small words between them: "Strategy on Virtual
// Assets 2030".
TokenIndex FactNames::title_end(TokenIndex noun) const {
  TokenIndex end = noun + 1;
  TokenIndex open = end;
  while (open < sentence_.last && open - noun < kMaxTitleTokens) {
    const bool is_link = rules_.is_in_set("title-links", clause_.lemma(open).view());
    const Upos upos = clause_.token(open).upos;
    const bool is_verb = upos == Upos::kVerb || upos == Upos::kAux;
    const bool is_day = has_digit(form(open)) && open > end;  // "on 20 February", "of 2010"
    if ((is_day && !rules_.is_in_set("period-links", clause_.lemma(open - 1).view()) &&
         form(open - 1) != "-" && form(open - 1) != "–") ||
        (is_verb && !is_link)) {
      break;
    }
    const bool is_part = is_capital(open) || has_digit(form(open));
    const bool is_dash = form(open) == "-" || form(open) == "–";
    if (!is_part && !is_link && !is_dash) break;
    ++open;
    if (is_part) end = open;
  }
  return end;
}

bool FactNames::is_part_of_other(TokenIndex noun) const {
  const TokenIndex head = clause_.token(noun).head;
  if (head > noun && head < noun + 4 && is_capital(head) &&
      clause_.token(noun).relation == Relation::kCompound) {
    return true;
  }
  const auto& entities = document_.entities;
  auto entity = std::upper_bound(entities.begin(), entities.end(), noun,
                                 [](TokenIndex at, const Entity& each) { return at < each.first; });
  for (int looked = 0; entity != entities.begin() && looked < 4; ++looked) {
    --entity;
    if (noun < entity->last && !entity->actor.code.empty()) return true;
  }
  return false;
}

std::optional<Clause::Extent> FactNames::title(TokenIndex noun) const {
  if (const auto quoted = quoted_beside(noun)) return quoted;
  if (!is_capital(noun) || (form(noun).size() > 3 && is_all_capitals(noun))) return std::nullopt;
  Clause::Extent name{noun, title_end(noun)};
  while (name.first > sentence_.first && noun - name.first < kMaxNameTokens) {
    const TokenIndex before = name.first - 1;
    const Upos upos = clause_.token(before).upos;
    const bool is_part = (is_capital(before) || form(before) == "-" || form(before) == "–") &&
                         upos != Upos::kDet && upos != Upos::kVerb && upos != Upos::kPron &&
                         upos != Upos::kAdp && upos != Upos::kSconj;
    if (!is_part) break;
    --name.first;
  }
  while (name.first < noun && !is_capital(name.first)) ++name.first;
  if (name.last - name.first < 2) return std::nullopt;
  return name;
}

}  // namespace casus
