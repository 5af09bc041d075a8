#include "resources/knowledge_writer.h"

#include <fmt/format.h>

namespace casus {

namespace {

std::string day_text(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100);
}

bool is_always(const DayRange& days) { return days.first == kFirstDay && days.last == kLastDay; }

std::string sectors_text(const SectorList& sectors, const Codes& codes, char separator) {
  std::string text;
  for (const SectorId sector : sectors) {
    if (!text.empty()) text.push_back(separator);
    text += codes.sectors[sector];
  }
  return text;
}

void write_field(std::string_view keyword, std::string_view value, std::string& text) {
  if (value.empty()) return;
  text.append("  ").append(keyword).append(" ").append(value).append("\n");
}

void write_list(std::string_view keyword, const std::vector<std::string>& names,
                std::string& text) {
  std::string list;
  for (const std::string& name : names) list.append(list.empty() ? "" : " | ").append(name);
  write_field(keyword, list, text);
}

void write_offices(const KnowledgeEntry& entry, const Codes& codes, std::string& text) {
  write_field("before", sectors_text(entry.before, codes, ' '), text);
  for (const Office& office : entry.offices) {
    const std::string body = office.code.empty() ? "" : office.code + ":";
    write_field("office",
                fmt::format("{}{} {} {}", body, sectors_text(office.sectors, codes, ','),
                            office.title, day_range_text(office.days)),
                text);
  }
  if (entry.has_after) write_field("after", sectors_text(entry.after, codes, ' '), text);
}

void write_members(const KnowledgeEntry& entry, std::string& text) {
  std::string list;
  for (const Membership& member : entry.members) {
    list.append(list.empty() ? "" : " | ").append(member.member);
    if (!is_always(member.days)) list.append(" ").append(day_range_text(member.days));
  }
  write_field("member", list, text);
}

}  // namespace

std::string day_range_text(const DayRange& days) {
  return (days.first == kFirstDay ? "" : day_text(days.first)) + ".." +
         (days.last == kLastDay ? "" : day_text(days.last));
}

void write_entry(const KnowledgeEntry& entry, const Codes& codes, std::string& text) {
  text.append(entry.name).append("\n");
  const std::string code = entry.is_vague ? "---" : entry.code;
  write_field("is", std::string(entry_kind_name(entry.kind)) + (code.empty() ? "" : " " + code),
              text);
  write_field("wikidata", entry.wikidata, text);
  write_list("also", entry.names, text);
  write_list("short", entry.short_names, text);
  write_list("adjective", entry.adjectives, text);
  write_list("inhabitant", entry.inhabitants, text);
  write_list("capital", entry.capitals, text);
  write_list("government", entry.governments, text);
  for (const DatedSectors& dated : entry.sectors) {
    const std::string days = is_always(dated.days) ? "" : " " + day_range_text(dated.days);
    write_field("sector", sectors_text(dated.sectors, codes, ' ') + days, text);
  }
  write_offices(entry, codes, text);
  write_field("surname", entry.surname, text);
  write_field("party", entry.party, text);
  write_field("part-of", entry.part_of, text);
  write_members(entry, text);
  if (entry.is_partial) write_field("recognition", "partial", text);
  text.push_back('\n');
}

}  // namespace casus
