#include "resources/gazetteer.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

#include "base/text_file.h"
#include "resources/gazetteer_maker.h"
#include "resources/place_name.h"

namespace casus {
namespace {

const std::filesystem::path kData = std::filesystem::path(CASUS_SOURCE_DIR) / "data/gazetteer";

const Gazetteer& shipped() {
  static const Gazetteer gazetteer = [] {
    auto loaded = Gazetteer::load(kData);
    if (!loaded) throw std::runtime_error(loaded.error().to_string());
    return *std::move(loaded);
  }();
  return gazetteer;
}

// The entries that bear `name`, the best known of a resolution first.
std::vector<GazetteerEntry> named(std::string_view name) {
  std::vector<Gazetteer::Candidate> candidates;
  shipped().find(fold_place_name(name), candidates);
  std::vector<GazetteerEntry> entries;
  for (const auto& candidate : candidates) entries.push_back(shipped().entry(candidate.place));
  return entries;
}

const GazetteerEntry* in_country(const std::vector<GazetteerEntry>& entries, std::string_view code,
                                 int resolution) {
  for (const GazetteerEntry& entry : entries) {
    if (entry.country_code == code && entry.resolution == resolution) return &entry;
  }
  return nullptr;
}

// A folder of its own for a test's files, removed at the end.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / "casus_gazetteer_test") {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::filesystem::path write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

GazetteerSources small_sources(const Folder& folder) {
  const auto row = [](std::string id, std::string name, std::string alternatives, std::string place,
                      std::string code, std::string country, std::string admin1,
                      std::string population) {
    return id + "\t" + name + "\t" + name + "\t" + alternatives + "\t" + place + "\tP\t" + code +
           "\t" + country + "\t\t" + admin1 + "\t\t\t\t" + population + "\t\t0\tX/Y\t2023-01-01\n";
  };
  return {folder.write("cities.txt", row("1", "Tepl\xC3\xA9", "Teplburg,TPL", "10.5\t20.25", "PPLC",
                                         "XA", "01", "50000") +
                                         row("2", "Hamlet", "", "11\t21", "PPL", "XA", "01", "20")),
          folder.write("provinces.json", R"([{"code":"XA.01","name":"North Province"}])"),
          folder.write("districts.json", "[]"), folder.write("generics.txt", "after Province\n")};
}

const char kCountry[] = "XA XAA 10 20 0 Exampleland | EX\n";

TEST(PlaceName, FoldsCaseMarksAndPunctuation) {
  EXPECT_EQ(fold_place_name("C\xC3\xB4te d'Ivoire"), "cote divoire");
  EXPECT_EQ(fold_place_name("Port-au-Prince"), "port au prince");
  EXPECT_EQ(fold_place_name("U.S."), "u s");
  EXPECT_EQ(fold_place_name("\xC5\x81\xC3\xB3"
                            "d\xC5\xBA"),
            "lodz");
  EXPECT_EQ(fold_place_name(" Trinidad & Tobago "), "trinidad and tobago");
  EXPECT_EQ(fold_place_name("\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0"),
            "\xD0\xBC\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0");
}

TEST(Gazetteer, LoadsInLessThanAFifthOfASecond) {
  const auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(Gazetteer::load(kData));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(200));
}

TEST(Gazetteer, HasCitiesWithCoordinatesAndDivisions) {
  const auto entries = named("Dushanbe");
  const GazetteerEntry* city = in_country(entries, "TJK", 4);
  ASSERT_NE(city, nullptr);
  EXPECT_EQ(city->geonameid, 1221874);
  EXPECT_NEAR(city->latitude, 38.56, 0.1);
  EXPECT_NEAR(city->longitude, 68.77, 0.1);
  EXPECT_EQ(city->feature_code, "PPLC");
}

TEST(Gazetteer, HasCountriesRegionsAndWaters) {
  EXPECT_NE(in_country(named("Armenia"), "ARM", 1), nullptr);
  EXPECT_NE(in_country(named("Kosovo"), "KOS", 1), nullptr);
  EXPECT_NE(in_country(named("Texas"), "USA", 2), nullptr);
  EXPECT_NE(in_country(named("Black Sea"), "", 1), nullptr);
}

TEST(Gazetteer, KnowsFormerNames) {
  for (const auto& [name, code] :
       std::vector<std::pair<std::string, std::string>>{{"Kiev", "UKR"},
                                                        {"Leningrad", "RUS"},
                                                        {"Bombay", "IND"},
                                                        {"Saigon", "VNM"},
                                                        {"Stalinabad", "TJK"},
                                                        {"Stepanakert", "AZE"},
                                                        {"Peking", "CHN"}}) {
    EXPECT_NE(in_country(named(name), code, 4), nullptr) << name;
  }
}

TEST(Gazetteer, IsMadeFromTables) {
  const Folder folder;
  const auto made = make_gazetteer(small_sources(folder), folder.path() / "places.bin");
  ASSERT_TRUE(made) << made.error().to_string();
  EXPECT_EQ(made->places, 2U);  // the province and its capital; the hamlet is too small
  folder.write("countries.txt", kCountry);
  const auto loaded = Gazetteer::load(folder.path());
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  std::vector<Gazetteer::Candidate> candidates;
  loaded->find("teple", candidates);
  loaded->find("north", candidates);
  loaded->find("tpl", candidates);
  loaded->find("hamlet", candidates);
  ASSERT_EQ(candidates.size(), 2U);
  const GazetteerEntry city = loaded->entry(candidates[0].place);
  EXPECT_EQ(city.name, "Tepl\xC3\xA9");
  EXPECT_EQ(city.country_code, "XAA");
  EXPECT_EQ(city.population, 50000U);
  EXPECT_EQ(loaded->entry(city.province).name, "North Province");
  EXPECT_NEAR(loaded->entry(city.province).latitude, 10.5, 0.01);
}

TEST(Gazetteer, RefusesADamagedFile) {
  const Folder folder;
  ASSERT_TRUE(make_gazetteer(small_sources(folder), folder.path() / "places.bin"));
  folder.write("countries.txt", kCountry);
  const std::string whole = *read_file(folder.path() / "places.bin");
  for (const std::size_t length : {std::size_t{0}, std::size_t{40}, whole.size() - 1}) {
    folder.write("places.bin", whole.substr(0, length));
    const auto loaded = Gazetteer::load(folder.path());
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().kind, ErrorKind::kDamaged);
    EXPECT_NE(loaded.error().file.find("places.bin"), std::string::npos);
  }
  std::string flipped = whole;
  flipped[whole.size() / 2] = static_cast<char>(flipped[whole.size() / 2] ^ 1);
  folder.write("places.bin", flipped);
  EXPECT_EQ(Gazetteer::load(folder.path()).error().kind, ErrorKind::kDamaged);
  std::string newer = whole;
  newer[8] = 99;
  folder.write("places.bin", newer);
  EXPECT_EQ(Gazetteer::load(folder.path()).error().kind, ErrorKind::kVersion);
}

TEST(Gazetteer, RefusesABadLineWithItsNumber) {
  const Folder folder;
  ASSERT_TRUE(make_gazetteer(small_sources(folder), folder.path() / "places.bin"));
  folder.write("countries.txt", kCountry);
  folder.write("regions.txt", "# seas\nH.SEA -- 95 20 Nowhere Sea\n");
  const auto loaded = Gazetteer::load(folder.path());
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().line, 2U);
  folder.write("regions.txt", "");
  folder.write("names.txt", "XA Atlantis = Poseidonis\n");
  EXPECT_EQ(Gazetteer::load(folder.path()).error().line, 1U);
}

TEST(Gazetteer, SaysWhatIsMissing) {
  const Folder folder;
  EXPECT_EQ(Gazetteer::load(folder.path()).error().kind, ErrorKind::kNotFound);
}

TEST(Distance, IsInKilometres) { EXPECT_NEAR(distance_km(48.86, 2.35, 51.51, -0.13), 343, 5); }

}  // namespace
}  // namespace casus
