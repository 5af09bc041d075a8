// Phoenix: 26 columns, tab-separated, without a header.

#include <fmt/format.h>

#include "export/cameo.h"
#include "export/export.h"

namespace casus {

namespace {

using Row = const ExportRow&;

std::string issues(Row row) {
  std::string text;
  for (const Context& each : row.record.event.contexts) {
    std::string key = each.name;
    for (char& c : key) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    text += (text.empty() ? "" : ";") + key + ",1";
  }
  return text;
}

std::string country(Row row, const Participant* party) {
  return party == nullptr ? std::string() : cameo_country(row.tables, party->actor.code);
}

std::string role(Row row, const Participant* party) {
  return party == nullptr ? std::string() : row.tables.cameo_sector(party->actor.sector);
}

std::string attributes(Row row, const Participant* party) {
  std::string text;
  if (party == nullptr) return text;
  for (const std::string& each : party->actor.other_sectors) {
    const std::string& code = row.tables.cameo_sector(each);
    if (!code.empty()) text += (text.empty() ? "" : ";") + code;
  }
  return text;
}

std::string date_part(Row row, std::size_t begin, std::size_t size) {
  const std::string text = row.record.event.date.substr(begin, size);
  return std::to_string(std::stoi(text));
}

}  // namespace

const ExportTable& phoenix_table() {
  static const ExportTable table = {
      {
          {"EventID", "number of the event in the archive, and of its pair",
           [](Row row) { return fmt::format("{}_{}", row.record.number, row.pair); }},
          {"Date", "YYYYMMDD",
           [](Row row) { return std::to_string(packed_date(row.record.event.date)); }},
          {"Year", "", [](Row row) { return date_part(row, 0, 4); }},
          {"Month", "", [](Row row) { return date_part(row, 5, 2); }},
          {"Day", "", [](Row row) { return date_part(row, 8, 2); }},
          {"SourceActorFull", "CAMEO country and type of the actor",
           [](Row row) { return cameo_actor(row.tables, row.actor); }},
          {"SourceActorEntity", "CAMEO country", [](Row row) { return country(row, row.actor); }},
          {"SourceActorRole", "CAMEO type", [](Row row) { return role(row, row.actor); }},
          {"SourceActorAttribute", "further types",
           [](Row row) { return attributes(row, row.actor); }},
          {"TargetActorFull", "of the recipient",
           [](Row row) { return cameo_actor(row.tables, row.recipient); }},
          {"TargetActorEntity", "", [](Row row) { return country(row, row.recipient); }},
          {"TargetActorRole", "", [](Row row) { return role(row, row.recipient); }},
          {"TargetActorAttribute", "", [](Row row) { return attributes(row, row.recipient); }},
          {"EventCode", "CAMEO, from PLOVER by data/export/cameo.txt",
           [](Row row) { return row.tables.cameo(row.record.event).code; }},
          {"EventRootCode", "its first two digits",
           [](Row row) { return row.tables.cameo(row.record.event).code.substr(0, 2); }},
          {"PentaClass",
           "0 statement, 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict",
           [](Row row) { return penta_class(row.tables.cameo(row.record.event).code); }},
          {"GoldsteinScore", "of the CAMEO code, -10 to +10",
           [](Row row) { return fmt::format("{:.1f}", row.tables.cameo(row.record.event).scale); }},
          {"Issues", "PLOVER contexts in capitals, each with the count 1", issues},
          {"Lat", "degrees", latitude},
          {"Lon", "degrees", longitude},
          {"LocationName", "", [](Row row) { return place_field(row, &Place::name); }},
          {"StateName", "province", [](Row row) { return place_field(row, &Place::province); }},
          {"CountryCode", "three letters",
           [](Row row) { return place_field(row, &Place::country_code); }},
          {"SentenceID", "number of the article, and of the sentence",
           [](Row row) {
             return fmt::format("{}_{}", row.record.article.id, row.record.event.sentence + 1);
           }},
          {"URLs", "", [](Row row) { return row.record.article.url; }},
          {"NewsSources", "", [](Row row) { return row.record.article.source; }},
      },
      "\t",
      false,
      false,
      "",
      true,
      true,
      false,
      true};
  return table;
}

}  // namespace casus
