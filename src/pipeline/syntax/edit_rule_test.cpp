#include "pipeline/syntax/edit_rule.h"

#include <gtest/gtest.h>

namespace casus {
namespace {

std::string apply(std::string_view form, std::string_view other_form, std::string_view its_lemma) {
  std::string lemma;
  apply_edit_rule(derive_edit_rule(other_form, its_lemma), form, lemma);
  return lemma;
}

TEST(EditRule, CarriesOverToOtherWords) {
  EXPECT_EQ(apply("ladies", "studies", "study"), "lady");
  EXPECT_EQ(apply("Voted", "Signed", "sign"), "vot");
  EXPECT_EQ(apply("ЛИЦА", "ПОЛЯ", "поль"), "лиць");
  EXPECT_EQ(apply("NATO", "UNICEF", "UNICEF"), "NATO");
}

TEST(EditRule, GivesBackItsOwnLemma) {
  for (const auto& [form, lemma] : {std::pair{"went", "go"},
                                    {"n't", "not"},
                                    {"BIDEN", "Biden"},
                                    {"was", "be"},
                                    {"Россию", "Россия"},
                                    {"является", "являться"},
                                    {"a", "a"}}) {
    EXPECT_EQ(apply(form, form, lemma), lemma);
  }
}

TEST(EditRule, IsWrittenAndReadBack) {
  for (const auto& [form, lemma] : {std::pair{"studies", "study"}, {"went", "go"}, {"X", "x"}}) {
    const EditRule rule = derive_edit_rule(form, lemma);
    const auto read = EditRule::parse(rule.to_string());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->to_string(), rule.to_string());
  }
  for (const char* wrong : {"", "keep", "keep 3", "upper -1 x", "keep -x y", "keep - "})
    EXPECT_FALSE(EditRule::parse(wrong)) << wrong;
}

TEST(EditRule, KeepsTheFormWhenItCutsTooMuch) {
  EXPECT_EQ(apply("ab", "studying", "stud"), "ab");
  EXPECT_EQ(apply("", "studying", "stud"), "");
}

}  // namespace
}  // namespace casus
