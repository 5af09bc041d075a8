#include "resources/knowledge_compiler.h"

#define XXH_INLINE_ALL
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <limits>
#include <string>
#include <unordered_map>

#include "base/mapped_file.h"
#include "base/text_file.h"
#include "resources/knowledge_format.h"
#include "resources/name_index.h"

namespace casus {

namespace format = knowledge_format;

namespace {

// Whether a name's last word is no surname: an initial, a numeral of kings ("II"), "Jr.", or a word
// so short that it is oftener something else.
bool is_suffix(std::string_view word) {
  const bool has_small = std::any_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
  return word.size() < 3 || word.back() == '.' || !has_small;
}

// The last word of a name with more than one, "" otherwise.
std::string_view surname_of(std::string_view name) {
  const std::size_t blank = name.find_last_of(' ');
  if (blank == std::string_view::npos || is_suffix(name.substr(blank + 1))) return {};
  return name.substr(blank + 1);
}

// The first word of a name with more than one, "" otherwise.
std::string_view family_name_of(std::string_view name) {
  const std::size_t blank = name.find(' ');
  if (blank == std::string_view::npos || is_suffix(name.substr(0, blank))) return {};
  return name.substr(0, blank);
}

// What a person may be called by alone.
std::vector<std::string_view> surnames_of(const KnowledgeEntry& entry, const Codes& codes) {
  if (!entry.surname.empty()) return {entry.surname};
  const bool is_first = std::find(codes.family_first.begin(), codes.family_first.end(),
                                  entry.code) != codes.family_first.end();
  if (is_first) return {family_name_of(entry.name)};
  std::vector<std::string_view> surnames = {surname_of(entry.name)};
  for (const std::string& name : entry.names) surnames.push_back(surname_of(name));
  std::sort(surnames.begin(), surnames.end());
  surnames.erase(std::unique(surnames.begin(), surnames.end()), surnames.end());
  return surnames;
}

void add_names(const KnowledgeEntry& entry, const Codes& codes, std::int32_t number,
               NameTableBuilder& names) {
  const auto add = [&](const std::vector<std::string>& list, NameKind kind) {
    for (const std::string& name : list) names.add(name, number, kind);
  };
  names.add(entry.name, number, NameKind::kName);
  add(entry.names, NameKind::kName);
  add(entry.short_names, NameKind::kShort);
  add(entry.adjectives, NameKind::kAdjective);
  add(entry.inhabitants, NameKind::kInhabitant);
  add(entry.capitals, NameKind::kCapital);
  add(entry.governments, NameKind::kGovernment);
  if (entry.kind != EntryKind::kPerson) return;
  for (const auto surname : surnames_of(entry, codes)) {
    names.add(surname, number, NameKind::kSurname);
  }
}

format::Code code_of(std::string_view text) {
  format::Code code{};
  std::copy_n(text.begin(), std::min(text.size(), code.size()), code.begin());
  return code;
}

format::Sectors sectors_of(const SectorList& list) {
  format::Sectors sectors{};
  std::copy(list.begin(), list.end(), sectors.begin());
  return sectors;
}

// Turns entries into records, one after the other.
class RecordMaker {
 public:
  explicit RecordMaker(const KnowledgeText& text) : text_(text) {}

  void add(const KnowledgeEntry& entry) {
    format::Entry& record = entries.emplace_back();
    record.name = text_of(entry.name);
    record.wikidata = text_of(entry.wikidata);
    record.code = code_of(entry.code);
    record.parent = entry.parent;
    record.party = entry.party.empty() ? -1 : text_.find(entry.party);
    record.first_office = static_cast<std::uint32_t>(offices.size());
    record.first_span = static_cast<std::uint32_t>(spans.size());
    record.before = sectors_of(entry.before);
    record.after = sectors_of(entry.after);
    record.kind = static_cast<std::uint8_t>(entry.kind);
    record.flags = static_cast<std::uint8_t>((entry.is_vague ? format::kVague : 0) |
                                             (entry.is_partial ? format::kPartial : 0) |
                                             (entry.has_after ? format::kHasAfter : 0));
    for (const Office& office : entry.offices) {
      offices.push_back(
          {title_of(office.title), office.days, code_of(office.code), sectors_of(office.sectors)});
    }
    for (const DatedSectors& dated : entry.sectors) {
      spans.push_back({dated.days, sectors_of(dated.sectors)});
    }
  }
  void finish() {
    format::Entry& sentinel = entries.emplace_back();
    sentinel.first_office = static_cast<std::uint32_t>(offices.size());
    sentinel.first_span = static_cast<std::uint32_t>(spans.size());
  }

