#include "pipeline/facts/fact_rules.h"

#include <algorithm>
#include <array>
#include <span>

namespace casus {

namespace {

constexpr std::string_view kSetsFile = "sets.txt";

// Steps that are no preposition.
struct NamedStep {
  std::string_view name;
  StepKind kind;
  Relation relation = Relation::kDep;
};
constexpr std::array<NamedStep, 20> kNamedSteps = {{
    {"subj", StepKind::kSubject},
    {"obj", StepKind::kObject},
    {"poss", StepKind::kPossessor},
    {"head", StepKind::kHead},
    {"pred", StepKind::kPredicate},
    {"people", StepKind::kPeopleAfter},
    {"self", StepKind::kSelf},
    {"amod", StepKind::kRelation, Relation::kAmod},
    {"compound", StepKind::kRelation, Relation::kCompound},
    {"appos", StepKind::kRelation, Relation::kAppos},
    {"ccomp", StepKind::kRelation, Relation::kCcomp},
    {"xcomp", StepKind::kRelation, Relation::kXcomp},
    {"nmod", StepKind::kRelation, Relation::kNmod},
    {"advcl", StepKind::kRelation, Relation::kAdvcl},
    {"iobj", StepKind::kRelation, Relation::kIobj},
    {"nummod", StepKind::kRelation, Relation::kNummod},
    {"det", StepKind::kRelation, Relation::kDet},
    {"mark", StepKind::kRelation, Relation::kMark},
    {"aux", StepKind::kRelation, Relation::kAux},
    {"acl", StepKind::kRelation, Relation::kAcl},
}};

CueStep step_named(std::string_view name) {
  CueStep step;
  if (name.front() == '~') {
    step.kind = StepKind::kAfter;
    step.preposition = name.substr(1);
    return step;
  }
  const auto found = std::find_if(kNamedSteps.begin(), kNamedSteps.end(),
                                  [&](const NamedStep& each) { return each.name == name; });
  if (found == kNamedSteps.end()) {
    step.preposition = name;
  } else {
    step.kind = found->kind;
    step.relation = found->relation;
  }
  return step;
}

std::size_t closing_bracket(std::string_view text, std::size_t open) {
  return std::min(text.find(')', open), text.size());
}

// Words between blanks; blanks inside of brackets do not part.
std::vector<std::string_view> split_terms(std::string_view text) {
  std::vector<std::string_view> terms;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && text[end] != ' ') {
      end = text[end] == '(' ? closing_bracket(text, end) : end + 1;
    }
    terms.push_back(text.substr(at, end - at));
    at = end;
  }
  return terms;
}

}  // namespace

// Reads the files of one folder.
class FactRuleReader {
 public:
  Result<void> read_sets(const std::filesystem::path& path, const std::vector<Line>& lines) {
    for (const Line& line : lines) {
      const std::size_t equals = line.text.find('=');
      if (line.text.front() != '@' || equals == std::string::npos) {
        return line_error(path, line, "is no named set", "write @name = word | word");
      }
      const std::string_view text = line.text;
      auto& set = rules_.sets_[std::string(trim(text.substr(1, equals - 1)))];
      for (const std::string_view word : split(text.substr(equals + 1), '|')) {
        if (auto added = add_lemmas(word, set); !added) return named(added.error(), path, line);
      }
    }
    return {};
  }

  Result<void> read_cues(const std::filesystem::path& path, const std::vector<Line>& lines) {
    const std::string kind = path.stem().string();
    for (const Line& line : lines) {
      if (line.text.front() == '!') {
        if (auto read = read_setting(line.text.substr(1), rules_.settings_[kind]); !read) {
          return named(read.error(), path, line);
        }
        continue;
      }
      FactCue cue;
      cue.kind = kind;
      const auto parts = split(line.text, ';');
      std::vector<std::string> heads;
      auto read = read_pattern(parts.front(), cue, heads);
      for (std::size_t i = 1; read && i < parts.size(); ++i) read = read_option(parts[i], cue);
      if (!read) return named(read.error(), path, line);
      take_lemmas(cue.conditions, cue.anchor);
      const auto index = static_cast<std::uint32_t>(rules_.cues_.size());
      for (const std::string& head : heads) rules_.by_lemma_[head].push_back(index);
      rules_.cues_.push_back(std::move(cue));
    }
    return {};
  }

