#include "pipeline/syntax/network.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace casus {

namespace {

bool is_sensible(const NetworkShape& shape) {
  constexpr std::uint32_t kLayerLimit = 4096, kRowLimit = 1U << 24;
  for (const std::uint32_t size :
       {shape.embedding, shape.width, shape.arc, shape.label, shape.label_pair, shape.tag_hidden})
    if (size == 0 || size > kLayerLimit || size % kPanel != 0) return false;
  for (const std::uint32_t count :
       {shape.hash_rows, shape.words, shape.vectors, shape.tags, shape.rules, shape.relations})
    if (count == 0 || count > kRowLimit) return false;
  return shape.vector <= kLayerLimit && shape.vector % kPanel == 0 && shape.width % 32 == 0 &&
         std::has_single_bit(shape.hash_rows) && shape.layers >= 1 &&
         shape.layers <= kMaximumLayers && shape.tags <= 65536 && shape.rules <= 65536 &&
         shape.relations <= 65536;
}

}  // namespace

Result<Network> Network::attach(const ModelFile& file) {
  const auto bytes = file.section("shape");
  if (!bytes) return bytes.error();
  NetworkShape shape;
  if (bytes->size() != sizeof shape) return file.damaged("shape");
  std::memcpy(&shape, bytes->data(), sizeof shape);
  if (!is_sensible(shape)) return file.damaged("shape");
  Network network(shape);
  if (auto attached = network.attach_tables(file); !attached) return attached.error();
  const auto weights = file.section("weights");
  if (!weights) return weights.error();
  if (weights->size() != network.layout_.size * sizeof(float)) return file.damaged("weights");
  network.weights_ = reinterpret_cast<const float*>(weights->data());
  network.quantise_weights();
  const auto limit = static_cast<std::int32_t>(kMaximumLength);
  for (std::int32_t apart = -limit; apart <= limit; ++apart)
    network.distance_kinds_.push_back(
        static_cast<std::uint8_t>(distance_kind(limit, limit + apart)));
  return network;
}

Result<Network::Table> Network::attach_table(const ModelFile& file, const char* name,
                                             std::uint32_t count, std::size_t size) {
  const std::string base(name);
  const auto rows = file.section(base + ".rows");
  if (!rows) return rows.error();
  const auto scales = file.section(base + ".scales");
  if (!scales) return scales.error();
  if (rows->size() != count * size) return file.damaged(base + ".rows");
  if (scales->size() != count * sizeof(float)) return file.damaged(base + ".scales");
  return Table{reinterpret_cast<const std::int8_t*>(rows->data()),
               reinterpret_cast<const float*>(scales->data()), count, size};
}

Result<void> Network::attach_tables(const ModelFile& file) {
  auto words = attach_table(file, "word", shape_.words, shape_.embedding);
  if (!words) return words.error();
  auto hashes = attach_table(file, "hash", shape_.hash_rows, shape_.embedding);
  if (!hashes) return hashes.error();
  auto vectors = attach_table(file, "vector", shape_.vectors, shape_.vector);
  if (!vectors) return vectors.error();
  words_ = *words;
  hashes_ = *hashes;
  vectors_ = *vectors;
  const auto word_index = file.section("word.index");
  if (!word_index) return word_index.error();
  if (!word_rows_.attach(*word_index)) return file.damaged("word.index");
  const auto vector_index = file.section("vector.index");
  if (!vector_index) return vector_index.error();
  if (!vector_rows_.attach(*vector_index)) return file.damaged("vector.index");
  return {};
}

void Network::quantise_weights() {
  whole_.resize(layout_.size);
  whole_scales_.resize(layout_.size / kPanel);
  for (const Linear& map : layout_.linears())
    quantise_matrix(weights_ + map.weight, map.inner, map.columns, &whole_[map.weight],
                    &whole_scales_[map.weight / kPanel]);
}

void Network::quantise(NetworkScratch& scratch, const float* x, std::size_t stride,
                       std::size_t rows, std::size_t inner, std::size_t first) const {
  scratch.whole.resize(std::max(scratch.whole.size(), (first + rows) * inner));
  scratch.whole_scales.resize(std::max(scratch.whole_scales.size(), first + rows));
  kernels_->quantise(
      {x, stride, rows, inner, &scratch.whole[first * inner], &scratch.whole_scales[first]});
}

void Network::apply(NetworkScratch& scratch, const Linear& map, bool has_bias, std::size_t rows,
                    float* out) const {
  kernels_->multiply_whole({scratch.whole.data(), scratch.whole_scales.data(), rows, map.inner,
                            &whole_[map.weight], &whole_scales_[map.weight / kPanel], map.columns,
                            has_bias ? weights_ + map.bias : nullptr, out, map.columns});
}

