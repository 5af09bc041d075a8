#include "eval/facts_eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text_file.h"
#include "base/utf8.h"

namespace casus {

namespace {

double share(int part, int whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

double f1(double precision, double recall) {
  return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}

// Lower-case words without punctuation and articles.
std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty() && word != "the" && word != "a" && word != "an" && word != "s") {
      words.insert(word);
    }
    word.clear();
  };
  for (const char c : lower_utf8(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) {
      word += c;
    } else {
      finish();
    }
  }
  finish();
  return words;
}

// All words of the one that has fewer stand in the other.
bool hold_each_other(std::string_view left, std::string_view right) {
  const auto a = words_of(left);
  const auto b = words_of(right);
  if (a.empty() || b.empty()) return false;
  return a.size() <= b.size() ? std::includes(b.begin(), b.end(), a.begin(), a.end())
                              : std::includes(a.begin(), a.end(), b.begin(), b.end());
}

bool overlaps(const GoldFact& gold, const Fact& fact) {
  for (const GoldSpan& span : gold.tellings) {
    for (const Evidence& evidence : fact.evidence) {
      if (span.start < evidence.end && evidence.start < span.end) return true;
    }
  }
  return false;
}

const std::string* field_of(const Fact& fact, std::string_view name) {
  for (const auto& [key, value] : fact.fields) {
    if (key == name) return &value;
  }
  return nullptr;
}

// What a predicted fact has for a field of the gold; empty for nothing.
std::string predicted_field(const Document& document, const Fact& fact, const std::string& name) {
  if (name == "date") return fact.date;
  if (name == "enddate") return fact.enddate;
  if (name == "place" && fact.place != kNone) {
    const Place& place = document.places[fact.place];
    return place.name + " " + std::string(document.words(place.start, place.end));
  }
  if (name == "part_of" && fact.part_of != kNone) {
    std::string words;
    for (const Evidence& each : document.facts[fact.part_of].evidence) {
      words.append(document.words(each.start, each.end)).append(" ");
    }
    return words;
  }
  const std::string* value = field_of(fact, name);
  return value == nullptr ? std::string() : *value;
}

bool is_item(const std::string& name) { return name == "status" || name == "stance"; }

// A word that says how a telling of one release went wrong.
std::string miss_line(const Document& document, std::string_view what, const std::string& kind,
                      const std::string& words) {
  std::string text = words;
  std::replace(text.begin(), text.end(), '\n', ' ');
  return fmt::format("{:<14} {:<10} {:<10} {}", document.id, what, kind, text);
}

class ReleaseScorer {
 public:
  ReleaseScorer(const GoldRelease& gold, const Document& coded, FactScores& scores)
      : gold_(gold), coded_(coded), scores_(scores), taken_(coded.facts.size(), false) {}

  void score() {
    for (const Fact& fact : coded_.facts) ++scores_.by_kind[fact.kind].predicted;
    for (const GoldFact& fact : gold_.facts) {
      FactScore& score = scores_.by_kind[fact.kind];
      ++score.gold;
      const Fact* partner = best_partner(fact);
      if (partner == nullptr) {
        scores_.misses.push_back(miss_line(coded_, "missed", fact.kind, fact.words));
        continue;
      }
      ++score.matched;
      score_items(fact, *partner, score);
      score_fields(fact, *partner);
    }
    for (std::size_t i = 0; i < coded_.facts.size(); ++i) {
      if (!taken_[i]) add_spurious(coded_.facts[i]);
    }
  }

 private:
  // The free prediction that overlaps and has most items in common.
  const Fact* best_partner(const GoldFact& gold) {
    std::size_t best = coded_.facts.size();
    int best_common = -1;
    for (std::size_t i = 0; i < coded_.facts.size(); ++i) {
      const Fact& fact = coded_.facts[i];
      if (taken_[i] || fact.kind != gold.kind) continue;
      const bool has_name = !fact.name.empty() && words_of(fact.name) == words_of(gold.words);
      if (!overlaps(gold, fact) && !has_name) continue;
      const int common = right_items(gold, fact);
      if (common > best_common) best = i, best_common = common;
    }
    if (best == coded_.facts.size()) return nullptr;
    taken_[best] = true;
    return &coded_.facts[best];
  }

  static bool has_role(const Fact& fact, const std::string& role, const std::string& words) {
    return std::any_of(fact.roles.begin(), fact.roles.end(), [&](const FactRole& each) {
      return each.role == role && hold_each_other(each.participant.entity_text, words);
    });
  }

  static int right_items(const GoldFact& gold, const Fact& fact) {
    int right = 0;
    for (const auto& [name, value] : gold.fields) {
      const std::string* predicted = is_item(name) ? field_of(fact, name) : nullptr;
      right += predicted != nullptr && *predicted == value;
    }
    for (const auto& [role, words] : gold.roles) right += has_role(fact, role, words);
    return right;
  }

  static bool has_gold_role(const GoldFact& gold, const FactRole& role) {
    return std::any_of(gold.roles.begin(), gold.roles.end(), [&](const auto& each) {
      return each.first == role.role && hold_each_other(each.second, role.participant.entity_text);
    });
  }

