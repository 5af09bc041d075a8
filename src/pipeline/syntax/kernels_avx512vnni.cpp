#include "pipeline/syntax/kernels_body.h"

namespace casus {

extern const Kernels kernels_avx512vnni;
const Kernels kernels_avx512vnni = {multiply, quantise,     multiply_whole, recur,
                                    relu,     find_largest, add_row,        "avx512vnni"};

}  // namespace casus
