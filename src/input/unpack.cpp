// HTTP's content encodings.

#include <zlib.h>

#include <array>

#include "base/text_file.h"
#include "base/utf8.h"
#include "input/reader.h"

namespace casus {

namespace {

// `window` as zlib's inflateInit2 takes it: 47 finds zlib's or gzip's frame, -15 wants none.
std::optional<std::string> inflate_all(std::string_view bytes, int window, std::size_t limit) {
  z_stream stream = {};
  if (::inflateInit2(&stream, window) != Z_OK) return std::nullopt;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string text;
  std::array<char, 65536> buffer;
  int code = Z_OK;
  while (code == Z_OK && text.size() <= limit) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    code = ::inflate(&stream, Z_NO_FLUSH);
    text.append(buffer.data(), buffer.size() - stream.avail_out);
  }
  ::inflateEnd(&stream);
  // Cut-off pages are read as far as they go.
  if ((code != Z_STREAM_END && code != Z_BUF_ERROR) || text.size() > limit) return std::nullopt;
  return text;
}

}  // namespace

std::optional<std::string> unpack_content(std::string_view bytes, std::string_view encoding,
                                          std::size_t limit) {
  const std::string name = lower_utf8(trim(encoding));
  if (name.empty() || name == "identity") return std::string(bytes);
  if (name == "gzip" || name == "x-gzip") return inflate_all(bytes, 47, limit);
  if (name != "deflate") return std::nullopt;
  auto text = inflate_all(bytes, 47, limit);
  return text ? text : inflate_all(bytes, -15, limit);
}

}  // namespace casus
