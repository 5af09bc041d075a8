// How PhraseReader reads known names: people, organisations, states, capitals, towns.

#include "pipeline/entities/phrase_reader.h"
#include "pipeline/entities/towns.h"

namespace casus {

const NameMatch* PhraseReader::match_headed_by(TokenIndex t) const {
  const std::int32_t match = scratch_.match_at[static_cast<std::size_t>(t)];
  if (match == kNone) return nullptr;
  const NameMatch& found = scratch_.matches[static_cast<std::size_t>(match)];
  return found.head == t && stands_for_somebody(found) ? &found : nullptr;
}

// "Communist Party" of "Communist Party of Nepal" is no name of China's: short names and surnames
// count as mentions of their own, and not where a nationality before them is another.
bool PhraseReader::stands_for_somebody(const NameMatch& match) const {
  const NameKind kind = match.sense.kind;
  if (kind != NameKind::kShort && kind != NameKind::kSurname) return true;
  if (match.entity == kNone) return false;
  const TokenIndex before = match.first - 1;
  if (kind == NameKind::kSurname || before < first_) return true;
  const std::int32_t at = scratch_.match_at[static_cast<std::size_t>(before)];
  if (at == kNone) return true;
  const NameSense& owner = scratch_.matches[static_cast<std::size_t>(at)].sense;
  return owner.kind != NameKind::kAdjective ||
         knowledge_.code_of(owner.entry) == knowledge_.code_of(match.sense.entry);
}

// A heading or a phrase that has this name and nothing else.
bool PhraseReader::stands_alone(const NameMatch& match) const {
  for (TokenIndex i = first_; i < last_; ++i) {
    const bool is_inside = i >= match.first && i < match.last;
    const bool is_small = token(i).upos == Upos::kDet || token(i).upos == Upos::kPunct;
    if (!is_inside && !is_small) return false;
  }
  return true;
}

// "Moscow said", "talks between Moscow and Kyiv", "Moscow's decision".
bool PhraseReader::acts_as_government(const NameMatch& match) const {
  const Token& head = token(match.head);
  if (head.head == kNoToken) return stands_alone(match);
  TokenIndex at = match.head;
  if (head.relation == Relation::kConj) at = head.head;
  const Token& outer = token(at);
  if (outer.head == kNoToken) return false;
  const TokenIndex governor = outer.head;
  if (outer.relation == Relation::kNsubj) {
    return !has_subtype(outer, "pass") && has_class(governor, kActVerb);
  }
  const TokenIndex preposition = case_of(at);
  if (preposition != kNoToken && has_class(preposition, kInPreposition)) return false;
  const bool is_owner = has_subtype(outer, "poss");
  const bool is_with = preposition != kNoToken && has_class(preposition, kWithPreposition);
  return (is_owner || is_with) && has_class(governor, kRelationNoun | kActVerb);
}

bool PhraseReader::is_used_as_noun(TokenIndex t) const {
  switch (token(t).relation) {
    case Relation::kAmod:
    case Relation::kCompound:
    case Relation::kDet:
    case Relation::kFlat:
    case Relation::kNummod:
      return false;
    default:
      return true;
  }
}

// "Bosnian Serbs" live in Bosnia; "ethnic Albanians" anywhere.
void PhraseReader::take_other_state(const NameMatch& match, Reading& r) const {
  const TokenIndex before = match.first - 1;
  if (before < first_) return;
  if (has_class(before, kEthnicWord)) r.code = {};
  const NameMatch* other = match_headed_by(before);
  if (other == nullptr || other->sense.kind != NameKind::kAdjective) return;
  r.kind = ReadingKind::kActor;
  r.is_blocked = false;
  r.code = knowledge_.code_of(other->sense.entry);
  r.code_from = before;
}

// Without a date, the title says which of a person's offices the text means: the last one with this
// title, or else with this word in it.
void PhraseReader::take_titled_office(const NameMatch& match, Reading& r) const {
  const TokenIndex before = match.first - 1;
  if (scratch_.day != kNoDay || r.entry < 0 || before < first_) return;
  if (!has_class(before, kTitleWord)) return;
  const std::string_view title = token(before).form;
  const KnownOffice* found = nullptr;
  bool is_exact = false;
  for (const KnownOffice& office : knowledge_.entry(r.entry).offices) {
    const std::string_view office_title = knowledge_.title_of(office);
    if (office_title.find(title) == std::string_view::npos) continue;
    const bool is_whole = office_title == title;
    const bool is_later = found == nullptr || office.days.first > found->days.first;
    if ((is_exact && !is_whole) || (is_exact == is_whole && !is_later)) continue;
    found = &office;
    is_exact = is_whole;
  }
  if (found == nullptr || found == r.office) return;
  r.office = found;
  r.sectors = knowledge_.sectors_of(*found);
  r.code = knowledge_.code_of(*found);
  if (r.code.empty()) r.code = knowledge_.code_of(r.entry);
}

void PhraseReader::read_match(const NameMatch& match, Reading& r) {
  const KnownEntry entry = knowledge_.entry(match.sense.entry);
  const Standing standing = knowledge_.standing(match.sense.entry, scratch_.day);
  r.code = standing.code;
  r.entry = match.sense.entry;
  r.entity = match.entity;
  r.is_blocked = entry.is_vague;
  r.is_partial = entry.is_partial;
  r.kind = entry.is_vague ? ReadingKind::kThing : ReadingKind::kActor;
  if (entry.is_vague) r.note = "a vague region";
  const Codes& codes = knowledge_.codes();
  switch (match.sense.kind) {
    case NameKind::kAdjective:
      r.entry = -1;
      if (match.first > first_ && has_class(match.first - 1, kEthnicWord)) r.code = {};
      r.note = "a people or its state";
      if (!is_used_as_noun(match.head)) {
        r.kind = ReadingKind::kNothing;
      } else {
        take_other_state(match, r);  // "Iraqi Turkmen"
      }
      return;
    case NameKind::kInhabitant:
      r.entry = -1;
      take_other_state(match, r);
      r.note = "inhabitants";
      r.sectors.add(codes.inhabitant);
      return;
    case NameKind::kGovernment:
      r.sectors.add(codes.metonym);
      return;
    case NameKind::kCapital:
      if (acts_as_government(match)) {
        r.sectors.add(codes.metonym);
        r.note = "a capital that acts";
      } else {
        r.kind = ReadingKind::kPlace;
        r.note = "a place";
      }
      return;
    default:
      break;
  }
  if (entry.kind == EntryKind::kRegion && !entry.is_vague && !acts_as_government(match)) {
    r.kind = ReadingKind::kPlace;
    r.note = "a place";
  }
  r.sectors = standing.sectors;
  r.office = standing.office;
  if (standing.is_former) r.note = "out of office";
  if (standing.is_coming) r.note = "not yet in office";
}

// "the corvette Cheonan", "carmaker Volvo": an actor's own name.
bool PhraseReader::is_named_by_word_before(TokenIndex t, std::int32_t entity) const {
  const TokenIndex first =
      entity == kNone ? t : document_.entities[static_cast<std::size_t>(entity)].first;
  const TokenIndex before = first - 1;
  if (before < first_ || token(before).upos != Upos::kNoun) return false;
  const bool is_one = token(before).head == t || token(t).head == before;
  if (!is_one || token(t).relation == Relation::kCompound || case_of(t) != kNoToken) return false;
  Extent extent;
  const AgentPhrase* phrase = phrase_around(before, extent);
  if (phrase == nullptr) return false;
  return phrase->kind == AgentKind::kAgent || phrase->kind == AgentKind::kDefer;
}

// A place by the names model, or a name that stands where people's towns do: "police in Jericho",
// "Jericho residents".
bool PhraseReader::may_be_town(TokenIndex t, std::int32_t entity) const {
  if (is_named_by_word_before(t, entity)) return false;
  if (entity != kNone) {
    return document_.entities[static_cast<std::size_t>(entity)].type == EntityType::kLocation;
  }
  if (token(t).upos != Upos::kPropn || !word(t).starts_upper || word(t).is_all_upper) return false;
  if (word(t).form != kNoListWord) return false;
  if (token(t).relation == Relation::kCompound) return token(t).head == t + 1;
  if (token(t).relation != Relation::kNmod) return false;
  const TokenIndex preposition = case_of(t);
  return preposition != kNoToken && has_class(preposition, kInPreposition);
}

bool PhraseReader::read_town(TokenIndex t, Reading& r) {
  const std::int32_t entity = scratch_.entity_at[static_cast<std::size_t>(t)];
  if (gazetteer_ == nullptr || !may_be_town(t, entity)) return false;
  std::string_view name = token(t).form;
  if (entity != kNone) {
    const Entity& found = document_.entities[static_cast<std::size_t>(entity)];
    if (found.head != t) return false;
    name = document_.words(found.start, found.end);
  }
  r.code = country_of_town(*gazetteer_, name, scratch_);
  if (r.code.empty()) return false;
  r.kind = ReadingKind::kPlace;
  r.entity = entity;
  r.note = "a town";
  return true;
}

// "Ministry of Defence of Kyrgyzstan": a name inside an organisation's name says whose it is.
void PhraseReader::take_code_inside(const Entity& entity, Reading& r) const {
  if (!r.code.empty() || entity.type != EntityType::kOrganisation) return;
  for (TokenIndex i = entity.first; i < entity.last; ++i) {
    const std::int32_t at = scratch_.match_at[static_cast<std::size_t>(i)];
    if (at == kNone) continue;
    const NameSense& sense = scratch_.matches[static_cast<std::size_t>(at)].sense;
    if (sense.kind == NameKind::kSurname || sense.kind == NameKind::kShort) continue;
    r.code = knowledge_.code_of(sense.entry);
    r.code_from = i;
    if (!r.code.empty()) return;
  }
}

// The first token of the name that t heads.
TokenIndex PhraseReader::name_start(TokenIndex t) const {
  const std::int32_t entity = scratch_.entity_at[static_cast<std::size_t>(t)];
  return document_.entities[static_cast<std::size_t>(entity)].first;
}

}  // namespace casus
