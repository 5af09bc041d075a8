#include "serve/api.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <chrono>

namespace casus::serve {

namespace {

constexpr std::size_t kCompressFrom = 1024;  // bytes: less does not pay
constexpr const char* kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
    "'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// The pattern's segments against the path's; what stands for {names} is put into `names`.
bool matches(std::string_view pattern, const std::vector<std::string>& segments,
             std::vector<std::string>& names) {
  names.clear();
  std::size_t at = 0;
  while (!pattern.empty()) {
    pattern.remove_prefix(1);
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    const std::string_view wanted = pattern.substr(0, end);
    pattern.remove_prefix(end);
    if (at == segments.size()) return false;
    if (wanted.starts_with('{')) {
      names.push_back(segments[at]);
    } else if (segments[at] != wanted) {
      return false;
    }
    ++at;
  }
  return at == segments.size();
}

bool equals_in_constant_time(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |= static_cast<unsigned char>(a[i]) ^
                  static_cast<unsigned char>(b[b.empty() ? 0 : i % b.size()]);
  }
  return difference == 0;
}

bool accepts_gzip(std::string_view accept_encoding) {
  const std::size_t at = accept_encoding.find("gzip");
  if (at == std::string_view::npos) return false;
  const std::string_view rest = accept_encoding.substr(at + 4);
  const std::string_view parameter = rest.substr(0, rest.find(','));
  return parameter.find("q=0") == std::string_view::npos ||
         parameter.find("q=0.") != std::string_view::npos;
}

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type.find("json") != std::string_view::npos ||
         type.find("xml") != std::string_view::npos || type.find("svg") != std::string_view::npos ||
         type.find("javascript") != std::string_view::npos;
}

// True where the client has this very answer.
bool is_unchanged(const Request& request, const std::string& etag, std::time_t modified) {
  if (!request.if_none_match.empty()) {
    return request.if_none_match == "*" ||
           (!etag.empty() && request.if_none_match.find(etag) != std::string::npos);
  }
  const std::time_t since = parse_http_date(request.if_modified_since);
  return since != 0 && modified != 0 && modified <= since;
}

void unpack_for(const Request& request, Response& response) {
  if (!response.is_compressed || accepts_gzip(request.accept_encoding)) return;
  response.body = ungzipped(response.body);
  response.is_compressed = false;
}

