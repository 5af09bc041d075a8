// Every format against its list of columns in tests/sets/exports, and read back.

#include "export/export.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "base/text_file.h"
#include "export/record_json.h"

namespace casus {

namespace {

Participant party(const std::string& code, const std::string& sector, const std::string& text) {
  Participant each;
  each.actor.code = code;
  each.actor.sector = sector;
  each.entity_text = text;
  return each;
}

class ExportTest : public testing::Test {
 protected:
  void SetUp() override {
    auto tables = ExportTables::read(std::string(CASUS_SOURCE_DIR) + "/data/export");
    ASSERT_TRUE(tables) << tables.error().to_string();
    tables_ = *std::move(tables);
    auto store = open_store(":memory:", {StoreMode::kCreate, "", 0});
    ASSERT_TRUE(store) << store.error().to_string();
    store_ = *std::move(store);
    ASSERT_TRUE(store_->begin());
    add("one", "Agency", "2020-07-12");
    add("two", "Newspaper", "2020-07-13");
    ASSERT_TRUE(store_->commit());
  }

  // An article with an assault, a meeting of three, and a threat that was denied.
  void add(const std::string& id, const std::string& source, const std::string& date) {
    documents_.emplace_back();
    Document& document = documents_.back();
    document.id = id;
    document.source = source;
    document.date = "2020-07-14";
    document.url = "https://example.org/" + id;
    document.text =
        "Rébels shelled Goma, \"" + id + "\"\tthe army said. The three of " + id + " met.";
    Place goma;
    goma.start = 16;
    goma.end = 20;
    goma.name = "Goma";
    goma.country_code = "COD";
    goma.province = "North Kivu";
    goma.city = "Goma";
    goma.latitude = -1.67409;
    goma.longitude = 29.22845;
    goma.geonameid = 216281;
    goma.resolution = 4;
    document.places = {goma};
    Event assault;
    assault.sentence = 0;
    assault.end = 40;
    assault.category = "ASSAULT";
    assault.modes = {"heavy-weapons", "targeted"};
    assault.contexts = {{"military", 0, 1}};
    assault.actors = {party("COD", "REB", "Rébels")};
    assault.recipients = {party("COD", "CVL", "Goma"), party("UNO", "", "peacekeepers")};
    assault.recipients[1].actor.other_sectors = {"MIL"};
    assault.attributions = {{party("COD", "MIL", "the army"), "say"}};
    assault.size.dead = Count{2, std::nullopt, 0, 0};
    assault.date = date;
    assault.place = 0;
    assault.place_source = PlaceSource::kClause;
    assault.quad_code = 4;
    assault.event_scale = -9.5;
    assault.confidence = 0.8;
    assault.event_text = {"shelled"};
    Event meeting = assault;
    meeting.sentence = 1;
    meeting.category = "CONSULT";
    meeting.modes = {};
    meeting.actors = {party("ROU", "GOV", "Romania"), party("FRA", "", "France"),
                      party("XKX", "", "x")};
    meeting.actors[2].actor.code.clear();
    meeting.recipients.clear();
    meeting.attributions.clear();
    meeting.size = {};
    meeting.place = kNone;
    meeting.quad_code = 1;
    meeting.event_scale = 2.5;
    Event denied = assault;
    denied.sentence = 2;
    denied.category = "THREATEN";
    denied.auxiliary = {"negation"};
    denied.date = "2020-07";
    document.events = {assault, meeting, denied};
    auto run = store_->open_run("test", "{}", false);
    auto admission = store_->admit(document);
    ASSERT_TRUE(run && admission);
    ASSERT_TRUE(store_->add_coding(*run, admission->article, admission->revision, document));
  }

  std::string written(const std::string& name, ExportOptions options = {}) {
    std::string text;
    ExportContext context{*store_, tables_, options, [&](const std::string& bytes) {
                            text += bytes;
                            return true;
                          }};
    auto done = write_export(*find_export(name), context);
    if (!done) ADD_FAILURE() << done.error().to_string();
    losses_ = context.losses;
    book_ = codebook(*find_export(name), context, "--none");
    return text;
  }

  static std::vector<std::string> columns(const std::string& name) {
    std::ifstream file(std::string(CASUS_SOURCE_DIR) + "/tests/sets/exports/" + name + ".columns");
    std::vector<std::string> names;
    for (std::string line; std::getline(file, line);) names.push_back(line);
    return names;
  }

  static std::vector<std::vector<std::string>> rows(const std::string& text, char separator) {
    std::vector<std::vector<std::string>> list;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin);
      std::vector<std::string> row(1);
      for (const char c : text.substr(begin, end - begin)) {
        if (c == separator) {
          row.emplace_back();
        } else {
          row.back() += c;
        }
      }
      list.push_back(row);
      begin = end + 1;
    }
    return list;
  }

