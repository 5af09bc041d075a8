#pragma once

// Exports turn an archive's events into the files that other people's scripts read. exports.cpp
// lists the formats. A table's columns are data, from which the codebook is made, too.

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "export/export_tables.h"
#include "store/store.h"

namespace casus {

// How often a happening was reported.
struct Reports {
  std::string link;           // empty: its reports cannot be told to be of one happening
  std::int64_t first = 0;     // number of the event that was reported first
  std::int64_t mentions = 1;  // events
  std::int64_t articles = 1;
  std::int64_t sources = 1;  // publishers
};

// One line of a table: an event, and of its parties one pair.
struct ExportRow {
  const EventRecord& record;
  const Participant* actor = nullptr;
  const Participant* recipient = nullptr;
  std::size_t pair = 0;  // of the event's pairs, from 0
  const Reports& reports;
  const ExportTables& tables;
};

struct ExportColumn {
  std::string_view name;
  std::string_view meaning;  // with its unit, for the codebook
  std::string (*value)(const ExportRow& row);
};

struct ExportTable {
  std::vector<ExportColumn> columns;
  std::string_view separator;
  bool has_header = true;
  bool quotes = false;         // as RFC 4180 does; else separators in values become blanks
  std::string_view missing;    // what stands where nothing is known
  bool by_pair = false;        // a row for each pair of parties
  bool asserted_only = false;  // the format cannot say "future" or "denied"
  bool needs_reports = false;
  bool needs_day = false;  // events without a full date cannot be written
};

struct ExportOptions {
  Query query;
  LinkRule rule = LinkRule::kPlace;
  int window_days = 1;
  bool one_per_happening = false;
  bool with_auxiliary = false;  // into formats that cannot say so, too
};

// What a format could not hold.
struct ExportLosses {
  std::uint64_t auxiliary = 0;     // events left out: not asserted
  std::uint64_t no_date = 0;       // events left out: no day
  std::uint64_t no_place = 0;      // events left out: no place
  std::uint64_t repeated = 0;      // reports left out: the happening is there already
  std::uint64_t no_parties = 0;    // events left out: no pair of codes
  std::uint64_t attributions = 0;  // events that somebody tells, written as plain
  std::uint64_t sizes = 0;         // events with dead, injured or arrested
  std::uint64_t modes = 0;         // further modes
  std::uint64_t outside = 0;       // events left out: outside a panel's span
  std::string span;                // which those are, "2020-07 to 2021-02"
};

// Takes the bytes; false: they cannot be written, and the export ends.
using ExportSink = std::function<bool(const std::string& bytes)>;

struct ExportContext {
  Store& store;
  const ExportTables& tables;
  const ExportOptions& options;
  ExportSink sink;
  ExportLosses losses = {};
  std::uint64_t events = 0;  // written
};

struct ExportFormat {
  std::string_view name;
  std::string_view description;
  const ExportTable* table;                                           // nullptr: no table of events
  std::vector<std::pair<std::string_view, std::string_view>> fields;  // for the codebook, else
  Result<void> (*write)(ExportContext& context);                      // nullptr: write_table
};

const std::vector<ExportFormat>& export_formats();
const ExportFormat* find_export(std::string_view name);

// Writes the archive in a format.
Result<void> write_export(const ExportFormat& format, ExportContext& context);
// The page that names each column, its missing value, the versions and the filters.
std::string codebook(const ExportFormat& format, const ExportContext& context,
                     const std::string& filters);
// "left out: 12 events that are not asserted"; a line each, empty where nothing is lost.
std::string losses_text(const ExportLosses& losses);

// By the events' numbers, joined by the options' rule and window.
Result<std::unordered_map<std::int64_t, Reports>> count_reports(Store& store,
                                                                const ExportOptions& options);

// A value for a file of `table`: quoted, or without its separators.
std::string table_value(const ExportTable& table, std::string value);

const ExportTable& csv_table();
const ExportTable& polecat_table();
const ExportTable& icews_table();
const ExportTable& phoenix_table();
const ExportTable& gdelt_table();
Result<void> write_jsonl_export(ExportContext& context);
Result<void> write_geojson(ExportContext& context);
Result<void> write_graphml(ExportContext& context);
Result<void> write_edges(ExportContext& context);
Result<void> write_dyad_day(ExportContext& context);
Result<void> write_dyad_month(ExportContext& context);
Result<void> write_country_month(ExportContext& context);

// Shared by tables: the places of an event, "" where there is none.
std::string place_field(const ExportRow& row, std::string Place::*field);
std::string latitude(const ExportRow& row);  // four decimals
std::string longitude(const ExportRow& row);
std::string number_text(double value);  // "-9", "2.5"

}  // namespace casus
