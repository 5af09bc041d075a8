#pragma once

// The head of a compiled file (gazetteer, knowledge): magic, version, length and checksum of what
// follows it, looked at before anything else is read.

#include <fmt/format.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "casus/result.h"

namespace casus {

// XXH3 of `bytes`.
std::uint64_t checksum_of(std::string_view bytes);

inline Error damaged_file(std::string message, std::string_view remedy) {
  return {ErrorKind::kDamaged, std::move(message), "", 0, std::string(remedy)};
}

// Reads a Header (trivially copyable; magic, version, checksum) off the start of `bytes`.
// `section_bytes(header)` is how long what follows has to be; `what` and `remedy` are for people.
// Errors: kVersion, kDamaged. Linear in the bytes.
template <typename Header, typename SectionBytes>
Result<Header> read_compiled_header(std::string_view bytes, const decltype(Header::magic)& magic,
                                    std::uint32_t version, std::string_view what,
                                    std::string_view remedy, SectionBytes section_bytes) {
  Header header;
  if (bytes.size() < sizeof header) {
    return damaged_file("is too short for " + std::string(what), remedy);
  }
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != magic) return damaged_file("is no " + std::string(what), remedy);
  if (header.version != version) {
    return Error{ErrorKind::kVersion,
                 fmt::format("has format version {}, not {}", header.version, version), "", 0,
                 std::string(remedy)};
  }
  const std::string_view content = bytes.substr(sizeof header);
  if (content.size() != section_bytes(header)) {
    return damaged_file(fmt::format("is {} bytes long, not {}", bytes.size(),
                                    sizeof header + section_bytes(header)),
                        remedy);
  }
  if (checksum_of(content) != header.checksum) {
    return damaged_file("has a wrong checksum", remedy);
  }
  return header;
}

}  // namespace casus