  FactRules finish() && { return std::move(rules_); }

 private:
  static Error slip(std::string message, std::string remedy = {}) {
    return {ErrorKind::kSyntax, std::move(message), {}, 0, std::move(remedy)};
  }
  static Error named(const Error& error, const std::filesystem::path& path, const Line& line) {
    return line_error(path, line, error.message, error.remedy);
  }

  // "^obj" is the object that "obj:@operations" asks for.
  static void take_lemmas(const std::vector<CuePath>& conditions, CuePath& anchor) {
    for (const CuePath& condition : conditions) {
      const bool is_same = std::equal(condition.begin(), condition.end(), anchor.begin(),
                                      anchor.end(), [](const CueStep& a, const CueStep& b) {
                                        return a.kind == b.kind && a.relation == b.relation &&
                                               a.preposition == b.preposition;
                                      });
      if (!is_same) continue;
      anchor = condition;
      return;
    }
  }

  static void add_names(std::span<const std::string_view> words, std::vector<std::string>& names) {
    for (const std::string_view word : words) names.emplace_back(word);
  }

  // "! same speaker stance ~topic": roles, then fields; "! order status proposed | signed".
  Result<void> read_setting(std::string_view text, KindSettings& settings) {
    const auto words = split_words(text);
    if (words.size() >= 2 && words[0] == "same") {
      for (std::size_t i = 1; i < words.size(); ++i) {
        auto& into = words[i].front() == '~'   ? settings.similar_fields
                     : words[i].front() == '=' ? settings.same_fields
                                               : settings.same_roles;
        into.emplace_back(words[i].substr(&into == &settings.same_roles ? 0 : 1));
      }
      return {};
    }
    if (words.size() >= 3 && words[0] == "order") {
      const std::size_t values = static_cast<std::size_t>(words[2].data() - text.data());
      std::vector<std::string> order;
      for (const std::string_view value : split(text.substr(values), '|'))
        order.emplace_back(value);
      settings.orders.emplace_back(words[1], std::move(order));
      return {};
    }
    if (words.size() < 2) return slip("a setting without words");
    const std::span<const std::string_view> rest(words.begin() + 1, words.end());
    if (words[0] == "bodies") return add_names(rest, settings.body_roles), Result<void>();
    if (words[0] == "unions") return add_names(rest, settings.union_roles), Result<void>();
    const std::string_view listed = trim(text.substr(text.find(words[0]) + words[0].size()));
    if (words[0] == "alike") return add_lemmas(listed, settings.alike.emplace_back());
    if (words[0] == "uttered") {
      settings.is_uttered = true;
      return add_lemmas(listed, settings.utterers);
    }
    return slip("unknown setting '" + std::string(text) + "'",
                "write ! same, order, bodies, unions, alike or uttered");
  }

