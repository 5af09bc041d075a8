#include "input/http_client.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <mutex>
#include <thread>

#include "base/text_file.h"
#include "base/utf8.h"
#include "extract/address.h"

namespace casus {

namespace {

constexpr const char* kAgent = "casus";
constexpr double kMaxPause = 30;

// Networks that are not the public Internet (IANA special-purpose registries).
bool is_private_v4(std::uint32_t address) {
  struct Network {
    std::uint32_t base;
    int bits;
  };
  static constexpr std::array<Network, 14> kNetworks = {{{0x00000000, 8},
                                                         {0x0A000000, 8},
                                                         {0x64400000, 10},
                                                         {0x7F000000, 8},
                                                         {0xA9FE0000, 16},
                                                         {0xAC100000, 12},
                                                         {0xC0000000, 24},
                                                         {0xC0000200, 24},
                                                         {0xC0A80000, 16},
                                                         {0xC6120000, 15},
                                                         {0xC6336400, 24},
                                                         {0xCB007100, 24},
                                                         {0xE0000000, 4},
                                                         {0xF0000000, 4}}};
  return std::any_of(kNetworks.begin(), kNetworks.end(), [&](const Network& network) {
    return (address >> (32 - network.bits)) == (network.base >> (32 - network.bits));
  });
}

bool is_private_v6(const in6_addr& address) {
  const std::uint8_t* bytes = address.s6_addr;
  std::uint32_t tail = 0;
  for (int i = 12; i < 16; ++i) tail = tail << 8 | bytes[i];
  const bool is_zero_start = std::all_of(bytes, bytes + 10, [](std::uint8_t b) { return b == 0; });
  if (is_zero_start) return true;  // unspecified, loopback, and forms of IPv4
  const bool is_nat64 = bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == 0xFF && bytes[3] == 0x9B;
  if (is_nat64) return is_private_v4(tail);
  if (bytes[0] == 0x20 && bytes[1] == 0x02) {  // 6to4: the IPv4 address follows
    return is_private_v4(std::uint32_t(bytes[2]) << 24 | std::uint32_t(bytes[3]) << 16 |
                         std::uint32_t(bytes[4]) << 8 | bytes[5]);
  }
  return (bytes[0] & 0xFE) == 0xFC || (bytes[0] == 0xFE && (bytes[1] & 0xC0) >= 0x80) ||
         bytes[0] == 0xFF || (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D);
}

bool is_private(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, address, sizeof v4);
    return is_private_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 v6;
    std::memcpy(&v6, address, sizeof v6);
    return is_private_v6(v6.sin6_addr);
  }
  return true;
}

Error refused(const std::string& url, std::string what, std::string remedy = {}) {
  return {ErrorKind::kUnreadable, std::move(what), url, 0, std::move(remedy)};
}

void sleep_seconds(double seconds) {
  if (seconds > 0) std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
}

bool passes_by_itself(long status) {
  return status == 408 || status == 425 || status == 429 || status == 500 || status == 502 ||
         status == 503 || status == 504;
}

bool is_redirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// Seconds of "120" or of a date; -1 for none.
double retry_after_seconds(const std::string& value) {
  if (value.empty()) return -1;
  if (value.find_first_not_of("0123456789") == std::string::npos) {
    return std::strtod(value.c_str(), nullptr);
  }
  const time_t when = ::curl_getdate(value.c_str(), nullptr);
  return when < 0 ? -1 : std::max(0.0, std::difftime(when, ::time(nullptr)));
}

}  // namespace

// What one request got; also the state that curl's callbacks fill.
struct HttpClient::Reply {
  long status = 0;
  std::string body;
  std::unordered_map<std::string, std::string> headers;  // names in lower case
  std::size_t max_bytes = 0;
  bool allows_private = false;
  bool is_too_long = false;
  bool is_private_address = false;
  bool is_passing_failure = false;  // of the network: worth another try
  std::string failure;              // curl's words where the request failed