void Network::add(const Table& table, std::uint32_t row, float* sum) const {
  if (row >= table.count) row = 0;
  kernels_->add_row(sum, table.rows + row * table.size, table.scales[row], table.size);
}

// Rows lie one after another with an empty row before each sentence and after the last: so the
// three neighbours that the convolution reads are one stretch of memory.
void Network::read_inputs(NetworkScratch& scratch) const {
  const std::size_t size = input_size();
  const std::size_t sentences = scratch.starts.size() - 1;
  scratch.input.assign((scratch.features.size() + sentences + 1) * size, 0.0F);
  float* in = scratch.input.data();
  for (std::size_t s = 0; s < sentences; ++s) {
    in += size;
    for (std::size_t row = scratch.starts[s]; row < scratch.starts[s + 1]; ++row, in += size) {
      const WordFeatures& features = scratch.features[row];
      add(words_, word_rows_.find(features.key, 0), in);
      for (int i = 0; i < features.count; ++i)
        add(hashes_, features.rows[i] & (shape_.hash_rows - 1), in);
      if (shape_.vector > 0)
        add(vectors_, vector_rows_.find(features.key, 0), in + shape_.embedding);
    }
  }
}

void Network::run_layer(NetworkScratch& scratch, std::size_t layer) const {
  const std::size_t rows = scratch.features.size(), width = shape_.width, half = width / 2;
  scratch.u.resize(rows * 3 * width);
  quantise(scratch, scratch.x[layer].data(), width, rows, width);
  apply(scratch, layout_.recurrent[layer], false, rows, scratch.u.data());
  scratch.x[layer + 1].resize(rows * width);
  scratch.cell.resize(half);
  for (std::size_t direction = 0; direction < 2; ++direction) {
    const float* v = weights_ + layout_.gates[layer] + direction * width;
    for (std::size_t s = 0; s + 1 < scratch.starts.size(); ++s) {
      const std::size_t start = scratch.starts[s];
      Recurrence recurrence;
      recurrence.u = &scratch.u[start * 3 * width + direction * 3 * half];
      recurrence.u_stride = 3 * width;
      recurrence.x = &scratch.x[layer][start * width + direction * half];
      recurrence.x_stride = width;
      recurrence.v = v;
      recurrence.b = v + 2 * width;
      recurrence.h = &scratch.x[layer + 1][start * width + direction * half];
      recurrence.h_stride = width;
      recurrence.cell = scratch.cell.data();
      recurrence.width = half;
      recurrence.steps = scratch.starts[s + 1] - start;
      recurrence.is_backward = direction == 1;
      kernels_->recur(recurrence);
    }
  }
}

void Network::encode(NetworkScratch& scratch) const {
  const std::size_t rows = scratch.features.size(), size = input_size();
  std::vector<float>& first = scratch.x[0];
  first.resize(rows * shape_.width);
  for (std::size_t s = 0; s + 1 < scratch.starts.size(); ++s) {
    const std::size_t start = scratch.starts[s];
    quantise(scratch, &scratch.input[(start + s) * size], size, scratch.starts[s + 1] - start,
             3 * size, start);
  }
  apply(scratch, layout_.convolution, true, rows, first.data());
  kernels_->relu(first.data(), rows, shape_.width, shape_.width);
  for (std::size_t layer = 0; layer < shape_.layers; ++layer) run_layer(scratch, layer);
}

void Network::find_tags(NetworkScratch& scratch) const {
  const std::size_t rows = scratch.features.size(), hidden = shape_.tag_hidden;
  scratch.tag_hidden.resize(rows * hidden);
  quantise(scratch, scratch.x[shape_.layers - 1].data(), shape_.width, rows, shape_.width);
  apply(scratch, layout_.tag_hidden, true, rows, scratch.tag_hidden.data());
  kernels_->relu(scratch.tag_hidden.data(), rows, hidden, hidden);
  scratch.logits.resize(std::max(scratch.logits.size(), rows * shape_.tags));
  quantise(scratch, scratch.tag_hidden.data(), hidden, rows, hidden);
  apply(scratch, layout_.tag, true, rows, scratch.logits.data());
  scratch.tags.resize(rows);
  for (std::size_t row = 0; row < rows; ++row)
    scratch.tags[row] = kernels_->find_largest(&scratch.logits[row * shape_.tags], shape_.tags);
}

void Network::score_rules(NetworkScratch& scratch) const {
  const std::size_t rows = scratch.unknown.size(), hidden = shape_.tag_hidden;
  for (std::size_t i = 0; i < rows; ++i)
    quantise(scratch, &scratch.tag_hidden[scratch.unknown[i] * hidden], hidden, 1, hidden, i);
  scratch.rule_scores.resize(std::max(scratch.rule_scores.size(), rows * shape_.rules));
  if (rows > 0) apply(scratch, layout_.rule, true, rows, scratch.rule_scores.data());
}

