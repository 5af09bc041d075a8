#include "serve/aggregate.h"

#include <algorithm>

#include "serve/selection.h"
#include "store/records.h"

namespace casus::serve {

namespace {

constexpr std::size_t kMaxPeriods = 20000;

std::uint32_t position_in(std::vector<std::string>& names,
                          std::unordered_map<std::string, std::uint32_t>& positions,
                          const std::string& name) {
  const auto [found, is_new] =
      positions.try_emplace(name, static_cast<std::uint32_t>(names.size()));
  if (is_new) names.push_back(name);
  return found->second;
}

// How a party is asked for: by its name, identifier, or code and sector; as parse_actor() reads it.
std::string asked_for(const ActorEntry& actor) {
  const ActorFilter by_name = parse_actor(actor.name);
  if (!actor.name.empty() && by_name.name == actor.name) return actor.name;
  if (!actor.identifier.empty()) return actor.identifier;
  if (actor.sector.empty()) return actor.code_text;
  return actor.code_text + "/" + actor.sector;
}

void add_once(std::vector<std::uint32_t>& values, std::uint32_t value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

}  // namespace

Column::Column(const ArchiveIndex& index, const Table& table, std::string_view name)
    : index_(index), table_(table), label_kind_(name) {
  if (name == "category" || name == "kind") {
    kind_ = Kind::kTerm;
    for (const Term& each : index.terms) names_.push_back(each.name);
  } else if (name == "quad") {
    kind_ = Kind::kQuad;
    for (int i = 0; i < 256; ++i) names_.push_back(std::to_string(i));
  } else if (name == "actor" || name == "recipient") {
    kind_ = name == "actor" ? Kind::kActor : Kind::kRecipient;
    label_kind_ = "code";
    names_ = index.codes;
    for (const ActorEntry& each : index.actors) value_of_.push_back(each.code);
  } else if (name == "claimant") {
    kind_ = Kind::kClaimant;
    label_kind_ = "code";
    name_parties();
  } else if (name == "source") {
    take_names(index.sources, index.articles.source);
  } else if (name == "section") {
    take_names(index.sections, index.articles.section);
  } else if (name == "language") {
    take_names(index.languages, index.articles.language);
  } else if (name == "country") {
    kind_ = Kind::kCountry;
    label_kind_ = "code";
    names_ = {""};
    std::unordered_map<std::string, std::uint32_t> positions = {{"", 0}};
    for (const Place& each : index.places) {
      value_of_.push_back(position_in(names_, positions, each.country_code));
    }
  } else if (!name.empty()) {
    kind_ = Kind::kLabel;
    for (const Term& each : index.terms) names_.push_back(each.name);
  } else {
    names_ = {""};
  }
}

void Column::take_names(const std::vector<std::string>& names,
                        const std::vector<std::uint32_t>& values) {
  kind_ = Kind::kArticle;
  names_ = names;
  if (names_.empty()) names_ = {""};
  of_article_ = &values;
}

void Column::name_parties() {
  std::unordered_map<std::string, std::uint32_t> positions;
  for (const ActorEntry& each : index_.actors) {
    value_of_.push_back(position_in(names_, positions, asked_for(each)));
  }
}

const std::vector<std::uint32_t>* Column::rows_of(std::uint32_t value) const {
  return index_.terms[value].kind == label_kind_ ? &index_.events_of_term[value] : nullptr;
}

void Column::values_of(std::size_t row, std::vector<std::uint32_t>& values) const {
  switch (kind_) {
    case Kind::kAll:
      values.push_back(0);
      return;
    case Kind::kTerm:
      values.push_back(table_.category[row]);
      return;
    case Kind::kQuad:
      values.push_back(table_.quad_code[row]);
      return;
    case Kind::kArticle:
      if (table_.article[row] != kNone32) values.push_back((*of_article_)[table_.article[row]]);
      return;
    case Kind::kCountry:
      values.push_back(table_.place[row] == kNone32 ? 0 : value_of_[table_.place[row]]);
      return;
    case Kind::kLabel:
      return;
    case Kind::kActor:
    case Kind::kRecipient:
    case Kind::kClaimant: {
      const PartyRole role = kind_ == Kind::kActor       ? PartyRole::kActor
                             : kind_ == Kind::kRecipient ? PartyRole::kRecipient
                                                         : PartyRole::kClaimant;
      const std::size_t before = values.size();
      for (const Party party : table_.parties_of(row)) {
        if (party.role() == role) add_once(values, value_of_[party.actor()]);
      }
      // Of a meeting each is recipient, too.
      if (kind_ == Kind::kRecipient && values.size() == before && is_reciprocal(index_, row)) {
        for (const Party party : table_.parties_of(row)) {
          if (party.role() == PartyRole::kActor) add_once(values, value_of_[party.actor()]);
        }
      }
      return;
    }
  }
}

std::vector<std::int64_t> periods_of(const Table& table, Period period) {
  std::vector<std::int64_t> periods;
  for (const std::int64_t day : table.days) {
    const bool is_whole = day % 100 != 0;
    switch (period) {
      case Period::kWhole:
        periods.push_back(0);
        break;
      case Period::kDay:
        periods.push_back(is_whole ? day : 0);
        break;
      case Period::kWeek: {
        if (!is_whole) {
          periods.push_back(0);
          break;
        }
        const std::int64_t number = day_number(day);
        // 1970-01-01 was a Thursday.
        periods.push_back(packed_day(number - ((number + 3) % 7 + 7) % 7));
        break;
      }
      case Period::kMonth:
        periods.push_back(day / 100 % 100 == 0 ? 0 : day / 100 * 100);
        break;
      case Period::kYear:
        periods.push_back(day / 10000 * 10000);
        break;
    }
  }
  return periods;
}

std::int64_t next_period(std::int64_t packed, Period period) {
  switch (period) {
    case Period::kDay:
      return packed_day(day_number(packed) + 1);
    case Period::kWeek:
      return packed_day(day_number(packed) + 7);
    case Period::kMonth:
      return packed / 100 % 100 == 12 ? (packed / 10000 + 1) * 10000 + 100 : packed + 100;
    default:
      return packed + 10000;
  }
}

Result<std::vector<std::int64_t>> periods_between(std::int64_t first, std::int64_t last,
                                                  Period period) {
  std::vector<std::int64_t> periods;
  for (std::int64_t at = first; at != 0 && at <= last; at = next_period(at, period)) {
    if (periods.size() == kMaxPeriods) {
      return Error{ErrorKind::kLimit, "more than 20000 periods", "by", 0,
                   "ask by month or year, or say from when with `from`"};
    }
    periods.push_back(at);
  }
  return periods;
}

Period period_or_month(const std::string* name) {
  if (name == nullptr || *name == "month") return Period::kMonth;
  if (*name == "day") return Period::kDay;
  return *name == "week" ? Period::kWeek : Period::kYear;
}

std::string period_text(std::int64_t packed) { return unpacked_date(packed); }

std::vector<Tally> tally_by(const Table& table, const Bitset& rows, const Column& column) {
  std::vector<Tally> tallies(column.size());
  const auto add = [&](std::uint32_t value, std::size_t row) {
    ++tallies[value].events;
    if (!table.scale.empty()) tallies[value].scale += static_cast<double>(table.scale[row]);
  };
  for (std::uint32_t value = 0; column.has_lists() && value < column.size(); ++value) {
    const auto* labelled = column.rows_of(value);
    if (labelled == nullptr) continue;
    for (const std::uint32_t row : *labelled) {
      if (rows.test(row)) add(value, row);
    }
  }
  if (column.has_lists()) return tallies;
  std::vector<std::uint32_t> values;
  rows.each([&](std::size_t row) {
    values.clear();
    column.values_of(row, values);
    for (const std::uint32_t value : values) add(value, row);
  });
  return tallies;
}

}  // namespace casus::serve
