#pragma once

// The form in which place names are compared: "Côte d'Ivoire" -> "cote divoire",
// "Port-au-Prince" -> "port au prince", "U.S." -> "u s". Lower case, no diacritics, no
// apostrophes; points, hyphens and white space become one blank; none at the ends.

#include <string>
#include <string_view>

namespace casus {

// The folded form of a whole name.
std::string fold_place_name(std::string_view name);

// Folds piece by piece into one string, for texts: after each piece, `text()` has grown by its
// folded form. A blank is put between two pieces where either's border asks for one.
class PlaceNameFolder {
 public:
  void clear() { text_.clear(), wants_blank_ = false; }
  void append(std::string_view piece);
  // The next piece stands apart from this one.
  void separate() { wants_blank_ = true; }
  const std::string& text() const { return text_; }

 private:
  void append_letter(char32_t c);
  void put_blank();

  std::string text_;
  bool wants_blank_ = false;
};

}  // namespace casus
