#pragma once

// EventLexicon holds a language's words for events, compiled for lookup: trigger patterns by their
// head word, and the cues of modality, reporting and context (docs/formats/lexicon.md).
// Constant once loaded, shared by threads.

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "casus/result.h"
#include "pipeline/events/wording_weights.h"
#include "pipeline/events/words.h"
#include "resources/event_schema.h"

namespace casus {

// A relation between a word and one that hangs on it, in the lexicon's terms.
enum class Slot : std::uint8_t {
  kWord,     // particle, adverb or fixed preposition
  kSubject,  // logical subject: of passives the agent
  kObject,   // logical object: of passives the subject
  kIndirectObject,
  kModifier,  // "nmod": compound, or "of" phrase on either side
  kAdjective,
  kPossessor,
  kCompound,
  kInfinitive,  // "xcomp": also gerunds
  kClause,      // "ccomp"
  kAuxiliary,
  kBesideSubject,  // "vsubj": of a noun, the subject of the verb that it is told beside
  kPreposition,    // a dependent with this preposition
  kSentence,       // any word of the sentence, wherever it hangs; for conditions only
  kNearby,         // likewise, of the sentence or the one before it
};

struct Step {
  Slot slot = Slot::kWord;
  TermId preposition = kNoTerm;
  bool operator==(const Step&) const = default;
};
// True of steps that hang on nothing: the word may stand anywhere near.
inline bool is_beside_the_tree(const Step& step) {
  return step.slot == Slot::kSentence || step.slot == Slot::kNearby;
}
using Path = std::vector<Step>;  // from the head outwards; one or two steps

enum class HeadClass : std::uint8_t { kAny, kVerb, kNoun, kAdjective };

// What may stand at the end of a condition's path.
struct Filler {
  bool is_anything = false;          // *
  bool is_actor = false;             // %
  std::vector<std::string> sectors;  // %MIL
  WordSet words;
  HeadClass word_class = HeadClass::kAny;
};

struct Condition {
  Path path;
  Filler filler;
  bool is_forbidden = false;  // !obj:X
};

struct LexiconPlace {
  std::string file;
  std::uint64_t line = 0;
};

// One line of data/languages/*/events/<category>.txt.
struct Entry {
  const EventCategory* category = nullptr;  // null: anti-entry
  WordSet heads;
  HeadClass head_class = HeadClass::kVerb;
  std::vector<WordSet> run;  // of "/i": words in a row, the first being `heads`
  std::vector<Condition> conditions;
  std::vector<std::string> modes;
  std::vector<std::string> contexts;
  std::vector<std::string> auxiliary;
  std::vector<Path> actor;  // in order of preference
  std::vector<Path> recipient;
  bool is_reciprocal = false;
  bool has_no_recipient = false;
  bool has_no_actor = false;
  bool needs_recipient = false;
  bool needs_state = false;
  bool needs_abroad = false;   // no event where all that is named is of the country told about
  bool is_by_speaker = false;  // whoever speaks does it, where nobody else is named
  bool needs_actor = false;    // nobody unnamed in its place
  bool is_veto = false;        // of an anti-entry: longer patterns do not win over it
  std::string unnamed_actor;   // sector of an actor whom nobody names; empty: the category's
  std::string text;            // the line, for people
  LexiconPlace place;

  // Conditions that must be there, one on `*` counting half: what "most specific" compares.
  int specificity() const;
};

// The four auxiliary modes of PLOVER and where their cues stand.
enum class Auxiliary : std::uint8_t { kNegation, kFuture, kHypothetical, kHistorical };
inline constexpr std::array<std::string_view, 4> kAuxiliaryNames = {"negation", "future",
                                                                    "hypothetical", "historical"};
enum class CuePosition : std::uint8_t {
  kOn,      // on the trigger or its verb: adverb, determiner, particle, auxiliary
  kMark,    // opens the trigger's clause
  kClause,  // governs the trigger's clause as its complement
  kObject,  // governs the trigger's noun
};

struct ModalityCues {
  std::array<std::array<WordSet, 4>, 4> words;  // by Auxiliary, CuePosition
  int historical_years = 2;  // a date this much before publication is told as background
};

struct ReportingCues {
  WordSet verbs;         // "say": claim in a clause beside or below it
  WordSet accusations;   // "accuse X of": claim in a phrase with one of these prepositions
  WordSet prepositions;  // "according": claimant hangs below it
  WordSet adverbs;       // "allegedly": nobody named
  WordSet documents;     // "statement": stands for whoever issued it
};

// A run of words that speaks of a context.
struct ContextCue {
  std::vector<TermId> words;  // one at least
  int context = 0;            // into EventSchema::contexts()
};

// What `casus lexicon check` says about an entry.
struct LexiconFinding {
  LexiconPlace place;
  std::string message;
};

class EventLexicon {
 public:
  // Reads `folder`/events of each folder; later ones are laid over earlier ones: a line with the
  // same pattern in a file of the same name replaces the earlier line. `schema` must outlive the
  // lexicon. A bad line is an error with its file, line and a remedy.
  static Result<EventLexicon> load(const std::vector<std::filesystem::path>& language_folders,
                                   const EventSchema& schema);

