// The shapes are written in a shorthand, a type a paragraph, and made into JSON Schema:
//
//   Name            an object
//     field  type   a field that is always there; "field?" may be missing
//     ...           there may be others
//   Name = type     another name for a type
//
// Types: string, integer, number, boolean, null, object (any), a name, [type] a list, a|b either,
// "word" this word.

#include "serve/schemas.h"

#include "base/text_file.h"

namespace casus::serve {

namespace {

constexpr std::string_view kShapes = R"(
Problem
  type       string
  title      string
  status     integer
  detail     string
  parameter? string

Party
  code            string|null
  sector          string|null
  other_sectors   [string]
  entity_text     string
  identifier_id   string|null
  identifier_text string|null
  office          string|null
  start           integer
  end             integer

Claimant
  entity_text string|null
  code        string|null
  sector      string|null
  verb        string|null
  start       integer
  end         integer

AtLeastAtMost
  min? integer
  max? integer

Count = integer|AtLeastAtMost|null

Size
  dead     Count
  injured  Count
  arrested Count

Place
  start?          integer
  end?            integer
  name?           string|null
  extracted_place string
  resolved_place  string|null
  geonameid       integer|null
  lat             number|null
  lon             number|null
  city            string|null
  district        string|null
  province        string|null
  country_code    string|null
  feature_class   string|null
  feature_code    string|null
  resolution      integer
  source?         string

TextInfo
  sequence integer
  start    integer
  end      integer

CiteInfo
  title       string|null
  url         string|null
  publication string|null
  language    string|null
  coder       string

ArticleReference
  id       string
  title    string|null
  date     string|null
  source   string|null
  url      string|null
  language string|null

Verdict = "accept"|"correct"|"reject"

Event
  id          string
  date        string|null
  enddate     string|null
  date_source string|null
  actor       [Party]
  recipient   [Party]
  event       [string]
  mode        [string]
  context     [string]
  auxiliary   [string]
  attribution [Claimant]
  quad_code   integer
  event_scale number
  event_text  [string]
  event_loc   Place|null
  size        Size
  confidence  number
  link        string|null
  text_info   TextInfo
  cite_info   CiteInfo
  text        string
  reports     integer
  review      Verdict|null
  article     ArticleReference
  explain?    string
  reviews?    string

EventList
  items [Event]
  total integer
  next  string|null

Explanation
  event string
  text  string

SourceReports
  source  string|null
  reports integer

Speaker
  entity_text string|null
  code        string|null
  sector      string|null
  verb        string|null

Claim
  claimants [Speaker]
  auxiliary [string]
  size      Size
  events    [string]

Link
  link           string
  category       string
  date           string|null
  reports        integer
  articles       integer
  sources        [SourceReports]
  claims         [Claim]
  events         [Event]
  contradictions [Event]

ArticleItem
  id             string
  date           string|null
  language       string|null
  title          string|null
  author         string|null
  section        string|null
  source         string|null
  url            string|null
  story          integer
  revisions      integer
  copies         integer
  refusal?       string
  events         integer
  facts          integer
  snippet?       string
  snippet_marks? [[integer]]
  story_size?    integer

ArticleList
  items [ArticleItem]
  total integer
  next  string|null

Revision
  revision integer
  date     string
  words    integer
  bytes    integer
  added    string|null
  has_page boolean

Copy
  id     string
  source string|null
  url    string|null
  date   string|null
  added  string|null

Sentence
  start integer
  end   integer

Entity
  start         integer
  end           integer
  type          string
  name          string
  identifier_id string|null
  code          string|null
  sector        string|null
  other_sectors [string]
  office        string|null
  chain         integer|null

Time
  start  integer
  end    integer
  type   string
  value  string|null
  text   string
  begin  string|null
  finish string|null
  anchor string|null

Article
  id         string
  date       string|null
  language   string|null
  title      string|null
  author     string|null
  section    string|null
  source     string|null
  url        string|null
  refusal?   string
  text       string
  events     [Event]
  facts      [Fact]
  revisions  [Revision]
  copies     [Copy]
  story_id   integer
  story_size integer
  story      [ArticleReference]
  sentences  [Sentence]|null
  entities   [Entity]|null
  times      [Time]|null
  places     [Place]|null
  raw        string

Evidence
  text     string
  sequence integer
  start    integer
  end      integer

Role
  role            string
  code            string|null
  sector          string|null
  other_sectors   [string]
  entity_text     string
  identifier_id   string|null
  identifier_text string|null
  office          string|null
  start           integer
  end             integer

Fact
  id           string
  kind         string
  name         string|null
  date         string|null
  enddate      string|null
  place        Place|null
  participants [Role]
  context      [string]
  part_of      string|null
  attribution  [Claimant]
  evidence     [Evidence]
  sequence     integer
  start        integer
  end          integer
  article      ArticleReference
  ...

FactList
  items [Fact]
  total integer
  next  string|null

CountItem
  period?    string|null
  category?  string
  quad?      string
  actor?     string
  recipient? string
  source?    string
  country?   string
  events     integer
  mean_scale number

CountList
  items [CountItem]
  total integer

FacetItem
  value  string
  label  string
  events integer

FacetList
  items [FacetItem]
  total integer

PlaceItem
  place        string|null
  geonameid    integer|null
  country_code string|null
  province     string|null
  district     string|null
  city         string|null
  lat          number|null
  lon          number|null
  resolution   integer
  events       integer
  mean_scale   number|null
  quads        [integer]

PlaceList
  items         [PlaceItem]
  total         integer
  next          string|null
  events        integer
  without_place integer

Node
  code       string
  label      string
  events     integer
  mean_scale number|null
  quads      [integer]

Edge
  actor      string
  recipient  string
  events     integer
  mean_scale number|null
  quads      [integer]

Network
  nodes       [Node]
  edges       [Edge]
  total_nodes integer
  total_edges integer

Sum
  events     integer
  mean_scale number|null
  quads      [integer]

Expected
  events_low  number
  events_high number
  scale_low   number|null
  scale_high  number|null

DyadItem
  period     string
  forth      Sum
  back       Sum
  mutual     Sum
  events     integer
  mean_scale number|null
  expected   Expected|null

Dyad
  actor           string
  actor_label     string
  recipient       string
  recipient_label string
  by              string
  forth           Sum
  back            Sum
  mutual          Sum
  events          integer
  undated         integer
  items           [DyadItem]

TimelineItem
  period     string
  events     integer
  mean_scale number|null
  counts     object

Timeline
  by      string
  split   string
  values  [string]
  events  integer
  undated integer
  total   integer
  items   [TimelineItem]

SectionItem
  source   string|null
  section  string|null
  articles integer
  events   integer
  facts    integer
  first    string|null
  last     string|null

SectionList
  items [SectionItem]
  total integer

SourceItem
  source      string|null
  articles    integer
  refused     integer
  uncoded     integer
  events      integer
  facts       integer
  copies      integer
  words       integer
  bytes       integer
  languages   [string]
  sections    integer
  first       string|null
  last        string|null
  added_first string|null
  added_last  string|null

SourceList
  items [SourceItem]
  total integer

Contents
  articles  integer
  events    integer
  facts     integer
  links     integer
  sources   integer
  reviews   integer
  refused   integer
  uncoded   integer
  bytes     integer
  changed   string|null
  first     string|null
  last      string|null
  languages [string]

Run
  run      integer
  coder    string
  settings object|string
  started  string|null
  articles integer
  events   integer
  facts    integer

Status
  version       string
  archive       Contents
  runs          [Run]
  takes_reviews boolean
  explains      boolean

Word
  name string
  en   string
  ru   string|null

Mode
  name        string
  en          string
  ru          string|null
  event_scale number

Category
  name        string
  en          string
  ru          string|null
  quad_code   integer
  event_scale number
  modes       [Mode]

Codebook
  categories  [Category]
  contexts    [Word]
  auxiliaries [Word]
  quads       [Word]
  kinds       [Word]
  sectors     [Word]
  codes       [Word]

CorrectedParty
  code?   string|null
  sector? string|null

Correction
  event?        string
  mode?         [string]
  context?      [string]
  auxiliary?    [string]
  date?         string|null
  enddate?      string|null
  actor?        [CorrectedParty]
  recipient?    [CorrectedParty]
  country_code? string|null

Judgement
  verdict     Verdict
  reason?     string|null
  correction? Correction|null

Review
  number     integer
  event      string
  reviewer   string
  at         string
  verdict    Verdict
  reason     string|null
  correction Correction|null
  is_last    boolean

ReviewList
  items [Review]
  total integer
  next  string|null

NextReview
  event Event|null
  left  integer
  done  integer

Reviewer
  reviewer string
  events   integer
  accept   integer
  correct  integer
  reject   integer

VerdictPair
  a      Verdict
  b      Verdict
  events integer

ReviewerPair
  a         string
  b         string
  events    integer
  same      integer
  agreement number
  kappa     number|null
  table     [VerdictPair]

Agreement
  reviewers [Reviewer]
  pairs     [ReviewerPair]

Health
  status string
)";

Json schema_of(std::string_view type);

Json one_schema(std::string_view type) {
  if (type.front() == '[') {
    return {{"type", "array"}, {"items", schema_of(type.substr(1, type.size() - 2))}};
  }
  if (type.front() == '"') return {{"const", type.substr(1, type.size() - 2)}};
  if (type.front() >= 'A' && type.front() <= 'Z') {
    return {{"$ref", "#/components/schemas/" + std::string(type)}};
  }
  return {{"type", type}};
}

Json schema_of(std::string_view type) {
  const auto parts = split(type, '|');
  // A list's own "|" belongs to its items.
  if (parts.size() == 1 || (type.front() == '[' && type.back() == ']')) return one_schema(type);
  Json schemas = Json::array();
  for (const std::string_view part : parts) schemas.push_back(one_schema(part));
  return {{"anyOf", std::move(schemas)}};
}

void add_field(std::string_view name, std::string_view type, Json& object) {
  if (name == "...") {
    object.erase("additionalProperties");
    return;
  }
  const bool is_optional = name.back() == '?';
  if (is_optional) name.remove_suffix(1);
  object["properties"][std::string(name)] = schema_of(type);
  if (!is_optional) object["required"].push_back(name);
}

Json make_schemas() {
  Json schemas;
  Json* object = nullptr;
  for (std::string_view rest = kShapes; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const auto words = split_words(line);
    if (words.empty()) continue;
    if (line.front() == ' ') {
      add_field(words[0], words.size() > 1 ? words[1] : "", *object);
    } else if (words.size() == 3) {
      schemas[std::string(words[0])] = schema_of(words[2]);
    } else {
      object = &schemas[std::string(words[0])];
      *object = {{"type", "object"},
                 {"properties", Json::object()},
                 {"required", Json::array()},
                 {"additionalProperties", false}};
    }
  }
  return schemas;
}

}  // namespace

const Json& answer_schemas() {
  static const Json schemas = make_schemas();
  return schemas;
}

}  // namespace casus::serve
