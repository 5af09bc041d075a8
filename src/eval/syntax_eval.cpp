#include "eval/syntax_eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text_file.h"
#include "eval/word_alignment.h"

namespace casus {

namespace {

using Span = std::pair<std::uint32_t, std::uint32_t>;

// The features that UD defines for all languages; the shared task counts no others.
constexpr std::array<std::string_view, 21> kUniversalFeatures = {
    "PronType", "NumType", "Poss",  "Reflex",   "Foreign",  "Abbr",     "Gender",
    "Animacy",  "Number",  "Case",  "Definite", "Degree",   "VerbForm", "Mood",
    "Tense",    "Aspect",  "Voice", "Evident",  "Polarity", "Person",   "Polite"};

std::string universal_features(std::string_view feats) {
  std::string kept;
  for (const std::string_view feature : split(feats, '|')) {
    const std::string_view name = feature.substr(0, feature.find('='));
    if (std::find(kUniversalFeatures.begin(), kUniversalFeatures.end(), name) !=
        kUniversalFeatures.end()) {
      kept += feature;
      kept += '|';
    }
  }
  return kept;
}

std::set<Span> token_spans(const Document& document) {
  std::set<Span> spans;
  std::vector<bool> is_part(document.tokens.size());
  for (const MultiwordToken& whole : document.multiword_tokens) {
    spans.emplace(whole.start, whole.end);
    for (TokenIndex i = whole.first; i < whole.last; ++i)
      is_part[static_cast<std::size_t>(i)] = true;
  }
  for (std::size_t i = 0; i < document.tokens.size(); ++i) {
    if (!is_part[i]) spans.emplace(document.tokens[i].start, document.tokens[i].end);
  }
  return spans;
}

std::set<Span> sentence_spans(const Document& document) {
  std::set<Span> spans;
  for (const Sentence& sentence : document.sentences) spans.emplace(sentence.start, sentence.end);
  return spans;
}

Score score_spans(const std::set<Span>& gold, const std::set<Span>& system) {
  Score score{0, gold.size(), system.size()};
  for (const Span& span : system) score.correct += gold.count(span);
  return score;
}

bool is_punctuation(const Token& token) { return token.relation == Relation::kPunct; }

// A subject or object of the sentence's root.
bool is_main_argument(const Document& document, const Token& token) {
  if (token.head == kNoToken) return false;
  const Token& head = document.tokens[static_cast<std::size_t>(token.head)];
  return head.head == kNoToken &&
         (token.relation == Relation::kNsubj || token.relation == Relation::kCsubj ||
          token.relation == Relation::kObj || token.relation == Relation::kIobj);
}

// Scores over the aligned words of one document.
class WordScorer {
 public:
  WordScorer(const Document& gold, const Document& system, SyntaxScores& scores)
      : gold_(gold), system_(system), scores_(scores), pairs_(align_words(gold, system)) {}

  void score() {
    count_sides();
    system_of_.assign(gold_.tokens.size(), kNoToken);
    for (const auto& [g, s] : pairs_) system_of_[static_cast<std::size_t>(g)] = s;
    for (const auto& [g, s] : pairs_) {
      score_pair(gold_.tokens[static_cast<std::size_t>(g)],
                 system_.tokens[static_cast<std::size_t>(s)]);
    }
  }

 private:
  void count_sides() {
    for (Score* score : {&scores_.words, &scores_.upos, &scores_.xpos, &scores_.ufeats,
                         &scores_.lemmas, &scores_.uas, &scores_.las}) {
      score->gold += gold_.tokens.size();
      score->system += system_.tokens.size();
    }
    for (const Token& token : gold_.tokens) {
      scores_.las_without_punctuation.gold += !is_punctuation(token);
      scores_.main_arguments.gold += is_main_argument(gold_, token);
    }
    for (const Token& token : system_.tokens) {
      scores_.las_without_punctuation.system += !is_punctuation(token);
      scores_.main_arguments.system += is_main_argument(system_, token);
    }
  }

  bool heads_agree(const Token& gold, const Token& system) const {
    if (gold.head == kNoToken || system.head == kNoToken) return gold.head == system.head;
    return system_of_[static_cast<std::size_t>(gold.head)] == system.head;
  }

