#include "pipeline/syntax/kernels_body.h"

namespace casus {

extern const Kernels kernels_portable;
const Kernels kernels_portable = {multiply, recur, add_row, "portable"};

}  // namespace casus
