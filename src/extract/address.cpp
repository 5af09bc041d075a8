#include "extract/address.h"

#include <vector>

#include "base/text_file.h"

namespace casus {

namespace {

std::size_t scheme_size(std::string_view url) {
  if (url.starts_with("https://")) return 8;
  return url.starts_with("http://") ? 7 : 0;
}

// "/a/c" of "/a/./b/../c".
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> parts;
  for (const std::string_view part : split(path, '/')) {
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (part != ".") {
      parts.push_back(part);
    }
  }
  std::string clean;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == 0 && parts[i].empty()) continue;
    clean += '/';
    clean += parts[i];
  }
  return clean.empty() ? "/" : clean;
}

}  // namespace

bool is_web_address(std::string_view text) { return scheme_size(text) > 0; }

std::string_view origin_of(std::string_view url) {
  const std::size_t start = scheme_size(url);
  if (start == 0) return {};
  return url.substr(0, url.find_first_of("/?#", start));
}

std::string_view host_of(std::string_view url) {
  std::string_view host = origin_of(url);
  host.remove_prefix(scheme_size(host));
  const std::size_t user = host.rfind('@');
  if (user != std::string_view::npos) host.remove_prefix(user + 1);
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

std::string path_of(std::string_view url) {
  std::string_view rest = url.substr(origin_of(url).size());
  rest = rest.substr(0, rest.find('#'));
  return rest.starts_with('/') ? std::string(rest) : "/" + std::string(rest);
}

std::string resolve_address(std::string_view base, std::string_view reference) {
  reference = trim(reference);
  reference = reference.substr(0, reference.find('#'));
  if (is_web_address(reference)) return std::string(reference);
  const std::size_t colon = reference.find(':');
  if (colon != std::string_view::npos && colon < reference.find_first_of("/?")) return {};
  const std::string origin(origin_of(base));
  if (origin.empty()) return {};
  if (reference.starts_with("//")) {
    return origin.substr(0, origin.find(':') + 1) + std::string(reference);
  }
  const std::size_t query = reference.find('?');
  const std::string tail(query == std::string_view::npos ? "" : reference.substr(query));
  const std::string_view path = reference.substr(0, query);
  std::string base_path = path_of(base);
  base_path.resize(std::min(base_path.find('?'), base_path.size()));
  if (path.empty()) return origin + base_path + tail;
  if (path.starts_with('/')) return origin + without_dots(path) + tail;
  return origin + without_dots(base_path.substr(0, base_path.rfind('/') + 1) + std::string(path)) +
         tail;
}

}  // namespace casus
