#include "pipeline/events/pattern.h"

#include <algorithm>

#include "base/utf8.h"

namespace casus {

namespace {

struct Reader {
  const std::filesystem::path& path;
  const Line& line;
  const PatternVocabulary& vocabulary;

  Error error(std::string message, std::string remedy) const {
    return line_error(path, line, std::move(message), std::move(remedy));
  }
};

// Parts between blanks that are not inside brackets.
std::vector<std::string_view> split_items(std::string_view text) {
  std::vector<std::string_view> items;
  std::size_t start = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    depth += (c == '(') - (c == ')');
    if ((c != ' ' && c != '\t') || (depth > 0 && i < text.size())) continue;
    if (i > start) items.push_back(text.substr(start, i - start));
    start = i + 1;
  }
  return items;
}

std::string_view without_brackets(std::string_view text) {
  const bool has_brackets = text.size() > 1 && text.front() == '(' && text.back() == ')';
  return has_brackets ? text.substr(1, text.size() - 2) : text;
}

// Takes "/v" off the end of `text`.
Result<HeadClass> take_class(const Reader& reader, std::string_view& text) {
  const std::size_t slash = text.rfind('/');
  if (slash == std::string_view::npos || text.find(')', slash) != std::string_view::npos) {
    return HeadClass::kAny;
  }
  const std::string_view name = text.substr(slash + 1);
  text = text.substr(0, slash);
  if (name == "v") return HeadClass::kVerb;
  if (name == "n") return HeadClass::kNoun;
  if (name == "a") return HeadClass::kAdjective;
  return reader.error("unknown word class '/" + std::string(name) + "'", "use /v, /n or /a");
}

Step read_step(std::string_view name, WordTable& words) {
  constexpr std::pair<std::string_view, Slot> kNames[] = {
      {"subj", Slot::kSubject},        {"obj", Slot::kObject},
      {"iobj", Slot::kIndirectObject}, {"nmod", Slot::kModifier},
      {"amod", Slot::kAdjective},      {"poss", Slot::kPossessor},
      {"xcomp", Slot::kInfinitive},    {"ccomp", Slot::kClause},
      {"aux", Slot::kAuxiliary},       {"compound", Slot::kCompound},
      {"sentence", Slot::kSentence},   {"nearby", Slot::kNearby},
      {"vsubj", Slot::kBesideSubject}};
  for (const auto& [known, slot] : kNames) {
    if (name == known) return {slot, kNoTerm};
  }
  return {Slot::kPreposition, words.add(lower_utf8(name))};
}

Result<Path> read_path(const Reader& reader, std::string_view text) {
  Path path;
  for (const std::string_view name : split(text, '.')) {
    if (name.empty() || name.find_first_of("()@%*!;=") != std::string_view::npos) {
      return reader.error("cannot read '" + std::string(text) + "' as a relation",
                          "write subj, obj, iobj, poss, compound, nmod, amod, xcomp, ccomp, aux "
                          "or a preposition, two joined by a dot at most");
    }
    path.push_back(read_step(name, *reader.vocabulary.words));
  }
  if (path.empty() || path.size() > 3) {
    return reader.error("'" + std::string(text) + "' has too many steps", "write at most three");
  }
  return path;
}

Result<Filler> read_filler(const Reader& reader, std::string_view text) {
  Filler filler;
  auto word_class = take_class(reader, text);
  if (!word_class) return word_class.error();
  filler.word_class = *word_class;
  std::string words;
  for (const std::string_view part : split(without_brackets(text), '|')) {
    if (part == "*") {
      filler.is_anything = true;
    } else if (part == "%") {
      filler.is_actor = true;
    } else if (part.starts_with('%')) {
      filler.sectors.emplace_back(part.substr(1));
    } else {
      words += (words.empty() ? "" : "|") + std::string(part);
    }
  }
  if (!words.empty()) {
    auto read = read_words(reader.path, reader.line, words, reader.vocabulary, filler.words);
    if (!read) return read.error();
  }
  if (!filler.is_anything && !filler.is_actor && filler.sectors.empty() && filler.words.empty()) {
    return reader.error("a relation without a word", "write a word, (a|b), @set, %SECTOR, % or *");
  }
  return filler;
}

// "out", "obj:(attack|raid)", "!in:exercise"
Result<Condition> read_condition(const Reader& reader, std::string_view item) {
  Condition condition;
  if (item.starts_with('!')) {
    condition.is_forbidden = true;
    item.remove_prefix(1);
  }
  const std::size_t colon = item.find(':');
  std::string_view words = item;
  if (colon == std::string_view::npos) {
    condition.path = {{Slot::kWord, kNoTerm}};
  } else {
    auto path = read_path(reader, item.substr(0, colon));
    if (!path) return path.error();
    condition.path = *std::move(path);
    words = item.substr(colon + 1);
  }
  auto filler = read_filler(reader, words);
  if (!filler) return filler.error();
  condition.filler = *std::move(filler);
  return condition;
}

Result<void> read_run(const Reader& reader, std::string_view words, Entry& entry) {
  entry.head_class = HeadClass::kAny;
  for (const std::string_view word : split_items(words)) {
    WordSet set;
    auto read = read_words(reader.path, reader.line, word, reader.vocabulary, set);
    if (!read) return read.error();
    entry.run.push_back(std::move(set));
  }
  if (entry.run.empty()) return reader.error("no words before '/i'", "write 'under fire/i'");
  entry.heads = entry.run.front();
  return {};
}

Result<void> read_pattern(const Reader& reader, std::string_view pattern, Entry& entry) {
  const std::size_t run = pattern.find("/i");
  if (run != std::string_view::npos && (run + 2 == pattern.size() || pattern[run + 2] == ' ')) {
    if (auto read = read_run(reader, pattern.substr(0, run), entry); !read) return read;
    pattern = pattern.substr(run + 2);
  }
  auto items = split_items(pattern);
  if (entry.run.empty()) {
    if (items.empty()) return reader.error("no pattern", "write 'lemma/v', 'lemma/n' or 'lemma/a'");
    std::string_view head = items.front();
    auto head_class = take_class(reader, head);
    if (!head_class) return head_class.error();
    if (*head_class == HeadClass::kAny) {
      return reader.error("the head '" + std::string(head) + "' has no word class",
                          "write " + std::string(head) + "/v, /n, /a or /i");
    }
    entry.head_class = *head_class;
    auto read = read_words(reader.path, reader.line, head, reader.vocabulary, entry.heads);
    if (!read) return read;
    items.erase(items.begin());
  }
  for (const std::string_view item : items) {
    auto condition = read_condition(reader, item);
    if (!condition) return condition.error();
    entry.conditions.push_back(*std::move(condition));
  }
  if (entry.conditions.size() > 8) {
    return reader.error("more than 8 conditions", "write a shorter pattern");
  }
  return {};
}

Result<void> read_roles(const Reader& reader, std::string_view value, std::vector<Path>& roles) {
  roles.clear();
  for (const std::string_view role : split(value, ',')) {
    auto path = read_path(reader, role);
    if (!path) return path.error();
    if (is_beside_the_tree(path->front())) {
      return reader.error("'sentence' and 'nearby' are no roles",
                          "use it as a condition: sentence:(crash|flood)");
    }
    roles.push_back(*std::move(path));
  }
  return {};
}

Result<void> read_modes(const Reader& reader, std::string_view value, Entry& entry) {
  for (const std::string_view mode : split(value, ',')) {
    if (entry.category == nullptr) break;
    if (entry.category->find_mode(mode) == nullptr) {
      std::string known;
      for (const EventMode& m : entry.category->modes) known += " " + m.name;
      return reader.error(entry.category->name + " has no mode '" + std::string(mode) + "'",
                          known.empty() ? "it has none" : "use one of" + known);
    }
    entry.modes.emplace_back(mode);
  }
  return {};
}

Result<void> read_contexts(const Reader& reader, std::string_view value, Entry& entry) {
  for (const std::string_view context : split(value, ',')) {
    if (!reader.vocabulary.schema->has_context(context)) {
      return reader.error("unknown context '" + std::string(context) + "'",
                          "use a name of data/events/contexts.list");
    }
    entry.contexts.emplace_back(context);
  }
  return {};
}

Result<void> read_auxiliary(const Reader& reader, std::string_view value, Entry& entry) {
  for (const std::string_view name : split(value, ',')) {
    if (std::find(kAuxiliaryNames.begin(), kAuxiliaryNames.end(), name) == kAuxiliaryNames.end()) {
      return reader.error("unknown auxiliary mode '" + std::string(name) + "'",
                          "use historical, future, hypothetical or negation");
    }
    entry.auxiliary.emplace_back(name);
  }
  return {};
}

// "reciprocal" and the other options that are one word; false: not one of them.
bool read_flag(std::string_view option, Entry& entry) {
  if (option == "reciprocal") return entry.is_reciprocal = true;
  if (option == "no-recipient") return entry.has_no_recipient = true;
  if (option == "no-actor") return entry.has_no_actor = true;
  if (option == "recipient-required") return entry.needs_recipient = true;
  if (option == "actor-required") return entry.needs_actor = true;
  if (option == "actor-required-state") return entry.needs_state = true;
  if (option == "abroad") return entry.needs_abroad = true;
  if (option == "by-speaker") return entry.is_by_speaker = true;
  if (option == "veto") entry.is_veto = true;
  if (option != "none" && option != "veto") return false;
  entry.category = nullptr;
  return true;
}

Result<void> read_option(const Reader& reader, std::string_view option, Entry& entry) {
  if (read_flag(option, entry)) return {};
  const std::size_t equals = option.find('=');
  const std::string_view name = trim(option.substr(0, equals));
  const std::string_view value =
      equals == std::string_view::npos ? std::string_view{} : trim(option.substr(equals + 1));
  if (!value.empty()) {
    if (name == "mode") return read_modes(reader, value, entry);
    if (name == "context") return read_contexts(reader, value, entry);
    if (name == "aux") return read_auxiliary(reader, value, entry);
    if (name == "unnamed") {
      entry.unnamed_actor = value;
      return {};
    }
    if (name == "actor") return read_roles(reader, value, entry.actor);
    if (name == "recipient") return read_roles(reader, value, entry.recipient);
  }
  return reader.error(
      "unknown option '" + std::string(option) + "'",
      "use mode=, context=, aux=, actor=, recipient=, reciprocal, no-recipient, "
      "no-actor, actor-required, recipient-required, actor-required-state, abroad, by-speaker, "
      "unnamed=, none or veto");
}

// What roles an entry has that names none.
void add_default_roles(Entry& entry, WordTable& words) {
  const auto roles = [&](std::initializer_list<std::string_view> names, std::vector<Path>& into) {
    for (const std::string_view name : names) into.push_back({read_step(name, words)});
  };
  const bool is_noun = entry.head_class == HeadClass::kNoun;
  if (entry.recipient.empty() && !entry.has_no_recipient) {
    if (is_noun) {
      roles({"on", "against", "with", "to"}, entry.recipient);
    } else {
      roles({"obj", "against", "on", "with", "to"}, entry.recipient);
    }
  }
  if (!entry.actor.empty() || entry.has_no_actor) return;
  if (!is_noun) return roles({"subj"}, entry.actor);
  roles({"by", "poss", "compound", "subj"}, entry.actor);
  const Path of = {read_step("of", words)};
  const auto& recipients = entry.recipient;
  if (std::find(recipients.begin(), recipients.end(), of) == recipients.end()) {
    entry.actor.push_back(of);
  }
}

}  // namespace

