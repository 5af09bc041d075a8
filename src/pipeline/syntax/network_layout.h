#pragma once

// The network's shape and where each of its weights lies in one array of floats. Training and
// running share it; docs/models.md draws the network.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace casus {

// Sizes, as the model file keeps them. Sizes of layers are multiples of 16.
struct NetworkShape {
  std::uint32_t embedding = 128;    // floats of a word's or feature's row
  std::uint32_t vector = 64;        // floats of a pretrained vector; 0: none
  std::uint32_t hash_rows = 32768;  // a power of two
  std::uint32_t words = 0;          // rows for words; row 0 is for unknown ones
  std::uint32_t vectors = 0;        // rows for pretrained vectors; row 0 is zero
  std::uint32_t width = 256;        // of the encoder, both directions together
  std::uint32_t layers = 3;
  std::uint32_t arc = 128;
  std::uint32_t label = 128;
  std::uint32_t label_pair = 64;
  std::uint32_t tag_hidden = 192;
  std::uint32_t tags = 0;
  std::uint32_t rules = 0;
  std::uint32_t relations = 0;
};

// A linear map: `inner` x `columns` weights from `weight` on (row by row while training, packed
// for multiply() in the model file), `columns` floats of bias from `bias` on.
struct Linear {
  std::size_t inner = 0;
  std::size_t columns = 0;
  std::size_t weight = 0;
  std::size_t bias = 0;
};

inline constexpr std::uint32_t kDistances = 32;  // kinds of distance between word and head
inline constexpr std::uint32_t kMaximumLayers = 8;

struct NetworkLayout {
  explicit NetworkLayout(const NetworkShape& shape);

  Linear convolution;  // three neighbours' inputs -> width
  // width -> both directions' (u_c, u_f, u_r); its bias is not used.
  std::array<Linear, kMaximumLayers> recurrent;
  // 2 directions x (v_f, v_r), then 2 directions x (b_f, b_r), half a width each.
  std::array<std::size_t, kMaximumLayers> gates{};
  Linear tag_hidden, tag, rule;
  // width -> dependent, head (arc each), distances, label parts a and b (label each), label
  // parts p and q (label_pair each): the slices start at the offsets below.
  Linear parse;
  std::size_t dependent = 0, head = 0, distance = 0, label_a = 0, label_b = 0, label_p = 0,
              label_q = 0;
  Linear bilinear;            // arc -> arc
  std::size_t root_head = 0;  // arc floats
  std::size_t root_b = 0;     // label floats
  std::size_t root_q = 0;     // label_pair floats
  std::size_t distances = 0;  // kDistances x label floats
  Linear relation;            // label + label_pair -> relations
  std::size_t size = 0;       // floats in all

  std::vector<Linear> linears() const;

 private:
  std::size_t layers_ = 0;
};

// The kind of distance between a word and its head, both counted within the sentence; head -1 is
// the root.
std::uint32_t distance_kind(std::int32_t word, std::int32_t head);

}  // namespace casus
