#include "resources/knowledge.h"

#include <algorithm>
#include <cstring>

#include "resources/compiled_file.h"
#include "resources/knowledge_compiler.h"
#include "resources/knowledge_reader.h"

namespace casus {

namespace format = knowledge_format;

namespace {

constexpr int kMaxDepth = 8;  // of `part-of`: more is a circle
constexpr std::string_view kRemedy = "make it again with: casus kb compile";

std::uint64_t section_bytes(const format::Header& header) {
  return std::uint64_t{header.nodes} * sizeof(NamePath) + (std::uint64_t{header.nodes} + 1) * 4 +
         (std::uint64_t{header.buckets} + 1) * 4 +
         std::uint64_t{header.senses} * sizeof(NameSense) +
         (std::uint64_t{header.entries} + 1) * sizeof(format::Entry) +
         std::uint64_t{header.entries} * 4 + std::uint64_t{header.offices} * sizeof(KnownOffice) +
         std::uint64_t{header.spans} * sizeof(format::DatedSectors) + header.texts;
}

Result<format::Header> read_header(std::string_view bytes) {
  return read_compiled_header<format::Header>(bytes, format::kMagic, format::kVersion,
                                              "compiled knowledge", kRemedy, section_bytes);
}

// list[first, last), nothing where there is no such stretch.
template <typename T>
std::span<const T> between(std::span<const T> list, std::uint32_t first, std::uint32_t last) {
  return first <= last && last <= list.size() ? list.subspan(first, last - first)
                                              : std::span<const T>();
}

// The office held on `day`, the one that began last where there are several; without a day the
// last of all.
const KnownOffice* office_on(std::span<const KnownOffice> offices, Day day) {
  const KnownOffice* held = nullptr;
  for (const KnownOffice& office : offices) {
    if (day != kNoDay && !office.days.contains(day)) continue;
    if (held == nullptr || office.days.first > held->days.first) held = &office;
  }
  return held;
}

// The sectors of the span that holds on `day`, the one that began last where several do.
const format::DatedSectors* span_on(std::span<const format::DatedSectors> spans, Day day) {
  const format::DatedSectors* found = nullptr;
  for (const auto& dated : spans) {
    if (day != kNoDay && !dated.days.contains(day)) continue;
    if (found == nullptr || dated.days.first >= found->days.first) found = &dated;
  }
  return found;
}

// Where no span holds: the last that ended before `day`, or else the first of all.
const format::DatedSectors* nearest_span(std::span<const format::DatedSectors> spans, Day day) {
  const format::DatedSectors* found = nullptr;
  for (const auto& dated : spans) {
    const bool is_past = dated.days.last < day;
    const bool found_is_past = found != nullptr && found->days.last < day;
    const bool is_nearer = found == nullptr || (is_past && !found_is_past) ||
                           (is_past && dated.days.last > found->days.last) ||
                           (!is_past && !found_is_past && dated.days.first < found->days.first);
    if (is_nearer) found = &dated;
  }
  return found;
}

std::string_view code_text(const format::Code& code) {
  return {code.data(), ::strnlen(code.data(), code.size())};
}

struct Lists {
  Codes codes;
  Spelling spelling;
};

Result<Lists> read_lists(const std::filesystem::path& folder) {
  auto codes = read_codes(folder / "codes.list");
  if (!codes) return codes.error();
  auto spelling = Spelling::load(folder / "spelling.list");
  if (!spelling) return spelling.error();
  return Lists{*std::move(codes), *std::move(spelling)};
}

}  // namespace

Result<Knowledge> Knowledge::load(const std::vector<std::filesystem::path>& folders) {
  if (auto compiled = load_compiled(folders)) return compiled;
  auto text = KnowledgeText::load(folders);
  if (!text) return text.error();
  return make(*text);
}

Result<Knowledge> Knowledge::load_compiled(const std::vector<std::filesystem::path>& folders) {
  const std::filesystem::path path = compiled_knowledge_path(folders);
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  auto lists = read_lists(folders.front());
  if (!lists) return lists.error();
  auto knowledge = open(file->bytes(), std::move(lists->codes), std::move(lists->spelling));
  if (!knowledge) {
    Error error = knowledge.error();
    error.file = path.string();
    return error;
  }
  auto sources = knowledge_sources(folders);
  if (!sources) return sources.error();
  if (*sources != knowledge->sources_) {
    return Error{ErrorKind::kInvalidInput, "was made of other text files than there are now",
                 path.string(), 0, std::string(kRemedy)};
  }
  knowledge->file_ = *std::move(file);
  return knowledge;
}

Result<Knowledge> Knowledge::make(const KnowledgeText& text) {
  auto bytes = compile_knowledge(text, 0);
  if (!bytes) return bytes.error();
  auto knowledge = open({bytes->data(), bytes->size()}, text.codes(), text.spelling());
  if (knowledge) knowledge->compiled_ = *std::move(bytes);
  return knowledge;
}

Result<Knowledge> Knowledge::open(std::string_view bytes, Codes codes, Spelling spelling) {
  Knowledge knowledge;
  if (auto read = knowledge.read_sections(bytes); !read) return read.error();
  knowledge.codes_ = std::move(codes);
  knowledge.spelling_ = std::move(spelling);
  return knowledge;
}

Result<void> Knowledge::read_sections(std::string_view bytes) {
  auto header = read_header(bytes);
  if (!header) return header.error();
  const char* at = bytes.data() + sizeof(format::Header);
  const auto take = [&]<typename T>(std::span<const T>& section, std::size_t count) {
    section = {reinterpret_cast<const T*>(at), count};
    at += count * sizeof(T);
  };
  std::span<const NamePath> paths;
  std::span<const std::uint32_t> first_sense;
  std::span<const std::uint32_t> buckets;
  std::span<const NameSense> senses;
  take(paths, header->nodes);
  take(first_sense, std::size_t{header->nodes} + 1);
  take(buckets, std::size_t{header->buckets} + 1);
  take(senses, header->senses);
  take(entries_, std::size_t{header->entries} + 1);
  take(by_name_, header->entries);
  take(offices_, header->offices);
  take(spans_, header->spans);
  texts_ = {at, header->texts};
  names_ = NameIndex(paths, buckets, first_sense, senses);
  sources_ = header->sources;
  return {};
}

const format::Entry& Knowledge::record(std::int32_t index) const {
  static constexpr format::Entry kNone{};
  const auto number = static_cast<std::uint32_t>(index);
  return number < by_name_.size() ? entries_[number] : kNone;
}

std::string_view Knowledge::text(format::Text text) const {
  if (text.offset > texts_.size() || text.size > texts_.size() - text.offset) return {};
  return texts_.substr(text.offset, text.size);
}

SectorList Knowledge::list_of(const format::Sectors& sectors) const {
  SectorList list;
  for (const SectorId sector : sectors) {
    if (sector < codes_.sectors.size()) list.add(sector);
  }
  return list;
}

std::span<const KnownOffice> Knowledge::offices_of(std::int32_t index) const {
  const auto number = static_cast<std::uint32_t>(index);
  if (number >= by_name_.size()) return {};
  return between(offices_, entries_[number].first_office, entries_[number + 1].first_office);
}

Knowledge::Spans Knowledge::spans_of(std::int32_t index) const {
  const auto number = static_cast<std::uint32_t>(index);
  if (number >= by_name_.size()) return {};
  return between(spans_, entries_[number].first_span, entries_[number + 1].first_span);
}

EntryKind Knowledge::kind_of(std::int32_t index) const {
  const std::uint8_t kind = record(index).kind;
  return kind < kEntryKinds ? static_cast<EntryKind>(kind) : EntryKind::kOrganisation;
}

KnownEntry Knowledge::entry(std::int32_t index) const {
  const format::Entry& found = record(index);
  return {.name = text(found.name),
          .kind = kind_of(index),
          .code = code_text(found.code),
          .wikidata = text(found.wikidata),
          .is_vague = (found.flags & format::kVague) != 0,
          .is_partial = (found.flags & format::kPartial) != 0,
          .offices = offices_of(index)};
}

std::string_view Knowledge::code_of(const KnownOffice& office) const {
  return code_text(office.code);
}

std::int32_t Knowledge::find(std::string_view name) const {
  const auto found = std::lower_bound(by_name_.begin(), by_name_.end(), name,
                                      [&](std::int32_t index, std::string_view wanted) {
                                        return text(record(index).name) < wanted;
                                      });
  return found != by_name_.end() && text(record(*found).name) == name ? *found : -1;
}

std::string_view Knowledge::code_of(std::int32_t index) const {
  for (int depth = 0; index >= 0 && depth < kMaxDepth; ++depth) {
    const format::Entry& found = record(index);
    if (found.code[0] != '\0') return code_text(found.code);
    if ((found.flags & format::kVague) != 0) return {};
    index = found.parent;
  }
  return {};
}

// A politician of a party before the first office is of the party.
SectorList Knowledge::party_sectors(std::int32_t person, Day day) const {
  const auto* dated = span_on(spans_of(record(person).party), day);
  return dated == nullptr ? SectorList() : list_of(dated->sectors);
}

void Knowledge::set_out_of_office(std::int32_t person, Day day, Standing& standing) const {
  const format::Entry& found = record(person);
  const auto offices = offices_of(person);
  const bool is_before = std::all_of(offices.begin(), offices.end(),
                                     [&](const KnownOffice& o) { return day < o.days.first; });
  standing.is_former = !is_before;
  standing.is_coming = is_before;
  if (const auto* dated = span_on(spans_of(person), day)) {
    standing.sectors = list_of(dated->sectors);
  } else if (is_before) {
    standing.sectors = list_of(found.before);
    if (standing.sectors.empty()) standing.sectors = party_sectors(person, day);
    if (standing.sectors.empty()) standing.sectors.add(codes_.former);  // somebody already
  } else if ((found.flags & format::kHasAfter) != 0) {
    standing.sectors = list_of(found.after);
  } else {
    standing.sectors.add(codes_.former);
  }
}

Standing Knowledge::standing(std::int32_t index, Day day) const {
  Standing standing;
  standing.code = code_of(index);
  if (const auto offices = offices_of(index); !offices.empty()) {
    standing.office = office_on(offices, day);
    if (standing.office == nullptr) {
      set_out_of_office(index, day, standing);
      return standing;
    }
    standing.sectors = sectors_of(*standing.office);
    const auto code = code_of(*standing.office);
    if (!code.empty()) standing.code = code;
    return standing;
  }
  for (int depth = 0; index >= 0 && depth < kMaxDepth && standing.sectors.empty(); ++depth) {
    const auto spans = spans_of(index);
    const auto* dated = span_on(spans, day);
    if (dated == nullptr) dated = nearest_span(spans, day);
    if (dated != nullptr) standing.sectors = list_of(dated->sectors);
    if ((record(index).flags & format::kPartial) != 0) standing.sectors.add(codes_.partial);
    index = record(index).parent;
  }
  return standing;
}

}  // namespace casus