  const WordTable& words() const { return words_; }
  const std::vector<Entry>& entries() const { return entries_; }
  // Entries whose head can be `word`, as indices into entries(); empty for kNoTerm.
  const std::vector<std::int32_t>& headed_by(TermId word) const;
  const WordingWeights& wording() const { return wording_; }
  const ModalityCues& modality() const { return modality_; }
  const ReportingCues& reporting() const { return reporting_; }
  const std::vector<ContextCue>& context_cues() const { return context_cues_; }
  // Context cues that begin with `word`, as indices into context_cues().
  const std::vector<std::int32_t>& context_cues_from(TermId word) const;

  // Sets with a meaning of their own; empty where the language does not name them.
  const WordSet& light_verbs() const { return light_verbs_; }
  const WordSet& agent_prepositions() const { return agent_prepositions_; }
  const WordSet& author_prepositions() const { return author_prepositions_; }
  const WordSet& issued_texts() const { return issued_texts_; }
  const WordSet& transparent_nouns() const { return transparent_nouns_; }
  const WordSet& subject_control() const { return subject_control_; }
  const WordSet& dative_prepositions() const { return dative_prepositions_; }
  const WordSet& happenings() const { return happenings_; }
  const WordSet& gatherings() const { return gatherings_; }
  const WordSet& others() const { return others_; }
  const WordSet& foreign_words() const { return foreign_words_; }
  const WordSet& foreign_offices() const { return foreign_offices_; }
  const WordSet& done_to() const { return done_to_; }
  const WordSet& named_after_places() const { return named_after_places_; }
  const WordSet& insurgent_groups() const { return insurgent_groups_; }
  const WordSet& doing_verbs() const { return doing_verbs_; }
  const WordSet& hands() const { return hands_; }
  const WordSet& side_prepositions() const { return side_prepositions_; }
  const WordSet& responsibility() const { return responsibility_; }
  const WordSet& origin_prepositions() const { return origin_prepositions_; }
  const WordSet& scene_prepositions() const { return scene_prepositions_; }
  const WordSet& part_prepositions() const { return part_prepositions_; }
  const WordSet& source_prepositions() const { return source_prepositions_; }
  const WordSet& goal_prepositions() const { return goal_prepositions_; }
  const WordSet& preventing_verbs() const { return preventing_verbs_; }
  const WordSet& prevented_marks() const { return prevented_marks_; }
  const WordSet& funding_verbs() const { return funding_verbs_; }
  const WordSet& reached_purposes() const { return reached_purposes_; }
  const WordSet& means_verbs() const { return means_verbs_; }
  const WordSet& thanking_verbs() const { return thanking_verbs_; }
  const WordSet& wishing_verbs() const { return wishing_verbs_; }
  const WordSet& occasions() const { return occasions_; }
  const WordSet& said_acts() const { return said_acts_; }
  const WordSet& not_words() const { return not_words_; }
  const WordSet& only_words() const { return only_words_; }
  const WordSet& redeeming_verbs() const { return redeeming_verbs_; }
  const WordSet& topic_verbs() const { return topic_verbs_; }
  const WordSet& topic_nouns() const { return topic_nouns_; }
  const WordSet& anybody() const { return anybody_; }
  const WordSet& wielding_verbs() const { return wielding_verbs_; }
  const WordSet& wielded() const { return wielded_; }
  const WordSet& involvement() const { return involvement_; }
  const WordSet& going_on() const { return going_on_; }
  const WordSet& collectives() const { return collectives_; }
  const WordSet& attributes() const { return attributes_; }
  const WordSet& undertakings() const { return undertakings_; }
  const WordSet& quoting_verbs() const { return quoting_verbs_; }
  const WordSet& announcing_verbs() const { return announcing_verbs_; }
  const WordSet& prohibiting_verbs() const { return prohibiting_verbs_; }
  const WordSet& laws() const { return laws_; }
  const WordSet& enacting_verbs() const { return enacting_verbs_; }
  const WordSet& standing_verbs() const { return standing_verbs_; }
  const WordSet& permitting() const { return permitting_; }
  const WordSet& conditions() const { return conditions_; }
  const WordSet& lawful_prepositions() const { return lawful_prepositions_; }
  const WordSet& instruments() const { return instruments_; }
  const WordSet& memories() const { return memories_; }
  const WordSet& about() const { return about_; }
  const WordSet& persons() const { return persons_; }
  const WordSet& struck_bodies() const { return struck_bodies_; }
  const WordSet& relief() const { return relief_; }
  const WordSet& backing_verbs() const { return backing_verbs_; }
  const WordSet& invasions() const { return invasions_; }
  const WordSet& states_at_large() const { return states_at_large_; }
  const WordSet& migrants() const { return migrants_; }
  const WordSet& at_sea() const { return at_sea_; }
  const WordSet& resumed_things() const { return resumed_things_; }
  const WordSet& strikes() const { return strikes_; }
  const WordSet& never_without_object() const { return never_without_object_; }
  const WordSet& punishing_verbs() const { return punishing_verbs_; }
  const WordSet& charge_prepositions() const { return charge_prepositions_; }
  const WordSet& also_words() const { return also_words_; }
  const WordSet& newcomers() const { return newcomers_; }
  const WordSet& leading_verbs() const { return leading_verbs_; }
  const WordSet& blaming_verbs() const { return blaming_verbs_; }
  const WordSet& blamed_prepositions() const { return blamed_prepositions_; }
  const WordSet& reason_marks() const { return reason_marks_; }
  const WordSet& sides_told() const { return sides_told_; }
  const WordSet& obligations() const { return obligations_; }
  const WordSet& attending_prepositions() const { return attending_prepositions_; }
  const WordSet& beside_prepositions() const { return beside_prepositions_; }
  const WordSet& elsewhere() const { return elsewhere_; }
  const WordSet& example_prepositions() const { return example_prepositions_; }
  // 0 dead, 1 injured, 2 arrested: words that count people so.
  const WordSet& size_words(int what) const { return size_words_[static_cast<std::size_t>(what)]; }
  const WordSet& minimum_words() const { return minimum_words_; }
  const WordSet& maximum_words() const { return maximum_words_; }
  const WordSet& people_words() const {
    return people_words_;
  }                                                            // "dead", "wounded": who is counted
  const WordSet& thing_words() const { return thing_words_; }  // what is counted and is nobody
  // Value of "three", "dozen"; nullopt for other words. `is_vague`: "several", "dozens".
  struct Number {
    std::int64_t value = 0;
    bool is_vague = false;
    bool multiplies = false;  // hundred, thousand
  };
  const Number* number(TermId word) const;
  // A word of the lexicon that `form` (lower case) is an inflected form of by the language's
  // endings.txt; kNoTerm where there is none. For forms whose lemma no file mentions: lemmatizers
  // guess at words that they have not seen ("outlawed": outlawe, "froze": froze). `buffer` is
  // scratch.
  TermId base_form(std::string_view form, std::string& buffer) const;

