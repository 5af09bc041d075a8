// How PhraseReader reads the words of agents.txt: phrases around a head, and modifiers.

#include <algorithm>

#include "pipeline/entities/phrase_reader.h"

namespace casus {

// The token before or after t, joints left out.
TokenIndex PhraseReader::neighbour(TokenIndex t, int step) const {
  do {
    t += step;
  } while (t >= first_ && t < last_ && has_class(t, kJoint));
  return t;
}

// A word that a hyphen cut in two counts with the first half only where that modifies it ("ex").
bool PhraseReader::is_whole(TokenIndex t) const {
  return word(t).prefix == kNoListWord || prefix_modifier(t) != nullptr;
}

const AgentModifier* PhraseReader::prefix_modifier(TokenIndex t) const {
  if (word(t).prefix == kNoListWord) return nullptr;
  for (const std::uint32_t index : lexicon_.modifiers_of(word(t).prefix)) {
    const AgentModifier& modifier = lexicon_.modifier(index);
    if (modifier.words.size() == 1) return &modifier;
  }
  return nullptr;
}

// True where `words` stand before t, whose first half counts as one: "vice" of "vice-president".
// `first` becomes the first token of all.
bool PhraseReader::stand_before(TokenIndex t, std::span<const ListWord> words,
                                TokenIndex& first) const {
  first = t;
  bool is_cut = word(t).prefix != kNoListWord;
  for (std::size_t i = words.size(); i-- > 0;) {
    if (is_cut) {
      is_cut = false;
      if (word(first).prefix != words[i]) return false;
      continue;
    }
    first = neighbour(first, -1);
    if (first < first_ || !is_word(first, words[i])) return false;
    is_cut = word(first).prefix != kNoListWord;
  }
  return !is_cut || is_whole(first);
}

// "European Union leaders" are no union leaders: a phrase takes no part of a longer name.
bool PhraseReader::cuts_name(const Extent& extent) const {
  const std::int32_t at = scratch_.match_at[static_cast<std::size_t>(extent.first)];
  return at != kNone && scratch_.matches[static_cast<std::size_t>(at)].first < extent.first;
}

bool PhraseReader::fits(const AgentPhrase& phrase, TokenIndex t, Extent& extent) const {
  extent = {t, t + 1};
  const std::span<const ListWord> words(phrase.words);
  if (!stand_before(t, words.first(phrase.head), extent.first)) return false;
  for (std::size_t i = phrase.head + 1; i < phrase.words.size(); ++i) {
    const TokenIndex next = neighbour(extent.last - 1, 1);
    if (next >= last_ || !is_word(next, phrase.words[i])) return false;
    // "A court orders": its verb is no word of the court's name.
    if (token(next).upos == Upos::kVerb && token(t).head == next) return false;
    extent.last = next + 1;
  }
  return extent.first == t || !cuts_name(extent);
}

const AgentPhrase* PhraseReader::phrase_around(TokenIndex t, Extent& extent) const {
  const AgentPhrase* longest = nullptr;
  Extent found;
  for (const ListWord id : {word(t).form, word(t).lemma}) {
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
      const std::span<const ListWord> words(modifier.words);
      TokenIndex start = t;
      const bool fits = stand_before(t, words.first(words.size() - 1), start);
      if (fits) return &modifier;
    }
  }
  return prefix_modifier(t);
}

// "Lagos state police": the state is part of the name.
bool PhraseReader::ends_place_name(TokenIndex t) const {
  return t > first_ && has_class(t, kLocationHead) && word(t - 1).starts_upper &&
         token(t - 1).upos == Upos::kPropn;
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
      r.kind = phrase.sectors.empty() && phrase.code.empty() && !has_class(t, kShortWord)
                   ? ReadingKind::kName
                   : ReadingKind::kActor;
      return;
    case AgentKind::kAgent:
    case AgentKind::kKin:
      r.kind = ReadingKind::kActor;
      r.sectors = phrase.sectors;
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
  if (r.code.empty() && !modifier.code.empty()) r.code = modifier.code;
  if (modifier.replaces || r.is_defer) {
    r.sectors = modifier.sectors;
    r.is_defer = false;
  } else {
    r.sectors.add_all(modifier.sectors);
  }
  r.kind = ReadingKind::kActor;
}

// "State" of "Islamic State fighters" is no state; "opposition" of "Syrian opposition" is one.
bool PhraseReader::is_other_word_of_name(TokenIndex t, const AgentModifier& modifier) const {
  const std::int32_t at = scratch_.match_at[static_cast<std::size_t>(t)];
  if (at == kNone) return false;
  const NameMatch& match = scratch_.matches[static_cast<std::size_t>(at)];
  if (match.last - match.first < 2 || !stands_for_somebody(match)) return false;
  const SectorList known = knowledge_.standing(match.sense.entry, scratch_.day).sectors;
  return std::find(known.begin(), known.end(), modifier.sectors.primary()) == known.end();
}

void PhraseReader::take_modifiers(TokenIndex t, Reading& r) {
  const TokenIndex start = is_part_of_phrase(t) ? extent_.first : t;
  const AgentModifier* prefix = prefix_modifier(start);
  if (prefix != nullptr) apply_modifier(*prefix, r);
  for (TokenIndex child = token(t).first_child; child != kNoToken;
       child = token(child).next_sibling) {
    const Relation relation = token(child).relation;
    const bool is_before = relation == Relation::kAmod || relation == Relation::kCompound ||
                           relation == Relation::kNmod || relation == Relation::kAdvmod;
    if (!is_before || child > t || is_part_of_phrase(child) || ends_place_name(child)) continue;
    const AgentModifier* modifier = modifier_at(child);
    if (modifier == nullptr || is_other_word_of_name(child, *modifier)) continue;
    apply_modifier(*modifier, r);
  }
}

}  // namespace casus
