#include <fmt/format.h>
#include <xxhash.h>

#include "serve/api.h"
#include "serve/assets.h"

namespace casus::serve {

namespace {

const Asset* find_asset(std::string_view path) {
  for (const Asset& each : assets()) {
    if (each.path == path) return &each;
  }
  return nullptr;
}

// A path whose last segment has an ending names a file; others are views of the page.
bool names_file(const Target& target) {
  if (target.segments.empty()) return false;
  return target.segments[0] == "assets" ||
         (target.segments.size() == 1 && target.segments[0].find('.') != std::string::npos);
}

}  // namespace

Response static_file(const Request& request) {
  const Asset* asset = find_asset(request.parsed.path);
  if (asset == nullptr && !names_file(request.parsed)) asset = find_asset("/index.html");
  if (asset == nullptr) {
    return problem(404, "There is no such file", "the page begins at /");
  }
  Response response;
  response.etag =
      fmt::format("W/\"{:016x}\"", XXH3_64bits(asset->bytes.data(), asset->bytes.size()));
  if (request.if_none_match.find(response.etag) != std::string::npos) {
    response.status = 304;
    return response;
  }
  response.type = asset->type;
  response.body = asset->bytes;
  response.is_compressed = asset->gzip;
  response.is_cacheable = asset->path.starts_with("/assets/");
  return response;
}

}  // namespace casus::serve
