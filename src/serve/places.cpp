// Places under filters, with the events at each.

#include <algorithm>
#include <numeric>

#include "serve/api.h"
#include "serve/items.h"

namespace casus::serve {

namespace {

constexpr int kCountryResolution = 1;  // of Place: known no closer than its country

Json number_or_null(const std::optional<double>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json place_item(const Place& place, const Summary& summary) {
  Json item;
  item["place"] = or_null(place.name);
  item["geonameid"] = place.geonameid == 0 ? Json(nullptr) : Json(place.geonameid);
  item["country_code"] = or_null(place.country_code);
  item["province"] = or_null(place.province);
  item["district"] = or_null(place.district);
  item["city"] = or_null(place.city);
  item["lat"] = number_or_null(place.latitude);
  item["lon"] = number_or_null(place.longitude);
  item["resolution"] = place.resolution;
  set_summary(summary, item);
  return item;
}

Json feature_of(const Json& item) {
  Json feature;
  feature["type"] = "Feature";
  feature["geometry"] = nullptr;
  const bool has_point = !item["lat"].is_null() && !item["lon"].is_null() &&
                         item["resolution"].get<int>() > kCountryResolution;
  if (has_point) {
    feature["geometry"] = {{"type", "Point"}, {"coordinates", {item["lon"], item["lat"]}}};
  }
  feature["properties"] = item;
  return feature;
}

// Positions of places that have events, the most events first.
struct PlaceOrder {
  std::vector<std::uint32_t> order;
  std::vector<Summary> summaries;  // by position
  std::int64_t events = 0;
  std::int64_t without_place = 0;

  PlaceOrder(const ArchiveIndex& index, const Bitset& rows) : summaries(index.places.size()) {
    const Table& table = index.events;
    rows.each([&](std::size_t row) {
      ++events;
      if (table.place[row] == kNone32) {
        ++without_place;
      } else {
        summaries[table.place[row]].add(table, row);
      }
    });
    for (std::uint32_t i = 0; i < summaries.size(); ++i) {
      if (summaries[i].events > 0) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return summaries[a].events > summaries[b].events;
    });
  }
  // The first that comes after the cursor's.
  std::size_t after(const std::vector<std::int64_t>& cursor) const {
    const auto found = std::find_if(order.begin(), order.end(), [&](std::uint32_t at) {
      return std::pair(-summaries[at].events, std::int64_t{at}) > std::pair(-cursor[0], cursor[1]);
    });
    return static_cast<std::size_t>(found - order.begin());
  }
};

Response as_geojson(Json json) {
  Json collection;
  collection["type"] = "FeatureCollection";
  collection["total"] = json["total"];
  collection["features"] = Json::array();
  for (const Json& item : json["items"]) collection["features"].push_back(feature_of(item));
  Response response = json_response(collection);
  response.type = media_type(Format::kGeojson);
  return response;
}

}  // namespace

Response get_places(Call& call) {
  auto store = call.archive().lease();
  auto rows = call.snapshot->rows(Subject::kEvents, call.selection, *store);
  if (!rows) return problem_of(rows.error());
  const PlaceOrder places(call.index(), **rows);
  std::size_t begin = 0;
  if (!call.page.cursor.empty()) {
    auto cursor = read_cursor(call.page.cursor, 2);
    if (!cursor) return problem_of(cursor.error());
    begin = places.after(*cursor);
  }
  const std::size_t size = places.order.size();
  const bool is_whole = call.page.format != Format::kJson && !call.page.has_limit;
  const std::size_t limit = call.page.has_limit ? call.page.limit : kMaxLimit;
  const std::size_t end = is_whole ? size : std::min(size, begin + limit);
  Json json;
  json["items"] = Json::array();
  for (std::size_t i = begin; i < end; ++i) {
    const std::uint32_t at = places.order[i];
    json["items"].push_back(place_item(call.index().places[at], places.summaries[at]));
  }
  json["total"] = size;
  Response link;
  const std::int64_t last[] = {end == 0 ? 0 : places.summaries[places.order[end - 1]].events,
                               end == 0 ? 0 : std::int64_t{places.order[end - 1]}};
  add_next(call, end < size && end > 0 ? make_cursor(last) : "", json, link);
  json["events"] = places.events;
  json["without_place"] = places.without_place;
  if (call.page.format == Format::kGeojson) return as_geojson(std::move(json));
  Response response =
      items_response(call.page.format,
                     {"place", "geonameid", "country_code", "province", "district", "city", "lat",
                      "lon", "resolution", "events", "mean_scale", "quads"},
                     json);
  response.headers.insert(response.headers.end(), link.headers.begin(), link.headers.end());
  return response;
}

}  // namespace casus::serve
