#pragma once

// Who fills a role: the words that name somebody, and his code.

#include <vector>

#include "pipeline/facts/clause.h"

namespace casus {

class FactParticipants {
 public:
  FactParticipants(const Clause& clause, const FactRules& rules, const Document& document)
      : clause_(clause), rules_(rules), document_(document) {}

  // Whoever the noun at `head` names, with the name beside the office: "the Director, Jan Novak".
  Participant at(TokenIndex head) const;
  // Appends at(head); of "delegations of Chad and Mali" also each further sender.
  void append(TokenIndex head, std::vector<Participant>& participants) const;
  // An actor, a name of somebody or a personal pronoun, and no thing.
  bool is_somebody(TokenIndex head) const;
  // "delegations of Chad and Mali"
  bool is_delegation(TokenIndex head) const;
  // A name, or an actor with a code: somebody whom a list's item may be about.
  bool is_named(TokenIndex head) const;
  // A state or body that can be a member: no person, no crowd, no soldiers.
  bool is_body(TokenIndex head) const;
  // A person's name stands in its words.
  bool holds_person(const Participant& participant) const;
  // A body that can have members: no person, no place.
  bool is_union(TokenIndex head) const;
  // Not an organisation or country, as far as names tell.
  bool is_person(TokenIndex head, const Participant& participant) const;

 private:
  const ActorPhrase* phrase_at(TokenIndex head) const;
  const Entity* entity_over(TokenIndex token) const;
  void extend_to_apposition(Participant& participant, TokenIndex pronoun) const;
  void extend_to_name(Participant& participant, TokenIndex last) const;

  const Clause& clause_;
  const FactRules& rules_;
  const Document& document_;
};

// On one line.
std::string single_line(std::string_view words);

}  // namespace casus
