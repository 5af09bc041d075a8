#pragma once

// What the text has told so far, for what a sentence leaves out: the country that the passage is
// about, the parties of the last event of several ("they", "the two sides"), and who spoke last
// ("we", "I").
//
// A country weighs one in each sentence that names it or a place in it, and loses a quarter with
// each sentence on, and half of the rest with each block on. A passage is about the country that
// has most of all the weight. Borders and waters between countries weigh for none.
//
// In a text of unrelated items, where one block hardly ever shares a country with the one before,
// nothing goes over the border of a block, but from a heading to what it stands above.

#include <span>
#include <string>
#include <vector>

#include "casus/document.h"
#include "pipeline/events/tree.h"
#include "resources/event_schema.h"

namespace casus {

class Passage {
 public:
  explicit Passage(const EventSchema& schema) : schema_(schema) {}

  // Takes in the names of the next sentence. Linear in its tokens and places.
  void add_sentence(const Tree& tree, std::int32_t sentence);
  // Takes in an event's parties where it has several.
  void add_event(const Event& event);
  // Takes in who is quoted in the sentence at hand.
  void add_speaker(Participant speaker);
  // Takes in who the text says speaks in it ("Statement by ...").
  void add_authors(std::vector<Participant> authors) { authors_ = std::move(authors); }
  bool has_authors() const { return !authors_.empty(); }
  // Who was quoted in this sentence or at most eight sentences back; else who speaks in the whole
  // text; else nobody.
  std::span<const Participant> speakers() const;
  // The only actor of the last event of an earlier sentence, at most two back; else null.
  const Participant* last_actor() const;
  // Looks whose public bodies and people the whole text is about: once, before the first sentence.
  void find_home(const Document& document);
  // The code of the country that the text, else the passage, is about; empty where there is no
  // single one.
  std::string state() const;
  // The state other than `actor` that a text of one thing names most of the others, where the text
  // is not about `actor`: to whom "Malaysia promised aid". Empty where there is no single one.
  std::string other_state(const std::string& actor) const;
  // That of the country that the whole text is about; empty where it is about several.
  const std::string& home() const { return home_; }
  // Takes in the subjects of the main clause of the sentence at hand, where they are several.
  void add_subjects(std::vector<Participant> subjects);
  // Those of the sentence before; else null.
  const std::vector<Participant>* subjects_before() const;
  // The parties of the last event of several, at most `max_distance` sentences back; else null.
  const std::vector<Participant>* parties(std::int32_t max_distance) const;
  // Likewise, or of a later event the state that did it and the one it was done to.
  const std::vector<Participant>* sides(std::int32_t max_distance) const;

 private:
  struct Weight {
    std::string code;  // empty: a place of no single country
    double weight = 0;
    std::int32_t sentence = kNone;  // the last that named it
  };
  void add(const std::string& code);
  void find_items(const Document& document);
  void count_states(const Document& document);
  void begin_block(const Document& document, std::int32_t sentence);

  const EventSchema& schema_;
  std::vector<Weight> weights_;
  std::int32_t block_ = kNone;
  std::size_t next_place_ = 0;
  std::int32_t sentence_ = kNone;
  std::int32_t event_sentence_ = kNone;
  std::vector<Participant> parties_;
  std::int32_t sides_sentence_ = kNone;
  std::vector<Participant> sides_;
  std::int32_t subjects_sentence_ = kNone;
  std::vector<Participant> subjects_;
  std::int32_t actor_sentence_ = kNone;
  Participant last_actor_;
  std::string home_;
  std::vector<std::pair<std::string, int>> named_;  // states and their phrases in all the text
  bool are_items_ = false;
  std::int32_t speaker_sentence_ = kNone;
  Participant speaker_;
  std::vector<Participant> authors_;
};

}  // namespace casus
