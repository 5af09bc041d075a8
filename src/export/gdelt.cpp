// GDELT 2.0 events: 61 columns, tab-separated, without a header.

#include <fmt/format.h>

#include "export/cameo.h"
#include "export/export.h"

namespace casus {

namespace {

using Row = const ExportRow&;

std::string nothing(Row) { return {}; }

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

std::string name_of(const Participant* party) {
  if (party == nullptr) return {};
  return upper(party->actor.identifier_text.empty() ? party->entity_text
                                                    : party->actor.identifier_text);
}

std::string country(Row row, const Participant* party) {
  return party == nullptr ? std::string() : row.tables.country(party->actor.code).cameo;
}

std::string group(Row row, const Participant* party) {
  if (party == nullptr || !row.tables.country(party->actor.code).cameo.empty()) return {};
  return party->actor.code;
}

std::string type(Row row, const Participant* party, std::size_t number) {
  if (party == nullptr) return {};
  if (number == 0) return row.tables.cameo_sector(party->actor.sector);
  const auto& others = party->actor.other_sectors;
  return number <= others.size() ? row.tables.cameo_sector(others[number - 1]) : std::string();
}

std::string fraction_date(Row row) {
  const std::int64_t date = packed_date(row.record.event.date);
  const double part = static_cast<double>(date / 100 % 100 * 30 + date % 100) / 365;
  return fmt::format("{:.4f}", static_cast<double>(date / 10000) + part);
}

std::string geo_type(Row row) {
  if (!row.record.place) return "0";
  const Place& place = *row.record.place;
  const bool home = row.tables.is_gdelt_home(place.country_code);
  if (place.resolution <= 1) return "1";
  if (place.resolution <= 3) return home ? "2" : "5";
  return home ? "3" : "4";
}

std::string full_name(Row row) {
  if (!row.record.place) return {};
  const Place& place = *row.record.place;
  std::string text = place.name;
  const std::string& of_country = row.tables.country(place.country_code).name;
  for (const std::string& part : {place.province, of_country}) {
    if (!part.empty() && part != place.name) text += ", " + part;
  }
  return text;
}

std::string fips(Row row) {
  return row.tables.country(place_field(row, &Place::country_code)).fips;
}

std::string feature(Row row) {
  const bool known = row.record.place && row.record.place->geonameid != 0;
  return known ? std::to_string(row.record.place->geonameid) : std::string();
}

std::string cameo_part(Row row, std::size_t digits) {
  return row.tables.cameo(row.record.event).code.substr(0, digits);
}

}  // namespace

const ExportTable& gdelt_table() {
  static const ExportTable table = {
      {
          {"GLOBALEVENTID", "number of the event in the archive, times 1000, and of its pair",
           [](Row row) {
             return std::to_string(row.record.number * 1000 + static_cast<std::int64_t>(row.pair));
           }},
          {"SQLDATE", "YYYYMMDD",
           [](Row row) { return std::to_string(packed_date(row.record.event.date)); }},
          {"MonthYear", "YYYYMM",
           [](Row row) { return std::to_string(packed_date(row.record.event.date) / 100); }},
          {"Year", "",
           [](Row row) { return std::to_string(packed_date(row.record.event.date) / 10000); }},
          {"FractionDate", "year and (30 months + days) / 365", fraction_date},
          {"Actor1Code", "CAMEO country and types",
           [](Row row) { return cameo_actor(row.tables, row.actor); }},
          {"Actor1Name", "", [](Row row) { return name_of(row.actor); }},
          {"Actor1CountryCode", "CAMEO, three letters",
           [](Row row) { return country(row, row.actor); }},
          {"Actor1KnownGroupCode", "code of a party that is no country",
           [](Row row) { return group(row, row.actor); }},
          {"Actor1EthnicCode", "never known", nothing},
          {"Actor1Religion1Code", "never known", nothing},
          {"Actor1Religion2Code", "never known", nothing},
          {"Actor1Type1Code", "CAMEO types of the sectors",
           [](Row row) { return type(row, row.actor, 0); }},
          {"Actor1Type2Code", "", [](Row row) { return type(row, row.actor, 1); }},
          {"Actor1Type3Code", "", [](Row row) { return type(row, row.actor, 2); }},
          {"Actor2Code", "", [](Row row) { return cameo_actor(row.tables, row.recipient); }},
          {"Actor2Name", "", [](Row row) { return name_of(row.recipient); }},
          {"Actor2CountryCode", "", [](Row row) { return country(row, row.recipient); }},
          {"Actor2KnownGroupCode", "", [](Row row) { return group(row, row.recipient); }},
          {"Actor2EthnicCode", "", nothing},
          {"Actor2Religion1Code", "", nothing},
          {"Actor2Religion2Code", "", nothing},
          {"Actor2Type1Code", "", [](Row row) { return type(row, row.recipient, 0); }},
          {"Actor2Type2Code", "", [](Row row) { return type(row, row.recipient, 1); }},
          {"Actor2Type3Code", "", [](Row row) { return type(row, row.recipient, 2); }},
          {"IsRootEvent", "1: in the article's first sentence",
           [](Row row) { return std::string(row.record.event.sentence == 0 ? "1" : "0"); }},
          {"EventCode", "CAMEO, from PLOVER by data/export/cameo.txt",
           [](Row row) { return cameo_part(row, 4); }},
          {"EventBaseCode", "its first three digits", [](Row row) { return cameo_part(row, 3); }},
          {"EventRootCode", "its first two", [](Row row) { return cameo_part(row, 2); }},
          {"QuadClass", "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict",
           [](Row row) { return quad_class(cameo_part(row, 2)); }},
          {"GoldsteinScale", "of the CAMEO code, -10 to +10",
           [](Row row) { return fmt::format("{:.1f}", row.tables.cameo(row.record.event).scale); }},
          {"NumMentions", "reports of the happening in the selection",
           [](Row row) { return std::to_string(row.reports.mentions); }},
          {"NumSources", "publishers among them",
           [](Row row) { return std::to_string(row.reports.sources); }},
          {"NumArticles", "articles among them",
           [](Row row) { return std::to_string(row.reports.articles); }},
          {"AvgTone", "never known: casus measures no tone", nothing},
          {"Actor1Geo_Type", "0: places of actors are not known",
           [](Row) { return std::string("0"); }},
          {"Actor1Geo_FullName", "", nothing},
          {"Actor1Geo_CountryCode", "", nothing},
          {"Actor1Geo_ADM1Code", "", nothing},
          {"Actor1Geo_ADM2Code", "", nothing},
          {"Actor1Geo_Lat", "", nothing},
          {"Actor1Geo_Long", "", nothing},
          {"Actor1Geo_FeatureID", "", nothing},
          {"Actor2Geo_Type", "0: places of actors are not known",
           [](Row) { return std::string("0"); }},
          {"Actor2Geo_FullName", "", nothing},
          {"Actor2Geo_CountryCode", "", nothing},
          {"Actor2Geo_ADM1Code", "", nothing},
          {"Actor2Geo_ADM2Code", "", nothing},
          {"Actor2Geo_Lat", "", nothing},
          {"Actor2Geo_Long", "", nothing},
          {"Actor2Geo_FeatureID", "", nothing},
          {"ActionGeo_Type",
           "1 country, 2 and 3 a state and a city of the country of data/export/gdelt.txt, 4 city, "
           "5 province elsewhere; 0 none",
           geo_type},
          {"ActionGeo_FullName", "", full_name},
          {"ActionGeo_CountryCode", "FIPS 10-4", fips},
          {"ActionGeo_ADM1Code", "FIPS 10-4 of the country: codes of provinces are not known",
           fips},
          {"ActionGeo_ADM2Code", "never known", nothing},
          {"ActionGeo_Lat", "degrees", latitude},
          {"ActionGeo_Long", "degrees", longitude},
          {"ActionGeo_FeatureID", "GeoNames identifier", feature},
          {"DATEADDED", "day of publication, YYYYMMDD000000",
           [](Row row) {
             const std::string& date = row.record.article.date;
             return date.empty() ? std::string() : std::to_string(packed_date(date)) + "000000";
           }},
          {"SOURCEURL", "", [](Row row) { return row.record.article.url; }},
      },
      "\t",
      false,
      false,
      "",
      true,
      true,
      true,
      true};
  return table;
}

}  // namespace casus
