#include "pipeline/syntax/syntax_stage.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/tree.h"
#include "base/utf8.h"
#include "pipeline/syntax/present_tense.h"
#include "pipeline/syntax/syntax_model.h"

namespace casus {

namespace {

// Rules of lemmas are looked at in the order of their scores, while those are at most kMargin
// below the best.
constexpr float kMargin = 6;
constexpr int kTries = 4;

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kQuotationMarks = {{
    {"«", "“"},
    {"»", "”"},
    {"„", "“"},
    {"‟", "“"},
    {"‹", "“"},
    {"›", "”"},
}};

bool is_punctuation(std::string_view form) {
  if (form.empty()) return false;
  const char32_t first = decode_at(form, 0).value;
  return !is_letter(first) && !is_digit(first);
}

// Where to end a piece that starts at `start` of a sentence that goes on past the limit: behind
// the last punctuation of the piece's second half, else at the limit.
TokenIndex end_of_piece(const Document& document, TokenIndex start) {
  const TokenIndex limit = start + static_cast<TokenIndex>(kMaximumLength);
  for (TokenIndex end = limit; end > limit - static_cast<TokenIndex>(kMaximumLength) / 2; --end)
    if (is_punctuation(document.tokens[end - 1].form)) return end;
  return limit;
}

void cut_into_pieces(const Document& document, std::vector<TokenIndex>& starts) {
  starts.clear();
  TokenIndex end = 0;
  for (const Sentence& sentence : document.sentences) {
    TokenIndex start = sentence.first;
    while (sentence.last - start > static_cast<TokenIndex>(kMaximumLength)) {
      starts.push_back(start);
      start = end_of_piece(document, start);
    }
    if (start < sentence.last) starts.push_back(start);
    end = sentence.last;
  }
  starts.push_back(end);
}

// Annotates one document, batch by batch.
class Annotator {
 public:
  Annotator(const SyntaxModel::Content& model, Document& document, SyntaxScratch& scratch)
      : model_(model), document_(document), scratch_(scratch), network_(scratch.network) {}

  void annotate() {
    cut_into_pieces(document_, scratch_.piece_starts);
    const std::size_t pieces = scratch_.piece_starts.size() - 1;
    for (std::size_t piece = 0; piece < pieces;) piece = annotate_batch(piece, pieces);
    for (const Sentence& sentence : document_.sentences) {
      join_pieces(sentence);
      link_children(document_, sentence.first, sentence.last);
      mend_present_tense(model_, sentence, document_, scratch_);
    }
  }

 private:
  // Takes as many pieces from `piece` on as fit; returns the first that did not.
  std::size_t annotate_batch(std::size_t piece, std::size_t pieces) {
    const std::vector<TokenIndex>& starts = scratch_.piece_starts;
    const TokenIndex first = starts[piece];
    network_.starts.assign(1, 0);
    do {
      ++piece;
      network_.starts.push_back(static_cast<std::uint32_t>(starts[piece] - first));
    } while (piece < pieces && starts[piece + 1] - first <= static_cast<TokenIndex>(kMaximumRows));
    network_.features.resize(network_.starts.back());
    for (std::size_t row = 0; row < network_.features.size(); ++row)
      find_features(as_known_mark(document_.tokens[first + static_cast<TokenIndex>(row)].form),
                    scratch_.letters, network_.features[row]);
    model_.network.front().annotate(network_);
    network_.unknown.clear();
    for (std::size_t s = 0; s + 1 < network_.starts.size(); ++s)
      for (std::size_t row = network_.starts[s]; row < network_.starts[s + 1]; ++row)
        fill(document_.tokens[first + static_cast<TokenIndex>(row)], row,
             first + static_cast<TokenIndex>(network_.starts[s]));
    make_lemmas(first);
    return piece;
  }

