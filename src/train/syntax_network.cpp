#include "train/syntax_network.h"

#include <algorithm>
#include <cmath>

#include "pipeline/syntax/kernels.h"

namespace casus {

namespace {

void relu(float* x, std::size_t rows, std::size_t columns, std::size_t stride) {
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t i = 0; i < columns; ++i)
      x[row * stride + i] = std::max(0.0F, x[row * stride + i]);
}

// Zeroes dx where relu() gave 0. (Dropout gives 0 too, and so does its way back.)
void relu_backward(const float* x, float* dx, std::size_t rows, std::size_t columns,
                   std::size_t stride) {
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t i = 0; i < columns; ++i)
      if (x[row * stride + i] <= 0) dx[row * stride + i] = 0;
}

// Turns logits into the derivative of weight x cross entropy; returns the loss. gold < 0: none.
double softmax_loss(float* logits, std::size_t size, std::int32_t gold, float weight) {
  if (gold < 0) {
    std::fill_n(logits, size, 0.0F);
    return 0;
  }
  const float top = *std::max_element(logits, logits + size);
  const double gold_logit = logits[gold];
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i) {
    logits[i] = std::exp(logits[i] - top);
    sum += logits[i];
  }
  const auto scale = static_cast<float>(weight / sum);
  for (std::size_t i = 0; i < size; ++i) logits[i] *= scale;
  logits[gold] -= weight;
  return std::log(sum) + top - gold_logit;
}

}  // namespace

SyntaxNetwork::SyntaxNetwork(const NetworkShape& shape, const std::vector<WordType>& types,
                             std::span<const float> vectors, std::uint64_t seed)
    : shape_(shape),
      layout_(shape),
      types_(types),
      vectors_(vectors),
      random_(seed),
      gradient_(layout_.size),
      word_gradient_(std::size_t{shape.words} * shape.embedding),
      hash_gradient_(std::size_t{shape.hash_rows} * shape.embedding),
      dense_adam_(gradient_.size()),
      word_adam_(word_gradient_.size()),
      hash_adam_(hash_gradient_.size()),
      is_touched_word_(shape.words),
      is_touched_hash_(shape.hash_rows),
      x_(shape.layers + 1),
      dx_(shape.layers + 1),
      u_(shape.layers),
      kept_c_(2 * shape.layers),
      kept_f_(2 * shape.layers),
      kept_r_(2 * shape.layers),
      drop_x_(shape.layers + 1) {
  initialise(seed);
}

void SyntaxNetwork::initialise(std::uint64_t seed) {
  Random random(seed + 7);
  weights.dense.assign(layout_.size, 0.0F);
  weights.words.resize(word_gradient_.size());
  weights.hashes.resize(hash_gradient_.size());
  for (const Linear& map : layout_.linears()) {
    const float scale = std::sqrt(6.0F / static_cast<float>(map.inner + map.columns));
    for (std::size_t i = 0; i < map.inner * map.columns; ++i)
      weights.dense[map.weight + i] = scale * (2 * random.uniform() - 1);
  }
  for (std::size_t layer = 0; layer < shape_.layers; ++layer) {
    for (std::size_t i = 0; i < 2 * shape_.width; ++i)
      weights.dense[layout_.gates[layer] + i] = 0.2F * (2 * random.uniform() - 1);
  }
  for (const auto& [at, size] :
       {std::pair{layout_.root_head, shape_.arc}, std::pair{layout_.root_b, shape_.label},
        std::pair{layout_.root_q, shape_.label_pair}})
    for (std::size_t i = 0; i < size; ++i)
      weights.dense[at + i] = 0.2F * (2 * random.uniform() - 1);
  for (float& weight : weights.words) weight = 0.1F * (2 * random.uniform() - 1);
  for (float& weight : weights.hashes) weight = 0.1F * (2 * random.uniform() - 1);
}

// ---- forwards -------------------------------------------------------------------------------

