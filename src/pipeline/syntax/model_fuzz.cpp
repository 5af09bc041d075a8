// Model files: any bytes are refused or give a model that parses. The checksum would refuse
// nearly all, so each input is tried as it is and as the sections of a file made around it.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/syntax/model_file.h"
#include "pipeline/syntax/syntax_stage.h"

namespace {

// Sections as lines "name bytes", so that a fuzzer can make and change them.
std::vector<std::pair<std::string, std::string>> split_sections(std::string_view input) {
  std::vector<std::pair<std::string, std::string>> sections;
  while (!input.empty() && sections.size() < 40) {
    const std::string_view part = input.substr(0, input.find('\x01'));
    input.remove_prefix(part.size() == input.size() ? part.size() : part.size() + 1);
    const std::size_t blank = part.find(' ');
    if (blank == std::string_view::npos || blank == 0) continue;
    sections.emplace_back(part.substr(0, blank), part.substr(blank + 1));
  }
  return sections;
}

void try_model(std::string_view bytes) {
  const auto model = casus::SyntaxModel::parse(bytes, "fuzz");
  if (!model) return;
  casus::Document document;
  document.tokens.resize(3);
  casus::Sentence sentence;
  sentence.last = 3;
  document.sentences.push_back(sentence);
  casus::SyntaxScratch scratch;
  if (!casus::parse_sentences(*model, document, scratch)) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  try_model(input);
  try_model(casus::build_model_file(split_sections(input)));
  return 0;
}
