#include "pipeline/entities/readings.h"

#include <algorithm>

#include "pipeline/entities/chains.h"
#include "pipeline/entities/towns.h"

namespace casus {

namespace {

bool is_nominal(const Token& token) {
  return token.upos == Upos::kNoun || token.upos == Upos::kPropn || token.upos == Upos::kPron ||
         token.upos == Upos::kX;
}

// How strongly a dependent says whose its head is; 0: not at all. Lower is stronger.
enum Strength { kNever = 0, kIdentity, kBefore, kOwner, kOf, kPlaceOf };

// Tokens [first, last).
struct Extent {
  TokenIndex first = kNoToken;
  TokenIndex last = kNoToken;
};

class PhraseReader {
 public:
  PhraseReader(const AgentLexicon& lexicon, const Knowledge& knowledge, const Gazetteer* gazetteer,
               const Document& document, EntityScratch& scratch)
      : lexicon_(lexicon),
        knowledge_(knowledge),
        gazetteer_(gazetteer),
        document_(document),
        scratch_(scratch) {}

  void read(const Sentence& sentence);

 private:
  const Token& token(TokenIndex i) const { return document_.tokens[static_cast<std::size_t>(i)]; }
  const TokenWord& word(TokenIndex i) const { return scratch_.words[static_cast<std::size_t>(i)]; }
  Reading& reading(TokenIndex i) { return scratch_.readings[static_cast<std::size_t>(i)]; }
  bool has_class(TokenIndex i, std::uint32_t classes) const {
    return (word(i).classes & classes) != 0;
  }

  void order_tokens(const Sentence& sentence);
  void find_place_code(const Sentence& sentence);
  void measure_phrase(TokenIndex t);
  void read_token(TokenIndex t);

  const NameMatch* match_headed_by(TokenIndex t) const;
  TokenIndex neighbour(TokenIndex t, int step) const;
  const AgentPhrase* phrase_around(TokenIndex t, Extent& extent) const;
  bool fits(const AgentPhrase& phrase, TokenIndex t, Extent& extent) const;
  const AgentModifier* modifier_at(TokenIndex t) const;
  bool is_word(TokenIndex t, ListWord id) const {
    return word(t).form == id || word(t).lemma == id;
  }
  TokenIndex case_of(TokenIndex t) const;
  TokenIndex name_start(TokenIndex t) const;
  bool has_definite(TokenIndex t) const;

  void read_match(const NameMatch& match, Reading& r);
  void take_titled_office(const NameMatch& match, Reading& r) const;
  void take_other_state(const NameMatch& match, Reading& r) const;
  void read_phrase_word(const AgentPhrase& phrase, TokenIndex t, Reading& r);
  void read_pronoun(TokenIndex t, Reading& r);
  bool acts_as_government(const NameMatch& match) const;
  bool is_used_as_noun(TokenIndex t) const;

  Strength strength_of(TokenIndex child) const;
  bool identifies(TokenIndex child);
  bool is_part_of_phrase(TokenIndex child) const;
  void take_from_children(TokenIndex t, Reading& r);
  void take_description(const Entity& entity, Reading& r);
  void take_code_inside(const Entity& entity, Reading& r) const;
  void take_code_before(TokenIndex t, Reading& r);
  void share_with_conjuncts();
  void take_code(const Reading& from, TokenIndex child, Reading& r) const;
  void take_modifiers(TokenIndex t, Reading& r);
  void take_replacement(TokenIndex t, Reading& r);
  void apply_modifier(const AgentModifier& modifier, Reading& r) const;
  bool may_be_town(TokenIndex t, std::int32_t entity) const;
  bool read_town(TokenIndex t, Reading& r);
  bool is_travelling_office(TokenIndex t, const Reading& r) const;
  void finish(TokenIndex t, Reading& r);
  void remember(const Reading& r);

