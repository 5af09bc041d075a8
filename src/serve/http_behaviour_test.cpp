// Methods, conditional requests, negotiation, headers, and requests that are wrong.

#include "serve/archive_for_tests.h"

namespace casus::serve {

namespace {

std::string header_of(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

}  // namespace

class HttpBehaviour : public ServedArchive {};

TEST_F(HttpBehaviour, AnUnchangedAnswerIsNotSentAgain) {
  const Response first = get("/api/v1/events?limit=5");
  ASSERT_FALSE(first.etag.empty());
  Request again = request_of("/api/v1/events?limit=5");
  again.if_none_match = "\"other\", " + first.etag;
  EXPECT_EQ(ask(again).status, 304);
  again.if_none_match = "\"other\"";
  EXPECT_EQ(ask(again).status, 200);
  again.if_none_match.clear();
  again.if_modified_since = http_date(first.modified);
  EXPECT_EQ(ask(again).status, 304);
  again.if_modified_since = http_date(first.modified - 1);
  EXPECT_EQ(ask(again).status, 200);
  // Another address, another answer.
  EXPECT_NE(get("/api/v1/events?limit=6").etag, first.etag);
  EXPECT_NE(get("/api/v1/events?limit=5&format=csv").etag, first.etag);
}

TEST_F(HttpBehaviour, AReviewChangesTheAnswers) {
  const Response first = get("/api/v1/events?limit=5");
  const std::string event = ids_of("/api/v1/events?limit=1").front();
  EXPECT_EQ(review(event, "anna", R"({"verdict":"accept"})").status, 201);
  Request again = request_of("/api/v1/events?limit=5");
  again.if_none_match = first.etag;
  const Response changed = ask(again);
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(Json::parse(changed.body)["items"][0]["review"], "accept");
}

TEST_F(HttpBehaviour, MethodsAreAnsweredAsTheyShould) {
  const Response head = ask(request_of("/api/v1/events", "HEAD"));
  EXPECT_EQ(head.status, 200);
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"}) {
    const Response refused = ask(request_of("/api/v1/events", method));
    EXPECT_EQ(refused.status, 405) << method;
    EXPECT_EQ(header_of(refused, "Allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(refused.type, "application/problem+json");
  }
  const Response options = ask(request_of("/api/v1/events/x/reviews/y", "OPTIONS"));
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(header_of(options, "Allow"), "PUT, OPTIONS");
  EXPECT_EQ(ask(request_of("/somewhere", "POST")).status, 405);
}

TEST_F(HttpBehaviour, TheFormatIsNegotiated) {
  const auto type_for = [&](const std::string& accept, const std::string& target) {
    Request request = request_of(target);
    request.accept = accept;
    return ask(request).type;
  };
  EXPECT_EQ(type_for("", "/api/v1/events"), "application/json");
  EXPECT_EQ(type_for("*/*", "/api/v1/events"), "application/json");
  EXPECT_TRUE(type_for("text/csv", "/api/v1/events").starts_with("text/csv"));
  EXPECT_EQ(type_for("application/json;q=0.1, application/geo+json", "/api/v1/events"),
            "application/geo+json");
  EXPECT_EQ(type_for("application/x-ndjson", "/api/v1/facts"), "application/x-ndjson");
  EXPECT_EQ(type_for("text/html,application/xhtml+xml,*/*;q=0.8", "/api/v1/events"),
            "application/json");
  EXPECT_EQ(get("/api/v1/facts?format=geojson").status, 400);
}

TEST_F(HttpBehaviour, OtherSitesMayReadAndNotWrite) {
  Request request = request_of("/api/v1/events");
  request.origin = "https://other.example";
  EXPECT_EQ(header_of(ask(request), "Access-Control-Allow-Origin"), "*");
  request = request_of("/api/v1/events/x/reviews/y", "OPTIONS");
  request.origin = "https://other.example";
  EXPECT_EQ(header_of(ask(request), "Access-Control-Allow-Methods").find("PUT"), std::string::npos);
  request = request_of("/api/v1/events/x/reviews/y", "PUT");
  request.origin = "https://other.example";
  EXPECT_EQ(header_of(ask(request), "Access-Control-Allow-Origin"), "");
}

TEST_F(HttpBehaviour, LongAnswersAreCompressedForThoseWhoAsk) {
  Request request = request_of("/api/v1/events?limit=50");
  const std::string plain = ask(request).body;
  request.accept_encoding = "br, gzip";
  const Response packed = ask(request);
  EXPECT_EQ(header_of(packed, "Content-Encoding"), "gzip");
  EXPECT_LT(packed.body.size(), plain.size());
  EXPECT_EQ(ungzipped(packed.body), plain);
  request.accept_encoding = "gzip;q=0";
  EXPECT_EQ(header_of(ask(request), "Content-Encoding"), "");
}

TEST_F(HttpBehaviour, EveryAnswerGuardsTheBrowser) {
  for (const char* target :
       {"/", "/events/anything", "/api/v1/events", "/api/v1/none", "/healthz"}) {
    const Response response = get(target);
    const std::string policy = header_of(response, "Content-Security-Policy");
    EXPECT_NE(policy.find("default-src 'none'"), std::string::npos) << target;
    EXPECT_EQ(policy.find("unsafe"), std::string::npos) << target;
    EXPECT_EQ(header_of(response, "X-Content-Type-Options"), "nosniff");
  }
}

TEST_F(HttpBehaviour, ViewsOfThePageAreThePage) {
  const std::string page = get("/").body;
  EXPECT_NE(page.find("<html"), std::string::npos);
  EXPECT_EQ(get("/events/doc.with.dots-3-1?actor=ARM").body, page);
  EXPECT_EQ(get("/map").body, page);
  EXPECT_EQ(get("/assets/none.js").status, 404);
  EXPECT_EQ(get("/robots.txt").status, 404);
  EXPECT_EQ(get("/api").status, 404);
  EXPECT_EQ(get("/api/v2/events").status, 404);
}

TEST_F(HttpBehaviour, RawCopiesCannotRun) {
  const Response raw = get("/api/v1/articles/made-1/raw");
  EXPECT_EQ(raw.status, 200);
  EXPECT_TRUE(raw.type.starts_with("text/plain"));
  EXPECT_TRUE(header_of(raw, "Content-Disposition").starts_with("attachment"));
}

TEST_F(HttpBehaviour, WrongRequestsAreNamed) {
  const std::pair<const char*, const char*> wrong[] = {
      {"/api/v1/events?from=yesterday", "from"},
      {"/api/v1/events?from=2020-02-31", "from"},
      {"/api/v1/events?from=2020-1-1", "from"},
      {"/api/v1/events?limit=0", "limit"},
      {"/api/v1/events?limit=1001", "limit"},
      {"/api/v1/events?limit=-1", "limit"},
      {"/api/v1/events?limit=99999999999999999999", "limit"},
      {"/api/v1/events?limit=5&limit=6", "limit"},
      {"/api/v1/events?unknown=1", "unknown"},
      {"/api/v1/events?confidence=2", "confidence"},
      {"/api/v1/events?confidence=nan", "confidence"},
      {"/api/v1/events?asserted=maybe", "asserted"},
      {"/api/v1/events?auxiliary=sometimes", "auxiliary"},
      {"/api/v1/events?sort=reverse", "sort"},
      {"/api/v1/events?box=1,2,3", "box"},
      {"/api/v1/events?box=1,2,3,4,5", "box"},
      {"/api/v1/events?box=5,2,3,4", "box"},
      {"/api/v1/events?dyad=ARM", "dyad"},
      {"/api/v1/events?actor=", "actor"},
      {"/api/v1/events?run=one", "run"},
      {"/api/v1/events?format=xml", "format"},
      {"/api/v1/events?cursor=zz", "cursor"},
      {"/api/v1/events?cursor=1", "cursor"},
      {"/api/v1/events?cursor=1.2.3.4.5", "cursor"},
      {"/api/v1/events?cursor=ffffffffffffffffffff.1", "cursor"},
      {"/api/v1/places?cursor=..", "cursor"},
      {"/api/v1/articles?cursor=a", "cursor"},
      {"/api/v1/reviews?cursor=1.2", "cursor"},
      {"/api/v1/"
       "events?q=a%20b%20c%20d%20e%20f%20g%20h%20i%20j%20k%20l%20m%20n%20o%20p%20q%20r%20s%20t"
       "%20u%20v%20w%20x%20y%20z%20a%20b%20c%20d%20e%20f%20g",
       "q"},
      {"/api/v1/events?q=%22unclosed", "q"},
      {"/api/v1/facets", "column"},
      {"/api/v1/facets?column=secret", "column"},
      {"/api/v1/counts?limit=5", "limit"},
      {"/api/v1/dyad?actor=ARM", "dyad"},
      {"/api/v1/network?limit=301", "limit"},
      {"/api/v1/feed?limit=201", "limit"},
      {"/api/v1/reviews/next", "reviewer"},
      {"/api/v1/reviews/next?reviewer=%3Cscript%3E", "reviewer"},
  };
  for (const auto& [target, parameter] : wrong) {
    const Response response = get(target);
    EXPECT_EQ(response.status, 400) << target << " " << response.body;
    const Json problem = Json::parse(response.body);
    EXPECT_EQ(problem.value("parameter", ""), parameter) << target << " " << response.body;
    EXPECT_FALSE(problem["detail"].get<std::string>().empty());
  }
}

TEST_F(HttpBehaviour, HostileValuesAreValues) {
  for (const char* value : {"'; DROP TABLE event; --",
                            "\" OR 1=1",
                            "*",
                            "a*b",
                            "NEAR(",
                            "(((((",
                            "title:",
                            "{text}:x",
                            "\xC3\xA9",
                            "\xE2\x80\xAE"
                            "abc",
                            "%00",
                            "../../etc/passwd",
                            "<script>alert(1)</script>",
                            "AND",
                            "NOT",
                            "-",
                            "^",
                            "+",
                            "a AND",
                            "\"unclosed",
                            "sqlite_master"}) {
    for (const char* name : {"q", "actor", "place", "source", "section", "link", "document", "kind",
                             "category", "claimant", "dyad", "country"}) {
      const Response response =
          get(std::string("/api/v1/events?") + name + "=" + percent_encoded(value));
      EXPECT_TRUE(response.status == 200 || response.status == 400)
          << name << "=" << value << " " << response.status << response.body;
      EXPECT_FALSE(Json::parse(response.body, nullptr, false).is_discarded());
    }
    for (const char* before :
         {"/api/v1/events/", "/api/v1/articles/", "/api/v1/facts/", "/api/v1/links/"}) {
      const Response response = get(before + percent_encoded(value));
      EXPECT_TRUE(response.status == 404 || response.status == 400) << before << value;
    }
  }
  EXPECT_EQ(json_of("/api/v1/status")["archive"]["articles"], kArticles);
}

TEST_F(HttpBehaviour, NothingOfTheMachineIsTold) {
  for (const char* target : {"/api/v1/status", "/api/v1/events?q=%22", "/metrics", "/healthz"}) {
    EXPECT_EQ(get(target).body.find(folder_.string()), std::string::npos) << target;
  }
}

TEST(ParseTarget, DecodesAndRefuses) {
  const auto target = parse_target("/a%2Fb/c+d?x=1+2&y=%D0%AF&&z");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (std::vector<std::string>{"a/b", "c+d"}));
  EXPECT_EQ(target->parameters, (Parameters{{"x", "1 2"}, {"y", "Я"}, {"z", ""}}));
  for (const char* bad :
       {"", "a", "http://x/", "/%", "/%2", "/%zz", "/a/../b", "/%2e%2e/", "/.", "/%00",
        "/%0d%0aX:1", "/?a=%0a", "/\x01", "/%ff", "/?x=%C0%80", "/\xC0\xAF"}) {
    EXPECT_FALSE(parse_target(bad)) << bad;
  }
  EXPECT_FALSE(parse_target("/" + std::string(9000, 'a')));
  std::string many = "/?";
  for (int i = 0; i < 201; ++i) many += "a=b&";
  EXPECT_FALSE(parse_target(many));
}

}  // namespace casus::serve
