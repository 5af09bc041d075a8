#pragma once

// Linear maps forwards and backwards, and Adam: the arithmetic of training on the kernels of the
// syntax stage. Matrices are row by row.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pipeline/syntax/network_layout.h"
#include "train/random.h"

namespace casus {

// Grows and keeps its memory: a matrix buffer.
using Matrix = std::vector<float>;

class DenseMath {
 public:
  // out (rows x map.columns) = x (rows x map.inner) times the weights, plus the bias.
  void forward(const float* weights, const Linear& map, bool has_bias, const float* x,
               std::size_t x_stride, std::size_t rows, float* out, std::size_t out_stride);
  // Adds to `gradient` what dout means for the weights and bias; adds to dx unless it is null.
  void backward(const float* weights, const Linear& map, bool has_bias, const float* x,
                std::size_t x_stride, std::size_t rows, const float* dout, std::size_t dout_stride,
                float* gradient, float* dx, std::size_t dx_stride);
  // c (rows x columns) += or = a (rows x inner) times b (inner x columns), or times b transposed
  // (b columns x inner).
  void product(const float* a, std::size_t a_stride, const float* b, std::size_t b_stride,
               bool b_transposed, std::size_t rows, std::size_t inner, std::size_t columns,
               float* c, std::size_t c_stride, bool accumulate);
  // c (inner x columns) += a transposed (a rows x inner) times b (rows x columns).
  void outer(const float* a, std::size_t a_stride, const float* b, std::size_t b_stride,
             std::size_t rows, std::size_t inner, std::size_t columns, float* c,
             std::size_t c_stride);

 private:
  Matrix packed_, transposed_;
};

// Zeroes a share of `x` and scales the rest up; `mask` keeps the factors for the way back.
class Dropout {
 public:
  void apply(float* x, std::size_t rows, std::size_t columns, std::size_t stride, float share,
             Random& random);
  void reverse(float* dx, std::size_t rows, std::size_t columns, std::size_t stride) const;

 private:
  std::vector<float> mask_;  // empty: nothing was dropped
};

struct AdamOptions {
  float rate = 0.002F;
  float decay_mean = 0.9F;
  float decay_square = 0.98F;
};

// Adam over all of one array of weights.
class Adam {
 public:
  explicit Adam(std::size_t size) : mean_(size), square_(size) {}
  // Changes weights [begin, begin + size) by `gradient` and zeroes that. `step` counts from 1.
  void update(float* weights, float* gradient, std::size_t begin, std::size_t size,
              std::uint64_t step, const AdamOptions& options);

 private:
  std::vector<float> mean_, square_;
};

}  // namespace casus
