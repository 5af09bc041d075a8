// Any bytes unpacked as gzip, from a file and as HTTP's content: bytes or a refusal, and an end.
// Checksums seldom fit in what a fuzzer makes, so the content is also taken as bare deflate.

#include "input/fuzz_documents.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kLimit = 1 << 20;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const char* encoding : {"gzip", "deflate"}) {
    const auto content = casus::unpack_content(bytes, encoding, kLimit);
    if (content && content->size() > kLimit) std::abort();
  }
  auto source = casus::ByteSource::unpacked(casus::ByteSource::from_bytes(bytes));
  std::string line;
  for (std::size_t lines = 0;; ++lines) {
    if (lines > 1100 * size + 1000) std::abort();  // deflate packs no tighter
    const auto got = source.read_line(line, 4096);
    if (got == casus::ByteSource::Got::kEnd || got == casus::ByteSource::Got::kFailed) return 0;
    if (line.size() > 4096) std::abort();
  }
}
