// Compiles a language's words.txt and rules.txt: classes of words to a hash table, patterns to a
// trie over symbols. Each way through a pattern's options is one leaf; ways of different rules
// that begin alike share their nodes.

#include "pipeline/times/time_rules.h"

#include <algorithm>
#include <map>

#include "base/text_file.h"
#include "pipeline/times/time_pattern.h"

namespace casus {

namespace {

constexpr std::string_view kWordsFile = "words.txt";
constexpr std::string_view kRulesFile = "rules.txt";
constexpr TimeSymbol kMaxSymbols = 60000;

struct EngineClass {
  std::string_view name;
  TimeSymbol TimeClasses::*symbol;
  std::optional<TimeField> field;
};

// Classes that the engine knows by itself: digits fill those with a field of the first group, and
// words.txt may add words to any of them.
const std::vector<EngineClass>& engine_classes() {
  static const std::vector<EngineClass> classes = {
      {"number", &TimeClasses::number, TimeField::kNumber},
      {"ordinal", &TimeClasses::ordinal, TimeField::kNumber},
      {"day", &TimeClasses::day, TimeField::kDay},
      {"monthnumber", &TimeClasses::month_number, TimeField::kMonth},
      {"year", &TimeClasses::year, TimeField::kYear},
      {"earlyyear", &TimeClasses::early_year, TimeField::kYear},
      {"anyyear", &TimeClasses::any_year, TimeField::kYear},
      {"shortyear", &TimeClasses::short_year, TimeField::kShortYear},
      {"decadeyear", &TimeClasses::decade_year, TimeField::kDecade},
      {"shortdecade", &TimeClasses::short_decade, TimeField::kDecade},
      {"centuryyear", &TimeClasses::century_year, TimeField::kCentury},
      {"hour", &TimeClasses::hour, TimeField::kHour},
      {"minute", &TimeClasses::minute, TimeField::kMinute},
      {"ordinal-suffix", &TimeClasses::ordinal_suffix, std::nullopt},
      {"lead", &TimeClasses::lead, std::nullopt},
      {"closed", &TimeClasses::closed, std::nullopt},
      {"measured", &TimeClasses::measured, std::nullopt},
      {"same-past", &TimeClasses::same_past, std::nullopt},
      {"ahead-cue", &TimeClasses::ahead_cue, std::nullopt},
      {"not-year-before", &TimeClasses::not_year_before, std::nullopt},
      {"not-year-after", &TimeClasses::not_year_after, std::nullopt},
      {"future-cue", &TimeClasses::future_cue, std::nullopt},
      {"past-cue", &TimeClasses::past_cue, std::nullopt},
      {"range", &TimeClasses::range, std::nullopt},
      {"between", &TimeClasses::between, std::nullopt},
      {"link", &TimeClasses::link, std::nullopt},
      {"number-link", &TimeClasses::number_link, std::nullopt},
  };
  return classes;
}

std::optional<TimeRuleKind> parse_rule_kind(std::string_view name) {
  static const std::map<std::string_view, TimeRuleKind> kinds = {
      {"date", TimeRuleKind::kDate},         {"shift", TimeRuleKind::kShift},
      {"duration", TimeRuleKind::kDuration}, {"set", TimeRuleKind::kSet},
      {"present", TimeRuleKind::kPresent},   {"past", TimeRuleKind::kPast},
      {"future", TimeRuleKind::kFuture},     {"none", TimeRuleKind::kNoTime}};
  const auto found = kinds.find(name);
  if (found == kinds.end()) return std::nullopt;
  return found->second;
}

struct ClassInfo {
  TimeSymbol symbol = 0;
  std::optional<TimeField> field;
};

}  // namespace

// Builds a TimeRules; lives only while the files are read.
class TimeRuleCompiler {
 public:
  TimeRuleCompiler() {
    rules_.nodes_.emplace_back();
    for (const EngineClass& known : engine_classes()) {
      const TimeSymbol symbol = next_symbol_++;
      rules_.classes_.*known.symbol = symbol;
      classes_.emplace(std::string(known.name), ClassInfo{symbol, known.field});
    }
  }

  Result<void> read_words(const std::vector<Line>& lines, const std::filesystem::path& path) {
    const ClassInfo* current = nullptr;
    for (const Line& line : lines) {
      if (line.is_indented && current == nullptr) {
        return line_error(path, line, "words before the first class",
                          "begin with a class's name at the start of a line");
      }
      if (line.is_indented) {
        if (auto added = add_words(*current, line, path); !added) return added;
      } else {
        auto opened = open_class(line, path);
        if (!opened) return opened.error();
        current = *opened;
      }
    }
    return {};
  }

  Result<void> read_rules(const std::vector<Line>& lines, const std::filesystem::path& path) {
    for (const Line& line : lines) {
      auto added = line.text.front() == '@' ? add_fragment(line, path) : add_rule(line, path);
      if (!added) return added;
      ++order_;
    }
    return {};
  }

