#include "pipeline/entities/vocabulary.h"

namespace casus {

WordId Vocabulary::add(std::string_view word) {
  return words_.emplace(word, static_cast<WordId>(words_.size() + 1)).first->second;
}

WordId Vocabulary::find(std::string_view word) const {
  const auto found = words_.find(word);
  return found == words_.end() ? kNoWord : found->second;
}

}  // namespace casus
