#include "pipeline/entities/list_vocabulary.h"

namespace casus {

ListWord ListVocabulary::add(std::string_view word) {
  return words_.emplace(word, static_cast<ListWord>(words_.size() + 1)).first->second;
}

ListWord ListVocabulary::find(std::string_view word) const {
  const auto found = words_.find(word);
  return found == words_.end() ? kNoListWord : found->second;
}

}  // namespace casus
