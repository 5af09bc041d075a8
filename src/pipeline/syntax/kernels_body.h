// The kernels' one source, compiled in kernels_portable.cpp, kernels_avx2.cpp and
// kernels_avx512.cpp with different instruction sets. It includes nothing with inline functions:
// a copy of such a function compiled for a newer processor could be linked into the rest.

#include "pipeline/syntax/kernels.h"

namespace casus {

namespace {

#if defined(__AVX512F__)
constexpr int kLanes = 16;
constexpr int kRows = 12;
#elif defined(__AVX2__)
constexpr int kLanes = 8;
constexpr int kRows = 6;
#else
constexpr int kLanes = 4;
constexpr int kRows = 2;
#endif
constexpr int kParts = static_cast<int>(kPanel) / kLanes;

typedef float Vector __attribute__((vector_size(kLanes * 4), aligned(4), may_alias));
typedef std::int32_t Integers __attribute__((vector_size(kLanes * 4), aligned(4), may_alias));

inline Vector& at(float* p) { return *reinterpret_cast<Vector*>(p); }
inline const Vector& at(const float* p) { return *reinterpret_cast<const Vector*>(p); }

// `Rows` rows of one panel: the sums stay in registers over the whole inner dimension.
template <int Rows>
inline void multiply_block(const Multiplication& m, std::size_t row, std::size_t panel) {
  const float* a = m.a + row * m.a_stride;
  const float* b = m.packed + panel * m.inner * kPanel;
  Vector sums[Rows][kParts] = {};
  for (std::size_t k = 0; k < m.inner; ++k, b += kPanel) {
    Vector right[kParts];
    for (int part = 0; part < kParts; ++part) right[part] = at(b + part * kLanes);
    for (int r = 0; r < Rows; ++r) {
      const float left = a[static_cast<std::size_t>(r) * m.a_stride + k];
      for (int part = 0; part < kParts; ++part) sums[r][part] += left * right[part];
    }
  }
  const std::size_t column = panel * kPanel;
  const std::size_t columns = m.columns - column < kPanel ? m.columns - column : kPanel;
  for (int r = 0; r < Rows; ++r) {
    float* c = m.c + (row + static_cast<std::size_t>(r)) * m.c_stride + column;
    const float* sum = reinterpret_cast<const float*>(&sums[r][0]);
    for (std::size_t i = 0; i < columns; ++i) {
      const float bias = m.bias != nullptr ? m.bias[column + i] : 0.0F;
      c[i] = (m.accumulate ? c[i] : 0.0F) + sum[i] + bias;
    }
  }
}

void multiply(const Multiplication& m) {
  const std::size_t panels = (m.columns + kPanel - 1) / kPanel;
  for (std::size_t panel = 0; panel < panels; ++panel) {
    std::size_t row = 0;
    for (; row + kRows <= m.rows; row += kRows) multiply_block<kRows>(m, row, panel);
    for (; row + 2 <= m.rows; row += 2) multiply_block<2>(m, row, panel);
    for (; row < m.rows; ++row) multiply_block<1>(m, row, panel);
  }
}

// e^x to about 1e-7 of its value: 2^whole by the exponent bits, 2^rest by a polynomial.
inline Vector exponential(Vector x) {
  const Vector low = Vector{} - 87.0F;
  const Vector high = Vector{} + 87.0F;
  x = x < low ? low : x;
  x = x > high ? high : x;
  const Vector scaled = x * 1.44269504F;
  const Vector offset = scaled + 12582912.0F;  // 1.5 * 2^23: rounds to a whole number
  const Vector whole = offset - 12582912.0F;
  const Vector rest = (scaled - whole) * 0.69314718F;
  Vector power = Vector{} + 1.0F / 720;
  power = power * rest + 1.0F / 120;
  power = power * rest + 1.0F / 24;
  power = power * rest + 1.0F / 6;
  power = power * rest + 0.5F;
  power = power * rest + 1.0F;
  power = power * rest + 1.0F;
  const Integers exponent = (__builtin_convertvector(whole, Integers) + 127) << 23;
  return power * reinterpret_cast<const Vector&>(exponent);
}

inline Vector sigmoid(Vector x) { return 1.0F / (1.0F + exponential(-x)); }

inline void keep(float* kept, std::size_t offset, Vector value) {
  if (kept != nullptr) at(kept + offset) = value;
}

void recur_step(const Recurrence& r, std::size_t t) {
  const float* u = r.u + t * r.u_stride;
  const float* x = r.x + t * r.x_stride;
  float* h = r.h + t * r.h_stride;
  for (std::size_t i = 0; i < r.width; i += kLanes) {
    const Vector before = at(r.cell + i);
    const Vector f = sigmoid(at(u + r.width + i) + at(r.v + i) * before + at(r.b + i));
    const Vector gate =
        sigmoid(at(u + 2 * r.width + i) + at(r.v + r.width + i) * before + at(r.b + r.width + i));
    const Vector c = at(u + i) + f * (before - at(u + i));
    at(r.cell + i) = c;
    at(h + i) = at(x + i) + gate * (c - at(x + i));
    const std::size_t offset = t * r.width + i;
    keep(r.kept_c, offset, c);
    keep(r.kept_f, offset, f);
    keep(r.kept_r, offset, gate);
  }
}

void recur(const Recurrence& r) {
  for (std::size_t i = 0; i < r.width; ++i) r.cell[i] = 0;
  for (std::size_t step = 0; step < r.steps; ++step)
    recur_step(r, r.is_backward ? r.steps - 1 - step : step);
}

void add_row(float* sum, const std::int8_t* row, float scale, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) sum[i] += scale * static_cast<float>(row[i]);
}

}  // namespace

}  // namespace casus
