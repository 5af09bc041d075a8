#pragma once

// Document is what passes through the pipeline: a text and the layers found in it. Each stage reads
// finished layers and appends its own; no stage changes another's. The order of stages, and of the
// layers here, is that of src/pipeline/pipeline.cpp.
//
// Offsets are bytes into `text`, end exclusive, always on code point boundaries. The JSON output
// speaks of code points; src/output converts.
//
// A Document is filled by one thread at a time, can be moved but not copied (layers hold views
// into its arena), and may be used again after clear().

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/arena.h"

namespace casus {

using TokenIndex = std::int32_t;  // into Document::tokens
inline constexpr TokenIndex kNoToken = -1;
inline constexpr std::int32_t kNone = -1;  // "no such element" for every other index

// ---- text -------------------------------------------------------------------------------------

enum class BlockKind : std::uint8_t { kParagraph, kHeading, kListItem, kNavigation };

// A stretch of text between line breaks that is one thing: a paragraph, a heading, a list item, or
// page furniture such as "Back to the section". No sentence crosses a block's border.
struct Block {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  BlockKind kind = BlockKind::kParagraph;
};

struct Sentence {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  TokenIndex first = 0;  // tokens [first, last)
  TokenIndex last = 0;
  std::int32_t block = kNone;
};

// ---- syntax (Universal Dependencies v2, universaldependencies.org)
// --------------------------------

enum class Upos : std::uint8_t {
  kAdj,
  kAdp,
  kAdv,
  kAux,
  kCconj,
  kDet,
  kIntj,
  kNoun,
  kNum,
  kPart,
  kPron,
  kPropn,
  kPunct,
  kSconj,
  kSym,
  kVerb,
  kX,
};

// The 37 universal relations; `Token::deprel` holds the relation with its subtype ("nsubj:pass").
enum class Relation : std::uint8_t {
  kAcl,
  kAdvcl,
  kAdvmod,
  kAmod,
  kAppos,
  kAux,
  kCase,
  kCc,
  kCcomp,
  kClf,
  kCompound,
  kConj,
  kCop,
  kCsubj,
  kDep,
  kDet,
  kDiscourse,
  kDislocated,
  kExpl,
  kFixed,
  kFlat,
  kGoeswith,
  kIobj,
  kList,
  kMark,
  kNmod,
  kNsubj,
  kNummod,
  kObj,
  kObl,
  kOrphan,
  kParataxis,
  kPunct,
  kReparandum,
  kRoot,
  kVocative,
  kXcomp,
};

// A syntactic word. start/end/form come from the text stage, the rest from the syntax stage.
struct Token {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::string_view form;  // usually the words text[start, end); a view into the arena
  std::string_view lemma;
  std::string_view xpos;               // treebank-specific tag, or empty
  std::string_view feats;              // "Number=Plur|VerbForm=Fin", sorted; empty for none
  std::string_view deprel;             // "nsubj:pass"
  TokenIndex head = kNoToken;          // kNoToken: root of its sentence
  TokenIndex first_child = kNoToken;   // children from left to right:
  TokenIndex next_sibling = kNoToken;  //   first_child, then next_sibling of each
  Upos upos = Upos::kX;
  Relation relation = Relation::kDep;
  bool space_after = true;
};

// A written token that stands for several words ("don't" = do + n't): tokens [first, last).
struct MultiwordToken {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  TokenIndex first = 0;
  TokenIndex last = 0;
};

// ---- entities ---------------------------------------------------------------------------------

enum class EntityType : std::uint8_t { kPerson, kOrganisation, kLocation, kMisc };

// Who somebody is in PLOVER's terms, and why.
struct ActorCode {
  std::string code;    // "ARM", "IGO"; empty: unknown
  std::string sector;  // "MIL"; empty: unknown or the state as such
  std::vector<std::string> other_sectors;
  std::string identifier_id;    // Wikidata, "Q399"; empty: unknown
  std::string identifier_text;  // canonical name of what was identified
  std::string office;           // office held on the document's date
  std::string reason;           // one line for people
};

// A named mention.
struct Entity {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  TokenIndex first = 0;  // tokens [first, last)
  TokenIndex last = 0;
  TokenIndex head = kNoToken;
  EntityType type = EntityType::kMisc;
  std::string name;            // canonical name, or the words as written
  std::int32_t chain = kNone;  // mentions of one entity share a chain
  ActorCode actor;
};

// A noun phrase that can take part in an event, named or not ("three Peruvian gunboats").
// There is at most one a head token: `Document::actor_at` finds it.
struct ActorPhrase {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  TokenIndex head = kNoToken;
  std::int32_t entity = kNone;  // the named mention that decided the code, if one did
  std::int32_t chain = kNone;
  bool is_actor = false;  // false: a thing, a place, an abstract noun; `actor.reason` says why
  ActorCode actor;
};

// ---- times (TIMEX3 of TimeML 1.2.1) -----------------------------------------------------------

enum class TimeType : std::uint8_t { kDate, kTime, kDuration, kSet };
enum class TimeAnchor : std::uint8_t { kNothing, kPublication, kPassage };

struct Time {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  TokenIndex first = 0;
  TokenIndex last = 0;
  TimeType type = TimeType::kDate;
  std::string value;  // ISO 8601 as TIMEX3 has it: "2019-05-16", "P3W", "XXXX-WXX-1"
  std::string begin;  // first and last day, YYYY-MM-DD; empty where there is none
  std::string finish;
  TimeAnchor anchor = TimeAnchor::kNothing;  // what a relative expression was reckoned from
};

// ---- places -----------------------------------------------------------------------------------

struct Place {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  TokenIndex first = 0;
  TokenIndex last = 0;
  std::string name;          // resolved name
  std::string country_code;  // ISO 3166 alpha-3 (PLOVER's exceptions included)
  std::string province;
  std::string district;
  std::string city;
  std::string feature_class;  // GeoNames: P, A, ...
  std::string feature_code;
  std::optional<double> latitude;  // degrees
  std::optional<double> longitude;
  std::int64_t geonameid = 0;  // 0: not known
  int resolution = 0;          // 5 below a city, 4 city, 3 district, 2 province, 1 country
};

// ---- events (PLOVER 2.0) ------------------------------------------------------------------------

// An actor or recipient of an event, with the words that name it.
struct Participant {
  ActorCode actor;
  std::string entity_text;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  TokenIndex head = kNoToken;
};

struct Attribution {
  Participant claimant;
  std::string verb;  // lemma of the reporting word: "say", "according to"
};

// A count: exact where minimum == maximum; "at least 40" has no maximum.
struct Count {
  std::optional<std::int64_t> minimum;
  std::optional<std::int64_t> maximum;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

struct Size {
  std::optional<Count> dead;
  std::optional<Count> injured;
  std::optional<Count> arrested;
};

enum class DateSource : std::uint8_t { kUnknown, kClause, kSentence, kPassage, kPublication };
enum class PlaceSource : std::uint8_t { kUnknown, kClause, kSentence, kPassage };

// Context, and where in the text its cue is.
struct Context {
  std::string name;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

struct Event {
  std::int32_t sentence = kNone;
  TokenIndex trigger = kNoToken;  // the word that decided the category
  std::uint32_t start = 0;        // the clause or sentence that is the evidence
  std::uint32_t end = 0;
  std::string category;  // "ASSAULT"
  std::vector<std::string> modes;
  std::vector<Context> contexts;
  std::vector<std::string> auxiliary;  // of historical, future, hypothetical, negation
  std::vector<Participant> actors;
  std::vector<Participant> recipients;
  std::vector<Attribution> attributions;
  std::vector<std::string> event_text;  // the trigger's words
  std::string date;                     // YYYY-MM-DD, or shorter where only month or year is known
  std::string enddate;
  DateSource date_source = DateSource::kUnknown;
  std::int32_t place = kNone;  // into Document::places
  PlaceSource place_source = PlaceSource::kUnknown;
  Size size;
  int quad_code = 0;
  double event_scale = 0;
  double confidence = 0;
  std::string link;                  // equal for records of one happening; may be empty
  std::vector<std::string> reasons;  // why each field is as it is; filled when asked for
};

// A trigger that was looked at, for `casus explain`: filled when Document::wants_reasons.
struct TriggerNote {
  TokenIndex token = kNoToken;
  std::string entry;  // the lexicon entry, with its file and line
  std::int32_t event = kNone;
  std::string why_not;  // empty where it gave an event
};

// ---- facts ------------------------------------------------------------------------------------

struct FactRole {
  std::string role;  // "host", "speaker", "target"
  Participant participant;
};

// Words that tell of a fact: the phrase, name or verb that it hangs on.
struct Evidence {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::int32_t sentence = kNone;
};

// An entry of a register; `fields` holds what is particular to its kind ("stance", "ordinal").
struct Fact {
  std::string kind;  // meeting, operation, programme, agreement, membership, statement
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::int32_t sentence = kNone;
  std::string name;
  std::string date;
  std::string enddate;
  std::int32_t place = kNone;
  std::vector<FactRole> roles;
  std::vector<Attribution> attributions;
  std::vector<std::pair<std::string, std::string>> fields;
  std::vector<Context> contexts;
  std::vector<Evidence> evidence;  // once for each time that the document tells it, at least one
  std::int32_t part_of = kNone;  // into Document::facts: the meeting of a side event, the agreement
                                 // that a breach breaks
};

// ---- the whole ----------------------------------------------------------------------------------

struct Document {
  std::string id;
  std::string date;  // publication, YYYY-MM-DD: as given, or of a dateline (times); empty: unknown
  std::string title;
  std::string language;  // ISO 639-1; empty: found by the text stage
  std::string author;    // as the page names them; empty: unknown
  std::string section;   // of the site: "World"; empty: unknown
  std::string source;
  std::string url;
  std::string text;                  // UTF-8; read_documents() repairs what is not
  std::uint64_t repaired_bytes = 0;  // invalid bytes that became U+FFFD
  bool wants_reasons = false;        // ask the stages for `reasons` and `trigger_notes`
  bool has_given_tokens = false;     // sentences and tokens came with the input (CoNLL-U)
  bool has_given_syntax = false;     // and so did their trees

