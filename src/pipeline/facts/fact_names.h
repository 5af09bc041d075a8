#pragma once

// Proper, quoted and capitalised names beside a noun.

#include <optional>
#include <vector>

#include "pipeline/facts/clause.h"

namespace casus {

class FactNames {
 public:
  FactNames(const Clause& clause, const FactRules& rules, const Document& document,
            const Sentence& sentence)
      : clause_(clause), rules_(rules), document_(document), sentence_(sentence) {}

  // The proper or quoted names beside a noun: "Operation “Harvest”", "operations such as X and Y".
  std::vector<Clause::Extent> proper(TokenIndex noun) const;
  // Those of them that are quoted.
  std::vector<Clause::Extent> quoted(TokenIndex noun) const;
  // Its quoted name, or the capitalised words around it: "Strategy on Virtual Assets".
  std::optional<Clause::Extent> title(TokenIndex noun) const;
  // "Development Programme" in a body's name, "Programme Office": names something else.
  bool is_part_of_other(TokenIndex noun) const;
  // A list of names that begins at or after `at`.
  std::vector<Clause::Extent> list_from(TokenIndex at) const;
  // The quoted names that begin within the sentence's first words: items of a list.
  std::vector<Clause::Extent> leading() const;
  // More than its first letter is a capital.
  bool is_all_capitals(TokenIndex token) const;

 private:
  std::vector<Clause::Extent> before(TokenIndex noun) const;
  std::optional<Clause::Extent> quoted_beside(TokenIndex noun) const;
  TokenIndex title_end(TokenIndex noun) const;
  bool opens_quote(TokenIndex token) const;
  bool is_person(TokenIndex token) const;
  std::vector<Clause::Extent> quoted_below(TokenIndex noun) const;
  bool is_capital(TokenIndex token) const;
  bool is_name_word(TokenIndex token) const;
  bool continues_name(TokenIndex token) const;
  TokenIndex read_one(TokenIndex at, Clause::Extent& name) const;
  TokenIndex skip_bracket(TokenIndex at) const;
  TokenIndex skip_joint(TokenIndex at) const;
  std::string_view form(TokenIndex token) const { return clause_.token(token).form; }

  const Clause& clause_;
  const FactRules& rules_;
  const Document& document_;
  const Sentence& sentence_;
};

}  // namespace casus
