#pragma once

// Short texts for people about parts of an event, used by the table and the explanation.

#include <string>
#include <string_view>

#include "casus/document.h"

namespace casus {

// "ARM MIL", "ARM", "--- REB", "---" for an actor without code.
std::string code_text(const ActorCode& actor);
// "ARM MIL + RUS"; "" for nobody.
std::string codes_text(const std::vector<Participant>& participants);
// "3 dead, at least 2 injured"; "" where nothing is told.
std::string size_text(const Size& size);
// "the ministry (RUS GOV), say"; "" for the document's own voice.
std::string attribution_text(const std::vector<Attribution>& attributions);
// "ASSAULT firearms"
std::string category_text(const Event& event);
// Words on one line, white space folded, cut after `limit` code points with an ellipsis.
std::string excerpt(std::string_view words, std::size_t limit);

// ANSI colours, or nothing where colour is off.
struct Palette {
  explicit Palette(bool use_colour);
  std::string_view bold;
  std::string_view dim;
  std::string_view cooperative;
  std::string_view conflictual;
  std::string_view reset;

  std::string_view of_quad(int quad_code) const {
    return quad_code <= 2 ? cooperative : conflictual;
  }
};

}  // namespace casus
