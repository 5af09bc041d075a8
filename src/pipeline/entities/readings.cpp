#include "pipeline/entities/readings.h"

#include <algorithm>

#include "pipeline/entities/chains.h"
#include "pipeline/entities/phrase_reader.h"
#include "pipeline/entities/thing_chains.h"
#include "pipeline/entities/voices.h"

namespace casus {

namespace {

bool is_nominal(const Token& token) {
  return token.upos == Upos::kNoun || token.upos == Upos::kPropn || token.upos == Upos::kPron ||
         token.upos == Upos::kX;
}

}  // namespace

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

// For each word the only state that the sentence names before it, where it names one; and the place
// that the sentence begins with, up to a comma: "In Chad, the government", "On Chad, ...".
void PhraseReader::find_states_named(const Sentence& sentence) {
  constexpr TokenIndex kLongestOpening = 6;  // words
  opening_ = {};
  opening_end_ = kNoToken;
  std::string_view only;
  bool are_several = false;
  scratch_.states_before.assign(static_cast<std::size_t>(sentence.last - sentence.first), {});
  TokenIndex preposition = kNoToken;
  for (TokenIndex t = sentence.first; t < sentence.last; ++t) {
    scratch_.states_before[static_cast<std::size_t>(t - sentence.first)] = only;
    const bool may_open = opening_end_ == kNoToken && t - sentence.first < kLongestOpening;
    if (may_open && preposition == kNoToken && token(t).upos == Upos::kAdp) preposition = t;
    if (may_open && token(t).form == ",") {
      opening_end_ = t;
      const bool begins = preposition != kNoToken && preposition - sentence.first < 2;
      if (begins && !are_several) opening_ = only;
    }
    const NameMatch* match = match_headed_by(t);
    const std::string_view code =
        match == nullptr ? std::string_view() : knowledge_.code_of(match->sense.entry);
    if (code.empty() || knowledge_.codes().is_non_state(code) || code == only) continue;
    are_several |= !only.empty();
    only = are_several ? std::string_view() : code;
  }
}

std::string_view PhraseReader::state_before(TokenIndex t) const {
  return scratch_.states_before[static_cast<std::size_t>(t - first_)];
}

std::int32_t PhraseReader::block_of(TokenIndex t) const {
  const std::int32_t sentence = scratch_.sentence_of[static_cast<std::size_t>(t)];
  return document_.sentences[static_cast<std::size_t>(sentence)].block;
}

// "The President of Italy dismissed the parliament": the only state that the sentence names before
// is nearer than one of another paragraph, at `resumed`.
bool PhraseReader::take_nearer_state(TokenIndex t, TokenIndex resumed, Reading& r) const {
  const std::string_view nearer = state_before(t);
  if (nearer.empty() || !is_definite_phrase(t) || block_of(resumed) == block_of(t)) return false;
  r.code = nearer;
  r.note = "of the only state named before it in the sentence";
  return true;
}

// "In India, the government": of the place that the sentence begins with.
void PhraseReader::take_opening(TokenIndex t, Reading& r) const {
  const bool is_plain = r.phrase != nullptr && r.entity == kNone && r.chain == kNone &&
                        r.code.empty() && !r.is_blocked && r.kind == ReadingKind::kActor &&
                        r.phrase->code.empty();
  if (!is_plain || opening_.empty() || t < opening_end_ || is_travelling_office(t, r)) return;
  const bool is_bare = case_of(t) == kNoToken || is_definite_phrase(t);
  if (!is_bare) return;
  r.code = opening_;
  r.note = "of the place that the sentence begins with";
}

void PhraseReader::read_pronoun(TokenIndex t, Reading& r) {
  const bool is_thing = has_class(t, kThingPronoun);
  if (!is_thing && !has_class(t, kPersonPronoun)) return;
  r.chain = is_thing ? chain_of_thing_pronoun(document_, t, scratch_)
                     : chain_of_person_pronoun(document_, t, scratch_);
  if (r.chain == kNone) return;
  const Referent& referent = scratch_.referents[static_cast<std::size_t>(r.chain)];
  const std::int32_t chain = r.chain;
  r = referent.reading;
  r.chain = chain;
  r.kind = ReadingKind::kActor;
  r.note = is_thing ? "stands for the subject before" : "stands for the one person named before";
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

// Ministers meet abroad: where they are does not say whose they are.
bool PhraseReader::is_travelling_office(TokenIndex t, const Reading& r) const {
  return has_class(t, kTitleWord) && r.sectors.primary() == knowledge_.codes().metonym;
}

// "the ambassador", "and the ambassador": nothing between "the" and the noun.
bool PhraseReader::is_bare_definite(TokenIndex t) const {
  if (!has_definite(t)) return false;
  for (TokenIndex child = token(t).first_child; child != kNoToken && child < t;
       child = token(child).next_sibling) {
    const Relation relation = token(child).relation;
    if (relation != Relation::kDet && relation != Relation::kCc) return false;
  }
  return true;
}

// The noun and its number; 0: a word of no list.
std::uint32_t PhraseReader::said_noun_key(TokenIndex t) const {
  const std::uint32_t noun = word(t).lemma != kNoListWord ? word(t).lemma : word(t).form;
  return noun * 2 + (noun != kNoListWord && has_feature(token(t), "Number=Plur") ? 1 : 0);
}

// "the prime minister": nothing between "the" and the words of the phrase.
bool PhraseReader::is_definite_phrase(TokenIndex t) const {
  if (!has_definite(t)) return false;
  for (TokenIndex child = token(t).first_child; child != kNoToken && child < t;
       child = token(child).next_sibling) {
    const Relation relation = token(child).relation;
    const bool joins = relation == Relation::kDet || relation == Relation::kCc ||
                       relation == Relation::kCase || relation == Relation::kPunct;
    if (!joins && !is_part_of_phrase(child)) return false;
  }
  return true;
}

// Whom the text last called as the phrase at `t` does; null: nobody.
const SaidNoun* PhraseReader::said_before(TokenIndex t, const Reading& r) const {
  const bool is_bare = is_bare_definite(t);
  const bool is_plural = has_feature(token(t), "Number=Plur");
  if (!is_plural && (is_bare || is_definite_phrase(t))) {
    const auto title = scratch_.said_titles.find(r.phrase);
    if (title != scratch_.said_titles.end()) return &title->second;
  }
  if (!is_bare) return nullptr;
  const auto noun = scratch_.said_nouns.find(said_noun_key(t));
  return noun == scratch_.said_nouns.end() ? nullptr : &noun->second;
}

// "the ambassador" is of the country of whom the text last called so, where that was not long ago
// and no other country's was mentioned with it.
void PhraseReader::resume_said(TokenIndex t, Reading& r) const {
  constexpr std::int32_t kSentencesBack = 6;
  constexpr std::int32_t kAmbiguous = 3;  // sentences between two that are called so
  const SaidNoun* found = said_before(t, r);
  if (found == nullptr) return;
  const SaidNoun& said = *found;
  if (rules(r) && !has_class(t, kTitleWord) && take_nearer_state(t, said.at, r)) return;
  const std::int32_t sentence = scratch_.sentence_of[static_cast<std::size_t>(t)];
  if (sentence - said.sentence > kSentencesBack) return;
  // "The President thanked President Haddad": whom the text calls so later on is another.
  if (said.at > t) {
    if (said.other_sentence != kNone && sentence - said.other_sentence <= kSentencesBack) {
      r.code = said.other_code;
      r.note = "resumes who was called so before";
    }
    return;
  }
  const bool is_other = said.other_sentence != kNone && said.other_code != said.reading.code &&
                        said.sentence - said.other_sentence <= kAmbiguous;
  if (is_other) return;
  r.code = said.reading.code;
  if (r.is_defer || r.sectors.empty()) r.sectors = said.reading.sectors;
  r.is_partial = said.reading.is_partial;
  r.note = "resumes who was called so before";
}

void PhraseReader::remember_said(TokenIndex t, const Reading& r) {
  const bool says_whose = r.phrase != nullptr && r.kind == ReadingKind::kActor && !r.code.empty() &&
                          (r.code_from != kNoToken || r.entry >= 0);
  if (!says_whose || token(t).upos == Upos::kPropn) return;
  note_said(r, t, scratch_.said_nouns[said_noun_key(t)]);
  note_said(r, t, scratch_.said_titles[r.phrase]);
}

void PhraseReader::note_said(const Reading& r, TokenIndex at, SaidNoun& said) const {
  const std::int32_t sentence = scratch_.sentence_of[static_cast<std::size_t>(at)];
  if (said.sentence != kNone && said.reading.code != r.code) {
    said.other_code = said.reading.code;
    said.other_sentence = said.sentence;
  }
  said.sentence = sentence;
  said.at = at;
  said.reading = r;
}

// "Prime Minister Lee", whose name begins at `first`: "the Prime Minister" later on.
void PhraseReader::remember_title(TokenIndex first, const Reading& r) {
  const TokenIndex title = first - 1;
  if (r.code.empty() || title < first_ || !has_class(title, kTitleWord)) return;
  Extent extent;
  const AgentPhrase* phrase = phrase_around(title, extent);
  if (phrase == nullptr || phrase->kind == AgentKind::kThing) return;
  note_said(r, first, scratch_.said_titles[phrase]);
}

// "the cardinal", "the country": nouns that resume the one person or state that fits.
void PhraseReader::resume_named(TokenIndex t, Reading& r) const {
  const bool is_plain =
      r.phrase != nullptr && r.entity == kNone && r.chain == kNone && r.code.empty();
  if (!is_plain) return;
  const bool is_office = rules(r) && extent_.first != kNoToken && is_definite_phrase(t) &&
                         !has_feature(token(t), "Number=Plur");
  if (is_office) {
    const std::string_view title =
        document_.words(token(extent_.first).start, token(extent_.last - 1).end);
    r.chain = chain_of_office(title, knowledge_, scratch_);
  }
  if (r.chain != kNone || !is_bare_definite(t)) return;
  if (r.phrase->kind == AgentKind::kPolity) {
    if (has_feature(token(t), "Number=Plur")) return;  // "the parties", "the two states"
    r.chain = chain_of_state(document_, t, knowledge_, scratch_);
  } else if (has_class(t, kTitleWord) && r.phrase->words.size() == 1) {
    r.chain = chain_of_title(t, scratch_);
  }
}

// "The Secretary General": of the organisation named last that is no state's.
std::string_view PhraseReader::code_of_office(const AgentPhrase& phrase) const {
  if (phrase.kind != AgentKind::kDefer) return phrase.code;
  for (std::size_t i = scratch_.organisations.size(); i > 0; --i) {
    const auto chain = static_cast<std::size_t>(scratch_.organisations[i - 1]);
    const auto& code = scratch_.referents[chain].reading.code;
    if (knowledge_.codes().is_non_state(code)) return code;
  }
  return phrase.code;
}

// What is still unknown may come from the chain, or from the place of the sentence.
void PhraseReader::finish(TokenIndex t, Reading& r) {
  if (r.entity != kNone && r.chain == kNone) {
    r.chain = document_.entities[static_cast<std::size_t>(r.entity)].chain;
  }
  const bool may_resume = r.phrase != nullptr || token(t).upos == Upos::kPropn;  // "the Khural"
  const bool is_short = may_resume && r.entity == kNone && r.code.empty() &&
                        has_class(t, kShortWord) && has_definite(t);
  if (is_short) r.chain = chain_of_short_form(document_, t, scratch_);
  const bool is_such = is_short && r.phrase != nullptr && r.chain == kNone && is_bare_definite(t) &&
                       !has_feature(token(t), "Number=Plur");
  if (is_such) r.chain = chain_of_kind(document_, t, r.phrase->sectors, knowledge_, scratch_);
  if (r.chain != kNone && is_such) {
    const Referent& resumed = scratch_.referents[static_cast<std::size_t>(r.chain)];
    const TokenIndex last = document_.entities[static_cast<std::size_t>(resumed.last_entity)].first;
    if (take_nearer_state(t, last, r)) r.chain = kNone;
  }
  take_opening(t, r);
  take_issuer(t, r);
  resume_named(t, r);
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
  const SectorId partial = knowledge_.codes().partial;
  if (r.is_partial && r.kind == ReadingKind::kActor) r.sectors.add(partial);
  if (r.phrase == nullptr) return;
  const auto is_codeless = [&r] {
    return r.code.empty() && !r.is_blocked && r.kind == ReadingKind::kActor;
  };
  if (is_codeless() && r.entity == kNone) resume_said(t, r);
  remember_said(t, r);
  const bool needs_code = is_codeless();
  const bool has_own_code = !r.phrase->code.empty() && r.code.empty() &&
                            r.kind == ReadingKind::kActor && (!r.is_blocked || is_abroad(t, r));
  if (has_own_code) {
    r.code = code_of_office(*r.phrase);
  } else if (needs_code && !place_code_.empty() && !is_travelling_office(t, r)) {
    r.code = place_code_;
    r.note = "in the place of the sentence";
  }
  const bool is_named_kind = r.phrase->kind == AgentKind::kPolity || r.is_defer;
  if (is_named_kind && r.kind == ReadingKind::kName && !r.code.empty())
    r.kind = ReadingKind::kActor;
}

// True where the words of a phrase have one that only heads of states and governments are called
// by.
bool PhraseReader::is_head_of_government(const AgentPhrase& phrase) const {
  return std::any_of(phrase.words.begin(), phrase.words.end(),
                     [&](ListWord word) { return (lexicon_.classes_of(word) & kHeadWord) != 0; });
}

// "Ukraine" of "Ukraine's Foreign Minister Dmytro Kuleba": whose what `t` names is by its own
// words.
bool PhraseReader::has_owner(TokenIndex t, std::string_view code) {
  for (TokenIndex child = token(t).first_child; child != kNoToken && child < t;
       child = token(child).next_sibling) {
    const Strength strength = strength_of(child);
    const bool is_title = strength == kIdentity && has_class(child, kTitleWord);
    if ((strength == kOwner || strength == kBefore) && reading(child).code == code) return true;
    if (is_title && has_owner(child, code)) return true;
  }
  return false;
}

// "President Lasso and key ministers", "Ukraine's Foreign Minister Kuleba and Minister of Defence
// Umerov": members of one government. Two of one office are of two.
bool PhraseReader::shares_government(TokenIndex first, TokenIndex t) {
  const Reading& of_first = reading(first);
  const Reading& r = reading(t);
  if (of_first.kind != ReadingKind::kActor || of_first.code.empty() || r.is_blocked) return false;
  if (!rules(of_first) || !rules(r) || r.entry >= 0 || of_first.phrase == r.phrase) return false;
  if (knowledge_.codes().is_non_state(of_first.code) || case_of(t) != kNoToken) return false;
  const bool is_office = (lexicon_.classes_of(r.phrase->words[r.phrase->head]) & kTitleWord) != 0;
  if (!is_office || is_head_of_government(*r.phrase)) return false;
  bool heads = of_first.phrase != nullptr && is_head_of_government(*of_first.phrase);
  if (first > first_ && has_class(first - 1, kTitleWord)) {  // "Prime Minister" before a known name
    heads |=
        has_class(first - 1, kHeadWord) || (first - 1 > first_ && has_class(first - 2, kHeadWord));
  }
  return heads || has_owner(first, of_first.code);
}

// "Israeli helicopters and tanks": a conjunct without a code of its own has the first one's.
void PhraseReader::share_with_conjuncts() {
  for (const TokenIndex t : scratch_.order) {
    if (token(t).relation != Relation::kConj || token(t).head == kNoToken) continue;
    Reading& r = reading(t);
    const Reading& first = reading(token(t).head);
    if (r.phrase == nullptr || r.kind != ReadingKind::kActor || !r.code.empty()) continue;
    if (shares_government(token(t).head, t)) {
      r.code = first.code;
      r.code_from = token(t).head;
      continue;
    }
    if (first.kind != ReadingKind::kActor || first.code.empty() || first.code_from == kNoToken ||
        first.code_from > token(t).head) {
      continue;
    }
    r.code = first.code;
    r.code_from = first.code_from;
  }
}

// "National Security Adviser John Smith": whoever is named right behind an office has it, wherever
// the tree puts the name.
void PhraseReader::join_titles() {
  for (const TokenIndex t : scratch_.order) {
    Reading& r = reading(t);
    const bool is_open = r.phrase != nullptr && r.entry < 0 && r.code.empty() && !r.is_blocked &&
                         has_class(t, kTitleWord) && t + 1 < last_;
    if (!is_open) continue;
    const std::int32_t at = scratch_.match_at[static_cast<std::size_t>(t) + 1];
    if (at == kNone) continue;
    const NameMatch& name = scratch_.matches[static_cast<std::size_t>(at)];
    const Reading& person = reading(name.head);
    const bool is_holder = name.first == t + 1 && person.entry >= 0 && !person.code.empty() &&
                           knowledge_.kind_of(person.entry) == EntryKind::kPerson;
    if (!is_holder) continue;
    take_identity(person, r);
    r.code = person.code;
    r.code_from = name.head;
  }
}

// "Swedish carmaker Volvo": people and organisations are what the words before them say.
bool PhraseReader::is_described(std::int32_t entity) const {
  return entity != kNone &&
         document_.entities[static_cast<std::size_t>(entity)].type != EntityType::kLocation;
}

// "Muslims": whatever takes it for somebody's name.
bool PhraseReader::is_listed_plural(TokenIndex t) const {
  return has_feature(token(t), "Number=Plur") && !lexicon_.phrases_of(word(t).lemma).empty();
}

// "Sultan of Oman": no person is called Sultan here.
bool PhraseReader::is_office_of_somewhere(TokenIndex t) const {
  if (!has_class(t, kTitleWord) || lexicon_.phrases_of(word(t).form).empty()) return false;
  for (TokenIndex child = token(t).first_child; child != kNoToken;
       child = token(child).next_sibling) {
    const TokenIndex preposition = case_of(child);
    if (child > t && preposition != kNoToken && has_class(preposition, kOfPreposition)) return true;
  }
  return false;
}

// "The Justice in Policing Act": a name whose last word says that it is a text's, in capitals.
bool PhraseReader::is_text_named(TokenIndex t) const {
  const std::int32_t entity = scratch_.entity_at[static_cast<std::size_t>(t)];
  if (entity == kNone) {
    return has_class(t, kTextWord) && word(t).starts_upper && has_child(t, Relation::kCompound);
  }
  const Entity& named = document_.entities[static_cast<std::size_t>(entity)];
  return named.head == t && named.last - named.first > 1 && has_class(named.last - 1, kTextWord) &&
         named.type != EntityType::kPerson && word(named.last - 1).starts_upper;
}

// "Assembly" of "freedoms of peaceful assembly and association".
bool PhraseReader::is_freedom_of(TokenIndex t) const {
  if (token(t).upos != Upos::kNoun || has_feature(token(t), "Number=Plur")) return false;
  TokenIndex noun = t;
  if (token(t).relation == Relation::kConj && token(t).head != kNoToken) noun = token(t).head;
  const TokenIndex preposition = case_of(noun);
  return token(noun).relation == Relation::kNmod && token(noun).head != kNoToken &&
         preposition != kNoToken && has_class(preposition, kOfPreposition) &&
         has_class(token(noun).head, kFreedomWord) && !has_child(t, Relation::kDet) &&
         !has_child(noun, Relation::kDet);
}

// "conscripts", "the wounded": a whole phrase whose noun the tagger takes for a verb.
bool PhraseReader::is_bare_phrase(TokenIndex t) const {
  if (token(t).head != kNoToken) return false;
  for (TokenIndex child = token(t).first_child; child != kNoToken;
       child = token(child).next_sibling) {
    switch (token(child).relation) {
      case Relation::kAmod:
      case Relation::kCompound:
      case Relation::kDet:
      case Relation::kNmod:
      case Relation::kNummod:
      case Relation::kPunct:
        break;
      default:
        return false;
    }
  }
  return true;
}

void PhraseReader::read_token(TokenIndex t) {
  Reading& r = reading(t);
  r = Reading();
  extent_ = Extent();
  measure_phrase(t);
  if (const NameMatch* match = match_headed_by(t)) {
    read_match(*match, r);
    const bool is_person = r.entry >= 0 && knowledge_.kind_of(r.entry) == EntryKind::kPerson;
    if (is_person) {
      take_titled_office(*match, r);
      take_replacement(t, r);
    } else if (match->sense.kind == NameKind::kInhabitant) {
      r.is_defer = true;  // "displaced Kosovars" are no plain civilians
      take_modifiers(t, r);
      r.is_defer = false;
    }
    finish(t, r);
    if (is_person) remember_title(match->first, r);
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
  if (has_class(t, kWhoseWord)) return take_from_children(t, r);  // "Fatah-led forces"
  const bool is_noun_like =
      is_nominal(token(t)) || token(t).upos == Upos::kAdj || is_bare_phrase(t);
  if (!is_noun_like && !is_named) return;
  const bool is_person =
      is_named && !is_listed_plural(t) && !is_office_of_somewhere(t) &&
      document_.entities[static_cast<std::size_t>(entity)].type == EntityType::kPerson;
  if (is_text_named(t) || is_freedom_of(t)) {
    r.kind = ReadingKind::kThing;
    r.note = "no actor";
    return;
  }
  const bool is_adjective = token(t).upos == Upos::kAdj && !is_used_as_noun(t);
  extent_ = Extent();
  const AgentPhrase* phrase = is_person || is_adjective ? nullptr : phrase_around(t, extent_);
  if (phrase != nullptr) read_phrase_word(*phrase, t, r);
  if (r.kind != ReadingKind::kThing) {
    if (is_described(entity)) {
      const Entity& named = document_.entities[static_cast<std::size_t>(entity)];
      take_description(named.first, named.last, r);
    } else if (phrase == nullptr && token(t).upos == Upos::kPropn) {
      take_description(t, t + 1, r);
    }
    take_from_children(t, r);
    if (r.phrase != nullptr || is_named) take_code_before(is_person ? name_start(t) : t, r);
    if (is_named) take_code_inside(document_.entities[static_cast<std::size_t>(entity)], r);
    if (phrase != nullptr) take_modifiers(t, r);
  }
  finish(t, r);
  if (is_person) remember_title(name_start(t), r);
  remember(r);
}

// "Chad's army says its troops crossed": whom "its" resumes was read after it.
void PhraseReader::read_owners_again() {
  for (std::size_t i = scratch_.order.size(); i-- > 0;) {
    const TokenIndex t = scratch_.order[i];
    const TokenIndex owned = token(t).head;
    const Reading& r = reading(t);
    const bool is_late = has_class(t, kThingPronoun) && r.chain != kNone && r.code.empty() &&
                         owned != kNoToken && has_subtype(token(t), "poss");
    if (!is_late) continue;
    read_token(t);
    if (!reading(t).code.empty()) read_token(owned);
  }
}

void PhraseReader::read(const Sentence& sentence) {
  first_ = sentence.first;
  last_ = sentence.last;
  order_tokens(sentence);
  find_place_code(sentence);
  find_states_named(sentence);
  for (std::size_t i = scratch_.order.size(); i-- > 0;) read_token(scratch_.order[i]);
  read_owners_again();
  join_titles();
  share_with_conjuncts();
  hear_voices(knowledge_.codes(), document_, sentence, scratch_);
}

void read_phrases(const AgentLexicon& lexicon, const Knowledge& knowledge,
                  const OfficeHolders& holders, const Gazetteer* gazetteer,
                  const Document& document, const Sentence& sentence, EntityScratch& scratch) {
  PhraseReader(lexicon, knowledge, holders, gazetteer, document, scratch).read(sentence);
}

}  // namespace casus
