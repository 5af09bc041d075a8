// How PhraseReader reads the words of agents.txt: phrases around a head, and modifiers.

#include "pipeline/entities/phrase_reader.h"

namespace casus {

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

}  // namespace casus
