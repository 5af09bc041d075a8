#include "pipeline/text/text_stage.h"

namespace casus {

Result<TextRules> TextRules::load(const std::filesystem::path&) { return TextRules{}; }
Result<void> find_tokens(const TextRules&, Document&, TextScratch&) { return {}; }

}  // namespace casus