  static int right_predicted_items(const GoldFact& gold, const Fact& fact) {
    int right = 0;
    for (const auto& [name, value] : fact.fields) {
      if (!is_item(name)) continue;
      right += std::count(gold.fields.begin(), gold.fields.end(), std::pair(name, value)) > 0;
    }
    for (const FactRole& role : fact.roles) right += has_gold_role(gold, role);
    return right;
  }

  void score_items(const GoldFact& gold, const Fact& fact, FactScore& score) {
    const auto is_field_item = [](const auto& field) { return is_item(field.first); };
    const auto fields = std::count_if(gold.fields.begin(), gold.fields.end(), is_field_item);
    const auto predicted = std::count_if(fact.fields.begin(), fact.fields.end(), is_field_item);
    score.gold_items += static_cast<int>(fields) + static_cast<int>(gold.roles.size());
    score.predicted_items += static_cast<int>(predicted) + static_cast<int>(fact.roles.size());
    score.right_items += right_items(gold, fact);
    score.right_predicted_items += right_predicted_items(gold, fact);
    note_wrong_items(gold, fact);
  }

  void note_wrong_items(const GoldFact& gold, const Fact& fact) {
    const std::string about = " at " + gold.words;
    for (const auto& [name, value] : gold.fields) {
      if (!is_item(name)) continue;
      const std::string predicted = predicted_field(coded_, fact, name);
      if (predicted != value) note("wrong", gold.kind, name, value, predicted + about);
    }
    for (const auto& [role, words] : gold.roles) {
      if (!has_role(fact, role, words)) note("no role", gold.kind, role, words, about);
    }
    for (const FactRole& role : fact.roles) {
      if (!has_gold_role(gold, role))
        note("more role", gold.kind, role.role, role.participant.entity_text, about);
    }
  }

  void score_fields(const GoldFact& gold, const Fact& fact) {
    for (const auto& [name, value] : gold.fields) {
      if (is_item(name)) continue;
      FactFieldScore& score = scores_.by_field[name];
      ++score.gold;
      const std::string predicted = predicted_field(coded_, fact, name);
      const bool is_exact = name == "date" || name == "enddate" || name == "since" ||
                            name == "until" || name == "ordinal";
      const bool is_right = is_exact ? predicted == value : hold_each_other(predicted, value);
      score.right += is_right;
      if (!is_right) note("field", gold.kind, name, value, predicted + " at " + gold.words);
    }
  }

  void note(std::string_view what, const std::string& kind, const std::string& name,
            const std::string& gold, const std::string& rest) {
    scores_.misses.push_back(miss_line(coded_, what, kind, name + "=" + gold + " : " + rest));
  }

  void add_spurious(const Fact& fact) {
    std::string words(coded_.words(fact.evidence.front().start, fact.evidence.front().end));
    for (const auto& [name, value] : fact.fields) {
      if (is_item(name)) words += " " + name + "=" + value;
    }
    words += " < " + std::string(coded_.words(fact.start, fact.end));
    scores_.misses.push_back(miss_line(coded_, "spurious", fact.kind, words));
  }

  const GoldRelease& gold_;
  const Document& coded_;
  FactScores& scores_;
  std::vector<bool> taken_;
};

}  // namespace

double FactScore::precision() const { return share(matched, predicted); }
double FactScore::recall() const { return share(matched, gold); }
double FactScore::item_f1() const {
  return f1(share(right_predicted_items, predicted_items), share(right_items, gold_items));
}

void score_facts(const GoldRelease& gold, const Document& coded, FactScores& scores) {
  ReleaseScorer(gold, coded, scores).score();
}

Result<void> evaluate_facts(const Coder& coder, const std::filesystem::path& gold,
                            FactScores& scores) {
  auto releases = read_gold_releases(gold);
  if (!releases) return releases.error();
  Coder::Scratch scratch;
  for (GoldRelease& release : *releases) {
    auto coded = coder.code(release.document, scratch, Stage::kFacts);
    if (!coded) return coded.error();
    score_facts(release, release.document, scores);
  }
  return {};
}

std::string to_table(const FactScores& scores, bool with_misses) {
  std::string text = fmt::format("{:<12} {:>5} {:>9} {:>9} {:>7} {:>13}\n", "kind", "gold",
                                 "predicted", "precision", "recall", "status, roles");
  FactScore all;
  const auto add_row = [&](const std::string& name, const FactScore& score) {
    text += fmt::format("{:<12} {:>5} {:>9} {:>8.1f}% {:>6.1f}% {:>12.1f}%\n", name, score.gold,
                        score.predicted, 100 * score.precision(), 100 * score.recall(),
                        100 * score.item_f1());
  };
  for (const auto& [kind, score] : scores.by_kind) {
    add_row(kind, score);
    all.gold += score.gold;
    all.predicted += score.predicted;
    all.matched += score.matched;
    all.gold_items += score.gold_items;
    all.predicted_items += score.predicted_items;
    all.right_items += score.right_items;
    all.right_predicted_items += score.right_predicted_items;
  }
  add_row("all", all);
  text += "\nfields of matched facts\n";
  for (const auto& [name, score] : scores.by_field) {
    text += fmt::format("{:<12} {:>5} right {:>5.1f}%\n", name, score.gold,
                        100 * share(score.right, score.gold));
  }
  if (!with_misses) return text;
  text += '\n';
  for (const std::string& miss : scores.misses) text += miss + '\n';
  return text;
}

}  // namespace casus
