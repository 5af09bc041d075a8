#include "pipeline/syntax/syntax_stage.h"

namespace casus {

Result<SyntaxModel> SyntaxModel::load(const std::filesystem::path&) { return SyntaxModel{}; }
Result<void> parse_sentences(const SyntaxModel&, Document&, SyntaxScratch&) { return {}; }

}  // namespace casus
