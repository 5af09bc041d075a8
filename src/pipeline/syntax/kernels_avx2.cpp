#include "pipeline/syntax/kernels_body.h"

namespace casus {

extern const Kernels kernels_avx2;
const Kernels kernels_avx2 = {multiply, quantise,     multiply_whole, recur,
                              relu,     find_largest, add_row,        "avx2"};

}  // namespace casus
