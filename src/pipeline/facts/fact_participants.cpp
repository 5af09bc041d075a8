#include "pipeline/facts/fact_participants.h"

#include <algorithm>

namespace casus {

namespace {

constexpr std::string_view kThings = "things";  // nouns of facts: nobody, though capitalised
constexpr std::string_view kDelegations = "delegations";  // who is sent or led by several
constexpr std::string_view kPeople = "people";            // somebody, though without a name
constexpr std::string_view kBodies = "bodies";            // what can belong to something
constexpr std::string_view kUnions = "unions";            // what can have members
constexpr TokenIndex kMaxTitleTokens = 5;                 // "H.E. Mr." between an office and a name
constexpr int kMaxEntitiesLookedAt = 8;
constexpr int kMaxWordsLookedAt = 24;

}  // namespace

std::string single_line(std::string_view words) {
  std::string text(words);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

const ActorPhrase* FactParticipants::phrase_at(TokenIndex head) const {
  const auto index = static_cast<std::size_t>(head);
  const std::int32_t phrase = index < document_.actor_at.size() ? document_.actor_at[index] : kNone;
  return phrase == kNone ? nullptr : &document_.actor_phrases[static_cast<std::size_t>(phrase)];
}

const Entity* FactParticipants::entity_over(TokenIndex token) const {
  const auto& entities = document_.entities;
  auto entity = std::upper_bound(entities.begin(), entities.end(), token,
                                 [](TokenIndex at, const Entity& each) { return at < each.first; });
  for (int looked = 0; entity != entities.begin() && looked < 4; ++looked) {
    --entity;
    if (token < entity->last) return &*entity;
  }
  return nullptr;
}

// "the Minister of Trade Ana Silva", "the Director, H.E. Mr. Jan Novak": to the end of the name.
void FactParticipants::extend_to_name(Participant& participant, TokenIndex last) const {
  const auto& entities = document_.entities;
  auto entity = std::lower_bound(entities.begin(), entities.end(), last,
                                 [](const Entity& each, TokenIndex at) { return each.first < at; });
  for (int looked = 0; entity != entities.end() && looked < kMaxEntitiesLookedAt;
       ++entity, ++looked) {
    if (entity->first > last + kMaxTitleTokens) return;
    if (entity->type != EntityType::kPerson) continue;
    for (TokenIndex between = last; between < entity->first; ++between) {
      const Token& word = clause_.token(between);
      const bool is_comma = between == last && word.form == ",";
      if (!is_comma && word.upos != Upos::kPropn && word.form != ".") return;
    }
    participant.end = entity->end;
    if (participant.actor.code.empty()) participant.actor = entity->actor;
    return;
  }
}

// "We, the ministers of Oman and Qatar"
void FactParticipants::extend_to_apposition(Participant& participant, TokenIndex pronoun) const {
  for (TokenIndex child = clause_.token(pronoun).first_child; child != kNoToken;
       child = clause_.token(child).next_sibling) {
    if (clause_.token(child).relation != Relation::kAppos || child < pronoun) continue;
    const auto extent = clause_.phrase(child, true);
    participant.end = std::max(participant.end, clause_.token(extent.last - 1).end);
    if (const ActorPhrase* phrase = phrase_at(child)) participant.actor = phrase->actor;
    return;
  }
}

Participant FactParticipants::at(TokenIndex head) const {
  Participant participant;
  participant.head = head;
  if (const ActorPhrase* phrase = phrase_at(head)) {
    participant.actor = phrase->actor;
    participant.start = phrase->start;
    participant.end = phrase->end;
  } else {
    const auto extent = clause_.phrase(head, true);
    participant.start = clause_.token(extent.first).start;
    participant.end = clause_.token(extent.last - 1).end;
  }
  if (const Entity* entity = entity_over(head);
      entity != nullptr && entity->type == EntityType::kPerson) {  // all of "H.E. Jan Novak"
    participant.end = std::max(participant.end, entity->end);
  }
  const Token& word = clause_.token(head);
  if (word.upos == Upos::kPron) extend_to_apposition(participant, head);
  if (word.upos == Upos::kNoun || word.upos == Upos::kPropn) {
    TokenIndex last = head + 1;
    while (last < static_cast<TokenIndex>(document_.tokens.size()) &&
           clause_.token(last).start < participant.end) {
      ++last;
    }
    extend_to_name(participant, last);
  }
  participant.entity_text = single_line(document_.words(participant.start, participant.end));
  return participant;
}

void FactParticipants::append(TokenIndex head, std::vector<Participant>& participants) const {
  participants.push_back(at(head));
  if (!is_delegation(head)) return;
  std::vector<TokenIndex> senders;
  std::vector<TokenIndex> open = {head};
  for (int looked = 0; !open.empty() && looked < kMaxWordsLookedAt; ++looked) {
    const TokenIndex current = open.back();
    open.pop_back();
    for (TokenIndex child = clause_.token(current).first_child; child != kNoToken;
         child = clause_.token(child).next_sibling) {
      const Relation relation = clause_.token(child).relation;
      const bool is_conjunct = current != head && relation == Relation::kConj;
      if (relation != Relation::kNmod && !is_conjunct) continue;
      if (is_conjunct && clause_.token(child).upos == Upos::kPropn) senders.push_back(child);
      open.push_back(child);
    }
  }
  std::sort(senders.begin(), senders.end());
  const ActorCode first = participants.back().actor;
  for (const TokenIndex sender : senders) {
    Participant participant = at(sender);
    participant.actor.sector = first.sector;
    participant.actor.other_sectors = first.other_sectors;
    participants.push_back(std::move(participant));
  }
}

bool FactParticipants::is_somebody(TokenIndex head) const {
  const Token& word = clause_.token(head);
  if (has_feature(word, "PronType=Prs")) return true;
  const ActorPhrase* phrase = phrase_at(head);
  if (rules_.is_in_set(kThings, clause_.lemma(head).view())) {
    return phrase != nullptr && phrase->is_actor && !phrase->actor.code.empty();
  }
  if (phrase != nullptr && phrase->is_actor) return true;
  if (rules_.is_in_set(kPeople, clause_.lemma(head).view())) return true;
  if (word.upos != Upos::kPropn) return false;
  const Entity* entity = entity_over(head);
  return entity == nullptr || entity->type != EntityType::kMisc;
}

bool FactParticipants::is_delegation(TokenIndex head) const {
  return rules_.is_in_set(kDelegations, clause_.lemma(head).view());
}

bool FactParticipants::is_named(TokenIndex head) const {
  const Entity* entity = entity_over(head);
  if (entity != nullptr) return entity->type != EntityType::kMisc;
  const ActorPhrase* phrase = phrase_at(head);
  return phrase != nullptr && phrase->is_actor && !phrase->actor.code.empty();
}

bool FactParticipants::is_body(TokenIndex head) const {
  const Token& word = clause_.token(head);
  if (word.upos == Upos::kPron) return !has_feature(word, "Person=1");
  const auto lemma = clause_.lemma(head);
  if (rules_.is_in_set(kThings, lemma.view()) || rules_.is_in_set("offices", lemma.view())) {
    return false;
  }
  if (rules_.is_in_set(kBodies, lemma.view()) || rules_.is_in_set(kUnions, lemma.view()))
    return true;
  if (word.upos != Upos::kPropn) return false;
  const Entity* entity = entity_over(head);
  if (entity == nullptr) return !has_feature(word, "Number=Plur");
  return entity->type == EntityType::kLocation || entity->type == EntityType::kOrganisation;
}

bool FactParticipants::holds_person(const Participant& participant) const {
  const auto& entities = document_.entities;
  auto entity =
      std::lower_bound(entities.begin(), entities.end(), participant.start,
                       [](const Entity& each, std::uint32_t start) { return each.start < start; });
  for (; entity != entities.end() && entity->end <= participant.end; ++entity) {
    if (entity->type == EntityType::kPerson) return true;
  }
  return false;
}

bool FactParticipants::is_union(TokenIndex head) const {
  const auto lemma = clause_.lemma(head);
  if (rules_.is_in_set(kUnions, lemma.view())) return true;
  const bool is_nobody = clause_.token(head).upos == Upos::kPron ||
                         rules_.is_in_set(kBodies, lemma.view()) || !is_body(head);
  if (is_nobody) return false;
  const Entity* entity = entity_over(head);
  return entity == nullptr || entity->type == EntityType::kOrganisation;
}

bool FactParticipants::is_person(TokenIndex head, const Participant& participant) const {
  const Entity* entity = entity_over(head);
  const auto lemma = clause_.lemma(head);
  const bool is_group =
      rules_.is_in_set(kUnions, lemma.view()) || rules_.is_in_set(kBodies, lemma.view());
  if (entity == nullptr) return !is_group && !has_feature(clause_.token(head), "Number=Plur");
  if (entity->type == EntityType::kPerson) return true;
  // "the Secretary General", though taken for a name, or with the name beside it.
  return participant.end > entity->end || rules_.is_in_set("offices", clause_.lemma(head).view());
}

}  // namespace casus
