#include "pipeline/syntax/kernels_body.h"

namespace casus {

extern const Kernels kernels_avx512;
const Kernels kernels_avx512 = {multiply, quantise,     multiply_whole, recur,
                                relu,     find_largest, add_row,        "avx512"};

}  // namespace casus
