#pragma once

// Documents with trees, actors, times and places written by hand, for tests of the stages above
// them.

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "casus/document.h"

namespace casus::testing {

inline void link_children(Document& document, const Sentence& sentence) {
  for (TokenIndex t = sentence.last; t-- > sentence.first;) {
    Token& token = document.tokens[static_cast<std::size_t>(t)];
    if (token.head == kNoToken) continue;
    Token& head = document.tokens[static_cast<std::size_t>(token.head)];
    token.next_sibling = head.first_child;
    head.first_child = t;
  }
}

// Appends a sentence to `document`. One token a line: "FORM LEMMA UPOS HEAD DEPREL [FEATS]
// [=CODE[/SECTOR]]", heads 1-based within the sentence, 0 for the root. "=SYR/MIL" makes the token
// the head of an actor's phrase; "=SYR/-" no actor but with a code.
inline void add_sentence(Document& document, const std::string& rows) {
  std::istringstream lines(rows);
  std::string row;
  Sentence sentence;
  sentence.first = sentence.last = static_cast<TokenIndex>(document.tokens.size());
  sentence.start = static_cast<std::uint32_t>(document.text.size());
  while (std::getline(lines, row)) {
    std::istringstream fields(row);
    std::string form, lemma, upos, deprel, field;
    int head = 0;
    if (!(fields >> form >> lemma >> upos >> head >> deprel)) continue;
    Token token;
    token.start = static_cast<std::uint32_t>(document.text.size());
    document.text += form;
    token.end = static_cast<std::uint32_t>(document.text.size());
    document.text += ' ';
    token.form = document.arena.store(form);
    token.lemma = document.arena.store(lemma);
    token.deprel = document.arena.store(deprel);
    token.upos = *parse_upos(upos);
    token.relation = *parse_relation(deprel);
    token.head = head == 0 ? kNoToken : sentence.first + head - 1;
    document.actor_at.push_back(kNone);
    while (fields >> field) {
      if (field.front() != '=') {
        token.feats = document.arena.store(field);
        continue;
      }
      ActorPhrase phrase;
      const std::size_t slash = std::min(field.find('/'), field.size());
      phrase.actor.code = field.substr(1, slash - 1);
      phrase.actor.sector = field.substr(std::min(slash + 1, field.size()));
      phrase.is_actor = phrase.actor.sector != "-";
      if (!phrase.is_actor) phrase.actor.sector.clear();
      phrase.start = token.start;
      phrase.end = token.end;
      phrase.head = sentence.last;
      document.actor_at.back() = static_cast<std::int32_t>(document.actor_phrases.size());
      document.actor_phrases.push_back(phrase);
    }
    document.tokens.push_back(token);
    ++sentence.last;
  }
  sentence.end = static_cast<std::uint32_t>(document.text.size());
  link_children(document, sentence);
  document.sentences.push_back(sentence);
}

}  // namespace casus::testing
