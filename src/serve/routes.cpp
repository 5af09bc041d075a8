// The list of addresses. The OpenAPI document is made of it.

#include "serve/api.h"

namespace casus::serve {

namespace {

using enum ParameterType;
using enum Format;

const Parameter kBy = {
    "by", kName, "periods: week is its Monday", {"day", "week", "month", "year"}};
const Parameter kSplit = {"split",
                          kName,
                          "a count for each value of this column",
                          {"category", "quad", "actor", "recipient", "source", "country"}};
const Parameter kColumn = {"column",
                           kName,
                           "what is counted; kind counts facts, the others events; of confidence, "
                           "how many events are at least as sure",
                           {"actor", "recipient", "category", "mode", "context", "auxiliary",
                            "claimant", "source", "country", "confidence", "kind", "quad"}};
const Parameter kSort = {"sort",
                         kName,
                         "date, the oldest first, where it is left out; -date is the newest first",
                         {"date", "-date", "confidence", "category"}};
const Parameter kSortDate = {
    "sort", kName, "date is the oldest first, -date the newest", {"date", "-date"}};

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> list = {
      {"GET",
       "/api/v1/events",
       list_events,
       "Events under filters",
       true,
       true,
       {kSort},
       {kJson, kJsonl, kCsv, kGeojson},
       "EventList"},
      {"GET", "/api/v1/events/{id}", get_event, "One event", false, false, {}, {kJson}, "Event"},
      {"GET",
       "/api/v1/events/{id}/explain",
       explain_event,
       "The sentence's tree, what was found in it, and why the event is as it is",
       false,
       false,
       {},
       {kJson},
       "Explanation"},
      {"GET",
       "/api/v1/articles",
       list_articles,
       "Articles, the newest first",
       true,
       true,
       {kSortDate, {"fold", kFlag, "one entry for articles that nearly equal each other"}},
       {kJson, kJsonl, kCsv},
       "ArticleList"},
      {"GET",
       "/api/v1/articles/{id}",
       get_article,
       "One article with its text, layers and history",
       false,
       false,
       {},
       {kJson},
       "Article"},
      {"GET",
       "/api/v1/articles/{id}/raw",
       get_raw,
       "The bytes that an article was taken from",
       false,
       false,
       {},
       {kJson},
       "",
       "text/plain"},
      {"GET",
       "/api/v1/facts",
       list_facts,
       "Facts under filters",
       true,
       true,
       {kSortDate},
       {kJson, kJsonl, kCsv},
       "FactList"},
      {"GET", "/api/v1/facts/{id}", get_fact, "One fact", false, false, {}, {kJson}, "Fact"},
      {"GET",
       "/api/v1/counts",
       get_counts,
       "Numbers of events and their mean scale",
       true,
       true,
       {kBy, kSplit},
       {kJson, kJsonl, kCsv},
       "CountList"},
      {"GET",
       "/api/v1/facets",
       get_facets,
       "The values of a column under filters, with counts",
       true,
       true,
       {kColumn},
       {kJson, kJsonl, kCsv},
       "FacetList"},
      {"GET",
       "/api/v1/codebook",
       get_codebook,
       "What the words mean",
       false,
       false,
       {},
       {kJson},
       "Codebook"},
  };
  return list;
}

}  // namespace casus::serve
