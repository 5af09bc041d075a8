#pragma once

// Arena keeps strings alive for as long as a Document needs them. Views stay valid when the Arena
// moves and until clear(). Storing is amortised constant time with no allocation per string.

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace casus {

class Arena {
 public:
  // Copies `text` and returns a view of the copy.
  std::string_view store(std::string_view text);
  // Room for `size` bytes to be written by the caller; never null.
  char* allocate(std::size_t size);
  // Forgets everything and keeps the memory for the next document.
  void clear();

 private:
  struct Chunk {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };
  std::vector<Chunk> chunks_;
  std::size_t current_ = 0;  // chunk in use
  std::size_t used_ = 0;     // bytes used in it
};

}  // namespace casus
