#pragma once

// TextCodec packs texts with zstd, with a dictionary that was trained on the archive's own first
// texts: short articles have too little in themselves to refer back to.
//
// A packed text is an ordinary zstd frame. One thread at a time.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "casus/result.h"

namespace casus {

class TextCodec {
 public:
  TextCodec();
  ~TextCodec();
  TextCodec(TextCodec&&) noexcept;
  TextCodec& operator=(TextCodec&&) noexcept;

  // Uses `dictionary` from now on; texts packed without it can still be unpacked.
  void set_dictionary(std::string_view dictionary);
  bool has_dictionary() const;

  std::string pack(std::string_view text);
  // Damaged bytes, or a text of more than `limit` bytes, are an error.
  Result<std::string> unpack(std::string_view packed, std::size_t limit);

  // A dictionary for texts like these; empty where they are too few.
  static std::string train(const std::vector<std::string>& texts);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace casus
