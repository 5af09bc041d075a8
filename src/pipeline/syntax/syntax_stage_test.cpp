#include "pipeline/syntax/syntax_stage.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <random>
#include <string>

#include "base/text_file.h"
#include "base/tree.h"
#include "pipeline/syntax/model_file.h"

namespace casus {
namespace {

const std::filesystem::path kLanguage =
    std::filesystem::path(CASUS_SOURCE_DIR) / "data/languages/en";

const SyntaxModel& english() {
  static const SyntaxModel model = [] {
    auto loaded = SyntaxModel::load(kLanguage);
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().to_string());
    return loaded ? *loaded : SyntaxModel{};
  }();
  return model;
}

void add_sentence(Document& document, const std::vector<std::string>& forms) {
  Sentence sentence;
  sentence.first = static_cast<TokenIndex>(document.tokens.size());
  for (const std::string& form : forms) {
    Token token;
    token.form = document.arena.store(form);
    document.tokens.push_back(token);
  }
  sentence.last = static_cast<TokenIndex>(document.tokens.size());
  document.sentences.push_back(sentence);
}

void parse(Document& document) {
  SyntaxScratch scratch;
  const auto parsed = parse_sentences(english(), document, scratch);
  ASSERT_TRUE(parsed) << parsed.error().to_string();
  for (const Sentence& sentence : document.sentences)
    ASSERT_TRUE(is_tree(document, sentence.first, sentence.last));
}

std::vector<std::string> random_forms(std::mt19937& random, std::size_t size) {
  const std::vector<std::string> pieces = {
      "(",  ")", "the", "of", "\xEF\xBF\xBD", "a",       "ÿ", "президент", "\xF0\x9F\x98\x80",
      "\"", "0", "|",   "-",  "Said",         "\xFF\xFE"};
  std::vector<std::string> forms;
  for (std::size_t i = 0; i < size; ++i) {
    std::string form;
    for (std::size_t parts = 1 + random() % 3; parts > 0; --parts)
      form += pieces[random() % pieces.size()];
    forms.push_back(form);
  }
  return forms;
}

TEST(ParseSentences, ReadsAnOrdinarySentence) {
  Document document;
  add_sentence(document, {"The", "ministers", "signed", "two", "agreements", "."});
  parse(document);
  EXPECT_EQ(document.tokens[2].head, kNoToken);
  EXPECT_EQ(document.tokens[2].upos, Upos::kVerb);
  EXPECT_EQ(document.tokens[2].lemma, "sign");
  EXPECT_EQ(document.tokens[1].deprel, "nsubj");
  EXPECT_EQ(document.tokens[1].lemma, "minister");
  EXPECT_EQ(document.tokens[1].feats, "Number=Plur");
  EXPECT_EQ(document.tokens[4].relation, Relation::kObj);
  EXPECT_EQ(document.tokens[2].first_child, 1);
  EXPECT_EQ(document.tokens[1].next_sibling, 4);
}

TEST(ParseSentences, GivesTreesForAnyTokens) {
  std::mt19937 random(1);
  Document document;
  for (std::size_t size = 1; size < 80; ++size) add_sentence(document, random_forms(random, size));
  add_sentence(document, {""});
  add_sentence(document, {std::string(100000, 'x')});
  parse(document);
}

TEST(ParseSentences, CutsLongSentencesAndKeepsOneRoot) {
  std::mt19937 random(2);
  for (const std::size_t size : {kMaximumLength - 1, kMaximumLength, kMaximumLength + 1,
                                 2 * kMaximumLength, kMaximumRows + 1, std::size_t{5000}}) {
    Document document;
    add_sentence(document, {"Short", "one", "."});
    add_sentence(document, random_forms(random, size));
    parse(document);
    Document words;
    add_sentence(words, std::vector<std::string>(size, "word"));
    parse(words);
  }
}

TEST(ParseSentences, GivesASentenceTheSameTreeInAnyCompany) {
  std::mt19937 random(3);
  std::vector<std::vector<std::string>> sentences;
  for (int i = 0; i < 60; ++i) sentences.push_back(random_forms(random, 1 + random() % 40));
  Document together;
  for (const auto& forms : sentences) add_sentence(together, forms);
  parse(together);
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    Document alone;
    add_sentence(alone, sentences[i]);
    parse(alone);
    const TokenIndex first = together.sentences[i].first;
    for (TokenIndex k = 0; k < static_cast<TokenIndex>(alone.tokens.size()); ++k) {
      const Token& a = alone.tokens[k];
      const Token& b = together.tokens[first + k];
      EXPECT_EQ(a.head, b.head == kNoToken ? kNoToken : b.head - first);
      EXPECT_EQ(a.deprel, b.deprel);
      EXPECT_EQ(a.feats, b.feats);
      EXPECT_EQ(a.lemma, b.lemma);
    }
  }
}

TEST(ParseSentences, DoesNothingToAnEmptyDocumentAndRefusesAnEmptyModel) {
  Document document;
  SyntaxScratch scratch;
  EXPECT_TRUE(parse_sentences(english(), document, scratch));
  add_sentence(document, {"Yes"});
  const auto refused = parse_sentences(SyntaxModel{}, document, scratch);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kUsage);
}

TEST(SyntaxModel, NamesTheFileThatIsMissing) {
  const auto missing = SyntaxModel::load("/nonexistent/xx");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(missing.error().file, "/nonexistent/xx/model.bin");
  EXPECT_FALSE(missing.error().remedy.empty());
}

class DamagedModel : public testing::Test {
 protected:
  void SetUp() override {
    auto bytes = read_file(kLanguage / "model.bin");
    ASSERT_TRUE(bytes);
    bytes_ = *std::move(bytes);
  }
  void expect_refused(ErrorKind kind) {
    const auto model = SyntaxModel::parse(bytes_, "some/model.bin");
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().kind, kind);
    EXPECT_EQ(model.error().file, "some/model.bin");
    EXPECT_FALSE(model.error().remedy.empty());
  }
  std::string bytes_;
};

TEST_F(DamagedModel, IsRefusedWhenCutOff) {
  for (const std::size_t size :
       {bytes_.size() - 1, bytes_.size() / 2, std::size_t{100}, std::size_t{10}, std::size_t{0}}) {
    bytes_.resize(size);
    expect_refused(ErrorKind::kDamaged);
  }
}

TEST_F(DamagedModel, IsRefusedWhenAByteChanged) {
  bytes_[bytes_.size() / 3] ^= 1;
  expect_refused(ErrorKind::kDamaged);
}

TEST_F(DamagedModel, IsRefusedWhenNewer) {
  const std::uint32_t newer = kModelVersion + 1;
  std::memcpy(bytes_.data() + 8, &newer, sizeof newer);
  expect_refused(ErrorKind::kVersion);
}

TEST_F(DamagedModel, IsRefusedWhenItIsSomethingElse) {
  bytes_ = std::string(5000, 'a');
  expect_refused(ErrorKind::kDamaged);
}

}  // namespace
}  // namespace casus
