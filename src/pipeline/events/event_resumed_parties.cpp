// Who takes part in an event by what stands before it: speakers and authors, the last actor, those
// whom "we", "they", "them" and "the two sides" stand for.

#include <algorithm>
#include <span>

#include "pipeline/events/authors.h"
#include "pipeline/events/event_builder.h"
#include "pipeline/events/event_questions.h"
#include "pipeline/events/object_pronouns.h"
#include "pipeline/events/scene.h"

namespace casus {

namespace {

// Whatever its case: "delegation" of "announced Delegation".
bool has_word(std::string_view text, std::string_view word) {
  const auto is_same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  return std::search(text.begin(), text.end(), word.begin(), word.end(), is_same) != text.end();
}

}  // namespace

// Who is quoted in a sentence: the known subject of a reporting verb.
void EventBuilder::find_speaker(const Sentence& sentence) {
  const TokenIndex last = std::min(sentence.last, sentence.first + kMaxTokens);
  for (TokenIndex t = sentence.first; t < last; ++t) {
    if (!tree_.is_verb(t) || !tree_.is_any(t, tree_.lexicon().quoting_verbs())) continue;
    for (const TokenIndex subject : tree_.subjects(t)) {
      Participant found;
      bool is_direct = false;
      if (has_feature(tree_.token(subject), "Person=1")) continue;
      if (!find_participant(tree_, entity_at_, subject, false, found, is_direct)) continue;
      passage_.add_speaker(std::move(found));
      break;
    }
  }
}

// Who speaks in the whole text is told in its first sentences.
void EventBuilder::note_authors(const Sentence& sentence) {
  constexpr std::int32_t kFirst = 6;  // sentences
  if (sentence_ >= kFirst || passage_.has_authors()) return;
  passage_.add_authors(find_authors(tree_, entity_at_, schema_, sentence));
}

// "We condemn the attack", "Chad must withdraw": whoever speaks.
void EventBuilder::take_speaker(const Match& match, Roles& roles) const {
  const std::span<const Participant> speakers = passage_.speakers();
  // "We worked with Chad": the other side alone is known so far.
  const bool is_side_missing = entry(match).is_reciprocal && roles.actor_role.empty();
  if (speakers.empty() || !tree_.is_verb(match.head)) return;
  if (!roles.actors.empty() && !is_side_missing) return;
  const TokenList subjects = tree_.subjects(match.head);
  const bool is_spoken = entry(match).is_by_speaker ||
                         std::any_of(subjects.begin(), subjects.end(), [&](TokenIndex t) {
                           return has_feature(tree_.token(t), "Person=1");
                         });
  if (!is_spoken) return;
  roles.actors.insert(roles.actors.begin(), speakers.begin(), speakers.end());
  roles.actor_role = "who speaks";
  roles.actor_is_direct = false;
}

// "I hosted the president": whoever speaks is the recipient, where that is the subject.
void EventBuilder::take_host(const Match& match, Roles& roles) const {
  const auto speakers = passage_.speakers();
  const auto& paths = entry(match).recipient;
  const bool is_for_subject = std::any_of(paths.begin(), paths.end(), [](const Path& path) {
    return path.size() == 1 && path.front().slot == Slot::kSubject;
  });
  if (speakers.size() != 1 || !is_for_subject || !roles.recipients.empty()) return;
  for (const TokenIndex subject : tree_.subjects(match.head)) {
    if (!has_feature(tree_.token(subject), "Person=1")) continue;
    const auto is_speaker = [&](const Participant& p) { return p.head == speakers.front().head; };
    if (std::any_of(roles.actors.begin(), roles.actors.end(), is_speaker)) return;
    roles.recipients = {speakers.front()};
    roles.recipient_role = "who speaks";
    return;
  }
}

// "The minister condemns", "calls on": who says so in the present tense speaks in the text.
void EventBuilder::note_speaker(const Match& match, const Event& event) {
  const EventCategory* category = schema_.find(event.category);
  const Token& token = tree_.token(match.head);
  const bool is_said = category != nullptr && category->scene == EventScene::kSpoken &&
                       tree_.is_verb(match.head) && has_feature(token, "Tense=Pres") &&
                       token.relation == Relation::kRoot;
  if (!is_said || event.actors.size() != 1 || event.actors.front().entity_text.empty()) return;
  passage_.add_speaker(event.actors.front());
}

// "They have slaughtered villagers": who acted last, where nobody else is meant for all we know.
void EventBuilder::take_last_actor(const Match& match, Roles& roles) const {
  const Participant* last = passage_.last_actor();
  if (last == nullptr || !roles.actors.empty() || !tree_.is_verb(match.head)) return;
  for (const TokenIndex subject : tree_.subjects(match.head)) {
    const Token& pronoun = tree_.token(subject);
    if (pronoun.upos != Upos::kPron || !has_feature(pronoun, "Person=3")) continue;
    const bool is_one = has_feature(pronoun, "Number=Sing");
    if (is_one && has_feature(tree_.token(last->head), "Number=Plur")) continue;
    roles.actors = {*last};
    roles.actor_role = "who acted last";
    roles.actor_is_direct = false;
    return;
  }
}

// "A bomb killed ten people. The rebels claimed responsibility": whom the deed told before struck.
void EventBuilder::take_claimed(const Match& match, Roles& roles) const {
  constexpr std::int32_t kSentencesBack = 2;
  const EventCategory* category = entry(match).category;
  const bool is_claim = std::any_of(match.bound.begin(), match.bound.end(), [&](TokenIndex t) {
    return t != kNoToken && tree_.is_any(t, tree_.lexicon().responsibility());
  });
  if (!is_claim || !roles.recipients.empty() || category == nullptr) return;
  if (category->scene != EventScene::kStruck) return;
  const auto block = [&](std::int32_t sentence) {
    return document_.sentences[static_cast<std::size_t>(sentence)].block;
  };
  for (auto event = document_.events.rbegin(); event != document_.events.rend(); ++event) {
    if (event->sentence < sentence_ - kSentencesBack) return;
    if (block(event->sentence) != block(sentence_)) return;
    if (event->category != category->name || event->recipients.empty()) continue;
    roles.recipients = event->recipients;
    roles.recipient_role = "whom the deed told before struck";
    roles.recipient_is_direct = false;
    return;
  }
}

// "Named a delegation to Bogotá. The minister will lead the delegation": to where it was told to
// go.
void EventBuilder::take_resumed_object(const Match& match, Roles& roles) const {
  constexpr std::int32_t kSentencesBack = 3;
  const Entry& source = entry(match);
  const bool may_be_resumed = roles.recipients.empty() && !source.is_reciprocal &&
                              !source.has_no_recipient && tree_.is_verb(match.head);
  if (!may_be_resumed) return;
  const TokenIndex object = tree_.child(match.head, Relation::kObj);
  const bool is_of_pattern = object != kNoToken && std::find(match.bound.begin(), match.bound.end(),
                                                             object) != match.bound.end();
  if (!is_of_pattern || !tree_.is_any(object, tree_.lexicon().resumed_things())) return;
  const std::string_view word = tree_.token(object).lemma;
  for (auto event = document_.events.rbegin(); event != document_.events.rend(); ++event) {
    if (event->sentence < sentence_ - kSentencesBack) return;
    if (event->sentence == sentence_ || event->recipients.empty()) continue;
    const bool names_it =
        std::any_of(event->event_text.begin(), event->event_text.end(),
                    [&](const std::string& text) { return has_word(text, word); });
    if (!names_it) continue;
    roles.recipients = event->recipients;
    roles.recipient_role = "of what was told before";
    roles.recipient_is_direct = false;
    return;
  }
}

// "A hospital was also hit": by whoever did the like right before, where it is not told by whom.
void EventBuilder::take_actor_of_the_like(const Match& match, Roles& roles) const {
  const EventCategory* category = entry(match).category;
  const bool may_be_same = category != nullptr && category->scene == EventScene::kStruck &&
                           roles.actors.empty() && tree_.is_verb(match.head) &&
                           tree_.is_passive(match.head) && !document_.events.empty();
  if (!may_be_same) return;
  const Event& last = document_.events.back();
  const bool is_also = tree_.find_child(match.head, [&](TokenIndex c) {
    return tree_.is_any(c, tree_.lexicon().also_words());
  }) != kNoToken;
  const auto block = [&](std::int32_t sentence) {
    return document_.sentences[static_cast<std::size_t>(sentence)].block;
  };
  const bool is_near = (last.sentence == sentence_ || last.sentence + 1 == sentence_) &&
                       block(last.sentence) == block(sentence_);
  if (!is_also || !is_near || last.category != category->name) return;
  for (const Participant& actor : last.actors) {
    const bool is_victim =
        std::any_of(roles.recipients.begin(), roles.recipients.end(), [&](const Participant& p) {
          return p.actor.sector == actor.actor.sector &&
                 (p.actor.code == actor.actor.code || p.actor.code.empty());
        });
    if (!actor.entity_text.empty() && !is_victim) roles.actors.push_back(actor);
  }
  if (roles.actors.empty()) return;
  for (Participant& party : roles.recipients) {
    const bool is_alike = party.actor.code.empty() && last.recipients.size() == 1;
    if (is_alike) party.actor.code = last.recipients.front().actor.code;
  }
  roles.actor_role = "who did the like before";
  roles.actor_is_direct = false;
}

// "The ministry announced that flights would be suspended": whoever announces it does it, where
// nobody is named and the category is of acts that are announced by their doers.
void EventBuilder::take_announcer(const Match& match, Roles& roles) const {
  const EventCategory* category = entry(match).category;
  if (category == nullptr || !category->is_announced_by_doer || !roles.actors.empty()) return;
  const TokenIndex clause = tree_.first_conjunct(match.head);
  const Token& token = tree_.token(clause);
  if (!tree_.is_verb(match.head) || token.relation != Relation::kCcomp || token.head == kNoToken ||
      !tree_.is_any(token.head, tree_.lexicon().announcing_verbs()) ||
      !tree_.is_passive(match.head) || !tree_.subjects(match.head).empty()) {
    return;
  }
  for (const TokenIndex subject : tree_.subjects(token.head)) {
    Participant found;
    bool is_direct = false;
    if (!find_participant(tree_, entity_at_, subject, false, found, is_direct)) continue;
    roles.actors.push_back(std::move(found));
  }
  if (roles.actors.empty()) return;
  roles.actor_role = "who announces it";
  roles.actor_is_direct = false;
}

// Whom a plural word resumes: "they" the subjects of the sentence before, where these are none of
// the parties of the event told before; else, as "the two sides" and "the leaders", these parties.
// Null: nobody.
const std::vector<Participant>* EventBuilder::resumed_by(TokenIndex plural) const {
  constexpr std::int32_t kPronounReach = 2;  // sentences
  constexpr std::int32_t kNounReach = 4;
  constexpr std::int32_t kCountedReach = 8;  // "the two leaders"
  if (!has_feature(tree_.token(plural), "Number=Plur") ||
      !tree_.is_any(plural, tree_.lexicon().collectives())) {
    return nullptr;
  }
  if (tree_.is_noun(plural)) {
    const bool is_counted = tree_.child(plural, Relation::kNummod) != kNoToken;
    if (!is_counted && tree_.child(plural, Relation::kDet) == kNoToken) return nullptr;
    const auto* parties = passage_.parties(is_counted ? kCountedReach : kNounReach);
    const bool are_two = parties != nullptr && parties->size() == 2;
    return are_two || passage_.parties(kPronounReach) != nullptr ? parties : nullptr;
  }
  const auto* parties = passage_.parties(kPronounReach);
  const auto* subjects = passage_.subjects_before();
  if (subjects == nullptr) return parties;
  const bool is_party = parties != nullptr &&
                        std::any_of(parties->begin(), parties->end(), [&](const Participant& p) {
                          return p.head == subjects->front().head;
                        });
  return is_party ? parties : subjects;
}

// "The presidents", "both sides": nothing of their own says whose they are.
bool EventBuilder::is_bare(TokenIndex noun) const {
  return tree_.find_child(noun, [&](TokenIndex c) {
    const Relation relation = tree_.token(c).relation;
    return relation != Relation::kDet && relation != Relation::kNummod &&
           relation != Relation::kCase;
  }) == kNoToken;
}

// "The two sides agreed", "they will meet".
void EventBuilder::take_all_parties(const Match& match, Roles& roles) const {
  const bool has_code = std::any_of(roles.actors.begin(), roles.actors.end(),
                                    [](const Participant& p) { return !p.actor.code.empty(); });
  if (!tree_.is_verb(match.head)) return;
  for (const TokenIndex subject : tree_.subjects(match.head)) {
    if (has_code && !is_bare(subject)) continue;
    const auto* resumed = resumed_by(subject);
    if (resumed == nullptr) continue;
    roles.actors = *resumed;
    roles.actor_role = "who is resumed from the sentences before";
    roles.actor_is_direct = false;
    return;
  }
}

// "Urged both sides to stop", "called on the parties": those of the event told before.
void EventBuilder::take_both_sides(const Match& match, Roles& roles) const {
  constexpr std::int32_t kReach = 4;  // sentences
  if (!roles.recipients.empty() || roles.actors.empty() || entry(match).is_reciprocal) return;
  for (const TokenIndex t : match.bound) {
    const bool may_resume = t != kNoToken && tree_.is_noun(t) && t > match.head && is_bare(t) &&
                            has_feature(tree_.token(t), "Number=Plur") &&
                            tree_.child(t, Relation::kDet) != kNoToken &&
                            tree_.is_any(t, tree_.lexicon().sides_told());
    const auto* sides = may_resume ? passage_.sides(kReach) : nullptr;
    if (sides == nullptr) continue;
    for (const Participant& side : *sides) {
      const auto is_same = [&](const Participant& p) { return p.actor.code == side.actor.code; };
      if (std::none_of(roles.actors.begin(), roles.actors.end(), is_same)) {
        roles.recipients.push_back(side);
      }
    }
    if (!roles.recipients.empty())
      roles.recipient_role = "who is resumed from the sentences before";
    return;
  }
}

// The pronoun of the third person that is the object of the trigger, or whose the object of a deed
// is ("seized their vehicles"); kNoToken: none.
TokenIndex EventBuilder::object_pronoun(const Match& match) const {
  const auto stands_for_people = [&](TokenIndex t) {
    const Token& token = tree_.token(t);
    return token.upos == Upos::kPron && has_feature(token, "Person=3") &&
           !has_feature(token, "Gender=Neut") && !has_feature(token, "Reflex=Yes");
  };
  const bool is_deed = entry(match).category->scene == EventScene::kStruck;
  for (const TokenIndex object : tree_.objects(match.head)) {
    if (stands_for_people(object)) return object;
    if (!is_deed || !tree_.is_noun(object)) continue;
    const TokenIndex owner = tree_.find_child(object, [&](TokenIndex c) {
      return has_subtype(tree_.token(c), "poss") && stands_for_people(c);
    });
    if (owner != kNoToken) return owner;
  }
  return kNoToken;
}

// "A court sentenced him", "beat them": whom the pronoun stands for.
void EventBuilder::take_pronoun(const Match& match, Roles& roles) const {
  const Entry& source = entry(match);
  const bool is_for_object = std::any_of(
      source.recipient.begin(), source.recipient.end(),
      [](const Path& path) { return !path.empty() && path.front().slot == Slot::kObject; });
  if (!roles.recipients.empty() || source.is_reciprocal || !is_for_object ||
      !tree_.is_verb(match.head)) {
    return;
  }
  const TokenIndex pronoun = object_pronoun(match);
  if (pronoun == kNoToken) return;
  add_antecedents(tree_, entity_at_, pronoun, sentence_, roles.actors, roles.recipients);
  if (!roles.recipients.empty()) roles.recipient_role = "whom a pronoun stands for";
}

// The subjects of the sentence's main clause, where they are several or a plural.
void EventBuilder::note_subjects(const Sentence& sentence) {
  const TokenIndex last = std::min(sentence.last, sentence.first + kMaxTokens);
  TokenIndex root = sentence.first;
  while (root < last && tree_.token(root).head != kNoToken) ++root;
  if (root >= last || !tree_.is_verb(root)) return;
  std::vector<Participant> found;
  bool is_plural = false;
  for (const TokenIndex subject : tree_.surface_subjects(root)) {
    Participant party;
    bool is_direct = false;
    if (!find_participant(tree_, entity_at_, subject, false, party, is_direct)) continue;
    // "The participants summed up": those of the meeting told before.
    const auto* resumed =
        party.actor.code.empty() && is_bare(subject) ? resumed_by(subject) : nullptr;
    if (resumed != nullptr) return passage_.add_subjects(*resumed);
    is_plural |= has_feature(tree_.token(subject), "Number=Plur");
    found.push_back(std::move(party));
  }
  if (found.size() > 1 || (is_plural && !found.empty())) passage_.add_subjects(std::move(found));
}

}  // namespace casus
