// Any bytes, read as whatever they look like: documents or named refusals, and always an end.

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/utf8.h"
#include "input/document_stream.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int file = ::memfd_create("casus", 0);
  if (file < 0 || ::write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  const std::string path = "/proc/self/fd/" + std::to_string(file);
  casus::DocumentStream stream({path}, {});
  for (std::size_t documents = 0;; ++documents) {
    if (documents > size + 2) std::abort();  // every document takes a byte at least
    casus::Document document;
    auto got = stream.next(document);
    if (got && !*got) break;
    if (!got && got.error().message.empty()) std::abort();
    std::string text = document.text;
    if (casus::repair_utf8(text) != 0) std::abort();
  }
  ::close(file);
  return 0;
}
