#pragma once

// The syntax stage: tags, features, lemmas and dependency trees after Universal Dependencies.
// Reads sentences and tokens (forms); fills the tokens' lemma, upos, xpos, feats, head, deprel,
// relation and children links. README.md says how.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"
#include "pipeline/syntax/network.h"

namespace casus {

// Trained weights of one language, mapped from `language_folder`/model.bin. Copies share the
// mapped file; any number of threads may read one.
class SyntaxModel {
 public:
  // kNotFound where there is no model.bin, kVersion for one of another format, kDamaged for one
  // that is cut off or changed; all name the file. Takes milliseconds: the file is mapped and its
  // checksum taken.
  static Result<SyntaxModel> load(const std::filesystem::path& language_folder);
  // The same from bytes in memory, of which a copy is kept; errors name `file`.
  static Result<SyntaxModel> parse(std::string_view bytes, const std::string& file);

  struct Content;
  // Null in a model that was not loaded.
  const Content* content() const { return content_.get(); }

 private:
  std::shared_ptr<const Content> content_;
};

// One thread's buffers, reused from document to document.
struct SyntaxScratch {
  NetworkScratch network;
  std::vector<char32_t> letters;
  std::vector<TokenIndex> piece_starts;  // pieces of sentences, and the end of the last
  std::string lemma, first_lemma;
  WordFeatures features;  // of a lemma
};

// Annotates every sentence. Each gets one root and a tree, whatever its tokens. Time grows
// linearly with the tokens: a sentence of more than kMaximumLength is parsed in pieces (cut behind
// punctuation where there is some), and the pieces' roots hang on the first one's as `parataxis`.
// Views go into the model, which must outlive the document's use, or into the document's arena.
// kUsage where `model` was not loaded. Nothing is allocated per token once buffers have grown.
Result<void> parse_sentences(const SyntaxModel& model, Document& document, SyntaxScratch& scratch);

}  // namespace casus
