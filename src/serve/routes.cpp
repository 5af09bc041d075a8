// The list of addresses. The OpenAPI document is made of it.

#include "serve/api.h"

namespace casus::serve {

namespace {

using enum ParameterType;
using enum Format;
using enum Paging;

const std::vector<Format> kTables = {kJson, kJsonl, kCsv};
const std::vector<Format> kMaps = {kJson, kJsonl, kCsv, kGeojson};

const Parameter kBy = {
    "by", kName, "periods: week is its Monday", {"day", "week", "month", "year"}};
const Parameter kSplit = {"split",
                          kName,
                          "a count for each value of this column",
                          {"category", "quad", "actor", "recipient", "source", "country"}};
const Parameter kTimelineSplit = {
    "split", kName, "a column for each value; quad where it is left out", {"category", "quad"}};
const Parameter kColumn = {
    "column",
    kName,
    "what is counted; kind counts facts, the others events; of confidence, "
    "how many events are at least as sure",
    {"actor", "recipient", "category", "mode", "context", "auxiliary", "claimant", "source",
     "section", "language", "country", "confidence", "kind", "quad"}};
const Parameter kSort = {"sort",
                         kName,
                         "date, the oldest first, where it is left out; -date is the newest first",
                         {"date", "-date", "confidence", "category"}};
const Parameter kSortDate = {
    "sort", kName, "date is the oldest first, -date the newest", {"date", "-date"}};
const Parameter kFold = {"fold", kFlag, "one entry for articles that nearly equal each other"};
const Parameter kRefused = {"refused", kFlag, "only those that could not be coded"};
const Parameter kFocus = {"focus", kText, "a code: it, and those that it deals with most"};

const Parameter kEvent = {"event", kText, "identifier of an event"};
const Parameter kReviewer = {"reviewer", kText, "a reviewer's name"};
const Parameter kVerdict = {"verdict", kName, "what was judged", {"accept", "correct", "reject"}};
const Parameter kOrder = {"order",
                          kName,
                          "date: the newest first; random: the same for all reviewers; unsure: the "
                          "least confident first",
                          {"date", "random", "unsure"}};
const Parameter kAfter = {"after", kText, "an event that is passed over, with those before it"};
const Parameter kEntries = {"limit", kInteger, "entries, at most 200"};

// One thing as JSON.
Route one(std::string_view pattern, Handler handler, std::string_view schema,
          std::string_view summary) {
  Route route = {"GET", pattern, handler, summary};
  route.schema = schema;
  return route;
}

// Something of the events, facts or articles under filters.
Route under_filters(std::string_view pattern, Handler handler, std::string_view schema,
                    Paging paging, std::vector<Format> formats, std::vector<Parameter> parameters,
                    std::string_view summary) {
  Route route = one(pattern, handler, schema, summary);
  route.takes_filters = true;
  route.paging = paging;
  route.formats = std::move(formats);
  route.parameters = std::move(parameters);
  return route;
}

Route with(Route route, std::vector<Parameter> parameters) {
  route.parameters = std::move(parameters);
  return route;
}

// What is no JSON, or no JSON of a known shape.
Route typed(Route route, std::string_view type) {
  route.type = type;
  return route;
}

// What changes without the archive.
Route unstamped(Route route) {
  route.is_stamped = false;
  return route;
}

Route reviews_route() {
  Route route = one("/api/v1/reviews", list_reviews, "ReviewList", "Reviews, the newest first");
  route.paging = kCursor;
  route.formats = kTables;
  return with(std::move(route), {kEvent, kReviewer, kVerdict});
}

Route put_review_route() {
  Route route = one("/api/v1/events/{id}/reviews/{reviewer}", put_review, "Review",
                    "A reviewer's verdict on an event");
  route.method = "PUT";
  route.needs_token = true;
  route.body = "Judgement";
  return route;
}

std::vector<Route> make_routes() {
  return {
      under_filters("/api/v1/events", list_events, "EventList", kCursor, kMaps, {kSort},
                    "Events under filters"),
      one("/api/v1/events/{id}", get_event, "Event", "One event"),
      one("/api/v1/events/{id}/explain", explain_event, "Explanation",
          "The sentence's tree, what was found in it, and why the event is as it is"),
      put_review_route(),
      one("/api/v1/links/{link}", get_link, "Link",
          "A happening: the reports of it, who says what, and reports of the contrary"),
      under_filters("/api/v1/articles", list_articles, "ArticleList", kCursor, kTables,
                    {kSortDate, kFold, kRefused}, "Articles, the newest first"),
      one("/api/v1/articles/{id}", get_article, "Article",
          "One article with its text, layers and history"),
      typed(one("/api/v1/articles/{id}/raw", get_raw, "", "The bytes that it was taken from"),
            "text/plain"),
      under_filters("/api/v1/facts", list_facts, "FactList", kCursor, kTables, {kSortDate},
                    "Facts under filters"),
      one("/api/v1/facts/{id}", get_fact, "Fact", "One fact"),
      under_filters("/api/v1/counts", get_counts, "CountList", kFormat, kTables, {kBy, kSplit},
                    "Numbers of events and their mean scale"),
      under_filters("/api/v1/facets", get_facets, "FacetList", kLimit, kTables, {kColumn},
                    "The values of a column under filters, with counts"),
      under_filters("/api/v1/places", get_places, "PlaceList", kCursor, kMaps, {},
                    "Places with their events, the most events first"),
      under_filters(
          "/api/v1/network", get_network, "Network", kLimit, kTables, {kFocus},
          "Who deals with whom: the codes with the most events, and what is between them"),
      under_filters("/api/v1/dyad", get_dyad, "Dyad", kFormat, kTables, {kBy},
                    "Two parties through time, with what was to be expected"),
      under_filters("/api/v1/timeline", get_timeline, "Timeline", kFormat, kTables,
                    {kBy, kTimelineSplit},
                    "Numbers of events through time, a row a period with those that have none"),
      under_filters("/api/v1/sections", get_sections, "SectionList", kFormat, kTables, {},
                    "Sections of publishers' sites"),
      under_filters("/api/v1/sources", get_sources, "SourceList", kFormat, kTables, {},
                    "Publishers, and what was read of them when"),
      one("/api/v1/status", get_status, "Status", "What the archive holds, and who coded it"),
      one("/api/v1/codebook", get_codebook, "Codebook", "What the words mean"),
      reviews_route(),
      under_filters("/api/v1/reviews/next", next_to_review, "NextReview", kNone, {kJson},
                    {kReviewer, kOrder, kAfter},
                    "The next event under filters that a reviewer has not judged"),
      one("/api/v1/reviews/agreement", get_agreement, "Agreement",
          "How far each two reviewers agree: Cohen's kappa"),
      typed(with(one("/api/v1/reviews/gold", get_gold, "",
                     "Reviewed events as gold records for `casus eval --layer events`"),
                 {kReviewer}),
            "application/x-ndjson"),
      typed(under_filters("/api/v1/feed", get_feed, "", kNone, {kJson}, {kEntries},
                          "Events under filters as an Atom feed, the last stored first"),
            "application/atom+xml"),
      typed(one("/api/v1/openapi.json", get_openapi, "", "This description"), "application/json"),
      unstamped(one("/healthz", get_health, "Health", "Whether the archive can be read")),
      unstamped(typed(one("/metrics", get_metrics, "", "Counts for Prometheus"), "text/plain")),
  };
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> list = make_routes();
  return list;
}

}  // namespace casus::serve
