#include "extract/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "base/text_file.h"
#include "base/utf8.h"

namespace casus {

namespace {

// How far into a page its <meta> may stand. Browsers look at 1,024 bytes and start over where one
// comes later; reading further does the same at once.
constexpr std::size_t kPrescanBytes = 16384;
constexpr std::size_t kGuessBytes = 65536;

std::string to_ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

// The label's encoding as ICU names it, where the standard's meaning differs from the label's.
std::string encoding_of(const std::string& label) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 24> kMeanings = {{
      {"iso-8859-1", "windows-1252"},
      {"iso8859-1", "windows-1252"},
      {"latin1", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"ascii", "windows-1252"},
      {"cp1252", "windows-1252"},
      {"x-cp1252", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"latin5", "windows-1254"},
      {"iso-8859-11", "windows-874"},
      {"tis-620", "windows-874"},
      {"gb2312", "gb18030"},
      {"gbk", "gb18030"},
      {"x-gbk", "gb18030"},
      {"shift_jis", "windows-31j"},
      {"shift-jis", "windows-31j"},
      {"sjis", "windows-31j"},
      {"x-sjis", "windows-31j"},
      {"euc-kr", "windows-949"},
      {"ks_c_5601-1987", "windows-949"},
      {"big5", "Big5-HKSCS"},
      {"x-x-big5", "Big5-HKSCS"},
      {"cp1251", "windows-1251"},
      {"win-1251", "windows-1251"},
  }};
  for (const auto& [name, meaning] : kMeanings) {
    if (name == label) return meaning;
  }
  return label;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const CodePoint point = decode_at(text, at);
    if (point.value == kReplacement && point.size == 1) return false;
    at += point.size;
  }
  return true;
}

// The charset that a <meta> element or an XML declaration of the page's beginning states.
std::string stated_in_page(std::string_view bytes) {
  const std::string head = to_ascii_lower(bytes.substr(0, kPrescanBytes));
  if (head.starts_with("<?xml")) {
    const std::size_t end = head.find("?>");
    const std::size_t at = head.find("encoding");
    if (at < end && end != std::string::npos) {
      return charset_parameter("charset" + head.substr(at + 8, end - at - 8));
    }
  }
  for (std::size_t at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at)) {
    const std::size_t end = std::min(head.find('>', at), head.size());
    const std::string charset = charset_parameter(std::string_view(head).substr(at, end - at));
    if (!charset.empty()) return charset;
    at = end;
  }
  return {};
}

std::string guess(std::string_view bytes) {
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&code),
                                                                            &ucsdet_close);
  const std::string_view sample = bytes.substr(0, kGuessBytes);
  ucsdet_enableInputFilter(detector.get(), true);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &code);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &code);
  if (U_FAILURE(code) || match == nullptr || ucsdet_getConfidence(match, &code) < 20) return {};
  const char* name = ucsdet_getName(match, &code);
  return U_FAILURE(code) || name == nullptr ? std::string() : to_ascii_lower(name);
}

// False where ICU knows no such encoding.
bool convert(std::string_view bytes, const std::string& encoding, std::string& text) {
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(encoding.c_str(), &code),
                                                                &ucnv_close);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> to(ucnv_open("UTF-8", &code),
                                                              &ucnv_close);
  if (U_FAILURE(code)) return false;
  std::array<UChar, 4096> pivot;
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  std::array<char, 16384> buffer;
  const char* source = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  bool is_first = true;
  do {
    code = U_ZERO_ERROR;
    char* target = buffer.data();
    ucnv_convertEx(to.get(), from.get(), &target, buffer.data() + buffer.size(), &source, end,
                   pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(),
                   static_cast<UBool>(is_first), true, &code);
    text.append(buffer.data(), target);
    is_first = false;
  } while (code == U_BUFFER_OVERFLOW_ERROR);
  return U_SUCCESS(code);
}

bool is_utf8_label(const std::string& label) {
  return label == "utf-8" || label == "utf8" || label == "unicode-1-1-utf-8";
}

std::string encoding_of_page(std::string_view bytes, std::string_view content_type) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  std::string label = charset_parameter(content_type);
  if (!label.empty()) return label;
  label = stated_in_page(bytes);
  if (label.starts_with("utf-16")) return "utf-8";  // the page was read as ASCII to find it
  if (!label.empty()) return label;
  if (is_utf8(bytes)) return "utf-8";
  label = guess(bytes);
  return label.empty() || is_utf8_label(label) ? "windows-1252" : label;
}

}  // namespace

std::string charset_parameter(std::string_view content_type) {
  const std::string lower = to_ascii_lower(content_type);
  for (std::size_t at = lower.find("charset"); at != std::string::npos;
       at = lower.find("charset", at + 1)) {
    std::size_t next = lower.find_first_not_of(" \t\r\n", at + 7);
    if (next == std::string::npos || lower[next] != '=') continue;
    next = lower.find_first_not_of(" \t\r\n\"'", next + 1);
    if (next == std::string::npos) return {};
    return lower.substr(next, lower.find_first_of(" \t\r\n\"';/>", next) - next);
  }
  return {};
}

std::string decode_page(std::string_view bytes, std::string_view content_type) {
  const std::string label = encoding_of_page(bytes, content_type);
  std::string text;
  if (is_utf8_label(label) || !convert(bytes, encoding_of(label), text)) {
    text.assign(bytes);
    if (!is_utf8_label(label) && !is_utf8(bytes)) {
      text.clear();
      convert(bytes, "windows-1252", text);
    }
  }
  repair_utf8(text);
  return text;
}

}  // namespace casus
