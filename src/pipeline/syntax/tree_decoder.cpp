#include "pipeline/syntax/tree_decoder.h"

#include <algorithm>

namespace casus {

namespace {

// More than any sum of scores: makes every further child of the root cost more than any tree.
constexpr double kRootPenalty = 1e7;

// Gives every word its best head. True where that is a tree with one root.
bool choose_best_heads(std::span<const float> scores, std::int32_t size,
                       std::span<std::int32_t> heads, std::vector<std::int32_t>& seen_from) {
  int roots = 0;
  for (std::int32_t word = 0; word < size; ++word) {
    const float* row = scores.data() + static_cast<std::size_t>(word) * (size + 1);
    std::int32_t best = 0;
    for (std::int32_t head = 1; head <= size; ++head)
      if (head - 1 != word && row[head] > row[best]) best = head;
    heads[word] = best - 1;
    roots += best == 0;
  }
  if (roots != 1) return false;
  seen_from.assign(static_cast<std::size_t>(size), -1);
  for (std::int32_t word = 0; word < size; ++word) {
    std::int32_t at = word;
    for (; at >= 0 && seen_from[at] < 0; at = heads[at]) seen_from[at] = word;
    if (at >= 0 && seen_from[at] == word) return false;
  }
  return true;
}

// Edmonds' algorithm: grows a path backwards along best incoming arcs; a cycle on it becomes one
// node; a path that reaches a settled node settles whole. Node 0 is the root, word i is node i+1.
class Arborescence {
 public:
  Arborescence(std::span<const float> scores, std::int32_t size, TreeDecoderScratch& scratch)
      : nodes_(size + 1), scratch_(scratch) {
    const auto cells = static_cast<std::size_t>(nodes_) * nodes_;
    scratch.weights.resize(cells);
    scratch.tails_of.resize(cells);
    scratch.heads_of.resize(cells);
    for (std::int32_t to = 1; to < nodes_; ++to) {
      for (std::int32_t from = 0; from < nodes_; ++from) {
        const double score = scores[static_cast<std::size_t>(to - 1) * nodes_ + from];
        weight(from, to) = from == 0 ? score - kRootPenalty : score;
        scratch.tails_of[cell(from, to)] = from;
        scratch.heads_of[cell(from, to)] = to;
      }
    }
    prepare_numbers();
  }

  void solve(std::span<std::int32_t> heads) {
    state_[0] = kSettled;
    for (std::int32_t start = 1; start < nodes_; ++start)
      if (state_[start] == kFresh) grow_path(start);
    expand(heads);
  }

 private:
  enum : std::int32_t { kFresh, kOnPath, kSettled, kGone };

  // Slices of one buffer: per matrix row its state and its current id; per id (each contraction
  // makes a new one) its parent and its incoming arc; the path.
  void prepare_numbers() {
    const auto n = static_cast<std::size_t>(nodes_);
    scratch_.numbers.assign(11 * n, -1);
    state_ = scratch_.numbers.data();
    id_ = state_ + n;
    path_ = id_ + n;
    parent_ = path_ + n;
    in_from_ = parent_ + 2 * n;
    in_to_ = in_from_ + 2 * n;
    cycle_ = in_to_ + 2 * n;
    best_ = cycle_ + n;
    for (std::int32_t i = 0; i < nodes_; ++i) {
      state_[i] = kFresh;
      id_[i] = i;
    }
    ids_ = nodes_;
  }

  std::size_t cell(std::int32_t from, std::int32_t to) const {
    return static_cast<std::size_t>(to) * nodes_ + from;
  }
  double& weight(std::int32_t from, std::int32_t to) { return scratch_.weights[cell(from, to)]; }

  void grow_path(std::int32_t start) {
    std::int32_t length = 0;
    std::int32_t at = start;
    for (;;) {
      path_[length++] = at;
      state_[at] = kOnPath;
      const std::int32_t from = best_source(at);
      best_[at] = from;
      in_from_[id_[at]] = scratch_.tails_of[cell(from, at)];
      in_to_[id_[at]] = scratch_.heads_of[cell(from, at)];
      if (state_[from] == kSettled) break;
      at = from;
      if (state_[from] == kOnPath) {
        length = contract(from, length);
        at = path_[length];
      }
    }
    for (std::int32_t i = 0; i < length; ++i) state_[path_[i]] = kSettled;
  }

