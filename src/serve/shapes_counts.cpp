// Shapes of answers: what counts events: columns, places, networks, dyads, timelines.

#include "serve/shapes.h"

namespace casus::serve {

const std::string_view kCountsShapes = R"(
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
)";

}  // namespace casus::serve
