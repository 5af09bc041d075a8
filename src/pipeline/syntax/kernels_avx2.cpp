#include "pipeline/syntax/kernels_body.h"

namespace casus {

extern const Kernels kernels_avx2;
const Kernels kernels_avx2 = {multiply, recur, add_row, "avx2"};

}  // namespace casus