  // Field `name` of a row, by the list of columns.
  static std::string field(const std::string& format, const std::vector<std::string>& row,
                           const std::string& name) {
    const auto names = columns(format);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == name) return row.at(i);
    }
    ADD_FAILURE() << name;
    return {};
  }

  ExportTables tables_;
  std::unique_ptr<Store> store_;
  std::vector<Document> documents_;
  ExportLosses losses_;
  std::string book_;
};

TEST_F(ExportTest, ColumnsAreThoseOfTheLists) {
  for (const auto& [name, count] : {std::pair<std::string, std::size_t>{"polecat", 40},
                                    {"icews", 20},
                                    {"phoenix", 26},
                                    {"gdelt", 61}}) {
    const auto expected = columns(name);
    ASSERT_EQ(expected.size(), count) << name;
    const ExportTable& table = *find_export(name)->table;
    ASSERT_EQ(table.columns.size(), count) << name;
    for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(table.columns[i].name, expected[i]) << name;
    const auto got = rows(written(name), '\t');
    for (const auto& row : got) ASSERT_EQ(row.size(), count) << name;
    EXPECT_EQ(got[0] == expected, table.has_header) << name;
    for (const std::string& each : expected)
      EXPECT_NE(book_.find("| " + each + " |"), std::string::npos);
  }
}

TEST_F(ExportTest, Polecat) {
  const auto got = rows(written("polecat"), '\t');
  ASSERT_EQ(got.size(), 1U + 2 * (2 + 6));
  const auto& row = got[1];
  EXPECT_EQ(field("polecat", row, "Event Type"), "ASSAULT");
  EXPECT_EQ(field("polecat", row, "Event Mode"), "heavy-weapons; targeted");
  EXPECT_EQ(field("polecat", row, "Actor COW"), "490");
  EXPECT_EQ(field("polecat", row, "Actor Title"), "None");
  EXPECT_EQ(field("polecat", row, "Latitude"), "-1.6741");
  EXPECT_EQ(field("polecat", row, "Raw Placename"), "Goma");
  EXPECT_EQ(field("polecat", got[2], "Recipient Country"), "UNO");
  EXPECT_EQ(losses_.auxiliary, 2U);
  EXPECT_EQ(losses_.attributions, 2U);
  EXPECT_EQ(losses_.sizes, 2U);
  EXPECT_NE(losses_text(losses_).find("2 events left out"), std::string::npos);
  std::set<std::string> ids;
  for (const auto& each : got) EXPECT_TRUE(ids.insert(each[0]).second) << each[0];
}

TEST_F(ExportTest, Icews) {
  const auto got = rows(written("icews"), '\t');
  EXPECT_EQ(field("icews", got[1], "CAMEO Code"), "194");
  EXPECT_EQ(field("icews", got[1], "Intensity"), "-10.0");
  EXPECT_EQ(field("icews", got[1], "Source Sectors"), "Rebel");
  EXPECT_EQ(field("icews", got[1], "Source Country"), "Democratic Republic of the Congo");
  EXPECT_EQ(field("icews", got[2], "Target Sectors"), "Military");
  EXPECT_EQ(field("icews", got[3], "CAMEO Code"), "040");
  EXPECT_EQ(field("icews", got[1], "Sentence Number"), "1");
}

TEST_F(ExportTest, Phoenix) {
  const auto got = rows(written("phoenix"), '\t');
  EXPECT_EQ(field("phoenix", got[0], "Date"), "20200712");
  EXPECT_EQ(field("phoenix", got[0], "Month"), "7");
  EXPECT_EQ(field("phoenix", got[0], "SourceActorFull"), "CODREB");
  EXPECT_EQ(field("phoenix", got[0], "EventRootCode"), "19");
  EXPECT_EQ(field("phoenix", got[0], "PentaClass"), "4");
  EXPECT_EQ(field("phoenix", got[0], "Issues"), "MILITARY,1");
  EXPECT_EQ(field("phoenix", got[2], "SourceActorEntity"), "ROM");
}

TEST_F(ExportTest, Gdelt) {
  const auto got = rows(written("gdelt"), '\t');
  EXPECT_EQ(field("gdelt", got[0], "SQLDATE"), "20200712");
  EXPECT_EQ(field("gdelt", got[0], "FractionDate"), "2020.6082");
  EXPECT_EQ(field("gdelt", got[0], "QuadClass"), "4");
  EXPECT_EQ(field("gdelt", got[0], "NumSources"), "2");
  EXPECT_EQ(field("gdelt", got[0], "NumArticles"), "2");
  EXPECT_EQ(field("gdelt", got[0], "ActionGeo_Type"), "4");
  EXPECT_EQ(field("gdelt", got[0], "ActionGeo_CountryCode"), "CG");
  EXPECT_EQ(field("gdelt", got[1], "Actor2KnownGroupCode"), "UNO");
  EXPECT_EQ(field("gdelt", got[1], "Actor2CountryCode"), "");
  EXPECT_EQ(field("gdelt", got[0], "DATEADDED"), "20200714000000");
  ExportOptions all;
  all.with_auxiliary = true;
  written("gdelt", all);
  EXPECT_EQ(losses_.no_date, 2U);  // "2020-07" is no day
}

