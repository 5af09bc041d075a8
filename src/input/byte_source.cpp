#include "input/byte_source.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace casus {

namespace {
constexpr std::size_t kReadBytes = 256 * 1024;
}

Result<ByteSource> ByteSource::open(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    const int code = errno;
    const bool missing = code == ENOENT;
    return Error{missing ? ErrorKind::kNotFound : ErrorKind::kUnreadable, std::strerror(code),
                 path.string(), 0, missing ? "check the name" : "check its permissions"};
  }
  return ByteSource(file, true);
}

ByteSource ByteSource::standard_input() { return {STDIN_FILENO, false}; }

ByteSource ByteSource::from_bytes(std::string bytes) {
  ByteSource source(-1, false);
  source.bytes_read_ = bytes.size();
  source.buffer_ = std::move(bytes);
  source.at_end_ = true;
  return source;
}

ByteSource::ByteSource(ByteSource&& other) noexcept { *this = std::move(other); }

ByteSource& ByteSource::operator=(ByteSource&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(is_owned_, other.is_owned_);
  at_end_ = other.at_end_;
  failed_ = other.failed_;
  buffer_ = std::move(other.buffer_);
  next_ = other.next_;
  line_number_ = other.line_number_;
  bytes_read_ = other.bytes_read_;
  return *this;
}

ByteSource::~ByteSource() {
  if (is_owned_ && file_ >= 0) ::close(file_);
}

bool ByteSource::fill() {
  if (at_end_) return false;
  buffer_.erase(0, next_);
  next_ = 0;
  const std::size_t old_size = buffer_.size();
  buffer_.resize(old_size + kReadBytes);
  ssize_t got = 0;
  do {
    got = ::read(file_, buffer_.data() + old_size, kReadBytes);
  } while (got < 0 && errno == EINTR);
  failed_ = got < 0;
  at_end_ = got <= 0;
  const auto count = static_cast<std::size_t>(got > 0 ? got : 0);
  buffer_.resize(old_size + count);
  bytes_read_ += count;
  return count > 0;
}

std::string_view ByteSource::peek(std::size_t size) {
  while (buffer_.size() - next_ < size && fill()) {
  }
  return std::string_view(buffer_).substr(next_, size);
}

ByteSource::Got ByteSource::read_line(std::string& line, std::size_t limit) {
  line.clear();
  bool too_long = false;
  bool any = false;
  while (next_ < buffer_.size() || fill()) {
    any = true;
    const std::size_t end = buffer_.find('\n', next_);
    const bool complete = end != std::string::npos;
    const std::size_t stop = complete ? end : buffer_.size();
    too_long = too_long || line.size() + (stop - next_) > limit;
    if (!too_long) line.append(buffer_, next_, stop - next_);
    next_ = complete ? stop + 1 : stop;
    if (complete) break;
  }
  if (failed_) return Got::kFailed;
  if (!any) return Got::kEnd;
  ++line_number_;
  if (too_long) return Got::kTooLong;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return Got::kLine;
}

ByteSource::Got ByteSource::read_rest(std::string& text, std::size_t limit) {
  text.clear();
  bool too_long = false;
  while (next_ < buffer_.size() || fill()) {
    too_long = too_long || text.size() + (buffer_.size() - next_) > limit;
    if (!too_long) text.append(buffer_, next_);
    next_ = buffer_.size();
  }
  if (failed_) return Got::kFailed;
  return too_long ? Got::kTooLong : Got::kLine;
}

}  // namespace casus