  std::int32_t best_source(std::int32_t to) {
    std::int32_t best = -1;
    for (std::int32_t from = 0; from < nodes_; ++from) {
      if (from == to || state_[from] == kGone) continue;
      if (best < 0 || weight(from, to) > weight(best, to)) best = from;
    }
    return best;
  }

  // Makes one node, in the place of the path's last, of the path's end from `first` on. Returns
  // the path's new length, at which the new node stands for the caller to go on with.
  std::int32_t contract(std::int32_t first, std::int32_t length) {
    std::int32_t begin = length - 1;
    while (path_[begin] != first) --begin;
    const std::int32_t made = ids_++;
    const std::int32_t place = path_[begin];
    for (std::int32_t i = begin; i < length; ++i) {
      const std::int32_t node = path_[i];
      parent_[id_[node]] = made;
      cycle_[i - begin] = node;
      state_[node] = kGone;
    }
    join_arcs(place, length - begin);
    id_[place] = made;
    state_[place] = kFresh;
    path_[begin] = place;
    return begin;
  }

  // Arcs into and out of the new node at `place`: the best that the cycle's nodes had, those into
  // it less the arc of the cycle that each would replace.
  void join_arcs(std::int32_t place, std::int32_t cycle_size) {
    for (std::int32_t i = 0; i < cycle_size; ++i) {
      const std::int32_t node = cycle_[i];
      const double replaced = weight(best_[node], node);
      for (std::int32_t other = 0; other < nodes_; ++other)
        if (state_[other] != kGone) weight(other, node) -= replaced;
    }
    for (std::int32_t i = 0; i < cycle_size; ++i) {
      const std::int32_t node = cycle_[i];
      if (node == place) continue;
      for (std::int32_t other = 0; other < nodes_; ++other) {
        if (state_[other] == kGone) continue;
        take_better(cell(other, node), cell(other, place));
        if (other != 0) take_better(cell(node, other), cell(place, other));
      }
    }
  }

  void take_better(std::size_t candidate, std::size_t kept) {
    if (scratch_.weights[candidate] <= scratch_.weights[kept]) return;
    scratch_.weights[kept] = scratch_.weights[candidate];
    scratch_.tails_of[kept] = scratch_.tails_of[candidate];
    scratch_.heads_of[kept] = scratch_.heads_of[candidate];
  }

  // From the last contraction to the first: the arc into a contracted node enters one of its
  // parts and replaces that part's own.
  void expand(std::span<std::int32_t> heads) {
    for (std::int32_t id = ids_ - 1; id >= nodes_; --id) {
      std::int32_t part = in_to_[id];
      while (parent_[part] != id) part = parent_[part];
      in_from_[part] = in_from_[id];
      in_to_[part] = in_to_[id];
    }
    for (std::int32_t node = 1; node < nodes_; ++node) heads[node - 1] = in_from_[node] - 1;
  }

  std::int32_t nodes_;
  std::int32_t ids_ = 0;
  TreeDecoderScratch& scratch_;
  std::int32_t* state_ = nullptr;
  std::int32_t* id_ = nullptr;
  std::int32_t* path_ = nullptr;
  std::int32_t* parent_ = nullptr;
  std::int32_t* in_from_ = nullptr;
  std::int32_t* in_to_ = nullptr;
  std::int32_t* cycle_ = nullptr;
  std::int32_t* best_ = nullptr;
};

}  // namespace

void decode_tree(std::span<const float> scores, std::int32_t size, std::span<std::int32_t> heads,
                 TreeDecoderScratch& scratch) {
  if (size == 0) return;
  if (choose_best_heads(scores, size, heads, scratch.numbers)) return;
  Arborescence(scores, size, scratch).solve(heads);
}

}  // namespace casus