  void score_pair(const Token& gold, const Token& system) {
    scores_.words.correct += 1;
    scores_.upos.correct += gold.upos == system.upos;
    scores_.xpos.correct += gold.xpos == system.xpos;
    scores_.ufeats.correct += universal_features(gold.feats) == universal_features(system.feats);
    scores_.lemmas.correct += gold.lemma == system.lemma || gold.lemma == "_";
    if (!heads_agree(gold, system)) return;
    scores_.uas.correct += 1;
    if (gold.relation != system.relation) return;
    scores_.las.correct += 1;
    scores_.las_without_punctuation.correct += !is_punctuation(gold);
    scores_.main_arguments.correct +=
        is_main_argument(gold_, gold) && is_main_argument(system_, system);
  }

  const Document& gold_;
  const Document& system_;
  SyntaxScores& scores_;
  std::vector<std::pair<TokenIndex, TokenIndex>> pairs_;
  std::vector<TokenIndex> system_of_;  // gold word -> system word
};

Result<SyntaxScores> score_document(const Document& gold, const Document& system) {
  if (gold.text != system.text) {
    return Error{ErrorKind::kInvalidInput, "document '" + gold.id + "' has another text", "", 0,
                 "score what was read from raw_documents() of the same gold file"};
  }
  SyntaxScores scores;
  scores.tokens = score_spans(token_spans(gold), token_spans(system));
  scores.sentences = score_spans(sentence_spans(gold), sentence_spans(system));
  WordScorer(gold, system, scores).score();
  return scores;
}

struct Measure {
  std::string_view name;
  Score SyntaxScores::*score;
};
constexpr Measure kMeasures[] = {
    {"Tokens", &SyntaxScores::tokens},
    {"Sentences", &SyntaxScores::sentences},
    {"Words", &SyntaxScores::words},
    {"UPOS", &SyntaxScores::upos},
    {"XPOS", &SyntaxScores::xpos},
    {"UFeats", &SyntaxScores::ufeats},
    {"Lemmas", &SyntaxScores::lemmas},
    {"UAS", &SyntaxScores::uas},
    {"LAS", &SyntaxScores::las},
    {"LAS-nopunct", &SyntaxScores::las_without_punctuation},
    {"MainArgs", &SyntaxScores::main_arguments},
};

double percentage(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double Score::precision() const { return percentage(correct, system); }
double Score::recall() const { return percentage(correct, gold); }
double Score::f1() const { return percentage(2 * correct, gold + system); }

Score& Score::operator+=(const Score& other) {
  correct += other.correct;
  gold += other.gold;
  system += other.system;
  return *this;
}

SyntaxScores& SyntaxScores::operator+=(const SyntaxScores& other) {
  for (const Measure& measure : kMeasures) this->*measure.score += other.*measure.score;
  return *this;
}

std::vector<Document> raw_documents(std::span<const Document> gold) {
  std::vector<Document> raw;
  for (const Document& document : gold) {
    Document& copy = raw.emplace_back();
    copy.id = document.id;
    copy.date = document.date;
    copy.language = document.language;
    copy.text = document.text;
  }
  return raw;
}

Result<SyntaxScores> score_syntax(std::span<const Document> gold,
                                  std::span<const Document> system) {
  auto genres = score_syntax_by_genre(gold, system);
  if (!genres) return genres.error();
  SyntaxScores total;
  for (const auto& [name, scores] : *genres) total += scores;
  return total;
}

Result<std::map<std::string, SyntaxScores>> score_syntax_by_genre(
    std::span<const Document> gold, std::span<const Document> system) {
  if (gold.size() != system.size()) {
    return Error{ErrorKind::kInvalidInput,
                 fmt::format("{} gold documents and {} read ones", gold.size(), system.size()), "",
                 0, "score what was read from raw_documents() of the same gold file"};
  }
  std::map<std::string, SyntaxScores> genres;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    const auto scores = score_document(gold[i], system[i]);
    if (!scores) return scores.error();
    genres[genre_of(gold[i])] += *scores;
  }
  return genres;
}

std::string genre_of(const Document& document) {
  const std::string_view id = document.id;
  const std::size_t end = id.find('_');
  if (id.starts_with("GUM_")) return std::string(id.substr(4, id.find('_', 4) - 4));
  const std::size_t dash = id.find('-');
  if (dash == std::string_view::npos || dash > end) return "all";
  return std::string(id.substr(0, dash));
}

std::string to_table(const SyntaxScores& scores) {
  std::string table =
      fmt::format("{:<12} {:>9} {:>9} {:>9}\n", "Measure", "Precision", "Recall", "F1");
  for (const Measure& measure : kMeasures) {
    const Score& score = scores.*measure.score;
    table += fmt::format("{:<12} {:>9.2f} {:>9.2f} {:>9.2f}\n", measure.name, score.precision(),
                         score.recall(), score.f1());
  }
  return table;
}

}  // namespace casus
