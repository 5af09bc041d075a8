#include "serve/parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "store/records.h"

namespace casus::serve {

namespace {

Error wrong(std::string_view parameter, std::string what, std::string remedy) {
  return {ErrorKind::kUsage, std::move(what), std::string(parameter), 0, std::move(remedy)};
}

std::optional<double> number_of(const std::string& text) {
  double number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = code == std::errc() && end == text.data() + text.size();
  return is_whole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> integer_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return code == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                 : std::nullopt;
}

bool is_flag(const std::string& value) {
  return value.empty() || value == "true" || value == "false" || value == "1" || value == "0";
}
bool flag_of(const std::string& value) { return value != "false" && value != "0"; }

// "2020-02", but not "2020-2" nor "2020-02-31".
bool is_date(const std::string& value) {
  const std::int64_t packed = packed_date(value);
  if (packed == 0 || unpacked_date(packed) != value) return false;
  return packed % 100 == 0 || packed_day(day_number(packed)) == packed;
}

Result<void> check_value(const Parameter& parameter, const std::string& value) {
  switch (parameter.type) {
    case ParameterType::kDate:
      if (!is_date(value)) {
        return wrong(parameter.name, "'" + value + "' is no date",
                     "write YYYY, YYYY-MM or YYYY-MM-DD");
      }
      return {};
    case ParameterType::kNumber:
      if (!number_of(value) || *number_of(value) < 0 || *number_of(value) > 1) {
        return wrong(parameter.name, "'" + value + "' is no number from 0 to 1",
                     "for instance 0.7");
      }
      return {};
    case ParameterType::kInteger:
      if (!integer_of(value) || *integer_of(value) < 0) {
        return wrong(parameter.name, "'" + value + "' is no whole number", "for instance 50");
      }
      return {};
    case ParameterType::kFlag:
      if (!is_flag(value)) {
        return wrong(parameter.name, "'" + value + "' is neither true nor false", "write true");
      }
      return {};
    case ParameterType::kName:
      if (std::find(parameter.values.begin(), parameter.values.end(), value) ==
          parameter.values.end()) {
        return wrong(parameter.name, "there is no '" + value + "' here",
                     fmt::format("use one of {}", fmt::join(parameter.values, ", ")));
      }
      return {};
    case ParameterType::kText:
      if (value.empty()) {
        return wrong(parameter.name, "it is empty", "give it a value, or leave it out");
      }
      return {};
  }
  return {};
}

const Parameter* find_in(std::span<const Parameter> list, std::string_view name) {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const Parameter& each) { return each.name == name; });
  return found == list.end() ? nullptr : &*found;
}

Result<Box> read_box(const std::string& text) {
  Box box;
  double* const fields[] = {&box.south, &box.west, &box.north, &box.east};
  std::size_t begin = 0;
  int count = 0;
  for (; count < 4 && begin <= text.size(); ++count) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const auto number = number_of(text.substr(begin, end - begin));
    if (!number) break;
    *fields[count] = *number;
    begin = end + 1;
  }
  if (count == 4 && begin == text.size() + 1 && box.south <= box.north) return box;
  return wrong("box", "'" + text + "' is no box",
               "write south,west,north,east in degrees, for instance 40,43,42,46");
}

Result<void> read_dyad(const std::string& value, Query& query) {
  const std::size_t comma = value.find(',');
  if (comma == std::string::npos || comma == 0 || comma + 1 == value.size()) {
    return wrong("dyad", "'" + value + "' names no two parties", "write dyad=A,B");
  }
  query.actors.push_back(parse_actor(value.substr(0, comma)));
  query.recipients.push_back(parse_actor(value.substr(comma + 1)));
  return {};
}

// Sets what one parameter says; those that are no filters are passed over.
Result<void> apply(const std::string& name, const std::string& value, Selection& selection) {
  Query& query = selection.query;
  if (name == "actor") query.actors.push_back(parse_actor(value));
  if (name == "recipient") query.recipients.push_back(parse_actor(value));
  if (name == "with") query.either.push_back(parse_actor(value));
  if (name == "sector") query.either.push_back(parse_actor("/" + value));
  if (name == "claimant") selection.claimants.push_back(parse_actor(value));
  if (name == "either_way") query.is_dyad_directed = !flag_of(value);
  if (name == "category") query.categories.push_back(value);
  if (name == "mode") query.modes.push_back(value);
  if (name == "context") query.contexts.push_back(value);
  if (name == "auxiliary") query.auxiliaries.push_back(value);
  if (name == "asserted") query.asserted_only = flag_of(value);
  if (name == "from") query.from = value;
  if (name == "to") query.to = value;
  if (name == "published_from") query.published_from = value;
  if (name == "published_to") query.published_to = value;
  if (name == "country") query.countries.push_back(value);
  if (name == "place") query.place = value;
  if (name == "source") query.sources.push_back(value);
  if (name == "section") selection.sections.push_back(value);
  if (name == "language") selection.languages.push_back(value);
  if (name == "document") query.document = value;
  if (name == "story") selection.story = *integer_of(value);
  if (name == "q") query.text = value;
  if (name == "confidence") query.confidence = static_cast<int>(*number_of(value) * 100 + 0.5);
  if (name == "kind") query.kinds.push_back(value);
  if (name == "run") query.run = *integer_of(value);
  if (name == "link") selection.links.push_back(value);
  if (name == "dyad") return read_dyad(value, query);
  if (name == "box") {
    auto box = read_box(value);
    if (!box) return box.error();
    query.box = *box;
  }
  return {};
}

