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

std::vector<Document> read_treebank() {
  const auto path = std::filesystem::temp_directory_path() / "casus_sentence_variants.conllu";
  std::ofstream(path) << kTreebank;
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
  SentenceVariants variants(treebank, 1);
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

TEST(SentenceVariants, AreTheSameFromTheSameSeed) {
  const std::vector<Document> treebank = read_treebank();
  const Document a = SentenceVariants(treebank, 7).make(20);
  const Document b = SentenceVariants(treebank, 7).make(20);
  ASSERT_EQ(a.tokens.size(), b.tokens.size());
  for (std::size_t i = 0; i < a.tokens.size(); ++i) EXPECT_EQ(a.tokens[i].form, b.tokens[i].form);
}

TEST(SentenceVariants, MakesNothingOfNothing) {
  const std::vector<Document> none;
  EXPECT_TRUE(SentenceVariants(none, 1).make(5).sentences.empty());
}

}  // namespace
}  // namespace casus
