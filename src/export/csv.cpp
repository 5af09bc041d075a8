// CSV: an event a row, with all that casus knows of it; lists between "; ".

#include <fmt/format.h>

#include "export/export.h"
#include "output/json.h"

namespace casus {

namespace {

using Row = const ExportRow&;

template <typename List, typename ToText>
std::string joined(const List& list, ToText to_text) {
  std::string text;
  for (const auto& each : list) {
    if (&each != &list.front()) text += "; ";
    text += to_text(each);
  }
  return text;
}

std::string same(const std::string& text) { return text; }
std::string code(const Participant& party) { return party.actor.code; }
std::string sector(const Participant& party) { return party.actor.sector; }
std::string words(const Participant& party) { return party.entity_text; }

std::string count_text(const std::optional<Count>& count) {
  if (!count) return {};
  const auto number = [](const auto& n) { return n ? std::to_string(*n) : std::string(); };
  const std::string least = number(count->minimum);
  const std::string most = number(count->maximum);
  return least == most ? least : least + ".." + most;
}

}  // namespace

const ExportTable& csv_table() {
  static const ExportTable table = {
      {
          {"id", "casus's id of the event", [](Row row) { return row.record.id; }},
          {"date", "YYYY-MM-DD, or shorter where only month or year is known",
           [](Row row) { return row.record.event.date; }},
          {"enddate", "", [](Row row) { return row.record.event.enddate; }},
          {"date_source", "clause, sentence, passage or publication",
           [](Row row) { return std::string(date_source_name(row.record.event.date_source)); }},
          {"event", "PLOVER category", [](Row row) { return row.record.event.category; }},
          {"mode", "", [](Row row) { return joined(row.record.event.modes, same); }},
          {"actor_code", "PLOVER codes",
           [](Row row) { return joined(row.record.event.actors, code); }},
          {"actor_sector", "", [](Row row) { return joined(row.record.event.actors, sector); }},
          {"actor_text", "the words",
           [](Row row) { return joined(row.record.event.actors, words); }},
          {"recipient_code", "", [](Row row) { return joined(row.record.event.recipients, code); }},
          {"recipient_sector", "",
           [](Row row) { return joined(row.record.event.recipients, sector); }},
          {"recipient_text", "",
           [](Row row) { return joined(row.record.event.recipients, words); }},
          {"auxiliary", "historical, future, hypothetical, negation",
           [](Row row) { return joined(row.record.event.auxiliary, same); }},
          {"attribution", "who says so; empty: the text itself",
           [](Row row) {
             return joined(row.record.event.attributions,
                           [](const Attribution& a) { return a.claimant.entity_text; });
           }},
          {"context", "",
           [](Row row) {
             return joined(row.record.event.contexts, [](const Context& c) { return c.name; });
           }},
          {"quad_code", "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict",
           [](Row row) { return std::to_string(row.record.event.quad_code); }},
          {"event_scale", "-10 to +10",
           [](Row row) { return number_text(row.record.event.event_scale); }},
          {"dead", "persons; \"1..\" at least one",
           [](Row row) { return count_text(row.record.event.size.dead); }},
          {"injured", "", [](Row row) { return count_text(row.record.event.size.injured); }},
          {"arrested", "", [](Row row) { return count_text(row.record.event.size.arrested); }},
          {"place", "", [](Row row) { return place_field(row, &Place::name); }},
          {"country_code", "", [](Row row) { return place_field(row, &Place::country_code); }},
          {"lat", "degrees", latitude},
          {"lon", "degrees", longitude},
          {"geonameid", "",
           [](Row row) {
             const bool known = row.record.place && row.record.place->geonameid != 0;
             return known ? std::to_string(row.record.place->geonameid) : std::string();
           }},
          {"resolution", "5 below a city, 4 city, 3 district, 2 province, 1 country",
           [](Row row) {
             return row.record.place ? std::to_string(row.record.place->resolution) : std::string();
           }},
          {"confidence", "0 to 1",
           [](Row row) { return fmt::format("{:.2f}", row.record.event.confidence); }},
          {"event_text", "the trigger's words",
           [](Row row) { return joined(row.record.event.event_text, same); }},
          {"sentence", "from 1",
           [](Row row) { return std::to_string(row.record.event.sentence + 1); }},
          {"document", "", [](Row row) { return row.record.article.document_id; }},
          {"source", "publisher", [](Row row) { return row.record.article.source; }},
          {"publication_date", "YYYY-MM-DD", [](Row row) { return row.record.article.date; }},
          {"url", "", [](Row row) { return row.record.article.url; }},
          {"link", "equal for reports of one happening", [](Row row) { return row.reports.link; }},
          {"reports", "of the happening, in the selection",
           [](Row row) { return std::to_string(row.reports.mentions); }},
          {"sources", "publishers among them",
           [](Row row) { return std::to_string(row.reports.sources); }},
          {"text", "the words that are the evidence", [](Row row) { return row.record.text; }},
      },
      ",",
      true,
      true,
      "",
      false,
      false,
      true,
      false};
  return table;
}

}  // namespace casus
