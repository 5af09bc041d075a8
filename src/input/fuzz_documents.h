#pragma once

// What the fuzz targets of this folder share: bytes read as one kind of input give documents or
// named refusals, and always an end.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "input/reader.h"

namespace casus {

inline int read_as(const char* kind, const std::uint8_t* data, std::size_t size) {
  const ReaderOptions options;
  InputOrigin origin;
  origin.name = "fuzz";
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  auto reader = open_reader(kind, ByteSource::from_bytes(bytes), origin, options);
  if (!reader) return 0;
  for (std::size_t documents = 0;; ++documents) {
    if (documents > 1100 * size + 1000) std::abort();  // deflate packs no tighter
    Document document;
    auto got = (*reader)->next(document);
    if (got && !*got) return 0;
    if (!got && got.error().message.empty()) std::abort();
    if (got && repair_utf8(document.text) != 0) std::abort();
  }
}

}  // namespace casus
