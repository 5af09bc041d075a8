#include "pipeline/entities/actor_phrases.h"

#include <string>

namespace casus {

namespace {

const Token& token_at(const Document& document, TokenIndex i) {
  return document.tokens[static_cast<std::size_t>(i)];
}

// Adjectives count where they stand for a noun ("the wounded", "the French"), and any word that
// heads a name or that the lists know as an actor, at the root of its sentence.
bool can_be_phrase(const Token& token, const Reading& r) {
  const bool is_noted = r.entity != kNone || (r.phrase != nullptr && r.kind == ReadingKind::kActor);
  if (token.head == kNoToken && is_noted) return true;
  switch (token.relation) {
    case Relation::kCompound:
    case Relation::kFlat:
    case Relation::kFixed:
    case Relation::kGoeswith:
    case Relation::kAmod:
    case Relation::kDet:
    case Relation::kNummod:
    case Relation::kCase:
    case Relation::kPunct:
      return false;
    case Relation::kNmod:
      if (has_subtype(token, "desc")) return false;
      break;
    default:
      break;
  }
  switch (token.upos) {
    case Upos::kNoun:
    case Upos::kPropn:
    case Upos::kPron:
      return true;
    case Upos::kAdj:
    case Upos::kX:
    case Upos::kNum:
    case Upos::kDet:
    case Upos::kVerb:
      return token.relation == Relation::kNsubj || token.relation == Relation::kObj ||
             token.relation == Relation::kObl || token.relation == Relation::kNmod ||
             token.relation == Relation::kIobj;
    default:
      return false;
  }
}

std::string reason_of(const Knowledge& knowledge, const Document& document, const Reading& r) {
  std::string reason;
  const auto add = [&](std::string_view text) {
    if (text.empty()) return;
    if (!reason.empty()) reason += "; ";
    reason += text;
  };
  if (r.entry >= 0) {
    add("knowledge: " + std::string(knowledge.entry(r.entry).name));
    if (r.office != nullptr) add(knowledge.title_of(*r.office));
  }
  if (r.phrase != nullptr) add("word: " + r.phrase->text);
  if (r.holder.entry >= 0) {
    add(std::string(knowledge.entry(r.holder.entry).name) + " held the office that day");
  }
  if (r.modifier != nullptr) add("modifier: " + r.modifier->text);
  if (r.code_from != kNoToken) {
    add("code from '" + std::string(token_at(document, r.code_from).form) + "'");
  }
  add(r.note);
  if (reason.empty()) reason = r.kind == ReadingKind::kName ? "unknown name" : "no actor word";
  return reason;
}

ActorCode actor_of(const Knowledge& knowledge, const Document& document, const Reading& r) {
  ActorCode actor;
  if (r.kind == ReadingKind::kNothing || r.kind == ReadingKind::kThing) {
    // A thing can belong to somebody: "a Syrian village".
    if (r.code_from != kNoToken) actor.code = r.code;
    actor.reason = reason_of(knowledge, document, r);
    return actor;
  }
  actor.code = r.code;
  for (const SectorId sector : r.sectors) {
    const std::string& name = knowledge.codes().sectors[sector];
    if (actor.sector.empty()) {
      actor.sector = name;
    } else {
      actor.other_sectors.push_back(name);
    }
  }
  if (r.entry >= 0) {
    actor.identifier_id = knowledge.entry(r.entry).wikidata;
    actor.identifier_text = knowledge.entry(r.entry).name;
  }
  if (r.office != nullptr) actor.office = knowledge.title_of(*r.office);
  if (r.holder.entry >= 0) {
    actor.identifier_id = knowledge.entry(r.holder.entry).wikidata;
    actor.identifier_text = knowledge.entry(r.holder.entry).name;
    actor.office = knowledge.title_of(*r.holder.office);
  }
  actor.reason = reason_of(knowledge, document, r);
  return actor;
}

bool is_inside_name(const EntityScratch& scratch, const Document& document, TokenIndex t) {
  const std::int32_t entity = scratch.entity_at[static_cast<std::size_t>(t)];
  return entity != kNone && document.entities[static_cast<std::size_t>(entity)].head != t;
}

ActorPhrase phrase_of(const Knowledge& knowledge, const Document& document, TokenIndex t,
                      const EntityScratch& scratch) {
  const Reading& r = scratch.readings[static_cast<std::size_t>(t)];
  ActorPhrase phrase;
  phrase.start = scratch.begin_of[static_cast<std::size_t>(t)];
  phrase.end = scratch.end_of[static_cast<std::size_t>(t)];
  phrase.head = t;
  phrase.entity = r.entity;
  phrase.chain = r.chain;
  phrase.is_actor =
      r.kind == ReadingKind::kActor || (r.kind == ReadingKind::kName && r.entity != kNone);
  phrase.actor = actor_of(knowledge, document, r);
  return phrase;
}

void add_phrase(Document& document, ActorPhrase phrase) {
  document.actor_at[static_cast<std::size_t>(phrase.head)] =
      static_cast<std::int32_t>(document.actor_phrases.size());
  document.actor_phrases.push_back(std::move(phrase));
}

bool is_owner_before(const Token& token) {
  return token.relation == Relation::kAmod || token.relation == Relation::kCompound ||
         (token.relation == Relation::kNmod && has_subtype(token, "poss"));
}

// The phrase of the party that `t` gives another code.
void add_party(Document& document, const ActorPhrase& whole, TokenIndex t, EntityScratch& scratch) {
  const auto at = static_cast<std::size_t>(t);
  ActorPhrase party = whole;
  party.start = scratch.begin_of[at];
  party.head = t;
  party.entity = kNone;
  party.chain = kNone;
  party.actor.code = scratch.readings[at].code;
  party.actor.identifier_id.clear();
  party.actor.identifier_text.clear();
  party.actor.reason += "; another code from '" + std::string(token_at(document, t).form) + "'";
  add_phrase(document, std::move(party));
}

// "Turkish and Syrian troops", where "Syrian troops" is a known name: Turkey's are a party, too.
void add_owner_before_name(Document& document, TokenIndex t, EntityScratch& scratch) {
  const Reading& r = scratch.readings[static_cast<std::size_t>(t)];
  const ActorPhrase whole = document.actor_phrases.back();
  const NameMatch& name =
      scratch.matches[static_cast<std::size_t>(scratch.match_at[static_cast<std::size_t>(t)])];
  if (name.last != t + 1 || r.sectors.empty()) return;
  for (TokenIndex owner = token_at(document, t).first_child; owner != kNoToken;
       owner = token_at(document, owner).next_sibling) {
    const auto at = static_cast<std::size_t>(owner);
    const std::string_view code = scratch.readings[at].code;
    const bool leads = owner < name.first && is_owner_before(token_at(document, owner)) &&
                       !code.empty() && code != r.code && document.actor_at[at] == kNone;
    if (!leads) continue;
    for (TokenIndex c = token_at(document, owner).first_child; c != kNoToken;
         c = token_at(document, c).next_sibling) {
      const bool is_joined = token_at(document, c).relation == Relation::kConj && c >= name.first;
      if (!is_joined) continue;
      add_party(document, whole, owner, scratch);
      document.actor_phrases.back().end = scratch.end_of[at];
      return;
    }
  }
}

// "North and South Korea": the word before shares the rest of the name, and they are two states.
void add_state_before_name(const Knowledge& knowledge, Document& document, TokenIndex t,
                           EntityScratch& scratch) {
  const NameMatch& name =
      scratch.matches[static_cast<std::size_t>(scratch.match_at[static_cast<std::size_t>(t)])];
  const TokenIndex first = name.first;
  const bool is_state = name.last == t + 1 && t > first && first > 1 &&
                        knowledge.kind_of(name.sense.entry) == EntryKind::kCountry;
  if (!is_state) return;
  const Token& joined = token_at(document, first - 1);
  const Token& other = token_at(document, first - 2);
  const auto at = static_cast<std::size_t>(first) - 2;
  const bool stands_before =
      joined.upos == Upos::kCconj && other.upos != Upos::kPunct && scratch.match_at[at] == kNone &&
      document.actor_at[at] == kNone &&
      scratch.sentence_of[at] == scratch.sentence_of[static_cast<std::size_t>(t)];
  if (!stands_before) return;
  std::string whole(other.form);
  whole += ' ';
  whole += document.words(token_at(document, first + 1).start, token_at(document, t).end);
  const std::int32_t entry = knowledge.find(whole);
  if (entry < 0 || knowledge.kind_of(entry) != EntryKind::kCountry) return;
  scratch.readings[at].code = knowledge.code_of(entry);
  const ActorPhrase last = document.actor_phrases.back();
  add_party(document, last, first - 2, scratch);
  document.actor_phrases.back().end = scratch.end_of[at];
}

// "Sudanese and Ethiopian troops": one noun, several parties. Each nationality or name after the
// first that is no phrase of its own becomes one, with the code that it gives.
void add_further_owners(Document& document, TokenIndex t, EntityScratch& scratch) {
  const Reading& r = scratch.readings[static_cast<std::size_t>(t)];
  if (r.kind != ReadingKind::kActor || r.code.empty()) return;
  if (scratch.match_at[static_cast<std::size_t>(t)] != kNone) {
    return add_owner_before_name(document, t, scratch);
  }
  if (r.entity != kNone) return;
  const ActorPhrase whole = document.actor_phrases.back();
  for (TokenIndex owner = token_at(document, t).first_child; owner != kNoToken;
       owner = token_at(document, owner).next_sibling) {
    const bool leads = owner < t && is_owner_before(token_at(document, owner)) &&
                       scratch.readings[static_cast<std::size_t>(owner)].code == r.code;
    if (!leads) continue;
    for (TokenIndex c = token_at(document, owner).first_child; c != kNoToken;
         c = token_at(document, c).next_sibling) {
      const auto at = static_cast<std::size_t>(c);
      const std::string_view code = scratch.readings[at].code;
      const bool is_party = token_at(document, c).relation == Relation::kConj && c < t &&
                            !code.empty() && code != r.code && document.actor_at[at] == kNone;
      if (!is_party) continue;
      add_party(document, whole, c, scratch);
    }
  }
}

// "minister^ of (defence/defense)" -> "minister of defence"
std::string plain_title(std::string_view text) {
  std::string plain;
  bool is_other = false;  // inside the second of two spellings
  for (const char c : text) {
    if (c == '/') is_other = true;
    if (c == ')') is_other = false;
    if (!is_other && c != '^' && c != '(' && c != ')') plain.push_back(c);
  }
  return plain;
}

// A state's own office, in the singular and unqualified: no "former president", no president of a
// club in that state.
bool is_office_of_state(const Knowledge& knowledge, const Document& document, TokenIndex t,
                        const EntityScratch& scratch) {
  const Reading& r = scratch.readings[static_cast<std::size_t>(t)];
  const bool is_plain = r.kind == ReadingKind::kActor && r.phrase != nullptr &&
                        r.phrase->kind == AgentKind::kAgent && r.entry < 0 && r.entity == kNone &&
                        r.modifier == nullptr;
  if (!is_plain || r.code.empty() || r.code_from == kNoToken) return false;
  if (r.sectors.primary() != knowledge.codes().metonym || r.is_partial) return false;
  if (has_feature(token_at(document, t), "Number=Plur")) return false;
  const std::int32_t match = scratch.match_at[static_cast<std::size_t>(r.code_from)];
  return match != kNone && token_at(document, r.code_from).head == t &&
         knowledge.kind_of(scratch.matches[static_cast<std::size_t>(match)].sense.entry) ==
             EntryKind::kCountry;
}

}  // namespace

void name_office_holders(const OfficeHolders& holders, const Knowledge& knowledge,
                         const Document& document, const Sentence& sentence,
                         EntityScratch& scratch) {
  if (scratch.day == kNoDay) return;
  for (TokenIndex t = sentence.first; t < sentence.last; ++t) {
    if (!is_office_of_state(knowledge, document, t, scratch)) continue;
    Reading& r = scratch.readings[static_cast<std::size_t>(t)];
    r.holder = holders.find(plain_title(r.phrase->text), r.code, scratch.day);
  }
}

void write_actor_phrases(const Knowledge& knowledge, Document& document, const Sentence& sentence,
                         EntityScratch& scratch) {
  for (TokenIndex t = sentence.first; t < sentence.last; ++t) {
    const std::int32_t entity = scratch.entity_at[static_cast<std::size_t>(t)];
    if (entity != kNone && document.entities[static_cast<std::size_t>(entity)].head == t) {
      document.entities[static_cast<std::size_t>(entity)].actor =
          actor_of(knowledge, document, scratch.readings[static_cast<std::size_t>(t)]);
    }
    if (!can_be_phrase(token_at(document, t), scratch.readings[static_cast<std::size_t>(t)]) ||
        is_inside_name(scratch, document, t))
      continue;
    add_phrase(document, phrase_of(knowledge, document, t, scratch));
    if (scratch.match_at[static_cast<std::size_t>(t)] != kNone) {
      add_state_before_name(knowledge, document, t, scratch);
    }
    add_further_owners(document, t, scratch);
  }
}

}  // namespace casus