  std::string header(const char* name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }

  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* to) {
    auto& reply = *static_cast<Reply*>(to);
    if (reply.body.size() + size * count > reply.max_bytes) {
      reply.is_too_long = true;
      return 0;
    }
    reply.body.append(data, size * count);
    return size * count;
  }

  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* to) {
    auto& reply = *static_cast<Reply*>(to);
    const std::string_view line = trim(std::string_view(data, size * count));
    const std::size_t colon = line.find(':');
    if (line.starts_with("HTTP/")) {
      reply.headers.clear();
    } else if (colon != std::string_view::npos && reply.headers.size() < 200) {
      reply.headers.insert_or_assign(lower_utf8(line.substr(0, colon)),
                                     std::string(trim(line.substr(colon + 1))));
    }
    return size * count;
  }

  static curl_socket_t on_socket(void* to, curlsocktype, curl_sockaddr* address) {
    auto& reply = *static_cast<Reply*>(to);
    if (!reply.allows_private && is_private(&address->addr)) {
      reply.is_private_address = true;
      return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }
};

HttpClient::HttpClient(HttpOptions options) : options_(std::move(options)) {
  static std::once_flag once;
  std::call_once(once, [] { ::curl_global_init(CURL_GLOBAL_DEFAULT); });
  curl_ = ::curl_easy_init();
  pause_seconds_ = options_.pause_seconds;
  read_memory();
}

HttpClient::~HttpClient() {
  write_memory();
  ::curl_easy_cleanup(static_cast<CURL*>(curl_));
}

void HttpClient::pause_for(const std::string& host) {
  const auto found = last_request_.find(host);
  if (found != last_request_.end()) {
    const std::chrono::duration<double> past = std::chrono::steady_clock::now() - found->second;
    sleep_seconds(pause_seconds_ - past.count());
  }
}

Result<HttpClient::Reply> HttpClient::try_request(const std::string& url, bool is_conditional) {
  const std::string host(host_of(url));
  pause_for(host);
  Reply reply;
  reply.max_bytes = options_.max_bytes;
  reply.allows_private = options_.allows_private;
  auto* curl = static_cast<CURL*>(curl_);
  if (curl == nullptr) return refused(url, "the network library could not be started");
  ::curl_easy_reset(curl);
  ::curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  ::curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  ::curl_easy_setopt(curl, CURLOPT_USERAGENT, "casus/" CASUS_VERSION);
  ::curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  ::curl_easy_setopt(curl, CURLOPT_PROXY, "");
  ::curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  ::curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, std::min(15L, options_.timeout_seconds));
  ::curl_easy_setopt(curl, CURLOPT_TIMEOUT, options_.timeout_seconds);
  ::curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Reply::on_body);
  ::curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply);
  ::curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &Reply::on_header);
  ::curl_easy_setopt(curl, CURLOPT_HEADERDATA, &reply);
  ::curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &Reply::on_socket);
  ::curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &reply);
  curl_slist* lines = nullptr;
  const auto known = memory_.find(url);
  if (is_conditional && known != memory_.end()) {
    if (!known->second.etag.empty()) {
      lines = ::curl_slist_append(lines, ("If-None-Match: " + known->second.etag).c_str());
    }
    if (!known->second.last_modified.empty()) {
      lines =
          ::curl_slist_append(lines, ("If-Modified-Since: " + known->second.last_modified).c_str());
    }
  }
  ::curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines);
  const CURLcode code = ::curl_easy_perform(curl);
  ::curl_slist_free_all(lines);
  last_request_[host] = std::chrono::steady_clock::now();
  ::curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply.status);
  if (reply.is_private_address) {
    return refused(url, "is a private or local address", "allow it with --private-addresses");
  }
  if (reply.is_too_long) return refused(url, "is longer than a page may be");
  if (code != CURLE_OK) {
    reply.failure = ::curl_easy_strerror(code);
    reply.is_passing_failure = code == CURLE_OPERATION_TIMEDOUT || code == CURLE_COULDNT_CONNECT ||
                               code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR ||
                               code == CURLE_PARTIAL_FILE || code == CURLE_SEND_ERROR;
  }
  return reply;
}

