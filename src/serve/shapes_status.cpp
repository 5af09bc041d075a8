// Shapes of answers: what the archive holds, and the words that it uses.

#include "serve/shapes.h"

namespace casus::serve {

const std::string_view kStatusShapes = R"(
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

Health
  status string
)";

}  // namespace casus::serve
