#include "pipeline/entities/name_bearers.h"

#include <algorithm>

#include "pipeline/entities/own_names.h"

namespace casus {

bool NameBearers::is_in_sentence_of(TokenIndex other, TokenIndex i) const {
  return other >= 0 && static_cast<std::size_t>(other) < document_.tokens.size() &&
         scratch_.sentence_of[static_cast<std::size_t>(other)] ==
             scratch_.sentence_of[static_cast<std::size_t>(i)];
}

// A part of a longer name that the knowledge base lacks: "Jean-Bertrand", "Sam Brown".
bool NameBearers::continues_name(TokenIndex other, TokenIndex i) const {
  if (!is_in_sentence_of(other, i)) return false;
  if (token(other).form == "-") return true;
  return scratch_.match_at[static_cast<std::size_t>(other)] == kNone && word(other).starts_upper &&
         token(other).upos == Upos::kPropn && !has_class(other, kTitleWord);
}

// True where `entry` held an office whose title has the word at `title`, or where the word is no
// office ("Mr").
bool NameBearers::fits_title(std::int32_t entry, TokenIndex title) const {
  if (!is_office_word(title)) return true;
  const std::string_view form = token(title).form;
  for (const KnownOffice& office : knowledge_.entry(entry).offices) {
    const std::string_view office_title = knowledge_.title_of(office);
    const auto found =
        std::search(office_title.begin(), office_title.end(), form.begin(), form.end(),
                    [](char a, char b) { return (a | 0x20) == (b | 0x20); });
    if (found != office_title.end()) return true;
  }
  return false;
}

// A surname that several bear: who was named before, else the one in office, else the first where
// all are of one country. -1: nobody. With an office before it, only who bore that office counts.
std::int32_t NameBearers::bearer_of(const NameMatch& match, TokenIndex title) const {
  std::int32_t bearer = -1;
  std::int32_t in_office = -1;
  bool is_one_country = true;
  int offices = 0;
  for (const NameSense& sense : match.senses) {
    if (sense.kind != NameKind::kSurname) continue;
    if (title != kNoToken && !fits_title(sense.entry, title)) continue;
    if (scratch_.named_entries.contains(sense.entry)) return sense.entry;
    const bool holds = scratch_.day != kNoDay && is_in_office(sense.entry);
    if (holds) in_office = sense.entry;
    offices += holds ? 1 : 0;
    if (bearer < 0) bearer = sense.entry;
    is_one_country &= knowledge_.code_of(sense.entry) == knowledge_.code_of(bearer);
  }
  const bool has_office = title != kNoToken && is_office_word(title);
  if (offices == 1 && title != kNoToken) return in_office;
  if (has_office) return is_one_country ? (in_office >= 0 ? in_office : bearer) : -1;
  return is_only_surname(match) && (title != kNoToken || offices == 1) ? bearer : -1;
}

bool NameBearers::is_only_surname(const NameMatch& match) const {
  return std::count_if(match.senses.begin(), match.senses.end(), [](const NameSense& sense) {
           return sense.kind == NameKind::kSurname;
         }) == 1;
}

bool NameBearers::is_in_office(std::int32_t entry) const {
  const auto offices = knowledge_.entry(entry).offices;
  return std::any_of(offices.begin(), offices.end(),
                     [&](const KnownOffice& office) { return office.days.contains(scratch_.day); });
}

// A surname alone is a person's where nothing speaks against it: it is no acronym, no part of a
// longer name, no word of the lists, and one person bears it who was named before, was in office on
// the document's day, or has the title before it.
bool NameBearers::settle_surname(NameMatch& match) const {
  if (match.sense.kind != NameKind::kSurname) return true;
  constexpr std::size_t kMaxAcronym = 5;  // letters
  const Token& name = token(match.first);
  if (name.upos != Upos::kPropn || has_class(match.first, kNoName)) return false;
  if (word(match.first).is_all_upper && name.form.size() <= kMaxAcronym) return false;
  if (continues_name(match.first - 1, match.first) || continues_name(match.last, match.first)) {
    return false;
  }
  const TokenIndex before = match.first - 1;
  const bool has_title = is_in_sentence_of(before, match.first) && has_class(before, kTitleWord);
  const bool is_listed = word(match.first).form != kNoListWord;
  if (!has_title && is_listed) return false;
  const std::int32_t bearer = bearer_of(match, has_title ? before : kNoToken);
  if (bearer >= 0) match.sense.entry = bearer;
  return bearer >= 0;
}

// A short name stands for an entry that the document named before; where it named none, for the
// only entry that bears it, unless it is a plain word ("the Organization"). False: for nobody.
bool NameBearers::settle_short_name(NameMatch& match) const {
  if (match.sense.kind != NameKind::kShort) return true;
  for (const NameSense& sense : match.senses) {
    if (sense.kind != NameKind::kShort || !scratch_.named_entries.contains(sense.entry)) continue;
    match.sense = sense;
    return true;
  }
  const std::uint32_t plain = kShortWord | kOrganisationHead | kTitleWord;
  const bool is_single = match.last - match.first == 1;
  // "Labor rights groups", "the Labor Code"
  if (is_single && token(match.first).relation == Relation::kCompound) return false;
  return match.senses.size() == 1 && !has_class(match.last - 1, plain) &&
         !(is_single && ends_longer_name(document_, match, scratch_));
}

}  // namespace casus
