#include "train/tree_vote.h"

#include <array>
#include <charconv>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/syntax/tree_decoder.h"

namespace casus {

namespace {

constexpr std::size_t kLongest = 256;

struct Word {
  std::string id, form, lemma, tag, relation;  // tag: UPOS, XPOS and FEATS with their tabs
  std::int32_t head = 0;                       // 0: the root
};
using Words = std::vector<Word>;

// One file, a sentence at a time.
class TreeReader {
 public:
  explicit TreeReader(const std::filesystem::path& path) : path_(path), stream_(path) {}

  bool is_open() const { return stream_.is_open(); }
  Error error(ErrorKind kind, std::string message, std::string remedy) const {
    return {kind, std::move(message), path_.string(), line_, std::move(remedy)};
  }

  // The next sentence's words; none at the end of the file.
  Result<Words> next() {
    Words words;
    while (std::getline(stream_, text_)) {
      ++line_;
      if (text_.empty() && !words.empty()) return words;
      if (text_.empty() || text_[0] == '#') continue;
      Word word;
      if (!read_word(word))
        return error(ErrorKind::kSyntax, "is no line of CoNLL-U", "use what casus parse prints");
      if (word.id.find_first_of("-.") == std::string::npos) words.push_back(std::move(word));
    }
    return words;
  }

 private:
  bool read_word(Word& word) {
    std::array<std::string_view, 8> fields;
    const std::string_view text = text_;
    std::size_t at = 0;
    for (std::string_view& field : fields) {
      const std::size_t end = text.find('\t', at);
      if (end == std::string_view::npos) return false;
      field = text.substr(at, end - at);
      at = end + 1;
    }
    word.id = fields[0], word.form = fields[1], word.lemma = fields[2], word.relation = fields[7];
    word.tag = text.substr(fields[3].data() - text.data(),
                           fields[5].data() + fields[5].size() - fields[3].data());
    std::from_chars(fields[6].data(), fields[6].data() + fields[6].size(), word.head);
    return true;
  }

  std::filesystem::path path_;
  std::ifstream stream_;
  std::string text_;
  std::uint64_t line_ = 0;
};

// The text that most of `choices` are, among equals the one whose last vote comes last; empty ones
// do not vote.
std::string_view most_voted(std::span<const std::string_view> choices) {
  std::string_view best;
  std::size_t most = 0;
  for (const std::string_view choice : choices) {
    if (choice.empty()) continue;
    std::size_t votes = 0;
    for (const std::string_view other : choices) votes += other == choice;
    if (votes >= most) best = choice, most = votes;
  }
  return best;
}

class Voter {
 public:
  // Writes the common tree of one sentence.
  void vote(const std::vector<Words>& trees, VoteCounts& counts, std::ostream& out) {
    const Words& last = trees.back();
    ++counts.sentences;
    counts.words += last.size();
    for (std::size_t i = 0; i < last.size(); ++i) counts.agreed += all_agree(trees, i);
    const bool is_voted_on = last.size() <= kLongest;
    if (is_voted_on) find_heads(trees);
    for (std::size_t i = 0; i < last.size(); ++i) {
      const Word& word = last[i];
      const std::int32_t head = is_voted_on ? heads_[i] + 1 : word.head;
      out << word.id << '\t' << word.form << '\t' << word.lemma << '\t'
          << (is_voted_on ? tag_of(trees, i) : word.tag) << '\t' << head << '\t'
          << (is_voted_on ? relation_of(trees, i, head) : word.relation) << "\t_\t_\n";
    }
    out << '\n';
  }

 private:
  static bool all_agree(const std::vector<Words>& trees, std::size_t i) {
    for (const Words& tree : trees)
      if (tree[i].head != trees[0][i].head || tree[i].relation != trees[0][i].relation)
        return false;
    return true;
  }

  void find_heads(const std::vector<Words>& trees) {
    const std::size_t size = trees.back().size();
    scores_.assign(size * (size + 1), 0.0F);
    heads_.resize(size);
    float weight = 1;
    for (const Words& tree : trees) {
      for (std::size_t i = 0; i < size; ++i)
        if (tree[i].head >= 0 && static_cast<std::size_t>(tree[i].head) <= size)
          scores_[i * (size + 1) + static_cast<std::size_t>(tree[i].head)] += weight;
      weight += 0.01F;  // among equals the later file
    }
    decode_tree(scores_, static_cast<std::int32_t>(size), heads_, decoder_);
  }

  std::string_view tag_of(const std::vector<Words>& trees, std::size_t i) {
    choices_.clear();
    for (const Words& tree : trees) choices_.push_back(tree[i].tag);
    return most_voted(choices_);
  }

  std::string_view relation_of(const std::vector<Words>& trees, std::size_t i, std::int32_t head) {
    choices_.clear();
    for (const Words& tree : trees)
      if (tree[i].head == head) choices_.push_back(tree[i].relation);
    if (choices_.empty())
      for (const Words& tree : trees)
        if (tree[i].head != 0) choices_.push_back(tree[i].relation);
    return choices_.empty() ? std::string_view("root") : most_voted(choices_);
  }

  std::vector<float> scores_;
  std::vector<std::int32_t> heads_;
  std::vector<std::string_view> choices_;
  TreeDecoderScratch decoder_;
};

bool have_the_same_words(const Words& a, const Words& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].form != b[i].form) return false;
  return true;
}

}  // namespace

Result<VoteCounts> vote_on_trees(const std::vector<std::filesystem::path>& files,
                                 std::ostream& out) {
  std::vector<TreeReader> readers;
  for (const auto& file : files) {
    readers.emplace_back(file);
    if (!readers.back().is_open())
      return readers.back().error(ErrorKind::kNotFound, "cannot be read", "name a CoNLL-U file");
  }
  VoteCounts counts;
  Voter voter;
  std::vector<Words> trees(readers.size());
  for (;;) {
    for (std::size_t i = 0; i < readers.size(); ++i) {
      auto words = readers[i].next();
      if (!words) return words.error();
      trees[i] = *std::move(words);
      if (!have_the_same_words(trees[i], trees[0]))
        return readers[i].error(ErrorKind::kInvalidInput, "has other words than the first file",
                                "let all parsers read the same text");
    }
    if (trees.empty() || trees[0].empty()) return counts;
    voter.vote(trees, counts, out);
  }
}

}  // namespace casus
