// The scores of an annotated set of events as tables for people.

#include <fmt/format.h>

#include <iterator>

#include "eval/event_set.h"

namespace casus {

namespace {

void add_share(std::string& text, std::string_view name, const FieldScore& field) {
  fmt::format_to(std::back_inserter(text), "{:<44}{:>8.3f}  ({} of {})\n", name, field.share(),
                 field.right, field.compared);
}

void add_categories(std::string& text, const EventSetScores& scores) {
  text += "\ncategory      gold  found  coded  right\n";
  std::map<std::string, std::pair<FieldScore, FieldScore>> rows;
  for (const auto& [name, field] : scores.recall) rows[name].first = field;
  for (const auto& [name, field] : scores.precision) rows[name].second = field;
  for (const auto& [name, row] : rows) {
    fmt::format_to(std::back_inserter(text), "{:<12}{:>6}{:>7}{:>7}{:>7}\n", name,
                   row.first.compared, row.first.right, row.second.compared, row.second.right);
  }
  text += "\ngold          coded instead\n";
  for (const auto& [pair, count] : scores.confusion) {
    fmt::format_to(std::back_inserter(text), "{:<14}{:<14}{:>4}\n", pair.first, pair.second, count);
  }
}

}  // namespace

std::string to_table(const EventSetScores& scores) {
  std::string text =
      fmt::format("{} texts, {} sentences, {} of them without events; {} events to code\n",
                  scores.texts, scores.sentences, scores.sentences_without_events, scores.gold);
  const double tenths = scores.sentences_without_events / 10.0;
  fmt::format_to(std::back_inserter(text), "{:<44}{:>8.3f}  ({})\n",
                 "false events in ten sentences without any",
                 tenths > 0 ? scores.false_in_empty / tenths : 0, scores.false_in_empty);
  if (scores.gold == 0) return text;
  add_share(text, "precision", {scores.matched, scores.predicted});
  add_share(text, "recall", {scores.matched, scores.gold});
  text += "of the events found:\n";
  add_share(text, "  mode, where one is told", scores.mode);
  add_share(text, "  actor codes", scores.actor);
  add_share(text, "  recipient codes, where one is told", scores.recipient);
  add_share(text, "  actor and recipient codes", scores.triple);
  add_share(text, "  sectors", scores.sector);
  add_share(text, "  auxiliary", scores.auxiliary);
  add_share(text, "  attribution", scores.attribution);
  add_share(text, "  sizes", scores.size);
  add_share(text, "  sizes, where one is told or coded", scores.told_size);
  add_categories(text, scores);
  return text;
}

}  // namespace casus
