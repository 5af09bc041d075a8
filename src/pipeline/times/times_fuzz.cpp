// Feeds any text to the times stage, with a few rules and tokens split at blanks.

#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "pipeline/times/times_stage.h"

namespace {

// A small language, so that the fuzzer needs no files.
constexpr std::string_view kWords =
    "month\n 1 january\n 5 may*\n 12 december\nweekday\n 1 monday\nunit\n D days day\n Y year "
    "years\n"
    "number\n 2 two\n 20 twenty\n 100 hundred\nordinal\n 1 first\nordinal-suffix\n st th\nlead\n "
    "in\n"
    "range\n - to\nlink\n at ,\n";
constexpr std::string_view kRules =
    "date : {weekday}? {month} {day} ,? {year}\ndate : {day}.{monthnumber}.{year}\n"
    "date : {month} {day} ~ - ~ {day} ,? {year}?\ndate year : {year}\ndate : {month}\n"
    "date : the? {decadeyear}s\nshift : {number} {unit} ago <by=-1>\nduration : {number} {unit}\n"
    "shift : the day before <unit=D> <by=-1> <base=then>\ndate : {hour}:{minute}\n"
    "date : the? {ordinal:century} day\nset : every {unit}\n";

casus::Document split_at_blanks(std::string text) {
  casus::Document document;
  document.text = std::move(text);
  document.date = "2019-05-20";
  casus::Sentence sentence;
  std::uint32_t start = 0;
  const auto size = static_cast<std::uint32_t>(document.text.size());
  for (std::uint32_t at = 0; at <= size; ++at) {
    if (at < size && document.text[at] != ' ') continue;
    casus::Token token;
    token.start = start;
    token.end = at;
    if (at > start) document.tokens.push_back(token);
    start = at + 1;
  }
  sentence.end = size;
  sentence.last = static_cast<casus::TokenIndex>(document.tokens.size());
  document.sentences.push_back(sentence);
  return document;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto rules = casus::TimeRules::parse(kWords, kRules);
  if (!rules) std::abort();
  std::string text(reinterpret_cast<const char*>(data), size);
  casus::repair_utf8(text);
  casus::Document document = split_at_blanks(std::move(text));
  casus::TimeScratch scratch;
  if (!casus::find_times(*rules, document, scratch)) std::abort();
  for (const casus::Time& time : document.times) {
    if (time.start >= time.end || time.end > document.text.size()) std::abort();
    if (time.first >= time.last || time.value.empty()) std::abort();
    if (!time.begin.empty() && time.begin > time.finish) std::abort();
  }
  return 0;
}
