#include "eval/places_eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "resources/gazetteer.h"

namespace casus {

namespace {

constexpr double kNearKm = 161;

struct GoldPlace {
  std::uint32_t start = 0;  // bytes
  std::uint32_t end = 0;
  double latitude = 0;
  double longitude = 0;
};

struct GoldText {
  Document document;
  std::vector<GoldPlace> places;
};

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

Error bad_line(const std::filesystem::path& path, std::uint64_t line, std::string why) {
  return {ErrorKind::kSyntax, std::move(why), path.string(), line,
          "a line has id, text and places with start, end, lat and lon"};
}

std::string text_of(const nlohmann::json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool has_numbers(const nlohmann::json& place) {
  return place.is_object() && place.contains("start") && place["start"].is_number_unsigned() &&
         place.contains("end") && place["end"].is_number_unsigned() && place.contains("lat") &&
         place["lat"].is_number() && place.contains("lon") && place["lon"].is_number();
}

Result<GoldText> read_gold(const std::string& line, const std::filesystem::path& path,
                           std::uint64_t number) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object() || text_of(json, "text").empty() || !json.contains("places")) {
    return bad_line(path, number, "is no gold record of places");
  }
  GoldText gold;
  gold.document.id = text_of(json, "id");
  gold.document.text = text_of(json, "text");
  gold.document.language = text_of(json, "language");
  gold.document.date = text_of(json, "date");
  const OffsetMap offsets(gold.document.text);
  for (const auto& place : json["places"]) {
    if (!has_numbers(place)) return bad_line(path, number, "has a place without its numbers");
    gold.places.push_back({offsets.to_bytes(place["start"].get<std::uint32_t>()),
                           offsets.to_bytes(place["end"].get<std::uint32_t>()),
                           place["lat"].get<double>(), place["lon"].get<double>()});
  }
  std::sort(gold.places.begin(), gold.places.end(),
            [](const GoldPlace& a, const GoldPlace& b) { return a.start < b.start; });
  return gold;
}

// Compares one text's places with the gold ones.
class Comparison {
 public:
  Comparison(PlacesScore& score, const GoldText& gold, bool wants_misses)
      : score_(score), gold_(gold), wants_misses_(wants_misses) {}

  void add_to_score() {
    const auto& places = gold_.document.places;
    score_.gold += gold_.places.size();
    score_.predicted += places.size();
    std::size_t next = 0;
    for (const GoldPlace& wanted : gold_.places) {
      while (next < places.size() && places[next].end <= wanted.start) note_extra(places[next++]);
      if (next < places.size() && places[next].start < wanted.end) {
        compare(wanted, places[next++]);
      } else {
        note("missed", wanted.start, wanted.end, "");
      }
    }
    while (next < places.size()) note_extra(places[next++]);
  }

 private:
  void compare(const GoldPlace& wanted, const Place& found) {
    ++score_.recognised;
    if (!found.latitude || !found.longitude) return;
    const double km =
        distance_km(wanted.latitude, wanted.longitude, *found.latitude, *found.longitude);
    score_.distance_km += km;
    if (km <= kNearKm) {
      ++score_.within;
      return;
    }
    note(
        "far", wanted.start, wanted.end,
        fmt::format("{:.0f} km: {} {} {}", km, found.name, found.country_code, found.feature_code));
  }

  void note_extra(const Place& place) {
    note("extra", place.start, place.end,
         fmt::format("{} {} {}", place.name, place.country_code, place.feature_code));
  }

  void note(std::string_view kind, std::uint32_t start, std::uint32_t end,
            const std::string& detail) {
    if (!wants_misses_) return;
    const std::string& text = gold_.document.text;
    const std::uint32_t from = start > 40 ? start - 40 : 0;
    const auto to = std::min<std::uint32_t>(end + 40, static_cast<std::uint32_t>(text.size()));
    score_.misses.push_back(
        fmt::format("{}\t{}\t{}\t{}\t{}[{}]{}", kind, gold_.document.id,
                    text.substr(start, end - start), detail, text.substr(from, start - from),
                    text.substr(start, end - start), text.substr(end, to - end)));
  }

  PlacesScore& score_;
  const GoldText& gold_;
  bool wants_misses_;
};

}  // namespace

double PlacesScore::precision() const { return ratio(recognised, predicted); }
double PlacesScore::recall() const { return ratio(recognised, gold); }
double PlacesScore::recognition_f1() const { return ratio(2 * recognised, gold + predicted); }
double PlacesScore::share_within() const { return ratio(within, recognised); }
double PlacesScore::mean_distance_km() const {
  return recognised == 0 ? 0 : distance_km / static_cast<double>(recognised);
}
double PlacesScore::end_to_end_f1() const { return ratio(2 * within, gold + predicted); }

Result<PlacesScore> score_places(const Coder& coder, const std::filesystem::path& gold,
                                 bool wants_misses) {
  std::ifstream stream(gold);
  if (!stream) return Error{ErrorKind::kNotFound, "cannot be read", gold.string(), 0, ""};
  PlacesScore score;
  Coder::Scratch scratch;
  std::string line;
  for (std::uint64_t number = 1; std::getline(stream, line); ++number) {
    if (line.empty()) continue;
    auto text = read_gold(line, gold, number);
    if (!text) return text.error();
    if (auto coded = coder.code(text->document, scratch, Stage::kPlaces); !coded) {
      return coded.error();
    }
    Comparison(score, *text, wants_misses).add_to_score();
  }
  return score;
}

std::string to_text(const PlacesScore& score) {
  return fmt::format(
      "gold places       {}\n"
      "predicted places  {}\n"
      "precision         {:.4f}\n"
      "recall            {:.4f}\n"
      "recognition F1    {:.4f}\n"
      "within 161 km     {:.4f}\n"
      "mean distance km  {:.1f}\n"
      "end to end F1     {:.4f}\n",
      score.gold, score.predicted, score.precision(), score.recall(), score.recognition_f1(),
      score.share_within(), score.mean_distance_km(), score.end_to_end_f1());
}

}  // namespace casus
