#include "eval/times_eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/text_file.h"
#include "base/utf8.h"
#include "eval/timeml.h"

namespace casus {

namespace {

constexpr std::uint32_t kContextBytes = 40;

std::string string_of(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

bool read_gold_times(const nlohmann::json& record, TimeGold& gold) {
  const auto times = record.find("times");
  if (times == record.end() || !times->is_array()) return false;
  const OffsetMap offsets(gold.document.text);
  for (const nlohmann::json& time : *times) {
    if (!time.is_object() || !time.contains("start") || !time.contains("end")) return false;
    if (!time["start"].is_number_unsigned() || !time["end"].is_number_unsigned()) return false;
    gold.times.push_back({offsets.to_bytes(time["start"].get<std::uint32_t>()),
                          offsets.to_bytes(time["end"].get<std::uint32_t>()),
                          string_of(time, "type"), string_of(time, "value")});
  }
  return true;
}

// What stands around bytes [start, end), on one line and on code point borders.
std::string context_of(const Document& document, std::uint32_t start, std::uint32_t end) {
  std::size_t from = start > kContextBytes ? start - kContextBytes : 0;
  std::size_t to = std::min<std::size_t>(end + kContextBytes, document.text.size());
  const auto is_tail = [&](std::size_t at) {
    return at < document.text.size() &&
           (static_cast<unsigned char>(document.text[at]) & 0xC0) == 0x80;
  };
  while (is_tail(from)) ++from;
  while (is_tail(to)) ++to;
  std::string context = document.text.substr(from, to - from);
  std::replace(context.begin(), context.end(), '\n', ' ');
  return context;
}

bool overlaps(const Time& time, const GoldTime& gold) {
  return time.start < gold.end && gold.start < time.end;
}

// Ours to compare with a gold time; null where none overlaps it.
const Time* counterpart(const GoldTime& gold, const std::vector<Time>& times) {
  const Time* first = nullptr;
  for (const Time& time : times) {
    if (!overlaps(time, gold)) continue;
    if (time.value == gold.value) return &time;
    if (first == nullptr) first = &time;
  }
  return first;
}

}  // namespace

double TimeScores::recall() const { return share(found, gold); }
double TimeScores::value_accuracy() const { return share(right_value, valued); }
double TimeScores::f1_of(std::uint64_t right) const { return share(2 * right, gold + predicted); }

Result<std::vector<TimeGold>> read_time_gold(const std::filesystem::path& path) {
  auto content = read_file(path);
  if (!content) return content.error();
  if (looks_like_timeml(*content)) return read_timeml(*content, path);
  std::vector<TimeGold> documents;
  std::uint64_t number = 0;
  std::size_t start = 0;
  while (start < content->size()) {
    const std::size_t end = std::min(content->find('\n', start), content->size());
    const auto line = trim(std::string_view(*content).substr(start, end - start));
    ++number;
    start = end + 1;
    if (line.empty()) continue;
    const auto record = nlohmann::json::parse(line, nullptr, false);
    TimeGold& gold = documents.emplace_back();
    if (record.is_object()) {
      gold.document.id = string_of(record, "id");
      gold.document.text = string_of(record, "text");
      gold.document.date = string_of(record, "date");
      gold.document.language = string_of(record, "language");
    }
    if (!record.is_object() || !read_gold_times(record, gold)) {
      return Error{ErrorKind::kSyntax, "is no gold record of times", path.string(), number,
                   "write a JSON object with text and times"};
    }
  }
  return documents;
}

void score_times(const TimeGold& gold, const Document& coded, TimeScores& scores) {
  const Time* before = nullptr;  // that found the gold time before this one
  for (const GoldTime& expected : gold.times) {
    ++scores.gold;
    const Time* found = counterpart(expected, coded.times);
    scores.found += found != nullptr ? 1 : 0;
    const bool is_shared = found != nullptr && found == before;
    scores.shared += is_shared ? 1 : 0;
    before = found != nullptr ? found : before;
    if (found != nullptr && !is_shared) {
      scores.exact += found->start == expected.start && found->end == expected.end ? 1 : 0;
      scores.right_type += time_type_name(found->type) == expected.type ? 1 : 0;
    }
    const bool is_valued = found != nullptr && !expected.value.empty();
    const bool is_right = is_valued && found->value == expected.value;
    scores.valued += is_valued ? 1 : 0;
    scores.right_value += is_right ? 1 : 0;
    if (found != nullptr && (is_right || !is_valued)) continue;
    scores.misses.push_back(
        {gold.document.id, std::string(coded.words(expected.start, expected.end)), expected.value,
         found != nullptr ? found->value : "", context_of(coded, expected.start, expected.end)});
  }
  for (const Time& time : coded.times) {
    ++scores.predicted;
    const bool is_known = std::any_of(gold.times.begin(), gold.times.end(),
                                      [&](const GoldTime& each) { return overlaps(time, each); });
    if (is_known) continue;
    ++scores.spurious;
    scores.misses.push_back({gold.document.id, std::string(coded.words(time.start, time.end)), "",
                             time.value, context_of(coded, time.start, time.end)});
  }
}

Result<TimeScores> evaluate_times(const Coder& coder, const std::filesystem::path& path) {
  auto documents = read_time_gold(path);
  if (!documents) return documents.error();
  TimeScores scores;
  Coder::Scratch scratch;
  for (TimeGold& gold : *documents) {
    if (auto coded = coder.code(gold.document, scratch, Stage::kTimes); !coded) {
      return coded.error();
    }
    score_times(gold, gold.document, scores);
  }
  return scores;
}

std::string to_table(const TimeScores& scores, bool with_misses) {
  std::string table;
  fmt::format_to(std::back_inserter(table),
                 "gold times        {:6}\nfound (overlap)   {:6}  recall {:.3f}\n"
                 "with a gold value {:6}\nright value       {:6}  of the found {:.3f}\n"
                 "predicted         {:6}  not in gold {}\n"
                 "F1: overlap {:.3f}  borders {:.3f}  type {:.3f}  value {:.3f}\n",
                 scores.gold, scores.found, scores.recall(), scores.valued, scores.right_value,
                 scores.value_accuracy(), scores.predicted, scores.spurious,
                 scores.f1_of(scores.found - scores.shared), scores.f1_of(scores.exact),
                 scores.f1_of(scores.right_type), scores.f1_of(scores.right_value));
  if (!with_misses) return table;
  for (const TimeMiss& miss : scores.misses) {
    fmt::format_to(std::back_inserter(table), "{}\t{}\tgold {}\tfound {}\t{}\n", miss.document_id,
                   miss.words, miss.gold_value.empty() ? "-" : miss.gold_value,
                   miss.found_value.empty() ? "-" : miss.found_value, miss.context);
  }
  return table;
}

}  // namespace casus
