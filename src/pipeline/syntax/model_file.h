#pragma once

// The container of a language's trained weights: a header, a table of named sections, and the
// sections, each on a 64-byte boundary so that they are used where they lie in the mapped file.
// docs/formats/model.md is its page.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/result.h"

namespace casus {

inline constexpr std::uint32_t kModelVersion = 1;

class ModelFile {
 public:
  // Checks magic, version, length, checksum and the table of `bytes`, which must stay where they
  // are, on a 64-byte boundary. Errors name `file`. Linear in `bytes` (the checksum).
  static Result<ModelFile> parse(std::string_view bytes, const std::string& file);

  // The bytes of a section; an error where there is none.
  Result<std::string_view> section(std::string_view name) const;
  const std::string& file() const { return file_; }
  // What to say of a section that does not fit the others.
  Error damaged(std::string_view section_name) const;

 private:
  std::string file_;
  std::vector<std::pair<std::string_view, std::string_view>> sections_;
};

// The bytes of a model file with these sections, in this order. Names have 1 to 24 bytes.
std::string build_model_file(const std::vector<std::pair<std::string, std::string>>& sections);

// A hash table in a section: keys, then values. Looking up takes a few steps whatever the bytes.
class KeyTable {
 public:
  KeyTable() = default;
  // False where `bytes` cannot be such a table.
  bool attach(std::string_view bytes);
  // The value of `key`, or `otherwise`.
  std::uint32_t find(std::uint64_t key, std::uint32_t otherwise) const;

  static std::string build(const std::vector<std::pair<std::uint64_t, std::uint32_t>>& entries);

 private:
  const std::uint64_t* keys_ = nullptr;
  const std::uint32_t* values_ = nullptr;
  std::size_t capacity_ = 0;  // a power of two
};

}  // namespace casus
