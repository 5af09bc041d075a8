// Loads the lexicon files of a language and compiles them: sets first, then cues and patterns,
// then the index from a head's word to its entries.

#include "pipeline/events/lexicon.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text_file.h"
#include "base/utf8.h"
#include "pipeline/events/pattern.h"

namespace casus {

namespace {

constexpr std::string_view kSetFiles[] = {"sets.txt", "grammar.txt"};
constexpr std::string_view kOwnFiles[] = {"sets.txt",      "grammar.txt",  "modality.txt",
                                          "reporting.txt", "contexts.txt", "size.txt",
                                          "endings.txt"};
constexpr std::string_view kWordingFile = "wording.list";
constexpr std::string_view kAntiFile = "none.txt";
constexpr int kMaxSetDepth = 16;

std::string category_name(const std::filesystem::path& path) {
  std::string name = path.stem().string();
  for (char& c : name) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

}  // namespace

int Entry::specificity() const {
  constexpr int kNamed = 2;  // a condition on anything at all says half as much
  int sum = kNamed * std::max(0, static_cast<int>(run.size()) - 1);
  for (const Condition& condition : conditions) {
    if (!condition.is_forbidden) sum += condition.filler.is_anything ? 1 : kNamed;
  }
  return sum;
}

const std::vector<std::int32_t>& EventLexicon::headed_by(TermId word) const {
  static const std::vector<std::int32_t> kNoEntries;
  return word < 0 ? kNoEntries : by_head_[static_cast<std::size_t>(word)];
}

TermId EventLexicon::base_form(std::string_view form, std::string& buffer) const {
  constexpr std::size_t kShortestStem = 2;
  for (const auto& [ending, replacement] : endings_) {
    const bool is_whole = form == ending;  // "slew"
    if (!is_whole && (form.size() < ending.size() + kShortestStem || !form.ends_with(ending))) {
      continue;
    }
    buffer.assign(form.substr(0, form.size() - ending.size()));
    buffer += replacement;
    if (const TermId word = words_.find(buffer); word != kNoTerm) return word;
  }
  return kNoTerm;
}

const std::vector<std::int32_t>& EventLexicon::context_cues_from(TermId word) const {
  static const std::vector<std::int32_t> kNoCues;
  return word < 0 ? kNoCues : cues_by_word_[static_cast<std::size_t>(word)];
}

const EventLexicon::Number* EventLexicon::number(TermId word) const {
  if (word < 0) return nullptr;
  const Number& number = numbers_[static_cast<std::size_t>(word)];
  return number.value == 0 ? nullptr : &number;
}

// Fills an EventLexicon from folders.
class LexiconReader {
 public:
  LexiconReader(EventLexicon& lexicon, const EventSchema& schema)
      : lexicon_(lexicon), schema_(schema) {
    vocabulary_.words = &lexicon.words_;
    vocabulary_.schema = &schema;
    vocabulary_.find_set = [this](std::string_view name) { return find_set(name); };
  }

  Result<void> read(const std::vector<std::filesystem::path>& folders);

 private:
  struct SetLine {
    std::filesystem::path path;
    Line line;
    std::string words;
  };

  const WordSet* find_set(std::string_view name) const {
    const auto at = sets_.find(name);
    return at == sets_.end() ? nullptr : &at->second;
  }

  Result<void> read_sets(const std::filesystem::path& path);
  Result<void> resolve_set(const std::string& name, int depth);
  Result<void> read_each(const std::filesystem::path& path,
                         Result<void> (LexiconReader::*read)(const std::filesystem::path&,
                                                             const Line&));
  Result<void> read_modality(const std::filesystem::path& path, const Line& line);
  Result<void> read_reporting(const std::filesystem::path& path, const Line& line);
  Result<void> read_context(const std::filesystem::path& path, const Line& line);
  Result<void> read_size(const std::filesystem::path& path, const Line& line);
  Result<void> read_ending(const std::filesystem::path& path, const Line& line);
  Result<void> read_number(const std::filesystem::path& path, const Line& line,
                           const std::vector<std::string_view>& words);
  Result<void> read_category(const std::filesystem::path& path);
  Result<void> read_own_files(const std::filesystem::path& folder);
  void build_index();

