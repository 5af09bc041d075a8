#include "eval/event_places_eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/text_file.h"
#include "base/utf8.h"
#include "pipeline/times/calendar.h"
#include "resources/gazetteer.h"

namespace casus {

namespace {

using Json = nlohmann::json;

constexpr double kTownKm = 20;       // two tables' points of one town
constexpr double kDivisionKm = 100;  // two tables' middles of one division
constexpr double kRegionKm = 400;    // of a border, a sea
constexpr int kCity = 4;
constexpr std::uint32_t kContextBytes = 60;

struct GoldPlace {
  std::string name;
  std::string country;
  int resolution = 0;
  double latitude = 0;
  double longitude = 0;
};

struct GoldEvent {
  std::uint32_t start = 0;  // bytes, of the trigger
  std::uint32_t end = 0;
  std::string date;
  std::string enddate;
  std::optional<GoldPlace> place;
};

struct GoldText {
  Document document;
  std::vector<GoldEvent> events;
};

std::string string_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool read_place(const Json& json, GoldEvent& event) {
  const auto found = json.find("place");
  if (found == json.end() || found->is_null()) return true;
  const auto is_number = [&](const char* key) {
    return found->contains(key) && (*found)[key].is_number();
  };
  if (!found->is_object() || !is_number("lat") || !is_number("lon") || !is_number("resolution")) {
    return false;
  }
  event.place = GoldPlace{string_of(*found, "name"), string_of(*found, "country"),
                          (*found)["resolution"].get<int>(), (*found)["lat"].get<double>(),
                          (*found)["lon"].get<double>()};
  return true;
}

bool read_events(const Json& record, GoldText& gold) {
  const auto events = record.find("events");
  if (events == record.end() || !events->is_array()) return false;
  const OffsetMap offsets(gold.document.text);
  for (const Json& json : *events) {
    if (!json.is_object() || !json.contains("start") || !json["start"].is_number_unsigned() ||
        !json.contains("end") || !json["end"].is_number_unsigned()) {
      return false;
    }
    GoldEvent& event = gold.events.emplace_back();
    event.start = offsets.to_bytes(json["start"].get<std::uint32_t>());
    event.end = offsets.to_bytes(json["end"].get<std::uint32_t>());
    event.date = string_of(json, "date");
    event.enddate = string_of(json, "enddate");
    if (!read_place(json, event)) return false;
  }
  return true;
}

Result<std::vector<GoldText>> read_gold(const std::filesystem::path& path) {
  auto content = read_file(path);
  if (!content) return content.error();
  std::vector<GoldText> texts;
  std::uint64_t number = 0;
  for (const std::string_view line : split(*content, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    const Json record = Json::parse(line, nullptr, false);
    GoldText& gold = texts.emplace_back();
    if (record.is_object()) {
      gold.document.id = string_of(record, "id");
      gold.document.text = string_of(record, "text");
      gold.document.date = string_of(record, "date");
      gold.document.language = string_of(record, "language");
    }
    if (!record.is_object() || !read_events(record, gold)) {
      return Error{ErrorKind::kSyntax, "is no gold record of events' dates and places",
                   path.string(), number, "write a JSON object with text, date and events"};
    }
  }
  return texts;
}

// First and last day of "2021-09", "2021-09-02", or of a stretch from one to another.
std::optional<DaySpan> days_of(const std::string& date, const std::string& enddate) {
  const auto span_of = [](const std::string& text) -> std::optional<DaySpan> {
    if (const auto day = parse_day(text)) return DaySpan{*day, *day};
    const int year = std::atoi(text.substr(0, 4).c_str());
    if (text.size() == 4) return year_span(year);
    if (text.size() == 7) return month_span(year, std::atoi(text.substr(5).c_str()));
    return std::nullopt;
  };
  const auto first = span_of(date);
  const auto last = enddate.empty() ? first : span_of(enddate);
  if (!first || !last) return std::nullopt;
  return DaySpan{first->begin, last->finish};
}

bool is_right_date(const GoldEvent& gold, const Event& event) {
  const auto wanted = days_of(gold.date, gold.enddate);
  const auto found = days_of(event.date, event.enddate);
  if (!wanted || !found) return !wanted && !found;
  return wanted->begin == found->begin && wanted->finish == found->finish;
}

bool is_right_place(const std::optional<GoldPlace>& gold, const Place* place) {
  if (!gold || place == nullptr) return !gold && place == nullptr;
  const bool is_region = gold->country.empty();
  if (!is_region && gold->country != place->country_code) return false;
  if (!is_region && gold->resolution != place->resolution) return false;
  if (!is_region && gold->resolution == 1) return true;
  if (!place->latitude || !place->longitude) return false;
  const double km =
      distance_km(gold->latitude, gold->longitude, *place->latitude, *place->longitude);
  if (is_region) return km <= kRegionKm;
  return km <= (gold->resolution >= kCity ? kTownKm : kDivisionKm);
}

// Ours that has the gold event's trigger; null where there is none.
const Event* counterpart(const GoldEvent& gold, const Document& document) {
  for (const Event& event : document.events) {
    if (event.trigger == kNoToken) continue;
    const Token& trigger = document.tokens[static_cast<std::size_t>(event.trigger)];
    if (trigger.start < gold.end && gold.start < trigger.end) return &event;
  }
  return nullptr;
}

std::string describe(const Document& document, const GoldEvent& gold, const Event& event) {
  const auto place_text = [](const std::string& name, const std::string& country, int resolution) {
    return fmt::format("{},{} ({})", name, country, resolution);
  };
  const Place* place =
      event.place == kNone ? nullptr : &document.places[static_cast<std::size_t>(event.place)];
  return fmt::format(
      "gold {} {} {}\tfound {} {} {}", gold.date, gold.enddate,
      gold.place ? place_text(gold.place->name, gold.place->country, gold.place->resolution) : "-",
      event.date, event.enddate,
      place != nullptr ? place_text(place->name, place->country_code, place->resolution) : "-");
}

void note(const char* kind, const Document& document, const GoldEvent& gold,
          const std::string& detail, EventPlaceScores& scores) {
  const std::uint32_t from = gold.start > kContextBytes ? gold.start - kContextBytes : 0;
  std::string context(document.words(
      from, std::min<std::uint32_t>(gold.end + kContextBytes,
                                    static_cast<std::uint32_t>(document.text.size()))));
  std::replace(context.begin(), context.end(), '\n', ' ');
  scores.misses.push_back(fmt::format("{}\t{}\t{}\t{}\t{}", kind, document.id,
                                      document.words(gold.start, gold.end), detail, context));
}

void score(const GoldText& gold, EventPlaceScores& scores) {
  const Document& document = gold.document;
  for (const GoldEvent& wanted : gold.events) {
    ++scores.gold;
    const Event* event = counterpart(wanted, document);
    if (event == nullptr) {
      note("not coded", document, wanted, "", scores);
      continue;
    }
    ++scores.coded;
    const Place* place =
        event->place == kNone ? nullptr : &document.places[static_cast<std::size_t>(event->place)];
    const bool is_date = is_right_date(wanted, *event);
    const bool is_place = is_right_place(wanted.place, place);
    const bool is_country =
        is_place || (wanted.place && place != nullptr && !wanted.place->country.empty() &&
                     wanted.place->country == place->country_code);
    scores.right_date += is_date ? 1 : 0;
    scores.right_place += is_place ? 1 : 0;
    scores.right_country += is_country ? 1 : 0;
    scores.right_both += is_date && is_place ? 1 : 0;
    if (is_date && is_place) continue;
    note(is_date    ? "place"
         : is_place ? "date"
                    : "both",
         document, wanted, describe(document, wanted, *event), scores);
  }
}

}  // namespace

Result<EventPlaceScores> evaluate_event_places(const Coder& coder,
                                               const std::filesystem::path& path) {
  auto texts = read_gold(path);
  if (!texts) return texts.error();
  EventPlaceScores scores;
  Coder::Scratch scratch;
  for (GoldText& text : *texts) {
    if (auto coded = coder.code(text.document, scratch, Stage::kEvents); !coded) {
      return coded.error();
    }
    score(text, scores);
  }
  return scores;
}

std::string to_table(const EventPlaceScores& scores, bool with_misses) {
  const auto share = [&](std::uint64_t part) {
    return scores.coded == 0 ? 0 : static_cast<double>(part) / static_cast<double>(scores.coded);
  };
  std::string table = fmt::format(
      "gold events    {:6}\ncoded          {:6}\nright date     {:6}  of the coded {:.3f}\n"
      "right place    {:6}  of the coded {:.3f}\nright country  {:6}  of the coded {:.3f}\n"
      "right both     {:6}  of the coded {:.3f}\n",
      scores.gold, scores.coded, scores.right_date, share(scores.right_date), scores.right_place,
      share(scores.right_place), scores.right_country, share(scores.right_country),
      scores.right_both, share(scores.right_both));
  if (!with_misses) return table;
  for (const std::string& miss : scores.misses) {
    fmt::format_to(std::back_inserter(table), "{}\n", miss);
  }
  return table;
}

}  // namespace casus
