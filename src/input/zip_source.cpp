// Zip archives: every file in them is an input of its own kind.

#include <zip.h>

#include "extract/page_tree.h"
#include "input/reader.h"

namespace casus {

namespace {

constexpr std::size_t kMaxEntryBytes = 256 << 20;
constexpr std::size_t kMaxArchiveBytes = 512 << 20;  // where it is no file but must be held

struct CloseArchive {
  void operator()(zip_t* archive) const { ::zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { ::zip_fclose(file); }
};

bool is_hidden(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  const std::string_view last = slash == std::string_view::npos ? name : name.substr(slash + 1);
  return last.empty() || last.starts_with('.') || name.starts_with("__MACOSX/");
}

class ZipReader : public DocumentReader {
 public:
  ZipReader(ByteSource source, InputOrigin origin, const ReaderOptions& options)
      : source_(std::move(source)), origin_(std::move(origin)), options_(options) {}

  Result<bool> next(Document& document) override {
    if (!is_open_) {
      is_open_ = true;
      if (auto opened = open_archive(); !opened) return opened.error();
    }
    while (archive_ != nullptr) {
      if (entry_ != nullptr) {
        auto got = entry_->next(document);
        if (!got || *got) return got;
        entry_.reset();
      }
      if (next_ == count_) return false;
      if (auto opened = open_entry(next_++); !opened) return opened.error();
    }
    return false;
  }

  std::uint64_t bytes_read() const override { return source_.bytes_read(); }

 private:
  Error refused(ErrorKind kind, std::string what, const std::string& entry = {}) const {
    return {kind, std::move(what), entry.empty() ? origin_.name : origin_.name + "/" + entry, 0,
            ""};
  }

  Result<void> open_archive() {
    int code = 0;
    if (!origin_.path.empty()) {
      archive_.reset(::zip_open(origin_.path.c_str(), ZIP_RDONLY, &code));
    } else {
      const auto got = source_.read_rest(bytes_, kMaxArchiveBytes);
      if (got != ByteSource::Got::kLine) {
        return refused(ErrorKind::kLimit, "is longer than an archive may be that is no file");
      }
      zip_error_t error;
      ::zip_error_init(&error);
      zip_source_t* source = ::zip_source_buffer_create(bytes_.data(), bytes_.size(), 0, &error);
      archive_.reset(source == nullptr ? nullptr
                                       : ::zip_open_from_source(source, ZIP_RDONLY, &error));
      if (archive_ == nullptr) ::zip_source_free(source);
      ::zip_error_fini(&error);
    }
    if (archive_ == nullptr) return refused(ErrorKind::kInvalidInput, "is a damaged zip archive");
    if (::zip_name_locate(archive_.get(), "[Content_Types].xml", 0) >= 0 ||
        ::zip_name_locate(archive_.get(), "META-INF/manifest.xml", 0) >= 0) {
      archive_.reset();
      return refused(ErrorKind::kInvalidInput, "is an office document, not text");
    }
    count_ = ::zip_get_num_entries(archive_.get(), 0);
    return {};
  }

  Result<void> open_entry(zip_int64_t index) {
    const auto number = static_cast<zip_uint64_t>(index);
    const char* raw_name = ::zip_get_name(archive_.get(), number, ZIP_FL_ENC_GUESS);
    const std::string name = raw_name == nullptr ? "#" + std::to_string(index) : raw_name;
    if (name.ends_with('/') || is_hidden(name)) return {};
    const std::unique_ptr<zip_file_t, CloseFile> file(::zip_fopen_index(archive_.get(), number, 0));
    if (file == nullptr) {
      return refused(ErrorKind::kUnreadable, ::zip_strerror(archive_.get()), name);
    }
    std::string bytes;
    std::string piece(1 << 16, '\0');
    zip_int64_t got = 0;
    while ((got = ::zip_fread(file.get(), piece.data(), piece.size())) > 0) {
      bytes.append(piece, 0, static_cast<std::size_t>(got));
      if (bytes.size() > kMaxEntryBytes) {
        return refused(ErrorKind::kLimit, "is longer than a packed file may be (256 MiB)", name);
      }
    }
    if (got < 0) return refused(ErrorKind::kInvalidInput, "is damaged", name);
    InputOrigin origin;
    origin.name = origin_.name + "/" + name;
    origin.depth = origin_.depth + 1;
    if (origin.depth > kMaxArchiveDepth) {
      return refused(ErrorKind::kLimit, "is an archive within too many archives", name);
    }
    auto entry =
        open_reader("", ByteSource::from_bytes(std::move(bytes)), std::move(origin), options_);
    if (!entry) return entry.error();
    entry_ = *std::move(entry);
    return {};
  }

  ByteSource source_;
  InputOrigin origin_;
  const ReaderOptions& options_;
  std::string bytes_;
  std::unique_ptr<zip_t, CloseArchive> archive_;
  std::unique_ptr<DocumentReader> entry_;
  zip_int64_t next_ = 0;
  zip_int64_t count_ = 0;
  bool is_open_ = false;
};

}  // namespace

bool looks_like_zip(std::string_view first_bytes) {
  return first_bytes.starts_with("PK\x03\x04") || first_bytes.starts_with("PK\x05\x06");
}

std::unique_ptr<DocumentReader> open_zip(ByteSource source, InputOrigin origin,
                                         const ReaderOptions& options) {
  return std::make_unique<ZipReader>(std::move(source), std::move(origin), options);
}

}  // namespace casus