  // "meeting", "(meeting|summit)", "@meetings".
  Result<void> add_lemmas(std::string_view text, std::vector<std::string>& lemmas) {
    if (text.starts_with('@')) {
      const auto set = rules_.sets_.find(text.substr(1));
      if (set == rules_.sets_.end()) {
        return slip("unknown set '" + std::string(text) + "'", "define it in sets.txt");
      }
      lemmas.insert(lemmas.end(), set->second.begin(), set->second.end());
      return {};
    }
    if (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
    for (const std::string_view lemma : split(text, '|')) {
      if (lemma.empty()) return slip("an empty word in '" + std::string(text) + "'");
      if (lemma.starts_with('@')) {
        if (auto added = add_lemmas(lemma, lemmas); !added) return added;
      } else {
        lemmas.emplace_back(lemma);
      }
    }
    return {};
  }

  Result<void> read_pattern(std::string_view text, FactCue& cue, std::vector<std::string>& heads) {
    const auto terms = split_terms(text);
    if (terms.empty()) return slip("a line without a pattern", "write lemma/v or lemma/n");
    const std::string_view head = terms.front();
    const std::size_t slash = head.rfind('/');
    const std::string_view word_class =
        slash == std::string_view::npos ? "" : head.substr(slash + 1);
    if (word_class != "v" && word_class != "n" && word_class != "a") {
      return slip("no word class in '" + std::string(head) + "'",
                  "write lemma/v, lemma/n or lemma/a");
    }
    cue.word_class = word_class == "v"   ? CueClass::kVerb
                     : word_class == "n" ? CueClass::kNoun
                                         : CueClass::kAdjective;
    if (auto added = add_lemmas(head.substr(0, slash), heads); !added) return added;
    for (std::size_t i = 1; i < terms.size(); ++i) {
      CuePath path;
      const bool excludes = terms[i].front() == '!';
      if (auto read = read_path(terms[i].substr(excludes ? 1 : 0), path); !read) return read;
      (excludes ? cue.exclusions : cue.conditions).push_back(std::move(path));
    }
    return {};
  }

  // "obj", "under:auspices.of": steps parted by stops.
  Result<void> read_path(std::string_view text, CuePath& path) {
    for (const std::string_view part : split(text, '.')) {
      const std::size_t colon = part.find(':');
      if (part.substr(0, colon).empty()) {
        return slip("a step without a relation in '" + std::string(text) + "'");
      }
      CueStep step = step_named(part.substr(0, colon));
      if (colon != std::string_view::npos) {
        if (auto added = add_lemmas(part.substr(colon + 1), step.lemmas); !added) return added;
      }
      path.push_back(std::move(step));
    }
    if (path.empty()) return slip("an empty place");
    return {};
  }

  Result<void> read_option(std::string_view option, FactCue& cue) {
    if (option.empty()) return slip("an empty option between ';'");
    if (option == "named") return set_naming(cue, CueNaming::kProper);
    if (option == "phrase") return set_naming(cue, CueNaming::kPhrase);
    if (option == "quoted") return set_naming(cue, CueNaming::kQuoted);
    if (option == "title") return set_naming(cue, CueNaming::kTitle);
    if (option == "continued") return set_flag(cue.is_continued);
    if (option == "unplanned") return set_flag(cue.is_unplanned);
    if (option == "list") return set_flag(cue.opens_list);
    if (option == "^last") return set_flag(cue.adds_to_last);
    if (option.front() == '^') return read_path(option.substr(1), cue.anchor);
    if (option.starts_with("part ")) return read_part(trim(option.substr(5)), cue);
    if (option.starts_with("dated ")) {
      cue.date_field = trim(option.substr(6));
      return {};
    }
    if (option.starts_with("each ")) {
      cue.each_role = trim(option.substr(5));
      return {};
    }
    if (option.starts_with("items ")) {
      cue.item_role = trim(option.substr(6));
      return set_flag(cue.opens_list);
    }
    if (option.starts_with("planned ")) return read_constant(trim(option.substr(8)), cue.planned);
    if (option.starts_with("needs ")) {
      for (const auto name : split_words(option.substr(6))) cue.needs.emplace_back(name);
      return {};
    }
    const std::size_t equals = option.find('=');
    if (equals != std::string_view::npos) return read_places(option, equals, cue);
    return read_constant(option, cue.constants);
  }

  // "status:signed".
  Result<void> read_constant(std::string_view option, CueConstants& constants) {
    const std::size_t colon = option.find(':');
    if (colon == std::string_view::npos || colon == 0) {
      return slip("unknown option '" + std::string(option) + "'", "see docs/formats/facts.md");
    }
    if (auto free = check_field(option.substr(0, colon)); !free) return free;
    constants.emplace_back(option.substr(0, colon), option.substr(colon + 1));
    return {};
  }

  // "agreement=obj:@agreements,last".
  Result<void> read_part(std::string_view text, FactCue& cue) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) {
      return slip("no kind in 'part " + std::string(text) + "'", "write part KIND=place");
    }
    cue.part_kind = text.substr(0, equals);
    for (const std::string_view place : split(text.substr(equals + 1), ',')) {
      if (place == "last") {
        cue.is_part_of_last = true;
        continue;
      }
      CuePath path;
      if (auto read = read_path(place, path); !read) return read;
      cue.part.push_back(std::move(path));
    }
    return {};
  }

  Result<void> read_places(std::string_view option, std::size_t equals, FactCue& cue) {
    const bool is_role = option.front() == '@' || option.front() == '%';
    CuePlaces places;
    places.is_actor_only = option.front() == '%';
    places.name = option.substr(is_role ? 1 : 0, equals - (is_role ? 1 : 0));
    if (places.name.empty()) return slip("a role without a name");
    for (const std::string_view place : split(option.substr(equals + 1), ',')) {
      CuePath path;
      if (auto read = read_path(place, path); !read) return read;
      places.paths.push_back(std::move(path));
    }
    if (!is_role) {
      if (auto free = check_field(places.name); !free) return free;
    }
    (is_role ? cue.roles : cue.fields).push_back(std::move(places));
    return {};
  }

  // A field stands beside the record's own members in the JSON and must not hide one.
  Result<void> check_field(std::string_view name) const {
    constexpr std::array<std::string_view, 16> kMembers = {
        "id",       "kind",     "name",        "enddate",         "place", "participants",
        "context",  "part_of",  "attribution", "evidence",        "start", "end",
        "sequence", "document", "url",         "publication_date"};
    if (std::find(kMembers.begin(), kMembers.end(), name) == kMembers.end()) return {};
    return slip("the field '" + std::string(name) + "' is a member of every fact",
                "give it another name, e.g. type");
  }

  static Result<void> set_flag(bool& flag) {
    flag = true;
    return {};
  }
  static Result<void> set_naming(FactCue& cue, CueNaming naming) {
    cue.naming = naming;
    return {};
  }

  FactRules rules_;
};

