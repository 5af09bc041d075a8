#include "eval/chains_eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

#include "base/text_file.h"

namespace casus {

namespace {

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// The number behind "[" at `at`, and the blank behind it; moves `at` behind both.
std::optional<int> read_number(std::string_view line, std::size_t& at) {
  int number = 0;
  const char* const end = line.data() + line.size();
  const auto [stop, error] = std::from_chars(line.data() + at, end, number);
  if (error != std::errc() || stop == end || *stop != ' ') return std::nullopt;
  at = static_cast<std::size_t>(stop - line.data()) + 1;
  return number;
}

// Appends a line without its marks; false where the marks do not match.
bool read_marked_line(std::string_view line, ChainGold& gold) {
  std::vector<std::size_t> open;  // into gold.mentions
  std::string& text = gold.document.text;
  for (std::size_t i = 0; i < line.size();) {
    const auto offset = static_cast<std::uint32_t>(text.size());
    if (line[i] == '[') {
      const auto chain = read_number(line, ++i);
      if (!chain) return false;
      open.push_back(gold.mentions.size());
      gold.mentions.push_back({offset, offset, *chain});
    } else if (line[i] == ']') {
      if (open.empty()) return false;
      gold.mentions[open.back()].end = offset;
      open.pop_back();
      ++i;
    } else {
      text += line[i++];
    }
  }
  text += '\n';
  return open.empty();
}

// "=== NAME DATE"
void open_text(std::string_view line, std::vector<ChainGold>& texts) {
  const std::string_view heading = trim(line.substr(3));
  const std::size_t blank = std::min(heading.rfind(' '), heading.size());
  ChainGold& gold = texts.emplace_back();
  gold.document.id = heading.substr(0, blank);
  gold.document.date = trim(heading.substr(blank));
}

// A mention of ours in a chain.
struct OurMention {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::int32_t chain = kNone;
  int gold = kNone;  // into ChainGold::mentions
};

// "its director, Marcel Granier" is the name that it has; "he" has the name of whom he stands for.
bool has_name(const Document& coded, const ActorPhrase& phrase) {
  return phrase.entity != kNone &&
         coded.tokens[static_cast<std::size_t>(phrase.head)].upos != Upos::kPron;
}

std::vector<OurMention> mentions_of(const Document& coded) {
  std::vector<OurMention> mentions;
  for (const Entity& entity : coded.entities) {
    if (entity.chain != kNone) mentions.push_back({entity.start, entity.end, entity.chain, kNone});
  }
  for (const ActorPhrase& phrase : coded.actor_phrases) {
    if (phrase.chain == kNone || has_name(coded, phrase)) continue;
    mentions.push_back({phrase.start, phrase.end, phrase.chain, kNone});
  }
  return mentions;
}

// Of 0 to 1: how much of both the two stretches share.
double overlap_of(const GoldMention& gold, const OurMention& ours) {
  const std::uint32_t start = std::max(gold.start, ours.start);
  const std::uint32_t end = std::min(gold.end, ours.end);
  if (start >= end) return 0;
  return share(2 * (end - start), (gold.end - gold.start) + (ours.end - ours.start));
}

void align(const ChainGold& gold, std::vector<OurMention>& ours) {
  constexpr double kMinOverlap = 0.4;
  for (OurMention& mention : ours) {
    double best = kMinOverlap;
    for (std::size_t g = 0; g < gold.mentions.size(); ++g) {
      const double overlap = overlap_of(gold.mentions[g], mention);
      if (overlap < best) continue;
      best = overlap;
      mention.gold = static_cast<int>(g);
    }
  }
}

class PairCounter {
 public:
  PairCounter(const ChainGold& gold, const Document& coded, ChainScores& scores)
      : gold_(gold), coded_(coded), scores_(scores), ours_(mentions_of(coded)) {
    align(gold_, ours_);
    chain_of_gold_.assign(gold_.mentions.size(), kNone);
    for (const OurMention& mention : ours_) {
      if (mention.gold != kNone) {
        chain_of_gold_[static_cast<std::size_t>(mention.gold)] = mention.chain;
      }
    }
  }

