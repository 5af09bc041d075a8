#pragma once

// The arithmetic that syntax spends its time in, written once (kernels_body.h) and compiled for
// four kinds of processor; kernels() picks the best that this machine runs. Every result depends
// on its own row alone, never on how many rows are computed together, so a sentence gets the same
// tree in any company. Sums may differ in the last bits between kinds of processor.

#include <cstddef>
#include <cstdint>

namespace casus {

// Columns of a packed matrix are kept in panels of this many.
inline constexpr std::size_t kPanel = 16;

// Floats that a packed inner x columns matrix takes.
constexpr std::size_t packed_size(std::size_t inner, std::size_t columns) {
  return (columns + kPanel - 1) / kPanel * kPanel * inner;
}

// Packs b (inner x columns, rows `stride` floats apart) for multiply(); with `transposed`, b is
// columns x inner. Missing columns of the last panel are zero.
void pack_matrix(const float* b, std::size_t stride, std::size_t inner, std::size_t columns,
                 bool transposed, float* packed);

// c (rows x columns) = a (rows x inner) times a packed matrix, plus `bias` (columns floats, or
// null), plus what c held if `accumulate`. Strides in floats.
struct Multiplication {
  const float* a = nullptr;
  std::size_t a_stride = 0;
  std::size_t rows = 0;
  std::size_t inner = 0;
  const float* packed = nullptr;
  std::size_t columns = 0;
  const float* bias = nullptr;
  float* c = nullptr;
  std::size_t c_stride = 0;
  bool accumulate = false;
};

// Products of whole numbers: what runs, where training uses the floats above. A row of inputs is
// 16-bit numbers of at most kInputLimit and a factor that gives the floats back; so is a column of
// weights. Sums of products are exact, and equal on every kind of processor: limit_of_weights()
// keeps them within 32 bits.
inline constexpr std::int32_t kInputLimit = 2047;
constexpr std::int32_t limit_of_weights(std::size_t inner) {
  const std::size_t limit = 0x7fffffffU / (static_cast<std::size_t>(kInputLimit) * inner);
  return static_cast<std::int32_t>(limit < 0x7fff ? limit : 0x7fff);
}

// A packed matrix (of pack_matrix(); `inner` is even) as whole numbers: in panels of kPanel
// columns, each holding the weights of two rows side by side. `whole` gets packed_size() numbers,
// `scales` a factor for each column, missing ones included.
void quantise_matrix(const float* packed, std::size_t inner, std::size_t columns,
                     std::int16_t* whole, float* scales);

// Rows of floats, `stride` apart, to rows of whole numbers that lie one after another.
struct Quantisation {
  const float* x = nullptr;
  std::size_t stride = 0;
  std::size_t rows = 0;
  std::size_t inner = 0;  // a multiple of 16
  std::int16_t* whole = nullptr;
  float* scales = nullptr;  // one a row
};

// c (rows x columns) = a (rows x inner) times a matrix of quantise_matrix(), plus `bias` (columns
// floats, or null). `inner` is a multiple of 16.
struct WholeMultiplication {
  const std::int16_t* a = nullptr;
  const float* a_scales = nullptr;
  std::size_t rows = 0;
  std::size_t inner = 0;
  const std::int16_t* whole = nullptr;
  const float* scales = nullptr;
  std::size_t columns = 0;
  const float* bias = nullptr;
  float* c = nullptr;
  std::size_t c_stride = 0;  // floats
};

// One direction of a simple recurrent unit (Lei et al. 2018) over one sequence:
//   f_t = sigmoid(u_f + v_f c_{t-1} + b_f)      r_t = sigmoid(u_r + v_r c_{t-1} + b_r)
//   c_t = f_t c_{t-1} + (1 - f_t) u_c           h_t = r_t c_t + (1 - r_t) x_t
// u holds 3 x width floats a step (u_c, u_f, u_r); v and b hold 2 x width (f, then r). The kept
// states, width floats a step each, may be null; training needs them.
struct Recurrence {
  const float* u = nullptr;
  std::size_t u_stride = 0;
  const float* x = nullptr;
  std::size_t x_stride = 0;
  const float* v = nullptr;
  const float* b = nullptr;
  float* h = nullptr;
  std::size_t h_stride = 0;
  float* cell = nullptr;  // width floats: c_t, zero at the start
  std::size_t width = 0;  // a multiple of 16
  std::size_t steps = 0;
  bool is_backward = false;
  float* kept_c = nullptr;
  float* kept_f = nullptr;
  float* kept_r = nullptr;
};

struct Kernels {
  void (*multiply)(const Multiplication&);
  void (*quantise)(const Quantisation&);
  void (*multiply_whole)(const WholeMultiplication&);
  void (*recur)(const Recurrence&);
  // x = max(x, 0), rows of `columns` floats, `stride` apart.
  void (*relu)(float* x, std::size_t rows, std::size_t columns, std::size_t stride);
  // The place of the first of the largest of `size` (at least one) numbers.
  std::int32_t (*find_largest)(const float* values, std::size_t size);
  // sum[i] += scale * row[i]
  void (*add_row)(float* sum, const std::int8_t* row, float scale, std::size_t size);
  const char* name;
};

// Chosen once; any thread may call it.
const Kernels& kernels();
// By name ("portable", "avx2", "avx512", "avx512vnni"); null where this machine or build lacks it.
// For tests.
const Kernels* kernels_named(const char* name);

}  // namespace casus