void SyntaxNetwork::read_inputs(const Batch& batch, bool learns) {
  starts_.assign(1, 0);
  rows_.clear();
  for (const TrainingSentence* sentence : batch) {
    rows_.insert(rows_.end(), sentence->begin(), sentence->end());
    starts_.push_back(rows_.size());
  }
  input_.assign(rows_.size() * input_size(), 0.0F);
  words_.resize(rows_.size());
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    const WordType& type = types_[rows_[row].type];
    words_[row] = learns && random_.uniform() < type.drop ? 0 : type.word;
    float* in = &input_[row * input_size()];
    const auto add = [&](const std::vector<float>& table, std::uint32_t from) {
      const float* source = &table[std::size_t{from} * shape_.embedding];
      for (std::size_t i = 0; i < shape_.embedding; ++i) in[i] += source[i];
    };
    add(weights.words, words_[row]);
    for (const std::uint32_t hash : type.hash_rows) add(weights.hashes, hash);
    const float* vector = vectors_.data() + std::size_t{type.vector} * shape_.vector;
    std::copy_n(vector, shape_.vector, in + shape_.embedding);
  }
}

// Each row becomes its left neighbour, itself and its right neighbour; zero past the ends.
void SyntaxNetwork::gather_neighbours() {
  const std::size_t size = input_size();
  neighbours_.assign(rows_.size() * 3 * size, 0.0F);
  for (std::size_t s = 0; s + 1 < starts_.size(); ++s) {
    for (std::size_t row = starts_[s]; row < starts_[s + 1]; ++row) {
      float* to = &neighbours_[row * 3 * size];
      if (row > starts_[s]) std::copy_n(&input_[(row - 1) * size], size, to);
      std::copy_n(&input_[row * size], size, to + size);
      if (row + 1 < starts_[s + 1]) std::copy_n(&input_[(row + 1) * size], size, to + 2 * size);
    }
  }
}

void SyntaxNetwork::run_layer(std::size_t layer) {
  const std::size_t rows = rows_.size(), width = shape_.width, half = width / 2;
  const float* w = weights.dense.data();
  u_[layer].resize(rows * 3 * width);
  math_.forward(w, layout_.recurrent[layer], false, x_[layer].data(), width, rows, u_[layer].data(),
                3 * width);
  x_[layer + 1].resize(rows * width);
  cell_.resize(half);
  for (std::size_t direction = 0; direction < 2; ++direction) {
    const std::size_t kept = 2 * layer + direction;
    for (Matrix* m : {&kept_c_[kept], &kept_f_[kept], &kept_r_[kept]}) m->resize(rows * half);
    const float* v = w + layout_.gates[layer] + direction * width;
    for (std::size_t s = 0; s + 1 < starts_.size(); ++s) {
      const std::size_t start = starts_[s];
      kernels().recur({&u_[layer][start * 3 * width + direction * 3 * half], 3 * width,
                       &x_[layer][start * width + direction * half], width, v, v + 2 * width,
                       &x_[layer + 1][start * width + direction * half], width, cell_.data(), half,
                       starts_[s + 1] - start, direction == 1, &kept_c_[kept][start * half],
                       &kept_f_[kept][start * half], &kept_r_[kept][start * half]});
    }
  }
}

void SyntaxNetwork::score_arcs() {
  const std::size_t rows = rows_.size(), arc = shape_.arc, stride = layout_.parse.columns;
  const float* w = weights.dense.data();
  bilinear_.resize(rows * arc);
  math_.forward(w, layout_.bilinear, true, &parse_[layout_.dependent], stride, rows,
                bilinear_.data(), arc);
  out_.arcs.resize(starts_.size() - 1);
  for (std::size_t s = 0; s + 1 < starts_.size(); ++s) {
    const std::size_t start = starts_[s], size = starts_[s + 1] - start;
    Matrix& scores = out_.arcs[s];
    scores.resize(size * (size + 1));
    all_heads_.resize((size + 1) * arc);
    std::copy_n(w + layout_.root_head, arc, all_heads_.data());
    for (std::size_t i = 0; i < size; ++i)
      std::copy_n(&parse_[(start + i) * stride + layout_.head], arc, &all_heads_[(i + 1) * arc]);
    math_.product(&bilinear_[start * arc], arc, all_heads_.data(), arc, true, size, arc, size + 1,
                  scores.data(), size + 1, false);
    for (std::size_t i = 0; i < size; ++i) {
      const float* distance = &parse_[(start + i) * stride + layout_.distance];
      float* row = &scores[i * (size + 1)];
      for (std::size_t h = 0; h <= size; ++h)
        row[h] +=
            distance[distance_kind(static_cast<std::int32_t>(i), static_cast<std::int32_t>(h) - 1)];
      row[i + 1] = -1e4F;  // a word is not its own head
    }
  }
}

