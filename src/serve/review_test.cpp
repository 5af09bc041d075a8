// Reviews: who may write them, what is taken, what they come to.

#include <atomic>
#include <cmath>
#include <map>
#include <set>
#include <thread>

#include "serve/archive_for_tests.h"
#include "serve/judgement.h"

namespace casus::serve {

class ReviewTest : public ServedArchive {
 protected:
  void SetUp() override {
    ServedArchive::SetUp();
    events_ = ids_of("/api/v1/events?limit=50");
  }
  std::vector<std::string> events_;
};

TEST_F(ReviewTest, OnlyTheTokenWrites) {
  const std::string body = R"({"verdict":"accept"})";
  EXPECT_EQ(review(events_[0], "anna", body, "wrong").status, 401);
  EXPECT_EQ(review(events_[0], "anna", body, "").status, 401);
  EXPECT_EQ(review(events_[0], "anna", body, std::string(kToken) + "x").status, 401);
  EXPECT_EQ(json_of("/api/v1/reviews")["total"], 0);
  EXPECT_EQ(review(events_[0], "anna", body).status, 201);
  api_ = std::make_unique<Api>(*archive_, ApiOptions{"", "*"});
  EXPECT_EQ(review(events_[0], "anna", body, "").status, 403);
}

TEST_F(ReviewTest, WrongJudgementsAreNamed) {
  const std::pair<const char*, const char*> wrong[] = {
      {"", ""},
      {"[]", ""},
      {"{\"verdict\":\"accept\"", ""},
      {"{}", "verdict"},
      {R"({"verdict":"perhaps"})", "verdict"},
      {R"({"verdict":1})", "verdict"},
      {R"({"verdict":"accept","more":1})", "more"},
      {R"({"verdict":"reject"})", "reason"},
      {R"({"verdict":"reject","reason":5})", "reason"},
      {R"({"verdict":"accept","reason":"\u0007"})", "reason"},
      {R"({"verdict":"accept","correction":{"event":"AID"}})", "correction"},
      {R"({"verdict":"correct"})", "correction"},
      {R"({"verdict":"correct","correction":{}})", "correction"},
      {R"({"verdict":"correct","correction":{"event":"NONE"}})", "correction.event"},
      {R"({"verdict":"correct","correction":{"event":"AID","mode":["aerial"]}})",
       "correction.mode"},
      {R"({"verdict":"correct","correction":{"context":["weather"]}})", "correction.context"},
      {R"({"verdict":"correct","correction":{"auxiliary":"future"}})", "correction.auxiliary"},
      {R"({"verdict":"correct","correction":{"date":"soon"}})", "correction.date"},
      {R"({"verdict":"correct","correction":{"actor":[{"code":"us"}]}})", "correction.actor"},
      {R"({"verdict":"correct","correction":{"actor":[{"name":"x"}]}})", "correction.actor"},
      {R"({"verdict":"correct","correction":{"recipient":[{"sector":"XXX"}]}})",
       "correction.recipient"},
      {R"({"verdict":"correct","correction":{"country_code":"France"}})",
       "correction.country_code"},
      {R"({"verdict":"correct","correction":{"confidence":1}})", "correction.confidence"},
  };
  for (const auto& [body, parameter] : wrong) {
    const Response response = review(events_[0], "anna", body);
    EXPECT_EQ(response.status, 400) << body;
    EXPECT_EQ(Json::parse(response.body).value("parameter", ""), parameter) << body;
  }
  EXPECT_EQ(review("none-1-1", "anna", R"({"verdict":"accept"})").status, 404);
  EXPECT_EQ(review(events_[0], "%3Cb%3E", R"({"verdict":"accept"})").status, 400);
  EXPECT_EQ(review(events_[0], "%20anna", R"({"verdict":"accept"})").status, 400);
  EXPECT_EQ(json_of("/api/v1/reviews")["total"], 0);
}

TEST_F(ReviewTest, NothingIsOverwritten) {
  EXPECT_EQ(review(events_[0], "anna", R"({"verdict":"accept"})").status, 201);
  EXPECT_EQ(review(events_[0], "anna", R"({"verdict":"accept"})").status, 200);
  EXPECT_EQ(review(events_[0], "anna", R"({"verdict":"reject","reason":"a plan"})").status, 201);
  const Json reviews = json_of("/api/v1/reviews?event=" + events_[0]);
  ASSERT_EQ(reviews["total"], 2);
  EXPECT_EQ(reviews["items"][0]["verdict"], "reject");
  EXPECT_EQ(reviews["items"][0]["is_last"], true);
  EXPECT_EQ(reviews["items"][1]["is_last"], false);
  EXPECT_EQ(json_of("/api/v1/events/" + events_[0])["review"], "reject");
  EXPECT_EQ(json_of("/api/v1/reviews?limit=1")["items"].size(), 1U);
  const Json next = json_of(json_of("/api/v1/reviews?limit=1")["next"].get<std::string>());
  EXPECT_EQ(next["items"][0]["verdict"], "accept");
  EXPECT_TRUE(next["next"].is_null());
  // The machine's coding is as it was.
  EXPECT_EQ(json_of("/api/v1/status")["archive"]["reviews"], 2);
}

TEST_F(ReviewTest, EachEventComesOnceToEachReviewer) {
  for (const char* order : {"date", "random", "unsure"}) {
    const std::string reviewer = std::string("r") + order;
    const std::string target =
        "/api/v1/reviews/next?category=ASSAULT&order=" + std::string(order) + "&reviewer=";
    const auto total = json_of("/api/v1/events?category=ASSAULT")["total"].get<std::int64_t>();
    std::set<std::string> seen;
    std::vector<std::string> of_another;
    for (Json next = json_of(target + reviewer); !next["event"].is_null();
         next = json_of(target + reviewer)) {
      EXPECT_EQ(next["left"].get<std::int64_t>() + next["done"].get<std::int64_t>(), total);
      const auto id = next["event"]["id"].get<std::string>();
      ASSERT_TRUE(seen.insert(id).second) << order;
      EXPECT_TRUE(next["event"]["review"].is_null());
      ASSERT_EQ(review(id, reviewer, R"({"verdict":"accept"})").status, 201);
    }
    EXPECT_EQ(seen.size(), static_cast<std::size_t>(total));
  }
  const Json first = json_of("/api/v1/reviews/next?reviewer=new");
  const std::string id = first["event"]["id"];
  const Json second = json_of("/api/v1/reviews/next?reviewer=new&after=" + id);
  EXPECT_NE(second["event"]["id"], id);
  EXPECT_EQ(second["left"], first["left"]);
}

// Whoever is told that a verdict is kept, is not given that event again, whatever others ask
// meanwhile.
TEST_F(ReviewTest, AVerdictCountsAtOnceWhileOthersAsk) {
  std::atomic<bool> is_over = false;
  std::vector<std::thread> others;
  for (int i = 0; i < 3; ++i) {
    others.emplace_back([&] {
      while (!is_over) get("/api/v1/reviews/agreement");
    });
  }
  std::set<std::string> seen;
  for (int i = 0; i < 30; ++i) {
    const Json next = json_of("/api/v1/reviews/next?reviewer=anna");
    if (next["event"].is_null()) break;
    const auto id = next["event"]["id"].get<std::string>();
    EXPECT_TRUE(seen.insert(id).second) << "given again after " << seen.size();
    EXPECT_LT(review(id, "anna", R"({"verdict":"accept"})").status, 300);
  }
  is_over = true;
  for (std::thread& other : others) other.join();
}

TEST_F(ReviewTest, KappaIsCohens) {
  // a: 25 accept, 15 reject; b agrees on 20 and 10: (0.75 - 0.53125) / (1 - 0.53125) = 0.47.
  const std::string accept = R"({"verdict":"accept"})";
  const std::string reject = R"({"verdict":"reject","reason":"no"})";
  for (std::size_t i = 0; i < 40; ++i) {
    const bool a = i < 25;
    const bool b = i < 20 || i >= 35;
    ASSERT_EQ(review(events_[i], "a", a ? accept : reject).status, 201);
    ASSERT_EQ(review(events_[i], "b", b ? accept : reject).status, 201);
  }
  const Json agreement = json_of("/api/v1/reviews/agreement");
  ASSERT_EQ(agreement["pairs"].size(), 1U);
  const Json& pair = agreement["pairs"][0];
  EXPECT_EQ(pair["events"], 40);
  EXPECT_EQ(pair["same"], 30);
  EXPECT_DOUBLE_EQ(pair["agreement"].get<double>(), 0.75);
  EXPECT_NEAR(pair["kappa"].get<double>(), 0.47, 0.005);
  EXPECT_EQ(agreement["reviewers"][0]["accept"], 25);
}

TEST_F(ReviewTest, GoldHasWhatWasAcceptedAndCorrected) {
  const std::string correction =
      R"({"verdict":"correct","correction":{"event":"AID","mode":[],"actor":[{"code":"KEN"}]}})";
  ASSERT_EQ(review(events_[0], "anna", R"({"verdict":"accept"})").status, 201);
  ASSERT_EQ(review(events_[1], "anna", correction).status, 201);
  ASSERT_EQ(review(events_[2], "anna", R"({"verdict":"reject","reason":"no"})").status, 201);
  ASSERT_EQ(review(events_[3], "anna", R"({"verdict":"accept"})").status, 201);
  ASSERT_EQ(review(events_[3], "boris", R"({"verdict":"reject","reason":"no"})").status, 201);
  const Response gold = get("/api/v1/reviews/gold");
  EXPECT_EQ(gold.type, "application/x-ndjson");
  std::map<std::string, Json> records;
  for (std::size_t at = 0; at < gold.body.size(); at = gold.body.find('\n', at) + 1) {
    Json record = Json::parse(gold.body.substr(at, gold.body.find('\n', at) - at));
    records[record["id"]] = record;
  }
  ASSERT_EQ(records.size(), 4U);
  EXPECT_EQ(records[events_[0]]["scored"], true);
  EXPECT_EQ(records[events_[1]]["event"], "AID");
  EXPECT_EQ(records[events_[1]]["actor"][0]["code"], "KEN");
  EXPECT_EQ(records[events_[2]]["scored"], false);
  EXPECT_EQ(records[events_[3]]["scored"], false);
  EXPECT_EQ(records[events_[3]]["reviewers"].size(), 2U);
  EXPECT_FALSE(records[events_[0]]["text"].get<std::string>().empty());
}

TEST(Agreement, ChanceAloneHasNoKappa) {
  Reviews reviews({{1, 7, "e", "a", 0, "accept", "", ""}, {2, 7, "e", "b", 0, "accept", "", ""}});
  EXPECT_TRUE(std::isnan(agreement_of(reviews, "a", "b").kappa()));
  EXPECT_EQ(agreement_of(reviews, "a", "nobody").events, 0);
}

}  // namespace casus::serve