  EventLexicon& lexicon_;
  const EventSchema& schema_;
  PatternVocabulary vocabulary_;
  std::map<std::string, std::vector<SetLine>, std::less<>> set_lines_;
  std::map<std::string, WordSet, std::less<>> sets_;
  std::map<std::string, std::size_t> entry_by_pattern_;  // "file pattern" -> entry
  std::vector<std::pair<TermId, EventLexicon::Number>> numbers_;
};

Result<void> LexiconReader::read_sets(const std::filesystem::path& path) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  for (const Line& line : *lines) {
    const std::size_t equals = line.text.find('=');
    const std::string_view name = trim(std::string_view(line.text).substr(0, equals));
    if (equals == std::string::npos || !name.starts_with('@') || name.size() < 2) {
      return line_error(path, line, "is no named set", "write '@name = word | word'");
    }
    set_lines_[std::string(name.substr(1))].push_back(
        {path, line, std::string(trim(std::string_view(line.text).substr(equals + 1)))});
  }
  return {};
}

Result<void> LexiconReader::resolve_set(const std::string& name, int depth) {
  if (sets_.contains(name)) return {};
  WordSet words;
  for (const SetLine& set_line : set_lines_[name]) {
    if (depth > kMaxSetDepth) {
      return line_error(set_line.path, set_line.line, "set '@" + name + "' contains itself",
                        "take one of the references out");
    }
    for (const std::string_view word : split(set_line.words, '|')) {
      if (!word.starts_with('@') || !set_lines_.contains(std::string(word.substr(1)))) continue;
      if (auto made = resolve_set(std::string(word.substr(1)), depth + 1); !made) return made;
    }
    auto read = read_words(set_line.path, set_line.line, set_line.words, vocabulary_, words);
    if (!read) return read;
  }
  sets_.insert_or_assign(name, std::move(words));
  return {};
}

Result<void> LexiconReader::read_each(
    const std::filesystem::path& path,
    Result<void> (LexiconReader::*read_line)(const std::filesystem::path&, const Line&)) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  for (const Line& line : *lines) {
    if (auto done = (this->*read_line)(path, line); !done) return done;
  }
  return {};
}

// "negation clause fail | refuse"
Result<void> LexiconReader::read_modality(const std::filesystem::path& path, const Line& line) {
  constexpr std::string_view kPositions[] = {"on", "mark", "clause", "object"};
  const auto words = split_words(line.text);
  if (words.size() == 3 && words[0] == "historical" && words[1] == "years") {
    const auto [end, code] = std::from_chars(words[2].data(), words[2].data() + words[2].size(),
                                             lexicon_.modality_.historical_years);
    if (code == std::errc() && lexicon_.modality_.historical_years > 0) return {};
  }
  for (std::size_t a = 0; a < kAuxiliaryNames.size() && words.size() > 2; ++a) {
    for (std::size_t p = 0; p < std::size(kPositions); ++p) {
      if (words[0] != kAuxiliaryNames[a] || words[1] != kPositions[p]) continue;
      const auto from = static_cast<std::size_t>(words[2].data() - line.text.data());
      return read_words(path, line, std::string_view(line.text).substr(from), vocabulary_,
                        lexicon_.modality_.words[a][p]);
    }
  }
  return line_error(
      path, line, "cannot be read as cues of modality",
      "write 'negation|future|hypothetical|historical', then 'on|mark|clause|object', "
      "then words between '|'; or 'historical years N'");
}

// "verb say | tell"
Result<void> LexiconReader::read_reporting(const std::filesystem::path& path, const Line& line) {
  ReportingCues& cues = lexicon_.reporting_;
  const std::pair<std::string_view, WordSet*> kinds[] = {{"verb", &cues.verbs},
                                                         {"accusation", &cues.accusations},
                                                         {"preposition", &cues.prepositions},
                                                         {"adverb", &cues.adverbs},
                                                         {"document", &cues.documents}};
  const std::size_t blank = line.text.find(' ');
  for (const auto& [name, set] : kinds) {
    if (blank == std::string::npos || line.text.substr(0, blank) != name) continue;
    return read_words(path, line, std::string_view(line.text).substr(blank + 1), vocabulary_, *set);
  }
  return line_error(path, line, "cannot be read as cues of reporting",
                    "write 'verb', 'accusation', 'preposition', 'adverb' or 'document', then "
                    "words between '|'");
}

