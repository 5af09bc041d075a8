// Shapes of answers: reviews and how far they agree.

#include "serve/shapes.h"

namespace casus::serve {

const std::string_view kReviewsShapes = R"(
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
)";

}  // namespace casus::serve
