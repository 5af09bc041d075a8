// PETRARCH's dictionaries (PETRARCH2 and TABARI write the same):
//
//   ANNA_BELL_  [UTOGOV 990301-031231]    an actor, its codes, perhaps with days
//   +A._BELL                              a synonym
//       [UTOELI >031231]                  more codes; < before, > from
//   POLICEMAN {POLICEMEN} [~COP]          an agent with its plural
//   !PERSON! = MAN, MEN, WOMAN            a set, used as RIOT_!PERSON!_ [~OPP]
//
// ";" and "#" begin comments, a tag of "<!--" to "-->" is one, too.

#include <algorithm>
#include <cctype>
#include <optional>
#include <unordered_map>

#include "base/text_file.h"
#include "base/utf8.h"
#include "resources/knowledge_import.h"

namespace casus {

namespace {

constexpr std::size_t kMaxSetUses = 4096;  // phrases that one line with sets stands for

struct DatedCode {
  std::string code;
  DayRange days;
  bool is_dated = false;
};

// A code of CAMEO taken apart: the state or body, and PLOVER's sectors.
struct ReadCode {
  std::string code;
  SectorList sectors;
  std::string unknown;  // the first part that says nothing here
};

bool is_digit_text(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "990301" or "19990301" as a day; years over 30 are of the last century.
std::optional<Day> read_day(std::string_view text) {
  if (!is_digit_text(text) || (text.size() != 6 && text.size() != 8)) return std::nullopt;
  Day day = 0;
  for (const char c : text) day = day * 10 + (c - '0');
  if (text.size() == 6) day += day / 10000 > 30 ? 19000000 : 20000000;
  const Day month = day / 100 % 100;
  const bool is_day = month >= 1 && month <= 12 && day % 100 >= 1 && day % 100 <= 31;
  return is_day ? std::optional<Day>(day) : std::nullopt;
}

// "<990301", ">990301", "990301-031231"
bool read_days(std::string_view text, DayRange& days) {
  const std::size_t dash = text.find('-');
  if (text.starts_with('<') || text.starts_with('>')) {
    const auto day = read_day(text.substr(1));
    if (!day) return false;
    (text.front() == '<' ? days.last : days.first) = *day;
    return true;
  }
  if (dash == std::string_view::npos) return false;
  const auto first = read_day(text.substr(0, dash));
  const auto last = read_day(text.substr(dash + 1));
  if (!first || !last || *first > *last) return false;
  days = {*first, *last};
  return true;
}

bool is_small_word(std::string_view word) {
  for (const std::string_view small : {"of", "the", "and", "for", "in", "on", "de", "del", "al"}) {
    if (word == small) return true;
  }
  return false;
}

// "UNITED_STATES_OF_UTOPIA_" -> "United States of Utopia". One word of up to three letters stays
// as it is: an acronym.
std::string name_of(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  const auto words = split_words(spaced);
  if (words.size() == 1 && words[0].size() <= 3) return std::string(words[0]);
  std::string name;
  for (const auto word : words) {
    std::string small = lower_utf8(word);
    if (name.empty() || !is_small_word(small)) {
      if (small[0] >= 'a' && small[0] <= 'z') small[0] = static_cast<char>(small[0] - 32);
    }
    name.append(name.empty() ? "" : " ").append(small);
  }
  return name;
}

class PetrarchReader {
 public:
  PetrarchReader(KnowledgeImport& import, const std::string& file) : import_(import), file_(file) {
    for (const auto& entry : import.base().entries()) {
      if (entry.kind == EntryKind::kCountry) countries_.emplace(entry.code, true);
    }
  }

  void read(std::string_view content) {
    std::uint64_t number = 0;
    for (const auto raw : split(content, '\n')) {
      ++number;
      const auto line = without_comment(raw);
      if (!line.empty()) read_line(line, number);
    }
    finish();
  }

 private:
  std::string_view without_comment(std::string_view line);
  void read_line(std::string_view line, std::uint64_t number);
  void read_set(std::string_view line, std::uint64_t number);
  void read_agent(std::string_view line, std::size_t bracket, std::uint64_t number);
  std::vector<std::string> use_sets(const std::string& phrase) const;
  bool read_codes(std::string_view text, std::uint64_t number, std::vector<DatedCode>& codes);
  ReadCode take_apart(std::string_view code) const;
  void finish();
  KnowledgeEntry entry_of_actor();
  void add_dated(const DatedCode& dated, const ReadCode& read, bool is_person,
                 KnowledgeEntry& entry);
  void refuse(std::uint64_t line, std::string_view what, std::string why) {
    import_.note(ImportOutcome::kRefused, file_, line, std::string(what), std::move(why));
  }

  KnowledgeImport& import_;
  const std::string& file_;
  std::unordered_map<std::string, bool> countries_;
  std::unordered_map<std::string, std::vector<std::string>> sets_;
  bool is_in_tag_ = false;
  // the actor at hand
  std::vector<std::string> names_;
  std::vector<DatedCode> codes_;
  std::uint64_t line_ = 0;
};

std::string_view PetrarchReader::without_comment(std::string_view line) {
  if (is_in_tag_ || line.starts_with("<!--")) {
    const std::size_t end = line.find("-->");
    is_in_tag_ = end == std::string_view::npos;
    return is_in_tag_ ? std::string_view() : trim(line.substr(end + 3));
  }
  return trim(line.substr(0, line.find_first_of(";#")));
}

// "!PERSON! = MAN, MEN"
void PetrarchReader::read_set(std::string_view line, std::uint64_t number) {
  const std::size_t end = line.find('!', 1);
  const std::size_t equals = line.find('=');
  const std::string name(line.substr(1, end - 1));
  auto& words = sets_[name];
  for (const auto word : split(line.substr(equals + 1), ',')) {
    if (!word.empty())
      words.emplace_back(word.back() == '_' ? word.substr(0, word.size() - 1) : word);
  }
  import_.note(ImportOutcome::kTaken, file_, number, name,
               "is a set of " + std::to_string(words.size()) + " words");
}

// The phrases that a phrase with sets stands for; empty where a set is unknown or they are too
// many.
std::vector<std::string> PetrarchReader::use_sets(const std::string& phrase) const {
  std::vector<std::string> done = {""};
  for (std::size_t at = 0; at < phrase.size();) {
    const std::size_t start = std::min(phrase.find('!', at), phrase.size());
    for (std::string& text : done) text.append(phrase, at, start - at);
    if (start == phrase.size()) break;
    const std::size_t end = phrase.find('!', start + 1);
    if (end == std::string::npos) return {};
    const auto set = sets_.find(phrase.substr(start + 1, end - start - 1));
    if (set == sets_.end() || done.size() * set->second.size() > kMaxSetUses) return {};
    std::vector<std::string> next;
    for (const std::string& text : done) {
      for (const std::string& word : set->second) next.push_back(text + word);
    }
    done = std::move(next);
    at = end + 1;
  }
  return done;
}

// Three letters a part; the first may be a country or a body, the others are roles.
ReadCode PetrarchReader::take_apart(std::string_view code) const {
  ReadCode read;
  const Codes& codes = import_.base().codes();
  if (code.size() % 3 != 0 || code.empty()) read.unknown = code;
  for (std::size_t at = 0; at + 3 <= code.size(); at += 3) {
    const std::string part(code.substr(at, 3));
    const bool is_body = countries_.contains(part) || codes.is_non_state(part);
    if (is_body && read.code.empty() && read.sectors.empty()) {
      read.code = part;
      continue;
    }
    const auto role = import_.rules().roles.find(part);
    const auto sector = codes.find_sector(part);
    if (role != import_.rules().roles.end()) {
      read.sectors.add(role->second);
    } else if (sector) {
      read.sectors.add(*sector);
    } else if (read.unknown.empty()) {
      read.unknown = part;
    }
  }
  return read;
}

// "SOLDIER {SOLDIERS} [~MIL]"
void PetrarchReader::read_agent(std::string_view line, std::size_t bracket, std::uint64_t number) {
  std::string phrase(trim(line.substr(0, bracket)));
  if (const std::size_t brace = phrase.find('{'); brace != std::string::npos) phrase.resize(brace);
  phrase = trim(phrase);
  const auto code = line.substr(bracket + 2, line.find(']', bracket) - bracket - 2);
  const ReadCode read = take_apart(code);
  if (!read.unknown.empty())
    return refuse(number, phrase, "the code " + read.unknown + " is unknown");
  if (read.sectors.empty() && read.code.empty()) return refuse(number, phrase, "has no code");
  const auto phrases = use_sets(phrase);
  if (phrases.empty()) return refuse(number, phrase, "uses an unknown set, or stands for too many");
  std::string text = "agent";
  for (const SectorId sector : read.sectors) text += " " + import_.base().codes().sectors[sector];
  if (!read.code.empty()) text += " code=" + read.code;
  text += " :";
  for (const std::string& one : phrases) {
    std::string words = lower_utf8(one);
    std::replace(words.begin(), words.end(), '_', ' ');
    const auto trimmed = trim(words);
    if (!is_writable_name(trimmed) || trimmed.find_first_of("(/)^:") != std::string_view::npos) {
      return refuse(number, phrase, "is no phrase of letters");
    }
    text.append(text.ends_with(':') ? " " : " | ").append(trimmed);
  }
  import_.take_agent(text + "\n");
  import_.note(ImportOutcome::kTaken, file_, number, phrase, "is an agent");
}

// All "[CODE days]" of a line; false where one is broken.
bool PetrarchReader::read_codes(std::string_view text, std::uint64_t number,
                                std::vector<DatedCode>& codes) {
  for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at)) {
    const std::size_t end = text.find(']', at);
    if (end == std::string_view::npos) {
      refuse(number, text, "has a bracket that does not close");
      return false;
    }
    const auto words = split_words(text.substr(at + 1, end - at - 1));
    at = end + 1;
    DatedCode dated;
    dated.is_dated = words.size() == 2;
    if (words.empty() || words.size() > 2 || (dated.is_dated && !read_days(words[1], dated.days))) {
      refuse(number, text, "has days that are none, or no code");
      return false;
    }
    dated.code = words[0];
    codes.push_back(std::move(dated));
  }
  return true;
}

void PetrarchReader::add_dated(const DatedCode& dated, const ReadCode& read, bool is_person,
                               KnowledgeEntry& entry) {
  if (!is_person) {
    if (!read.sectors.empty()) entry.sectors.push_back({read.sectors, dated.days});
    return;
  }
  const bool is_former = read.sectors.primary() == import_.base().codes().former;
  if (is_former || read.sectors.empty()) return;  // who left office is that without saying
  if (dated.is_dated) {
    entry.offices.push_back({"", read.sectors, "office-holder", dated.days});
  } else {
    entry.has_after = true;
    entry.after = read.sectors;
  }
}

// Whoever was a government or left one between days is taken for a person, others for a body.
KnowledgeEntry PetrarchReader::entry_of_actor() {
  const Codes& codes = import_.base().codes();
  bool is_person = false;
  for (const DatedCode& dated : codes_) {
    const auto sectors = take_apart(dated.code).sectors;
    is_person |=
        dated.is_dated && (sectors.contains(codes.former) || sectors.primary() == codes.metonym);
  }
  is_person = is_person && names_.front().find(' ') != std::string::npos;
  KnowledgeEntry entry;
  entry.name = names_.front();
  entry.names.assign(names_.begin() + 1, names_.end());
  entry.kind = is_person ? EntryKind::kPerson : EntryKind::kOrganisation;
  entry.file = file_;
  entry.line = line_;
  for (const DatedCode& dated : codes_) {
    const ReadCode read = take_apart(dated.code);
    if (!read.unknown.empty()) refuse(line_, dated.code, read.unknown + " is no code of PLOVER's");
    if (entry.code.empty()) entry.code = read.code;
    if (read.code != entry.code) {
      refuse(line_, dated.code, "is another country or body than " + entry.code);
      continue;
    }
    add_dated(dated, read, is_person, entry);
  }
  return entry;
}

void PetrarchReader::finish() {
  if (names_.empty()) return;
  if (codes_.empty()) {
    refuse(line_, names_.front(), "has no code");
  } else {
    KnowledgeEntry entry = entry_of_actor();
    if (entry.code.empty() && entry.sectors.empty() && entry.offices.empty()) {
      refuse(line_, entry.name, "has no code of PLOVER's");
    } else {
      import_.take(std::move(entry));
    }
  }
  names_.clear();
  codes_.clear();
}

void PetrarchReader::read_line(std::string_view line, std::uint64_t number) {
  const std::size_t bracket = line.find('[');
  const std::size_t mark = line.find('!', 1);
  const bool is_set = line.front() == '!' && mark != std::string_view::npos &&
                      line.find('=') != std::string_view::npos && line.find('=') > mark;
  if (is_set) return read_set(line, number);
  if (bracket != std::string_view::npos && line.substr(bracket).starts_with("[~")) {
    if (line.find(']', bracket) != std::string_view::npos) return read_agent(line, bracket, number);
    return refuse(number, line, "has a bracket that does not close");
  }
  if (bracket == 0) {
    if (names_.empty()) return refuse(number, line, "belongs to no actor");
    (void)read_codes(line, number, codes_);
    return;
  }
  const bool is_synonym = line.front() == '+';
  const auto name = name_of(trim(line.substr(is_synonym ? 1 : 0, bracket - (is_synonym ? 1 : 0))));
  if (!is_writable_name(name)) return refuse(number, line, "is no name");
  if (is_synonym && names_.empty()) return refuse(number, name, "is a synonym of nobody");
  if (!is_synonym) {
    finish();
    line_ = number;
  }
  names_.push_back(name);
  (void)read_codes(line, number, codes_);
}

}  // namespace

void KnowledgeImport::read_petrarch(std::string_view content, const std::string& file) {
  PetrarchReader(*this, file).read(content);
}

}  // namespace casus