  std::vector<format::Entry> entries;
  std::vector<format::Office> offices;
  std::vector<format::DatedSectors> spans;
  std::string texts;

 private:
  format::Text text_of(std::string_view words) {
    const format::Text found{static_cast<std::uint32_t>(texts.size()),
                             static_cast<std::uint32_t>(words.size())};
    texts += words;
    return found;
  }
  // Titles repeat.
  format::Text title_of(const std::string& words) {
    const auto [place, is_new] = titles_.try_emplace(words);
    if (is_new) place->second = text_of(words);
    return place->second;
  }

  const KnowledgeText& text_;
  std::unordered_map<std::string_view, format::Text> titles_;
};

template <typename T>
void append(std::vector<char>& bytes, const std::vector<T>& records) {
  const char* first = reinterpret_cast<const char*>(records.data());
  bytes.insert(bytes.end(), first, first + records.size() * sizeof(T));
}

std::vector<char> join(const NameTables& names, const RecordMaker& records,
                       const std::vector<std::int32_t>& by_name, std::uint64_t sources) {
  const auto count = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
  format::Header header{format::kMagic,
                        sources,
                        0,
                        format::kVersion,
                        count(names.paths),
                        count(names.buckets) - 1,
                        count(names.senses),
                        count(by_name),
                        count(records.offices),
                        count(records.spans),
                        count(records.texts)};
  std::vector<char> bytes(sizeof header);
  append(bytes, names.paths);
  append(bytes, names.first_sense);
  append(bytes, names.buckets);
  append(bytes, names.senses);
  append(bytes, records.entries);
  append(bytes, by_name);
  append(bytes, records.offices);
  append(bytes, records.spans);
  bytes.insert(bytes.end(), records.texts.begin(), records.texts.end());
  header.checksum = XXH3_64bits(bytes.data() + sizeof header, bytes.size() - sizeof header);
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

Result<void> add_file(const std::filesystem::path& path, XXH3_state_t& state) {
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  const std::string name = path.filename().string();
  const std::uint64_t sizes[] = {name.size(), file->bytes().size()};
  XXH3_64bits_update(&state, sizes, sizeof sizes);
  XXH3_64bits_update(&state, name.data(), name.size());
  XXH3_64bits_update(&state, file->bytes().data(), file->bytes().size());
  return {};
}

}  // namespace

Result<std::uint64_t> knowledge_sources(const std::vector<std::filesystem::path>& folders) {
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  if (folders.empty()) return XXH3_64bits_digest(&state);
  for (const char* list : {"codes.list", "spelling.list"}) {
    if (auto added = add_file(folders.front() / list, state); !added) return added.error();
  }
  for (const auto& folder : folders) {
    XXH3_64bits_update(&state, "/", 1);
    for (const auto& path : files_in(folder, ".txt")) {
      if (auto added = add_file(path, state); !added) return added.error();
    }
  }
  return XXH3_64bits_digest(&state);
}

Result<std::vector<char>> compile_knowledge(const KnowledgeText& text, std::uint64_t sources) {
  NameTableBuilder names(text.spelling());
  RecordMaker records(text);
  for (std::size_t i = 0; i < text.entries().size(); ++i) {
    add_names(text.entries()[i], text.codes(), static_cast<std::int32_t>(i), names);
    records.add(text.entries()[i]);
  }
  records.finish();
  if (records.texts.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Error{ErrorKind::kLimit, "the knowledge files have over 4 GB of names", "", 0,
                 "leave out what your texts do not mention"};
  }
  return join(names.build(), records, text.by_name(), sources);
}

std::filesystem::path compiled_knowledge_path(const std::vector<std::filesystem::path>& folders) {
  return folders.empty() ? std::filesystem::path() : folders.back() / "knowledge.bin";
}

Result<std::uint64_t> write_compiled_knowledge(const std::vector<std::filesystem::path>& folders) {
  auto sources = knowledge_sources(folders);
  if (!sources) return sources.error();
  auto text = KnowledgeText::load(folders);
  if (!text) return text.error();
  auto bytes = compile_knowledge(*text, *sources);
  if (!bytes) return bytes.error();
  const std::filesystem::path path = compiled_knowledge_path(folders);
  std::filesystem::path part = path;
  part += "." + std::to_string(::getpid());
  std::ofstream stream(part, std::ios::binary);
  stream.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
  stream.close();
  std::error_code code;
  if (stream) std::filesystem::rename(part, path, code);
  if (stream && !code) return bytes->size();
  std::filesystem::remove(part, code);
  return Error{ErrorKind::kUnreadable, "cannot be written", path.string(), 0,
               "make the folder writable, or copy the knowledge files to one that is"};
}

}  // namespace casus