void Network::score_heads(NetworkScratch& scratch, std::size_t start, std::size_t size) const {
  const std::size_t arc = shape_.arc, stride = layout_.parse.columns, heads = size + 1;
  // Panels of heads, the root in front, as pack_matrix() would make them of the transposed rows.
  scratch.packed_heads.assign(packed_size(arc, heads), 0.0F);
  for (std::size_t h = 0; h < heads; ++h) {
    const float* from = h == 0 ? weights_ + layout_.root_head
                               : &scratch.parse[(start + h - 1) * stride + layout_.head];
    float* to = &scratch.packed_heads[h / kPanel * kPanel * arc + h % kPanel];
    for (std::size_t k = 0; k < arc; ++k) to[k * kPanel] = from[k];
  }
  scratch.scores.resize(size * heads);
  kernels_->multiply({&scratch.bilinear[start * arc], arc, size, arc, scratch.packed_heads.data(),
                      heads, nullptr, scratch.scores.data(), heads, false});
  for (std::size_t word = 0; word < size; ++word) {
    const float* distance = &scratch.parse[(start + word) * stride + layout_.distance];
    float* row = &scratch.scores[word * heads];
    row[0] += distance[0];
    const std::uint8_t* kinds = &distance_kinds_[kMaximumLength - word];
    for (std::size_t h = 0; h < size; ++h) row[h + 1] += distance[kinds[h]];
  }
}

void Network::find_heads(NetworkScratch& scratch) const {
  const std::size_t rows = scratch.features.size(), stride = layout_.parse.columns;
  scratch.parse.resize(rows * stride);
  quantise(scratch, scratch.x[shape_.layers].data(), shape_.width, rows, shape_.width);
  apply(scratch, layout_.parse, true, rows, scratch.parse.data());
  kernels_->relu(&scratch.parse[layout_.dependent], rows, std::size_t{2} * shape_.arc, stride);
  scratch.bilinear.resize(rows * shape_.arc);
  quantise(scratch, &scratch.parse[layout_.dependent], stride, rows, shape_.arc);
  apply(scratch, layout_.bilinear, true, rows, scratch.bilinear.data());
  scratch.heads.resize(rows);
  for (std::size_t s = 0; s + 1 < scratch.starts.size(); ++s) {
    const std::size_t start = scratch.starts[s], size = scratch.starts[s + 1] - start;
    score_heads(scratch, start, size);
    decode_tree(scratch.scores, static_cast<std::int32_t>(size),
                std::span(scratch.heads).subspan(start, size), scratch.decoder);
  }
}

void Network::find_relations(NetworkScratch& scratch) const {
  const std::size_t rows = scratch.features.size(), stride = layout_.parse.columns;
  const std::size_t label = shape_.label, pair = shape_.label_pair, size = label + pair;
  scratch.relation_in.resize(rows * size);
  for (std::size_t s = 0; s + 1 < scratch.starts.size(); ++s) {
    const std::size_t start = scratch.starts[s];
    for (std::size_t row = start; row < scratch.starts[s + 1]; ++row) {
      const std::int32_t head = scratch.heads[row];
      const float* own = &scratch.parse[row * stride];
      const float* other =
          &scratch.parse[(start + static_cast<std::size_t>(std::max(head, 0))) * stride];
      const float* b = head < 0 ? weights_ + layout_.root_b : other + layout_.label_b;
      const float* q = head < 0 ? weights_ + layout_.root_q : other + layout_.label_q;
      const float* d = weights_ + layout_.distances +
                       label * distance_kind(static_cast<std::int32_t>(row - start), head);
      float* in = &scratch.relation_in[row * size];
      for (std::size_t i = 0; i < label; ++i)
        in[i] = std::max(0.0F, own[layout_.label_a + i] + b[i] + d[i]);
      for (std::size_t i = 0; i < pair; ++i) in[label + i] = own[layout_.label_p + i] * q[i];
    }
  }
  scratch.logits.resize(std::max(scratch.logits.size(), rows * shape_.relations));
  quantise(scratch, scratch.relation_in.data(), size, rows, size);
  apply(scratch, layout_.relation, true, rows, scratch.logits.data());
  scratch.relations.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    float* logits = &scratch.logits[row * shape_.relations];
    if (root_relation_ >= 0) logits[root_relation_] = -1e30F;
    scratch.relations[row] = scratch.heads[row] < 0 && root_relation_ >= 0
                                 ? root_relation_
                                 : kernels_->find_largest(logits, shape_.relations);
  }
}

void Network::annotate(NetworkScratch& scratch) const {
  if (scratch.features.empty()) return;
  read_inputs(scratch);
  encode(scratch);
  find_tags(scratch);
  find_heads(scratch);
  find_relations(scratch);
}

}  // namespace casus
