#pragma once

// A layer of a document as lines of text that a person can read and a test can compare.

#include <string>
#include <string_view>
#include <vector>

#include "casus/document.h"

namespace casus::tests {

struct LayerText {
  std::string_view name;  // as "--expect" takes it
  void (*render)(const Document& document, std::vector<std::string>& lines);
};

// sentences, tokens, syntax, entities, actors, times, places, events, facts.
const std::vector<LayerText>& layer_texts();

}  // namespace casus::tests
