#pragma once

// Packs keeps many short texts in few zstd frames of the table `pack`: texts of one kind resemble
// each other, and pack some thirty times better together than alone would each be worth its row.
//
//   auto slice = packs.add(text);         // to be noted beside what the text belongs to
//   packs.flush();                        // before the transaction's end
//   auto again = packs.read(*slice);
//
// One thread at a time, as the database.

#include <array>
#include <string>
#include <string_view>

#include "store/sqlite.h"
#include "store/text_codec.h"

namespace casus {

class Packs {
 public:
  // Where a text lies: `size` bytes from `start` on of what pack `pack` unpacks to.
  struct Slice {
    std::int64_t pack = 0;
    std::int64_t start = 0;
    std::int64_t size = 0;
  };

  // Packs are closed once they hold `pack_bytes`. Both outlive this.
  Packs(sqlite::Database& database, TextCodec& codec, std::size_t pack_bytes)
      : database_(database), codec_(codec), pack_bytes_(pack_bytes) {}

  Result<Slice> add(std::string_view text);
  // Writes what was added since; reading does not need it.
  Result<void> flush();
  // After a rollback: what was added is gone, and what was read may be.
  void forget();
  // A slice that no pack holds, or a damaged pack, is an error.
  Result<std::string> read(const Slice& slice);
  // Packs pack number `pack` anew, with the codec's present dictionary.
  Result<void> repack(std::int64_t pack);

 private:
  struct Unpacked {
    std::int64_t pack = 0;
    std::string bytes;
  };
  // The bytes of a pack, remembered for a while.
  Result<std::string_view> unpacked(std::int64_t pack);
  Result<void> write(std::int64_t pack, std::string_view bytes);

  sqlite::Database& database_;
  TextCodec& codec_;
  std::size_t pack_bytes_;
  Unpacked open_;  // being filled; pack 0: none is
  std::array<Unpacked, 16> recent_;
  std::size_t oldest_ = 0;
};

}  // namespace casus
