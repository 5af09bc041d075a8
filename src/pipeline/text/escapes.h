#pragma once

// Characters beyond ASCII that a careless export has left as escapes in the text: "Chad\u2019s",
// "Niinist\xF6". The text stage reads what they stand for; offsets stay those of the original.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casus {

// A text without its escapes, and the way back.
class UnescapedText {
 public:
  // Linear. `text` is less than 4 GiB.
  explicit UnescapedText(std::string_view text);

  bool has_escapes() const { return !escapes_.empty(); }
  const std::string& text() const { return text_; }
  // The offset in the original of an offset in text().
  std::uint32_t to_original(std::uint32_t offset) const;

 private:
  struct Escape {
    std::uint32_t end = 0;    // of the character in text()
    std::uint32_t saved = 0;  // bytes that the original has more before this place
  };

  std::string text_;
  std::vector<Escape> escapes_;
};

}  // namespace casus
