#include "train/text_train.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <unordered_set>
#include <vector>

#include "pipeline/text/block_finder.h"
#include "pipeline/text/sentence_breaker.h"

namespace casus {

namespace {

constexpr int kEpochs = 24;
constexpr double kFirstRate = 0.25;
constexpr double kDecay = 1e-5;         // of weights, each time they are touched
constexpr std::size_t kLeastCount = 3;  // rarer features are not learned
constexpr double kLeastWeight = 0.05;   // smaller weights are not kept
constexpr std::uint32_t kSeed = 20190517;

struct Example {
  BreakFeatures features;
  bool is_break = false;
};

// Goes through the blocks of a document as the text stage does, and notes every candidate place.
class ExampleCollector {
 public:
  ExampleCollector(const TextRules& rules, BreakTraining& training)
      : rules_(rules), training_(training) {}

  void add(const Document& document) {
    std::unordered_set<std::uint32_t> starts;
    for (const Sentence& sentence : document.sentences) starts.insert(sentence.start);
    find_blocks(rules_, document.text, lines_, blocks_);
    for (const Block& block : blocks_) add_block(document.text, block, starts);
  }

  const std::vector<Example>& examples() const { return examples_; }

 private:
  void add_block(std::string_view text, const Block& block,
                 const std::unordered_set<std::uint32_t>& starts) {
    tokens_.clear();
    Tokenizer tokenizer(rules_, text, tokens_);
    tokenizer.append_tokens(block.start, block.end, SIZE_MAX);
    SentenceBreaker breaker(rules_);
    breaker.begin_sentence(0);
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      breaker.advance(tokens_[i - 1]);
      const bool is_break = starts.contains(tokens_[i].start);
      if (SentenceBreaker::is_candidate(tokens_, i)) {
        examples_.push_back({breaker.features(tokens_, i), is_break});
        training_.breaks += is_break;
      } else {
        training_.missed += is_break;
      }
      if (is_break) breaker.begin_sentence(i);
    }
  }

  const TextRules& rules_;
  BreakTraining& training_;
  std::vector<TextLine> lines_;
  std::vector<Block> blocks_;
  std::vector<RawToken> tokens_;
  std::vector<Example> examples_;
};

// An example with its features as numbers of weights; features that are too rare are left out.
struct NumberedExample {
  std::vector<std::uint32_t> features;
  bool is_break = false;
};

class Regression {
 public:
  explicit Regression(const std::vector<Example>& examples) {
    std::map<std::uint32_t, std::size_t> counts;
    for (const Example& example : examples) {
      for (const std::uint32_t key : example.features) ++counts[key];
    }
    for (const auto& [key, count] : counts) {
      if (count < kLeastCount) continue;
      numbers_[key] = static_cast<std::uint32_t>(numbers_.size());
    }
    for (const Example& example : examples) {
      NumberedExample& numbered = examples_.emplace_back();
      numbered.is_break = example.is_break;
      for (const std::uint32_t key : example.features) {
        const auto found = numbers_.find(key);
        if (found != numbers_.end()) numbered.features.push_back(found->second);
      }
    }
    weights_.resize(numbers_.size());
    sums_.resize(numbers_.size());
  }

  void train() {
    std::vector<std::size_t> order(examples_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937 random(kSeed);
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      const double rate = kFirstRate / (1.0 + epoch);
      for (const std::size_t i : order) step(examples_[i], rate);
      for (std::size_t f = 0; f < weights_.size(); ++f) sums_[f] += weights_[f];
    }
  }

  std::map<std::uint32_t, std::int32_t> quantised() const {
    std::map<std::uint32_t, std::int32_t> weights;
    for (const auto& [key, number] : numbers_) {
      const double mean = sums_[number] / kEpochs;
      if (std::abs(mean) < kLeastWeight) continue;
      weights[key] = static_cast<std::int32_t>(std::lround(mean * BreakModel::kScale));
    }
    return weights;
  }

 private:
  void step(const NumberedExample& example, double rate) {
    double sum = 0;
    for (const std::uint32_t feature : example.features) sum += weights_[feature];
    const double error = (example.is_break ? 1.0 : 0.0) - 1.0 / (1.0 + std::exp(-sum));
    for (const std::uint32_t feature : example.features) {
      weights_[feature] += rate * error - kDecay * weights_[feature];
    }
  }

  std::map<std::uint32_t, std::uint32_t> numbers_;  // feature -> weight
  std::vector<NumberedExample> examples_;
  std::vector<double> weights_;
  std::vector<double> sums_;  // of the weights after each epoch
};

std::uint64_t count_wrong(const std::vector<Example>& examples,
                          const std::map<std::uint32_t, std::int32_t>& weights) {
  std::uint64_t wrong = 0;
  for (const Example& example : examples) {
    std::int64_t sum = 0;
    for (const std::uint32_t feature : example.features) {
      const auto found = weights.find(feature);
      if (found != weights.end()) sum += found->second;
    }
    wrong += (sum > 0) != example.is_break;
  }
  return wrong;
}

}  // namespace

Result<BreakTraining> train_sentence_breaks(const TextRules& rules,
                                            std::span<const Document> gold) {
  BreakTraining training;
  ExampleCollector collector(rules, training);
  for (const Document& document : gold) collector.add(document);
  if (training.breaks == 0) {
    return Error{ErrorKind::kInvalidInput, "the documents have no sentence break to learn from", "",
                 0, "give treebanks with running text"};
  }
  Regression regression(collector.examples());
  regression.train();
  const auto weights = regression.quantised();
  training.wrong = count_wrong(collector.examples(), weights);
  training.places = collector.examples().size();
  training.model_text = BreakModel::to_text(weights);
  return training;
}

}  // namespace casus
