#pragma once

// Fills a draft with what a cue says of it: name, fields, roles, ordinal, the whole it is part of.

#include <string>
#include <vector>

#include "pipeline/facts/clause.h"
#include "pipeline/facts/fact_participants.h"
#include "pipeline/facts/facts_stage.h"

namespace casus {

class FactFiller {
 public:
  FactFiller(const Clause& clause, const FactRules& rules, const Document& document,
             const FactParticipants& participants)
      : clause_(clause), rules_(rules), document_(document), participants_(participants) {}

  // What `cue`, which holds at `word`, says of the draft.
  void fill(const FactCue& cue, TokenIndex word, DraftFact& draft) const;
  // Gives whoever stands at `head` a role, if somebody of that kind may have it.
  void add_role(const FactCue& cue, const std::string& role, TokenIndex head,
                DraftFact& draft) const;

 private:
  Clause::Extent name_of_phrase(TokenIndex noun) const;
  void extend_evidence(const FactCue& cue, TokenIndex word, DraftFact& draft) const;
  std::vector<TokenIndex> fillers(const FactCue& cue, const CuePlaces& places, TokenIndex word,
                                  const DraftFact& draft) const;
  void fill_field(const FactCue& cue, const CuePlaces& field, TokenIndex word,
                  DraftFact& draft) const;
  Clause::Extent without_time(TokenIndex filler, Clause::Extent extent) const;
  bool is_time(TokenIndex token) const;
  void fill_role(const FactCue& cue, const CuePlaces& role, TokenIndex word,
                 DraftFact& draft) const;
  void fill_part(const FactCue& cue, TokenIndex word, DraftFact& draft) const;
  void fill_ordinal(DraftFact& draft) const;
  int ordinal_at(TokenIndex at, TokenIndex first) const;

  const Clause& clause_;
  const FactRules& rules_;
  const Document& document_;
  const FactParticipants& participants_;
};

}  // namespace casus
