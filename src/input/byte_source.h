#pragma once

// ByteSource reads a file or standard input piece by piece: lines of bounded length, or the rest
// as a whole. It can be asked for its first bytes before anything is read.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "casus/result.h"

namespace casus {

// No document may be longer: offsets are 32-bit, and the layers take many times the text's size.
inline constexpr std::size_t kMaxDocumentBytes = 32 << 20;

class ByteSource {
 public:
  static Result<ByteSource> open(const std::filesystem::path& path);
  static ByteSource standard_input();
  // Bytes at hand: an entry of an archive, a fetched page.
  static ByteSource from_bytes(std::string bytes);
  // What gzip members, one after the other, hold: files of .gz and .warc.gz. Unpacks as it is
  // read; damage ends the reading as a failure.
  static ByteSource unpacked(ByteSource packed);

  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&& other) noexcept;
  ~ByteSource();

  // Up to `size` bytes from here on, without consuming them.
  std::string_view peek(std::size_t size);

  enum class Got { kLine, kTooLong, kEnd, kFailed };
  // The next line without its line break. kTooLong: it had more than `limit` bytes and was passed
  // over. kFailed: the system could not read on.
  Got read_line(std::string& line, std::size_t limit);
  // Exactly `size` bytes, or fewer at the end; skip() passes over them.
  Got read_bytes(std::string& bytes, std::size_t size);
  void skip(std::uint64_t size);
  // All that is left; reading ends where it is too long. kLine, kTooLong (nothing is kept), or
  // kFailed.
  Got read_rest(std::string& text, std::size_t limit);

  std::uint64_t line_number() const { return line_number_; }  // of the line read last, 1-based
  std::uint64_t bytes_read() const;

 private:
  ByteSource(int file, bool owned);
  bool fill();
  std::size_t read_some(char* to, std::size_t size);

  class Unpacker;

  int file_ = -1;
  bool is_owned_ = false;
  std::unique_ptr<Unpacker> unpacker_;  // of a packed source: the bytes come from there
  bool at_end_ = false;
  bool failed_ = false;
  std::string buffer_;
  std::size_t next_ = 0;  // first byte of buffer_ not yet consumed
  std::uint64_t line_number_ = 0;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace casus
