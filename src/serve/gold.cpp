// Reviewed events as gold records that `casus eval --layer events` reads: what was accepted, and
// what was corrected as it should be. Rejected ones and those that reviewers judge differently are
// there, too, marked as not to be scored.

#include <map>

#include "serve/api.h"
#include "serve/items.h"

namespace casus::serve {

namespace {

constexpr std::size_t kChunkEvents = 500;

// What the reviewers said last of one event.
struct Judged {
  std::int64_t event = 0;
  std::vector<const ReviewRecord*> reviews;
  bool is_agreed() const {
    for (const ReviewRecord* each : reviews) {
      if (each->verdict != reviews.front()->verdict ||
          each->correction != reviews.front()->correction) {
        return false;
      }
    }
    return true;
  }
};

std::vector<Judged> judged_events(const Reviews& reviews, const std::string* reviewer) {
  std::map<std::int64_t, Judged> events;
  for (std::size_t i = 0; i < reviews.all.size(); ++i) {
    const ReviewRecord& review = reviews.all[i];
    if (!reviews.is_last(i) || (reviewer != nullptr && review.reviewer != *reviewer)) continue;
    Judged& judged = events[review.event_number];
    judged.event = review.event_number;
    judged.reviews.push_back(&review);
  }
  std::vector<Judged> list;
  for (auto& [number, judged] : events) list.push_back(std::move(judged));
  return list;
}

Json parties_json(const std::vector<Participant>& parties) {
  Json list = Json::array();
  for (const Participant& each : parties) {
    list.push_back({{"code", or_null(each.actor.code)}, {"sector", or_null(each.actor.sector)}});
  }
  return list;
}

Json gold_record(const EventRecord& record, const Judged& judged) {
  const Event& event = record.event;
  Json json;
  json["id"] = record.id;
  json["date"] = or_null(record.article.date);
  json["text"] = record.text;
  json["event"] = event.category;
  json["mode"] = event.modes;
  json["context"] = Json::array();
  for (const auto& each : event.contexts) json["context"].push_back(each.name);
  json["auxiliary"] = event.auxiliary;
  json["actor"] = parties_json(event.actors);
  json["recipient"] = parties_json(event.recipients);
  json["event_date"] = or_null(event.date);
  json["event_enddate"] = or_null(event.enddate);
  json["country_code"] = record.place ? or_null(record.place->country_code) : Json(nullptr);
  const ReviewRecord& first = *judged.reviews.front();
  const Json correction = Json::parse(first.correction, nullptr, false);
  if (judged.is_agreed() && correction.is_object()) {
    for (const auto& [name, value] : correction.items()) {
      const bool is_date = name == "date" || name == "enddate";
      json[is_date ? "event_" + name : name] = value;
    }
  }
  json["verdict"] = judged.is_agreed() ? Json(first.verdict) : Json(nullptr);
  json["reviewers"] = Json::array();
  for (const ReviewRecord* each : judged.reviews) json["reviewers"].push_back(each->reviewer);
  json["scored"] = judged.is_agreed() && first.verdict != "reject";
  return json;
}

}  // namespace

Response get_gold(Call& call) {
  auto store = call.archive().lease();
  auto reviews = call.archive().reviews(*store);
  if (!reviews) return problem_of(reviews.error());
  const std::vector<Judged> events = judged_events(**reviews, call.find("reviewer"));
  Response response;
  response.type = media_type(Format::kJsonl);
  response.headers.push_back(attachment("gold", "jsonl"));
  for (std::size_t begin = 0; begin < events.size(); begin += kChunkEvents) {
    const std::size_t end = std::min(begin + kChunkEvents, events.size());
    std::vector<std::int64_t> numbers;
    std::map<std::int64_t, const Judged*> judged;
    for (std::size_t i = begin; i < end; ++i) {
      numbers.push_back(events[i].event);
      judged[events[i].event] = &events[i];
    }
    auto records = store->numbered_events(numbers);
    if (!records) return problem_of(records.error());
    for (const EventRecord& record : *records) {
      response.body += to_line(gold_record(record, *judged.at(record.number))) + "\n";
    }
  }
  return response;
}

}  // namespace casus::serve