  const AgentLexicon& lexicon_;
  const Knowledge& knowledge_;
  const Gazetteer* gazetteer_;
  const Document& document_;
  EntityScratch& scratch_;
  TokenIndex first_ = 0;
  TokenIndex last_ = 0;
  Extent extent_;                // of the phrase around the token being read
  std::string_view place_code_;  // of the one state that the sentence plays in
};

void PhraseReader::order_tokens(const Sentence& sentence) {
  scratch_.order.clear();
  for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
    if (token(i).head == kNoToken) scratch_.order.push_back(i);
  }
  const auto limit = static_cast<std::size_t>(sentence.last - sentence.first);
  for (std::size_t at = 0; at < scratch_.order.size(); ++at) {
    for (TokenIndex child = token(scratch_.order[at]).first_child;
         child != kNoToken && scratch_.order.size() < limit; child = token(child).next_sibling) {
      scratch_.order.push_back(child);
    }
  }
}

TokenIndex PhraseReader::case_of(TokenIndex t) const {
  for (TokenIndex child = token(t).first_child; child != kNoToken;
       child = token(child).next_sibling) {
    if (token(child).relation == Relation::kCase) return child;
  }
  return kNoToken;
}

bool PhraseReader::has_definite(TokenIndex t) const {
  for (TokenIndex child = token(t).first_child; child != kNoToken;
       child = token(child).next_sibling) {
    if (token(child).relation == Relation::kDet) return has_feature(token(child), "Definite=Def");
  }
  return false;
}

// The state in which the sentence plays, where it names one only, as a place.
void PhraseReader::find_place_code(const Sentence& sentence) {
  place_code_ = {};
  for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
    const NameMatch* match = match_headed_by(i);
    if (match == nullptr) continue;
    const std::string_view code = knowledge_.code_of(match->sense.entry);
    if (code.empty()) continue;
    const TokenIndex preposition = case_of(match->head);
    const bool is_place = preposition != kNoToken && has_class(preposition, kInPreposition);
    if (!is_place || (!place_code_.empty() && place_code_ != code)) {
      place_code_ = {};
      return;
    }
    place_code_ = code;
  }
}

const NameMatch* PhraseReader::match_headed_by(TokenIndex t) const {
  const std::int32_t match = scratch_.match_at[static_cast<std::size_t>(t)];
  if (match == kNone) return nullptr;
  const NameMatch& found = scratch_.matches[static_cast<std::size_t>(match)];
  return found.head == t ? &found : nullptr;
}

// The token before or after t, joints left out.
TokenIndex PhraseReader::neighbour(TokenIndex t, int step) const {
  do {
    t += step;
  } while (t >= first_ && t < last_ && has_class(t, kJoint));
  return t;
}

bool PhraseReader::fits(const AgentPhrase& phrase, TokenIndex t, Extent& extent) const {
  extent = {t, t + 1};
  for (std::size_t i = phrase.head; i-- > 0;) {
    extent.first = neighbour(extent.first, -1);
    if (extent.first < first_ || !is_word(extent.first, phrase.words[i])) return false;
  }
  for (std::size_t i = phrase.head + 1; i < phrase.words.size(); ++i) {
    const TokenIndex next = neighbour(extent.last - 1, 1);
    if (next >= last_ || !is_word(next, phrase.words[i])) return false;
    extent.last = next + 1;
  }
  return true;
}

const AgentPhrase* PhraseReader::phrase_around(TokenIndex t, Extent& extent) const {
  const AgentPhrase* longest = nullptr;
  Extent found;
  for (const ListWord id : {word(t).lemma, word(t).form}) {
    for (const std::uint32_t index : lexicon_.phrases_of(id)) {
      const AgentPhrase& phrase = lexicon_.phrase(index);
      if (longest != nullptr && phrase.words.size() <= longest->words.size()) break;
      if (!fits(phrase, t, found)) continue;
      longest = &phrase;
      extent = found;
      break;
    }
  }
  return longest;
}