  void count_gold_pairs() {
    for (std::size_t a = 0; a < gold_.mentions.size(); ++a) {
      for (std::size_t b = a + 1; b < gold_.mentions.size(); ++b) {
        if (gold_.mentions[a].chain != gold_.mentions[b].chain) continue;
        const bool is_joined = chain_of_gold_[a] != kNone && chain_of_gold_[a] == chain_of_gold_[b];
        (is_joined ? scores_.right : scores_.missed) += 1;
        if (!is_joined) note("missed", gold_.mentions[a], gold_.mentions[b]);
      }
    }
  }

  void count_wrong_pairs() {
    for (std::size_t a = 0; a < ours_.size(); ++a) {
      for (std::size_t b = a + 1; b < ours_.size(); ++b) {
        if (ours_[a].chain != ours_[b].chain || are_one(ours_[a], ours_[b])) continue;
        scores_.wrong += 1;
        note("wrong", ours_[a], ours_[b]);
      }
    }
  }

 private:
  bool are_one(const OurMention& a, const OurMention& b) const {
    if (a.gold == kNone || b.gold == kNone) return false;
    return gold_.mentions[static_cast<std::size_t>(a.gold)].chain ==
           gold_.mentions[static_cast<std::size_t>(b.gold)].chain;
  }

  template <typename Mention>
  void note(const char* what, const Mention& a, const Mention& b) {
    scores_.misses.push_back(fmt::format("{}\t{}\t{} ({})\t{} ({})", gold_.document.id, what,
                                         coded_.words(a.start, a.end), a.start,
                                         coded_.words(b.start, b.end), b.start));
  }

  const ChainGold& gold_;
  const Document& coded_;
  ChainScores& scores_;
  std::vector<OurMention> ours_;
  std::vector<std::int32_t> chain_of_gold_;  // our chain of each gold mention
};

}  // namespace

double ChainScores::precision() const { return share(right, right + wrong); }
double ChainScores::recall() const { return share(right, right + missed); }

Result<std::vector<ChainGold>> read_chain_gold(const std::filesystem::path& path) {
  auto content = read_file(path);
  if (!content) return content.error();
  std::vector<ChainGold> texts;
  std::uint64_t number = 0;
  for (std::size_t start = 0; start < content->size();) {
    const std::size_t end = std::min(content->find('\n', start), content->size());
    const std::string_view line = std::string_view(*content).substr(start, end - start);
    start = end + 1;
    ++number;
    if (line.starts_with("===")) {
      open_text(line, texts);
      continue;
    }
    const bool is_comment = texts.empty() && (line.empty() || line.front() == '#');
    if (is_comment) continue;
    if (texts.empty() || !read_marked_line(line, texts.back())) {
      return Error{ErrorKind::kSyntax, "is no text with marked mentions", path.string(), number,
                   "open each text with === NAME DATE and mark mentions as [1 the ministry]"};
    }
  }
  return texts;
}

void score_chains(const ChainGold& gold, const Document& coded, ChainScores& scores) {
  PairCounter counter(gold, coded, scores);
  counter.count_gold_pairs();
  counter.count_wrong_pairs();
}

Result<ChainScores> evaluate_chains(const Coder& coder, const std::filesystem::path& path) {
  auto texts = read_chain_gold(path);
  if (!texts) return texts.error();
  ChainScores scores;
  Coder::Scratch scratch;
  for (ChainGold& gold : *texts) {
    if (auto coded = coder.code(gold.document, scratch, Stage::kEntities); !coded) {
      return coded.error();
    }
    score_chains(gold, gold.document, scores);
  }
  return scores;
}

std::string to_table(const ChainScores& scores, bool with_misses) {
  std::string table = "           right  missed   wrong  precision  recall\n";
  fmt::format_to(std::back_inserter(table), "pairs   {:8}{:8}{:8}{:11.3f}{:8.3f}\n", scores.right,
                 scores.missed, scores.wrong, scores.precision(), scores.recall());
  if (!with_misses) return table;
  for (const std::string& miss : scores.misses) table += miss + "\n";
  return table;
}

}  // namespace casus