void compress_for(const Request& request, Response& response) {
  unpack_for(request, response);
  if (!response.is_compressed && !response.more && response.body.size() >= kCompressFrom &&
      is_text(response.type) && accepts_gzip(request.accept_encoding)) {
    std::string packed = gzipped(response.body);
    if (!packed.empty() && packed.size() < response.body.size()) {
      response.body = std::move(packed);
      response.is_compressed = true;
    }
  }
  if (response.is_compressed) response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace

Archive& Call::archive() const { return api.archive(); }

Response json_response(const Json& json, int status) {
  Response response;
  response.status = status;
  response.body = to_line(json) + "\n";
  return response;
}

void add_next(const Call& call, const std::string& cursor, Json& json, Response& response) {
  json["next"] = nullptr;
  if (cursor.empty()) return;
  std::string address;
  for (const std::string& each : call.request.parsed.segments) {
    address += "/" + percent_encoded(each);
  }
  address += "?";
  for (const auto& [name, value] : call.request.parsed.parameters) {
    if (name == "cursor") continue;
    address += percent_encoded(name) + "=" + percent_encoded(value) + "&";
  }
  address += "cursor=" + cursor;
  json["next"] = address;
  response.headers.emplace_back("Link", "<" + address + ">; rel=\"next\"");
}

std::string Api::etag_of(const Route& route, const Call& call) {
  const ArchiveStamp& is = call.index().stamp;
  const ArchiveStamp now = archive_.stamp();
  const std::string key =
      fmt::format("{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}", CASUS_VERSION, is.events,
                  is.codings, is.revisions, is.copies, now.reviews, route.pattern,
                  call.request.target, static_cast<int>(call.page.format));
  return fmt::format("W/\"{:016x}\"", XXH3_64bits(key.data(), key.size()));
}

bool Api::is_allowed(const Request& request) const {
  constexpr std::string_view kScheme = "Bearer ";
  if (options_.token.empty() || !request.authorization.starts_with(kScheme)) return false;
  return equals_in_constant_time(std::string_view(request.authorization).substr(kScheme.size()),
                                 options_.token);
}

Response Api::call(const Route& route, const Request& request, std::vector<std::string> names) {
  if (route.needs_token && options_.token.empty()) {
    return problem(403, "This server only reads", "start it with --token to take reviews");
  }
  if (route.needs_token && !is_allowed(request)) {
    Response refused = problem(401, "This needs the token", "send Authorization: Bearer TOKEN");
    refused.headers.emplace_back("WWW-Authenticate", "Bearer");
    return refused;
  }
  auto checked = check_parameters(request, route.takes_filters, route.paging, route.parameters);
  if (!checked) return problem_of(checked.error());
  Call call{*this, request, std::move(names), {}, {}, archive_.snapshot()};
  auto page = read_page(request, route.formats);
  if (!page) return problem_of(page.error());
  call.page = *std::move(page);
  if (route.takes_filters) {
    auto selection = read_selection(request);
    if (!selection) return problem_of(selection.error());
    call.selection = *std::move(selection);
  }
  if (!route.is_stamped || route.method != "GET") return route.handler(call);
  const std::string etag = etag_of(route, call);
  const auto modified = static_cast<std::time_t>(archive_.stamp().changed);
  Response response;
  if (is_unchanged(request, etag, modified)) {
    response.status = 304;
  } else {
    response = route.handler(call);
  }
  if (response.status == 200 || response.status == 304) {
    response.etag = etag;
    response.modified = modified;
  }
  return response;
}

Response Api::route(const Request& request, std::string_view& pattern) {
  const bool is_api = !request.parsed.segments.empty() && request.parsed.segments[0] == "api";
  std::vector<std::string> names;
  std::string allowed;
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  for (const Route& each : routes()) {
    if (!matches(each.pattern, request.parsed.segments, names)) continue;
    pattern = each.pattern;
    if (each.method == method) return call(each, request, std::move(names));
    allowed += (allowed.empty() ? "" : ", ") + std::string(each.method);
    if (each.method == "GET") allowed += ", HEAD";
  }
  const bool is_known = !allowed.empty();
  allowed = (is_known ? allowed : "GET, HEAD") + ", OPTIONS";
  if (request.method == "OPTIONS") {
    Response response;
    response.status = 204;
    response.headers.emplace_back("Allow", allowed);
    return response;
  }
  if (is_known || method != "GET") {
    Response response = problem(405, "This is not done here", "this address takes " + allowed);
    response.headers.emplace_back("Allow", allowed);
    return response;
  }
  if (is_api) {
    return problem(404, "There is no such address",
                   "the addresses are listed in /api/v1/openapi.json");
  }
  pattern = "page";
  return static_file(request);
}

void Api::add_headers(const Request& request, Response& response) const {
  auto& headers = response.headers;
  headers.emplace_back("X-Content-Type-Options", "nosniff");
  headers.emplace_back("X-Frame-Options", "DENY");
  headers.emplace_back("Referrer-Policy", "no-referrer");
  headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  headers.emplace_back("Content-Security-Policy", kPagePolicy);
  headers.emplace_back("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  headers.emplace_back("Vary", "Accept, Accept-Encoding, Origin");
  if (!response.etag.empty()) headers.emplace_back("ETag", response.etag);
  if (response.modified != 0) {
    headers.emplace_back("Last-Modified", http_date(response.modified));
  }
  headers.emplace_back("Cache-Control",
                       response.is_cacheable ? "public, max-age=31536000, immutable" : "no-cache");
  // Reading is open to other sites' scripts; writing needs the token, which they do not have.
  if (!options_.cors_origin.empty() && !request.origin.empty() && request.method != "PUT") {
    headers.emplace_back("Access-Control-Allow-Origin", options_.cors_origin);
    headers.emplace_back("Access-Control-Expose-Headers", "Link, ETag, Last-Modified");
    if (request.method == "OPTIONS") {
      headers.emplace_back("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
      headers.emplace_back("Access-Control-Allow-Headers", "Accept");
      headers.emplace_back("Access-Control-Max-Age", "600");
    }
  }
}

Response Api::answer(const Request& request) {
  const auto begin = std::chrono::steady_clock::now();
  std::string_view pattern = "none";
  Response response = route(request, pattern);
  if (response.status != 304) compress_for(request, response);
  add_headers(request, response);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  metrics_.count(pattern, response.status, took.count());
  return response;
}

void Metrics::count(std::string_view route, int status, double seconds) {
  static constexpr double kBounds[] = {0.01, 0.05, 0.1, 0.2, 0.5, 1};
  const std::lock_guard lock(mutex_);
  Times& times = times_[{std::string(route), status}];
  ++times.requests;
  times.seconds += seconds;
  for (std::size_t i = 0; i < std::size(kBounds); ++i) times.under[i] += seconds <= kBounds[i];
}

std::string Metrics::text() const {
  static constexpr const char* kBounds[] = {"0.01", "0.05", "0.1", "0.2", "0.5", "1"};
  std::string text =
      "# HELP casus_request_seconds Time to make an answer, by route and status.\n"
      "# TYPE casus_request_seconds histogram\n";
  const std::lock_guard lock(mutex_);
  for (const auto& [key, times] : times_) {
    const std::string labels = fmt::format("route=\"{}\",status=\"{}\"", key.first, key.second);
    for (std::size_t i = 0; i < std::size(kBounds); ++i) {
      text += fmt::format("casus_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels, kBounds[i],
                          times.under[i]);
    }
    text +=
        fmt::format("casus_request_seconds_bucket{{{},le=\"+Inf\"}} {}\n", labels, times.requests);
    text += fmt::format("casus_request_seconds_sum{{{}}} {:.6f}\n", labels, times.seconds);
    text += fmt::format("casus_request_seconds_count{{{}}} {}\n", labels, times.requests);
  }
  const auto counter = [&](const char* name, const char* help, std::uint64_t value) {
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} counter\n{0} {2}\n", name, help, value);
  };
  counter("casus_refused_rate_total", "Requests refused: too many from one client.", refused_rate);
  counter("casus_refused_full_total", "Connections refused: too many at once.", refused_full);
  counter("casus_timeouts_total", "Connections ended: too slow.", timeouts);
  counter("casus_sent_bytes_total", "Bytes of answers.", bytes_sent);
  text += fmt::format(
      "# HELP casus_connections Open connections.\n# TYPE casus_connections gauge\n"
      "casus_connections {}\n",
      connections.load());
  return text;
}

}  // namespace casus::serve