// Quality that an Accept header gives a media type; 0: none.
double quality_of(std::string_view accept, std::string_view type) {
  double best = 0;
  int best_precision = -1;
  while (!accept.empty()) {
    const std::size_t end = std::min(accept.find(','), accept.size());
    std::string_view range = accept.substr(0, end);
    accept.remove_prefix(std::min(end + 1, accept.size()));
    double quality = 1;
    const std::size_t semicolon = range.find(';');
    if (semicolon != std::string_view::npos) {
      const std::size_t q = range.find("q=", semicolon);
      if (q != std::string_view::npos) {
        const std::string_view rest = range.substr(q + 2);
        const std::size_t digits = std::min(rest.find_first_not_of("0123456789."), rest.size());
        quality = number_of(std::string(rest.substr(0, digits))).value_or(0);
      }
      range = range.substr(0, semicolon);
    }
    while (!range.empty() && range.front() == ' ') range.remove_prefix(1);
    while (!range.empty() && range.back() == ' ') range.remove_suffix(1);
    const std::size_t slash = type.find('/');
    const int precision = range == type                                        ? 2
                          : range == std::string(type.substr(0, slash)) + "/*" ? 1
                          : range == "*/*"                                     ? 0
                                                                               : -1;
    if (precision > best_precision) {
      best_precision = precision;
      best = quality;
    }
  }
  return best;
}

constexpr std::pair<std::string_view, Format> kFormats[] = {{"json", Format::kJson},
                                                            {"jsonl", Format::kJsonl},
                                                            {"csv", Format::kCsv},
                                                            {"geojson", Format::kGeojson}};

}  // namespace

std::span<const Parameter> filter_parameters() {
  using enum ParameterType;
  static const std::vector<Parameter> parameters = {
      {"actor", kText, "CODE, CODE/SECTOR, /SECTOR, a Wikidata identifier, or a name", {}, true},
      {"recipient", kText, "as actor", {}, true},
      {"with", kText, "actor or recipient", {}, true},
      {"dyad", kText, "actor and recipient: A,B"},
      {"either_way", kFlag, "actor and recipient may change sides"},
      {"sector", kText, "of actor or recipient: MIL", {}, true},
      {"category", kText, "PLOVER category: ASSAULT", {}, true},
      {"mode", kText, "PLOVER mode", {}, true},
      {"context", kText, "PLOVER context", {}, true},
      {"auxiliary",
       kName,
       "how it is told",
       {"historical", "future", "hypothetical", "negation"},
       true},
      {"asserted", kFlag, "only what is told as having happened"},
      {"claimant", kText, "who says so; as actor", {}, true},
      {"from", kDate, "first day of the event: YYYY, YYYY-MM or YYYY-MM-DD"},
      {"to", kDate, "last day of the event"},
      {"published_from", kDate, "first day of publication"},
      {"published_to", kDate, "last day of publication"},
      {"country", kText, "of the place", {}, true},
      {"place", kText, "name of the place, its city, district or province"},
      {"box", kText, "south,west,north,east in degrees"},
      {"source", kText, "publisher", {}, true},
      {"section", kText, "of the publisher's site", {}, true},
      {"language", kText, "of the article: en", {}, true},
      {"document", kText, "identifier of an article"},
      {"story", kInteger, "articles that nearly equal each other share it"},
      {"q", kText, "words of the article, in the language of SQLite's FTS5"},
      {"confidence", kNumber, "at least, 0 to 1"},
      {"kind", kText, "of facts: meeting, statement, ...", {}, true},
      {"run", kInteger, "what this run coded; 0: each article's latest coding"},
      {"link", kText, "reports of one happening share it", {}, true},
  };
  return parameters;
}

