// Shapes of answers: articles with their layers and history.

#include "serve/shapes.h"

namespace casus::serve {

const std::string_view kArticlesShapes = R"(
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
)";

}  // namespace casus::serve
