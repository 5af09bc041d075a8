#include "casus/arena.h"

#include <algorithm>
#include <cstring>

namespace casus {

namespace {
constexpr std::size_t kChunkBytes = 64 * 1024;
}

char* Arena::allocate(std::size_t size) {
  while (current_ < chunks_.size() && used_ + size > chunks_[current_].size) {
    ++current_;
    used_ = 0;
  }
  if (current_ >= chunks_.size()) {
    const std::size_t chunk_size = std::max(kChunkBytes, size);
    chunks_.push_back({std::make_unique<char[]>(chunk_size), chunk_size});
    current_ = chunks_.size() - 1;
    used_ = 0;
  }
  char* place = chunks_[current_].bytes.get() + used_;
  used_ += size;
  return place;
}

std::string_view Arena::store(std::string_view text) {
  char* place = allocate(text.size());
  if (!text.empty()) std::memcpy(place, text.data(), text.size());
  return {place, text.size()};
}

void Arena::clear() {
  current_ = 0;
  used_ = 0;
}

}  // namespace casus