Result<void> read_words(const std::filesystem::path& path, const Line& line, std::string_view text,
                        const PatternVocabulary& vocabulary, WordSet& words) {
  const Reader reader{path, line, vocabulary};
  for (std::string_view word : split(without_brackets(text), '|')) {
    if (word.starts_with('@')) {
      const WordSet* set = vocabulary.find_set(word.substr(1));
      if (set == nullptr) {
        return reader.error("unknown set '" + std::string(word) + "'", "define it in sets.txt");
      }
      words.add_all(*set);
      continue;
    }
    if (word.empty() || word.find_first_of("()@%*!;=:|") != std::string_view::npos) {
      return reader.error("cannot read '" + std::string(text) + "' as words",
                          "write a lemma, (a|b) or @set");
    }
    words.add(vocabulary.words->add(lower_utf8(word)));
  }
  return {};
}

Result<Entry> read_entry(const std::filesystem::path& path, const Line& line,
                         const PatternVocabulary& vocabulary) {
  const Reader reader{path, line, vocabulary};
  Entry entry;
  entry.category = vocabulary.category;
  entry.text = line.text;
  entry.place = {path.filename().string(), line.number};
  const auto parts = split(line.text, ';');
  if (auto read = read_pattern(reader, parts.front(), entry); !read) return read.error();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].empty()) continue;
    if (auto read = read_option(reader, parts[i], entry); !read) return read.error();
  }
  add_default_roles(entry, *vocabulary.words);
  return entry;
}

}  // namespace casus
