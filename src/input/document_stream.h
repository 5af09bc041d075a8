#pragma once

// DocumentStream walks over all inputs of a command: files, folders (every file below them, sorted
// by name, hidden ones left out), http(s) addresses and "-" for standard input, and yields their
// documents in order.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"
#include "input/http_client.h"
#include "input/reader.h"

namespace casus {

class DocumentStream {
 public:
  struct Options {
    std::string kind;      // of every input; empty: found from the content of each
    std::string date;      // publication date of documents that have none
    std::string language;  // of documents that name none
    ReaderOptions reading = {};
    HttpOptions web = {};  // how addresses are fetched
    bool follow = false;   // fetch what a sitemap on disk lists
  };

  DocumentStream(std::vector<std::string> inputs, Options options);

  // The next document: true; false at the end. An error refuses one document or input; the call
  // after it goes on behind that.
  Result<bool> next(Document& document);

  std::uint64_t bytes_read() const;
  // Bytes of all inputs together, 0 where that cannot be known (standard input).
  std::uint64_t total_bytes() const { return total_bytes_; }

 private:
  Result<void> open_next();
  Result<void> open_address(const std::string& url);
  HttpClient& web();
  void list_folder(const std::filesystem::path& folder);

  struct Input {
    std::string name;
    Error refusal;  // where has_refusal: the input cannot be read at all
    bool has_refusal = false;
  };

  Options options_;
  std::vector<Input> inputs_;
  std::size_t next_input_ = 0;
  std::unique_ptr<HttpClient> web_;  // made when the first address is fetched
  std::unique_ptr<DocumentReader> reader_;
  std::uint64_t bytes_before_ = 0;
  std::uint64_t total_bytes_ = 0;
};

}  // namespace casus
