#include "pipeline/syntax/kernels_body.h"

namespace casus {

extern const Kernels kernels_avx512;
const Kernels kernels_avx512 = {multiply, recur, add_row, "avx512"};

}  // namespace casus
