// The API's description against its real answers.

#include <set>

#include "serve/archive_for_tests.h"
#include "serve/schema_check.h"

namespace casus::serve {

namespace {

// Requests that together reach every route and every optional field.
std::vector<std::string> requests_of(const std::vector<std::string>& events,
                                     const std::vector<std::string>& links) {
  std::vector<std::string> requests = {
      "/api/v1/events?limit=1000",
      "/api/v1/articles?limit=1000",
      "/api/v1/articles?fold=true&q=ceasefire",
      "/api/v1/articles?refused=true",
      "/api/v1/facts?limit=1000",
      "/api/v1/counts",
      "/api/v1/counts?by=week&split=category",
      "/api/v1/counts?by=day&split=actor",
      "/api/v1/counts?by=month&split=quad",
      "/api/v1/counts?by=year&split=country",
      "/api/v1/counts?split=recipient",
      "/api/v1/counts?split=source",
      "/api/v1/places",
      "/api/v1/network",
      "/api/v1/network?focus=ARM&limit=2",
      "/api/v1/dyad?dyad=ARM,AZE",
      "/api/v1/dyad?dyad=ARM,FRA&by=week",
      "/api/v1/dyad?dyad=NOT,THERE",
      "/api/v1/timeline",
      "/api/v1/timeline?by=week&split=category",
      "/api/v1/timeline?actor=NOT",
      "/api/v1/sections",
      "/api/v1/sources",
      "/api/v1/status",
      "/api/v1/codebook",
      "/api/v1/reviews",
      "/api/v1/reviews?limit=1",
      "/api/v1/reviews/next?reviewer=anna",
      "/api/v1/reviews/next?reviewer=anna&category=NOTHING",
      "/api/v1/reviews/agreement",
      "/healthz",
  };
  for (const char* column :
       {"actor", "recipient", "category", "mode", "context", "auxiliary", "claimant", "source",
        "section", "language", "country", "confidence", "kind", "quad"}) {
    requests.push_back(std::string("/api/v1/facets?column=") + column);
  }
  for (const std::string& id : events) requests.push_back("/api/v1/events/" + id);
  for (const std::string& link : links) requests.push_back("/api/v1/links/" + link);
  for (int i = 0; i < 20; ++i) requests.push_back("/api/v1/articles/made-" + std::to_string(i));
  return requests;
}

// The pattern of the route that a request's path goes to.
const Route* route_of(const std::string& target) {
  const Target wanted = *parse_target(target);
  for (const Route& route : routes()) {
    const Target pattern = *parse_target(
        percent_encoded(route.pattern).empty() ? std::string("/") : std::string(route.pattern));
    if (pattern.segments.size() != wanted.segments.size() || route.method != "GET") continue;
    bool fits = true;
    for (std::size_t i = 0; i < pattern.segments.size(); ++i) {
      fits = fits &&
             (pattern.segments[i].starts_with('{') || pattern.segments[i] == wanted.segments[i]);
    }
    if (fits) return &route;
  }
  return nullptr;
}

}  // namespace

class OpenApi : public ServedArchive {};

TEST_F(OpenApi, EveryAnswerHasTheShapeThatIsDescribed) {
  const Json document = json_of("/api/v1/openapi.json");
  const SchemaCheck check(document);
  std::vector<std::string> links;
  const Json events = json_of("/api/v1/events?limit=1000");
  for (const Json& event : events["items"]) {
    if (!event["link"].is_null() && links.size() < 30) links.push_back(event["link"]);
  }
  auto ids = ids_of("/api/v1/events?limit=20");
  ASSERT_FALSE(links.empty());
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(review(ids[i], "anna", R"({"verdict":"accept"})").status, 201);
    EXPECT_EQ(review(ids[i], "Борис", R"({"verdict":"reject","reason":"no event"})").status, 201);
  }
  const std::string corrected = R"({"verdict":"correct","correction":{"event":"ASSAULT",)"
                                R"("mode":["aerial"],"actor":[{"code":"ARM","sector":null}]}})";
  EXPECT_EQ(review(ids[9], "anna", corrected).status, 201);
  std::set<std::string_view> reached;
  for (const std::string& target : requests_of(ids, links)) {
    const Response response = get(target);
    ASSERT_EQ(response.status, 200) << target << " " << response.body;
    const Route* route = route_of(target);
    ASSERT_NE(route, nullptr) << target;
    reached.insert(route->pattern);
    const Json& described = document["paths"][std::string(route->pattern)]["get"];
    const Json& schema = described["responses"]["200"]["content"]["application/json"]["schema"];
    EXPECT_EQ(check.fault(Json::parse(response.body), schema, target), "");
  }
  for (const Route& route : routes()) {
    if (route.method != "GET" || route.schema.empty() || route.handler == explain_event ||
        route.handler == get_fact) {
      continue;
    }
    EXPECT_TRUE(reached.contains(route.pattern)) << route.pattern;
  }
}

TEST_F(OpenApi, AFactAndTheExplanationHaveTheirShapes) {
  const Json document = openapi_document();
  const SchemaCheck check(document);
  const std::string fact = ids_of("/api/v1/facts?limit=1").front();
  const Json found = json_of("/api/v1/facts/" + fact);
  EXPECT_EQ(check.fault(found, document["components"]["schemas"]["Fact"], ""), "");
  const std::string event = ids_of("/api/v1/events?limit=1").front();
  const Json why = json_of("/api/v1/events/" + event + "/explain");
  EXPECT_EQ(check.fault(why, document["components"]["schemas"]["Explanation"], ""), "");
}

TEST_F(OpenApi, ErrorsHaveTheirShape) {
  const Json document = openapi_document();
  const SchemaCheck check(document);
  for (const char* target :
       {"/api/v1/nothing", "/api/v1/events?from=tomorrow", "/api/v1/events/none-1-1",
        "/api/v1/links/none", "/api/v1/events?cursor=zz", "/api/v1/facets", "/api/v1/dyad"}) {
    const Response response = get(target);
    EXPECT_GE(response.status, 400) << target;
    EXPECT_EQ(response.type, "application/problem+json");
    const Json& schema = document["components"]["schemas"]["Problem"];
    EXPECT_EQ(check.fault(Json::parse(response.body), schema, target), "");
  }
}

TEST_F(OpenApi, EveryParameterIsDescribedAndTaken) {
  const Json document = openapi_document();
  for (const Route& route : routes()) {
    const std::string method = route.method == "PUT" ? "put" : "get";
    const Json& described = document["paths"][std::string(route.pattern)][method];
    ASSERT_TRUE(described.is_object()) << route.pattern;
    std::set<std::string> names;
    for (const Json& each : described["parameters"]) {
      const Json* parameter = &each;
      if (each.contains("$ref")) {
        const auto path = each["$ref"].get<std::string>();
        parameter = &document["components"]["parameters"][path.substr(path.rfind('/') + 1)];
      }
      EXPECT_TRUE(names.insert((*parameter)["name"]).second)
          << route.pattern << " has " << (*parameter)["name"] << " twice";
    }
  }
}

}  // namespace casus::serve