  void fill(Token& token, std::size_t row, TokenIndex sentence_start) {
    const TagName& tag = model_.tags[network_.tags[row]];
    token.upos = tag.upos;
    token.xpos = tag.xpos;
    token.feats = tag.feats;
    const RelationName& relation = model_.relations[network_.relations[row]];
    token.relation = relation.relation;
    token.deprel = relation.deprel;
    const std::int32_t head = network_.heads[row];
    token.head = head < 0 ? kNoToken : sentence_start + head;
    token.lemma = find_lemma(token, row);
    if (token.lemma.empty()) network_.unknown.push_back(static_cast<std::uint32_t>(row));
  }

  // Of a word with this tag, or with this UPOS, from the table of known words; else empty.
  std::string_view find_lemma(const Token& token, std::size_t row) const {
    const std::uint64_t key = network_.features[row].form_key;
    const auto tag = static_cast<std::uint64_t>(network_.tags[row]);
    const std::string_view known = model_.find_lemma(combine_keys(key, tag));
    if (!known.empty()) return known;
    return model_.find_lemma(
        combine_keys(key, kUposLemma + static_cast<std::uint64_t>(token.upos)));
  }

  // Lemmas of the words that the table lacks, by rules.
  void make_lemmas(TokenIndex first) {
    const Network& network = model_.network.front();
    network.score_rules(network_);
    const std::size_t rules = model_.rules.size();
    for (std::size_t i = 0; i < network_.unknown.size(); ++i) {
      Token& token = document_.tokens[first + static_cast<TokenIndex>(network_.unknown[i])];
      choose_lemma(std::span(network_.rule_scores).subspan(i * rules, rules), token.form);
      token.lemma =
          scratch_.lemma == token.form ? token.form : document_.arena.store(scratch_.lemma);
    }
  }

  // The lemma of the best rule; but of rules that score about as well, the best whose lemma plain
  // text held: "joking" is of "joke" rather than of "jok". Spoils `scores`.
  void choose_lemma(std::span<float> scores, std::string_view form) {
    std::string& lemma = scratch_.lemma;
    const auto best = std::max_element(scores.begin(), scores.end());
    apply_edit_rule(model_.rules[best - scores.begin()], form, lemma);
    if (lemma == form || is_known(lemma)) return;
    const float least = *best - kMargin;
    scratch_.first_lemma = lemma;
    *best = -1e30F;
    for (int tries = 0; tries < kTries; ++tries) {
      const auto next = std::max_element(scores.begin(), scores.end());
      if (*next < least) break;
      if (apply_edit_rule(model_.rules[next - scores.begin()], form, lemma) && is_known(lemma))
        return;
      *next = -1e30F;
    }
    lemma = scratch_.first_lemma;
  }

  // A quotation mark that the treebank did not have is read as one that it had, else as itself.
  std::string_view as_known_mark(std::string_view form) {
    for (const auto& [mark, common] : kQuotationMarks) {
      if (form == mark) return !is_known(form) && is_known(common) ? common : form;
    }
    return form;
  }

  bool is_known(std::string_view word) {
    find_features(word, scratch_.letters, scratch_.features);
    return model_.network.front().is_in_vocabulary(scratch_.features.key);
  }

  // Hangs the roots of a long sentence's later pieces on the first one.
  void join_pieces(const Sentence& sentence) {
    TokenIndex root = kNoToken;
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
      Token& token = document_.tokens[i];
      if (token.head != kNoToken) continue;
      if (root == kNoToken) {
        root = i;
        continue;
      }
      token.head = root;
      token.relation = Relation::kParataxis;
      token.deprel = relation_name(Relation::kParataxis);
    }
  }

  const SyntaxModel::Content& model_;
  Document& document_;
  SyntaxScratch& scratch_;
  NetworkScratch& network_;
};

}  // namespace

Result<void> parse_sentences(const SyntaxModel& model, Document& document, SyntaxScratch& scratch) {
  if (document.sentences.empty()) return {};
  if (model.content() == nullptr) {
    return Error{ErrorKind::kUsage, "the syntax model was not loaded", "", 0,
                 "load it with SyntaxModel::load"};
  }
  Annotator(*model.content(), document, scratch).annotate();
  return {};
}

}  // namespace casus
