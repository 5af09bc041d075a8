#include "input/document_stream.h"

#include <algorithm>

#include "extract/address.h"

namespace casus {

namespace fs = std::filesystem;

namespace {

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with("."); }

}  // namespace

DocumentStream::DocumentStream(std::vector<std::string> inputs, Options options)
    : options_(std::move(options)) {
  bool sizes_known = true;
  for (std::string& input : inputs) {
    std::error_code code;
    if (input != "-" && fs::is_directory(input, code)) {
      list_folder(input);
    } else {
      sizes_known = sizes_known && fs::is_regular_file(input, code);
      inputs_.push_back({std::move(input), {}, false});
    }
  }
  if (!sizes_known) return;
  for (const Input& input : inputs_) {
    std::error_code code;
    const auto size = fs::file_size(input.name, code);
    if (!code) total_bytes_ += size;
  }
}

void DocumentStream::list_folder(const fs::path& folder) {
  std::vector<fs::path> pending = {folder};
  std::vector<std::string> files;
  while (!pending.empty()) {
    const fs::path current = pending.back();
    pending.pop_back();
    std::error_code code;
    fs::directory_iterator entries(current, code);
    if (code) {
      inputs_.push_back({current.string(),
                         {ErrorKind::kUnreadable, code.message(), current.string(), 0,
                          "check the folder's permissions"},
                         true});
      continue;
    }
    for (const auto& entry : entries) {
      if (is_hidden(entry.path())) continue;
      if (entry.is_directory(code) && !entry.is_symlink(code)) {
        pending.push_back(entry.path());
      } else if (entry.is_regular_file(code)) {
        files.push_back(entry.path().string());
      }
    }
  }
  std::sort(files.begin(), files.end());
  for (std::string& file : files) inputs_.push_back({std::move(file), {}, false});
  if (files.empty()) {
    inputs_.push_back(
        {folder.string(), {ErrorKind::kNotFound, "holds no file", folder.string(), 0, ""}, true});
  }
}

Result<void> DocumentStream::open_next() {
  const Input& input = inputs_[next_input_++];
  if (input.has_refusal) return input.refusal;
  if (is_web_address(input.name)) return open_address(input.name);
  const bool is_stdin = input.name == "-";
  auto source =
      is_stdin ? Result<ByteSource>(ByteSource::standard_input()) : ByteSource::open(input.name);
  if (!source) return source.error();
  InputOrigin origin;
  origin.name = is_stdin ? "standard input" : input.name;
  std::error_code code;
  if (!is_stdin && fs::is_regular_file(input.name, code)) origin.path = input.name;
  if (options_.follow) options_.reading.web = &web();
  auto reader = open_reader(options_.kind, *std::move(source), std::move(origin), options_.reading);
  if (!reader) return reader.error();
  reader_ = *std::move(reader);
  return {};
}

HttpClient& DocumentStream::web() {
  if (web_ == nullptr) web_ = std::make_unique<HttpClient>(options_.web);
  return *web_;
}

// A page that has not changed since the last run gives no document.
Result<void> DocumentStream::open_address(const std::string& url) {
  auto fetched = web().fetch(url);
  if (!fetched) return fetched.error();
  if (fetched->is_unchanged) return {};
  InputOrigin origin;
  origin.name = url;
  origin.url = fetched->url;
  origin.content_type = fetched->content_type;
  options_.reading.web = &web();
  auto reader = open_reader(options_.kind, ByteSource::from_bytes(std::move(fetched->body)),
                            std::move(origin), options_.reading);
  if (!reader) return reader.error();
  reader_ = *std::move(reader);
  return {};
}

Result<bool> DocumentStream::next(Document& document) {
  while (true) {
    if (reader_ == nullptr) {
      if (next_input_ == inputs_.size()) return false;
      if (auto opened = open_next(); !opened) return opened.error();
      if (reader_ == nullptr) continue;
    }
    auto got = reader_->next(document);
    if (!got) return got.error();
    if (*got) break;
    bytes_before_ += reader_->bytes_read();
    reader_.reset();
  }
  if (document.date.empty()) document.date = options_.date;
  if (document.language.empty()) document.language = options_.language;
  return true;
}

std::uint64_t DocumentStream::bytes_read() const {
  return bytes_before_ + (reader_ == nullptr ? 0 : reader_->bytes_read());
}

}  // namespace casus
