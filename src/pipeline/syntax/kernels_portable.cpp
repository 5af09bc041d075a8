#include "pipeline/syntax/kernels_body.h"

namespace casus {

extern const Kernels kernels_portable;
const Kernels kernels_portable = {multiply, quantise,     multiply_whole, recur,
                                  relu,     find_largest, add_row,        "portable"};

}  // namespace casus
