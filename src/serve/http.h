#pragma once

// A request and its answer as the routes see them, whatever server carries them.

#include <ctime>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/result.h"

namespace casus::serve {

using Parameters = std::vector<std::pair<std::string, std::string>>;

// A request's target, decoded: "/api/v1/events/doc-3-1?actor=RUS" is the segments api, v1, events,
// doc-3-1 and the parameter actor.
struct Target {
  std::vector<std::string> segments;
  Parameters parameters;
  std::string path;  // decoded, from "/"
};

// Decodes per cent escapes ("+" is a blank among parameters). What is not UTF-8, holds a control
// character, has a broken escape, a segment "." or "..", or is absurdly long, is an error.
Result<Target> parse_target(std::string_view target);
// Escapes all but letters, digits and -._~ .
std::string percent_encoded(std::string_view text);

struct Request {
  std::string method;  // "GET", "HEAD", "PUT", ...
  std::string target;  // as it was sent
  Target parsed;
  std::string accept;
  std::string accept_encoding;
  std::string if_none_match;
  std::string if_modified_since;
  std::string authorization;
  std::string origin;
  std::string host;
  std::string content_type;
  std::string body;
  std::string client;  // address

  // The first value of a parameter; nullptr: it is not there.
  const std::string* find(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string etag;          // with its quotes; empty: none
  std::time_t modified = 0;  // 0: unknown
  // Where set, the body is what it appends, call after call, until it returns false. An error ends
  // the connection, so that the reader sees that something is missing.
  std::function<Result<bool>(std::string& chunk)> more;
  bool is_compressed = false;  // body is gzip already
  bool is_cacheable = false;   // for a year: its name changes with it
};

// application/problem+json (RFC 9457); `parameter` names the one that is wrong, where one is.
Response problem(int status, std::string_view title, std::string_view detail,
                 std::string_view parameter = {});
// The status that goes with an error of the archive or of a request.
Response problem_of(const Error& error);

std::string_view reason_phrase(int status);
// "Tue, 24 Nov 2026 04:27:24 GMT", and back; 0 for what is no such date.
std::string http_date(std::time_t time);
std::time_t parse_http_date(const std::string& text);
std::string gzipped(std::string_view bytes);
std::string ungzipped(std::string_view bytes);

}  // namespace casus::serve
