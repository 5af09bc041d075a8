#include "train/sentence_variants.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "input/conllu.h"

namespace casus {
namespace {

constexpr const char* kTreebank =
    "1\tThe\tthe\tDET\tDT\tPronType=Art\t2\tdet\t_\t_\n"
    "2\tminers\tminer\tNOUN\tNNS\tNumber=Plur\t3\tnsubj\t_\t_\n"
    "3\tleft\tleave\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
    "4\ta\ta\tDET\tDT\tPronType=Art\t5\tdet\t_\t_\n"
    "5\tvalley\tvalley\tNOUN\tNN\tNumber=Sing\t3\tobj\t_\t_\n"
    "6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n"
    "1\tWe\twe\tPRON\tPRP\tNumber=Plur\t2\tnsubj\t_\t_\n"
    "2\tleave\tleave\tVERB\tVBP\tNumber=Plur|Person=3|Tense=Pres|VerbForm=Fin\t5\tccomp\t_\t_\n"
    "3\t,\t,\tPUNCT\t,\t_\t2\tpunct\t_\t_\n"
    "4\tthey\tthey\tPRON\tPRP\tNumber=Plur\t5\tnsubj\t_\t_\n"
    "5\tsaid\tsay\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
    "6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_\n\n";

// "the envoy, Ann Lee," with its comma at the end.
constexpr const char* kParties =
    "1\tthe\tthe\tDET\tDT\tPronType=Art\t2\tdet\t_\t_\n"
    "2\tenvoys\tenvoy\tNOUN\tNNS\tNumber=Plur\t0\troot\t_\t_\n"
    "3\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_\n"
    "4\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t2\tappos\t_\t_\n"
    "5\tLee\tLee\tPROPN\tNNP\tNumber=Sing\t4\tflat\t_\t_\n"
    "6\t,\t,\tPUNCT\t,\t_\t2\tpunct\t_\t_\n\n";

std::vector<Document> read_treebank(const char* treebank = kTreebank) {
  const auto path = std::filesystem::temp_directory_path() / "casus_sentence_variants.conllu";
  std::ofstream(path) << treebank;
  return *read_conllu(path);
}

// "form>head:relation" a word.
std::string describe(const Document& document, const Sentence& sentence) {
  std::string text;
  for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
    const Token& token = document.tokens[i];
    const TokenIndex head = token.head == kNoToken ? 0 : token.head - sentence.first + 1;
    text += std::string(token.form) + '>' + std::to_string(head) + ':' + std::string(token.deprel) +
            ' ';
  }
  return text;
}

TEST(SentenceVariants, TellsAndMakesHeadlines) {
  const std::vector<Document> treebank = read_treebank();
  SentenceVariants variants(treebank, {}, 1);
  const Document made = variants.make(40);
  std::set<std::string> kinds;
  for (const Sentence& sentence : made.sentences) kinds.insert(describe(made, sentence));
  const std::set<std::string> expected = {
      "The>2:det miners>3:nsubj left>8:ccomp a>5:det valley>3:obj ,>3:punct they>8:nsubj "
      "said>0:root .>8:punct ",
      "The>2:det miners>3:nsubj left>9:ccomp a>5:det valley>3:obj ,>3:punct the>8:det "
      "miners>9:nsubj said>0:root .>9:punct ",
      "Miners>2:nsubj leave>0:root valley>2:obj ", "Miners>2:nsubj Leave>0:root Valley>2:obj ",
      "MINERS>2:nsubj LEAVE>0:root VALLEY>2:obj "};
  EXPECT_EQ(kinds, expected);
}

TEST(SentenceVariants, PutsOtherPartiesIntoSentences) {
  const std::vector<Document> treebank = read_treebank();
  const std::vector<Document> parties = read_treebank(kParties);
  SentenceVariants variants(treebank, parties, 1);
  const Document made = variants.make(60);
  std::set<std::string> kinds;
  for (const Sentence& sentence : made.sentences) {
    const std::string text = describe(made, sentence);
    if (text.find("Ann>") != std::string::npos) kinds.insert(text);
  }
  const std::set<std::string> expected = {
      "The>2:det envoys>7:nsubj ,>4:punct Ann>2:appos Lee>4:flat ,>2:punct left>0:root a>9:det "
      "valley>7:obj .>7:punct ",
      "The>2:det miners>3:nsubj left>0:root the>5:det envoys>3:obj ,>7:punct Ann>5:appos "
      "Lee>7:flat .>3:punct ",
      "The>2:det miners>3:nsubj left>13:ccomp a>5:det valley>3:obj ,>3:punct the>8:det "
      "envoys>13:nsubj ,>10:punct Ann>8:appos Lee>10:flat ,>8:punct said>0:root .>13:punct "};
  EXPECT_EQ(kinds, expected);
}

TEST(SentenceVariants, AreTheSameFromTheSameSeed) {
  const std::vector<Document> treebank = read_treebank();
  const Document a = SentenceVariants(treebank, {}, 7).make(20);
  const Document b = SentenceVariants(treebank, {}, 7).make(20);
  ASSERT_EQ(a.tokens.size(), b.tokens.size());
  for (std::size_t i = 0; i < a.tokens.size(); ++i) EXPECT_EQ(a.tokens[i].form, b.tokens[i].form);
}

TEST(SentenceVariants, MakesNothingOfNothing) {
  const std::vector<Document> none;
  EXPECT_TRUE(SentenceVariants(none, none, 1).make(5).sentences.empty());
}

}  // namespace
}  // namespace casus
