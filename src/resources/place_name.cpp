#include "resources/place_name.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/utf8.h"

namespace casus {

namespace {

enum class Role { kLetter, kSeparator, kNothing };

Role role_of(char32_t c) {
  switch (c) {
    case '.':
    case '-':
    case ',':
    case '/':
    case '(':
    case ')':
    case '_':
    case '&':
      return c == '&' ? Role::kLetter : Role::kSeparator;
    case '\'':
    case '`':
    case '"':
    case 0x2018:
    case 0x2019:
    case 0x02BB:
    case 0x02BC:
    case 0x02BE:
    case 0x02BF:
    case 0x00B4:
    case 0x00AD:
      return Role::kNothing;
    default:
      break;
  }
  if (is_space(c) || (c >= 0x2010 && c <= 0x2015)) return Role::kSeparator;
  return Role::kLetter;
}

// Letters that Unicode does not decompose into a base letter and a mark.
std::string_view plain_letters(char32_t lower) {
  switch (lower) {
    case 0x00DF:
      return "ss";
    case 0x00E6:
      return "ae";
    case 0x0153:
      return "oe";
    case 0x00F8:
      return "o";
    case 0x0142:
      return "l";
    case 0x0111:
    case 0x00F0:
      return "d";
    case 0x00FE:
      return "th";
    case 0x0131:
      return "i";
    case 0x0127:
      return "h";
    case 0x0259:
      return "e";
    case '&':
      return "and";
    default:
      return {};
  }
}

}  // namespace

void PlaceNameFolder::put_blank() {
  if (wants_blank_ && !text_.empty()) text_.push_back(' ');
  wants_blank_ = false;
}

void PlaceNameFolder::append_letter(char32_t c) {
  const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  if (const std::string_view plain = plain_letters(lower); !plain.empty()) {
    text_ += plain;
    return;
  }
  if (lower < 0x80) {
    text_.push_back(static_cast<char>(lower));
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const decomposition = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  if (decomposition == nullptr ||
      !decomposition->getDecomposition(static_cast<UChar32>(lower), parts)) {
    if (u_getCombiningClass(static_cast<UChar32>(lower)) == 0) append_utf8(text_, lower);
    return;
  }
  for (int i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 part = parts.char32At(i);
    if (u_getCombiningClass(part) == 0) append_utf8(text_, static_cast<char32_t>(part));
  }
}

void PlaceNameFolder::append(std::string_view piece) {
  for (std::size_t at = 0; at < piece.size();) {
    const auto byte = static_cast<unsigned char>(piece[at]);
    if (byte < 0x80 && ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')) {
      put_blank();
      text_.push_back(static_cast<char>(byte | 0x20));
      ++at;
      continue;
    }
    const CodePoint point = decode_at(piece, at);
    at += point.size;
    const Role role = role_of(point.value);
    if (role == Role::kSeparator) wants_blank_ = true;
    if (role != Role::kLetter) continue;
    if (point.value == '&') wants_blank_ = true;
    put_blank();
    append_letter(point.value);
    if (point.value == '&') wants_blank_ = true;
  }
}

std::string fold_place_name(std::string_view name) {
  PlaceNameFolder folder;
  folder.append(name);
  return folder.text();
}

}  // namespace casus