const AgentModifier* PhraseReader::modifier_at(TokenIndex t) const {
  for (const ListWord id : {word(t).form, word(t).lemma}) {
    for (const std::uint32_t index : lexicon_.modifiers_of(id)) {
      const AgentModifier& modifier = lexicon_.modifier(index);
      const TokenIndex start = t + 1 - static_cast<TokenIndex>(modifier.words.size());
      bool fits = start >= first_;
      for (std::size_t i = 0; fits && i < modifier.words.size(); ++i) {
        fits = is_word(start + static_cast<TokenIndex>(i), modifier.words[i]);
      }
      if (fits) return &modifier;
    }
  }
  return nullptr;
}

// "Moscow said", "talks between Moscow and Kyiv", "Moscow's decision".
bool PhraseReader::acts_as_government(const NameMatch& match) const {
  const Token& head = token(match.head);
  if (head.head == kNoToken) return false;
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
  const Office* found = nullptr;
  bool is_exact = false;
  for (const Office& office : knowledge_.entry(r.entry).offices) {
    if (office.title.find(title) == std::string::npos) continue;
    const bool is_whole = office.title == title;
    const bool is_later = found == nullptr || office.days.first > found->days.first;
    if ((is_exact && !is_whole) || (is_exact == is_whole && !is_later)) continue;
    found = &office;
    is_exact = is_whole;
  }
  if (found == nullptr || found == r.office) return;
  r.office = found;
  r.sectors = found->sectors;
  r.code = found->code.empty() ? knowledge_.code_of(r.entry) : std::string_view(found->code);
}

