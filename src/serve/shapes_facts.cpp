// Shapes of answers: the registers.

#include "serve/shapes.h"

namespace casus::serve {

const std::string_view kFactsShapes = R"(
Evidence
  text     string
  sequence integer
  start    integer
  end      integer

Role
  role string
  +Party

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
  parts?       [Fact]
  parts_total? integer
  joined_by?   "article"|"name"|"parties"
  ...

FactList
  items [Fact]
  total integer
  next  string|null
)";

}  // namespace casus::serve
