#include "train/syntax_training.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "base/text_file.h"
#include "input/conllu.h"
#include "train/syntax_network.h"
#include "train/word_vectors.h"

namespace casus {
namespace {

NetworkShape small_shape() {
  NetworkShape shape;
  shape.embedding = 16;
  shape.vector = 0;
  shape.hash_rows = 1024;
  shape.width = 32;
  shape.layers = 2;
  shape.arc = shape.label = shape.label_pair = shape.tag_hidden = 16;
  return shape;
}

// "The dog saw a cat ." with other words in the places of nouns and verbs.
std::string make_treebank() {
  const char* nouns[] = {"dog", "cat", "minister", "village"};
  const char* verbs[][2] = {{"saw", "see"}, {"called", "call"}, {"praised", "praise"}};
  std::string text;
  for (const char* subject : nouns) {
    for (const char* object : nouns) {
      for (const auto& verb : verbs) {
        text += "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\t" + std::string(subject) + "\t" +
                subject + "\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n3\t" + verb[0] + "\t" + verb[1] +
                "\tVERB\tVBD\tTense=Past\t0\troot\t_\t_\n4\ta\ta\tDET\tDT\t_\t5\tdet\t_\t_\n5\t" +
                object + "\t" + object + "\tNOUN\tNN\t_\t3\tobj\t_\t_\n" +
                "6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n";
      }
    }
  }
  return text;
}

class TrainSyntax : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / "casus_train_test";
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "train.conllu") << make_treebank();
    options_.treebanks = {folder_ / "train.conllu"};
    options_.output = folder_ / "model.bin";
    options_.shape = small_shape();
    options_.epochs = 8;
    options_.batch_words = 30;
    options_.rate = 0.01F;
  }
  std::string train() {
    const auto trained = train_syntax(options_, [](const SyntaxProgress&) {});
    EXPECT_TRUE(trained) << trained.error().to_string();
    return *read_file(options_.output);
  }
  std::filesystem::path folder_;
  SyntaxTrainingOptions options_;
};

TEST_F(TrainSyntax, LearnsASmallTreebank) {
  options_.epochs = 80;
  const auto gold = read_conllu(options_.treebanks.front());
  const auto scores = score_model(train(), *gold);
  ASSERT_TRUE(scores) << scores.error().to_string();
  EXPECT_GT(scores->upos, 99);
  EXPECT_GT(scores->lemmas, 99);
  EXPECT_GT(scores->las, 99);
}

TEST_F(TrainSyntax, GivesTheSameWeightsAgain) {
  options_.epochs = 1;
  const std::string first = train();
  EXPECT_EQ(first, train());
  options_.seed = 2;
  EXPECT_NE(first, train());
}

// With all that the shipped models are made of: vectors, machine-parsed text and variants.
TEST_F(TrainSyntax, GivesTheSameWeightsAgainOfEverything) {
  std::ofstream(folder_ / "text.txt") << "the dog saw a cat\nthe minister praised the village\n";
  WordVectorOptions vectors;
  vectors.texts = {folder_ / "text.txt"};
  vectors.size = 16;
  vectors.minimum_count = 1;
  const auto learn = [&] {
    const auto learnt = learn_word_vectors(vectors, [](const std::string&) {});
    EXPECT_TRUE(learnt && write_word_vectors(*learnt, folder_ / "vectors"));
    return *read_file(folder_ / "vectors");
  };
  const std::string first_vectors = learn();
  EXPECT_EQ(first_vectors, learn());
  options_.vectors = folder_ / "vectors";
  options_.extra = options_.treebanks;
  options_.variants = 3;
  options_.epochs = 2;
  const std::string first = train();
  EXPECT_EQ(first, train());
  options_.variants = 0;
  EXPECT_NE(first, train());
}

TEST_F(TrainSyntax, NamesFilesThatAreMissing) {
  options_.treebanks = {folder_ / "none.conllu"};
  const auto trained = train_syntax(options_, [](const SyntaxProgress&) {});
  ASSERT_FALSE(trained);
  EXPECT_EQ(trained.error().file, (folder_ / "none.conllu").string());
}

// Loss of a batch, from the scores.
double loss_of(SyntaxNetwork& network, const NetworkShape& shape, const TrainingSentence& words) {
  const NetworkOutput& out = network.score({&words});
  const auto entropy = [](const float* logits, std::size_t size, std::int32_t gold) {
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i) sum += std::exp(double{logits[i]});
    return std::log(sum) - logits[gold];
  };
  double loss = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    loss += entropy(&out.tags[i * shape.tags], shape.tags, words[i].tag);
    loss += 0.5 * entropy(&out.rules[i * shape.rules], shape.rules, words[i].rule);
    loss += entropy(&out.relations[i * shape.relations], shape.relations, words[i].relation);
    loss += entropy(&out.arcs[0][i * (words.size() + 1)], words.size() + 1, words[i].head + 1);
  }
  return loss / static_cast<double>(words.size());
}

// The hand-written derivatives against differences of the loss, in a hundred places.
TEST(SyntaxNetwork, HasTheDerivativesOfItsLoss) {
  NetworkShape shape = small_shape();
  shape.words = 5;
  shape.tags = 4, shape.rules = 3, shape.relations = 5;
  std::vector<WordType> types(4);
  for (std::uint32_t i = 0; i < 4; ++i) types[i] = {{i, i + 7, 3}, i + 1, 0, 0};
  const TrainingSentence words = {
      {0, 1, 0, 1, 2}, {1, 2, 1, -1, 0}, {2, 3, 2, 1, 3}, {3, 0, 0, 4, 1}, {0, 1, 1, 1, 4}};
  const std::vector<float> no_vectors(1);
  SyntaxNetwork network(shape, types, no_vectors, 3);
  const std::vector<float> gradient = network.derivatives({&words});
  for (std::size_t i = 0; i < gradient.size(); i += gradient.size() / 100) {
    const float kept = network.weights.dense[i];
    network.weights.dense[i] = kept + 0.01F;
    const double above = loss_of(network, shape, words);
    network.weights.dense[i] = kept - 0.01F;
    const double below = loss_of(network, shape, words);
    network.weights.dense[i] = kept;
    EXPECT_NEAR(gradient[i], (above - below) / 0.02, 2e-3) << "weight " << i;
  }
}

}  // namespace
}  // namespace casus
