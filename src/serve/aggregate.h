#pragma once

// Counts over selected rows.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "serve/archive_index.h"
#include "serve/bitset.h"
#include "store/query.h"

namespace casus::serve {

// What events can be counted by. Values are small numbers, named by `Column::name_of`.
class Column {
 public:
  // "category", "quad", "actor", "recipient", "source", "section", "language", "country",
  // "claimant", "mode", "context", "auxiliary", "kind"; for "" all rows have the one value "".
  Column(const ArchiveIndex& index, const Table& table, std::string_view name);

  // Appends the values of a row, each once; maybe none. Not for those that has_lists().
  void values_of(std::size_t row, std::vector<std::uint32_t>& values) const;
  const std::string& name_of(std::uint32_t value) const { return names_[value]; }
  std::size_t size() const { return names_.size(); }
  // Modes, contexts and auxiliaries lie in lists of rows: nullptr for a value that has none.
  const std::vector<std::uint32_t>* rows_of(std::uint32_t value) const;
  bool has_lists() const { return kind_ == Kind::kLabel; }
  // The kind of the values' labels.
  std::string_view label_kind() const { return label_kind_; }

 private:
  enum class Kind { kAll, kTerm, kQuad, kActor, kRecipient, kClaimant, kArticle, kCountry, kLabel };
  void name_parties();
  // Takes the values of a row's article.
  void take_names(const std::vector<std::string>& names, const std::vector<std::uint32_t>& values);
  const ArchiveIndex& index_;
  const Table& table_;
  Kind kind_ = Kind::kAll;
  std::string_view label_kind_;
  std::vector<std::string> names_;
  std::vector<std::uint32_t> value_of_;  // of a term, place, actor
  const std::vector<std::uint32_t>* of_article_ = nullptr;
};

struct Tally {
  std::int64_t events = 0;
  double scale = 0;  // sum
  double mean() const { return events == 0 ? 0 : scale / static_cast<double>(events); }
};

// Of some events: how many, their scale, and how many of each quad class.
struct Summary {
  std::int64_t events = 0;
  double scale = 0;  // sum
  std::int64_t quads[4] = {};
  void add(const Table& table, std::size_t row) {
    ++events;
    scale += static_cast<double>(table.scale[row]);
    const std::size_t quad = table.quad_code[row];
    if (quad >= 1 && quad <= 4) ++quads[quad - 1];
  }
};

// Periods of a table's days: for each position in Table::days, the packed first day of its period
// (2020-07-00 is July); 0: the day is not known well enough.
std::vector<std::int64_t> periods_of(const Table& table, Period period);
// The packed period after this one.
std::int64_t next_period(std::int64_t packed, Period period);
// All from `first` to `last`, none where `first` is 0; an error where they are more than 20000.
Result<std::vector<std::int64_t>> periods_between(std::int64_t first, std::int64_t last,
                                                  Period period);
// What the parameter `by` names; a month where it is left out.
Period period_or_month(const std::string* name);
// "2020-07", "2020-07-06", "2020"
std::string period_text(std::int64_t packed);

// By value; sorted by nothing.
std::vector<Tally> tally_by(const Table& table, const Bitset& rows, const Column& column);

}  // namespace casus::serve
