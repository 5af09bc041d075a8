#include "train/syntax_training.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>

#include "input/conllu.h"
#include "pipeline/syntax/syntax_stage.h"
#include "train/model_writer.h"
#include "train/sentence_variants.h"
#include "train/syntax_data.h"
#include "train/weight_average.h"

namespace casus {

namespace {

// Of machine-parsed text: headings teach little, and long sentences are where parsers err.
constexpr std::size_t kShortestExtra = 4, kLongestExtra = 60;
// It is used up in the first two thirds of the epochs: its errors are unlearnt on the treebanks
// alone.
constexpr std::size_t kExtraEpochs = 2, kOfEpochs = 3;

Result<std::vector<Document>> read_all(const std::vector<std::filesystem::path>& paths) {
  std::vector<Document> all;
  for (const auto& path : paths) {
    auto documents = read_conllu(path);
    if (!documents) return documents.error();
    for (Document& document : *documents) all.push_back(std::move(document));
  }
  return all;
}

// A document with the sentences and forms of `gold` and nothing else.
Document without_syntax(const Document& gold) {
  Document bare;
  bare.text = gold.text;
  bare.sentences = gold.sentences;
  for (const Token& token : gold.tokens) {
    Token own;
    own.form = token.form;
    own.start = token.start;
    own.end = token.end;
    bare.tokens.push_back(own);
  }
  return bare;
}

void count_matches(const Document& gold, const Document& made, TreebankScores& counts) {
  for (std::size_t i = 0; i < gold.tokens.size(); ++i) {
    const Token& a = gold.tokens[i];
    const Token& b = made.tokens[i];
    counts.upos += a.upos == b.upos;
    counts.xpos += a.xpos == b.xpos;
    counts.feats += a.feats == b.feats;
    counts.lemmas += a.lemma == b.lemma || a.lemma == "_";
    counts.uas += a.head == b.head;
    counts.las += a.head == b.head && a.deprel == b.deprel;
  }
}

class Trainer {
 public:
  Trainer(const SyntaxTrainingOptions& options, WordVectors vectors,
          const std::vector<Document>& documents, const std::vector<Document>& parties,
          const std::vector<Document>& extra, std::vector<Document> dev)
      : options_(options),
        vectors_(std::move(vectors)),
        dev_(std::move(dev)),
        data_(documents, vectors_, options.shape.hash_rows),
        sentences_(data_.sentences(documents)),
        shape_(make_shape()) {
    extra_ = data_.sentences(extra);
    std::erase_if(extra_, [](const TrainingSentence& sentence) {
      return sentence.size() < kShortestExtra || sentence.size() > kLongestExtra;
    });
    for (TrainingSentence& sentence : extra_)
      for (TrainingWord& word : sentence) word.rule = -1;
    for (const TrainingSentence& sentence : sentences_) words_ += sentence.size();
    words_ *= static_cast<std::uint64_t>(std::max(1, options.epochs));
    for (const TrainingSentence& sentence : extra_) words_ += sentence.size();
    make_variants(documents, parties);
    values_ = vectors_.values;
    if (values_.empty()) values_.resize(std::max<std::size_t>(shape_.vector, 1));
  }

  Result<void> train(const std::function<void(const SyntaxProgress&)>& report) {
    SyntaxNetwork network(shape_, data_.types, values_, options_.seed);
    SyntaxProgress progress;
    progress.epochs = options_.epochs;
    for (int epoch = 1; epoch <= options_.epochs; ++epoch) {
      const auto start = std::chrono::steady_clock::now();
      progress.epoch = epoch;
      progress.losses = learn_epoch(network, epoch);
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
      progress.seconds = took.count();
      if (!dev_.empty()) {
        const auto scores = score_model(write_average(network), dev_);
        if (!scores) return scores.error();
        progress.scores = *scores;
        progress.has_scores = true;
      }
      report(progress);
    }
    return write(write_average(network));
  }

 private:
  NetworkShape make_shape() const {
    NetworkShape shape = options_.shape;
    shape.vector = vectors_.size;
    shape.vectors = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(vectors_.keys.size()));
    shape.words = data_.words;
    shape.tags = data_.tags.size();
    shape.rules = data_.rules.size();
    shape.relations = data_.relations.size();
    return shape;
  }

  std::string write_average(SyntaxNetwork& network) {
    average_.swap(network.weights);
    std::string bytes = write_model(shape_, network, data_, vectors_);
    average_.swap(network.weights);
    return bytes;
  }

  void make_variants(const std::vector<Document>& documents, const std::vector<Document>& parties) {
    SentenceVariants variants(documents, parties, options_.seed + 200);
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      std::vector<Document> made;
      made.push_back(variants.make(static_cast<std::size_t>(options_.variants)));
      variants_.push_back(data_.sentences(made));
      for (const TrainingSentence& sentence : variants_.back()) words_ += sentence.size();
    }
  }

  // All sentences of the treebanks, this epoch's variants and its share of the extra ones,
  // shuffled.
  void choose_sentences(int epoch) {
    order_.clear();
    for (const TrainingSentence& sentence : sentences_) order_.push_back(&sentence);
    const std::size_t parts = std::max<std::size_t>(
        1, static_cast<std::size_t>(options_.epochs) * kExtraEpochs / kOfEpochs);
    const auto share = [&](int part) {
      return extra_.size() * std::min(parts, static_cast<std::size_t>(part)) / parts;
    };
    for (std::size_t i = share(epoch - 1); i < share(epoch); ++i) order_.push_back(&extra_[i]);
    for (const TrainingSentence& sentence : variants_[static_cast<std::size_t>(epoch - 1)])
      order_.push_back(&sentence);
    for (std::size_t i = order_.size(); i > 1; --i)
      std::swap(order_[i - 1], order_[random_.below(i)]);
  }

