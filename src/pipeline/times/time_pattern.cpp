#include "pipeline/times/time_pattern.h"

#include <algorithm>
#include <iterator>

#include "pipeline/times/atoms.h"
#include "pipeline/times/time_rules.h"

namespace casus {

namespace {

using Paths = std::vector<PatternPath>;
using FieldOfClass = std::function<Result<std::optional<TimeField>>(std::string_view)>;

Error pattern_error(std::string message, std::string remedy = {}) {
  return {ErrorKind::kSyntax, std::move(message), {}, 0, std::move(remedy)};
}

Error too_many_paths() {
  return pattern_error(
      "has more than " + std::to_string(kMaxRulePaths) + " ways through its options",
      "write it as several rules");
}

std::size_t longest(const Paths& paths) {
  std::size_t most = 0;
  for (const PatternPath& path : paths) most = std::max(most, path.size());
  return most;
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_special(char c) { return std::string_view("(){}<>|?~@").find(c) != std::string_view::npos; }

// Recursive descent over a rule file's line; brackets nest at most kMaxPatternDepth deep.
class PatternReader {
 public:
  PatternReader(std::string_view text, const PatternFragments& fragments, const FieldOfClass& field)
      : text_(text), fragments_(fragments), field_of_class_(field) {}

  Result<Paths> read_all() {
    auto paths = read_alternatives(0);
    if (paths && at_ < text_.size()) return pattern_error("unexpected ')' in the pattern");
    return paths;
  }

 private:
  Result<Paths> read_alternatives(int depth) {
    if (depth > kMaxPatternDepth) return pattern_error("brackets nest too deep");
    Paths all;
    while (true) {
      auto paths = read_sequence(depth);
      if (!paths) return paths;
      all.insert(all.end(), std::make_move_iterator(paths->begin()),
                 std::make_move_iterator(paths->end()));
      if (all.size() > kMaxRulePaths) return too_many_paths();
      if (at_ >= text_.size() || text_[at_] != '|') return all;
      ++at_;
    }
  }

  Result<Paths> read_sequence(int depth) {
    Paths paths(1);
    while (skip_blanks(), at_ < text_.size() && text_[at_] != ')' && text_[at_] != '|') {
      const bool glued =
          at_ > 0 && !is_blank(text_[at_ - 1]) && text_[at_ - 1] != '(' && text_[at_ - 1] != '|';
      auto element = read_element(depth);
      if (!element) return element;
      if (glued) glue_first(*element);
      if (at_ < text_.size() && text_[at_] == '?') {
        ++at_;
        element->emplace_back();
      }
      if (paths.size() * element->size() > kMaxRulePaths) return too_many_paths();
      paths = join(paths, *element);
      if (longest(paths) > kMaxPatternSteps) return pattern_error("the pattern is too long");
    }
    return paths;
  }

  Result<Paths> read_element(int depth) {
    const char c = text_[at_];
    if (c == '(') return read_group(depth);
    if (c == '{') return read_class();
    if (c == '<') return read_assignment();
    if (c == '@') return read_fragment();
    if (c == '~') {
      ++at_;
      PatternStep split;
      split.kind = PatternStep::Kind::kSplit;
      return Paths{{split}};
    }
    if (is_special(c)) return pattern_error(std::string("unexpected '") + c + "' in the pattern");
    return read_literal();
  }

  Result<Paths> read_group(int depth) {
    ++at_;
    auto paths = read_alternatives(depth + 1);
    if (!paths) return paths;
    if (at_ >= text_.size()) return pattern_error("a '(' is not closed");
    ++at_;
    return paths;
  }

  // The text up to `close`, which is passed; empty where it is missing.
  std::string_view read_until(char close) {
    const std::size_t end = text_.find(close, at_);
    if (end == std::string_view::npos) return {};
    const auto inside = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return inside;
  }

  Result<Paths> read_class() {
    const std::string_view inside = read_until('}');
    const std::size_t colon = inside.find(':');
    PatternStep step;
    step.kind = PatternStep::Kind::kClass;
    step.name = inside.substr(0, colon);
    auto field = field_of_class_(step.name);
    if (!field) return field.error();
    if (colon != std::string_view::npos) {
      *field = parse_time_field(inside.substr(colon + 1));
      if (!*field) return pattern_error("unknown field in '{" + std::string(inside) + "}'");
    }
    step.captures = field->has_value();
    step.field = field->value_or(TimeField::kYear);
    return Paths{{step}};
  }

  Result<Paths> read_assignment() {
    const std::string_view inside = read_until('>');
    const std::size_t equals = inside.find('=');
    const auto field = parse_time_field(inside.substr(0, equals));
    if (!field || equals == std::string_view::npos) {
      return pattern_error("unknown field in '<" + std::string(inside) + ">'",
                           "write <field=value>");
    }
    const auto value = parse_field_value(*field, inside.substr(equals + 1));
    if (!value) return pattern_error("wrong value in '<" + std::string(inside) + ">'");
    PatternStep step;
    step.kind = PatternStep::Kind::kAssign;
    step.field = *field;
    step.value = *value;
    return Paths{{step}};
  }

  Result<Paths> read_fragment() {
    std::size_t end = ++at_;
    while (end < text_.size() &&
           (text_[end] == '_' || text_[end] == '-' || (text_[end] >= 'a' && text_[end] <= 'z'))) {
      ++end;
    }
    const auto found = fragments_.find(text_.substr(at_, end - at_));
    if (found == fragments_.end()) {
      return pattern_error("unknown fragment '@" + std::string(text_.substr(at_, end - at_)) + "'",
                           "define it in an earlier line: @name = pattern");
    }
    at_ = end;
    return found->second;
  }

  Result<Paths> read_literal() {
    const std::size_t start = at_;
    while (at_ < text_.size() && !is_blank(text_[at_]) && !is_special(text_[at_])) ++at_;
    std::vector<Atom> atoms;
    append_atoms(text_, static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at_),
                 kNoToken, atoms);
    PatternPath path;
    for (const Atom& atom : atoms) {
      char buffer[kAtomBuffer];
      PatternStep step;
      step.glued = !path.empty();
      step.name = fold_atom(text_.substr(atom.start, atom.end - atom.start), buffer);
      if (step.name.empty()) return pattern_error("a word of the pattern is too long");
      path.push_back(std::move(step));
    }
    return Paths{std::move(path)};
  }

  static void glue_first(Paths& paths) {
    for (PatternPath& path : paths) {
      for (PatternStep& step : path) {
        if (step.kind != PatternStep::Kind::kLiteral && step.kind != PatternStep::Kind::kClass) {
          continue;
        }
        step.glued = true;
        break;
      }
    }
  }

  static Paths join(const Paths& left, const Paths& right) {
    Paths joined;
    joined.reserve(left.size() * right.size());
    for (const PatternPath& head : left) {
      for (const PatternPath& tail : right) {
        joined.push_back(head);
        joined.back().insert(joined.back().end(), tail.begin(), tail.end());
      }
    }
    return joined;
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  std::string_view text_;
  const PatternFragments& fragments_;
  const FieldOfClass& field_of_class_;
  std::size_t at_ = 0;
};

}  // namespace

Result<Paths> expand_pattern(std::string_view pattern, const PatternFragments& fragments,
                             const FieldOfClass& field_of_class) {
  return PatternReader(pattern, fragments, field_of_class).read_all();
}

}  // namespace casus