  // The bytes that the document was taken from (a web page), where the reader was asked to keep
  // them; shared by the documents of one page. `page_type` is their media type, as the server or
  // the archive stated it: "text/html; charset=koi8-r".
  std::shared_ptr<const std::string> page;
  std::string page_type;

  std::vector<Block> blocks;                     // text
  std::vector<Sentence> sentences;               // text
  std::vector<Token> tokens;                     // text, syntax
  std::vector<MultiwordToken> multiword_tokens;  // text
  std::vector<Entity> entities;                  // entities
  std::vector<ActorPhrase> actor_phrases;        // entities
  std::vector<std::int32_t> actor_at;            // entities: token -> actor_phrases, kNone
  std::vector<Time> times;                       // times
  std::vector<Place> places;                     // places
  std::vector<Event> events;                     // events
  std::vector<TriggerNote> trigger_notes;        // events
  std::vector<Fact> facts;                       // facts

  Arena arena;  // owns strings that tokens view and that are not in `text`

  Document() = default;
  Document(Document&&) noexcept = default;
  Document& operator=(Document&&) noexcept = default;

  std::string_view words(std::uint32_t start, std::uint32_t end) const {
    return std::string_view(text).substr(start, end - start);
  }
  // Forgets all layers and keeps the text.
  void clear_layers();
};

// "ADJ" ... "X", and back; nullopt for an unknown tag.
std::string_view upos_name(Upos upos);
std::optional<Upos> parse_upos(std::string_view name);
// "acl" ... "xcomp"; parse_relation() takes "nsubj:pass" and drops the subtype.
std::string_view relation_name(Relation relation);
std::optional<Relation> parse_relation(std::string_view deprel);
// True where `feats` holds `feature`, e.g. has_feature(token, "VerbForm=Part").
bool has_feature(const Token& token, std::string_view feature);
// True where deprel is "relation:subtype" with this subtype.
bool has_subtype(const Token& token, std::string_view subtype);
std::string_view entity_type_name(EntityType type);  // "PER", "ORG", "LOC", "MISC"
std::string_view time_type_name(TimeType type);      // "DATE", "TIME", "DURATION", "SET"

}  // namespace casus