Result<FactRules> FactRules::load(const std::filesystem::path& language_folder) {
  const auto folder = language_folder / "facts";
  FactRuleReader reader;
  if (std::filesystem::exists(folder / kSetsFile)) {
    auto lines = read_lines(folder / kSetsFile);
    if (!lines) return lines.error();
    if (auto read = reader.read_sets(folder / kSetsFile, *lines); !read) return read.error();
  }
  for (const auto& path : files_in(folder, ".txt")) {
    if (path.filename() == kSetsFile) continue;
    auto lines = read_lines(path);
    if (!lines) return lines.error();
    if (auto read = reader.read_cues(path, *lines); !read) return read.error();
  }
  return std::move(reader).finish();
}

Result<FactRules> FactRules::parse(const std::filesystem::path& path, std::string_view content) {
  auto lines = parse_lines(path, content);
  if (!lines) return lines.error();
  FactRuleReader reader;
  auto read = path.filename() == kSetsFile ? reader.read_sets(path, *lines)
                                           : reader.read_cues(path, *lines);
  if (!read) return read.error();
  return std::move(reader).finish();
}

const std::vector<std::uint32_t>* FactRules::cues_of(std::string_view lower_lemma) const {
  const auto found = by_lemma_.find(lower_lemma);
  return found == by_lemma_.end() ? nullptr : &found->second;
}

bool FactRules::is_in_set(std::string_view set, std::string_view lower_lemma) const {
  return place_in_set(set, lower_lemma) > 0;
}

int FactRules::place_in_set(std::string_view set, std::string_view lower_lemma) const {
  const auto found = sets_.find(set);
  if (found == sets_.end()) return 0;
  const auto& words = found->second;
  const auto word = std::find(words.begin(), words.end(), lower_lemma);
  return word == words.end() ? 0 : static_cast<int>(word - words.begin()) + 1;
}

const KindSettings& FactRules::settings(std::string_view kind) const {
  const auto found = settings_.find(kind);
  return found == settings_.end() ? no_settings_ : found->second;
}

}  // namespace casus
