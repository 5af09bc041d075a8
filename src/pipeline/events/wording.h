#pragma once

// The wording of an event: which words tell it, among which others, and between parties of what
// kinds, as names with a weight each. "Provided", "grant" and "schools" seldom tell what PLOVER
// codes; "ambassador" and "talks" mostly do.
//
// A bag of features under a logistic model, as in spam filters (Graham 2002; weights by penalised
// regression instead of counts).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/events/tree.h"
#include "pipeline/events/wording_weights.h"

namespace casus {

// One thread's buffers.
struct WordingScratch {
  std::string name;
  std::string lower;
  std::vector<std::uint32_t> marks;  // by place among the weights: the event that had it last
  std::uint32_t event = 0;
  bool keeps_names = false;  // for those who fit weights: names stay beside each event
};

// A name and how much of it there is, 0 to 1.
struct WordingName {
  std::string name;
  float amount = 1;
};

// Reads the wording of events. One thread at a time; what it is made with must outlive it.
class WordingReader {
 public:
  WordingReader(const Tree& tree, WordingScratch& scratch) : tree_(tree), scratch_(scratch) {}

  // The sum of the weights of `event`'s names, each taken once. Some hundred words are looked at:
  // those around the trigger, and the first ones of two sentences on either side.
  WordingWeight sum(const Event& event, const WordingWeights& weights);
  // The words that lower the likelihood of being right most, the worst first, for people: "grant,
  // budget"; at most four, and empty where none does by much.
  std::string against(const Event& event, const WordingWeights& weights);
  // The names themselves, for those who fit weights or explain them.
  std::vector<WordingName> names(const Event& event);

 private:
  template <typename Visit>
  void visit_all(const Event& event, Visit visit);
  template <typename Visit>
  void visit_kinds(const Event& event, Visit visit);
  template <typename Visit>
  void visit_trigger(const Event& event, Visit visit);
  template <typename Visit>
  void visit_words(TokenIndex first, TokenIndex last, std::string_view prefix, Visit visit);
  template <typename Visit>
  void visit_sentence(std::int32_t sentence, Visit visit);
  std::string_view joined(std::string_view prefix, std::string_view a, std::string_view b = {});
  std::string_view lemma(TokenIndex t);

  const Tree& tree_;
  WordingScratch& scratch_;
};

}  // namespace casus
