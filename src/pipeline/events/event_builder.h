#pragma once

// From the matches of one sentence to its events.

#include <vector>

#include "pipeline/events/confidence.h"
#include "pipeline/events/participants.h"
#include "pipeline/events/passage.h"
#include "resources/event_schema.h"

namespace casus {

class EventBuilder {
 public:
  EventBuilder(const Tree& tree, const EntityAt& entity_at, const EventSchema& schema,
               Document& document, std::vector<EventGrounds>& grounds, WordingScratch& wording)
      : tree_(tree),
        entity_at_(entity_at),
        schema_(schema),
        document_(document),
        grounds_(grounds),
        wording_(tree, wording),
        keeps_names_(wording.keeps_names),
        confidence_(schema.confidence()),
        passage_(schema) {
    passage_.find_home(document);
  }

  // Appends the events of sentence `sentence` to the document, and notes on triggers where they
  // are wanted. `matches` are ordered by head; `bound` is what their patterns require, by token.
  void add_events(std::int32_t sentence, const std::vector<Match>& matches,
                  const std::vector<BoundWord>& bound);

 private:
  const Entry& entry(const Match& match) const {
    return tree_.lexicon().entries()[static_cast<std::size_t>(match.entry)];
  }
  bool add_event(const Match& match, const std::vector<Match>& matches);
  bool is_taken(const Match& match, const std::vector<BoundWord>& bound, bool by_any) const;
  const Match* content_of(const Match& match, const std::vector<Match>& matches) const;
  bool stands_for_promise(const Match& match, const Match& above,
                          const std::vector<Match>& matches) const;
  bool is_alleged(TokenIndex noun) const;
  bool is_beside(TokenIndex t) const;
  bool is_complement_clause(TokenIndex t) const;
  bool has_unknown_doer(const Match& match) const;
  std::string why_not(const Match& match, const Roles& roles) const;
  void fill_event(const Match& match, const Roles& roles, Event& event);
  bool is_told_as_present(TokenIndex trigger) const;
  void set_modality(const Match& match, Event& event);
  void set_category(const EventCategory& category, const Match& match, Event& event);
  void set_span(const Match& match, Event& event);
  void set_circumstances(const Match& match, Event& event);
  bool is_body(const Participant& party) const;
  void drop_own_state(const Match& match, Event& event) const;
  void drop_foreign_place(Event& event) const;
  void add_unnamed_actor(const Match& match, Event& event);
  TokenList struck_things(const Match& match) const;
  void add_settlers(const Match& match, Event& event) const;
  std::string code_of_owner(const Participant& party) const;
  void add_struck_place(const Match& match, Event& event) const;
  // The country of codeless parties by the event's place; empty: it says nothing of them.
  struct SceneCodes {
    std::string of_actors;
    std::string of_recipients;
  };
  SceneCodes codes_of_scene(const Match& match, const Event& event) const;
  bool is_at_sea() const;
  bool is_nobody(const Participant& party, const Event& event) const;
  bool is_of_elsewhere(const Participant& party) const;
  void place_codeless(const Match& match, Event& event);
  bool is_of_relief(const Match& match) const;
  std::string state_beside(const std::string& actor, bool may_be_subject) const;
  void add_afflicted(const Match& match, Event& event) const;
  void add_invaded(const Match& match, Event& event) const;
  bool is_of_several_states(TokenIndex group) const;
  void place_in_passage(const Match& match, Event& event);
  const std::vector<Participant>* resumed_by(TokenIndex plural) const;
  void take_both_sides(const Match& match, Roles& roles) const;
  TokenIndex object_pronoun(const Match& match) const;
  void take_pronoun(const Match& match, Roles& roles) const;
  void take_all_parties(const Match& match, Roles& roles) const;
  bool is_bare(TokenIndex noun) const;
  void note_subjects(const Sentence& sentence);
  void find_speaker(const Sentence& sentence);
  void note_authors(const Sentence& sentence);
  void take_host(const Match& match, Roles& roles) const;
  void take_speaker(const Match& match, Roles& roles) const;
  bool is_content_negated(const Match& match) const;
  bool is_attribute(TokenIndex trigger) const;
  bool is_nobodys_attribute(const Match& match) const;
  bool is_general(const Match& match, const Event& event) const;
  bool is_nobodys_purpose(TokenIndex trigger) const;
  bool is_private_person(const Participant& party) const;
  std::string why_private(const Match& match, const Event& event) const;
  bool is_at_home(const Event& event, bool is_of_one_state) const;
  bool is_done_nowhere(const Match& match, const Event& event) const;
  std::string why_domestic(const Match& match, const Event& event) const;
  std::string why_private(const EventCategory& category, const Event& event) const;
  void note_speaker(const Match& match, const Event& event);
  void take_last_actor(const Match& match, Roles& roles) const;
  void take_claimed(const Match& match, Roles& roles) const;
  void take_resumed_object(const Match& match, Roles& roles) const;
  void take_actor_of_the_like(const Match& match, Roles& roles) const;
  void take_announcer(const Match& match, Roles& roles) const;
  void give_code(Participant& party, const std::string& code, std::string_view why);
  ConfidenceFeatures features_of(const Match& match, const Roles& roles, const Event& event) const;
  EventGrounds set_confidence(const Match& match, const Roles& roles, Event& event);
  void explain_confidence(const ConfidenceFeatures& features, Event& event);
  bool merge(Event& event, std::size_t first_of_sentence);
  void forget_noted(std::int32_t index, const std::string& why);
  void join_unnamed(std::size_t first_of_sentence);
  void share_out_counts(std::size_t first_of_sentence);
  void drop_absorbed(std::size_t first_of_sentence);
  void drop_unlikely(std::size_t first_of_sentence);
  void remove_event(std::size_t index, const std::string& why);
  void note(const Match& match, std::int32_t event, std::string why_not);

  const Tree& tree_;
  const EntityAt& entity_at_;
  const EventSchema& schema_;
  Document& document_;
  std::vector<EventGrounds>& grounds_;  // beside document_.events
  WordingReader wording_;
  bool keeps_names_;
  ConfidenceModel confidence_;
  Passage passage_;
  std::int32_t sentence_ = kNone;
  double guessed_codes_ = 0;   // of the event at hand
  double told_sentences_ = 0;  // sentences before that told events
  bool is_purpose_ = false;    // the event at hand
  bool is_notion_ = false;     // likewise
  std::size_t first_event_ = 0;
  std::size_t first_note_ = 0;
  std::vector<char> gave_event_;  // by match of the sentence
};

}  // namespace casus
