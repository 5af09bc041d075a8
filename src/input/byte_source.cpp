#include "input/byte_source.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace casus {

namespace {
constexpr std::size_t kReadBytes = 256 * 1024;
}

// Inflates gzip members one after the other.
class ByteSource::Unpacker {
 public:
  explicit Unpacker(ByteSource packed) : packed_(std::move(packed)) {
    failed_ = ::inflateInit2(&stream_, 15 + 16) != Z_OK;  // 16: gzip's frame
  }
  ~Unpacker() { ::inflateEnd(&stream_); }
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  // 0: at the end or failed.
  std::size_t read(char* to, std::size_t size) {
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(size);
    while (!failed_ && stream_.avail_out == size) {
      const std::string_view input = packed_.peek(kReadBytes);
      if (input.empty()) {
        failed_ = is_in_member_;
        break;
      }
      unpack(input);
      if (is_at_padding_) break;
    }
    return size - stream_.avail_out;
  }
  bool failed() const { return failed_; }
  std::uint64_t bytes_read() const { return packed_.bytes_read(); }

 private:
  void unpack(std::string_view input) {
    if (!is_in_member_) {
      // Some writers pad the last member with zeros.
      is_at_padding_ = input.front() == '\0';
      if (is_at_padding_) return;
      ::inflateReset(&stream_);
      is_in_member_ = true;
    }
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    stream_.avail_in = static_cast<uInt>(input.size());
    const int code = ::inflate(&stream_, Z_NO_FLUSH);
    packed_.next_ += input.size() - stream_.avail_in;
    if (code == Z_STREAM_END) is_in_member_ = false;
    failed_ = code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR;
  }

  ByteSource packed_;
  z_stream stream_ = {};
  bool is_in_member_ = false;
  bool is_at_padding_ = false;
  bool failed_ = false;
};

ByteSource::ByteSource(int file, bool owned) : file_(file), is_owned_(owned) {}

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

ByteSource ByteSource::unpacked(ByteSource packed) {
  ByteSource source(-1, false);
  source.unpacker_ = std::make_unique<Unpacker>(std::move(packed));
  return source;
}

ByteSource::ByteSource(ByteSource&& other) noexcept { *this = std::move(other); }

ByteSource& ByteSource::operator=(ByteSource&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(is_owned_, other.is_owned_);
  unpacker_ = std::move(other.unpacker_);
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
  const std::size_t count = read_some(buffer_.data() + old_size, kReadBytes);
  at_end_ = count == 0;
  buffer_.resize(old_size + count);
  bytes_read_ += count;
  return count > 0;
}

std::size_t ByteSource::read_some(char* to, std::size_t size) {
  if (unpacker_ != nullptr) {
    const std::size_t got = unpacker_->read(to, size);
    failed_ = unpacker_->failed();
    return got;
  }
  ssize_t got = 0;
  do {
    got = ::read(file_, to, size);
  } while (got < 0 && errno == EINTR);
  failed_ = got < 0;
  return static_cast<std::size_t>(got > 0 ? got : 0);
}

std::uint64_t ByteSource::bytes_read() const {
  return unpacker_ != nullptr ? unpacker_->bytes_read() : bytes_read_;
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
  bool is_complete = false;
  while (next_ < buffer_.size() || fill()) {
    any = true;
    const std::size_t end = buffer_.find('\n', next_);
    is_complete = end != std::string::npos;
    const std::size_t stop = is_complete ? end : buffer_.size();
    too_long = too_long || line.size() + (stop - next_) > limit;
    if (!too_long) line.append(buffer_, next_, stop - next_);
    next_ = is_complete ? stop + 1 : stop;
    if (is_complete) break;
  }
  if (failed_ && !is_complete) return Got::kFailed;
  if (!any) return Got::kEnd;
  ++line_number_;
  if (too_long) return Got::kTooLong;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return Got::kLine;
}

ByteSource::Got ByteSource::read_bytes(std::string& bytes, std::size_t size) {
  bytes.clear();
  while (bytes.size() < size && (next_ < buffer_.size() || fill())) {
    const std::size_t take = std::min(size - bytes.size(), buffer_.size() - next_);
    bytes.append(buffer_, next_, take);
    next_ += take;
  }
  return failed_ && bytes.size() < size ? Got::kFailed : Got::kLine;
}

void ByteSource::skip(std::uint64_t size) {
  while (size > 0 && (next_ < buffer_.size() || fill())) {
    const std::uint64_t take = std::min<std::uint64_t>(size, buffer_.size() - next_);
    next_ += static_cast<std::size_t>(take);
    size -= take;
  }
}

ByteSource::Got ByteSource::read_rest(std::string& text, std::size_t limit) {
  text.clear();
  while (next_ < buffer_.size() || fill()) {
    if (text.size() + (buffer_.size() - next_) > limit) {
      text.clear();
      buffer_.clear();
      next_ = 0;
      at_end_ = true;
      return Got::kTooLong;
    }
    text.append(buffer_, next_);
    next_ = buffer_.size();
  }
  return failed_ ? Got::kFailed : Got::kLine;
}

}  // namespace casus
