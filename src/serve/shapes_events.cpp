// Shapes of answers: events, and happenings with their reports.

#include "serve/shapes.h"

namespace casus::serve {

const std::string_view kEventsShapes = R"(
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
)";

}  // namespace casus::serve
