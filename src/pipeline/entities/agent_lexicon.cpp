#include "pipeline/entities/agent_lexicon.h"

#include <algorithm>
#include <optional>

namespace casus {

namespace {

struct ClassName {
  std::string_view name;
  ListClass word_class;
};

constexpr ClassName kClassNames[] = {
    {"title", kTitleWord},       {"short", kShortWord},
    {"first", kFirstName},       {"organisation", kOrganisationHead},
    {"location", kLocationHead}, {"inside", kInsideName},
    {"suffix", kNameSuffix},     {"not", kNoName},
    {"say", kSayVerb},           {"act", kActVerb},
    {"relation", kRelationNoun}, {"in", kInPreposition},
    {"of", kOfPreposition},      {"with", kWithPreposition},
    {"ethnic", kEthnicWord},     {"joint", kJoint},
    {"person", kPersonPronoun},  {"thing-pronoun", kThingPronoun},
    {"whose", kWhoseWord},       {"self", kSelfPronoun},
    {"speak", kSpeakVerb},       {"speech", kSpeechNoun},
    {"talk", kTalkNoun},         {"maker", kMakerPreposition},
    {"other", kOtherNoun},       {"ally", kAllyNoun},
    {"head", kHeadWord},         {"abroad", kAbroadWord},
    {"text", kTextWord},         {"placed", kPlacedWord},
    {"freedom", kFreedomWord},
};

struct KindName {
  std::string_view name;
  AgentKind kind;
};

constexpr KindName kKindNames[] = {{"agent", AgentKind::kAgent}, {"kin", AgentKind::kKin},
                                   {"defer", AgentKind::kDefer}, {"polity", AgentKind::kPolity},
                                   {"place", AgentKind::kPlace}, {"thing", AgentKind::kThing}};

std::optional<ListClass> class_named(std::string_view name) {
  for (const auto& known : kClassNames) {
    if (known.name == name) return known.word_class;
  }
  return std::nullopt;
}

std::optional<AgentKind> kind_named(std::string_view name) {
  for (const auto& known : kKindNames) {
    if (known.name == name) return known.kind;
  }
  return std::nullopt;
}

// "(defence/defense) minister" -> two phrases. One pair of brackets a phrase.
std::vector<std::string> alternatives_of(std::string_view phrase) {
  const std::size_t open = phrase.find('(');
  const std::size_t close = phrase.find(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
    return {std::string(phrase)};
  }
  std::vector<std::string> phrases;
  for (const auto word : split(phrase.substr(open + 1, close - open - 1), '/')) {
    phrases.push_back(std::string(phrase.substr(0, open)) + std::string(word) +
                      std::string(phrase.substr(close + 1)));
  }
  return phrases;
}

}  // namespace

// What stands before the colon.
struct AgentLexicon::Heading {
  std::string_view kind;
  SectorList sectors;
  std::string code;
};

Result<AgentLexicon> AgentLexicon::load(const std::filesystem::path& language_folder,
                                        const Codes& codes) {
  AgentLexicon lexicon;
  for (const char* name : {"agents.txt", "names.txt"}) {
    const auto path = language_folder / name;
    if (!std::filesystem::exists(path)) continue;
    auto lines = read_lines(path);
    if (!lines) return lines.error();
    for (const Line& line : *lines) {
      if (auto read = lexicon.read_line(path, line, codes); !read) return read.error();
    }
  }
  lexicon.finish();
  return lexicon;
}

Result<void> AgentLexicon::read_line(const std::filesystem::path& path, const Line& line,
                                     const Codes& codes) {
  const std::size_t colon = line.text.find(':');
  const auto words = split_words(std::string_view(line.text).substr(0, colon));
  if (colon == std::string::npos || words.empty()) {
    return line_error(path, line, "has no kind", "write KIND [SECTOR...] : phrase | phrase");
  }
  Heading heading{words[0], {}, {}};
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].starts_with("code=")) {
      heading.code = words[i].substr(5);
      if (codes.is_non_state(heading.code)) continue;
      return line_error(path, line, "'" + heading.code + "' is no code of non-states",
                        "use one of codes.list: NGO, IGO, ...");
    }
    const auto sector = codes.find_sector(words[i]);
    if (!sector) {
      return line_error(path, line, "unknown sector '" + std::string(words[i]) + "'",
                        "use a sector of codes.list: GOV, MIL, ...");
    }
    heading.sectors.add(*sector);
  }
  const auto word_class = class_named(heading.kind);
  const bool is_modifier = heading.kind == "add" || heading.kind == "replace";
  const bool is_ending = heading.kind == "patronymic";
  if (!word_class && !is_modifier && !is_ending && !kind_named(heading.kind)) {
    return line_error(path, line, "unknown kind '" + std::string(heading.kind) + "'",
                      "see docs/formats/agents.md");
  }
  for (const auto phrase : split(std::string_view(line.text).substr(colon + 1), '|')) {
    if (phrase.empty()) return line_error(path, line, "has an empty phrase", "remove a '|'");
    for (const std::string& text : alternatives_of(phrase)) {
      if (is_ending) {
        patronymic_endings_.push_back(text);
      } else if (word_class) {
        add_class(*word_class, text);
      } else if (is_modifier) {
        add_modifier(heading, text);
      } else if (auto added = add_phrase(path, line, heading, text); !added) {
        return added.error();
      }
    }
  }
  return {};
}

