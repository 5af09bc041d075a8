#include "train/dense.h"

#include <algorithm>
#include <cmath>

#include "pipeline/syntax/kernels.h"

namespace casus {

void DenseMath::product(const float* a, std::size_t a_stride, const float* b, std::size_t b_stride,
                        bool b_transposed, std::size_t rows, std::size_t inner, std::size_t columns,
                        float* c, std::size_t c_stride, bool accumulate) {
  packed_.resize(std::max(packed_.size(), packed_size(inner, columns)));
  pack_matrix(b, b_stride, inner, columns, b_transposed, packed_.data());
  kernels().multiply(
      {a, a_stride, rows, inner, packed_.data(), columns, nullptr, c, c_stride, accumulate});
}

void DenseMath::outer(const float* a, std::size_t a_stride, const float* b, std::size_t b_stride,
                      std::size_t rows, std::size_t inner, std::size_t columns, float* c,
                      std::size_t c_stride) {
  transposed_.resize(std::max(transposed_.size(), inner * rows));
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t k = 0; k < inner; ++k) transposed_[k * rows + row] = a[row * a_stride + k];
  product(transposed_.data(), rows, b, b_stride, false, inner, rows, columns, c, c_stride, true);
}

void DenseMath::forward(const float* weights, const Linear& map, bool has_bias, const float* x,
                        std::size_t x_stride, std::size_t rows, float* out,
                        std::size_t out_stride) {
  packed_.resize(std::max(packed_.size(), packed_size(map.inner, map.columns)));
  pack_matrix(weights + map.weight, map.columns, map.inner, map.columns, false, packed_.data());
  kernels().multiply({x, x_stride, rows, map.inner, packed_.data(), map.columns,
                      has_bias ? weights + map.bias : nullptr, out, out_stride, false});
}

void DenseMath::backward(const float* weights, const Linear& map, bool has_bias, const float* x,
                         std::size_t x_stride, std::size_t rows, const float* dout,
                         std::size_t dout_stride, float* gradient, float* dx,
                         std::size_t dx_stride) {
  outer(x, x_stride, dout, dout_stride, rows, map.inner, map.columns, gradient + map.weight,
        map.columns);
  if (has_bias) {
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t i = 0; i < map.columns; ++i)
        gradient[map.bias + i] += dout[row * dout_stride + i];
  }
  if (dx != nullptr)
    product(dout, dout_stride, weights + map.weight, map.columns, true, rows, map.columns,
            map.inner, dx, dx_stride, true);
}

void Dropout::apply(float* x, std::size_t rows, std::size_t columns, std::size_t stride,
                    float share, Random& random) {
  mask_.clear();
  if (share <= 0) return;
  mask_.resize(rows * columns);
  const auto threshold = static_cast<std::uint64_t>(share * 256);
  const float scale = 256.0F / static_cast<float>(256 - threshold);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < mask_.size(); ++i, bits >>= 8) {
    if (i % 8 == 0) bits = random.next();
    mask_[i] = (bits & 255) < threshold ? 0.0F : scale;
  }
  reverse(x, rows, columns, stride);
}

void Dropout::reverse(float* dx, std::size_t rows, std::size_t columns, std::size_t stride) const {
  if (mask_.empty()) return;
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t i = 0; i < columns; ++i) dx[row * stride + i] *= mask_[row * columns + i];
}

void Adam::update(float* weights, float* gradient, std::size_t begin, std::size_t size,
                  std::uint64_t step, const AdamOptions& options) {
  const auto steps = static_cast<float>(step);
  const float mean_scale = 1 / (1 - std::pow(options.decay_mean, steps));
  const float square_scale = 1 / (1 - std::pow(options.decay_square, steps));
  for (std::size_t i = begin; i < begin + size; ++i) {
    const float g = gradient[i];
    gradient[i] = 0;
    mean_[i] += (1 - options.decay_mean) * (g - mean_[i]);
    square_[i] += (1 - options.decay_square) * (g * g - square_[i]);
    weights[i] -=
        options.rate * mean_[i] * mean_scale / (std::sqrt(square_[i] * square_scale) + 1e-8F);
  }
}

}  // namespace casus
