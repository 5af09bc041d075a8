#pragma once

// A document from a tree written by hand: one token a word, "form/lemma/UPOS/head/deprel", head
// 1-based within the sentence, 0 for the root; "." ends nothing by itself, "||" starts a sentence.
//   tree_of("Rebels/rebel/NOUN/2/nsubj fled/flee/VERB/0/root")

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_file.h"
#include "casus/document.h"
#include "pipeline/test_tree.h"

namespace casus {

inline Document tree_of(std::string_view trees, std::string_view date = "2020-07-14") {
  Document document;
  document.date = date;
  document.language = "en";
  Sentence sentence;
  const auto end_sentence = [&] {
    sentence.last = static_cast<TokenIndex>(document.tokens.size());
    sentence.end = static_cast<std::uint32_t>(document.text.size());
    document.sentences.push_back(sentence);
    testing::link_children(document, sentence);
    sentence.first = sentence.last;
    sentence.start = sentence.end;
  };
  for (const auto word : split_words(trees)) {
    if (word == "||") {
      end_sentence();
      continue;
    }
    const auto fields = split(word, '/');
    if (!document.text.empty()) document.text += ' ';
    Token token;
    token.start = static_cast<std::uint32_t>(document.text.size());
    document.text += fields[0];
    token.end = static_cast<std::uint32_t>(document.text.size());
    token.form = document.arena.store(fields[0]);
    token.lemma = document.arena.store(fields[1]);
    token.upos = parse_upos(fields[2]).value_or(Upos::kX);
    TokenIndex head = 0;
    std::from_chars(fields[3].data(), fields[3].data() + fields[3].size(), head);
    token.head = head == 0 ? kNoToken : sentence.first + head - 1;
    token.deprel = document.arena.store(fields[4]);
    token.relation = parse_relation(fields[4]).value_or(Relation::kDep);
    if (fields[1] == "the") token.feats = "Definite=Def|PronType=Art";
    document.tokens.push_back(token);
  }
  end_sentence();
  return document;
}

}  // namespace casus
