// The routes against each other and against the archive: counts are rows, filters are those of
// `casus query`, pages meet without gap or overlap.

#include <map>
#include <random>
#include <set>
#include <sstream>

#include "serve/archive_for_tests.h"

namespace casus::serve {

namespace {

const char* const kFilters[] = {
    "",
    "actor=ARM",
    "actor=ARM&actor=FRA%2FGOV",
    "recipient=AZE",
    "with=%2FREB",
    "with=Q1",
    "sector=MIL",
    "dyad=ARM,AZE",
    "dyad=ARM,AZE&either_way=true",
    "category=ASSAULT",
    "category=CONSULT&asserted=true",
    "mode=aerial&mode=firearms",
    "context=military",
    "auxiliary=negation",
    "asserted=true",
    "claimant=FRA",
    "from=2020-03",
    "from=2020-03-05&to=2020-03-06",
    "to=2019",
    "published_from=2020-04&published_to=2020-05-10",
    "country=COD",
    "place=gyumri",
    "box=-5,20,5,40",
    "source=Agency",
    "section=World",
    "language=ru",
    "confidence=0.5",
    "q=ceasefire",
    "document=made-3",
    "asserted=true&category=ASSAULT&confidence=0.3&actor=ARM",
};

std::int64_t sum_of(const Json& items) {
  std::int64_t sum = 0;
  for (const Json& item : items) sum += item["events"].get<std::int64_t>();
  return sum;
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

class ApiTest : public ServedArchive {};

TEST_F(ApiTest, CountsAreRows) {
  for (const char* filter : kFilters) {
    const std::string and_filter = *filter == 0 ? "" : std::string("&") + filter;
    const Json list = json_of("/api/v1/events?limit=1000" + and_filter);
    const auto total = list["total"].get<std::int64_t>();
    EXPECT_EQ(list["items"].size(), static_cast<std::size_t>(total)) << filter;
    EXPECT_EQ(sum_of(json_of(std::string("/api/v1/counts?") + filter)["items"]), total) << filter;
    for (const char* by : {"day", "week", "month", "year"}) {
      const Json counts = json_of(std::string("/api/v1/counts?by=") + by + and_filter);
      EXPECT_EQ(sum_of(counts["items"]), total) << filter << " by " << by;
    }
    const Json timeline = json_of("/api/v1/timeline?by=month" + and_filter);
    EXPECT_EQ(sum_of(timeline["items"]) + timeline["undated"].get<std::int64_t>(), total);
    const Json categories = json_of("/api/v1/facets?column=category" + and_filter);
    EXPECT_EQ(sum_of(categories["items"]), total) << filter;
    const Json places = json_of("/api/v1/places?" + std::string(filter));
    EXPECT_EQ(sum_of(places["items"]) + places["without_place"].get<std::int64_t>(), total);
    const std::string jsonl = get("/api/v1/events?format=jsonl" + and_filter).body;
    EXPECT_EQ(lines_of(jsonl), static_cast<std::size_t>(total)) << filter;
    const std::string csv = get("/api/v1/events?format=csv" + and_filter).body;
    EXPECT_EQ(lines_of(csv), static_cast<std::size_t>(total) + 1) << filter;
    const Json geojson = Json::parse(get("/api/v1/events?format=geojson" + and_filter).body);
    EXPECT_EQ(geojson["features"].size(), static_cast<std::size_t>(total)) << filter;
  }
}

TEST_F(ApiTest, ATimelineHasEveryPeriodAndItsFileTheSameRows) {
  const Json weeks = json_of("/api/v1/timeline?by=week&split=category");
  const Json& items = weeks["items"];
  ASSERT_GT(items.size(), 1U);
  EXPECT_EQ(weeks["total"], items.size());
  std::map<std::string, std::int64_t> counted;
  const Json counts = json_of("/api/v1/counts?by=week&split=category");
  for (const Json& each : counts["items"]) {
    if (each["period"].is_null()) continue;
    counted[each["period"].get<std::string>() + each["category"].get<std::string>()] =
        each["events"];
  }
  std::string before;
  for (const Json& item : items) {
    EXPECT_LT(before, item["period"].get<std::string>());
    before = item["period"];
    EXPECT_EQ(item["mean_scale"].is_null(), item["events"] == 0);
    for (const Json& value : weeks["values"]) {
      const std::string name = value;
      EXPECT_EQ(item["counts"][name], counted[before + name]) << before << " " << name;
    }
  }
  EXPECT_EQ(items.front()["events"].get<std::int64_t>() > 0, true);
  EXPECT_EQ(items.back()["events"].get<std::int64_t>() > 0, true);
  const std::string csv = get("/api/v1/timeline?by=week&split=category&format=csv").body;
  EXPECT_EQ(lines_of(csv), items.size() + 1);
  EXPECT_EQ(csv.substr(0, 25), "period,events,mean_scale,");
  std::istringstream lines(get("/api/v1/timeline?by=week&split=category&format=jsonl").body);
  std::size_t at = 0;
  for (std::string line; std::getline(lines, line); ++at) {
    ASSERT_LT(at, items.size());
    EXPECT_EQ(Json::parse(line), items[at]);
  }
  EXPECT_EQ(at, items.size());
}

TEST_F(ApiTest, EachFacetIsWhatItsFilterFinds) {
  const std::map<std::string, std::string> filters = {
      {"actor", "actor"},     {"category", "category"},   {"mode", "mode"},
      {"context", "context"}, {"auxiliary", "auxiliary"}, {"claimant", "claimant"},
      {"source", "source"},   {"section", "section"},     {"language", "language"},
      {"country", "country"}, {"recipient", "recipient"}};
  for (const auto& [column, filter] : filters) {
    const Json facets = json_of("/api/v1/facets?limit=1000&column=" + column);
    EXPECT_GT(facets["items"].size(), 0U) << column;
    for (const Json& item : facets["items"]) {
      const auto value = item["value"].get<std::string>();
      const Json list = json_of("/api/v1/events?" + filter + "=" + percent_encoded(value));
      if (column == "claimant") {
        // Claimants of one code and sector may have names, too: the filter finds those as well.
        EXPECT_GE(list["total"], item["events"]) << column << "=" << value;
      } else {
        EXPECT_EQ(list["total"], item["events"]) << column << "=" << value;
      }
    }
  }
}

TEST_F(ApiTest, FiltersAreThoseOfTheStore) {
  std::mt19937 random(11);
  const auto pick = [&](std::initializer_list<const char*> list) {
    return std::string(*(list.begin() + random() % list.size()));
  };
  auto store = open_store(options_.path, {StoreMode::kRead, "", 0});
  ASSERT_TRUE(store);
  for (int round = 0; round < 300; ++round) {
    Query query;
    std::string target = "/api/v1/events?limit=1000&format=jsonl";
    const auto add = [&](const char* name, const std::string& value) {
      target += std::string("&") + name + "=" + percent_encoded(value);
      return value;
    };
    if (random() % 3 == 0) {
      query.actors = {parse_actor(add("actor", pick({"ARM", "AZE/MIL", "/REB", "Q2", "FRA"})))};
    }
    if (random() % 3 == 0) {
      query.recipients = {parse_actor(add("recipient", pick({"ARM", "AZE", "/GOV", "FRA"})))};
      if (random() % 2 == 0 && !query.actors.empty()) {
        add("either_way", "true");
        query.is_dyad_directed = false;
      }
    }
    if (random() % 4 == 0) query.categories = {add("category", pick({"ASSAULT", "CONSULT"}))};
    if (random() % 5 == 0) query.modes = {add("mode", pick({"aerial", "firearms"}))};
    if (random() % 5 == 0) query.auxiliaries = {add("auxiliary", pick({"negation", "future"}))};
    if (random() % 4 == 0) query.from = add("from", pick({"2020", "2020-03", "2020-03-06"}));
    if (random() % 4 == 0) query.to = add("to", pick({"2020", "2020-04", "2020-03-06"}));
    if (random() % 5 == 0) query.countries = {add("country", pick({"ARM", "COD"}))};
    if (random() % 6 == 0) query.text = add("q", pick({"ceasefire", "gyum*", "nowhere"}));
    if (random() % 5 == 0) query.confidence = 40, add("confidence", "0.4");
    if (random() % 5 == 0) query.asserted_only = true, add("asserted", "true");
    std::set<std::string> expected;
    auto done = (*store)->read_events(query, [&](const EventRecord& record) {
      expected.insert(record.id);
      return true;
    });
    ASSERT_TRUE(done) << done.error().to_string();
    std::set<std::string> found;
    const std::string body = get(target).body;
    for (std::size_t at = 0; at < body.size(); at = body.find('\n', at) + 1) {
      found.insert(Json::parse(body.substr(at, body.find('\n', at) - at))["id"]);
    }
    EXPECT_EQ(found, expected) << target;
  }
}

TEST_F(ApiTest, PagesMeetWithoutGapOrOverlap) {
  for (const char* list :
       {"/api/v1/events?limit=7", "/api/v1/events?limit=7&sort=-date",
        "/api/v1/events?limit=7&sort=confidence", "/api/v1/events?limit=7&sort=category",
        "/api/v1/articles?limit=7", "/api/v1/articles?limit=7&sort=date", "/api/v1/facts?limit=7",
        "/api/v1/facts?limit=7&sort=-date"}) {
    std::string whole(list);
    whole.replace(whole.find("limit=7"), 7, "limit=1000");
    const std::vector<std::string> expected = ids_of(whole);
    std::vector<std::string> found;
    std::string address = list;
    while (!address.empty()) {
      const Response response = get(address);
      ASSERT_EQ(response.status, 200) << address;
      const Json page = Json::parse(response.body);
      for (const Json& item : page["items"]) found.push_back(item["id"]);
      EXPECT_EQ(page["total"], expected.size()) << list;
      address = page["next"].is_null() ? "" : page["next"].get<std::string>();
      const bool has_link = std::any_of(response.headers.begin(), response.headers.end(),
                                        [](const auto& each) { return each.first == "Link"; });
      EXPECT_EQ(has_link, !address.empty());
    }
    EXPECT_EQ(found, expected) << list;
  }
}

TEST_F(ApiTest, PlacesPagesMeet) {
  const Json whole = json_of("/api/v1/places");
  Json found = Json::array();
  for (Json page = json_of("/api/v1/places?limit=1");;
       page = json_of(page["next"].get<std::string>())) {
    for (const Json& item : page["items"]) found.push_back(item);
    if (page["next"].is_null()) break;
  }
  EXPECT_EQ(found, whole["items"]);
  const Json map = Json::parse(get("/api/v1/places?format=geojson").body);
  for (const Json& feature : map["features"]) {
    // A country is no point.
    EXPECT_EQ(feature["geometry"].is_null(), feature["properties"]["resolution"] == 1);
  }
}

TEST_F(ApiTest, EdgesOfTheNetworkAreDyads) {
  const Json network = json_of("/api/v1/network?limit=300");
  EXPECT_EQ(network["total_edges"], network["edges"].size());
  EXPECT_EQ(network["total_nodes"], network["nodes"].size());
  for (const Json& edge : network["edges"]) {
    const std::string dyad =
        edge["actor"].get<std::string>() + "," + edge["recipient"].get<std::string>();
    EXPECT_EQ(json_of("/api/v1/events?dyad=" + dyad)["total"], edge["events"]) << dyad;
  }
  for (const Json& node : network["nodes"]) {
    EXPECT_EQ(json_of("/api/v1/events?with=" + node["code"].get<std::string>())["total"],
              node["events"]);
  }
  EXPECT_EQ(lines_of(get("/api/v1/network?format=csv").body), network["edges"].size() + 1);
  EXPECT_EQ(json_of("/api/v1/network?focus=FRA&limit=2")["nodes"][0]["code"], "FRA");
}

TEST_F(ApiTest, ADyadsPartsAreItsRows) {
  const Json dyad = json_of("/api/v1/dyad?dyad=ARM,AZE&by=month");
  EXPECT_EQ(json_of("/api/v1/events?dyad=ARM,AZE&either_way=true")["total"], dyad["events"]);
  const auto events = [&](const char* part) { return dyad[part]["events"].get<std::int64_t>(); };
  EXPECT_EQ(json_of("/api/v1/events?dyad=ARM,AZE")["total"], events("forth") + events("mutual"));
  EXPECT_EQ(json_of("/api/v1/events?dyad=AZE,ARM")["total"], events("back") + events("mutual"));
  EXPECT_EQ(sum_of(dyad["items"]) + dyad["undated"].get<std::int64_t>(), dyad["events"]);
  // Months without events are there, too.
  for (std::size_t i = 1; i < dyad["items"].size(); ++i) {
    const auto before = dyad["items"][i - 1]["period"].get<std::string>();
    const auto after = dyad["items"][i]["period"].get<std::string>();
    const auto month = [](const std::string& text) {
      return std::stoi(text.substr(0, 4)) * 12 + std::stoi(text.substr(5, 2));
    };
    EXPECT_EQ(month(after), month(before) + 1);
  }
}

TEST_F(ApiTest, AHappeningHasItsReports) {
  const Json events = json_of("/api/v1/events?limit=1000");
  std::map<std::string, std::int64_t> reports;
  for (const Json& event : events["items"]) {
    if (!event["link"].is_null()) ++reports[event["link"]];
  }
  for (const auto& [link, count] : reports) {
    const Json happening = json_of("/api/v1/links/" + link);
    EXPECT_EQ(happening["reports"], count);
    EXPECT_EQ(json_of("/api/v1/events?link=" + link)["total"], count);
    std::size_t claimed = 0;
    for (const Json& claim : happening["claims"]) claimed += claim["events"].size();
    EXPECT_EQ(claimed, happening["events"].size());
  }
}

TEST_F(ApiTest, SourcesAndStatusCountTheArchive) {
  const Json status = json_of("/api/v1/status")["archive"];
  EXPECT_EQ(status["articles"], kArticles);
  EXPECT_EQ(status["refused"], kArticles / 20);
  EXPECT_EQ(status["uncoded"], kArticles / 20);
  EXPECT_EQ(status["events"], json_of("/api/v1/events")["total"]);
  EXPECT_EQ(status["facts"], json_of("/api/v1/facts")["total"]);
  std::int64_t articles = 0;
  std::int64_t copies = 0;
  const Json sources = json_of("/api/v1/sources")["items"];
  for (const Json& source : sources) {
    articles += source["articles"].get<std::int64_t>();
    copies += source["copies"].get<std::int64_t>();
    EXPECT_FALSE(source["added_last"].is_null());
  }
  EXPECT_EQ(articles, kArticles);
  EXPECT_EQ(copies, kArticles / 20);
  articles = 0;
  const Json sections = json_of("/api/v1/sections")["items"];
  for (const Json& section : sections) {
    articles += section["articles"].get<std::int64_t>();
  }
  EXPECT_EQ(articles, kArticles);
  EXPECT_EQ(json_of("/api/v1/articles?refused=true")["total"], kArticles / 20);
}

TEST_F(ApiTest, TheFeedIsXmlWhateverTheTextsHold) {
  const Response feed = get("/api/v1/feed?q=ceasefire&limit=200");
  EXPECT_EQ(feed.status, 200);
  EXPECT_TRUE(feed.type.starts_with("application/atom+xml"));
  EXPECT_NE(feed.body.find("<feed xmlns=\"http://www.w3.org/2005/Atom\">"), std::string::npos);
  EXPECT_EQ(feed.body.find("<b>"), std::string::npos);
  EXPECT_EQ(feed.body.find("<army>"), std::string::npos);
  EXPECT_NE(feed.body.find("&lt;b&gt;"), std::string::npos);
}

}  // namespace casus::serve
