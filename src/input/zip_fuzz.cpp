// Any bytes read as zip.

#include "input/fuzz_documents.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return casus::read_as("zip", data, size);
}
