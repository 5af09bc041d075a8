// CSV as RFC 4180 has it: an event a row, lists joined by "; ", empty where nothing is known.

#include <fmt/format.h>

#include "output/csv_text.h"
#include "output/json.h"
#include "output/writer.h"

namespace casus {

namespace {

constexpr std::string_view kHeader =
    "id,date,enddate,date_source,event,mode,actor_code,actor_sector,actor_text,recipient_code,"
    "recipient_sector,recipient_text,auxiliary,attribution,context,quad_code,event_scale,dead,"
    "injured,arrested,place,country_code,lat,lon,geonameid,resolution,confidence,event_text,"
    "sentence,document,publication_date,url,text\r\n";

std::string same(const std::string& text) { return text; }

std::string count_text(const std::optional<Count>& count) {
  if (!count) return {};
  const auto number = [](const auto& n) { return n ? std::to_string(*n) : std::string(); };
  const std::string minimum = number(count->minimum);
  const std::string maximum = number(count->maximum);
  return minimum == maximum ? minimum : minimum + ".." + maximum;
}

std::vector<std::string> place_fields(const Document& document, const Event& event) {
  if (event.place == kNone) return {"", "", "", "", "", ""};
  const Place& place = document.places[event.place];
  return {place.name,
          place.country_code,
          place.latitude ? fmt::format("{:.4f}", *place.latitude) : "",
          place.longitude ? fmt::format("{:.4f}", *place.longitude) : "",
          place.geonameid == 0 ? "" : std::to_string(place.geonameid),
          std::to_string(place.resolution)};
}

void append_participants(std::vector<std::string>& row, const std::vector<Participant>& list) {
  row.push_back(joined(list, [](const Participant& p) { return p.actor.code; }));
  row.push_back(joined(list, [](const Participant& p) { return p.actor.sector; }));
  row.push_back(joined(list, [](const Participant& p) { return p.entity_text; }));
}

std::vector<std::string> event_row(const Document& document, std::size_t number) {
  const Event& event = document.events[number];
  std::vector<std::string> row = {event_id(document, number),
                                  event.date,
                                  event.enddate,
                                  std::string(date_source_name(event.date_source)),
                                  event.category,
                                  joined(event.modes, same)};
  append_participants(row, event.actors);
  append_participants(row, event.recipients);
  row.push_back(joined(event.auxiliary, same));
  row.push_back(
      joined(event.attributions, [](const Attribution& a) { return a.claimant.entity_text; }));
  row.push_back(joined(event.contexts, [](const Context& c) { return c.name; }));
  row.push_back(std::to_string(event.quad_code));
  row.push_back(fmt::format("{}", event.event_scale));
  for (const auto& count : {event.size.dead, event.size.injured, event.size.arrested}) {
    row.push_back(count_text(count));
  }
  for (std::string& field : place_fields(document, event)) row.push_back(std::move(field));
  row.push_back(fmt::format("{:.2f}", event.confidence));
  row.push_back(joined(event.event_text, same));
  row.push_back(std::to_string(event.sentence + 1));
  row.push_back(document.id);
  row.push_back(document.date);
  row.push_back(document.url);
  row.push_back(std::string(document.words(event.start, event.end)));
  return row;
}

class CsvWriter : public DocumentWriter {
 public:
  std::string head() const override { return std::string(kHeader); }

  void render(const Document& document, std::string& output) const override {
    for (std::size_t i = 0; i < document.events.size(); ++i) {
      append_csv_row(event_row(document, i), output);
    }
  }
};

}  // namespace

std::unique_ptr<DocumentWriter> make_csv_writer(const WriterOptions&) {
  return std::make_unique<CsvWriter>();
}

}  // namespace casus
