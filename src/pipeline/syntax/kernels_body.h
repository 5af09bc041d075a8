// The kernels' one source, compiled in kernels_portable.cpp, kernels_avx2.cpp, kernels_avx512.cpp
// and kernels_avx512vnni.cpp with different instruction sets. It includes nothing with inline
// functions, of which a copy compiled for a newer processor could be linked into the rest; those of
// immintrin.h leave no copy.

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

// ---- whole numbers --------------------------------------------------------------------------

// One part of a panel's columns: 32-bit sums, and pairs of 16-bit weights. So many rows and panels
// are done at a time that their sums fit into registers with room to spare; where they just fit,
// GCC 12 stores every one of them at every step.
#if defined(__AVX512BW__)
typedef __m512i Sums;
inline Sums load_pairs(const std::int16_t* p) { return _mm512_loadu_si512(p); }
inline Sums repeat_pair(std::int32_t pair) { return _mm512_set1_epi32(pair); }
inline Sums add_products(Sums sums, Sums left, Sums right) {
#if defined(__AVX512VNNI__)
  // _mm512_dpwssd_epi32(), of which GCC 12 copies the sums to and fro.
  __asm__("vpdpwssd %2, %1, %0" : "+v"(sums) : "v"(left), "v"(right));
  return sums;
#else
  return _mm512_add_epi32(sums, _mm512_madd_epi16(left, right));
#endif
}
constexpr int kWholeRows = 6;
constexpr int kWholePanels = 2;
#elif defined(__AVX2__)
typedef __m256i Sums;
inline Sums load_pairs(const std::int16_t* p) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i_u*>(p));
}
inline Sums repeat_pair(std::int32_t pair) { return _mm256_set1_epi32(pair); }
inline Sums add_products(Sums sums, Sums left, Sums right) {
  return _mm256_add_epi32(sums, _mm256_madd_epi16(left, right));
}
constexpr int kWholeRows = 4;
constexpr int kWholePanels = 1;
#elif defined(__x86_64__)
typedef __m128i Sums;
inline Sums load_pairs(const std::int16_t* p) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i_u*>(p));
}
inline Sums repeat_pair(std::int32_t pair) { return _mm_set1_epi32(pair); }
inline Sums add_products(Sums sums, Sums left, Sums right) {
  return _mm_add_epi32(sums, _mm_madd_epi16(left, right));
}
constexpr int kWholeRows = 2;
constexpr int kWholePanels = 1;
#else
struct Sums {
  std::int32_t lanes[kLanes];
};
inline Sums load_pairs(const std::int16_t* p) {
  Sums pairs;
  __builtin_memcpy(&pairs, p, sizeof pairs);
  return pairs;
}
inline Sums repeat_pair(std::int32_t pair) {
  Sums pairs;
  for (std::int32_t& lane : pairs.lanes) lane = pair;
  return pairs;
}
inline Sums add_products(Sums sums, Sums left, Sums right) {
  for (int i = 0; i < kLanes; ++i) {
    std::int16_t a[2], b[2];
    __builtin_memcpy(a, &left.lanes[i], sizeof a);
    __builtin_memcpy(b, &right.lanes[i], sizeof b);
    sums.lanes[i] += std::int32_t{a[0]} * b[0] + std::int32_t{a[1]} * b[1];
  }
  return sums;
}
constexpr int kWholeRows = 2;
constexpr int kWholePanels = 1;
#endif

// Writes one row's sums of kLanes columns from `column` on. Takes them by value: sums whose address
// is taken would be kept in memory all the time.
inline void write_sums(const WholeMultiplication& m, std::size_t row, std::size_t column,
                       Sums sums) {
  float* c = m.c + row * m.c_stride + column;
  Integers whole;
  __builtin_memcpy(&whole, &sums, sizeof whole);
  Vector result =
      __builtin_convertvector(whole, Vector) * (at(m.scales + column) * m.a_scales[row]);
  if (column + kLanes <= m.columns) {
    if (m.bias != nullptr) result += at(m.bias + column);
    at(c) = result;
    return;
  }
  // The last columns: there is nothing to be read or written beside them.
  for (std::size_t i = 0; column + i < m.columns; ++i) {
    c[i] = m.bias == nullptr ? result[i] : result[i] + m.bias[column + i];
  }
}

