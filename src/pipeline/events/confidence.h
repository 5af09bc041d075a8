#pragma once

// How likely an event is right in category, actor and recipient, and how likely it is told at all:
// two logistic models over what was sure and what was guessed when it was coded, and over its
// wording (wording.h). Weights are data (data/events/confidence.list, made by `casus train
// confidence`); docs/measurements.md shows how well they are calibrated.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/events/wording.h"
#include "resources/event_schema.h"

namespace casus {

// What the model looks at. Order is that of kConfidenceNames.
enum class Doubt : std::uint8_t {
  kAlways,             // 1
  kSpecificity,        // conditions of the trigger's pattern, 0 to 1
  kNounTrigger,        // "the shelling of": 1
  kActorIndirect,      // the actor is only the owner or country of a thing: 1
  kActorUnnamed,       // nobody is named: 1
  kNoRecipient,        // 1
  kRecipientIndirect,  // as the actor
  kSeveralParties,     // a reciprocal event with two parties or more: 1
  kNoCode,             // share of parties without a code
  kGuessedCode,        // share of parties whose country is not in their own words
  kModality,           // an auxiliary mode is set: 1
  kClaim,              // somebody claims it: 1
  kDistance,           // words between trigger and actor, 30 or more being 1
  kLength,             // words of the sentence, 60 or more being 1
  kSubordinate,        // the trigger is in a clause below the main one: 1
  kHypothetical,       // it is only supposed: 1
  kNotFinite,          // the trigger is a verb without person or past ("to arrest", "arresting"): 1
  kPresent,            // the trigger is a verb in the present tense, as laws and habits are told: 1
  kDomestic,           // both sides are of one state: 1
  kWordsOfPeace,       // verbal cooperation: 1
  kDeedsOfPeace,       // material cooperation: 1
  kWordsOfStrife,      // verbal conflict: 1
  kNoEvents,           // share of the document's sentences so far that told no event
  kLonePeace,          // cooperation of one party with nobody named: 1
  kDomesticPeace,      // cooperation within one state: 1
  kLoneStrife,         // words of conflict against nobody named: 1
  kTwoStates,          // the parties are of two states or bodies at least: 1
  kPrivate,            // share of parties of a sector that the category names as private
  kPronoun,            // the actor is a pronoun: 1
  kMode,               // a mode is known: 1
  kComplement,         // the trigger is an infinitive or gerund below another verb: 1
};
inline constexpr std::size_t kDoubts = 31;
// The names of the data file.
inline constexpr std::array<std::string_view, kDoubts> kConfidenceNames = {"always",
                                                                           "specific",
                                                                           "noun-trigger",
                                                                           "actor-indirect",
                                                                           "actor-unnamed",
                                                                           "no-recipient",
                                                                           "recipient-indirect",
                                                                           "several-parties",
                                                                           "no-code",
                                                                           "guessed-code",
                                                                           "modality",
                                                                           "claim",
                                                                           "distance",
                                                                           "length",
                                                                           "subordinate",
                                                                           "hypothetical",
                                                                           "not-finite",
                                                                           "present",
                                                                           "domestic",
                                                                           "words-of-peace",
                                                                           "deeds-of-peace",
                                                                           "words-of-strife",
                                                                           "no-events",
                                                                           "lone-peace",
                                                                           "domestic-peace",
                                                                           "lone-strife",
                                                                           "two-states",
                                                                           "private",
                                                                           "pronoun",
                                                                           "mode",
                                                                           "complement"};

using ConfidenceFeatures = std::array<float, kDoubts>;

// What the likelihoods of an event were reckoned from.
struct EventGrounds {
  ConfidenceFeatures doubts{};
  std::vector<WordingName> wording;  // where WordingScratch::keeps_names
  double told = 0;                   // Likelihood::told
};

// 0.02 to 0.98 each.
struct Likelihood {
  double right = 0;  // category, actor and recipient: the event's confidence
  double told = 0;   // the text tells an event of this category, whoever its parties are
};

class ConfidenceModel {
 public:
  // Weights by name, of "right" and of "told"; those not named are 0.
  explicit ConfidenceModel(const std::vector<ConfidenceWeight>& weights);

  // `words` is what the event's wording adds.
  Likelihood estimate(const ConfidenceFeatures& features, WordingWeight words) const;
  // Events that are less likely right, or told, are not coded: `least` of the data file for words
  // (quad 1 and 3), `least-deeds` for deeds.
  const Likelihood& least(int quad_code) const {
    return quad_code % 2 == 1 ? least_ : least_of_deeds_;
  }
  // What lowers the confidence, the worst first, for people; at most three.
  std::vector<std::string> lowered_by(const ConfidenceFeatures& features) const;

 private:
  std::array<double, kDoubts> right_{};
  std::array<double, kDoubts> told_{};
  Likelihood least_;
  Likelihood least_of_deeds_;
};

}  // namespace casus
