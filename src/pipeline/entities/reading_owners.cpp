// How PhraseReader finds whose a phrase is: what its dependents and the words around say.

#include "pipeline/entities/phrase_reader.h"

namespace casus {

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

// True where the child is its head under another name: "President Soares", "Ellwood, the minister".
bool PhraseReader::identifies(TokenIndex child) {
  const Relation relation = token(child).relation;
  return relation == Relation::kFlat || relation == Relation::kAppos ||
         (relation == Relation::kNmod && has_subtype(token(child), "desc"));
}

// "Deputy" of "Deputy Secretary General" says nothing by itself.
bool PhraseReader::is_part_of_phrase(TokenIndex child) const {
  return child >= extent_.first && child < extent_.last;
}

void PhraseReader::take_code(const Reading& from, TokenIndex child, Reading& r) const {
  r.code = from.code;
  r.code_from = child;
  r.is_partial = from.is_partial;
  const bool is_non_state = knowledge_.codes().is_non_state(r.code);
  // "UN officials" are no government.
  if (is_non_state && !r.is_defer && r.sectors.primary() == knowledge_.codes().metonym) {
    r.sectors.clear();
  }
  if (!r.is_defer) return;
  // "Gunmen in a city" are no more of its people than they were.
  const bool is_there = from.kind == ReadingKind::kPlace && strength_of(child) == kPlaceOf;
  if (is_there && !r.sectors.empty()) return;
  if (!from.sectors.empty() && from.note != "inhabitants") {
    r.sectors = from.sectors;
  } else if (is_non_state) {
    r.sectors.clear();
  }
}

// "President Soares": the phrase is the person or organisation that its child names.
void PhraseReader::take_identity(const Reading& from, Reading& r) const {
  r.entity = from.entity;
  r.chain = from.chain;
  if (from.entry >= 0) r.entry = from.entry;
  if (from.office != nullptr) r.office = from.office;
  if (from.entry >= 0 && !from.sectors.empty()) {
    r.sectors = from.sectors;
    r.is_defer = false;
    r.note = from.note;
  }
  if (r.kind != ReadingKind::kPlace) r.kind = ReadingKind::kActor;  // "the port city of Mombasa"
}

// "In Turkey Minister Lee met": where a subject acts, though the tree takes it for a part of it.
bool PhraseReader::is_scene_of_subject(TokenIndex t) const {
  constexpr int kMaxSteps = 4;
  if (t != first_ + 1 || !has_class(first_, kInPreposition)) return false;
  TokenIndex at = t;
  for (int step = 0; step < kMaxSteps && at != kNoToken; ++step) {
    const Token& word = token(at);
    if (word.relation == Relation::kNsubj) return at != t;
    const bool is_inside = word.relation == Relation::kCompound ||
                           word.relation == Relation::kFlat || word.relation == Relation::kNmod;
    if (!is_inside) return false;
    at = word.head;
  }
  return false;
}

// Who governs acts abroad, too; "in Mali police arrested" whom they could.
bool PhraseReader::rules(const Reading& r) const {
  return r.sectors.primary() == knowledge_.codes().metonym;
}

// "The regime and its backers, notably Russia": an example, or an appositive of the conjunct right
// before it, which has its own owner or determiner.
bool PhraseReader::is_of_later_conjunct(TokenIndex child) const {
  if (token(child).relation != Relation::kAppos) return false;
  if (has_child(child, Relation::kAdvmod)) return true;
  for (TokenIndex other = token(token(child).head).first_child; other != kNoToken && other < child;
       other = token(other).next_sibling) {
    const bool is_another = token(other).relation == Relation::kConj &&
                            (has_child(other, Relation::kDet) || has_child(other, Relation::kNmod));
    if (is_another) return true;
  }
  return false;
}

bool PhraseReader::has_child(TokenIndex t, Relation relation) const {
  for (TokenIndex child = token(t).first_child; child != kNoToken;
       child = token(child).next_sibling) {
    if (token(child).relation == relation) return true;
  }
  return false;
}

// "His Israeli counterpart", "allies of Iran", "NATO allies": others than whom they belong to. A
// person's allies are mostly compatriots.
bool PhraseReader::is_other_than(TokenIndex child, Strength strength) {
  const TokenIndex noun = token(child).head;
  const bool is_owned = strength == kOwner || strength == kOf;
  if (has_class(noun, kOtherNoun)) return is_owned;
  const bool is_named = token(child).relation == Relation::kCompound;
  return has_class(noun, kAllyNoun) && (is_owned || is_named) && reading(child).sectors.empty();
}

void PhraseReader::weigh_child(TokenIndex child, Owners& owners, Reading& r) {
  const Strength strength = strength_of(child);
  if (strength == kNever || is_part_of_phrase(child)) return;
  if (rules(r) && is_scene_of_subject(child)) return;
  const Reading& from = reading(child);
  if (strength == kIdentity && is_of_later_conjunct(child)) return;
  if (from.is_blocked && strength != kPlaceOf) r.is_blocked = true;
  const bool is_somebody = from.entity != kNone || from.entry >= 0;
  if (identifies(child) && is_somebody && r.entry < 0) take_identity(from, r);
  const bool is_where_made = from.kind == ReadingKind::kPlace && strength == kBefore &&
                             has_class(token(child).head, kPlacedWord);
  const bool hands_on = !from.code.empty() && !is_where_made && !is_other_than(child, strength) &&
                        !(strength == kBefore && is_named_after_owner(child));
  if (hands_on && (owners.of_code == kNoToken || strength < owners.code_strength)) {
    owners.of_code = child;
    owners.code_strength = strength;
  }
  const bool is_member = from.kind == ReadingKind::kActor && !from.sectors.empty() &&
                         strength != kPlaceOf && !identifies(child);
  if (is_member && (owners.of_sectors == kNoToken || strength < owners.sectors_strength)) {
    owners.of_sectors = child;
    owners.sectors_strength = strength;
  }
}

// "The United Kingdom's G7 presidency", "the UN's Syria envoy": the possessor is nearer than a name
// between it and the noun.
bool PhraseReader::is_named_after_owner(TokenIndex child) {
  const TokenIndex noun = token(child).head;
  if (token(child).relation != Relation::kCompound || noun == kNoToken) return false;
  for (TokenIndex other = token(noun).first_child; other != kNoToken && other < child;
       other = token(other).next_sibling) {
    if (strength_of(other) == kOwner && !reading(other).code.empty()) return true;
  }
  return false;
}

// The family of those in power, or once in power, is of the elite.
void PhraseReader::take_kin(const Reading& owner, Reading& r) const {
  const Codes& codes = knowledge_.codes();
  const bool is_powerful =
      owner.sectors.primary() == codes.metonym || owner.sectors.primary() == codes.former;
  if (!is_powerful) return;
  r.sectors.clear();
  r.sectors.add(codes.former);
}

// "A commander of the rebels", "Fatah's naval unit": no armed force of a state.
bool PhraseReader::is_irregular_force(const Reading& owner, const Reading& r) const {
  const Codes& codes = knowledge_.codes();
  return r.sectors.primary() == codes.force && codes.irregular.contains(owner.sectors.primary());
}

// "Foreign fighters in Syria", "Westerners", "coalition forces in Iraq": of no state but by their
// own words; a "foreign minister" is one of his state.
bool PhraseReader::is_abroad(TokenIndex t, const Reading& r) const {
  if (r.phrase == nullptr) return false;
  const TokenIndex first = is_part_of_phrase(t) ? extent_.first : t;
  for (TokenIndex i = first; i <= t && !rules(r); ++i) {
    if (has_class(i, kAbroadWord) && (i == t || !word(i + 1).starts_upper)) return true;
  }
  return first > first_ && has_class(first - 1, kAbroadWord) && token(first - 1).head == t &&
         !word(first).starts_upper;
}

void PhraseReader::take_from_children(TokenIndex t, Reading& r) {
  if (is_abroad(t, r)) r.is_blocked = true;
  Owners owners;
  const bool has_extent = is_part_of_phrase(t);
  const TokenIndex last = has_extent ? extent_.last : t + 1;
  for (TokenIndex i = has_extent ? extent_.first : t; i < last; ++i) {
    for (TokenIndex child = token(i).first_child; child != kNoToken;
         child = token(child).next_sibling) {
      weigh_child(child, owners, r);
    }
  }
  if (owners.of_sectors != kNoToken && is_irregular_force(reading(owners.of_sectors), r)) {
    r.sectors = reading(owners.of_sectors).sectors;
  }
  const bool is_kin = r.phrase != nullptr && r.phrase->kind == AgentKind::kKin;
  if (is_kin && owners.of_sectors != kNoToken) take_kin(reading(owners.of_sectors), r);
  if (owners.of_sectors != kNoToken && r.is_defer) {
    const Reading& owner = reading(owners.of_sectors);
    r.sectors = owner.sectors;
    r.kind = ReadingKind::kActor;
    if (r.phrase != nullptr && owner.phrase != nullptr) r.code_from = owners.of_sectors;
    r.is_defer = false;
    const bool has_nearer =
        owners.of_code != kNoToken && owners.code_strength < owners.sectors_strength;
    const bool is_other = is_other_than(owners.of_sectors, owners.sectors_strength);
    if (r.code.empty() && !owner.code.empty() && !has_nearer && !is_other) {
      r.code = owner.code;
      r.is_partial = owner.is_partial;
      return;
    }
  }
  if (owners.of_code == kNoToken || !r.code.empty()) return;
  // "Western tourists in Egypt" are not of where they are; "Malian Tuareg leaders" are of Mali.
  if (r.is_blocked && owners.code_strength > kOwner) return;
  // "UN observers in Syria", "aid agencies in Sudan" are not of where they are.
  const bool has_own_code = r.phrase != nullptr && !r.phrase->code.empty();
  if (has_own_code && owners.code_strength == kPlaceOf) return;
  take_code(reading(owners.of_code), owners.of_code, r);
}

// "lawmaker Aliya Nurgaliyeva", "Aliya Nurgaliyeva, a lawmaker": what an unknown person is. The
// title may hang on any word of the name; where the tree has it elsewhere, the word before counts.
void PhraseReader::take_description(TokenIndex first, TokenIndex last, Reading& r) {
  for (TokenIndex t = first; t < last; ++t) {
    for (TokenIndex child = token(t).first_child; child != kNoToken;
         child = token(child).next_sibling) {
      const Reading& from = reading(child);
      const bool describes = token(child).relation == Relation::kCompound || identifies(child);
      const bool is_inside = child >= first && child < last;
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
  const TokenIndex before = first - 1;
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
    if (rules(r) && is_scene_of_subject(match->first)) return;
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

// "The Government", with a capital that no beginning of a sentence gives it; an office that the
// issuer's state has.
bool PhraseReader::is_issuers_body(TokenIndex t, const Reading& r) const {
  if (holders_.has_office(r.phrase->text, scratch_.voices.issuer)) return true;
  return !has_class(t, kTitleWord) && is_bare_definite(t) && word(t).starts_upper;
}

// "The President" of a document that a state issues is that state's, where nobody else was called
// so right before.
void PhraseReader::take_issuer(TokenIndex t, Reading& r) const {
  const std::string_view issuer = scratch_.voices.issuer;
  const bool is_plain = !issuer.empty() && r.phrase != nullptr && r.entity == kNone &&
                        r.chain == kNone && r.code.empty() && !r.is_blocked &&
                        r.kind == ReadingKind::kActor && r.phrase->code.empty();
  if (!is_plain || !rules(r) || !is_definite_phrase(t)) return;
  if (has_feature(token(t), "Number=Plur") || !is_issuers_body(t, r)) return;
  if (const SaidNoun* said = said_before(t, r); said != nullptr && said->at < t) {
    const std::int32_t sentence = scratch_.sentence_of[static_cast<std::size_t>(t)];
    const bool is_other = said->reading.code != issuer && said->sentence == sentence - 1 &&
                          !(said->other_code == issuer && said->other_sentence == sentence - 1);
    if (is_other) return;
  }
  r.code = issuer;
  r.note = "of the state that issues the document";
}

}  // namespace casus