  SyntaxNetwork::Losses learn_epoch(SyntaxNetwork& network, int epoch) {
    choose_sentences(epoch);
    SyntaxNetwork::Losses sum;
    double batches = 0;
    SyntaxNetwork::Batch batch;
    std::size_t words = 0;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      batch.push_back(order_[i]);
      words += batch.back()->size();
      if (words < static_cast<std::size_t>(options_.batch_words) && i + 1 < order_.size()) continue;
      learnt_words_ += words;
      const SyntaxNetwork::Losses losses =
          network.learn(batch, options_.dropout, {rate(), 0.9F, 0.98F});
      average_.add(network.weights);
      sum.tag += losses.tag, sum.rule += losses.rule;
      sum.arc += losses.arc, sum.relation += losses.relation;
      ++batches;
      batch.clear();
      words = 0;
    }
    return {sum.tag / batches, sum.rule / batches, sum.arc / batches, sum.relation / batches};
  }

  // Rises over the first steps, then falls in a line to a hundredth.
  float rate() {
    ++steps_;
    const double done = static_cast<double>(learnt_words_) /
                        static_cast<double>(std::max<std::uint64_t>(words_, 1));
    const double warmth = std::min(1.0, static_cast<double>(steps_) / 300);
    return options_.rate * static_cast<float>(warmth * std::max(0.01, 1 - done));
  }

  Result<void> write(const std::string& bytes) const {
    std::ofstream stream(options_.output, std::ios::binary);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (!stream) {
      return Error{ErrorKind::kUnreadable, "cannot be written", options_.output.string(), 0,
                   "give an --output in a folder that is there"};
    }
    return {};
  }

  const SyntaxTrainingOptions& options_;
  WordVectors vectors_;
  std::vector<Document> dev_;
  SyntaxData data_;
  std::vector<TrainingSentence> sentences_;
  NetworkShape shape_;
  std::vector<float> values_;
  std::vector<TrainingSentence> extra_;
  std::vector<std::vector<TrainingSentence>> variants_;  // an epoch's
  std::vector<const TrainingSentence*> order_;
  WeightAverage average_;
  Random random_{options_.seed + 100};
  std::uint64_t words_ = 0, learnt_words_ = 0, steps_ = 0;
};

}  // namespace

std::string SyntaxProgress::to_string() const {
  char line[256];
  int size = std::snprintf(
      line, sizeof line, "epoch %d/%d: %.0f s, loss: tag %.3f rule %.3f arc %.3f relation %.3f",
      epoch, epochs, seconds, losses.tag, losses.rule, losses.arc, losses.relation);
  if (has_scores) {
    std::snprintf(line + size, sizeof line - static_cast<std::size_t>(size),
                  "; dev: UPOS %.2f XPOS %.2f FEATS %.2f lemmas %.2f UAS %.2f LAS %.2f",
                  scores.upos, scores.xpos, scores.feats, scores.lemmas, scores.uas, scores.las);
  }
  return line;
}

Result<TreebankScores> score_model(std::string_view model_bytes,
                                   const std::vector<Document>& gold) {
  const auto model = SyntaxModel::parse(model_bytes, "model");
  if (!model) return model.error();
  TreebankScores counts;
  SyntaxScratch scratch;
  std::size_t words = 0;
  for (const Document& document : gold) {
    Document made = without_syntax(document);
    if (auto parsed = parse_sentences(*model, made, scratch); !parsed) return parsed.error();
    count_matches(document, made, counts);
    words += document.tokens.size();
  }
  for (double* count :
       {&counts.upos, &counts.xpos, &counts.feats, &counts.lemmas, &counts.uas, &counts.las})
    *count *= 100.0 / static_cast<double>(std::max<std::size_t>(words, 1));
  return counts;
}

Result<void> train_syntax(const SyntaxTrainingOptions& options,
                          const std::function<void(const SyntaxProgress&)>& report) {
  auto documents = read_all(options.treebanks);
  if (!documents) return documents.error();
  if (documents->empty()) {
    return Error{ErrorKind::kUsage, "there is nothing to train on", "", 0,
                 "give a treebank in CoNLL-U with --treebank"};
  }
  auto extra = read_all(options.extra);
  if (!extra) return extra.error();
  const auto parties = read_all(options.parties);
  if (!parties) return parties.error();
  std::vector<Document> dev;
  if (!options.dev.empty()) {
    auto read = read_conllu(options.dev);
    if (!read) return read.error();
    dev = *std::move(read);
  }
  WordVectors vectors;
  if (!options.vectors.empty()) {
    auto read = read_word_vectors(options.vectors);
    if (!read) return read.error();
    vectors = *std::move(read);
    if (vectors.size % 16 != 0) {
      return Error{ErrorKind::kUsage, "has vectors whose size is no multiple of 16",
                   options.vectors.string(), 0, "make them anew with another --size"};
    }
  }
  Trainer trainer(options, std::move(vectors), *documents, *parties, *extra, std::move(dev));
  return trainer.train(report);
}

}  // namespace casus
