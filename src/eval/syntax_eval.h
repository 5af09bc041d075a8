#pragma once

// Scores tokens, sentences, tags, lemmas and trees against a treebank, by the measures of the
// CoNLL 2018 shared task (Zeman et al. 2018): words are aligned by their characters, those of
// multiword tokens by the longest common subsequence of their forms; every figure is an F1 over
// aligned words. Subtypes of relations do not count, nor do features that are not universal.

#include <map>
#include <span>
#include <string>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"

namespace casus {

// Counts of one measure; percentages of 0 to 100, 0 where nothing was counted.
struct Score {
  std::uint64_t correct = 0;
  std::uint64_t gold = 0;
  std::uint64_t system = 0;

  double precision() const;
  double recall() const;
  double f1() const;
  Score& operator+=(const Score& other);
};

struct SyntaxScores {
  Score tokens;  // as written; a multiword token is one
  Score sentences;
  Score words;  // syntactic words
  Score upos;
  Score xpos;
  Score ufeats;
  Score lemmas;
  Score uas;
  Score las;
  Score las_without_punctuation;  // words whose relation is punct left out on each side
  Score main_arguments;           // nsubj, csubj, obj, iobj of the root, passive subjects included

  SyntaxScores& operator+=(const SyntaxScores& other);
};

// The texts of `gold` and nothing else, to be read by the system.
std::vector<Document> raw_documents(std::span<const Document> gold);

// Scores `system`, the same documents in the same order with the same texts; anything else is an
// error that names the document.
Result<SyntaxScores> score_syntax(std::span<const Document> gold, std::span<const Document> system);

// The same for each genre apart; names as in genre_of().
Result<std::map<std::string, SyntaxScores>> score_syntax_by_genre(std::span<const Document> gold,
                                                                  std::span<const Document> system);

// A document's genre by the naming of the English treebanks: "news" of "GUM_news_iodine", "weblog"
// of "weblog-blogspot.com_..."; "all" where the name says none.
std::string genre_of(const Document& document);

// A table for people, a line a measure.
std::string to_table(const SyntaxScores& scores);

}  // namespace casus
