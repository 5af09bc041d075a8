#include "pipeline/events/wording_weights.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <charconv>

#include "base/text_file.h"

namespace casus {

namespace {

std::uint64_t hash_of(std::string_view name) {
  return std::max<std::uint64_t>(1, XXH3_64bits(name.data(), name.size()));
}

bool read_weight(std::string_view text, float& weight) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), weight);
  return code == std::errc() && end == text.data() + text.size();
}

}  // namespace

Result<WordingWeights> WordingWeights::load(const std::filesystem::path& path) {
  WordingWeights weights;
  const auto content = read_file(path);
  if (!content) return content.error();
  const auto lines = static_cast<std::size_t>(std::count(content->begin(), content->end(), '\n'));
  weights.slots_.resize(std::bit_ceil(2 * lines + 2));
  std::string_view rest = *content;
  for (std::uint64_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t first = line.find(' ');
    const std::size_t second = line.find(' ', first + 1);
    WordingWeight weight;
    if (first == std::string_view::npos || second == std::string_view::npos ||
        !read_weight(line.substr(first + 1, second - first - 1), weight.right) ||
        !read_weight(line.substr(second + 1), weight.told)) {
      return Error{ErrorKind::kSyntax, "is no weight", path.string(), number,
                   "write 'NAME RIGHT TOLD'"};
    }
    weights.add(line.substr(0, first), weight);
  }
  return weights;
}

void WordingWeights::add(std::string_view name, WordingWeight weight) {
  const std::uint64_t hash = hash_of(name);
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {hash, weight};
}

std::size_t WordingWeights::find(std::string_view name) const {
  if (slots_.empty()) return kNowhere;
  const std::uint64_t hash = hash_of(name);
  for (std::size_t at = hash & (slots_.size() - 1); slots_[at].hash != 0;
       at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash == hash) return at;
  }
  return kNowhere;
}

}  // namespace casus
