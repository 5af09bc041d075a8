#include "eval/actors_eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text_file.h"
#include "pipeline/entities/entities_stage.h"

namespace casus {

namespace {

std::vector<std::string> answers_of(std::string_view field) {
  std::vector<std::string> answers;
  for (const std::string_view answer : split(field, '|')) {
    answers.emplace_back(trim(answer) == "-" ? "" : trim(answer));
  }
  return answers;
}

// "GOV MIL" with the others in alphabetical order.
std::string in_order(std::string_view sectors) {
  std::vector<std::string_view> words = split(sectors, ' ');
  if (words.size() > 2) std::sort(words.begin() + 1, words.end());
  return fmt::format("{}", fmt::join(words, " "));
}

std::string sectors_of(const ActorCode& actor) {
  std::string sectors = actor.sector;
  for (const std::string& other : actor.other_sectors) sectors += " " + other;
  return sectors;
}

bool is_one_of(const std::vector<std::string>& answers, std::string_view given) {
  return std::find(answers.begin(), answers.end(), given) != answers.end();
}

std::string_view or_dash(std::string_view text) { return text.empty() ? "-" : text; }

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Result<std::vector<ActorGold>> read_actor_gold(const std::filesystem::path& path) {
  auto content = read_file(path);
  if (!content) return content.error();
  std::vector<ActorGold> phrases;
  std::uint64_t number = 0;
  for (const std::string_view line : split(*content, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> fields = split(line, '\t');
    if (fields.size() != 4 || fields[1].empty() || fields[2].empty() || fields[3].empty()) {
      return Error{ErrorKind::kSyntax, "is no actor phrase", path.string(), number,
                   "write date, phrase, code and sectors with tabs between, - for none"};
    }
    phrases.push_back({std::string(fields[0]), std::string(fields[1]), answers_of(fields[2]),
                       answers_of(fields[3])});
  }
  return phrases;
}

void score_actor(const ActorGold& gold, const ActorCode& given, ActorScores& scores) {
  const std::string sectors = sectors_of(given);
  const bool code_is_right = is_one_of(gold.codes, given.code);
  const auto same_sectors = [&](const std::string& answer) {
    return in_order(answer) == in_order(sectors);
  };
  const auto same_primary = [&](const std::string& answer) {
    return answer.substr(0, answer.find(' ')) == given.sector;
  };
  const auto& answers = gold.sectors;
  const bool sectors_are_right = std::any_of(answers.begin(), answers.end(), same_sectors);
  const bool is_right = code_is_right && sectors_are_right;
  scores.phrases += 1;
  scores.right_codes += code_is_right ? 1 : 0;
  scores.right_primaries += std::any_of(answers.begin(), answers.end(), same_primary) ? 1 : 0;
  scores.right_sectors += sectors_are_right ? 1 : 0;
  scores.fully_right += is_right ? 1 : 0;
  const bool is_first = given.code == gold.codes.front() && same_sectors(answers.front());
  scores.first_answers += is_first ? 1 : 0;
  if (is_right) return;
  scores.misses.push_back(
      {gold.date, gold.phrase,
       fmt::format("{} {}", or_dash(gold.codes.front()), or_dash(answers.front())),
       fmt::format("{} {}", or_dash(given.code), or_dash(sectors)), given.reason});
}

Result<ActorScores> evaluate_actors(const Coder& coder, const std::filesystem::path& path) {
  auto phrases = read_actor_gold(path);
  if (!phrases) return phrases.error();
  ActorScores scores;
  Coder::Scratch scratch;
  for (const ActorGold& gold : *phrases) {
    Document document;
    document.date = gold.date == "-" ? "" : gold.date;
    document.text = gold.phrase;
    if (auto coded = coder.code(document, scratch, Stage::kEntities); !coded) {
      return coded.error();
    }
    std::string reason;
    const ActorPhrase* phrase = resolve_phrase(document, reason);
    ActorCode given = phrase == nullptr ? ActorCode{} : phrase->actor;
    if (phrase == nullptr) given.reason = reason;
    score_actor(gold, given, scores);
  }
  return scores;
}

std::string to_table(const ActorScores& scores, bool with_misses) {
  std::string table = "                    right      of   share\n";
  const auto add = [&](const char* name, std::uint64_t right) {
    fmt::format_to(std::back_inserter(table), "{:17}{:8}{:8}{:8.3f}\n", name, right, scores.phrases,
                   share(right, scores.phrases));
  };
  add("code", scores.right_codes);
  add("primary sector", scores.right_primaries);
  add("all sectors", scores.right_sectors);
  add("fully right", scores.fully_right);
  add("by first answer", scores.first_answers);
  if (!with_misses) return table;
  for (const ActorMiss& miss : scores.misses) {
    fmt::format_to(std::back_inserter(table), "{}\t{}\texpected {}\tgiven {}\t{}\n", miss.date,
                   miss.phrase, miss.expected, miss.given, miss.reason);
  }
  return table;
}

}  // namespace casus
