#include "casus/document.h"

#include <array>

namespace casus {

namespace {

constexpr std::array<std::string_view, 17> kUposNames = {
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

constexpr std::array<std::string_view, 37> kRelationNames = {
    "acl",       "advcl",      "advmod",   "amod",     "appos", "aux",      "case",   "cc",
    "ccomp",     "clf",        "compound", "conj",     "cop",   "csubj",    "dep",    "det",
    "discourse", "dislocated", "expl",     "fixed",    "flat",  "goeswith", "iobj",   "list",
    "mark",      "nmod",       "nsubj",    "nummod",   "obj",   "obl",      "orphan", "parataxis",
    "punct",     "reparandum", "root",     "vocative", "xcomp"};

template <typename Enum, std::size_t kSize>
std::optional<Enum> find_name(const std::array<std::string_view, kSize>& names,
                              std::string_view name) {
  for (std::size_t i = 0; i < kSize; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view upos_name(Upos upos) { return kUposNames[static_cast<std::size_t>(upos)]; }

std::optional<Upos> parse_upos(std::string_view name) { return find_name<Upos>(kUposNames, name); }

std::string_view relation_name(Relation relation) {
  return kRelationNames[static_cast<std::size_t>(relation)];
}

std::optional<Relation> parse_relation(std::string_view deprel) {
  return find_name<Relation>(kRelationNames, deprel.substr(0, deprel.find(':')));
}

bool has_feature(const Token& token, std::string_view feature) {
  std::size_t at = token.feats.find(feature);
  while (at != std::string_view::npos) {
    const std::size_t after = at + feature.size();
    const bool starts = at == 0 || token.feats[at - 1] == '|';
    const bool ends = after == token.feats.size() || token.feats[after] == '|';
    if (starts && ends) return true;
    at = token.feats.find(feature, at + 1);
  }
  return false;
}

bool has_subtype(const Token& token, std::string_view subtype) {
  const std::size_t colon = token.deprel.find(':');
  return colon != std::string_view::npos && token.deprel.substr(colon + 1) == subtype;
}

std::string_view entity_type_name(EntityType type) {
  constexpr std::array<std::string_view, 4> names = {"PER", "ORG", "LOC", "MISC"};
  return names[static_cast<std::size_t>(type)];
}

std::string_view time_type_name(TimeType type) {
  constexpr std::array<std::string_view, 4> names = {"DATE", "TIME", "DURATION", "SET"};
  return names[static_cast<std::size_t>(type)];
}

void Document::clear_layers() {
  blocks.clear();
  sentences.clear();
  tokens.clear();
  multiword_tokens.clear();
  entities.clear();
  actor_phrases.clear();
  actor_at.clear();
  times.clear();
  places.clear();
  events.clear();
  trigger_notes.clear();
  facts.clear();
  arena.clear();
}

}  // namespace casus
