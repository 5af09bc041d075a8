// POLECAT: 40 columns, tab-separated, "None" where nothing is known.

#include <fmt/format.h>

#include "export/export.h"

namespace casus {

namespace {

using Row = const ExportRow&;

std::string joined(const std::vector<std::string>& list) {
  return fmt::format("{}", fmt::join(list, "; "));
}

std::string name_of(const Participant* party) {
  if (party == nullptr) return {};
  return party->actor.identifier_text.empty() ? party->entity_text : party->actor.identifier_text;
}

std::string sectors_of(const Participant* party) {
  if (party == nullptr || party->actor.sector.empty()) return {};
  std::vector<std::string> sectors = {party->actor.sector};
  sectors.insert(sectors.end(), party->actor.other_sectors.begin(),
                 party->actor.other_sectors.end());
  return joined(sectors);
}

std::string field(const Participant* party, std::string ActorCode::*member) {
  return party == nullptr ? std::string() : party->actor.*member;
}

std::string cow(Row row, const Participant* party) {
  return party == nullptr ? std::string() : row.tables.country(party->actor.code).cow;
}

std::string contexts(Row row) {
  std::vector<std::string> names;
  for (const Context& each : row.record.event.contexts) names.push_back(each.name);
  return joined(names);
}

}  // namespace

const ExportTable& polecat_table() {
  static const ExportTable table = {
      {
          {"Event ID", "casus's id of the event; \".2\" and so on for its further pairs",
           [](Row row) {
             return row.record.id + (row.pair == 0 ? "" : fmt::format(".{}", row.pair + 1));
           }},
          {"Event Date", "YYYY-MM-DD, or shorter where only month or year is known",
           [](Row row) { return row.record.event.date; }},
          {"Event Type", "PLOVER category", [](Row row) { return row.record.event.category; }},
          {"Event Mode", "PLOVER modes", [](Row row) { return joined(row.record.event.modes); }},
          {"Intensity", "PLOVER conflict-cooperation scale, -10 to +10",
           [](Row row) { return number_text(row.record.event.event_scale); }},
          {"Quad Code", "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict",
           [](Row row) { return std::to_string(row.record.event.quad_code); }},
          {"Contexts", "PLOVER contexts", contexts},
          {"Actor Name", "canonical name, else the words",
           [](Row row) { return name_of(row.actor); }},
          {"Actor Country", "PLOVER code",
           [](Row row) { return field(row.actor, &ActorCode::code); }},
          {"Actor COW", "Correlates of War number", [](Row row) { return cow(row, row.actor); }},
          {"Primary Actor Sector", "PLOVER sector",
           [](Row row) { return field(row.actor, &ActorCode::sector); }},
          {"Actor Sectors", "all PLOVER sectors", [](Row row) { return sectors_of(row.actor); }},
          {"Actor Title", "office held",
           [](Row row) { return field(row.actor, &ActorCode::office); }},
          {"Actor Name Raw", "the words of the text",
           [](Row row) { return row.actor == nullptr ? std::string() : row.actor->entity_text; }},
          {"Wikipedia Actor ID", "Wikidata identifier: casus knows no Wikipedia titles",
           [](Row row) { return field(row.actor, &ActorCode::identifier_id); }},
          {"Recipient Name", "as for the actor", [](Row row) { return name_of(row.recipient); }},
          {"Recipient Country", "", [](Row row) { return field(row.recipient, &ActorCode::code); }},
          {"Recipient COW", "", [](Row row) { return cow(row, row.recipient); }},
          {"Primary Recipient Sector", "",
           [](Row row) { return field(row.recipient, &ActorCode::sector); }},
          {"Recipient Sectors", "", [](Row row) { return sectors_of(row.recipient); }},
          {"Recipient Title", "", [](Row row) { return field(row.recipient, &ActorCode::office); }},
          {"Recipient Name Raw", "",
           [](Row row) {
             return row.recipient == nullptr ? std::string() : row.recipient->entity_text;
           }},
          {"Wikipedia Recipient ID", "",
           [](Row row) { return field(row.recipient, &ActorCode::identifier_id); }},
          {"Placename", "resolved name", [](Row row) { return place_field(row, &Place::name); }},
          {"City", "", [](Row row) { return place_field(row, &Place::city); }},
          {"District", "", [](Row row) { return place_field(row, &Place::district); }},
          {"Province", "", [](Row row) { return place_field(row, &Place::province); }},
          {"Country", "PLOVER code",
           [](Row row) { return place_field(row, &Place::country_code); }},
          {"Latitude", "degrees", latitude},
          {"Longitude", "degrees", longitude},
          {"GeoNames ID", "",
           [](Row row) {
             const bool known = row.record.place && row.record.place->geonameid != 0;
             return known ? std::to_string(row.record.place->geonameid) : std::string();
           }},
          {"Raw Placename", "the words of the text", [](Row row) { return row.record.place_text; }},
          {"Feature Type", "GeoNames feature code",
           [](Row row) { return place_field(row, &Place::feature_code); }},
          {"Source", "publisher", [](Row row) { return row.record.article.source; }},
          {"Publication Date", "YYYY-MM-DD", [](Row row) { return row.record.article.date; }},
          {"Story People", "named in the article",
           [](Row row) { return row.record.article.people; }},
          {"Story Organizations", "", [](Row row) { return row.record.article.organisations; }},
          {"Story Locations", "", [](Row row) { return row.record.article.locations; }},
          {"Language", "ISO 639-1", [](Row row) { return row.record.article.language; }},
          {"Version", "program", [](Row) { return std::string("casus " CASUS_VERSION); }},
      },
      "\t",
      true,
      false,
      "None",
      true,
      true,
      false,
      false};
  return table;
}

}  // namespace casus