// "terrorism: terrorist | suicide bomber"
Result<void> LexiconReader::read_context(const std::filesystem::path& path, const Line& line) {
  const std::size_t colon = line.text.find(':');
  const std::string name(trim(std::string_view(line.text).substr(0, colon)));
  const auto& contexts = schema_.contexts();
  const auto found = std::find(contexts.begin(), contexts.end(), name);
  if (colon == std::string::npos || found == contexts.end()) {
    return line_error(path, line, "does not begin with a context",
                      "write 'context: cue | cue' with a name of data/events/contexts.list");
  }
  for (const std::string_view cue : split(std::string_view(line.text).substr(colon + 1), '|')) {
    ContextCue read;
    read.context = static_cast<int>(found - contexts.begin());
    for (const auto word : split_words(cue)) {
      read.words.push_back(lexicon_.words_.add(lower_utf8(word)));
    }
    if (read.words.empty()) {
      return line_error(path, line, "has an empty cue", "take one '|' out");
    }
    lexicon_.context_cues_.push_back(std::move(read));
  }
  return {};
}

Result<void> LexiconReader::read_number(const std::filesystem::path& path, const Line& line,
                                        const std::vector<std::string_view>& words) {
  EventLexicon::Number number;
  if (words.size() >= 3) {
    std::from_chars(words[2].data(), words[2].data() + words[2].size(), number.value);
    number.is_vague = words.back() == "vague";
    number.multiplies = words.back() == "times";
  }
  if (number.value <= 0) {
    return line_error(path, line, "is no number word",
                      "write 'number WORD VALUE', then 'vague' or 'times' or nothing");
  }
  numbers_.emplace_back(lexicon_.words_.add(lower_utf8(words[1])), number);
  return {};
}

// "dead kill | die", "number three 3", "minimum least | over"
Result<void> LexiconReader::read_size(const std::filesystem::path& path, const Line& line) {
  const auto words = split_words(line.text);
  if (words.front() == "number") return read_number(path, line, words);
  const std::pair<std::string_view, WordSet*> kinds[] = {
      {"dead", &lexicon_.size_words_[0]},     {"injured", &lexicon_.size_words_[1]},
      {"arrested", &lexicon_.size_words_[2]}, {"minimum", &lexicon_.minimum_words_},
      {"maximum", &lexicon_.maximum_words_},  {"people", &lexicon_.people_words_},
      {"things", &lexicon_.thing_words_}};
  for (const auto& [name, set] : kinds) {
    if (words.size() < 2 || words.front() != name) continue;
    return read_words(path, line, std::string_view(line.text).substr(name.size() + 1), vocabulary_,
                      *set);
  }
  return line_error(path, line, "cannot be read as words of size",
                    "write 'dead', 'injured', 'arrested', 'minimum', 'maximum', 'people' or "
                    "'things', then words between '|'; or 'number WORD VALUE'");
}

// "ied y": an ending and what stands in its place in the base form, "-" for nothing
Result<void> LexiconReader::read_ending(const std::filesystem::path& path, const Line& line) {
  const auto words = split_words(line.text);
  if (words.size() != 2) {
    return line_error(path, line, "is no ending", "write 'ENDING REPLACEMENT', '-' for nothing");
  }
  lexicon_.endings_.emplace_back(words[0], words[1] == "-" ? "" : words[1]);
  return {};
}

Result<void> LexiconReader::read_category(const std::filesystem::path& path) {
  vocabulary_.category = schema_.find(category_name(path));
  if (vocabulary_.category == nullptr && path.filename() != kAntiFile) {
    return Error{ErrorKind::kSyntax, "is named after no event category", path.string(), 0,
                 "name it after a file of data/events, or none.txt for anti-entries"};
  }
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  for (const Line& line : *lines) {
    auto entry = read_entry(path, line, vocabulary_);
    if (!entry) return entry.error();
    const std::string key = path.filename().string() + " " +
                            std::string(trim(line.text.substr(0, line.text.find(';'))));
    const auto [at, is_new] = entry_by_pattern_.try_emplace(key, lexicon_.entries_.size());
    const bool is_repeated = !is_new && lexicon_.entries_[at->second].place.file == path.string();
    entry->place.file = path.string();
    if (is_new || is_repeated) {
      lexicon_.entries_.push_back(*std::move(entry));
    } else {
      lexicon_.entries_[at->second] = *std::move(entry);
    }
  }
  return {};
}