std::span<const Parameter> page_parameters(Paging paging) {
  using enum ParameterType;
  static const std::vector<Parameter> parameters = {
      {"format", kName, "in place of the Accept header", {"json", "jsonl", "csv", "geojson"}},
      {"limit", kInteger,
       "items of one answer, at most 1000; of a download (jsonl, csv, geojson), "
       "all where it is left out"},
      {"cursor", kText, "where the next answer begins: take it from `next`"},
  };
  return std::span(parameters).first(static_cast<std::size_t>(paging));
}

Result<void> check_parameters(const Request& request, bool takes_filters, Paging paging,
                              std::span<const Parameter> own) {
  std::vector<std::string_view> seen;
  for (const auto& [name, value] : request.parsed.parameters) {
    const Parameter* parameter = find_in(own, name);
    if (parameter == nullptr && takes_filters) parameter = find_in(filter_parameters(), name);
    if (parameter == nullptr) parameter = find_in(page_parameters(paging), name);
    if (parameter == nullptr) {
      return wrong(name, "there is no parameter '" + name + "' here",
                   "the parameters are listed in /api/v1/openapi.json");
    }
    if (auto checked = check_value(*parameter, value); !checked) return checked.error();
    const bool is_again = std::find(seen.begin(), seen.end(), name) != seen.end();
    if (is_again && !parameter->is_repeatable) {
      return wrong(name, "'" + name + "' is given twice", "give it once");
    }
    seen.push_back(parameter->name);
  }
  return {};
}

Result<Selection> read_selection(const Request& request) {
  Selection selection;
  Parameters conditions;
  for (const auto& [name, value] : request.parsed.parameters) {
    if (find_in(filter_parameters(), name) == nullptr) continue;
    if (auto done = apply(name, value, selection); !done) return done.error();
    conditions.emplace_back(name, value);
  }
  std::sort(conditions.begin(), conditions.end());
  for (const auto& [name, value] : conditions) selection.key += name + '\x1f' + value + '\x1e';
  return selection;
}

Result<Page> read_page(const Request& request, std::span<const Format> offered) {
  Page page;
  if (const std::string* limit = request.find("limit")) {
    page.limit = static_cast<std::size_t>(integer_of(*limit).value_or(0));
    page.has_limit = true;
    if (page.limit == 0 || page.limit > kMaxLimit) {
      return wrong("limit", "an answer has from 1 to 1000 items",
                   "follow `next` for more, or take all with format=jsonl without limit");
    }
  }
  if (const std::string* cursor = request.find("cursor")) page.cursor = *cursor;
  if (const std::string* sort = request.find("sort")) page.sort = *sort;
  const auto is_offered = [&](Format format) {
    return std::find(offered.begin(), offered.end(), format) != offered.end();
  };
  if (const std::string* name = request.find("format")) {
    for (const auto& [known, format] : kFormats) {
      if (known == *name) page.format = format;
    }
    if (!is_offered(page.format)) {
      return wrong("format", "this is not to be had as " + *name, "use json");
    }
    return page;
  }
  page.format = offered.front();
  double best = request.accept.empty() ? 1 : quality_of(request.accept, media_type(page.format));
  for (const Format format : offered) {
    const double quality = quality_of(request.accept, media_type(format));
    if (quality > best) {
      best = quality;
      page.format = format;
    }
  }
  return page;
}

std::string_view media_type(Format format) {
  switch (format) {
    case Format::kJson:
      return "application/json";
    case Format::kJsonl:
      return "application/x-ndjson";
    case Format::kCsv:
      return "text/csv";
    case Format::kGeojson:
      return "application/geo+json";
  }
  return "";
}

std::string make_cursor(std::span<const std::int64_t> numbers) {
  std::string cursor;
  for (const std::int64_t number : numbers) {
    cursor += (cursor.empty() ? "" : ".") + fmt::format("{:x}", number);
  }
  return cursor;
}

Result<std::vector<std::int64_t>> read_cursor(const std::string& cursor, std::size_t count) {
  std::vector<std::int64_t> numbers;
  const char* at = cursor.data();
  const char* const end = at + cursor.size();
  while (at < end && numbers.size() < count) {
    std::int64_t number = 0;
    const auto [rest, code] = std::from_chars(at, end, number, 16);
    if (code != std::errc() || (rest != end && *rest != '.')) break;
    numbers.push_back(number);
    at = rest + (rest == end ? 0 : 1);
  }
  if (numbers.size() == count && at == end) return numbers;
  return wrong("cursor", "this cursor is not one that was given out here",
               "begin without it, and follow `next`");
}

}  // namespace casus::serve
