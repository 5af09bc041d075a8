#pragma once

// Treebanks turned into numbers: the inventories of labels, lemma rules and relations, the
// vocabulary, and sentences that refer to them.

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "casus/document.h"
#include "pipeline/syntax/features.h"
#include "pipeline/syntax/syntax_model.h"
#include "train/syntax_network.h"
#include "train/word_vectors.h"

namespace casus {

// Names with numbers, in the order of their first use.
class Inventory {
 public:
  // The number of `name`, or -1.
  std::int32_t find(const std::string& name) const;
  std::int32_t add(const std::string& name);
  const std::vector<std::string>& names() const { return names_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }

 private:
  std::unordered_map<std::string, std::int32_t> numbers_;
  std::vector<std::string> names_;
};

// "UPOS<tab>XPOS<tab>FEATS" of a token.
std::string tag_name(const Token& token);

class SyntaxData {
 public:
  // Makes inventories and vocabulary from the documents to train on. Tags and relations seen
  // once, and rules seen fewer than three times, are left out; words seen twice get a row.
  SyntaxData(const std::vector<Document>& documents, const WordVectors& vectors,
             std::uint32_t hash_rows);

  // The sentences of `documents` as numbers; new words become types.
  std::vector<TrainingSentence> sentences(const std::vector<Document>& documents);

  Inventory tags, rules, relations;
  std::unordered_map<std::uint64_t, std::uint32_t> word_rows;  // by key; row 0: unknown
  std::uint32_t words = 1;
  std::vector<WordType> types;
  // The lemma that words have most often: by combine_keys(form_key, tag), and with the tag's UPOS
  // alone by combine_keys(form_key, kUposLemma + upos).
  std::map<std::uint64_t, std::string> lemmas;

 private:
  std::uint32_t type_of(std::string_view form);
  void count_words(const std::vector<Document>& documents);
  void count_names(const std::vector<Document>& documents);
  void count_lemmas(const std::vector<Document>& documents);

  const WordVectors& vectors_;
  std::uint32_t hash_rows_;
  std::unordered_map<std::string, std::uint32_t> type_numbers_;
  std::unordered_map<std::uint64_t, std::uint32_t> word_counts_;
  std::vector<char32_t> letters_;
};

}  // namespace casus
