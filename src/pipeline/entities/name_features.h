#pragma once

// What the names model sees of a word: the word, its shape and tags, the words around it, what the
// word table, the knowledge base and the gazetteer know of them, and how the same word is used
// elsewhere in the document. Each feature is a bucket of a hash table of weights.

#include <cstdint>
#include <vector>

#include "casus/document.h"
#include "pipeline/entities/entity_scratch.h"
#include "pipeline/entities/word_facts.h"
#include "resources/gazetteer.h"
#include "resources/knowledge.h"

namespace casus {

inline constexpr std::size_t kNameBuckets = std::size_t{1} << 18;

// The features of one token as buckets.
using NameFeatures = std::vector<std::uint32_t>;

// Looks the document's words up, in scratch.word_keys, word_facts, place_at and evidence. Needs
// scratch.words and matches; without `gazetteer`, no place names are known. Linear; a gazetteer
// lookup a capitalised word.
void gather_name_evidence(const WordFactTable& table, const Knowledge& knowledge,
                          const Gazetteer* gazetteer, const Document& document,
                          EntityScratch& scratch);

// Writes the features of token i over `features`. Needs gather_name_evidence().
void name_features(const Knowledge& knowledge, const Document& document, const Sentence& sentence,
                   TokenIndex i, const EntityScratch& scratch, NameFeatures& features);

// True where the token can be part of a name at all: words with a capital, proper nouns, words of
// known names, and the small words between them.
bool can_be_name(const Document& document, const Sentence& sentence, TokenIndex i,
                 const EntityScratch& scratch);

}  // namespace casus