void SyntaxNetwork::score_relations() {
  const std::size_t label = shape_.label, pair = shape_.label_pair, size = label + pair;
  const std::size_t stride = layout_.parse.columns;
  const float* w = weights.dense.data();
  relation_in_.resize(rows_.size() * size);
  for (std::size_t s = 0; s + 1 < starts_.size(); ++s) {
    for (std::size_t row = starts_[s]; row < starts_[s + 1]; ++row) {
      const std::int32_t head = rows_[row].head;
      const float* own = &parse_[row * stride];
      const float* other =
          &parse_[(starts_[s] + static_cast<std::size_t>(std::max(head, 0))) * stride];
      const float* b = head < 0 ? w + layout_.root_b : other + layout_.label_b;
      const float* q = head < 0 ? w + layout_.root_q : other + layout_.label_q;
      const float* d = w + layout_.distances +
                       label * distance_kind(static_cast<std::int32_t>(row - starts_[s]), head);
      float* in = &relation_in_[row * size];
      for (std::size_t i = 0; i < label; ++i)
        in[i] = std::max(0.0F, own[layout_.label_a + i] + b[i] + d[i]);
      for (std::size_t i = 0; i < pair; ++i) in[label + i] = own[layout_.label_p + i] * q[i];
    }
  }
  drop_relation_.apply(relation_in_.data(), rows_.size(), label, size, dropout_.heads, random_);
  out_.relations.resize(rows_.size() * shape_.relations);
  math_.forward(w, layout_.relation, true, relation_in_.data(), size, rows_.size(),
                out_.relations.data(), shape_.relations);
}

void SyntaxNetwork::forward(const Batch& batch, const DropoutShares& dropout) {
  dropout_ = dropout;
  read_inputs(batch, dropout.input > 0);
  const std::size_t rows = rows_.size(), width = shape_.width;
  const float* w = weights.dense.data();
  drop_input_.apply(input_.data(), rows, input_size(), input_size(), dropout.input, random_);
  gather_neighbours();
  x_[0].resize(rows * width);
  math_.forward(w, layout_.convolution, true, neighbours_.data(), 3 * input_size(), rows,
                x_[0].data(), width);
  relu(x_[0].data(), rows, width, width);
  for (std::size_t layer = 0; layer < shape_.layers; ++layer) {
    drop_x_[layer].apply(x_[layer].data(), rows, width, width, dropout.encoder, random_);
    run_layer(layer);
  }
  drop_x_[shape_.layers].apply(x_[shape_.layers].data(), rows, width, width, dropout.encoder,
                               random_);

  tag_hidden_.resize(rows * shape_.tag_hidden);
  math_.forward(w, layout_.tag_hidden, true, x_[shape_.layers - 1].data(), width, rows,
                tag_hidden_.data(), shape_.tag_hidden);
  relu(tag_hidden_.data(), rows, shape_.tag_hidden, shape_.tag_hidden);
  drop_tag_.apply(tag_hidden_.data(), rows, shape_.tag_hidden, shape_.tag_hidden, dropout.heads,
                  random_);
  out_.tags.resize(rows * shape_.tags);
  math_.forward(w, layout_.tag, true, tag_hidden_.data(), shape_.tag_hidden, rows, out_.tags.data(),
                shape_.tags);
  out_.rules.resize(rows * shape_.rules);
  math_.forward(w, layout_.rule, true, tag_hidden_.data(), shape_.tag_hidden, rows,
                out_.rules.data(), shape_.rules);

  const std::size_t stride = layout_.parse.columns;
  parse_.resize(rows * stride);
  math_.forward(w, layout_.parse, true, x_[shape_.layers].data(), width, rows, parse_.data(),
                stride);
  relu(&parse_[layout_.dependent], rows, std::size_t{2} * shape_.arc, stride);
  drop_dependent_.apply(&parse_[layout_.dependent], rows, shape_.arc, stride, dropout.heads,
                        random_);
  drop_head_.apply(&parse_[layout_.head], rows, shape_.arc, stride, dropout.heads, random_);
  score_arcs();
  score_relations();
}

// ---- backwards ------------------------------------------------------------------------------

