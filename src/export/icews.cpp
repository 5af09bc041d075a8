// ICEWS: 20 columns, tab-separated, with a header; sectors between commas.

#include <fmt/format.h>

#include "export/export.h"

namespace casus {

namespace {

using Row = const ExportRow&;

std::string name_of(const Participant* party) {
  if (party == nullptr) return {};
  return party->actor.identifier_text.empty() ? party->entity_text : party->actor.identifier_text;
}

std::string sectors_of(Row row, const Participant* party) {
  if (party == nullptr) return {};
  std::string text = row.tables.sector_name(party->actor.sector);
  for (const std::string& each : party->actor.other_sectors) {
    const std::string& name = row.tables.sector_name(each);
    if (!name.empty()) text += (text.empty() ? "" : ",") + name;
  }
  return text;
}

std::string country_of(Row row, const Participant* party) {
  return party == nullptr ? std::string() : row.tables.country(party->actor.code).name;
}

std::string event_text(Row row) {
  std::string text = row.record.event.category;
  for (const std::string& mode : row.record.event.modes) text += " " + mode;
  return text;
}

}  // namespace

const ExportTable& icews_table() {
  static const ExportTable table = {
      {
          {"Event ID", "number of the event in the archive, times 1000, and of its pair",
           [](Row row) {
             return std::to_string(row.record.number * 1000 + static_cast<std::int64_t>(row.pair));
           }},
          {"Event Date", "YYYY-MM-DD", [](Row row) { return row.record.event.date; }},
          {"Source Name", "actor: canonical name, else the words",
           [](Row row) { return name_of(row.actor); }},
          {"Source Sectors", "ICEWS's words for PLOVER's sectors",
           [](Row row) { return sectors_of(row, row.actor); }},
          {"Source Country", "name of the country",
           [](Row row) { return country_of(row, row.actor); }},
          {"Event Text", "PLOVER category and modes", event_text},
          {"CAMEO Code", "text, with leading zeros; from PLOVER by data/export/cameo.txt",
           [](Row row) { return row.tables.cameo(row.record.event).code; }},
          {"Intensity", "Goldstein scale of the CAMEO code, -10 to +10",
           [](Row row) { return fmt::format("{:.1f}", row.tables.cameo(row.record.event).scale); }},
          {"Target Name", "recipient", [](Row row) { return name_of(row.recipient); }},
          {"Target Sectors", "", [](Row row) { return sectors_of(row, row.recipient); }},
          {"Target Country", "", [](Row row) { return country_of(row, row.recipient); }},
          {"Story ID", "number of the article in the archive",
           [](Row row) { return std::to_string(row.record.article.id); }},
          {"Sentence Number", "from 1",
           [](Row row) { return std::to_string(row.record.event.sentence + 1); }},
          {"Publisher", "", [](Row row) { return row.record.article.source; }},
          {"City", "", [](Row row) { return place_field(row, &Place::city); }},
          {"District", "", [](Row row) { return place_field(row, &Place::district); }},
          {"Province", "", [](Row row) { return place_field(row, &Place::province); }},
          {"Country", "name of the country",
           [](Row row) { return row.tables.country(place_field(row, &Place::country_code)).name; }},
          {"Latitude", "degrees", latitude},
          {"Longitude", "degrees", longitude},
      },
      "\t",
      true,
      false,
      "",
      true,
      true,
      false,
      true};
  return table;
}

}  // namespace casus
