#include "resources/knowledge_reader.h"

#include <algorithm>
#include <string>

namespace casus {

namespace {

constexpr std::size_t kMaxNameBytes = 200;

struct FieldReader {
  const std::filesystem::path& path;
  const Line& line;
  const Codes& codes;
  KnowledgeEntry& entry;

  Error error(std::string message, std::string remedy = {}) const {
    return line_error(path, line, std::move(message), std::move(remedy));
  }
};

using ReadField = Result<void> (*)(const FieldReader& reader, std::string_view value);

// The first word of `value`, which loses it.
std::string_view take_word(std::string_view& value) {
  const std::size_t end = std::min(value.find_first_of(" \t"), value.size());
  const std::string_view word = value.substr(0, end);
  value = trim(value.substr(end));
  return word;
}

// The last word of `value`, which loses it.
std::string_view take_last_word(std::string_view& value) {
  const std::size_t blank = value.find_last_of(" \t");
  const std::size_t start = blank == std::string_view::npos ? 0 : blank + 1;
  const std::string_view word = value.substr(start);
  value = trim(value.substr(0, start));
  return word;
}

bool looks_like_code(std::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
}

Result<SectorList> parse_sectors(const FieldReader& reader, std::string_view text, char separator) {
  SectorList sectors;
  for (const auto name : split(text, separator)) {
    if (name.empty()) continue;
    const auto sector = reader.codes.find_sector(name);
    if (!sector) {
      return reader.error("unknown sector '" + std::string(name) + "'",
                          "use a sector of codes.list: GOV, MIL, ...");
    }
    sectors.add(*sector);
  }
  return sectors;
}

Result<void> read_names(const FieldReader& reader, std::string_view value,
                        std::vector<std::string>& names) {
  for (const auto name : split(value, '|')) {
    if (name.empty() || name.size() > kMaxNameBytes) {
      return reader.error("has an empty or overlong name",
                          "write names separated by ' | ', each under 200 bytes");
    }
    names.emplace_back(name);
  }
  return {};
}

template <std::vector<std::string> KnowledgeEntry::*kNames>
Result<void> read_name_list(const FieldReader& reader, std::string_view value) {
  return read_names(reader, value, reader.entry.*kNames);
}

template <std::string KnowledgeEntry::*kText>
Result<void> read_text(const FieldReader& reader, std::string_view value) {
  reader.entry.*kText = value;
  return {};
}

Result<void> read_is(const FieldReader& reader, std::string_view value) {
  const std::string_view kind = take_word(value);
  int index = 0;
  while (index < 8 && entry_kind_name(static_cast<EntryKind>(index)) != kind) ++index;
  if (index == 8) {
    return reader.error("unknown kind '" + std::string(kind) + "'",
                        "use country, region, organisation, group, company, media, person or "
                        "building");
  }
  reader.entry.kind = static_cast<EntryKind>(index);
  reader.entry.is_vague = value == "---";
  if (value.empty() || reader.entry.is_vague) return {};
  if (!looks_like_code(value)) {
    return reader.error("'" + std::string(value) + "' is no code",
                        "write three capitals, or --- for none");
  }
  reader.entry.code = value;
  return {};
}

Result<void> read_wikidata(const FieldReader& reader, std::string_view value) {
  const bool is_identifier =
      value.size() > 1 && value[0] == 'Q' &&
      std::all_of(value.begin() + 1, value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!is_identifier) return reader.error("is no Wikidata identifier", "write it as Q399");
  reader.entry.wikidata = value;
  return {};
}

Result<void> read_sector(const FieldReader& reader, std::string_view value) {
  DatedSectors dated;
  std::string_view rest = value;
  const std::string_view last = take_last_word(rest);
  if (const auto days = parse_day_range(last)) {
    dated.days = *days;
    value = rest;
  }
  auto sectors = parse_sectors(reader, value, ' ');
  if (!sectors) return sectors.error();
  if (sectors->empty())
    return reader.error("names no sector", "write for instance: sector GOV MIL");
  dated.sectors = *sectors;
  reader.entry.sectors.push_back(dated);
  return {};
}

// "GOV,MIL Minister of Defence 2005-11-22..", "IGO:GOV Secretary-General 2017..", "UNO: Envoy".
Result<void> read_office(const FieldReader& reader, std::string_view value) {
  Office office;
  std::string_view body = take_word(value);
  if (const std::size_t colon = body.find(':'); colon != std::string_view::npos) {
    office.code = body.substr(0, colon);
    body.remove_prefix(colon + 1);
    if (!looks_like_code(office.code)) {
      return reader.error("'" + office.code + "' is no code", "write three capitals before ':'");
    }
  }
  auto sectors = parse_sectors(reader, body, ',');
  if (!sectors) return sectors.error();
  office.sectors = *sectors;
  std::string_view title = value;
  const auto days = parse_day_range(take_last_word(title));
  if (!days || title.empty()) {
    return reader.error("needs sectors, a title and its days",
                        "write for instance: office GOV Chancellor 2005-11-22..2021-12-08");
  }
  office.days = *days;
  office.title = title;
  reader.entry.offices.push_back(std::move(office));
  return {};
}

Result<void> read_before(const FieldReader& reader, std::string_view value) {
  auto sectors = parse_sectors(reader, value, ' ');
  if (!sectors) return sectors.error();
  reader.entry.before = *sectors;
  return {};
}

Result<void> read_after(const FieldReader& reader, std::string_view value) {
  auto sectors = parse_sectors(reader, value, ' ');
  if (!sectors) return sectors.error();
  reader.entry.after = *sectors;
  reader.entry.has_after = true;
  return {};
}

Result<void> read_members(const FieldReader& reader, std::string_view value) {
  for (auto member : split(value, '|')) {
    Membership membership;
    std::string_view rest = member;
    const std::string_view last = take_last_word(rest);
    if (const auto days = parse_day_range(last); days && !rest.empty()) {
      membership.days = *days;
      member = rest;
    }
    if (member.empty()) return reader.error("has an empty member", "write CODE | CODE | NAME");
    membership.member = member;
    reader.entry.members.push_back(std::move(membership));
  }
  return {};
}

Result<void> read_recognition(const FieldReader& reader, std::string_view value) {
  if (value != "partial") return reader.error("unknown recognition", "write: recognition partial");
  reader.entry.is_partial = true;
  return {};
}

struct Field {
  std::string_view keyword;
  ReadField read;
};

constexpr Field kFields[] = {
    {"is", read_is},
    {"wikidata", read_wikidata},
    {"also", read_name_list<&KnowledgeEntry::names>},
    {"short", read_name_list<&KnowledgeEntry::short_names>},
    {"adjective", read_name_list<&KnowledgeEntry::adjectives>},
    {"inhabitant", read_name_list<&KnowledgeEntry::inhabitants>},
    {"capital", read_name_list<&KnowledgeEntry::capitals>},
    {"government", read_name_list<&KnowledgeEntry::governments>},
    {"sector", read_sector},
    {"office", read_office},
    {"before", read_before},
    {"after", read_after},
    {"party", read_text<&KnowledgeEntry::party>},
    {"surname", read_text<&KnowledgeEntry::surname>},
    {"part-of", read_text<&KnowledgeEntry::part_of>},
    {"member", read_members},
    {"recognition", read_recognition},
};

Result<void> read_field(const FieldReader& reader) {
  std::string_view value = reader.line.text;
  const std::string_view keyword = take_word(value);
  for (const Field& field : kFields) {
    if (field.keyword != keyword) continue;
    if (value.empty()) return reader.error("'" + std::string(keyword) + "' has no value");
    return field.read(reader, value);
  }
  return reader.error("unknown field '" + std::string(keyword) + "'",
                      "see docs/formats/knowledge.md; a new entry starts at the start of a line");
}

Result<void> read_rule(const std::filesystem::path& path, const Line& line,
                       const std::vector<std::string_view>& words, Codes& codes) {
  constexpr std::pair<std::string_view, SectorId Codes::*> kRules[] = {
      {"former", &Codes::former},   {"metonym", &Codes::metonym},
      {"partial", &Codes::partial}, {"inhabitant", &Codes::inhabitant},
      {"force", &Codes::force},
  };
  if (const auto sector = words.size() == 3 ? codes.find_sector(words[2]) : std::nullopt) {
    for (const auto& [name, member] : kRules) {
      if (words[1] != name) continue;
      codes.*member = *sector;
      return {};
    }
    if (words[1] == "irregular") {
      codes.irregular.add(*sector);
      return {};
    }
  }
  return line_error(
      path, line, "is no rule",
      "write 'rule former|metonym|partial|inhabitant|force|irregular SECTOR' after the sectors");
}

}  // namespace

Result<Codes> read_codes(const std::filesystem::path& path) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  Codes codes;
  for (const Line& line : *lines) {
    const auto words = split_words(line.text);
    if (words.size() >= 2 && words[0] == "sector" && codes.sectors.size() < 255) {
      codes.sectors.emplace_back(words[1]);
    } else if (words.size() >= 2 && words[0] == "code") {
      codes.non_states.emplace_back(words[1]);
    } else if (words.size() >= 2 && words[0] == "single") {
      codes.single_offices.emplace_back(trim(std::string_view(line.text).substr(6)));
    } else if (words.size() >= 2 && words[0] == "family-first") {
      codes.family_first.insert(codes.family_first.end(), words.begin() + 1, words.end());
    } else if (words[0] == "rule") {
      if (auto read = read_rule(path, line, words, codes); !read) return read.error();
    } else {
      return line_error(path, line, "is not a sector, a code or a rule",
                        "write 'sector NAME words', 'code NAME words', 'single TITLE', "
                        "'family-first CODE...' or 'rule PURPOSE SECTOR'");
    }
  }
  return codes;
}

Result<void> read_entries(const std::filesystem::path& path, const std::vector<Line>& lines,
                          const Codes& codes, std::vector<KnowledgeEntry>& entries) {
  const std::size_t before = entries.size();
  const std::string file = path.string();
  for (const Line& line : lines) {
    if (!line.is_indented) {
      if (line.text.size() > kMaxNameBytes || line.text.find('|') != std::string::npos) {
        return line_error(path, line, "is no name of an entry",
                          "put one canonical name at the start of the line, others into 'also'");
      }
      KnowledgeEntry& entry = entries.emplace_back();
      entry.name = line.text;
      entry.file = file;
      entry.line = line.number;
      continue;
    }
    if (entries.size() == before) {
      return line_error(path, line, "belongs to no entry",
                        "start an entry with its name at the start of a line");
    }
    const FieldReader reader{path, line, codes, entries.back()};
    if (auto read = read_field(reader); !read) return read.error();
  }
  return {};
}

}  // namespace casus
