#include "serve/http.h"

#include <zlib.h>

#include "output/json.h"

namespace casus::serve {

Response problem(int status, std::string_view title, std::string_view detail,
                 std::string_view parameter) {
  Json json;
  json["type"] = "about:blank";
  json["title"] = title;
  json["status"] = status;
  json["detail"] = detail;
  if (!parameter.empty()) json["parameter"] = parameter;
  Response response;
  response.status = status;
  response.type = "application/problem+json";
  response.body = to_line(json) + "\n";
  return response;
}

Response problem_of(const Error& error) {
  // Names of files on this machine are nobody's business.
  const std::string detail =
      error.remedy.empty() ? error.message : error.message + "; " + error.remedy;
  switch (error.kind) {
    case ErrorKind::kUsage:
    case ErrorKind::kSyntax:
    case ErrorKind::kInvalidInput:
      return problem(400, "The request is wrong", detail, error.file);
    case ErrorKind::kNotFound:
      return problem(404, "There is no such thing", detail);
    case ErrorKind::kLimit:
      return problem(400, "A limit is passed", detail, error.file);
    default:
      return problem(503, "The archive cannot be read now", detail);
  }
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

std::string http_date(std::time_t time) {
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[40];
  const std::size_t size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text, size};
}

std::time_t parse_http_date(const std::string& text) {
  std::tm parts{};
  const char* end = ::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return end == nullptr || *end != 0 ? 0 : ::timegm(&parts);
}

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, 5, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int ended = deflate(&stream, Z_FINISH);
  packed.resize(ended == Z_STREAM_END ? stream.total_out : 0);
  deflateEnd(&stream);
  return packed;
}

std::string ungzipped(std::string_view bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return {};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string text;
  char buffer[16384];
  int got = Z_OK;
  while (got == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    got = inflate(&stream, Z_NO_FLUSH);
    text.append(buffer, sizeof buffer - stream.avail_out);
  }
  inflateEnd(&stream);
  return text;
}

}  // namespace casus::serve
