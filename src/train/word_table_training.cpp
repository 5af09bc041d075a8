#include "train/word_table_training.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <unordered_map>

#include "base/utf8.h"
#include "pipeline/entities/word_facts.h"
#include "pipeline/syntax/features.h"
#include "resources/name_index.h"
#include "train/random.h"

namespace casus {

namespace {

struct WordCount {
  std::uint64_t vector_key = 0;
  std::uint32_t all = 0;
  std::uint32_t inside = 0;  // not at the start of a sentence
  std::uint32_t upper = 0;   // of those, with a capital
};

using WordCounts = std::unordered_map<std::uint64_t, WordCount>;  // by word_fact_key

bool ends_sentence(std::string_view between) {
  return between.find_first_of(".!?:;\"(") != std::string_view::npos;
}

class WordCounter {
 public:
  void read_line(std::string_view line) {
    parts_.clear();
    split_name_words(line, parts_);
    std::uint32_t end = 0;
    for (const NameWord& part : parts_) {
      const bool is_start = end == 0 || ends_sentence(line.substr(end, part.start - end));
      add(line.substr(part.start, part.end - part.start), is_start, part.starts_upper);
      end = part.end;
    }
  }
  WordCounts& counts() { return counts_; }

 private:
  void add(std::string_view word, bool is_start, bool is_upper) {
    WordCount& count = counts_[word_fact_key(word, buffer_)];
    if (count.all++ == 0) {
      find_features(word, letters_, features_);
      count.vector_key = features_.key;
    }
    if (is_start) return;
    ++count.inside;
    count.upper += is_upper ? 1 : 0;
  }

  WordCounts counts_;
  std::vector<NameWord> parts_;
  std::string buffer_;
  std::vector<char32_t> letters_;
  WordFeatures features_;
};

std::uint32_t capitals_of(const WordCount& count) {
  if (count.inside < 3) return 0;
  const double share = static_cast<double>(count.upper) / count.inside;
  if (share < 0.03) return 1;
  if (share < 0.3) return 2;
  if (share < 0.7) return 3;
  return share < 0.97 ? 4 : 5;
}

// Spherical k-means: each row's group, 1 and up.
class Grouping {
 public:
  Grouping(const std::vector<const float*>& rows, std::uint32_t size, std::uint32_t groups)
      : rows_(rows), size_(size), groups_(groups), centres_(std::size_t{size} * groups) {}

  std::vector<std::uint32_t> group(int rounds, std::uint64_t seed) {
    Random random(seed);
    for (std::uint32_t g = 0; g < groups_; ++g) {
      const float* row = rows_[random.below(rows_.size())];
      std::copy(row, row + size_, centres_.begin() + std::size_t{g} * size_);
    }
    std::vector<std::uint32_t> found(rows_.size());
    for (int round = 0; round < rounds; ++round) {
      for (std::size_t i = 0; i < rows_.size(); ++i) found[i] = nearest(rows_[i]);
      move_centres(found);
    }
    for (std::uint32_t& group : found) ++group;
    return found;
  }

 private:
  std::uint32_t nearest(const float* row) const {
    std::uint32_t best = 0;
    float best_product = -2;
    for (std::uint32_t g = 0; g < groups_; ++g) {
      const float* centre = &centres_[std::size_t{g} * size_];
      float product = 0;
      for (std::uint32_t k = 0; k < size_; ++k) product += row[k] * centre[k];
      if (product <= best_product) continue;
      best_product = product;
      best = g;
    }
    return best;
  }

  void move_centres(const std::vector<std::uint32_t>& found) {
    std::vector<float> sums(centres_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      float* sum = &sums[std::size_t{found[i]} * size_];
      for (std::uint32_t k = 0; k < size_; ++k) sum[k] += rows_[i][k];
    }
    for (std::uint32_t g = 0; g < groups_; ++g) {
      float* sum = &sums[std::size_t{g} * size_];
      float length = 0;
      for (std::uint32_t k = 0; k < size_; ++k) length += sum[k] * sum[k];
      if (length == 0) continue;
      const float scale = 1 / std::sqrt(length);
      for (std::uint32_t k = 0; k < size_; ++k)
        centres_[std::size_t{g} * size_ + k] = sum[k] * scale;
    }
  }

