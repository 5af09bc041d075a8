#include "pipeline/syntax/network_layout.h"

#include <algorithm>

#include "pipeline/syntax/kernels.h"

namespace casus {

namespace {

// Hands out parts of the array, each on a boundary of 16 floats.
class Allocator {
 public:
  std::size_t take(std::size_t floats) {
    const std::size_t at = used_;
    used_ += (floats + kPanel - 1) / kPanel * kPanel;
    return at;
  }
  Linear linear(std::size_t inner, std::size_t columns) {
    const std::size_t weight = take(packed_size(inner, columns));
    return {inner, columns, weight, take(columns)};
  }
  std::size_t used() const { return used_; }

 private:
  std::size_t used_ = 0;
};

}  // namespace

NetworkLayout::NetworkLayout(const NetworkShape& shape) : layers_(shape.layers) {
  Allocator allocator;
  convolution = allocator.linear(3 * (std::size_t{shape.embedding} + shape.vector), shape.width);
  for (std::size_t layer = 0; layer < layers_; ++layer) {
    recurrent[layer] = allocator.linear(shape.width, std::size_t{3} * shape.width);
    gates[layer] = allocator.take(std::size_t{4} * shape.width);
  }
  tag_hidden = allocator.linear(shape.width, shape.tag_hidden);
  tag = allocator.linear(shape.tag_hidden, shape.tags);
  rule = allocator.linear(shape.tag_hidden, shape.rules);
  dependent = 0;
  head = dependent + shape.arc;
  distance = head + shape.arc;
  label_a = distance + kDistances;
  label_b = label_a + shape.label;
  label_p = label_b + shape.label;
  label_q = label_p + shape.label_pair;
  parse = allocator.linear(shape.width, label_q + shape.label_pair);
  bilinear = allocator.linear(shape.arc, shape.arc);
  root_head = allocator.take(shape.arc);
  root_b = allocator.take(shape.label);
  root_q = allocator.take(shape.label_pair);
  distances = allocator.take(std::size_t{kDistances} * shape.label);
  relation = allocator.linear(std::size_t{shape.label} + shape.label_pair, shape.relations);
  size = allocator.used();
}

std::vector<Linear> NetworkLayout::linears() const {
  std::vector<Linear> all = {convolution, tag_hidden, tag, rule, parse, bilinear, relation};
  all.insert(all.end(), recurrent.begin(),
             recurrent.begin() + static_cast<std::ptrdiff_t>(layers_));
  return all;
}

std::uint32_t distance_kind(std::int32_t word, std::int32_t head) {
  if (head < 0) return 0;
  constexpr std::int32_t kLimits[] = {1, 2, 3, 4, 5, 6, 8, 11, 16, 25, 45};
  const std::int32_t apart = head < word ? word - head : head - word;
  std::uint32_t kind = 0;
  while (kind < std::size(kLimits) && apart > kLimits[kind]) ++kind;
  return 1 + 2 * kind + (head > word);
}

}  // namespace casus
