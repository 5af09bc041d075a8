#pragma once

// Settles whom a known name stands for where several bear it, or it may be nobody's that is known:
// a surname alone ("Aliyev"), a short name ("the Organization"). Allocates nothing; linear in the
// senses.

#include <cstdint>

#include "casus/document.h"
#include "pipeline/entities/entity_scratch.h"

namespace casus {

class NameBearers {
 public:
  // All must outlive it; what is read of `scratch` are matches, words and the names found so far.
  NameBearers(const AgentLexicon& lexicon, const Knowledge& knowledge, const Document& document,
              const EntityScratch& scratch)
      : lexicon_(lexicon), knowledge_(knowledge), document_(document), scratch_(scratch) {}

  // Puts the bearer into the match. False: the name stands for nobody known.
  bool settle_surname(NameMatch& match) const;
  bool settle_short_name(NameMatch& match) const;

  bool is_in_sentence_of(TokenIndex other, TokenIndex i) const;
  bool continues_name(TokenIndex other, TokenIndex i) const;

 private:
  const Token& token(TokenIndex i) const { return document_.tokens[static_cast<std::size_t>(i)]; }
  const TokenWord& word(TokenIndex i) const { return scratch_.words[static_cast<std::size_t>(i)]; }
  bool has_class(TokenIndex i, std::uint32_t classes) const {
    return (word(i).classes & classes) != 0;
  }
  bool is_office_word(TokenIndex title) const {
    return !lexicon_.phrases_of(word(title).form).empty();
  }
  bool fits_title(std::int32_t entry, TokenIndex title) const;
  std::int32_t bearer_of(const NameMatch& match, TokenIndex title) const;
  bool is_only_surname(const NameMatch& match) const;
  bool is_in_office(std::int32_t entry) const;

  const AgentLexicon& lexicon_;
  const Knowledge& knowledge_;
  const Document& document_;
  const EntityScratch& scratch_;
};

}  // namespace casus