TEST_F(ExportTest, ReportsOfOneHappeningAreJoinedWithinTheWindow) {
  ExportOptions options;
  options.one_per_happening = true;
  EXPECT_EQ(rows(written("csv", options), '\n').size(), 1U + 2 + 2);  // denied ones have no day
  EXPECT_EQ(losses_.repeated, 2U);
  options.window_days = 0;
  written("csv", options);
  EXPECT_EQ(losses_.repeated, 0U);
}

TEST_F(ExportTest, JsonIsThatOfTheCoder) {
  const std::string text = written("jsonl");
  const OffsetMap offsets(documents_[0].text);
  const auto lines = rows(text, '\0');
  ASSERT_EQ(lines.size(), 6U);
  bool found = false;
  for (const auto& line : lines) {
    Json stored = Json::parse(line[0]);
    if (stored["id"] != "one-1-1") continue;
    found = true;
    Json coded = event_json(documents_[0], offsets, 0);
    coded["link"] = stored["link"];
    EXPECT_EQ(stored.dump(), coded.dump());
  }
  EXPECT_TRUE(found);
}

TEST_F(ExportTest, GeoJsonHoldsThoseWithAPlace) {
  const Json json = Json::parse(written("geojson"));
  ASSERT_EQ(json["features"].size(), 4U);
  EXPECT_EQ(json["features"][0]["geometry"]["coordinates"][0], 29.22845);
  EXPECT_EQ(losses_.no_place, 2U);
}

TEST_F(ExportTest, GraphAndEdges) {
  const auto got = rows(written("edges"), ',');
  EXPECT_EQ(got[0].size(), 8U);
  EXPECT_EQ(got.size(), 1U + 2 + 6);
  const std::string graph = written("graphml");
  EXPECT_NE(graph.find("<edge source=\"COD\" target=\"UNO\"><data key=\"events\">2</data>"),
            std::string::npos);
  EXPECT_NE(graph.find("<node id=\"-\"/>"), std::string::npos);
}

TEST_F(ExportTest, PanelsHaveTheirZeros) {
  ExportOptions options;
  options.query.from = "2020-06";
  options.query.to = "2020-08";
  const std::string months = written("dyad-month", options);
  // COD-COD, COD-UNO, FRA-ROU, ROU-FRA in three months.
  EXPECT_EQ(rows(months, ',').size(), 1U + 4 * 3);
  EXPECT_NE(months.find("COD,UNO,2020-06,0,0,0,0,0,,0,0\r\n"), std::string::npos) << months;
  EXPECT_NE(months.find("COD,UNO,2020-07,2,0,0,0,2,-9.500,2,0\r\n"), std::string::npos) << months;
  EXPECT_EQ(rows(written("dyad-day"), ',').size(), 1U + 4 * 2);
  options.query.from = "2019-11";
  EXPECT_EQ(rows(written("country-month", options), ',').size(), 1U + 3 * 10);
}

TEST_F(ExportTest, APanelRunsOverTheDaysOfItsArticles) {
  ASSERT_TRUE(store_->begin());
  add("three", "Agency", "1400-05-01");
  ASSERT_TRUE(store_->commit());
  const std::string months = written("country-month");
  EXPECT_EQ(months.find("1400-05"), std::string::npos) << months;
  EXPECT_EQ(losses_.outside, 2U);
  EXPECT_NE(losses_text(losses_).find("2 events left out: outside 2020-07 to 2020-07"),
            std::string::npos)
      << losses_text(losses_);
  ExportOptions options;
  options.query.from = "1400";
  options.query.to = "1400-06";
  EXPECT_NE(written("country-month", options).find("1400-05,1,"), std::string::npos);
  EXPECT_EQ(losses_.outside, 0U);
}

TEST_F(ExportTest, APanelOfOneDyadHoldsNoOther) {
  ExportOptions options;
  options.query.from = "2020-06";
  options.query.to = "2020-08";
  options.query.actors = {{"FRA", "", "", ""}};
  options.query.recipients = {{"ROU", "", "", ""}};
  const std::string directed = written("dyad-month", options);
  EXPECT_EQ(rows(directed, ',').size(), 1U + 3) << directed;
  options.query.is_dyad_directed = false;
  EXPECT_EQ(rows(written("dyad-month", options), ',').size(), 1U + 2 * 3);
}

TEST_F(ExportTest, CsvCanBeReadBack) {
  const std::string text = written("csv");
  EXPECT_NE(text.find("\"Rébels shelled Goma, \"\"one\"\"\tthe army"), std::string::npos) << text;
}

}  // namespace

}  // namespace casus
