// Any bytes become tokens that keep the invariants of text_check.h. The first byte chooses the
// rules: those of a language with few lists, or none.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/utf8.h"
#include "pipeline/text/text_check.h"
#include "pipeline/text/text_stage.h"

namespace {

casus::TextRules make_rules() {
  const auto folder = std::filesystem::temp_directory_path() / "casus-text-fuzz";
  std::filesystem::create_directories(folder / "text");
  std::ofstream(folder / "text" / "words.txt")
      << "clitic: n't 's\nfinal-apostrophe: s\ncontraction: cannot can not\n"
         "hyphen-prefix: non\nunit: m pm\ntitle: Gen\nabbreviation: Inc\nclosing: etc\n"
         "before-number: No\nelision: 'em\nslash-word: w/o\nfunction-word: the\n"
         "navigation: back to *\n";
  auto rules = casus::TextRules::load(folder);
  if (!rules) std::abort();
  return *std::move(rules);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const casus::TextRules rules = make_rules();
  static const casus::TextRules none;
  if (size == 0) return 0;
  casus::Document document;
  document.text.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  casus::repair_utf8(document.text);
  casus::TextScratch scratch;
  if (!casus::find_tokens(data[0] % 2 == 0 ? rules : none, document, scratch)) std::abort();
  if (!casus::find_text_fault(document).empty()) std::abort();
  return 0;
}