SyntaxNetwork::Losses SyntaxNetwork::find_losses() {
  Losses losses;
  const float weight = 1.0F / static_cast<float>(rows_.size());
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    const TrainingWord& word = rows_[row];
    losses.tag += softmax_loss(&out_.tags[row * shape_.tags], shape_.tags, word.tag, weight);
    losses.rule +=
        softmax_loss(&out_.rules[row * shape_.rules], shape_.rules, word.rule, 0.5F * weight);
    losses.relation += softmax_loss(&out_.relations[row * shape_.relations], shape_.relations,
                                    word.relation, weight);
  }
  for (std::size_t s = 0; s + 1 < starts_.size(); ++s) {
    const std::size_t size = starts_[s + 1] - starts_[s];
    for (std::size_t i = 0; i < size; ++i)
      losses.arc += softmax_loss(&out_.arcs[s][i * (size + 1)], size + 1,
                                 rows_[starts_[s] + i].head + 1, weight);
  }
  losses.tag *= weight, losses.rule *= weight, losses.arc *= weight, losses.relation *= weight;
  return losses;
}

void SyntaxNetwork::relations_backward() {
  const std::size_t label = shape_.label, pair = shape_.label_pair, size = label + pair;
  const std::size_t stride = layout_.parse.columns;
  const float* w = weights.dense.data();
  float* g = gradient_.data();
  drelation_in_.assign(rows_.size() * size, 0.0F);
  math_.backward(w, layout_.relation, true, relation_in_.data(), size, rows_.size(),
                 out_.relations.data(), shape_.relations, g, drelation_in_.data(), size);
  drop_relation_.reverse(drelation_in_.data(), rows_.size(), label, size);
  relu_backward(relation_in_.data(), drelation_in_.data(), rows_.size(), label, size);
  for (std::size_t s = 0; s + 1 < starts_.size(); ++s) {
    for (std::size_t row = starts_[s]; row < starts_[s + 1]; ++row) {
      const std::int32_t head = rows_[row].head;
      const std::size_t other = (starts_[s] + static_cast<std::size_t>(std::max(head, 0))) * stride;
      const float* q = head < 0 ? w + layout_.root_q : &parse_[other + layout_.label_q];
      const float* p = &parse_[row * stride + layout_.label_p];
      float* db = head < 0 ? g + layout_.root_b : &dparse_[other + layout_.label_b];
      float* dq = head < 0 ? g + layout_.root_q : &dparse_[other + layout_.label_q];
      float* dd = g + layout_.distances +
                  label * distance_kind(static_cast<std::int32_t>(row - starts_[s]), head);
      float* down = &dparse_[row * stride];
      const float* din = &drelation_in_[row * size];
      for (std::size_t i = 0; i < label; ++i) {
        down[layout_.label_a + i] += din[i];
        db[i] += din[i];
        dd[i] += din[i];
      }
      for (std::size_t i = 0; i < pair; ++i) {
        down[layout_.label_p + i] += din[label + i] * q[i];
        dq[i] += din[label + i] * p[i];
      }
    }
  }
}

void SyntaxNetwork::arcs_backward() {
  const std::size_t rows = rows_.size(), arc = shape_.arc, stride = layout_.parse.columns;
  const float* w = weights.dense.data();
  float* g = gradient_.data();
  dbilinear_.assign(rows * arc, 0.0F);
  for (std::size_t s = 0; s + 1 < starts_.size(); ++s) {
    const std::size_t start = starts_[s], size = starts_[s + 1] - start;
    const Matrix& dscores = out_.arcs[s];
    all_heads_.resize((size + 1) * arc);
    std::copy_n(w + layout_.root_head, arc, all_heads_.data());
    for (std::size_t i = 0; i < size; ++i) {
      std::copy_n(&parse_[(start + i) * stride + layout_.head], arc, &all_heads_[(i + 1) * arc]);
      float* ddistance = &dparse_[(start + i) * stride + layout_.distance];
      for (std::size_t h = 0; h <= size; ++h)
        ddistance[distance_kind(static_cast<std::int32_t>(i), static_cast<std::int32_t>(h) - 1)] +=
            h == i + 1 ? 0.0F : dscores[i * (size + 1) + h];
    }
    math_.product(dscores.data(), size + 1, all_heads_.data(), arc, false, size, size + 1, arc,
                  &dbilinear_[start * arc], arc, false);
    dall_heads_.assign((size + 1) * arc, 0.0F);
    math_.outer(dscores.data(), size + 1, &bilinear_[start * arc], arc, size, size + 1, arc,
                dall_heads_.data(), arc);
    for (std::size_t i = 0; i < arc; ++i) g[layout_.root_head + i] += dall_heads_[i];
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t k = 0; k < arc; ++k)
        dparse_[(start + i) * stride + layout_.head + k] += dall_heads_[(i + 1) * arc + k];
  }
  math_.backward(w, layout_.bilinear, true, &parse_[layout_.dependent], stride, rows,
                 dbilinear_.data(), arc, g, &dparse_[layout_.dependent], stride);
}

