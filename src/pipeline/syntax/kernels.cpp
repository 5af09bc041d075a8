#include "pipeline/syntax/kernels.h"

#include <cstring>

namespace casus {

extern const Kernels kernels_portable;
#if defined(__x86_64__)
extern const Kernels kernels_avx2;
extern const Kernels kernels_avx512;
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

namespace {

const Kernels& best_kernels() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return kernels_avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return kernels_avx2;
#endif
  return kernels_portable;
}

}  // namespace

const Kernels& kernels() {
  static const Kernels& best = best_kernels();
  return best;
}

const Kernels* kernels_named(const char* name) {
  if (std::strcmp(name, "portable") == 0) return &kernels_portable;
#if defined(__x86_64__)
  const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (std::strcmp(name, "avx2") == 0 && has_avx2) return &kernels_avx2;
  if (std::strcmp(name, "avx512") == 0 && __builtin_cpu_supports("avx512f")) return &kernels_avx512;
#endif
  return nullptr;
}

}  // namespace casus