// `Rows` rows of `Panels` panels. The loops are unrolled early, or the sums would lie in memory.
template <int Rows, int Panels>
inline void multiply_whole_block(const WholeMultiplication& m, std::size_t row, std::size_t panel) {
  constexpr int kAll = Panels * kParts;
  const std::int16_t* a = m.a + row * m.inner;
  const std::int16_t* b = m.whole + panel * m.inner * kPanel;
  Sums sums[Rows][kAll] = {};
  for (std::size_t k = 0; k < m.inner; k += 2, b += 2 * kPanel) {
    Sums right[kAll];
#pragma GCC unroll 16
    for (int i = 0; i < kAll; ++i) {
      const std::size_t skipped = static_cast<std::size_t>(i / kParts) * m.inner * kPanel;
      right[i] = load_pairs(b + skipped + i % kParts * kLanes * 2);
    }
#pragma GCC unroll 16
    for (int r = 0; r < Rows; ++r) {
      std::int32_t pair;
      __builtin_memcpy(&pair, a + static_cast<std::size_t>(r) * m.inner + k, sizeof pair);
      const Sums left = repeat_pair(pair);
#pragma GCC unroll 16
      for (int i = 0; i < kAll; ++i) sums[r][i] = add_products(sums[r][i], left, right[i]);
    }
  }
#pragma GCC unroll 16
  for (int r = 0; r < Rows; ++r) {
#pragma GCC unroll 16
    for (int i = 0; i < kAll; ++i)
      write_sums(m, row + static_cast<std::size_t>(r),
                 panel * kPanel + static_cast<std::size_t>(i) * kLanes, sums[r][i]);
  }
}

template <int Panels>
void multiply_whole_panels(const WholeMultiplication& m, std::size_t panel) {
  std::size_t row = 0;
  for (; row + kWholeRows <= m.rows; row += kWholeRows)
    multiply_whole_block<kWholeRows, Panels>(m, row, panel);
  if constexpr (kWholeRows > 3)
    for (; row + 3 <= m.rows; row += 3) multiply_whole_block<3, Panels>(m, row, panel);
  for (; row < m.rows; ++row) multiply_whole_block<1, Panels>(m, row, panel);
}

void multiply_whole(const WholeMultiplication& m) {
  const std::size_t panels = (m.columns + kPanel - 1) / kPanel;
  std::size_t panel = 0;
  for (; panel + kWholePanels <= panels; panel += kWholePanels)
    multiply_whole_panels<kWholePanels>(m, panel);
  for (; panel < panels; ++panel) multiply_whole_panels<1>(m, panel);
}

typedef std::int16_t Shorts __attribute__((vector_size(kLanes * 2), aligned(2), may_alias));

void quantise_row(const float* x, std::size_t inner, std::int16_t* whole, float* scale) {
  Vector largest = {};
  for (std::size_t i = 0; i < inner; i += kLanes) {
    const Vector value = at(x + i);
    const Vector size = value < 0.0F ? -value : value;
    largest = size > largest ? size : largest;
  }
  float top = 1e-30F;
  for (int i = 0; i < kLanes; ++i) top = largest[i] > top ? largest[i] : top;
  *scale = top / kInputLimit;
  const float inverse = kInputLimit / top;
  for (std::size_t i = 0; i < inner; i += kLanes) {
    const Vector rounded = at(x + i) * inverse + 12582912.0F;  // 1.5 * 2^23: to a whole number
    const Integers integers = __builtin_convertvector(rounded - 12582912.0F, Integers);
    *reinterpret_cast<Shorts*>(whole + i) = __builtin_convertvector(integers, Shorts);
  }
}

void quantise(const Quantisation& q) {
  for (std::size_t row = 0; row < q.rows; ++row)
    quantise_row(q.x + row * q.stride, q.inner, q.whole + row * q.inner, q.scales + row);
}

// ---- rows -----------------------------------------------------------------------------------

void relu(float* x, std::size_t rows, std::size_t columns, std::size_t stride) {
  for (std::size_t row = 0; row < rows; ++row, x += stride)
    for (std::size_t i = 0; i < columns; ++i) x[i] = x[i] > 0 ? x[i] : 0;
}

// Every lane keeps its own best first; ties go to the earlier place.
std::int32_t find_largest(const float* values, std::size_t size) {
  std::int32_t best = 0;
  std::size_t i = 0;
  if (size >= kLanes) {
    Vector tops = at(values);
    Integers places = {}, blocks = {};
    for (i = kLanes; i + kLanes <= size; i += kLanes) {
      blocks += 1;
      const Integers is_larger = at(values + i) > tops;
      tops = is_larger ? at(values + i) : tops;
      places = is_larger ? blocks : places;
    }
    for (int lane = 0; lane < kLanes; ++lane) {
      const std::int32_t place = places[lane] * kLanes + lane;
      const float gain = values[place] - values[best];
      if (gain > 0 || (gain == 0 && place < best)) best = place;
    }
  }
  for (; i < size; ++i)
    if (values[i] > values[best]) best = static_cast<std::int32_t>(i);
  return best;
}

// ---- gates ----------------------------------------------------------------------------------

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