  TimeRules finish() && {
    for (TrieNode& node : rules_.nodes_) std::sort(node.children.begin(), node.children.end());
    return std::move(rules_);
  }

 private:
  // "month" has the field of its name; "ordinal : number" names another one.
  Result<const ClassInfo*> open_class(const Line& line, const std::filesystem::path& path) {
    const std::size_t colon = line.text.find(':');
    const std::string name(trim(std::string_view(line.text).substr(0, colon)));
    const auto known = classes_.find(name);
    if (known != classes_.end()) return &known->second;
    ClassInfo info{next_symbol_++, parse_time_field(name)};
    if (colon != std::string::npos) {
      info.field = parse_time_field(trim(std::string_view(line.text).substr(colon + 1)));
      if (!info.field) return line_error(path, line, "unknown field", "see docs/formats/times.md");
    }
    if (next_symbol_ > kMaxSymbols) return line_error(path, line, "too many classes");
    return &classes_.emplace(name, info).first->second;
  }

  Result<void> add_words(const ClassInfo& info, const Line& line,
                         const std::filesystem::path& path) {
    auto words = split_words(line.text);
    std::int32_t value = 0;
    if (info.field) {
      const auto parsed = parse_field_value(*info.field, words.front());
      if (!parsed) {
        return line_error(path, line, "wrong value '" + std::string(words.front()) + "'",
                          "begin the line with the value that its words have in this class");
      }
      value = *parsed;
      words.erase(words.begin());
    }
    for (const std::string_view spelling : words) {
      TimeWord* word = word_of(without_star(spelling));
      if (word == nullptr) {
        return line_error(path, line, "'" + std::string(spelling) + "' is not one word",
                          "letters, digits and signs are words of their own; use a pattern");
      }
      word->symbols.push_back({info.symbol, value});
      word->is_shy |= spelling.size() > 1 && spelling.back() == '*';
    }
    return {};
  }

  static std::string_view without_star(std::string_view spelling) {
    if (spelling.size() > 1 && spelling.back() == '*') spelling.remove_suffix(1);
    return spelling;
  }

  // The entry of a word, made where it is new; null for text that is not exactly one atom.
  TimeWord* word_of(std::string_view spelling) {
    std::vector<Atom> atoms;
    append_atoms(spelling, 0, static_cast<std::uint32_t>(spelling.size()), kNoToken, atoms);
    char buffer[kAtomBuffer];
    const std::string_view folded = fold_atom(spelling, buffer);
    if (atoms.size() != 1 || folded.empty()) return nullptr;
    return &rules_.words_[std::string(folded)];
  }

  Result<void> add_fragment(const Line& line, const std::filesystem::path& path) {
    const std::size_t equals = line.text.find(" = ");
    if (equals == std::string::npos) {
      return line_error(path, line, "a fragment without ' = '", "write @name = pattern");
    }
    auto paths = expand(std::string_view(line.text).substr(equals + 3), line, path);
    if (!paths) return paths.error();
    const std::string_view text = line.text;
    fragments_[std::string(trim(text.substr(1, equals - 1)))] = *std::move(paths);
    return {};
  }

  Result<void> add_rule(const Line& line, const std::filesystem::path& path) {
    const std::size_t colon = line.text.find(" : ");
    if (colon == std::string::npos) {
      return line_error(path, line, "a rule without ' : '", "write KIND : PATTERN");
    }
    const auto head = split_words(std::string_view(line.text).substr(0, colon));
    TimePath leaf;
    leaf.order = order_;
    const auto kind = head.empty() ? std::nullopt : parse_rule_kind(head.front());
    if (!kind) {
      return line_error(path, line, "unknown kind of rule",
                        "one of date, shift, duration, set, present, past, future, none");
    }
    leaf.kind = *kind;
    for (std::size_t i = 1; i < head.size(); ++i) {
      if (!set_guard(leaf.guards, head[i])) {
        return line_error(path, line, "unknown condition '" + std::string(head[i]) + "'",
                          "one of lead, close, final, measure, year");
      }
    }
    auto paths = expand(std::string_view(line.text).substr(colon + 3), line, path);
    if (!paths) return paths.error();
    for (const PatternPath& way : *paths) {
      if (auto added = add_path(leaf, way, line, path); !added) return added;
    }
    return {};
  }

  static bool set_guard(TimeGuards& guards, std::string_view name) {
    if (name == "lead") return guards.needs_lead = true;
    if (name == "close") return guards.needs_close = true;
    if (name == "final") return guards.is_final = true;
    if (name == "measure") return guards.is_measure = true;
    if (name == "year") return guards.is_bare_year = true;
    return false;
  }

  Result<std::vector<PatternPath>> expand(std::string_view pattern, const Line& line,
                                          const std::filesystem::path& path) {
    auto paths = expand_pattern(pattern, fragments_,
                                [this](std::string_view name) -> Result<std::optional<TimeField>> {
                                  const auto found = classes_.find(name);
                                  if (found != classes_.end()) return found->second.field;
                                  return Error{ErrorKind::kSyntax,
                                               "unknown class '{" + std::string(name) + "}'",
                                               {},
                                               0,
                                               "list its words in words.txt"};
                                });
    if (paths) return paths;
    return line_error(path, line, paths.error().message, paths.error().remedy);
  }

