#include "pipeline/text/break_model.h"

#include <fmt/format.h>

#include <bit>
#include <charconv>

#include "base/text_file.h"

namespace casus {

namespace {

constexpr std::string_view kHeader = "casus-breaks 1";

template <typename Number>
bool parse_number(std::string_view text, Number& number, int base) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

Result<BreakModel> BreakModel::load(const std::filesystem::path& file) {
  BreakModel model;
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return model;
  const auto lines = read_lines(file);
  if (!lines) return lines.error();
  if (lines->empty() || lines->front().text != kHeader) {
    return Error{ErrorKind::kVersion, "does not begin with '" + std::string(kHeader) + "'",
                 file.string(), 1, "make it anew with casus train"};
  }
  model.slots_.resize(std::bit_ceil(2 * lines->size()));
  model.mask_ = model.slots_.size() - 1;
  for (std::size_t i = 1; i < lines->size(); ++i) {
    const auto parts = split_words((*lines)[i].text);
    std::uint32_t key = 0;
    std::int32_t weight = 0;
    if (parts.size() != 2 || !parse_number(parts[0], key, 16) ||
        !parse_number(parts[1], weight, 10) || weight == 0) {
      Error error = line_error(file, (*lines)[i], "is not 'key weight'",
                               "make the file anew with casus train");
      error.kind = ErrorKind::kDamaged;
      return error;
    }
    model.insert(key, weight);
  }
  return model;
}

void BreakModel::insert(std::uint32_t key, std::int32_t weight) {
  std::size_t i = key & mask_;
  while (slots_[i].weight != 0 && slots_[i].key != key) i = (i + 1) & mask_;
  slots_[i] = {key, weight};
}

std::string BreakModel::to_text(const std::map<std::uint32_t, std::int32_t>& weights) {
  std::string text(kHeader);
  text += '\n';
  for (const auto& [key, weight] : weights) {
    if (weight != 0) text += fmt::format("{:08x} {}\n", key, weight);
  }
  return text;
}

}  // namespace casus