Result<void> LexiconReader::read_own_files(const std::filesystem::path& folder) {
  const std::pair<std::string_view,
                  Result<void> (LexiconReader::*)(const std::filesystem::path&, const Line&)>
      files[] = {{"modality.txt", &LexiconReader::read_modality},
                 {"reporting.txt", &LexiconReader::read_reporting},
                 {"contexts.txt", &LexiconReader::read_context},
                 {"size.txt", &LexiconReader::read_size},
                 {"endings.txt", &LexiconReader::read_ending}};
  for (const auto& [name, read] : files) {
    if (!std::filesystem::exists(folder / name)) continue;
    if (auto done = read_each(folder / name, read); !done) return done;
  }
  return {};
}

void LexiconReader::build_index() {
  const std::size_t size = lexicon_.words_.size();
  lexicon_.by_head_.assign(size, {});
  for (std::size_t i = 0; i < lexicon_.entries_.size(); ++i) {
    for (const TermId head : lexicon_.entries_[i].heads.words()) {
      lexicon_.by_head_[static_cast<std::size_t>(head)].push_back(static_cast<std::int32_t>(i));
    }
  }
  lexicon_.cues_by_word_.assign(size, {});
  for (std::size_t i = 0; i < lexicon_.context_cues_.size(); ++i) {
    const TermId first = lexicon_.context_cues_[i].words.front();
    lexicon_.cues_by_word_[static_cast<std::size_t>(first)].push_back(static_cast<std::int32_t>(i));
  }
  lexicon_.numbers_.assign(size, {});
  for (const auto& [word, number] : numbers_) {
    lexicon_.numbers_[static_cast<std::size_t>(word)] = number;
  }
}

