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
  return {
      {folder.write("cities.txt", row("1", "Tepl\xC3\xA9", "Teplburg,TPL", "10.5\t20.25", "PPLC",
                                      "XA", "01", "50000") +
                                      row("2", "Hamlet", "", "11\t21", "PPL", "XA", "01", "20"))},
      folder.write("provinces.json", R"([{"code":"XA.01","name":"North Province"}])"),
      folder.write("districts.json", "[]"),
      folder.write("generics.txt", "after Province\n"),
      {},
      {}};
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

// A dump in miniature, as download.geonames.org has it: divisions with places of their own, names
// in a file of their own, and lines that nobody can read.
TEST(Gazetteer, IsMadeFromADumpWithLinesThatAreRefused) {
  const Folder folder;
  GazetteerSources sources;
  sources.places = {
      folder.write("XA.txt",
                   "7\tNorth Province\tNorth Province\t\t11\t21\tA\tADM1\tXA\t\t01\t\t\t\t70000\n"
                   "8\tMill County\tMill County\t\t11.5\t21.5\tA\tADM2\tXA\t\t01\t002\t\t\t0\n"
                   "1\tTepla\tTepla\t\t10.5\t20.25\tP\tPPLC\tXA\t\t01\t002\t\t\t50000\n"
                   "3\tOldtown\tOldtown\t\t10.5\t20.25\tP\tPPLH\tXA\t\t01\t002\t\t\t9000\n"
                   "4\tNowhere\tNowhere\t\t95\t20\tP\tPPL\tXA\t\t01\t\t\t\t9000\n"
                   "5\tFarland\tFarland\t\t9\t20\tP\tPPL\tXB\t\t01\t\t\t\t9000\n"
                   "no table\n")};
  sources.provinces = folder.write("admin1CodesASCII.txt", "XA.01\tNorth Province\tNorth\t7\n");
  sources.districts = folder.write("admin2Codes.txt", "XA.01.002\tMill County\tMill\t8\n");
  sources.generics = folder.write("generics.txt", "after Province\nafter County\n");
  sources.countries = folder.write("countryInfo.txt", "#ISO\tISO3\nXA\tXAA\t1\tXA\tExampleland\n");
  sources.names =
      folder.write("alternateNamesV2.txt",
                   "1\t8\tru\t\xD0\x9C\xD0\xB8\xD0\xBB\n2\t1\tlink\thttps://x.org\n3\t1\t\n");
  std::vector<std::uint64_t> refused;
  GazetteerWatch watch;
  watch.refused = [&](const Error& error) { refused.push_back(error.line); };
  const auto made = make_gazetteer(sources, folder.path() / "places.bin", watch);
  ASSERT_TRUE(made) << made.error().to_string();
  EXPECT_EQ(made->places, 3U);  // two divisions and the town
  EXPECT_EQ(made->refused, 4U);
  EXPECT_EQ(refused, (std::vector<std::uint64_t>{5, 6, 7, 3}));
  folder.write("countries.txt", kCountry);
  const auto loaded = Gazetteer::load(folder.path());
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  std::vector<Gazetteer::Candidate> candidates;
  loaded->find(fold_place_name("\xD0\x9C\xD0\xB8\xD0\xBB"), candidates);
  ASSERT_EQ(candidates.size(), 1U);
  const GazetteerEntry county = loaded->entry(candidates[0].place);
  EXPECT_EQ(county.name, "Mill County");
  EXPECT_EQ(county.geonameid, 8);
  EXPECT_EQ(county.resolution, 3);
  EXPECT_NEAR(county.latitude, 11.5, 0.01);
  EXPECT_EQ(make_gazetteer(sources, folder.path() / "other.bin").error().line, 5U);
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