Result<void> AgentLexicon::add_phrase(const std::filesystem::path& path, const Line& line,
                                      const Heading& heading, const std::string& text) {
  AgentPhrase phrase;
  const auto words = split_words(text);
  phrase.head = words.size() - 1;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i];
    if (word.ends_with('^')) {
      word.remove_suffix(1);
      phrase.head = i;
    }
    phrase.words.push_back(vocabulary_.add(word));
    phrase.text += (i == 0 ? "" : " ") + std::string(word);
  }
  phrase.kind = *kind_named(heading.kind);
  phrase.sectors = heading.sectors;
  phrase.code = heading.code;
  // The same words may have another head: "attorney^ general", "attorney general".
  const auto [first, is_new] =
      lines_.emplace(phrase.text + '^' + std::to_string(phrase.head), line.number);
  if (!is_new) {
    return line_error(path, line,
                      "'" + phrase.text + "' is already in line " + std::to_string(first->second),
                      "keep one of the two");
  }
  phrases_.push_back(std::move(phrase));
  return {};
}

void AgentLexicon::add_modifier(const Heading& heading, const std::string& text) {
  AgentModifier modifier;
  for (const auto word : split_words(text)) modifier.words.push_back(vocabulary_.add(word));
  modifier.sectors = heading.sectors;
  modifier.code = heading.code;
  modifier.replaces = heading.kind == "replace";
  modifier.text = text;
  modifiers_.push_back(std::move(modifier));
}

void AgentLexicon::add_class(std::uint32_t word_class, std::string_view word) {
  std::string small(word);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const ListWord id = vocabulary_.add(small);
  if (id >= classes_.size()) classes_.resize(id + 1);
  classes_[id] |= word_class;
}

bool AgentLexicon::is_patronymic(std::string_view word) const {
  return std::any_of(patronymic_endings_.begin(), patronymic_endings_.end(),
                     [word](const std::string& ending) {
                       return word.size() > ending.size() + 1 && word.ends_with(ending);
                     });
}

void AgentLexicon::finish() {
  by_head_.resize(vocabulary_.size());
  by_modifier_.resize(vocabulary_.size());
  for (std::uint32_t i = 0; i < phrases_.size(); ++i) {
    by_head_[phrases_[i].words[phrases_[i].head]].push_back(i);
  }
  for (std::uint32_t i = 0; i < modifiers_.size(); ++i) {
    by_modifier_[modifiers_[i].words.back()].push_back(i);
  }
  for (auto& list : by_head_) {
    std::stable_sort(list.begin(), list.end(), [&](std::uint32_t a, std::uint32_t b) {
      return phrases_[a].words.size() > phrases_[b].words.size();
    });
  }
  for (auto& list : by_modifier_) {
    std::stable_sort(list.begin(), list.end(), [&](std::uint32_t a, std::uint32_t b) {
      return modifiers_[a].words.size() > modifiers_[b].words.size();
    });
  }
  lines_.clear();
}

}  // namespace casus
