#include "train/syntax_data.h"

#include <algorithm>

#include "pipeline/syntax/edit_rule.h"

namespace casus {

std::int32_t Inventory::find(const std::string& name) const {
  const auto found = numbers_.find(name);
  return found == numbers_.end() ? -1 : found->second;
}

std::int32_t Inventory::add(const std::string& name) {
  const auto [at, is_new] = numbers_.emplace(name, static_cast<std::int32_t>(names_.size()));
  if (is_new) names_.push_back(name);
  return at->second;
}

std::string tag_name(const Token& token) {
  std::string name(upos_name(token.upos));
  name += '\t';
  name += token.xpos;
  name += '\t';
  return name += token.feats;
}

SyntaxData::SyntaxData(const std::vector<Document>& documents, const WordVectors& vectors,
                       std::uint32_t hash_rows)
    : vectors_(vectors), hash_rows_(hash_rows) {
  count_words(documents);
  count_names(documents);
  count_lemmas(documents);
}

void SyntaxData::count_words(const std::vector<Document>& documents) {
  WordFeatures features;
  for (const Document& document : documents) {
    for (const Token& token : document.tokens) {
      find_features(token.form, letters_, features);
      if (++word_counts_[features.key] == 2) word_rows[features.key] = words++;
    }
  }
}

void SyntaxData::count_names(const std::vector<Document>& documents) {
  std::map<std::string, int> tag_counts, rule_counts, relation_counts;
  for (const Document& document : documents) {
    for (const Token& token : document.tokens) {
      if (++tag_counts[tag_name(token)] == 2) tags.add(tag_name(token));
      const std::string rule = derive_edit_rule(token.form, token.lemma).to_string();
      if (++rule_counts[rule] == 3) rules.add(rule);
      if (++relation_counts[std::string(token.deprel)] == 2)
        relations.add(std::string(token.deprel));
    }
  }
}

void SyntaxData::count_lemmas(const std::vector<Document>& documents) {
  std::map<std::uint64_t, std::map<std::string, int>> counts;
  WordFeatures features;
  for (const Document& document : documents) {
    for (const Token& token : document.tokens) {
      find_features(token.form, letters_, features);
      const std::int32_t tag = tags.find(tag_name(token));
      const auto upos = static_cast<std::uint64_t>(token.upos);
      if (tag >= 0)
        ++counts[combine_keys(features.form_key, static_cast<std::uint64_t>(tag))]
                [std::string(token.lemma)];
      ++counts[combine_keys(features.form_key, kUposLemma + upos)][std::string(token.lemma)];
    }
  }
  for (const auto& [key, by_lemma] : counts) {
    const auto most =
        std::max_element(by_lemma.begin(), by_lemma.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    lemmas[key] = most->first;
  }
}

std::uint32_t SyntaxData::type_of(std::string_view form) {
  const auto [at, is_new] =
      type_numbers_.emplace(std::string(form), static_cast<std::uint32_t>(types.size()));
  if (!is_new) return at->second;
  WordFeatures features;
  find_features(form, letters_, features);
  WordType type;
  for (int i = 0; i < features.count; ++i)
    type.hash_rows.push_back(features.rows[i] & (hash_rows_ - 1));
  if (const auto row = word_rows.find(features.key); row != word_rows.end())
    type.word = row->second;
  type.vector = vectors_.row_of(features.key);
  const auto count = static_cast<float>(word_counts_[features.key]);
  type.drop = 0.5F / (0.5F + count);
  types.push_back(std::move(type));
  return at->second;
}

std::vector<TrainingSentence> SyntaxData::sentences(const std::vector<Document>& documents) {
  std::vector<TrainingSentence> all;
  for (const Document& document : documents) {
    for (const Sentence& sentence : document.sentences) {
      TrainingSentence words_of;
      for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
        const Token& token = document.tokens[i];
        TrainingWord word;
        word.type = type_of(token.form);
        word.tag = tags.find(tag_name(token));
        word.rule = rules.find(derive_edit_rule(token.form, token.lemma).to_string());
        word.head = token.head == kNoToken ? -1 : token.head - sentence.first;
        word.relation = relations.find(std::string(token.deprel));
        words_of.push_back(word);
      }
      all.push_back(std::move(words_of));
    }
  }
  return all;
}

}  // namespace casus
