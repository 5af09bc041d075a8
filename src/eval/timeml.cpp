// One pass over tags and the text between them; no nesting is kept but that of an open TIMEX3.

#include "eval/timeml.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text_file.h"

namespace casus {

namespace {

constexpr std::string_view kOpen = "<TimeML";

// Appends text with XML's five named entities decoded.
void append_decoded(std::string_view text, std::string& out) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  while (!text.empty()) {
    const auto entity = std::find_if(kEntities.begin(), kEntities.end(),
                                     [&](const auto& e) { return text.starts_with(e.first); });
    const bool is_entity = entity != kEntities.end();
    out.push_back(is_entity ? entity->second : text.front());
    text.remove_prefix(is_entity ? entity->first.size() : 1);
  }
}

// The value of `name="..."` in a tag; empty where there is none.
std::string_view attribute(std::string_view tag, std::string_view name) {
  const std::string start = " " + std::string(name) + "=\"";
  const std::size_t at = tag.find(start);
  if (at == std::string_view::npos) return {};
  const std::size_t from = at + start.size();
  const std::size_t end = tag.find('"', from);
  return end == std::string_view::npos ? std::string_view() : tag.substr(from, end - from);
}

// What stands between <name ...> and </name>; nullopt-like empty view where there is none.
std::string_view element(std::string_view text, std::string_view name) {
  const std::size_t open = text.find("<" + std::string(name));
  if (open == std::string_view::npos) return {};
  const std::size_t from = text.find('>', open);
  if (from == std::string_view::npos) return {};
  const std::size_t end = text.find("</" + std::string(name) + ">", from);
  if (end == std::string_view::npos) return {};
  return text.substr(from + 1, end - from - 1);
}

// Reads the inside of TEXT. False where a tag does not end.
bool read_text(std::string_view text, TimeGold& gold) {
  std::string& bare = gold.document.text;
  bool is_open = false;
  while (!text.empty()) {
    const std::size_t tag = std::min(text.find('<'), text.size());
    append_decoded(text.substr(0, tag), bare);
    text.remove_prefix(tag);
    if (text.empty()) break;
    const std::size_t end = text.find('>');
    if (end == std::string_view::npos) return false;
    const std::string_view inside = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    const auto here = static_cast<std::uint32_t>(bare.size());
    if (inside.starts_with("TIMEX3") && !inside.ends_with('/')) {
      gold.times.push_back({here, here, std::string(attribute(inside, "type")),
                            std::string(attribute(inside, "value"))});
      is_open = true;
    } else if (inside == "/TIMEX3" && is_open) {
      gold.times.back().end = here;
      if (gold.times.back().start == here) gold.times.pop_back();
      is_open = false;
    }
  }
  return !is_open;
}

bool read_document(std::string_view xml, TimeGold& gold) {
  gold.document.id = std::string(trim(element(xml, "DOCID")));
  gold.document.language = std::string(attribute(xml.substr(0, xml.find('>')), "lang"));
  const std::string_view dct = element(xml, "DCT");
  if (!dct.empty()) {
    const std::size_t tag = dct.find("<TIMEX3");
    if (tag != std::string_view::npos) {
      const std::string_view value = attribute(dct.substr(tag, dct.find('>', tag) - tag), "value");
      gold.document.date = std::string(value.substr(0, 10));
    }
  }
  const std::string_view text = element(xml, "TEXT");
  return !trim(text).empty() && read_text(text, gold);
}

}  // namespace

bool looks_like_timeml(std::string_view content) { return trim(content).starts_with('<'); }

Result<std::vector<TimeGold>> read_timeml(std::string_view content,
                                          const std::filesystem::path& path) {
  std::vector<TimeGold> documents;
  std::size_t at = content.find(kOpen);
  std::uint64_t line = 1;
  std::size_t counted = 0;
  while (at != std::string_view::npos) {
    const std::size_t next = content.find(kOpen, at + kOpen.size());
    line += static_cast<std::uint64_t>(
        std::count(content.begin() + static_cast<std::ptrdiff_t>(counted),
                   content.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    counted = at;
    TimeGold& gold = documents.emplace_back();
    if (!read_document(content.substr(at, next - at), gold)) {
      return Error{ErrorKind::kSyntax, "is no TimeML document with a whole TEXT", path.string(),
                   line, "close TEXT and every TIMEX3"};
    }
    at = next;
  }
  if (documents.empty()) {
    return Error{ErrorKind::kSyntax, "has no TimeML document", path.string(), 1, ""};
  }
  return documents;
}

}  // namespace casus
