#include "pipeline/text/break_model.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text_file.h"

namespace casus {

namespace {

constexpr std::string_view kHeader = "casus-breaks 1";

bool parse_number(std::string_view text, std::int32_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
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
  model.weights_.resize(kBuckets);
  for (std::size_t i = 1; i < lines->size(); ++i) {
    const auto parts = split_words((*lines)[i].text);
    std::int32_t index = 0;
    std::int32_t weight = 0;
    if (parts.size() != 2 || !parse_number(parts[0], index) || !parse_number(parts[1], weight) ||
        index < 0 || static_cast<std::uint32_t>(index) >= kBuckets) {
      Error error = line_error(file, (*lines)[i], "is not 'index weight'",
                               "make the file anew with casus train");
      error.kind = ErrorKind::kDamaged;
      return error;
    }
    model.weights_[static_cast<std::size_t>(index)] = weight;
  }
  return model;
}

std::string BreakModel::to_text(const std::vector<std::int32_t>& weights) {
  std::string text(kHeader);
  text += '\n';
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] != 0) text += fmt::format("{} {}\n", i, weights[i]);
  }
  return text;
}

}  // namespace casus