// With further tries where a failure may pass.
Result<HttpClient::Reply> HttpClient::request(const std::string& url, bool is_conditional) {
  double wait = options_.first_wait_seconds;
  for (int tries = 1;; ++tries) {
    auto reply = try_request(url, is_conditional);
    if (!reply) return reply;
    const bool is_passing =
        reply->failure.empty() ? passes_by_itself(reply->status) : reply->is_passing_failure;
    if (!is_passing || tries >= options_.max_tries) {
      if (!reply->failure.empty()) return refused(url, "could not be fetched: " + reply->failure);
      return reply;
    }
    const double asked = retry_after_seconds(reply->header("retry-after"));
    if (asked > options_.max_wait_seconds) {
      return refused(url, "asks to come back in " + std::to_string(int(asked)) + " seconds",
                     "try again later");
    }
    sleep_seconds(std::max(wait, asked));
    wait *= 2;
  }
}

Result<void> HttpClient::check_robots(const std::string& url) {
  const std::string origin(origin_of(url));
  if (!robots_.contains(origin)) {
    std::string address = origin + "/robots.txt";
    RobotRules rules = RobotRules::forbid_all();  // what cannot be asked counts as forbidden
    for (int redirects = 0; redirects <= options_.max_redirects; ++redirects) {
      auto reply = request(address, false);
      if (!reply) return reply.error();
      if (is_redirect(reply->status)) {
        address = resolve_address(address, reply->header("location"));
        if (address.empty()) break;
        continue;
      }
      if (reply->status == 200) rules = RobotRules::parse(reply->body, kAgent);
      if (reply->status >= 400 && reply->status < 500) rules = RobotRules();
      break;
    }
    robots_.emplace(origin, std::move(rules));
  }
  const RobotRules& rules = robots_.at(origin);
  pause_seconds_ = std::min(kMaxPause, std::max(options_.pause_seconds, rules.crawl_delay()));
  if (rules.allows(path_of(url))) return {};
  return refused(url, "is closed to programs by the site's robots.txt",
                 "ask the site, or save the page from a browser");
}

Result<Fetched> HttpClient::fetch(const std::string& url) {
  std::string address = url;
  for (int redirects = 0; redirects <= options_.max_redirects; ++redirects) {
    if (host_of(address).empty()) return refused(url, "is no web address");
    if (auto allowed = check_robots(address); !allowed) return allowed.error();
    auto reply = request(address, true);
    if (!reply) return reply.error();
    if (is_redirect(reply->status)) {
      const std::string target = resolve_address(address, reply->header("location"));
      if (target.empty()) return refused(url, "redirects to what is no web address");
      address = target;
      continue;
    }
    Fetched fetched;
    fetched.url = address;
    fetched.is_unchanged = reply->status == 304;
    if (fetched.is_unchanged) return fetched;
    if (reply->status != 200) {
      return refused(url, "answers with status " + std::to_string(reply->status));
    }
    remember(address, *reply);
    fetched.content_type = reply->header("content-type");
    fetched.body = std::move(reply->body);
    return fetched;
  }
  return refused(url, "redirects more than " + std::to_string(options_.max_redirects) + " times");
}

void HttpClient::remember(const std::string& url, const Reply& reply) {
  Validators validators{reply.header("etag"), reply.header("last-modified")};
  if (validators.etag.empty() && validators.last_modified.empty()) return;
  memory_.insert_or_assign(url, std::move(validators));
}

// A line an address: address, ETag, Last-Modified, parted by tabs.
void HttpClient::read_memory() {
  if (options_.memory.empty()) return;
  std::ifstream file(options_.memory);
  std::string line;
  while (std::getline(file, line)) {
    const auto parts = split(line, '\t');
    if (parts.size() == 3) {
      memory_.insert_or_assign(std::string(parts[0]),
                               Validators{std::string(parts[1]), std::string(parts[2])});
    }
  }
}

void HttpClient::write_memory() const {
  if (options_.memory.empty()) return;
  const std::filesystem::path fresh = options_.memory.string() + ".new";
  {
    std::ofstream file(fresh, std::ios::trunc);
    for (const auto& [url, validators] : memory_) {
      file << url << '\t' << validators.etag << '\t' << validators.last_modified << '\n';
    }
    if (!file) return;
  }
  std::error_code code;
  std::filesystem::rename(fresh, options_.memory, code);
}

}  // namespace casus
