#include "train/word_vectors.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>

#include "base/text_file.h"
#include "base/utf8.h"
#include "pipeline/syntax/features.h"
#include "train/random.h"

namespace casus {

namespace {

// Splits a line at blanks and punctuation; letters and digits stay together, and so do their
// inner hyphens' parts apart. Each token goes to `take`.
template <typename Take>
void split_roughly(std::string_view line, Take take) {
  std::size_t start = 0;
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint point = decode_at(line, at);
    const bool joins = is_letter(point.value) || is_digit(point.value) || point.value == U'\'' ||
                       point.value == U'’';
    if (!joins) {
      if (at > start) take(line.substr(start, at - start));
      if (!is_space(point.value)) take(line.substr(at, point.size));
      start = at + point.size;
    }
    at += point.size;
  }
  if (line.size() > start) take(line.substr(start));
}

// "president's" is two words: the letters before an apostrophe, and the rest.
template <typename Take>
void split_words_roughly(std::string_view line, Take take) {
  split_roughly(line, [&](std::string_view token) {
    std::size_t at = token.find('\'', 1);
    if (at == std::string_view::npos) at = token.find("’", 1);
    take(token.substr(0, at));
    if (at != std::string_view::npos) take(token.substr(at));
  });
}

class SkipGrams {
 public:
  SkipGrams(const WordVectorOptions& options, std::function<void(const std::string&)> report)
      : options_(options), report_(std::move(report)), random_(options.seed) {}

  Result<WordVectors> learn() {
    if (auto read = read_texts(); !read) return read.error();
    choose_words();
    initialise();
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      learn_epoch(epoch);
      report_("word vectors: epoch " + std::to_string(epoch + 1) + " of " +
              std::to_string(options_.epochs) + ", mean loss " +
              std::to_string(loss_ / static_cast<double>(std::max<std::uint64_t>(pairs_, 1))));
    }
    return finish();
  }

 private:
  static constexpr std::uint32_t kLineEnd = UINT32_MAX;

  // Words become numbers in the order in which they are met.
  Result<void> read_texts() {
    std::vector<char32_t> letters;
    WordFeatures features;
    std::unordered_map<std::string, std::uint32_t> by_form;
    for (const auto& path : options_.texts) {
      std::ifstream stream(path);
      if (!stream) {
        return Error{ErrorKind::kNotFound, "cannot be read", path.string(), 0,
                     "give a plain UTF-8 text"};
      }
      std::string line;
      while (std::getline(stream, line)) {
        if (line.starts_with("#doc ")) continue;
        split_words_roughly(line, [&](std::string_view token) {
          auto found = by_form.find(std::string(token));
          if (found == by_form.end()) {
            find_features(token, letters, features);
            const auto [number, is_new] =
                numbers_.emplace(features.key, static_cast<std::uint32_t>(counts_.size()));
            if (is_new) {
              counts_.push_back(0);
              keys_.push_back(features.key);
            }
            found = by_form.emplace(std::string(token), number->second).first;
          }
          ++counts_[found->second];
          text_.push_back(found->second);
        });
        text_.push_back(kLineEnd);
      }
    }
    return {};
  }