void SyntaxNetwork::recur_backward(std::size_t layer, std::size_t direction, std::size_t start,
                                   std::size_t steps) {
  const std::size_t width = shape_.width, half = width / 2, kept = 2 * layer + direction;
  const std::size_t gates = layout_.gates[layer] + direction * width;
  const float* v = &weights.dense[gates];
  float* dv = &gradient_[gates];
  float* db = dv + 2 * width;
  cell_.assign(half, 0.0F);  // the derivative of the cell's state
  for (std::size_t step = steps; step-- > 0;) {
    const std::size_t t = start + (direction == 0 ? step : steps - 1 - step);
    const std::size_t before = direction == 0 ? t - 1 : t + 1;
    const float* c = &kept_c_[kept][t * half];
    const float* f = &kept_f_[kept][t * half];
    const float* r = &kept_r_[kept][t * half];
    const float* previous = step == 0 ? nullptr : &kept_c_[kept][before * half];
    const float* u = &u_[layer][t * 3 * width + direction * 3 * half];
    const float* x = &x_[layer][t * width + direction * half];
    const float* dh = &dx_[layer + 1][t * width + direction * half];
    float* dx = &dx_[layer][t * width + direction * half];
    float* du = &du_[t * 3 * width + direction * 3 * half];
    for (std::size_t i = 0; i < half; ++i) {
      const float earlier = previous == nullptr ? 0.0F : previous[i];
      const float dc = cell_[i] + dh[i] * r[i];
      const float dzr = dh[i] * (c[i] - x[i]) * r[i] * (1 - r[i]);
      const float dzf = dc * (earlier - u[i]) * f[i] * (1 - f[i]);
      dx[i] += dh[i] * (1 - r[i]);
      du[i] = dc * (1 - f[i]);
      du[half + i] = dzf;
      du[2 * half + i] = dzr;
      cell_[i] = dc * f[i] + dzf * v[i] + dzr * v[half + i];
      dv[i] += dzf * earlier;
      dv[half + i] += dzr * earlier;
      db[i] += dzf;
      db[half + i] += dzr;
    }
  }
}

void SyntaxNetwork::layer_backward(std::size_t layer) {
  const std::size_t rows = rows_.size(), width = shape_.width;
  du_.resize(rows * 3 * width);
  for (std::size_t direction = 0; direction < 2; ++direction)
    for (std::size_t s = 0; s + 1 < starts_.size(); ++s)
      recur_backward(layer, direction, starts_[s], starts_[s + 1] - starts_[s]);
  math_.backward(weights.dense.data(), layout_.recurrent[layer], false, x_[layer].data(), width,
                 rows, du_.data(), 3 * width, gradient_.data(), dx_[layer].data(), width);
  drop_x_[layer].reverse(dx_[layer].data(), rows, width, width);
}

void SyntaxNetwork::inputs_backward() {
  const std::size_t size = input_size(), rows = rows_.size();
  dneighbours_.assign(rows * 3 * size, 0.0F);
  math_.backward(weights.dense.data(), layout_.convolution, true, neighbours_.data(), 3 * size,
                 rows, dx_[0].data(), shape_.width, gradient_.data(), dneighbours_.data(),
                 3 * size);
  dinput_.assign(rows * size, 0.0F);
  for (std::size_t s = 0; s + 1 < starts_.size(); ++s) {
    for (std::size_t row = starts_[s]; row < starts_[s + 1]; ++row) {
      const float* from = &dneighbours_[row * 3 * size];
      for (std::size_t i = 0; i < size; ++i) {
        if (row > starts_[s]) dinput_[(row - 1) * size + i] += from[i];
        dinput_[row * size + i] += from[size + i];
        if (row + 1 < starts_[s + 1]) dinput_[(row + 1) * size + i] += from[2 * size + i];
      }
    }
  }
  drop_input_.reverse(dinput_.data(), rows, size, size);
  const auto add = [&](std::vector<float>& gradient, std::vector<std::uint8_t>& is_touched,
                       std::vector<std::uint32_t>& touched, std::uint32_t to, std::size_t row) {
    if (!is_touched[to]) touched.push_back(to);
    is_touched[to] = 1;
    for (std::size_t i = 0; i < shape_.embedding; ++i)
      gradient[std::size_t{to} * shape_.embedding + i] += dinput_[row * size + i];
  };
  for (std::size_t row = 0; row < rows; ++row) {
    add(word_gradient_, is_touched_word_, touched_words_, words_[row], row);
    for (const std::uint32_t hash : types_[rows_[row].type].hash_rows)
      add(hash_gradient_, is_touched_hash_, touched_hashes_, hash, row);
  }
}

