#pragma once

// Fetches pages politely: what robots.txt forbids is not asked for; one request at a time, with a
// pause between two to the same host; failures that pass are tried again, later each time and not
// before Retry-After; pages seen before are asked for on condition that they changed. Private and
// local addresses are refused, in the name, after resolution, and after every redirect, unless
// allowed. No proxy is used.
//
// A client serves one thread.

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "casus/result.h"
#include "input/robots.h"

namespace casus {

struct HttpOptions {
  bool allows_private = false;
  std::size_t max_bytes = 32 << 20;  // of a page, unpacked
  long timeout_seconds = 60;         // for one request
  int max_redirects = 5;
  int max_tries = 4;
  double pause_seconds = 1;       // between requests to one host; a site may ask for more
  double first_wait_seconds = 1;  // before the second try; doubled for each further one
  double max_wait_seconds = 120;  // a longer Retry-After is refused rather than waited for
  std::filesystem::path memory;   // file that keeps ETags between runs; empty: none
};

struct Fetched {
  std::string url;  // after redirects
  std::string content_type;
  std::string body;
  bool is_unchanged = false;  // since it was fetched last (304): no body
};

class HttpClient {
 public:
  explicit HttpClient(HttpOptions options);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // The page at `url`. Every failure is an error that names the address and the reason: forbidden
  // by robots.txt, status 404, private address, too long, too slow, ...
  Result<Fetched> fetch(const std::string& url);

 private:
  struct Reply;
  struct Validators {
    std::string etag;
    std::string last_modified;
  };

  Result<Reply> request(const std::string& url, bool is_conditional);
  Result<Reply> try_request(const std::string& url, bool is_conditional);
  Result<void> check_robots(const std::string& url);
  void pause_for(const std::string& host);
  void remember(const std::string& url, const Reply& reply);
  void read_memory();
  void write_memory() const;

  HttpOptions options_;
  void* curl_ = nullptr;
  std::unordered_map<std::string, RobotRules> robots_;  // by origin
  std::unordered_map<std::string, std::chrono::steady_clock::time_point> last_request_;  // by host
  std::unordered_map<std::string, Validators> memory_;  // by address
  double pause_seconds_ = 0;                            // for the site being read
};

}  // namespace casus
