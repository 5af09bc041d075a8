// Shapes of answers: what several answers have: problems, parties, places, articles.

#include "serve/shapes.h"

namespace casus::serve {

const std::string_view kCommonShapes = R"(
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

ArticleReference
  id       string
  title    string|null
  date     string|null
  source   string|null
  url      string|null
  language string|null

Verdict = "accept"|"correct"|"reject"
)";

}  // namespace casus::serve