void SyntaxNetwork::backward() {
  const std::size_t rows = rows_.size(), width = shape_.width, stride = layout_.parse.columns;
  const float* w = weights.dense.data();
  float* g = gradient_.data();
  for (Matrix& dx : dx_) dx.assign(rows * width, 0.0F);
  dparse_.assign(rows * stride, 0.0F);
  relations_backward();
  arcs_backward();
  drop_dependent_.reverse(&dparse_[layout_.dependent], rows, shape_.arc, stride);
  drop_head_.reverse(&dparse_[layout_.head], rows, shape_.arc, stride);
  relu_backward(&parse_[layout_.dependent], &dparse_[layout_.dependent], rows,
                std::size_t{2} * shape_.arc, stride);
  math_.backward(w, layout_.parse, true, x_[shape_.layers].data(), width, rows, dparse_.data(),
                 stride, g, dx_[shape_.layers].data(), width);
  drop_x_[shape_.layers].reverse(dx_[shape_.layers].data(), rows, width, width);

  dtag_hidden_.assign(rows * shape_.tag_hidden, 0.0F);
  math_.backward(w, layout_.tag, true, tag_hidden_.data(), shape_.tag_hidden, rows,
                 out_.tags.data(), shape_.tags, g, dtag_hidden_.data(), shape_.tag_hidden);
  math_.backward(w, layout_.rule, true, tag_hidden_.data(), shape_.tag_hidden, rows,
                 out_.rules.data(), shape_.rules, g, dtag_hidden_.data(), shape_.tag_hidden);
  drop_tag_.reverse(dtag_hidden_.data(), rows, shape_.tag_hidden, shape_.tag_hidden);
  relu_backward(tag_hidden_.data(), dtag_hidden_.data(), rows, shape_.tag_hidden,
                shape_.tag_hidden);
  math_.backward(w, layout_.tag_hidden, true, x_[shape_.layers - 1].data(), width, rows,
                 dtag_hidden_.data(), shape_.tag_hidden, g, dx_[shape_.layers - 1].data(), width);

  for (std::size_t layer = shape_.layers; layer-- > 0;) layer_backward(layer);
  relu_backward(x_[0].data(), dx_[0].data(), rows, width, width);
  inputs_backward();
}

void SyntaxNetwork::update(const AdamOptions& adam) {
  ++step_;
  dense_adam_.update(weights.dense.data(), gradient_.data(), 0, layout_.size, step_, adam);
  const std::size_t size = shape_.embedding;
  for (const std::uint32_t row : touched_words_) {
    word_adam_.update(weights.words.data(), word_gradient_.data(), row * size, size, step_, adam);
    is_touched_word_[row] = 0;
  }
  for (const std::uint32_t row : touched_hashes_) {
    hash_adam_.update(weights.hashes.data(), hash_gradient_.data(), row * size, size, step_, adam);
    is_touched_hash_[row] = 0;
  }
  touched_words_.clear();
  touched_hashes_.clear();
}

SyntaxNetwork::Losses SyntaxNetwork::learn(const Batch& batch, const DropoutShares& dropout,
                                           const AdamOptions& adam) {
  forward(batch, dropout);
  const Losses losses = find_losses();
  backward();
  update(adam);
  return losses;
}

std::vector<float> SyntaxNetwork::derivatives(const Batch& batch) {
  forward(batch, {0, 0, 0});
  find_losses();
  backward();
  std::vector<float> gradient(gradient_.size());
  std::swap(gradient, gradient_);
  return gradient;
}

const NetworkOutput& SyntaxNetwork::score(const Batch& batch) {
  forward(batch, {0, 0, 0});
  return out_;
}

}  // namespace casus
