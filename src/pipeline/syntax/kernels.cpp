#include "pipeline/syntax/kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace casus {

extern const Kernels kernels_portable;
#if defined(__x86_64__)
extern const Kernels kernels_avx2;
extern const Kernels kernels_avx512;
extern const Kernels kernels_avx512vnni;
#endif

void pack_matrix(const float* b, std::size_t stride, std::size_t inner, std::size_t columns,
                 bool transposed, float* packed) {
  for (std::size_t panel = 0; panel < columns; panel += kPanel) {
    for (std::size_t k = 0; k < inner; ++k) {
      for (std::size_t i = 0; i < kPanel; ++i) {
        const std::size_t column = panel + i;
        const std::size_t at = transposed ? column * stride + k : k * stride + column;
        *packed++ = column < columns ? b[at] : 0.0F;
      }
    }
  }
}

void quantise_matrix(const float* packed, std::size_t inner, std::size_t columns,
                     std::int16_t* whole, float* scales) {
  const auto limit = static_cast<float>(limit_of_weights(inner));
  for (std::size_t panel = 0; panel < columns; panel += kPanel) {
    float largest[kPanel] = {};
    for (std::size_t k = 0; k < inner; ++k)
      for (std::size_t i = 0; i < kPanel; ++i)
        largest[i] = std::max(largest[i], std::abs(packed[k * kPanel + i]));
    float inverse[kPanel];
    for (std::size_t i = 0; i < kPanel; ++i) {
      const float safe = std::max(largest[i], 1e-30F);
      inverse[i] = limit / safe;
      *scales++ = safe / limit;
    }
    for (std::size_t k = 0; k < inner; ++k) {
      std::int16_t* pairs = whole + k / 2 * 2 * kPanel + k % 2;
      for (std::size_t i = 0; i < kPanel; ++i) {
        const float value = packed[k * kPanel + i] * inverse[i];
        pairs[2 * i] = static_cast<std::int16_t>(value + (value < 0 ? -0.5F : 0.5F));
      }
    }
    packed += inner * kPanel;
    whole += inner * kPanel;
  }
}

const Kernels& kernels() {
  static const Kernels& best = []() -> const Kernels& {
    for (const char* name : {"avx512vnni", "avx512", "avx2"})
      if (const Kernels* found = kernels_named(name)) return *found;
    return kernels_portable;
  }();
  return best;
}

const Kernels* kernels_named(const char* name) {
  if (std::strcmp(name, "portable") == 0) return &kernels_portable;
#if defined(__x86_64__)
  const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (std::strcmp(name, "avx2") == 0 && has_avx2) return &kernels_avx2;
  const bool has_avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
  if (std::strcmp(name, "avx512") == 0 && has_avx512) return &kernels_avx512;
  if (std::strcmp(name, "avx512vnni") == 0 && has_avx512 && __builtin_cpu_supports("avx512vnni"))
    return &kernels_avx512vnni;
#endif
  return nullptr;
}

}  // namespace casus