  // Keeps the most frequent words, renumbers them by frequency and drops the others.
  void choose_words() {
    std::vector<std::uint32_t> order(counts_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return counts_[a] > counts_[b]; });
    while (!order.empty() && (order.size() > options_.maximum_words ||
                              counts_[order.back()] < options_.minimum_count))
      order.pop_back();
    std::vector<std::uint32_t> renumbered(counts_.size(), kLineEnd);
    std::vector<int> counts(order.size());
    std::vector<std::uint64_t> keys(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      renumbered[order[i]] = i;
      counts[i] = counts_[order[i]];
      keys[i] = keys_[order[i]];
    }
    counts_ = std::move(counts);
    keys_ = std::move(keys);
    std::size_t kept = 0;
    for (const std::uint32_t word : text_) {
      const std::uint32_t number = word == kLineEnd ? kLineEnd : renumbered[word];
      if (word == kLineEnd || number != kLineEnd) text_[kept++] = number;
    }
    text_.resize(kept);
    report_("word vectors: " + std::to_string(counts_.size()) + " words in a text of " +
            std::to_string(kept));
  }

  void initialise() {
    const std::size_t cells = counts_.size() * options_.size;
    values_.resize(cells);
    for (float& value : values_)
      value = (random_.uniform() - 0.5F) / static_cast<float>(options_.size);
    contexts_.assign(cells * 2 * options_.window, 0.0F);
    double total = 0;
    for (const int count : counts_) total += std::pow(count, 0.75);
    double sum = 0;
    constexpr std::size_t kNoise = 1 << 22;
    for (std::uint32_t word = 0; word < counts_.size(); ++word) {
      sum += std::pow(counts_[word], 0.75);
      while (static_cast<double>(noise_.size()) < sum / total * kNoise) noise_.push_back(word);
    }
    double words = 0;
    for (const int count : counts_) words += count;
    keep_chance_.resize(counts_.size());
    for (std::size_t word = 0; word < counts_.size(); ++word) {
      const double share = counts_[word] / words / 1e-4;
      keep_chance_[word] = static_cast<float>(std::sqrt(1 / share) + 1 / share);
    }
  }

  void learn_epoch(int epoch) {
    loss_ = 0;
    pairs_ = 0;
    const double steps = static_cast<double>(text_.size()) * options_.epochs;
    const auto window = static_cast<std::ptrdiff_t>(options_.window);
    const auto size = static_cast<std::ptrdiff_t>(text_.size());
    for (std::ptrdiff_t at = 0; at < size; ++at) {
      const std::uint32_t word = text_[at];
      if (word == kLineEnd || random_.uniform() > keep_chance_[word]) continue;
      const double done =
          (static_cast<double>(text_.size()) * epoch + static_cast<double>(at)) / steps;
      const auto rate = options_.rate * static_cast<float>(std::max(0.001, 1 - done));
      for (const std::ptrdiff_t sign : {-1, 1}) {
        for (std::ptrdiff_t i = 1; i <= window; ++i) {
          const std::ptrdiff_t other = at + sign * i;
          if (other < 0 || other >= size || text_[other] == kLineEnd) break;
          const std::ptrdiff_t place = (sign < 0 ? 0 : window) + i - 1;
          learn_pair(word, text_[other], static_cast<std::size_t>(place), rate);
        }
      }
    }
  }

  // The table of outputs keeps a word's places in the window side by side.
  float* context(std::uint32_t word, std::size_t place) {
    return &contexts_[(std::size_t{word} * 2 * options_.window + place) * options_.size];
  }

  void learn_pair(std::uint32_t word, std::uint32_t neighbour, std::size_t place, float rate) {
    float* in = &values_[std::size_t{word} * options_.size];
    change_.assign(options_.size, 0.0F);
    for (int i = 0; i <= options_.negatives; ++i) {
      const std::uint32_t target = i == 0 ? neighbour : noise_[random_.below(noise_.size())];
      if (i > 0 && target == neighbour) continue;
      float* out = context(target, place);
      float dot = 0;
      for (std::size_t k = 0; k < options_.size; ++k) dot += in[k] * out[k];
      const float chance = 1 / (1 + std::exp(-dot));
      if (i == 0) loss_ -= std::log(chance + 1e-9F), ++pairs_;
      const float step = rate * ((i == 0 ? 1.0F : 0.0F) - chance);
      for (std::size_t k = 0; k < options_.size; ++k) change_[k] += step * out[k];
      for (std::size_t k = 0; k < options_.size; ++k) out[k] += step * in[k];
    }
    for (std::size_t k = 0; k < options_.size; ++k) in[k] += change_[k];
  }

  // Scaled so that a component is 0.3 on average (root mean square), row 0 added.
  WordVectors finish() {
    WordVectors vectors;
    vectors.size = options_.size;
    vectors.keys.push_back(0);
    vectors.keys.insert(vectors.keys.end(), keys_.begin(), keys_.end());
    vectors.values.assign(options_.size, 0.0F);
    double squares = 0;
    for (const float value : values_) squares += double{value} * value;
    const auto scale = static_cast<float>(
        0.3 / std::sqrt(squares / static_cast<double>(std::max<std::size_t>(values_.size(), 1))));
    for (const float value : values_) vectors.values.push_back(value * scale);
    for (std::uint32_t i = 1; i < vectors.keys.size(); ++i) vectors.rows[vectors.keys[i]] = i;
    return vectors;
  }

  const WordVectorOptions& options_;
  std::function<void(const std::string&)> report_;
  Random random_;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::vector<std::uint64_t> keys_;
  std::vector<int> counts_;
  std::vector<std::uint32_t> text_, noise_;
  std::vector<float> values_, contexts_, keep_chance_, change_;
  double loss_ = 0;
  std::uint64_t pairs_ = 0;
};

constexpr std::uint64_t kVectorMagic = 0x31434556'53554143ULL;  // "CAUSVEC1"

}  // namespace

Result<WordVectors> learn_word_vectors(const WordVectorOptions& options,
                                       const std::function<void(const std::string&)>& report) {
  return SkipGrams(options, report).learn();
}

Result<void> write_word_vectors(const WordVectors& vectors, const std::filesystem::path& path) {
  std::ofstream stream(path, std::ios::binary);
  const std::uint64_t head[] = {kVectorMagic, vectors.size, vectors.keys.size()};
  stream.write(reinterpret_cast<const char*>(head), sizeof head);
  stream.write(reinterpret_cast<const char*>(vectors.keys.data()),
               static_cast<std::streamsize>(vectors.keys.size() * sizeof(std::uint64_t)));
  stream.write(reinterpret_cast<const char*>(vectors.values.data()),
               static_cast<std::streamsize>(vectors.values.size() * sizeof(float)));
  stream.close();
  if (!stream) return Error{ErrorKind::kUnreadable, "cannot be written", path.string(), 0, ""};
  return {};
}

Result<WordVectors> read_word_vectors(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return bytes.error();
  std::uint64_t head[3] = {};
  const Error damaged{ErrorKind::kDamaged, "is not a file of word vectors", path.string(), 0,
                      "make it anew with casus train vectors"};
  if (bytes->size() < sizeof head) return damaged;
  std::memcpy(head, bytes->data(), sizeof head);
  if (head[0] != kVectorMagic || head[1] > 4096 || head[2] > (1U << 30) ||
      bytes->size() != sizeof head + head[2] * (8 + 4 * head[1]))
    return damaged;
  WordVectors vectors;
  vectors.size = static_cast<std::uint32_t>(head[1]);
  vectors.keys.resize(head[2]);
  vectors.values.resize(head[1] * head[2]);
  std::memcpy(vectors.keys.data(), bytes->data() + sizeof head, head[2] * 8);
  std::memcpy(vectors.values.data(), bytes->data() + sizeof head + head[2] * 8,
              vectors.values.size() * 4);
  for (std::uint32_t i = 1; i < vectors.keys.size(); ++i) vectors.rows[vectors.keys[i]] = i;
  return vectors;
}

}  // namespace casus
