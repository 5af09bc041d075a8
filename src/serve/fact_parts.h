#pragma once

// Which facts are part of which others, across articles: the breaches of an agreement that another
// article told of. An article says itself what its own facts are part of; a part that another
// article tells is joined to a whole A through the whole G that its own article names, by the first
// of these that holds:
//
//   name      A and G have one name of their own: two words or more, and a capital letter after the
//             first one; where both have parties, they share one
//   parties   A and G are of one sort by the words of their names (data/serve/parts.txt), and all
//             parties of G and of the part are among A's, who are two or more; where only one party
//             is known, all dated wholes of this sort that it is in have the same parties
//
// Dates must agree as far as both are known. By parties, a part whose G has no date belongs to the
// latest A that was before it; to an A without a date only where no other was, and where its
// parties are all of A's.

#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "serve/archive_index.h"

namespace casus::serve {

// data/serve/parts.txt.
struct PartRules {
  std::map<std::string, std::string> wholes;  // a part's kind to that of what it is part of
  std::vector<std::pair<std::string, std::string>> sorts;  // " armistice " to "ceasefire"

  static Result<PartRules> load(const std::filesystem::path& path);
  // The sort of what is called so; empty: of none.
  std::string sort_of(const std::string& name) const;
};

// A fact that is part of another.
struct FactPart {
  enum class Reason { kArticle, kName, kParties };
  std::int64_t number = 0;  // in the archive
  std::string date;         // its own, else its article's; may be empty
  Reason reason = Reason::kArticle;
};

// Constant once loaded; shared by threads.
class FactParts {
 public:
  // Reads the facts of the kinds that the rules name.
  static Result<FactParts> load(const ArchiveIndex& index, Store& store, const PartRules& rules);
  // The parts of a fact, the latest first; none of a fact that is no whole.
  std::vector<FactPart> of(std::int64_t fact) const;

 private:
  struct Whole {
    std::string kind;
    std::string name;  // lower case; empty: no name of its own
    std::string sort;
    std::vector<std::string> codes;  // sorted
    std::string date;
    std::vector<std::size_t> own_parts;  // into parts_
  };
  struct Part {
    std::int64_t number = 0;
    std::string date;
    std::size_t whole = 0;           // into wholes_: what its article says that it is part of
    std::vector<std::string> codes;  // of it and of its whole, sorted
    std::string whole_date;          // of what it is part of, as told or reckoned
  };
  class Reader;

  void join();
  bool have_same_parties(const std::vector<std::size_t>& wholes) const;
  void reckon_date(Part& part, const std::vector<std::size_t>& wholes) const;
  bool fits_name(const Whole& whole, const Part& part) const;
  bool fits_parties(const Whole& whole, const Part& part) const;

  std::vector<Whole> wholes_;
  std::vector<Part> parts_;
  std::unordered_map<std::int64_t, std::size_t> found_;                 // wholes by number
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;   // parts by that of G
  std::unordered_map<std::string, std::vector<std::size_t>> by_party_;  // parts by sort and party
};

}  // namespace casus::serve
