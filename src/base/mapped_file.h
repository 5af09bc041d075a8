#pragma once

// MappedFile is a file's bytes, mapped read-only into memory and shared by all who map it. The
// bytes live as long as the object; it can be moved, and any number of threads may read it.

#include <cstddef>
#include <filesystem>
#include <string_view>

#include "casus/result.h"

namespace casus {

class MappedFile {
 public:
  static Result<MappedFile> open(const std::filesystem::path& path);

  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace casus
