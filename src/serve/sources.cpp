// What was read: publishers, and the sections of their sites.

#include <algorithm>
#include <map>
#include <set>

#include "serve/api.h"
#include "serve/items.h"
#include "store/records.h"

namespace casus::serve {

namespace {

// First and last of what was added; 0 is nothing.
struct Span {
  std::int64_t first = 0;
  std::int64_t last = 0;
  void add(std::int64_t value) {
    if (value == 0) return;
    if (first == 0 || value < first) first = value;
    last = std::max(last, value);
  }
};

struct Group {
  std::int64_t articles = 0;
  std::int64_t refused = 0;
  std::int64_t uncoded = 0;
  std::int64_t events = 0;
  std::int64_t facts = 0;
  std::int64_t copies = 0;
  std::int64_t words = 0;
  std::int64_t bytes = 0;
  std::set<std::uint32_t> languages;
  std::set<std::uint32_t> sections;
  Span dates;
  Span added;

  void add(const ArticleColumns& from, std::size_t at) {
    ++articles;
    refused += from.is_refused[at];
    uncoded += from.is_coded[at] == 0 ? 1 : 0;
    events += from.events[at];
    facts += from.facts[at];
    copies += from.copies[at];
    words += from.words[at];
    bytes += from.bytes[at];
    if (from.language[at] != 0) languages.insert(from.language[at]);
    if (from.section[at] != 0) sections.insert(from.section[at]);
    dates.add(from.date[at]);
    added.add(from.added[at]);
  }
};

const std::string& source_name(const ArchiveIndex& index, std::uint32_t source) {
  static const std::string none;
  return source < index.sources.size() ? index.sources[source] : none;
}

Json source_item(const ArchiveIndex& index, std::uint32_t source, const Group& group) {
  Json item;
  item["source"] = or_null(source_name(index, source));
  item["articles"] = group.articles;
  item["refused"] = group.refused;
  item["uncoded"] = group.uncoded;
  item["events"] = group.events;
  item["facts"] = group.facts;
  item["copies"] = group.copies;
  item["words"] = group.words;
  item["bytes"] = group.bytes;
  item["languages"] = Json::array();
  for (const std::uint32_t each : group.languages) {
    item["languages"].push_back(index.languages[each]);
  }
  item["sections"] = group.sections.size();
  item["first"] = or_null(unpacked_date(group.dates.first));
  item["last"] = or_null(unpacked_date(group.dates.last));
  item["added_first"] = or_null(time_text(group.added.first));
  item["added_last"] = or_null(time_text(group.added.last));
  return item;
}

Json with_items(std::vector<Json> items) {
  Json json;
  json["total"] = items.size();
  json["items"] = std::move(items);
  return json;
}

}  // namespace

Response get_sources(Call& call) {
  auto store = call.archive().lease();
  auto rows = call.snapshot->rows(Subject::kArticles, call.selection, *store);
  if (!rows) return problem_of(rows.error());
  const ArchiveIndex& index = call.index();
  std::map<std::uint32_t, Group> groups;
  (*rows)->each([&](std::size_t at) { groups[index.articles.source[at]].add(index.articles, at); });
  std::vector<Json> items;
  for (const auto& [source, group] : groups) items.push_back(source_item(index, source, group));
  std::stable_sort(items.begin(), items.end(), [](const Json& a, const Json& b) {
    if (a["articles"] != b["articles"]) return a["articles"] > b["articles"];
    return a["source"] < b["source"];
  });
  return items_response(
      call.page.format,
      {"source", "articles", "refused", "uncoded", "events", "facts", "copies", "words", "bytes",
       "languages", "sections", "first", "last", "added_first", "added_last"},
      with_items(std::move(items)));
}

Response get_sections(Call& call) {
  auto store = call.archive().lease();
  auto rows = call.snapshot->rows(Subject::kArticles, call.selection, *store);
  if (!rows) return problem_of(rows.error());
  const ArchiveIndex& index = call.index();
  std::map<std::pair<std::string, std::string>, Group> groups;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Group*> known;
  (*rows)->each([&](std::size_t at) {
    const std::uint32_t source = index.articles.source[at];
    const std::uint32_t section = index.articles.section[at];
    Group*& group = known[{source, section}];
    if (group == nullptr) {
      group = &groups[{source_name(index, source), index.sections[section]}];
    }
    group->add(index.articles, at);
  });
  std::vector<Json> items;
  for (const auto& [names, group] : groups) {
    Json item;
    item["source"] = or_null(names.first);
    item["section"] = or_null(names.second);
    item["articles"] = group.articles;
    item["events"] = group.events;
    item["facts"] = group.facts;
    item["first"] = or_null(unpacked_date(group.dates.first));
    item["last"] = or_null(unpacked_date(group.dates.last));
    items.push_back(std::move(item));
  }
  return items_response(call.page.format,
                        {"source", "section", "articles", "events", "facts", "first", "last"},
                        with_items(std::move(items)));
}

}  // namespace casus::serve
