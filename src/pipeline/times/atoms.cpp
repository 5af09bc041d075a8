#include "pipeline/times/atoms.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

namespace casus {

namespace {

// "-" for every dash, "'" for every apostrophe or single quote, '"' for every double quote.
char32_t plain_sign(char32_t c) {
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
  if ((c >= 0x2018 && c <= 0x201B) || c == 0x02BC || c == 0x60 || c == 0xB4) return '\'';
  if ((c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB) return '"';
  return c;
}

char32_t lower_char(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }

Atom begin_atom(char32_t c, std::uint32_t at) {
  Atom atom;
  atom.start = at;
  if (is_ascii_digit(c)) {
    atom.kind = AtomKind::kDigits;
    atom.number = 0;
  } else if (is_letter(c)) {
    atom.kind = AtomKind::kWord;
    atom.capital = is_upper(c);
  } else {
    const char32_t plain = plain_sign(c);
    atom.sign = plain < 0x80 ? static_cast<char>(plain) : '\0';
  }
  return atom;
}

bool continues(const Atom& atom, char32_t c) {
  if (atom.kind == AtomKind::kDigits) return is_ascii_digit(c);
  return atom.kind == AtomKind::kWord && is_letter(c);
}

void add_digit(Atom& atom, char32_t c) {
  if (atom.digits < 255) ++atom.digits;
  if (atom.digits <= 9) atom.number = atom.number * 10 + static_cast<std::int32_t>(c - '0');
}

// Writes at most four bytes; returns how many.
std::size_t encode_utf8(char32_t c, char* out) {
  const auto tail = [c](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = static_cast<char>(0xC0 | c >> 6), out[1] = tail(0);
    return 2;
  }
  if (c < 0x10000) {
    out[0] = static_cast<char>(0xE0 | c >> 12), out[1] = tail(6), out[2] = tail(0);
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | c >> 18), out[1] = tail(12), out[2] = tail(6), out[3] = tail(0);
  return 4;
}

}  // namespace

void append_atoms(std::string_view text, std::uint32_t start, std::uint32_t end, TokenIndex token,
                  std::vector<Atom>& atoms) {
  bool open = false;
  for (std::uint32_t at = start; at < end;) {
    const CodePoint point = decode_at(text, at);
    if (is_space(point.value)) {
      open = false;
    } else {
      if (!open || !continues(atoms.back(), point.value)) {
        Atom atom = begin_atom(point.value, at);
        atom.token = token;
        atom.glued = !atoms.empty() && atoms.back().end == at;
        atoms.push_back(atom);
        open = true;
      }
      if (atoms.back().kind == AtomKind::kDigits) add_digit(atoms.back(), point.value);
      atoms.back().end = at + point.size;
    }
    at += point.size;
  }
}

std::string_view fold_atom(std::string_view spelling, char (&buffer)[kAtomBuffer]) {
  std::size_t size = 0;
  for (std::size_t at = 0; at < spelling.size();) {
    const CodePoint point = decode_at(spelling, at);
    at += point.size;
    const char32_t folded = lower_char(plain_sign(point.value));
    if (size + 4 > kAtomBuffer) return {};
    size += encode_utf8(folded, buffer + size);
  }
  return {buffer, size};
}

}  // namespace casus
