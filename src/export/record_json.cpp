#include "export/record_json.h"

namespace casus {

Json record_json(const EventRecord& record) {
  // A document that holds this event alone; its text is the words that the JSON quotes.
  Document document;
  document.id = record.article.document_id;
  document.title = record.article.title;
  document.url = record.article.url;
  document.source = record.article.source;
  document.language = record.article.language;
  document.text = record.place_text;
  document.events = {record.event};
  if (record.place) {
    document.places = {*record.place};
    document.places[0].start = 0;
    document.places[0].end = static_cast<std::uint32_t>(record.place_text.size());
  }
  // Offsets count code points already: the map of a plain text changes none.
  const OffsetMap unchanged("");
  Json json = event_json(document, unchanged, 0);
  json["id"] = record.id;
  return json;
}

Json record_json(const ArticleRecord& article) {
  Json json;
  json["id"] = article.document_id;
  json["date"] = or_null(article.date);
  json["language"] = or_null(article.language);
  json["title"] = or_null(article.title);
  json["author"] = or_null(article.author);
  json["section"] = or_null(article.section);
  json["source"] = or_null(article.source);
  json["url"] = or_null(article.url);
  json["story"] = article.story;
  json["revisions"] = article.revisions;
  json["copies"] = article.copies;
  if (!article.refusal.empty()) json["refusal"] = article.refusal;
  return json;
}

}  // namespace casus