void PhraseReader::read_match(const NameMatch& match, Reading& r) {
  const KnowledgeEntry& entry = knowledge_.entry(match.sense.entry);
  const Standing standing = knowledge_.standing(match.sense.entry, scratch_.day);
  r.code = standing.code;
  r.entry = match.sense.entry;
  r.entity = match.entity;
  r.is_blocked = entry.is_vague;
  r.kind = entry.is_vague ? ReadingKind::kThing : ReadingKind::kActor;
  if (entry.is_vague) r.note = "a vague region";
  const Codes& codes = knowledge_.codes();
  switch (match.sense.kind) {
    case NameKind::kAdjective:
      r.entry = -1;
      if (match.first > first_ && has_class(match.first - 1, kEthnicWord)) r.code = {};
      r.note = "a people or its state";
      if (!is_used_as_noun(match.head)) r.kind = ReadingKind::kNothing;
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
}

void PhraseReader::read_phrase_word(const AgentPhrase& phrase, TokenIndex t, Reading& r) {
  r.phrase = &phrase;
  switch (phrase.kind) {
    case AgentKind::kThing:
      r.kind = ReadingKind::kThing;
      r.note = "no actor";
      return;
    case AgentKind::kPlace:
      r.kind = ReadingKind::kPlace;
      r.sectors = phrase.sectors;
      r.note = "a place";
      return;
    case AgentKind::kPolity:
      r.kind = ReadingKind::kName;  // an actor once it has a code
      return;
    case AgentKind::kDefer:
      r.is_defer = true;
      r.sectors = phrase.sectors;
      r.kind = phrase.sectors.empty() && !has_class(t, kShortWord) ? ReadingKind::kName
                                                                   : ReadingKind::kActor;
      return;
    case AgentKind::kAgent:
      r.kind = ReadingKind::kActor;
      r.sectors = phrase.sectors;
      return;
  }
}

void PhraseReader::read_pronoun(TokenIndex t, Reading& r) {
  if (!has_class(t, kPersonPronoun)) return;
  r.chain = chain_of_person_pronoun(document_, t, scratch_);
  if (r.chain == kNone) return;
  const Referent& referent = scratch_.referents[static_cast<std::size_t>(r.chain)];
  const std::int32_t chain = r.chain;
  r = referent.reading;
  r.chain = chain;
  r.kind = ReadingKind::kActor;
  r.note = "stands for the one person named before";
}

// True where the child is its head under another name: "President Soares", "Ellwood, the minister".
bool PhraseReader::identifies(TokenIndex child) {
  const Relation relation = token(child).relation;
  return relation == Relation::kFlat || relation == Relation::kAppos ||
         (relation == Relation::kNmod && has_subtype(token(child), "desc"));
}

Strength PhraseReader::strength_of(TokenIndex child) const {
  const Token& dependent = token(child);
  switch (dependent.relation) {
    case Relation::kFlat:
    case Relation::kAppos:
      return kIdentity;
    case Relation::kAmod:
    case Relation::kCompound:
    case Relation::kDet:
      return kBefore;
    case Relation::kNmod: {
      if (has_subtype(dependent, "poss")) return kOwner;
      if (has_subtype(dependent, "desc")) return kIdentity;
      const TokenIndex preposition = case_of(child);
      if (preposition == kNoToken) return kBefore;
      if (has_class(preposition, kInPreposition)) return kPlaceOf;
      return has_class(preposition, kOfPreposition) ? kOf : kNever;
    }
    default:
      return kNever;
  }
}

// "Deputy" of "Deputy Secretary General" says nothing by itself.
bool PhraseReader::is_part_of_phrase(TokenIndex child) const {
  return child >= extent_.first && child < extent_.last;
}

void PhraseReader::take_code(const Reading& from, TokenIndex child, Reading& r) const {
  r.code = from.code;
  r.code_from = child;
  const bool is_non_state = knowledge_.codes().is_non_state(r.code);
  // "UN officials" are no government.
  if (is_non_state && !r.is_defer && r.sectors.primary() == knowledge_.codes().metonym) {
    r.sectors.clear();
  }
  if (!r.is_defer) return;
  if (!from.sectors.empty() && from.note != "inhabitants") {
    r.sectors = from.sectors;
  } else if (is_non_state) {
    r.sectors.clear();
  }
}

void PhraseReader::take_from_children(TokenIndex t, Reading& r) {
  TokenIndex best = kNoToken;
  Strength best_strength = kNever;
  TokenIndex owner = kNoToken;  // gives a collective its sectors
  Strength owner_strength = kNever;
  for (TokenIndex child = token(t).first_child; child != kNoToken;
       child = token(child).next_sibling) {
    const Strength strength = strength_of(child);
    if (strength == kNever || is_part_of_phrase(child)) continue;
    const Reading& from = reading(child);
    if (from.is_blocked && strength != kPlaceOf) r.is_blocked = true;
    const bool is_person = from.entity != kNone || from.entry >= 0;
    if (identifies(child) && is_person && r.entry < 0) {
      r.entity = from.entity;
      r.chain = from.chain;
      if (from.entry >= 0) r.entry = from.entry;
      if (from.office != nullptr) r.office = from.office;
      if (from.entry >= 0 && !from.sectors.empty()) {
        r.sectors = from.sectors;
        r.is_defer = false;
        r.note = from.note;
      }
      r.kind = ReadingKind::kActor;
    }
    if (!from.code.empty() && (best == kNoToken || strength < best_strength)) {
      best = child;
      best_strength = strength;
    }
    const bool is_member = from.kind == ReadingKind::kActor && !from.sectors.empty() &&
                           strength != kPlaceOf && !identifies(child);
    if (r.is_defer && is_member && (owner == kNoToken || strength < owner_strength)) {
      owner = child;
      owner_strength = strength;
    }
  }
  if (owner != kNoToken && r.is_defer) {
    r.sectors = reading(owner).sectors;
    r.kind = ReadingKind::kActor;
    if (r.phrase != nullptr && reading(owner).phrase != nullptr) r.code_from = owner;
    r.is_defer = false;
    if (r.code.empty() && !reading(owner).code.empty()) {
      r.code = reading(owner).code;
      return;
    }
  }
  if (best != kNoToken && r.code.empty() && !r.is_blocked) take_code(reading(best), best, r);
}

// "lawmaker Aliya Nurgaliyeva", "Aliya Nurgaliyeva, a lawmaker": what an unknown person is. The
// title may hang on any word of the name; where the tree has it elsewhere, the word before counts.
void PhraseReader::take_description(const Entity& entity, Reading& r) {
  for (TokenIndex t = entity.first; t < entity.last; ++t) {
    for (TokenIndex child = token(t).first_child; child != kNoToken;
         child = token(child).next_sibling) {
      const Reading& from = reading(child);
      const bool describes = token(child).relation == Relation::kCompound || identifies(child);
      const bool is_inside = child >= entity.first && child < entity.last;
      if (is_inside || !describes || from.phrase == nullptr) continue;
      if (from.kind != ReadingKind::kActor) continue;
      r.phrase = from.phrase;
      r.sectors = from.sectors;
      r.is_defer = from.is_defer;
      r.modifier = from.modifier;
      r.kind = ReadingKind::kActor;
      r.code = from.code;
      if (!from.code.empty()) r.code_from = child;
      return;
    }
  }
  const TokenIndex before = entity.first - 1;
  if (before < first_ || !has_class(before, kTitleWord)) return;
  Extent extent;
  const AgentPhrase* phrase = phrase_around(before, extent);
  if (phrase == nullptr || phrase->kind == AgentKind::kThing) return;
  read_phrase_word(*phrase, before, r);
}

// The parser may hang a nationality on another word of the phrase: what stands right before the
// head, without a break, counts as well.
void PhraseReader::take_code_before(TokenIndex t, Reading& r) {
  constexpr int kMaxWordsBefore = 8;
  if (!r.code.empty() || r.is_blocked) return;
  for (TokenIndex i = t - 1; i >= first_ && i >= t - kMaxWordsBefore; --i) {
    const Upos upos = token(i).upos;
    const bool goes_on = upos == Upos::kAdj || upos == Upos::kNoun || upos == Upos::kPropn ||
                         upos == Upos::kNum || has_class(i, kJoint);
    if (!goes_on) return;
    const std::int32_t at = scratch_.match_at[static_cast<std::size_t>(i)];
    if (at == kNone) continue;
    const NameMatch* match = &scratch_.matches[static_cast<std::size_t>(at)];
    if (is_part_of_phrase(match->first)) continue;
    const Reading& from = reading(match->head);
    const std::string_view code =
        from.code.empty() ? knowledge_.code_of(match->sense.entry) : from.code;
    const bool is_people = i > first_ && has_class(i - 1, kEthnicWord);
    if (code.empty() || is_people || match->sense.kind == NameKind::kSurname) return;
    Reading owner = from;
    owner.code = code;
    take_code(owner, i, r);
    return;
  }
}

// "former President Soares", "the ousted Askar Akayev": the text says so, whatever the day.
void PhraseReader::take_replacement(TokenIndex t, Reading& r) {
  for (TokenIndex child = token(t).first_child; child != kNoToken && child < t;
       child = token(child).next_sibling) {
    const AgentModifier* modifier = modifier_at(child);
    if (modifier == nullptr) modifier = reading(child).modifier;
    if (modifier == nullptr || !modifier->replaces) continue;
    apply_modifier(*modifier, r);
    r.office = nullptr;
    return;
  }
}

void PhraseReader::apply_modifier(const AgentModifier& modifier, Reading& r) const {
  r.modifier = &modifier;
  if (modifier.replaces || r.is_defer) {
    r.sectors = modifier.sectors;
    r.is_defer = false;
  } else {
    r.sectors.add_all(modifier.sectors);
  }
  r.kind = ReadingKind::kActor;
}

void PhraseReader::take_modifiers(TokenIndex t, Reading& r) {
  for (TokenIndex child = token(t).first_child; child != kNoToken;
       child = token(child).next_sibling) {
    const Relation relation = token(child).relation;
    const bool is_before = relation == Relation::kAmod || relation == Relation::kCompound ||
                           relation == Relation::kNmod || relation == Relation::kAdvmod;
    if (!is_before || child > t || is_part_of_phrase(child)) continue;
    const AgentModifier* modifier = modifier_at(child);
    if (modifier != nullptr) apply_modifier(*modifier, r);
  }
}

// The words of a phrase without those that only modifiers of modifiers add.
void PhraseReader::measure_phrase(TokenIndex t) {
  const auto at = static_cast<std::size_t>(t);
  std::uint32_t begin = token(t).start;
  std::uint32_t end = token(t).end;
  for (TokenIndex child = token(t).first_child; child != kNoToken;
       child = token(child).next_sibling) {
    switch (token(child).relation) {
      case Relation::kNmod:
      case Relation::kAmod:
      case Relation::kCompound:
      case Relation::kDet:
      case Relation::kFlat:
      case Relation::kNummod:
      case Relation::kFixed:
      case Relation::kGoeswith: {
        const TokenIndex preposition = case_of(child);
        const bool is_before = preposition != kNoToken && preposition < child;
        const std::uint32_t from = is_before ? token(preposition).start : token(child).start;
        const std::uint32_t to =
            preposition != kNoToken && preposition > child ? token(preposition).end : 0;
        begin = std::min({begin, from, scratch_.begin_of[static_cast<std::size_t>(child)]});
        end = std::max({end, to, scratch_.end_of[static_cast<std::size_t>(child)]});
        break;
      }
      default:
        break;
    }
  }
  scratch_.begin_of[at] = begin;
  scratch_.end_of[at] = end;
}

void PhraseReader::remember(const Reading& r) {
  if (r.chain == kNone || r.kind == ReadingKind::kPlace) return;
  Referent& referent = scratch_.referents[static_cast<std::size_t>(r.chain)];
  if (r.code.empty() && r.sectors.empty()) return;
  if (!referent.reading.code.empty() && referent.reading.entry >= 0) return;
  if (referent.reading.code.empty() || r.entry >= 0) referent.reading = r;
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

// A place by the names model, or a name that stands where people's towns do: "police in Jericho",
// "Jericho residents".
bool PhraseReader::may_be_town(TokenIndex t, std::int32_t entity) const {
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

// Ministers meet abroad: where they are does not say whose they are.
bool PhraseReader::is_travelling_office(TokenIndex t, const Reading& r) const {
  return has_class(t, kTitleWord) && r.sectors.primary() == knowledge_.codes().metonym;
}

// What is still unknown may come from the chain, or from the place of the sentence.
void PhraseReader::finish(TokenIndex t, Reading& r) {
  if (r.entity != kNone && r.chain == kNone) {
    r.chain = document_.entities[static_cast<std::size_t>(r.entity)].chain;
  }
  const bool is_short = r.phrase != nullptr && r.entity == kNone && r.code.empty() &&
                        has_class(t, kShortWord) && has_definite(t);
  if (is_short) r.chain = chain_of_short_form(document_, t, scratch_);
  if (r.chain != kNone && r.entry < 0) {
    const Reading& known = scratch_.referents[static_cast<std::size_t>(r.chain)].reading;
    if (r.code.empty() && !known.code.empty()) {
      r.code = known.code;
      r.code_from = kNoToken;
    }
    if (r.entry < 0) r.entry = known.entry;
    if (r.sectors.empty() || is_short) r.sectors = known.sectors;
    if (is_short && r.kind == ReadingKind::kName) r.kind = ReadingKind::kActor;
  }
  if (r.phrase == nullptr) return;
  const bool needs_code = r.code.empty() && !r.is_blocked && r.kind == ReadingKind::kActor;
  if (needs_code && !r.phrase->code.empty()) {
    r.code = r.phrase->code;
  } else if (needs_code && !place_code_.empty() && !is_travelling_office(t, r)) {
    r.code = place_code_;
    r.note = "in the place of the sentence";
  }
  const bool is_named_kind = r.phrase->kind == AgentKind::kPolity || r.is_defer;
  if (is_named_kind && r.kind == ReadingKind::kName && !r.code.empty())
    r.kind = ReadingKind::kActor;
}

// The first token of the name that t heads.
TokenIndex PhraseReader::name_start(TokenIndex t) const {
  const std::int32_t entity = scratch_.entity_at[static_cast<std::size_t>(t)];
  return document_.entities[static_cast<std::size_t>(entity)].first;
}

// "Israeli helicopters and tanks": a conjunct without a code of its own has the first one's.
void PhraseReader::share_with_conjuncts() {
  for (const TokenIndex t : scratch_.order) {
    if (token(t).relation != Relation::kConj || token(t).head == kNoToken) continue;
    Reading& r = reading(t);
    const Reading& first = reading(token(t).head);
    if (r.phrase == nullptr || r.kind != ReadingKind::kActor || !r.code.empty()) continue;
    if (first.kind != ReadingKind::kActor || first.code.empty() || first.code_from == kNoToken ||
        first.code_from > token(t).head) {
      continue;
    }
    r.code = first.code;
    r.code_from = first.code_from;
  }
}

void PhraseReader::read_token(TokenIndex t) {
  Reading& r = reading(t);
  r = Reading();
  measure_phrase(t);
  if (const NameMatch* match = match_headed_by(t)) {
    read_match(*match, r);
    const bool is_person = r.entry >= 0 && knowledge_.entry(r.entry).kind == EntryKind::kPerson;
    if (is_person) {
      take_titled_office(*match, r);
      take_replacement(t, r);
    }
    finish(t, r);
    remember(r);
    return;
  }
  const std::int32_t entity = scratch_.entity_at[static_cast<std::size_t>(t)];
  const bool is_named =
      entity != kNone && document_.entities[static_cast<std::size_t>(entity)].head == t;
  if (is_named) {
    r.entity = entity;
    r.kind = ReadingKind::kName;
  }
  if (read_town(t, r)) {
    finish(t, r);
    return;
  }
  if (token(t).upos == Upos::kPron) {
    read_pronoun(t, r);
    return;
  }
  if (!is_nominal(token(t)) && token(t).upos != Upos::kAdj && !is_named) return;
  const bool is_person =
      is_named && document_.entities[static_cast<std::size_t>(entity)].type == EntityType::kPerson;
  const bool is_adjective = token(t).upos == Upos::kAdj && !is_used_as_noun(t);
  extent_ = Extent();
  const AgentPhrase* phrase = is_person || is_adjective ? nullptr : phrase_around(t, extent_);
  if (phrase != nullptr) read_phrase_word(*phrase, t, r);
  if (r.kind != ReadingKind::kThing) {
    if (is_person) take_description(document_.entities[static_cast<std::size_t>(entity)], r);
    take_from_children(t, r);
    if (r.phrase != nullptr || is_named) take_code_before(is_person ? name_start(t) : t, r);
    if (is_named) take_code_inside(document_.entities[static_cast<std::size_t>(entity)], r);
    if (phrase != nullptr) take_modifiers(t, r);
  }
  finish(t, r);
  remember(r);
}

void PhraseReader::read(const Sentence& sentence) {
  first_ = sentence.first;
  last_ = sentence.last;
  order_tokens(sentence);
  find_place_code(sentence);
  for (std::size_t i = scratch_.order.size(); i-- > 0;) read_token(scratch_.order[i]);
  share_with_conjuncts();
}

}  // namespace

void read_phrases(const AgentLexicon& lexicon, const Knowledge& knowledge,
                  const Gazetteer* gazetteer, const Document& document, const Sentence& sentence,
                  EntityScratch& scratch) {
  PhraseReader(lexicon, knowledge, gazetteer, document, scratch).read(sentence);
}

}  // namespace casus
