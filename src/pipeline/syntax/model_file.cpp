#include "pipeline/syntax/model_file.h"

#include <xxhash.h>

#include <bit>
#include <cstring>

namespace casus {

namespace {

constexpr char kMagic[8] = {'C', 'A', 'S', 'U', 'S', 'M', 'D', 'L'};
constexpr std::size_t kBoundary = 64;
constexpr std::size_t kNameSize = 24;
constexpr std::uint32_t kMaximumSections = 256;
constexpr int kMaximumProbes = 64;

// Numbers are little-endian, as every supported machine has them.
struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t section_count;
  std::uint64_t size;      // of the whole file
  std::uint64_t checksum;  // XXH3 of all that follows the header
};

struct Entry {
  char name[kNameSize];  // padded with zeros
  std::uint64_t offset;
  std::uint64_t size;
};

std::size_t round_up(std::size_t size) { return (size + kBoundary - 1) / kBoundary * kBoundary; }

std::string_view name_of(const char* name) { return {name, ::strnlen(name, kNameSize)}; }

Error damaged_error(std::string message, const std::string& file) {
  return {ErrorKind::kDamaged, std::move(message), file, 0,
          "install casus's data again, or make the file anew with casus train"};
}

Result<Header> read_header(std::string_view bytes, const std::string& file) {
  Header header;
  if (bytes.size() < sizeof header) return damaged_error("is too short for a model", file);
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0)
    return damaged_error("is not a casus model", file);
  if (header.version != kModelVersion) {
    return Error{ErrorKind::kVersion,
                 "has model format " + std::to_string(header.version) + ", this program reads " +
                     std::to_string(kModelVersion),
                 file, 0, "use casus and its data of one release, or train the model anew"};
  }
  if (header.size != bytes.size()) {
    return damaged_error("has " + std::to_string(bytes.size()) + " bytes instead of " +
                             std::to_string(header.size) + ": it is cut off or was added to",
                         file);
  }
  if (XXH3_64bits(bytes.data() + sizeof header, bytes.size() - sizeof header) != header.checksum)
    return damaged_error("has a wrong checksum", file);
  return header;
}

}  // namespace

Result<ModelFile> ModelFile::parse(std::string_view bytes, const std::string& file) {
  const auto header = read_header(bytes, file);
  if (!header) return header.error();
  const std::uint64_t count = header->section_count;
  if (count > kMaximumSections || sizeof(Header) + count * sizeof(Entry) > bytes.size())
    return damaged_error("has a wrong table of sections", file);
  ModelFile model;
  model.file_ = file;
  for (std::uint64_t i = 0; i < count; ++i) {
    const char* at = bytes.data() + sizeof(Header) + i * sizeof(Entry);
    Entry entry;
    std::memcpy(&entry, at, sizeof entry);
    if (entry.offset % kBoundary != 0 || entry.offset > bytes.size() ||
        entry.size > bytes.size() - entry.offset)
      return damaged_error("has a section outside the file", file);
    model.sections_.emplace_back(name_of(at), bytes.substr(entry.offset, entry.size));
  }
  return model;
}

Result<std::string_view> ModelFile::section(std::string_view name) const {
  for (const auto& [section_name, bytes] : sections_)
    if (section_name == name) return bytes;
  return damaged_error("lacks its section '" + std::string(name) + "'", file_);
}

Error ModelFile::damaged(std::string_view section_name) const {
  return damaged_error("has a wrong section '" + std::string(section_name) + "'", file_);
}

std::string build_model_file(const std::vector<std::pair<std::string, std::string>>& sections) {
  std::string table, body;
  const std::size_t start = round_up(sizeof(Header) + sections.size() * sizeof(Entry));
  for (const auto& [name, bytes] : sections) {
    Entry entry{};
    std::memcpy(entry.name, name.data(), std::min(name.size(), kNameSize));
    entry.offset = start + body.size();
    entry.size = bytes.size();
    table.append(reinterpret_cast<const char*>(&entry), sizeof entry);
    body += bytes;
    body.resize(round_up(body.size()));
  }
  table.resize(start - sizeof(Header));
  const std::string rest = table + body;
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.version = kModelVersion;
  header.section_count = static_cast<std::uint32_t>(sections.size());
  header.size = sizeof header + rest.size();
  header.checksum = XXH3_64bits(rest.data(), rest.size());
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + rest;
}

bool KeyTable::attach(std::string_view bytes) {
  constexpr std::size_t kCell = sizeof(std::uint64_t) + sizeof(std::uint32_t);
  capacity_ = bytes.size() / kCell;
  if (bytes.size() % kCell != 0 || !std::has_single_bit(capacity_)) return false;
  keys_ = reinterpret_cast<const std::uint64_t*>(bytes.data());
  values_ =
      reinterpret_cast<const std::uint32_t*>(bytes.data() + capacity_ * sizeof(std::uint64_t));
  return true;
}

std::uint32_t KeyTable::find(std::uint64_t key, std::uint32_t otherwise) const {
  for (std::size_t probe = 0; probe < kMaximumProbes; ++probe) {
    const std::size_t at = (key + probe) & (capacity_ - 1);
    if (keys_[at] == key) return values_[at];
    if (keys_[at] == 0) break;
  }
  return otherwise;
}

std::string KeyTable::build(const std::vector<std::pair<std::uint64_t, std::uint32_t>>& entries) {
  for (std::size_t capacity = std::bit_ceil(entries.size() * 3 / 2 + 2);; capacity *= 2) {
    std::vector<std::uint64_t> keys(capacity);
    std::vector<std::uint32_t> values(capacity);
    bool fits = true;
    for (const auto& [key, value] : entries) {
      std::size_t probe = 0;
      while (keys[(key + probe) & (capacity - 1)] != 0) ++probe;
      fits = fits && probe < kMaximumProbes;
      keys[(key + probe) & (capacity - 1)] = key;
      values[(key + probe) & (capacity - 1)] = value;
    }
    if (!fits) continue;
    std::string bytes(reinterpret_cast<const char*>(keys.data()), capacity * sizeof keys[0]);
    return bytes.append(reinterpret_cast<const char*>(values.data()), capacity * sizeof values[0]);
  }
}

}  // namespace casus
