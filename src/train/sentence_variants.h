#pragma once

// A treebank's sentences in the forms that news gives them and treebanks rarely have: told by
// somebody ("Talks collapsed, the envoy said."), as headlines ("Talks collapse"), and done by or to
// parties with long titles ("The Deputy Secretary General of the League, Omar Haddad, left a
// valley."). They are made of gold trees alone, so that their trees are right by construction, and
// of no words of any one language: tellers and their verbs come from sentences of the treebank that
// end in that way, parties from a treebank of noun phrases.

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "casus/document.h"
#include "train/random.h"

namespace casus {

class SentenceVariants {
 public:
  // Sentences of `parties` are noun phrases; it may be empty. Both must outlive this and what
  // make() returns.
  SentenceVariants(const std::vector<Document>& treebanks, const std::vector<Document>& parties,
                   std::uint64_t seed);

  // Draws `count` sentences told by somebody, `count` headlines and `count` with another party;
  // fewer where there is nothing to make them of. Each call draws others.
  Document make(std::size_t count);

 private:
  // Tokens [first, last) of a document, with one that stands above the others.
  struct Part {
    const Document* document = nullptr;
    TokenIndex first = 0;
    TokenIndex last = 0;
    TokenIndex top = 0;
  };
  struct Telling {
    Part part;  // from the comma on; its top is the verb of saying
    TokenIndex subject = 0, subject_first = 0, subject_last = 0;
  };
  using Draft = std::vector<Token>;  // heads count from 0, kNoToken: the root

  void read_sentence(const Document& document, const Sentence& sentence);
  void read_telling(const Document& document, const Sentence& sentence, TokenIndex root);
  void read_present(const Token& token);
  void read_party(const Document& document, const Sentence& sentence);
  void read_name(const Document& document, TokenIndex first, TokenIndex end);
  Draft tell(const Part& clause, Document& out);
  Draft replace_party(const Part& clause, Document& out);
  Draft put_in_place(const Draft& draft, std::size_t first, std::size_t last, const Part& part,
                     std::string_view deprel, Document& out);
  void rename(Draft& draft, std::size_t first, std::size_t last);
  Draft make_headline(const Part& clause, Document& out);
  void put_into_present(Draft& draft) const;

  Random random_;
  std::vector<Part> clauses_;   // whole sentences with verb and subject; top: the verb
  std::vector<Part> subjects_;  // top: the noun
  std::vector<Part> parties_;   // top: the noun
  std::vector<std::pair<const Token*, const Token*>>
      names_;  // of two words, as treebanks have them
  std::vector<Telling> tellings_;
  // "lemma<tab>p" (plural) or "lemma<tab>s" -> a verb in the present tense.
  std::map<std::string, Token> present_;
};

}  // namespace casus
