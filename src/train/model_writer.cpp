#include "train/model_writer.h"

#include <algorithm>
#include <cmath>

#include "pipeline/syntax/kernels.h"
#include "pipeline/syntax/model_file.h"

namespace casus {

namespace {

using Sections = std::vector<std::pair<std::string, std::string>>;

template <typename T>
std::string bytes_of(const T* values, std::size_t count) {
  return {reinterpret_cast<const char*>(values), count * sizeof(T)};
}

std::string lines_of(const Inventory& inventory) {
  std::string lines;
  for (const std::string& name : inventory.names()) lines += name + '\n';
  return lines;
}

// Each row as whole numbers up to 127 and the factor that gives the floats back.
void add_table(Sections& sections, const std::string& name, const std::vector<float>& values,
               std::size_t size) {
  const std::size_t count = size == 0 ? 1 : values.size() / size;
  std::vector<std::int8_t> rows(count * size);
  std::vector<float> scales(count);
  for (std::size_t row = 0; row < count; ++row) {
    float largest = 1e-12F;
    for (std::size_t i = 0; i < size; ++i)
      largest = std::max(largest, std::abs(values[row * size + i]));
    scales[row] = largest / 127;
    for (std::size_t i = 0; i < size; ++i)
      rows[row * size + i] =
          static_cast<std::int8_t>(std::lround(values[row * size + i] / scales[row]));
  }
  sections.emplace_back(name + ".rows", bytes_of(rows.data(), rows.size()));
  sections.emplace_back(name + ".scales", bytes_of(scales.data(), scales.size()));
}

void add_lemmas(Sections& sections, const SyntaxData& data) {
  std::string text;
  std::unordered_map<std::string, std::uint32_t> places;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> entries;
  for (const auto& [key, lemma] : data.lemmas) {
    if (lemma.empty() || lemma.size() > 255) continue;
    const auto [at, is_new] = places.emplace(lemma, static_cast<std::uint32_t>(text.size()));
    if (is_new) {
      text += static_cast<char>(lemma.size());
      text += lemma;
    }
    entries.emplace_back(key, at->second);
  }
  sections.emplace_back("lemma.index", KeyTable::build(entries));
  sections.emplace_back("lemma.text", text);
}

std::string pack_weights(const SyntaxNetwork& network) {
  std::vector<float> packed = network.weights.dense;
  for (const Linear& map : network.layout().linears())
    pack_matrix(&network.weights.dense[map.weight], map.columns, map.inner, map.columns, false,
                &packed[map.weight]);
  return bytes_of(packed.data(), packed.size());
}

}  // namespace

std::string write_model(const NetworkShape& shape, const SyntaxNetwork& network,
                        const SyntaxData& data, const WordVectors& vectors) {
  Sections sections;
  sections.emplace_back("shape", bytes_of(&shape, 1));
  sections.emplace_back("tags", lines_of(data.tags));
  sections.emplace_back("rules", lines_of(data.rules));
  sections.emplace_back("relations", lines_of(data.relations));
  add_lemmas(sections, data);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> words(data.word_rows.begin(),
                                                             data.word_rows.end());
  std::sort(words.begin(), words.end());
  sections.emplace_back("word.index", KeyTable::build(words));
  std::vector<std::pair<std::uint64_t, std::uint32_t>> vector_words;
  for (std::uint32_t row = 1; row < vectors.keys.size(); ++row)
    vector_words.emplace_back(vectors.keys[row], row);
  sections.emplace_back("vector.index", KeyTable::build(vector_words));
  add_table(sections, "word", network.weights.words, shape.embedding);
  add_table(sections, "hash", network.weights.hashes, shape.embedding);
  add_table(sections, "vector", vectors.values, shape.vector);
  sections.emplace_back("weights", pack_weights(network));
  return build_model_file(sections);
}

}  // namespace casus