 private:
  friend class LexiconReader;
  WordTable words_;
  std::vector<Entry> entries_;
  std::vector<std::vector<std::int32_t>> by_head_;  // by TermId
  WordingWeights wording_;
  ModalityCues modality_;
  ReportingCues reporting_;
  std::vector<ContextCue> context_cues_;
  std::vector<std::vector<std::int32_t>> cues_by_word_;
  WordSet light_verbs_, agent_prepositions_, transparent_nouns_, subject_control_,
      dative_prepositions_, happenings_, gatherings_, others_, done_to_, named_after_places_,
      foreign_words_, foreign_offices_, insurgent_groups_, doing_verbs_, hands_, side_prepositions_,
      responsibility_, origin_prepositions_, preventing_verbs_, prevented_marks_, funding_verbs_,
      reached_purposes_, means_verbs_, thanking_verbs_, wishing_verbs_, occasions_, said_acts_,
      not_words_, only_words_, redeeming_verbs_, topic_verbs_, topic_nouns_, anybody_, collectives_,
      attributes_, prohibiting_verbs_, announcing_verbs_, author_prepositions_, issued_texts_,
      quoting_verbs_, undertakings_, attending_prepositions_, beside_prepositions_,
      scene_prepositions_, goal_prepositions_, part_prepositions_, source_prepositions_, elsewhere_,
      example_prepositions_, laws_, instruments_, memories_, about_, sides_told_, obligations_,
      persons_, enacting_verbs_, standing_verbs_, permitting_, conditions_, lawful_prepositions_,
      wielding_verbs_, wielded_, involvement_, going_on_, struck_bodies_, relief_, backing_verbs_,
      invasions_, states_at_large_, migrants_, at_sea_, resumed_things_, strikes_,
      never_without_object_, punishing_verbs_, charge_prepositions_, also_words_, newcomers_,
      leading_verbs_, blaming_verbs_, blamed_prepositions_, reason_marks_;
  std::array<WordSet, 3> size_words_;
  WordSet minimum_words_, maximum_words_, people_words_, thing_words_;
  std::vector<Number> numbers_;                               // by TermId; value 0: no number
  std::vector<std::pair<std::string, std::string>> endings_;  // "ied": "y"; tried in this order
};

// Entries that never win (another one matches wherever they do and is as specific), entries that
// are there twice, and patterns that are both an event and an anti-entry.
std::vector<LexiconFinding> check_lexicon(const EventLexicon& lexicon);

}  // namespace casus
