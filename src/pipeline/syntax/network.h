#pragma once

// The trained network, run forwards out of the mapped model. docs/models.md draws it.

#include <cstdint>
#include <span>
#include <vector>

#include "casus/result.h"
#include "pipeline/syntax/features.h"
#include "pipeline/syntax/kernels.h"
#include "pipeline/syntax/model_file.h"
#include "pipeline/syntax/network_layout.h"
#include "pipeline/syntax/tree_decoder.h"

namespace casus {

// Words scored at a time, and the longest sentence that the network takes.
inline constexpr std::size_t kMaximumRows = 512;
inline constexpr std::size_t kMaximumLength = 256;

// One thread's buffers; they are made once and stay as large as they are.
struct NetworkScratch {
  // The batch: word w of all sentences together.
  std::vector<WordFeatures> features;
  std::vector<std::uint32_t> starts;  // of its sentences, and the end
  // What the network says.
  std::vector<std::int32_t> tags, heads, relations;  // heads within the sentence, -1: root
  // Words whose lemma is to be made by a rule, and shape().rules scores for each of them.
  std::vector<std::uint32_t> unknown;
  std::vector<float> rule_scores;

  std::vector<std::int16_t> whole;  // the inputs of one product, and their rows' factors
  std::vector<float> whole_scales;
  std::vector<float> input, u, cell, tag_hidden, logits, parse, bilinear, packed_heads, scores,
      relation_in;
  std::vector<float> x[kMaximumLayers + 1];
  TreeDecoderScratch decoder;
};

class Network {
 public:
  // Views into `file`, whose bytes must outlive the network. Sections that do not fit each other
  // are errors.
  static Result<Network> attach(const ModelFile& file);

  // Finds tags, heads and relations of the batch in `scratch`: at most kMaximumRows words in
  // sentences of 1 to kMaximumLength. What a sentence gets does not depend on its company. Cost:
  // about a million multiplications a word, and a sentence's length times shape().arc.
  void annotate(NetworkScratch& scratch) const;
  // After annotate(): scores the rules of lemmas for the words in `scratch.unknown` alone.
  void score_rules(NetworkScratch& scratch) const;

  const NetworkShape& shape() const { return shape_; }
  // The relation that annotate() gives roots and no other word.
  void set_root_relation(std::int32_t relation) { root_relation_ = relation; }
  // Whether a word vector is there for a word of this WordFeatures::key: whether plain text held
  // it.
  bool is_in_vocabulary(std::uint64_t key) const { return vector_rows_.find(key, 0) != 0; }
  // Which processor's code runs; for tests.
  void use(const Kernels& kernels) { kernels_ = &kernels; }

 private:
  explicit Network(const NetworkShape& shape) : shape_(shape), layout_(shape) {}

  Result<void> attach_tables(const ModelFile& file);
  void read_inputs(NetworkScratch& scratch) const;
  void encode(NetworkScratch& scratch) const;
  void run_layer(NetworkScratch& scratch, std::size_t layer) const;
  void find_tags(NetworkScratch& scratch) const;
  void find_heads(NetworkScratch& scratch) const;
  void score_heads(NetworkScratch& scratch, std::size_t start, std::size_t size) const;
  void find_relations(NetworkScratch& scratch) const;
  // A linear map of `rows` rows of scratch.whole, which quantise() has filled.
  void apply(NetworkScratch& scratch, const Linear& map, bool has_bias, std::size_t rows,
             float* out) const;
  // Rows `first` to `first + rows` of scratch.whole from `x`.
  void quantise(NetworkScratch& scratch, const float* x, std::size_t stride, std::size_t rows,
                std::size_t inner, std::size_t first = 0) const;
  void quantise_weights();
  std::size_t input_size() const { return std::size_t{shape_.embedding} + shape_.vector; }

  // Rows of small whole numbers and a factor for each row.
  struct Table {
    const std::int8_t* rows = nullptr;
    const float* scales = nullptr;
    std::uint32_t count = 0;
    std::size_t size = 0;
  };
  static Result<Table> attach_table(const ModelFile& file, const char* name, std::uint32_t count,
                                    std::size_t size);
  void add(const Table& table, std::uint32_t row, float* sum) const;

  NetworkShape shape_;
  NetworkLayout layout_;
  const Kernels* kernels_ = &kernels();
  const float* weights_ = nullptr;
  std::vector<std::int16_t> whole_;  // the matrices of weights_, where they lie there
  std::vector<float> whole_scales_;  // of their columns, from a sixteenth of a matrix's place on
  KeyTable word_rows_, vector_rows_;
  Table words_, hashes_, vectors_;
  std::int32_t root_relation_ = -1;
  std::vector<std::uint8_t> distance_kinds_;  // of head - word + kMaximumLength
};

}  // namespace casus
