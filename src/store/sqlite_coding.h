#pragma once

// What the files that store a coding share.

#include "base/utf8.h"
#include "store/sqlite_store.h"

namespace casus {

struct SqliteStore::Coding {
  const Document& document;
  const OffsetMap offsets;
  std::int64_t id = 0;
  std::int64_t article = 0;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> evidence;
  std::map<std::string, std::int64_t> links;  // of the document's own links
};

}  // namespace casus
