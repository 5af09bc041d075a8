// Any bytes read as csv.

#include "input/fuzz_documents.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return casus::read_as("csv", data, size);
}
