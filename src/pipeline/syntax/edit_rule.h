#pragma once

// Lemmas as edits of forms: "keep the case or lower it, cut so many letters off the end, add
// these". A rule learnt from "studies/study" also turns "ladies" into "lady".

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace casus {

enum class LemmaCase : std::uint8_t { kKeep, kLower, kTitle };

struct EditRule {
  LemmaCase letter_case = LemmaCase::kKeep;
  std::uint32_t cut = 0;  // code points off the end
  std::string added;      // put at the end; the whole lemma where `replaces`
  bool replaces = false;

  // "lower -3 y", as model files keep it.
  std::string to_string() const;
  static std::optional<EditRule> parse(std::string_view text);
};

// The shortest rule that makes `lemma` of `form`.
EditRule derive_edit_rule(std::string_view form, std::string_view lemma);

// Writes the lemma of `form` into `lemma`. False, with `lemma` the form itself, where the rule
// cuts more than there is.
bool apply_edit_rule(const EditRule& rule, std::string_view form, std::string& lemma);

}  // namespace casus
