#include <algorithm>

#include "base/utf8.h"
#include "serve/http.h"

namespace casus::serve {

namespace {

constexpr std::size_t kMaxTarget = 8192;  // bytes, as sent
constexpr std::size_t kMaxParameters = 200;

Error bad(std::string what, std::string remedy) {
  return {ErrorKind::kUsage, std::move(what), "", 0, std::move(remedy)};
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Result<std::string> decoded(std::string_view text, bool plus_is_blank) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      bytes += plus_is_blank && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      return bad("'%' without two hexadecimal digits", "write a per cent sign as %25");
    }
    bytes += static_cast<char>(high * 16 + low);
    i += 2;
  }
  const bool has_control = std::any_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  if (has_control) return bad("control characters in the address", "leave them out");
  if (std::string copy = bytes; repair_utf8(copy) > 0)
    return bad("the address is not UTF-8", "encode it as UTF-8");
  return bytes;
}

Result<void> parse_path(std::string_view path, Target& target) {
  if (path.empty() || path[0] != '/') return bad("the path does not begin with /", "");
  std::size_t begin = 1;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    auto segment = decoded(path.substr(begin, end - begin), false);
    if (!segment) return segment.error();
    if (*segment == "." || *segment == "..") return bad("'.' or '..' in the path", "leave it out");
    target.path += "/" + *segment;
    target.segments.push_back(*std::move(segment));
    begin = end + 1;
  }
  while (!target.segments.empty() && target.segments.back().empty()) target.segments.pop_back();
  return {};
}

Result<void> parse_parameters(std::string_view text, Parameters& parameters) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = decoded(pair.substr(0, equals), true);
    auto value = decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name) return name.error();
    if (!value) return value.error();
    if (parameters.size() == kMaxParameters) {
      return Error{ErrorKind::kLimit, "more than 200 parameters", "", 0, "ask for less at once"};
    }
    parameters.emplace_back(*std::move(name), *std::move(value));
  }
  return {};
}

}  // namespace

Result<Target> parse_target(std::string_view text) {
  if (text.size() > kMaxTarget) {
    return Error{ErrorKind::kLimit, "the address is longer than 8 KiB", "", 0, "shorten it"};
  }
  Target target;
  const std::size_t question = std::min(text.find('?'), text.size());
  if (auto done = parse_path(text.substr(0, question), target); !done) return done.error();
  auto done = parse_parameters(text.substr(std::min(question + 1, text.size())), target.parameters);
  if (!done) return done.error();
  return target;
}

std::string percent_encoded(std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' || c == '~';
    if (is_plain) {
      encoded += c;
    } else {
      encoded += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return encoded;
}

const std::string* Request::find(std::string_view name) const {
  for (const auto& [key, value] : parsed.parameters) {
    if (key == name) return &value;
  }
  return nullptr;
}

}  // namespace casus::serve