  Result<void> add_path(TimePath leaf, const PatternPath& way, const Line& line,
                        const std::filesystem::path& path) {
    std::uint32_t node = 0;
    std::size_t position = 0;
    int splits = 0;
    if (next_symbol_ > kMaxSymbols) return line_error(path, line, "too many different words");
    for (const PatternStep& step : way) {
      const auto part = static_cast<std::uint8_t>(splits == 2 ? 1 : 0);
      if (step.kind == PatternStep::Kind::kSplit) {
        if (++splits == 1) leaf.first_end = static_cast<std::uint8_t>(position);
        if (splits == 2) leaf.second_begin = static_cast<std::uint8_t>(position);
        continue;
      }
      if (step.kind == PatternStep::Kind::kAssign) {
        leaf.assignments.push_back({part, step.field, step.value});
        continue;
      }
      if (step.captures) {
        const bool counts_from_one = step.field == TimeField::kCentury && step.name == "ordinal";
        leaf.captures.push_back({static_cast<std::uint8_t>(position), part, step.field,
                                 static_cast<std::int8_t>(counts_from_one ? -1 : 0)});
      }
      node = child_of(node, step);
      if (++position > kMaxPatternSymbols) return line_error(path, line, "the pattern is too long");
    }
    if (position == 0) return line_error(path, line, "the pattern can match nothing");
    if (splits != 0 && (splits != 2 || leaf.first_end == 0 || leaf.second_begin >= position)) {
      return line_error(path, line, "a range needs two '~' around what joins its ends",
                        "write FIRST ~ - ~ SECOND");
    }
    if (rules_.nodes_[node].path < 0) {
      rules_.nodes_[node].path = static_cast<std::int32_t>(rules_.paths_.size());
      rules_.paths_.push_back(std::move(leaf));
    }
    return {};
  }

  std::uint32_t child_of(std::uint32_t node, const PatternStep& step) {
    const std::uint32_t key = symbol_of(step) * 2U + (step.glued ? 1U : 0U);
    const auto slot = (static_cast<std::uint64_t>(node) << 32) | key;
    const auto [found, is_new] = edges_.try_emplace(slot, rules_.nodes_.size());
    if (is_new) {
      rules_.nodes_[node].children.emplace_back(key, found->second);
      rules_.nodes_.emplace_back();
    }
    return found->second;
  }

  TimeSymbol symbol_of(const PatternStep& step) {
    if (step.kind == PatternStep::Kind::kClass) return classes_.find(step.name)->second.symbol;
    const auto [literal, is_new] = literals_.try_emplace(step.name, next_symbol_);
    if (is_new) rules_.words_[step.name].symbols.push_back({next_symbol_++, 0});
    return literal->second;
  }

  TimeRules rules_;
  std::map<std::string, ClassInfo, std::less<>> classes_;
  std::unordered_map<std::string, TimeSymbol> literals_;
  std::unordered_map<std::uint64_t, std::uint32_t> edges_;
  PatternFragments fragments_;
  TimeSymbol next_symbol_ = 0;
  std::uint32_t order_ = 0;
};

Result<TimeRules> TimeRules::load(const std::filesystem::path& language_folder) {
  const auto folder = language_folder / "times";
  if (!std::filesystem::exists(folder)) return TimeRules{};
  TimeRuleCompiler compiler;
  auto words = read_lines(folder / kWordsFile);
  if (!words) return words.error();
  if (auto read = compiler.read_words(*words, folder / kWordsFile); !read) return read.error();
  auto rules = read_lines(folder / kRulesFile);
  if (!rules) return rules.error();
  if (auto read = compiler.read_rules(*rules, folder / kRulesFile); !read) return read.error();
  return std::move(compiler).finish();
}

Result<TimeRules> TimeRules::parse(std::string_view words, std::string_view rules) {
  TimeRuleCompiler compiler;
  auto word_lines = parse_lines(kWordsFile, words);
  if (!word_lines) return word_lines.error();
  if (auto read = compiler.read_words(*word_lines, kWordsFile); !read) return read.error();
  auto rule_lines = parse_lines(kRulesFile, rules);
  if (!rule_lines) return rule_lines.error();
  if (auto read = compiler.read_rules(*rule_lines, kRulesFile); !read) return read.error();
  return std::move(compiler).finish();
}

const TimeWord* TimeRules::find_word(std::string_view folded) const {
  const auto found = words_.find(folded);
  return found == words_.end() ? nullptr : &found->second;
}

bool has_symbol(const TimeWord* word, TimeSymbol symbol, std::int32_t* value) {
  if (word == nullptr) return false;
  for (const SymbolValue& known : word->symbols) {
    if (known.symbol != symbol) continue;
    if (value != nullptr) *value = known.value;
    return true;
  }
  return false;
}

}  // namespace casus