Result<void> LexiconReader::read(const std::vector<std::filesystem::path>& folders) {
  for (const auto& folder : folders) {
    for (const std::string_view file : kSetFiles) {
      if (!std::filesystem::exists(folder / "events" / file)) continue;
      if (auto done = read_sets(folder / "events" / file); !done) return done;
    }
  }
  for (const auto& [name, lines] : set_lines_) {
    if (auto made = resolve_set(name, 0); !made) return made;
  }
  const std::pair<std::string_view, WordSet*> known_sets[] = {
      {"light", &lexicon_.light_verbs_},
      {"agent", &lexicon_.agent_prepositions_},
      {"authors", &lexicon_.author_prepositions_},
      {"issued", &lexicon_.issued_texts_},
      {"transparent", &lexicon_.transparent_nouns_},
      {"subject-control", &lexicon_.subject_control_},
      {"dative", &lexicon_.dative_prepositions_},
      {"happenings", &lexicon_.happenings_},
      {"gatherings", &lexicon_.gatherings_},
      {"others", &lexicon_.others_},
      {"done-to", &lexicon_.done_to_},
      {"named-after-places", &lexicon_.named_after_places_},
      {"foreign", &lexicon_.foreign_words_},
      {"foreign-offices", &lexicon_.foreign_offices_},
      {"insurgent-groups", &lexicon_.insurgent_groups_},
      {"doing", &lexicon_.doing_verbs_},
      {"hands", &lexicon_.hands_},
      {"sides", &lexicon_.side_prepositions_},
      {"responsibility", &lexicon_.responsibility_},
      {"origin", &lexicon_.origin_prepositions_},
      {"scene", &lexicon_.scene_prepositions_},
      {"part", &lexicon_.part_prepositions_},
      {"source", &lexicon_.source_prepositions_},
      {"goal", &lexicon_.goal_prepositions_},
      {"preventing", &lexicon_.preventing_verbs_},
      {"prevented", &lexicon_.prevented_marks_},
      {"funding", &lexicon_.funding_verbs_},
      {"reached", &lexicon_.reached_purposes_},
      {"means", &lexicon_.means_verbs_},
      {"thanking", &lexicon_.thanking_verbs_},
      {"wishing", &lexicon_.wishing_verbs_},
      {"occasions", &lexicon_.occasions_},
      {"said-acts", &lexicon_.said_acts_},
      {"not", &lexicon_.not_words_},
      {"only", &lexicon_.only_words_},
      {"redeeming", &lexicon_.redeeming_verbs_},
      {"topic-verbs", &lexicon_.topic_verbs_},
      {"topics", &lexicon_.topic_nouns_},
      {"anybody", &lexicon_.anybody_},
      {"wielding", &lexicon_.wielding_verbs_},
      {"wielded", &lexicon_.wielded_},
      {"involvement", &lexicon_.involvement_},
      {"going-on", &lexicon_.going_on_},
      {"collective", &lexicon_.collectives_},
      {"attributes", &lexicon_.attributes_},
      {"prohibiting", &lexicon_.prohibiting_verbs_},
      {"laws", &lexicon_.laws_},
      {"enacting", &lexicon_.enacting_verbs_},
      {"standing", &lexicon_.standing_verbs_},
      {"permitting", &lexicon_.permitting_},
      {"conditions", &lexicon_.conditions_},
      {"lawful", &lexicon_.lawful_prepositions_},
      {"instruments", &lexicon_.instruments_},
      {"memories", &lexicon_.memories_},
      {"about", &lexicon_.about_},
      {"sides-told", &lexicon_.sides_told_},
      {"obliging", &lexicon_.obligations_},
      {"persons", &lexicon_.persons_},
      {"struck", &lexicon_.struck_bodies_},
      {"relief", &lexicon_.relief_},
      {"backing", &lexicon_.backing_verbs_},
      {"invasions", &lexicon_.invasions_},
      {"states-at-large", &lexicon_.states_at_large_},
      {"migrants", &lexicon_.migrants_},
      {"at-sea", &lexicon_.at_sea_},
      {"resumed-things", &lexicon_.resumed_things_},
      {"strikes", &lexicon_.strikes_},
      {"never-without-object", &lexicon_.never_without_object_},
      {"punishing", &lexicon_.punishing_verbs_},
      {"charges", &lexicon_.charge_prepositions_},
      {"also", &lexicon_.also_words_},
      {"newcomers", &lexicon_.newcomers_},
      {"leading", &lexicon_.leading_verbs_},
      {"blaming", &lexicon_.blaming_verbs_},
      {"blamed-on", &lexicon_.blamed_prepositions_},
      {"reasons", &lexicon_.reason_marks_},
      {"quoting", &lexicon_.quoting_verbs_},
      {"announcing", &lexicon_.announcing_verbs_},
      {"undertaking", &lexicon_.undertakings_},
      {"attending", &lexicon_.attending_prepositions_},
      {"beside", &lexicon_.beside_prepositions_},
      {"elsewhere", &lexicon_.elsewhere_},
      {"examples", &lexicon_.example_prepositions_}};
  for (const auto& [name, set] : known_sets) {
    if (const WordSet* found = find_set(name)) *set = *found;
  }
  for (const auto& folder : folders) {
    if (auto read = read_own_files(folder / "events"); !read) return read;
    if (const auto path = folder / "events" / kWordingFile; std::filesystem::exists(path)) {
      auto wording = WordingWeights::load(path);
      if (!wording) return wording.error();
      lexicon_.wording_ = *std::move(wording);
    }
    for (const auto& path : files_in(folder / "events", ".txt")) {
      const std::string name = path.filename().string();
      if (std::find(std::begin(kOwnFiles), std::end(kOwnFiles), name) != std::end(kOwnFiles)) {
        continue;
      }
      if (auto read = read_category(path); !read) return read;
    }
  }
  build_index();
  return {};
}

Result<EventLexicon> EventLexicon::load(const std::vector<std::filesystem::path>& language_folders,
                                        const EventSchema& schema) {
  EventLexicon lexicon;
  LexiconReader reader(lexicon, schema);
  if (auto read = reader.read(language_folders); !read) return read.error();
  return lexicon;
}

}  // namespace casus
