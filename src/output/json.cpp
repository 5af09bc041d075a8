#include "output/json.h"

#include <array>

namespace casus {

namespace {

void put_span(Json& json, const OffsetMap& offsets, std::uint32_t start, std::uint32_t end) {
  json["start"] = offsets.to_code_points(start);
  json["end"] = offsets.to_code_points(end);
}

Json participant_json(const OffsetMap& offsets, const Participant& participant) {
  const ActorCode& actor = participant.actor;
  Json json;
  json["code"] = or_null(actor.code);
  json["sector"] = or_null(actor.sector);
  json["other_sectors"] = actor.other_sectors;
  json["entity_text"] = participant.entity_text;
  json["identifier_id"] = or_null(actor.identifier_id);
  json["identifier_text"] = or_null(actor.identifier_text);
  json["office"] = or_null(actor.office);
  put_span(json, offsets, participant.start, participant.end);
  return json;
}

Json participants_json(const OffsetMap& offsets, const std::vector<Participant>& participants) {
  Json list = Json::array();
  for (const Participant& each : participants) list.push_back(participant_json(offsets, each));
  return list;
}

Json attributions_json(const OffsetMap& offsets, const std::vector<Attribution>& attributions) {
  Json list = Json::array();
  for (const Attribution& each : attributions) {
    Json json;
    json["entity_text"] = or_null(each.claimant.entity_text);
    json["code"] = or_null(each.claimant.actor.code);
    json["sector"] = or_null(each.claimant.actor.sector);
    json["verb"] = or_null(each.verb);
    put_span(json, offsets, each.claimant.start, each.claimant.end);
    list.push_back(std::move(json));
  }
  return list;
}

Json count_json(const std::optional<Count>& count) {
  if (!count) return nullptr;
  if (count->minimum && count->maximum && *count->minimum == *count->maximum) {
    return *count->minimum;
  }
  Json json = Json::object();
  if (count->minimum) json["min"] = *count->minimum;
  if (count->maximum) json["max"] = *count->maximum;
  return json;
}

Json contexts_json(const std::vector<Context>& contexts) {
  Json list = Json::array();
  for (const Context& each : contexts) list.push_back(each.name);
  return list;
}

Json token_json(const Document& document, const OffsetMap& offsets, const Sentence& sentence,
                TokenIndex index) {
  const Token& token = document.tokens[index];
  Json json;
  json["id"] = index - sentence.first + 1;
  put_span(json, offsets, token.start, token.end);
  json["form"] = token.form;
  json["lemma"] = or_null(token.lemma);
  json["upos"] = upos_name(token.upos);
  json["xpos"] = or_null(token.xpos);
  json["feats"] = or_null(token.feats);
  json["head"] = token.head == kNoToken ? 0 : token.head - sentence.first + 1;
  json["deprel"] = or_null(token.deprel);
  return json;
}

Json sentence_json(const Document& document, const OffsetMap& offsets, const Sentence& sentence) {
  Json json;
  put_span(json, offsets, sentence.start, sentence.end);
  Json tokens = Json::array();
  for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
    tokens.push_back(token_json(document, offsets, sentence, i));
  }
  json["tokens"] = std::move(tokens);
  return json;
}

Json entity_json(const OffsetMap& offsets, const Entity& entity) {
  Json json;
  put_span(json, offsets, entity.start, entity.end);
  json["type"] = entity_type_name(entity.type);
  json["name"] = entity.name;
  json["identifier_id"] = or_null(entity.actor.identifier_id);
  json["code"] = or_null(entity.actor.code);
  json["sector"] = or_null(entity.actor.sector);
  json["other_sectors"] = entity.actor.other_sectors;
  json["office"] = or_null(entity.actor.office);
  json["chain"] = entity.chain == kNone ? Json(nullptr) : Json(entity.chain);
  return json;
}

Json time_json(const Document& document, const OffsetMap& offsets, const Time& time) {
  Json json;
  put_span(json, offsets, time.start, time.end);
  json["type"] = time_type_name(time.type);
  json["value"] = or_null(time.value);
  json["text"] = document.words(time.start, time.end);
  json["begin"] = or_null(time.begin);
  json["finish"] = or_null(time.finish);
  json["anchor"] = or_null(time_anchor_name(time.anchor));
  return json;
}

template <typename Layer, typename ToJson>
Json list_json(const Layer& layer, ToJson to_json) {
  Json list = Json::array();
  for (const auto& each : layer) list.push_back(to_json(each));
  return list;
}

Json size_json(const Size& size) {
  Json json;
  json["dead"] = count_json(size.dead);
  json["injured"] = count_json(size.injured);
  json["arrested"] = count_json(size.arrested);
  return json;
}

Json event_place_json(const Document& document, const Event& event) {
  if (event.place == kNone) return nullptr;
  Json json = place_json(document, document.places[event.place]);
  json["source"] = place_source_name(event.place_source);
  return json;
}

Json evidence_json(const Document& document, const OffsetMap& offsets, const Evidence& evidence) {
  Json json;
  json["text"] = document.words(evidence.start, evidence.end);
  json["sequence"] = evidence.sentence + 1;
  put_span(json, offsets, evidence.start, evidence.end);
  return json;
}

Json text_info_json(const OffsetMap& offsets, const Event& event) {
  Json json;
  json["sequence"] = event.sentence + 1;
  put_span(json, offsets, event.start, event.end);
  return json;
}

Json cite_info_json(const Document& document) {
  Json json;
  json["title"] = or_null(document.title);
  json["url"] = or_null(document.url);
  json["publication"] = or_null(document.source);
  json["language"] = or_null(document.language);
  json["coder"] = "casus " CASUS_VERSION;
  return json;
}

}  // namespace

