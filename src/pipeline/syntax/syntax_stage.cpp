#include "pipeline/syntax/syntax_stage.h"

#include <algorithm>

#include "base/tree.h"
#include "base/utf8.h"
#include "pipeline/syntax/syntax_model.h"

namespace casus {

namespace {

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
      find_features(document_.tokens[first + static_cast<TokenIndex>(row)].form, scratch_.letters,
                    network_.features[row]);
    model_.network.front().annotate(network_);
    for (std::size_t s = 0; s + 1 < network_.starts.size(); ++s)
      for (std::size_t row = network_.starts[s]; row < network_.starts[s + 1]; ++row)
        fill(document_.tokens[first + static_cast<TokenIndex>(row)], row,
             first + static_cast<TokenIndex>(network_.starts[s]));
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
  }

  // From the table of known words where it has this one, else by the rule that the network chose.
  std::string_view find_lemma(const Token& token, std::size_t row) {
    const std::uint64_t key = network_.features[row].form_key;
    const auto tag = static_cast<std::uint64_t>(network_.tags[row]);
    std::string_view known = model_.find_lemma(combine_keys(key, tag));
    if (known.empty())
      known =
          model_.find_lemma(combine_keys(key, kUposLemma + static_cast<std::uint64_t>(token.upos)));
    if (!known.empty()) return known;
    apply_edit_rule(model_.rules[network_.rules[row]], token.form, scratch_.lemma);
    return scratch_.lemma == token.form ? token.form : document_.arena.store(scratch_.lemma);
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
