// CoNLL-U (universaldependencies.org/format): words and trees, multiword tokens as range lines.

#include <algorithm>

#include "output/writer.h"

namespace casus {

namespace {

std::string_view or_underscore(std::string_view value) { return value.empty() ? "_" : value; }

// A comment's value must stay on its line.
std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line;
}

// Forms may hold blanks inside (no-break spaces), but no tabs or line breaks.
std::string cell(std::string_view value) { return one_line(or_underscore(value)); }

void append_token(const Token& token, std::string id, std::string head, bool space_after,
                  std::string& output) {
  output += id + '\t' + cell(token.form) + '\t' + cell(token.lemma) + '\t' +
            std::string(upos_name(token.upos)) + '\t' + cell(token.xpos) + '\t' +
            cell(token.feats) + '\t' + head + '\t' + cell(token.deprel) + "\t_\t" +
            (space_after ? "_" : "SpaceAfter=No") + '\n';
}

class ConlluWriter : public DocumentWriter {
 public:
  void render(const Document& document, std::string& output) const override {
    std::int32_t block = kNone;
    auto range = document.multiword_tokens.begin();
    for (const Sentence& sentence : document.sentences) {
      if (sentence.first == document.sentences.front().first) {
        output += "# newdoc id = " + one_line(document.id) + '\n';
      }
      if (sentence.block != block) output += "# newpar\n";
      block = sentence.block;
      const auto number = &sentence - document.sentences.data() + 1;
      output += "# sent_id = " + one_line(document.id) + '-' + std::to_string(number) + '\n';
      output += "# text = " + one_line(document.words(sentence.start, sentence.end)) + '\n';
      render_tokens(document, sentence, range, output);
      output += '\n';
    }
  }

 private:
  static void render_tokens(const Document& document, const Sentence& sentence,
                            std::vector<MultiwordToken>::const_iterator& range,
                            std::string& output) {
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
      const Token& token = document.tokens[i];
      while (range != document.multiword_tokens.end() && range->last <= i) ++range;
      const bool in_range = range != document.multiword_tokens.end() && range->first <= i;
      if (in_range && range->first == i) append_range(document, sentence, *range, output);
      const TokenIndex head = token.head == kNoToken ? 0 : token.head - sentence.first + 1;
      append_token(token, std::to_string(i - sentence.first + 1), std::to_string(head),
                   token.space_after || in_range, output);
    }
  }

  static void append_range(const Document& document, const Sentence& sentence,
                           const MultiwordToken& range, std::string& output) {
    const bool space_after = document.tokens[range.last - 1].space_after;
    output += std::to_string(range.first - sentence.first + 1) + '-' +
              std::to_string(range.last - sentence.first) + '\t' +
              cell(document.words(range.start, range.end)) + "\t_\t_\t_\t_\t_\t_\t_\t" +
              (space_after ? "_" : "SpaceAfter=No") + '\n';
  }
};

}  // namespace

std::unique_ptr<DocumentWriter> make_conllu_writer(const WriterOptions&) {
  return std::make_unique<ConlluWriter>();
}

}  // namespace casus
