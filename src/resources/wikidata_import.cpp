// Wikidata's items, one JSON object a line (dumps and their extracts; "[", "]" and commas at line
// ends are passed over). Read: labels and aliases in English, P31 (what it is), P17 and P27
// (country), P298 (its code), P39 (offices) and P102 (party), the latter two with the days of P580
// and P582.

#include <algorithm>
#include <istream>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>

#include "base/text_file.h"
#include "base/utf8.h"
#include "resources/knowledge_import.h"

namespace casus {

namespace {

using Json = nlohmann::json;

// The member of an object, null where there is none.
const Json& member(const Json& object, const char* key) {
  static const Json kNull;
  if (!object.is_object()) return kNull;
  const auto found = object.find(key);
  return found == object.end() ? kNull : *found;
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::string label_of(const Json& item) {
  return text_of(member(member(member(item, "labels"), "en"), "value"));
}

const Json& value_of(const Json& snak) { return member(member(snak, "datavalue"), "value"); }

// Calls `take` with the statements of a property that hold.
template <typename Take>
void for_each_statement(const Json& item, const char* property, Take take) {
  const Json& statements = member(member(item, "claims"), property);
  if (!statements.is_array()) return;
  for (const Json& statement : statements) {
    if (text_of(member(statement, "rank")) != "deprecated") take(statement);
  }
}

std::vector<std::string> items_of(const Json& item, const char* property) {
  std::vector<std::string> found;
  for_each_statement(item, property, [&](const Json& statement) {
    std::string id = text_of(member(value_of(member(statement, "mainsnak")), "id"));
    if (!id.empty()) found.push_back(std::move(id));
  });
  return found;
}

// "+2005-11-22T00:00:00Z" as far as its precision goes: 9 a year, 10 a month, 11 a day.
std::string date_text(const Json& time) {
  const std::string text = text_of(member(time, "time"));
  const Json& precision = member(time, "precision");
  if (text.size() < 11 || text[0] != '+' || !precision.is_number_integer()) return {};
  switch (precision.get<int>()) {
    case 9:
      return text.substr(1, 4);
    case 10:
      return text.substr(1, 7);
    case 11:
      return text.substr(1, 10);
    default:
      return {};
  }
}

std::string qualifier_date(const Json& statement, const char* property) {
  const Json& snaks = member(member(statement, "qualifiers"), property);
  return snaks.is_array() && !snaks.empty() ? date_text(value_of(snaks[0])) : std::string();
}

// The days of P580 and P582; nothing where neither is known.
std::optional<DayRange> days_of(const Json& statement) {
  const std::string first = qualifier_date(statement, "P580");
  const std::string last = qualifier_date(statement, "P582");
  if (first.empty() && last.empty()) return std::nullopt;
  return parse_day_range(first + ".." + last);
}

class WikidataReader {
 public:
  WikidataReader(KnowledgeImport& import, const std::string& file) : import_(import), file_(file) {
    for (const KnowledgeEntry& entry : import.base().entries()) {
      if (entry.wikidata.empty()) continue;
      labels_.emplace(entry.wikidata, entry.name);
      if (entry.kind == EntryKind::kCountry) codes_.emplace(entry.wikidata, entry.code);
    }
  }

  void read(std::istream& stream) {
    for_each_line(stream, [&](std::string_view line, std::uint64_t) { note_label(line); });
    for_each_line(stream, [&](std::string_view line, std::uint64_t number) {
      line_ = number;
      read_item(Json::parse(line, nullptr, false));
    });
  }

 private:
  template <typename Take>
  void for_each_line(std::istream& stream, Take take);
  void note_label(std::string_view line);
  void read_item(const Json& item);
  bool set_kind(const Json& item, KnowledgeEntry& entry);
  void set_names(const Json& item, KnowledgeEntry& entry);
  void add_offices(const Json& item, KnowledgeEntry& entry);
  void set_party(const Json& item, KnowledgeEntry& entry);
  std::string code_of(const Json& item) const;
  SectorList sectors_of_office(const std::string& title) const;
  std::string label(const std::string& id) const {
    const auto found = labels_.find(id);
    return found == labels_.end() ? std::string() : found->second;
  }
  void refuse(std::string what, std::string why) {
    import_.note(ImportOutcome::kRefused, file_, line_, std::move(what), std::move(why));
  }

  KnowledgeImport& import_;
  const std::string& file_;
  std::unordered_map<std::string, std::string> labels_;  // by identifier
  std::unordered_map<std::string, std::string> codes_;   // of countries
  std::uint64_t line_ = 0;
};

template <typename Take>
void WikidataReader::for_each_line(std::istream& stream, Take take) {
  stream.clear();
  stream.seekg(0);
  std::uint64_t number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    std::string_view text = trim(line);
    if (text.ends_with(',')) text.remove_suffix(1);
    if (!text.empty() && text != "[" && text != "]") take(text, number);
  }
}

void WikidataReader::note_label(std::string_view line) {
  const Json item = Json::parse(line, nullptr, false);
  const std::string id = text_of(member(item, "id"));
  const std::string label = label_of(item);
  if (id.empty() || label.empty()) return;
  labels_.emplace(id, label);
  for_each_statement(item, "P298", [&](const Json& statement) {
    const std::string code = text_of(value_of(member(statement, "mainsnak")));
    if (code.size() == 3) codes_.emplace(id, code);
  });
}

std::string WikidataReader::code_of(const Json& item) const {
  for (const char* property : {"P27", "P17"}) {
    for (const std::string& country : items_of(item, property)) {
      if (const auto found = codes_.find(country); found != codes_.end()) return found->second;
    }
  }
  return {};
}

bool WikidataReader::set_kind(const Json& item, KnowledgeEntry& entry) {
  for (const std::string& id : items_of(item, "P31")) {
    const auto found = import_.rules().classes.find(id);
    if (found == import_.rules().classes.end()) continue;
    entry.kind = found->second.kind;
    if (!found->second.sectors.empty()) entry.sectors.push_back({found->second.sectors, {}});
    return true;
  }
  return false;
}

void WikidataReader::set_names(const Json& item, KnowledgeEntry& entry) {
  const Json& aliases = member(member(item, "aliases"), "en");
  if (!aliases.is_array()) return;
  for (const Json& alias : aliases) {
    std::string name = text_of(member(alias, "value"));
    if (!is_writable_name(name)) {
      refuse(name, "is no alias that can be written");
    } else if (name != entry.name) {
      entry.names.push_back(std::move(name));
    }
  }
}

SectorList WikidataReader::sectors_of_office(const std::string& title) const {
  const std::string small = lower_utf8(title);
  for (const auto& office : import_.rules().offices) {
    if (small.find(office.word) != std::string::npos) return office.sectors;
  }
  return {};
}

// "Prime Minister of Utopia" of a Utopian is "Prime Minister", as the knowledge files write it.
void WikidataReader::add_offices(const Json& item, KnowledgeEntry& entry) {
  for_each_statement(item, "P39", [&](const Json& statement) {
    const std::string id = text_of(member(value_of(member(statement, "mainsnak")), "id"));
    std::string title = label(id);
    const auto days = days_of(statement);
    if (title.empty())
      return refuse(entry.name, "held " + id + ", of which no item tells the label");
    if (!is_writable_name(title))
      return refuse(entry.name, "held an office that cannot be written");
    if (!days) return refuse(entry.name, "was " + title + " on days that are not told");
    if (days->first > days->last)
      return refuse(entry.name, "was " + title + " until before it began");
    const SectorList sectors = sectors_of_office(title);
    if (sectors.empty())
      return refuse(entry.name, "was " + title + ", an office that import.list lacks");
    title = title.substr(0, title.find(" of "));
    title[0] = title[0] >= 'a' && title[0] <= 'z' ? static_cast<char>(title[0] - 32) : title[0];
    entry.offices.push_back({"", sectors, title, *days});
  });
}

void WikidataReader::set_party(const Json& item, KnowledgeEntry& entry) {
  std::string last_day;
  for_each_statement(item, "P102", [&](const Json& statement) {
    const std::string id = text_of(member(value_of(member(statement, "mainsnak")), "id"));
    const std::string name = label(id);
    const std::string first = qualifier_date(statement, "P580");
    if (import_.base().find(name) < 0) {
      return refuse(entry.name,
                    "is in the party " + (name.empty() ? id : name) + ", which is not known");
    }
    if (!entry.party.empty() && first < last_day) return;
    entry.party = name;
    last_day = first;
  });
}

void WikidataReader::read_item(const Json& item) {
  const std::string id = text_of(member(item, "id"));
  if (!item.is_object() || id.empty()) return refuse("", "is no item of Wikidata's");
  KnowledgeEntry entry;
  entry.name = label_of(item);
  entry.file = file_;
  entry.line = line_;
  if (!is_writable_name(entry.name)) return refuse(id, "has no English label that can be written");
  const bool is_identifier =
      id.size() > 1 && id[0] == 'Q' &&
      std::all_of(id.begin() + 1, id.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!is_identifier) return refuse(entry.name, id + " is no identifier of an item");
  entry.wikidata = id;
  if (!set_kind(item, entry)) return refuse(entry.name, "is of a class that import.list lacks");
  const auto own_code = codes_.find(id);
  entry.code = entry.kind == EntryKind::kCountry && own_code != codes_.end() ? own_code->second
                                                                             : code_of(item);
  if (entry.kind == EntryKind::kCountry && entry.code.empty()) {
    return refuse(entry.name, "is a country without a code (P298)");
  }
  set_names(item, entry);
  if (entry.kind == EntryKind::kPerson) {
    add_offices(item, entry);
    set_party(item, entry);
  }
  if (entry.code.empty() && entry.sectors.empty() && entry.offices.empty()) {
    return refuse(entry.name, "has neither a known country nor a sector");
  }
  import_.take(std::move(entry));
}

}  // namespace

void KnowledgeImport::read_wikidata(std::istream& stream, const std::string& file) {
  WikidataReader(*this, file).read(stream);
}

}  // namespace casus
