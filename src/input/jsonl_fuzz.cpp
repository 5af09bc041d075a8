// Any bytes read as JSON Lines.

#include "input/fuzz_documents.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return casus::read_as("jsonl", data, size);
}
