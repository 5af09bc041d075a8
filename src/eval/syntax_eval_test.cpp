#include "eval/syntax_eval.h"

#include <gtest/gtest.h>

#include "eval/word_alignment.h"

namespace casus {
namespace {

// A document of one sentence; words are "form:head:relation", "=" joins a word to the one before
// without a space, and "[" ... "]" puts words into one multiword token.
Document make_document(const std::vector<std::string>& words) {
  Document document;
  document.id = "GUM_news_example";
  bool is_joined = false;
  for (const std::string& word : words) {
    if (word == "=") {
      is_joined = true;
      continue;
    }
    if (word == "[") {
      document.multiword_tokens.push_back({});
      document.multiword_tokens.back().first = static_cast<TokenIndex>(document.tokens.size());
      is_joined = false;
      continue;
    }
    if (word == "]") {
      MultiwordToken& whole = document.multiword_tokens.back();
      whole.last = static_cast<TokenIndex>(document.tokens.size());
      whole.start = document.tokens[static_cast<std::size_t>(whole.first)].start;
      whole.end = document.tokens.back().end;
      continue;
    }
    const std::size_t colon = word.find(':');
    const std::size_t second = word.find(':', colon + 1);
    Token token;
    token.form = document.arena.store(word.substr(0, colon));
    token.lemma = token.form;
    token.head = std::stoi(word.substr(colon + 1)) - 1;
    token.deprel = document.arena.store(word.substr(second + 1));
    token.relation = parse_relation(token.deprel).value();
    if (!document.text.empty() && !is_joined) document.text += ' ';
    is_joined = false;
    token.start = static_cast<std::uint32_t>(document.text.size());
    document.text += token.form;
    token.end = static_cast<std::uint32_t>(document.text.size());
    document.tokens.push_back(token);
  }
  document.sentences.push_back({0, static_cast<std::uint32_t>(document.text.size()), 0,
                                static_cast<TokenIndex>(document.tokens.size()), 0});
  return document;
}

SyntaxScores score(const Document& gold, const Document& system) {
  const auto scores = score_syntax({&gold, 1}, {&system, 1});
  EXPECT_TRUE(scores) << (scores ? "" : scores.error().to_string());
  return scores ? *scores : SyntaxScores{};
}

TEST(SyntaxEval, GivesFullMarksToTheGoldItself) {
  const Document gold = make_document(
      {"Troops:2:nsubj", "[", "do:0:root", "=", "n't:2:advmod", "]", "shell:2:xcomp", ".:2:punct"});
  const SyntaxScores scores = score(gold, gold);
  EXPECT_EQ(scores.las.f1(), 100);
  EXPECT_EQ(scores.sentences.f1(), 100);
  EXPECT_EQ(scores.tokens.gold, 4U);
  EXPECT_EQ(scores.words.gold, 5U);
  EXPECT_EQ(scores.las_without_punctuation.gold, 4U);
  EXPECT_EQ(scores.main_arguments.gold, 1U);
}

TEST(SyntaxEval, CountsAWrongHeadAndIgnoresSubtypes) {
  const Document gold =
      make_document({"Rebels:3:nsubj:pass", "were:3:aux:pass", "seen:0:root", "today:3:obl"});
  const Document system =
      make_document({"Rebels:3:nsubj", "were:3:aux", "seen:0:root", "today:1:nmod"});
  const SyntaxScores scores = score(gold, system);
  EXPECT_EQ(scores.uas.correct, 3U);
  EXPECT_EQ(scores.las.correct, 3U);
}

TEST(SyntaxEval, AlignsMultiwordTokensByTheirForms) {
  const Document gold =
      make_document({"I:2:nsubj", "[", "ca:2:aux", "=", "n't:2:advmod", "]", "go:0:root"});
  const Document system =
      make_document({"I:2:nsubj", "[", "can:3:aux", "=", "'t:3:advmod", "]", "go:0:root"});
  Document same_text = make_document({"I:3:nsubj", "can't:3:aux", "go:0:root"});
  EXPECT_EQ(align_words(gold, system).size(), 2U);
  EXPECT_EQ(align_words(gold, same_text).size(), 2U);
}

TEST(SyntaxEval, RefusesAnotherText) {
  const Document gold = make_document({"Go:0:root"});
  const Document other = make_document({"Come:0:root"});
  EXPECT_FALSE(score_syntax({&gold, 1}, {&other, 1}));
  EXPECT_FALSE(score_syntax({&gold, 1}, {}));
}

TEST(SyntaxEval, KnowsGenresByTheNamesOfDocuments) {
  Document document;
  document.id = "GUM_news_iodine";
  EXPECT_EQ(genre_of(document), "news");
  document.id = "weblog-blogspot.com_healing";
  EXPECT_EQ(genre_of(document), "weblog");
  document.id = "briefing";
  EXPECT_EQ(genre_of(document), "all");
}

}  // namespace
}  // namespace casus