Json or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string to_line(const Json& json) {
  return json.dump(-1, ' ', false, nlohmann::detail::error_handler_t::replace);
}

std::string_view date_source_name(DateSource source) {
  constexpr std::array<std::string_view, 5> names = {"", "clause", "sentence", "passage",
                                                     "publication"};
  return names[static_cast<std::size_t>(source)];
}

std::string_view place_source_name(PlaceSource source) {
  constexpr std::array<std::string_view, 4> names = {"", "clause", "sentence", "passage"};
  return names[static_cast<std::size_t>(source)];
}

std::string_view time_anchor_name(TimeAnchor anchor) {
  constexpr std::array<std::string_view, 3> names = {"", "publication", "passage"};
  return names[static_cast<std::size_t>(anchor)];
}

std::string event_id(const Document& document, std::size_t number) {
  std::size_t first = number;
  const std::int32_t sentence = document.events[number].sentence;
  while (first > 0 && document.events[first - 1].sentence == sentence) --first;
  return document.id + "-" + std::to_string(sentence + 1) + "-" +
         std::to_string(number - first + 1);
}

Json place_json(const Document& document, const Place& place) {
  Json json;
  json["extracted_place"] = document.words(place.start, place.end);
  json["resolved_place"] = or_null(place.name);
  json["geonameid"] = place.geonameid == 0 ? Json(nullptr) : Json(place.geonameid);
  json["lat"] = place.latitude ? Json(*place.latitude) : Json(nullptr);
  json["lon"] = place.longitude ? Json(*place.longitude) : Json(nullptr);
  json["city"] = or_null(place.city);
  json["district"] = or_null(place.district);
  json["province"] = or_null(place.province);
  json["country_code"] = or_null(place.country_code);
  json["feature_class"] = or_null(place.feature_class);
  json["feature_code"] = or_null(place.feature_code);
  json["resolution"] = place.resolution;
  return json;
}

Json event_json(const Document& document, const OffsetMap& offsets, std::size_t number) {
  const Event& event = document.events[number];
  Json json;
  json["id"] = event_id(document, number);
  json["date"] = or_null(event.date);
  json["enddate"] = or_null(event.enddate);
  json["date_source"] = or_null(date_source_name(event.date_source));
  json["actor"] = participants_json(offsets, event.actors);
  json["recipient"] = participants_json(offsets, event.recipients);
  json["event"] = {event.category};
  json["mode"] = event.modes;
  json["context"] = contexts_json(event.contexts);
  json["auxiliary"] = event.auxiliary;
  json["attribution"] = attributions_json(offsets, event.attributions);
  json["quad_code"] = event.quad_code;
  json["event_scale"] = event.event_scale;
  json["event_text"] = event.event_text;
  json["event_loc"] = event_place_json(document, event);
  json["size"] = size_json(event.size);
  json["confidence"] = static_cast<double>(static_cast<int>(event.confidence * 100 + 0.5)) / 100;
  json["link"] = or_null(event.link);
  json["text_info"] = text_info_json(offsets, event);
  json["cite_info"] = cite_info_json(document);
  return json;
}

std::string fact_id(const Document& document, const Fact& fact) {
  return document.id + "-f" + std::to_string(&fact - document.facts.data() + 1);
}

Json fact_json(const Document& document, const OffsetMap& offsets, const Fact& fact) {
  Json json;
  json["id"] = fact_id(document, fact);
  json["kind"] = fact.kind;
  json["name"] = or_null(fact.name);
  json["date"] = or_null(fact.date);
  json["enddate"] = or_null(fact.enddate);
  json["place"] =
      fact.place == kNone ? Json(nullptr) : place_json(document, document.places[fact.place]);
  Json roles = Json::array();
  for (const FactRole& each : fact.roles) {
    Json role = participant_json(offsets, each.participant);
    role["role"] = each.role;
    roles.push_back(std::move(role));
  }
  json["participants"] = std::move(roles);
  for (const auto& [key, value] : fact.fields) json[key] = value;
  json["context"] = contexts_json(fact.contexts);
  json["part_of"] =
      fact.part_of == kNone ? Json(nullptr) : Json(fact_id(document, document.facts[fact.part_of]));
  json["attribution"] = attributions_json(offsets, fact.attributions);
  json["evidence"] = list_json(fact.evidence, [&](const Evidence& evidence) {
    return evidence_json(document, offsets, evidence);
  });
  json["sequence"] = fact.sentence + 1;
  put_span(json, offsets, fact.start, fact.end);
  return json;
}

Json document_json(const Document& document) {
  const OffsetMap offsets(document.text);
  Json json;
  json["id"] = document.id;
  json["date"] = or_null(document.date);
  json["language"] = or_null(document.language);
  json["title"] = or_null(document.title);
  json["text"] = document.text;
  json["repaired_bytes"] = document.repaired_bytes;
  json["sentences"] = list_json(document.sentences, [&](const Sentence& sentence) {
    return sentence_json(document, offsets, sentence);
  });
  json["entities"] = list_json(document.entities,
                               [&](const Entity& entity) { return entity_json(offsets, entity); });
  json["times"] = list_json(document.times,
                            [&](const Time& time) { return time_json(document, offsets, time); });
  json["places"] = list_json(document.places, [&](const Place& place) {
    Json each;
    put_span(each, offsets, place.start, place.end);
    each["name"] = place.name;
    each.update(place_json(document, place));
    return each;
  });
  Json events = Json::array();
  for (std::size_t i = 0; i < document.events.size(); ++i) {
    events.push_back(event_json(document, offsets, i));
  }
  json["events"] = std::move(events);
  json["facts"] = list_json(document.facts,
                            [&](const Fact& fact) { return fact_json(document, offsets, fact); });
  return json;
}

}  // namespace casus
