#pragma once

// The syntax network as training sees it: it keeps what each layer computed and goes back
// through it by hand-written derivatives. One thread; sums are made in a fixed order.

#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/syntax/network_layout.h"
#include "train/dense.h"
#include "train/random.h"

namespace casus {

// A word type: the rows that make up its input.
struct WordType {
  std::vector<std::uint32_t> hash_rows;
  std::uint32_t word = 0;    // row of the words' table; 0: unknown
  std::uint32_t vector = 0;  // row of the vectors' table; 0: none
  float drop = 0;            // chance of being taken for unknown while training
};

struct TrainingWord {
  std::uint32_t type = 0;
  std::int32_t tag = -1;  // -1: teaches nothing
  std::int32_t rule = -1;
  std::int32_t head = -1;  // within the sentence; -1: root
  std::int32_t relation = -1;
};
using TrainingSentence = std::vector<TrainingWord>;

struct DropoutShares {
  float input = 0.2F;
  float encoder = 0.2F;
  float heads = 0.3F;
};

struct NetworkWeights {
  std::vector<float> dense;   // as NetworkLayout
  std::vector<float> words;   // words x embedding
  std::vector<float> hashes;  // hash_rows x embedding
};

// What the network says about a batch, rows as in the batch.
struct NetworkOutput {
  Matrix tags;  // logits: rows x tags
  Matrix rules;
  Matrix relations;          // for the given heads
  std::vector<Matrix> arcs;  // a sentence: size x (size + 1), the root first
};

class SyntaxNetwork {
 public:
  SyntaxNetwork(const NetworkShape& shape, const std::vector<WordType>& types,
                std::span<const float> vectors, std::uint64_t seed);

  using Batch = std::vector<const TrainingSentence*>;
  // Losses a word of the batch, for reports: tag, rule, arc, relation.
  struct Losses {
    double tag = 0, rule = 0, arc = 0, relation = 0;
  };
  // One step of learning from `batch`.
  Losses learn(const Batch& batch, const DropoutShares& dropout, const AdamOptions& adam);
  // Scores without learning or dropout; relations are those for the batch's own heads.
  const NetworkOutput& score(const Batch& batch);

  // The derivatives of the batch's loss by the dense weights, without learning; for tests.
  std::vector<float> derivatives(const Batch& batch);

  NetworkWeights weights;
  const NetworkLayout& layout() const { return layout_; }

 private:
  void forward(const Batch& batch, const DropoutShares& dropout);
  void read_inputs(const Batch& batch, bool learns);
  void gather_neighbours();
  void run_layer(std::size_t layer);
  void score_arcs();
  void score_relations();
  Losses find_losses();
  void backward();
  void relations_backward();
  void arcs_backward();
  void layer_backward(std::size_t layer);
  void recur_backward(std::size_t layer, std::size_t direction, std::size_t start,
                      std::size_t steps);
  void inputs_backward();
  void update(const AdamOptions& adam);
  void initialise(std::uint64_t seed);
  std::size_t input_size() const { return std::size_t{shape_.embedding} + shape_.vector; }

  NetworkShape shape_;
  NetworkLayout layout_;
  const std::vector<WordType>& types_;
  std::span<const float> vectors_;
  Random random_;
  DenseMath math_;
  std::vector<float> gradient_, word_gradient_, hash_gradient_;
  Adam dense_adam_, word_adam_, hash_adam_;
  std::uint64_t step_ = 0;

  // The batch, all sentences' rows one after another.
  std::vector<std::size_t> starts_;  // of sentences, and the end
  std::vector<TrainingWord> rows_;
  std::vector<std::uint32_t> words_;  // rows of the words' table after word dropout
  std::vector<std::uint32_t> touched_words_, touched_hashes_;
  std::vector<std::uint8_t> is_touched_word_, is_touched_hash_;

  Matrix input_, neighbours_, dinput_, dneighbours_;
  std::vector<Matrix> x_, dx_;                    // encoder states, layers + 1
  std::vector<Matrix> u_;                         // a layer: rows x 3 width
  std::vector<Matrix> kept_c_, kept_f_, kept_r_;  // 2 a layer: rows x width / 2
  Matrix du_, cell_;
  Matrix tag_hidden_, dtag_hidden_, parse_, dparse_, bilinear_, dbilinear_;
  Matrix relation_in_, drelation_in_, all_heads_, dall_heads_;
  NetworkOutput out_, dout_;
  Dropout drop_input_, drop_tag_, drop_dependent_, drop_head_, drop_relation_;
  std::vector<Dropout> drop_x_;
  DropoutShares dropout_;
};

}  // namespace casus