  const std::vector<const float*>& rows_;
  std::uint32_t size_;
  std::uint32_t groups_;
  std::vector<float> centres_;
};

using Facts = std::unordered_map<std::uint64_t, std::uint32_t>;

// First names and surnames of the people of the knowledge base.
void add_people(const Knowledge& knowledge, Facts& facts) {
  std::string buffer;
  std::vector<NameWord> parts;
  for (std::int32_t i = 0; i < knowledge.size(); ++i) {
    const KnownEntry entry = knowledge.entry(i);
    if (entry.kind != EntryKind::kPerson) continue;
    parts.clear();
    split_name_words(entry.name, parts);
    if (parts.size() < 2) continue;
    const auto key = [&](const NameWord& part) {
      const auto word = entry.name.substr(part.start, part.end - part.start);
      return part.starts_upper && word.size() > 2 ? word_fact_key(word, buffer) : 0;
    };
    if (const auto first = key(parts.front())) facts[first] |= WordFacts::kFirstNameBit;
    if (const auto last = key(parts.back())) facts[last] |= WordFacts::kSurnameBit;
  }
}

// The rows of the words that have vectors, of length one.
void add_groups(const WordTableOptions& options, const WordVectors& vectors,
                const std::vector<std::pair<std::uint64_t, WordCount>>& words, Facts& facts) {
  std::vector<float> values = vectors.values;
  std::vector<const float*> rows;
  std::vector<std::uint64_t> keys;
  for (const auto& [key, count] : words) {
    const std::uint32_t row = vectors.row_of(count.vector_key);
    if (row == 0) continue;
    float* begin = &values[std::size_t{row} * vectors.size];
    float length = 0;
    for (std::uint32_t k = 0; k < vectors.size; ++k) length += begin[k] * begin[k];
    if (length == 0) continue;
    const float scale = 1 / std::sqrt(length);
    for (std::uint32_t k = 0; k < vectors.size; ++k) begin[k] *= scale;
    rows.push_back(begin);
    keys.push_back(key);
  }
  if (rows.empty()) return;
  const auto clusters =
      Grouping(rows, vectors.size, options.clusters).group(options.rounds, options.seed);
  const auto families =
      Grouping(rows, vectors.size, options.families).group(options.rounds, options.seed);
  for (std::size_t i = 0; i < keys.size(); ++i) facts[keys[i]] |= clusters[i] | families[i] << 10;
}

}  // namespace

Result<std::string> build_word_table(const WordTableOptions& options, const WordVectors& vectors,
                                     const Knowledge& knowledge) {
  WordCounter counter;
  for (const auto& path : options.texts) {
    std::ifstream stream(path);
    if (!stream) {
      return Error{ErrorKind::kNotFound, "cannot be read", path.string(), 0,
                   "give a plain UTF-8 text"};
    }
    for (std::string line; std::getline(stream, line);) counter.read_line(line);
  }
  std::vector<std::pair<std::uint64_t, WordCount>> words;
  for (const auto& word : counter.counts()) {
    if (word.second.all >= static_cast<std::uint32_t>(options.minimum_count)) words.push_back(word);
  }
  std::sort(words.begin(), words.end(), [](const auto& a, const auto& b) {
    return a.second.all != b.second.all ? a.second.all > b.second.all : a.first < b.first;
  });
  words.resize(std::min(words.size(), options.maximum_words));
  Facts facts;
  for (const auto& [key, count] : words) facts[key] |= capitals_of(count) << 17;
  add_groups(options, vectors, words, facts);
  add_people(knowledge, facts);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> entries(facts.begin(), facts.end());
  std::sort(entries.begin(), entries.end());
  return KeyTable::build(entries);
}

}  // namespace casus
