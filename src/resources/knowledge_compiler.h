#pragma once

// Compiles the knowledge files into one block of bytes that can be used where it lies, in memory
// or mapped from a file (docs/formats/knowledge.md). The text files always win: compiled bytes know
// what texts they were made of, and count only for those.

#include <cstdint>
#include <filesystem>
#include <vector>

#include "casus/result.h"
#include "resources/knowledge_text.h"

namespace casus {

// A number of everything that the entries of `folders` depend on: names and bytes of all .txt
// files in order, codes.list and spelling.list. A file that cannot be read is an error.
// Reads all files: 0.1 ms a megabyte.
Result<std::uint64_t> knowledge_sources(const std::vector<std::filesystem::path>& folders);

// `text` as compiled bytes, made of `sources`. More than 2^32 bytes of names are an error.
Result<std::vector<char>> compile_knowledge(const KnowledgeText& text, std::uint64_t sources);

// Where the compiled form of folders laid over each other is: in the last one.
std::filesystem::path compiled_knowledge_path(const std::vector<std::filesystem::path>& folders);

// Compiles the text files of `folders` and puts the result there, all at once: whoever reads
// meanwhile sees the old file or the new one. Returns its size in bytes.
Result<std::uint64_t> write_compiled_knowledge(const std::vector<std::filesystem::path>& folders);

}  // namespace casus
