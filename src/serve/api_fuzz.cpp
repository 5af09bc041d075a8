// Any bytes as a request to the whole API, over a small archive: a line with method and target,
// then the body. An answer is never a failure of the server, and JSON where it says so.

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "serve/api.h"
#include "serve/made_documents.h"

namespace {

using namespace casus::serve;

constexpr const char* kToken = "0123456789abcdef";

// Made once, and removed when the program ends.
class Served {
 public:
  Served()
      : path_((std::filesystem::temp_directory_path() /
               ("casus_api_fuzz_" + std::to_string(::getpid()) + ".db"))
                  .string()) {
    auto store = casus::open_store(path_, {casus::StoreMode::kCreate, "", 0});
    if (!store || !store_made_documents(**store, 20)) std::abort();
    store->reset();
    ArchiveOptions options;
    options.path = path_;
    options.connections = 1;
    options.is_writable = true;
    auto archive = Archive::open(options);
    if (!archive) std::abort();
    archive_ = *std::move(archive);
    api_ = std::make_unique<Api>(*archive_, ApiOptions{kToken, "*"});
  }
  ~Served() {
    api_.reset();
    archive_.reset();
    for (const char* ending : {"", "-wal", "-shm"}) ::unlink((path_ + ending).c_str());
  }
  Api& api() { return *api_; }

 private:
  std::string path_;
  std::unique_ptr<Archive> archive_;
  std::unique_ptr<Api> api_;
};

Response answer_whole(Api& api, const Request& request) {
  Response response = api.answer(request);
  std::string chunk = std::move(response.body);
  while (response.more) {
    auto more = response.more(chunk);
    if (!more) std::abort();
    if (!*more) break;
  }
  response.body = std::move(chunk);
  return response;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Served served;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(text.find('\n'), text.size());
  const std::size_t blank = text.find(' ');
  if (blank >= line) return 0;
  Request request;
  request.method = text.substr(0, blank);
  request.target = text.substr(blank + 1, line - blank - 1);
  request.body = text.substr(std::min(line + 1, text.size()));
  request.content_type = "application/json";
  request.authorization = std::string("Bearer ") + kToken;
  auto target = parse_target(request.target);
  if (!target) return 0;
  request.parsed = *std::move(target);
  const Response response = answer_whole(served.api(), request);
  if (response.status >= 500) std::abort();
  const bool is_json = response.type == "application/json" ||
                       response.type == "application/problem+json" ||
                       response.type == "application/geo+json";
  if (is_json && response.status != 304 && response.status != 204 &&
      casus::Json::parse(response.body, nullptr, false).is_discarded()) {
    std::abort();
  }
  for (const auto& [name, value] : response.headers) {
    if (value.find_first_of(std::string("\r\n\0", 3)) != std::string::npos) std::abort();
  }
  return 0;
}
