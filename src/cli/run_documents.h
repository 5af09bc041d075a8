#pragma once

// What `code`, `annotate`, `parse` and `explain` share: options, and the streaming run of all
// documents through the pipeline, on several threads, written in the order of the input.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "casus/coder.h"
#include "input/document_stream.h"

namespace casus::cli {

struct WebOptions {
  bool follow = false;
  bool allows_private = false;
  std::string memory;
};

struct RunOptions {
  std::vector<std::string> inputs;
  std::string text;  // given on the command line instead of inputs
  std::string kind;  // --input
  std::string date;
  std::string language;
  std::string format;  // empty: the command's default
  std::string data;
  WebOptions web;
  std::vector<std::string> lexicon_overlays;
  std::vector<std::string> knowledge_overlays;
  std::vector<std::string> kinds;  // of facts; empty: all
  int threads = 1;
  double minimum_confidence = 0;  // events below are left out
  bool show_timing = false;
  bool wants_reasons = false;
  bool parse_again = false;  // give new trees to tokens that came with some
};

// What is wrong with a --date; empty: it is a day that the calendar has.
std::string check_day(const std::string& value);

// Options of every command that reads inputs: what they are, and --data.
void add_input_options(CLI::App& app, RunOptions& options);
// Options of every command that codes documents: threads and overlays.
void add_coder_options(CLI::App& app, RunOptions& options);
// All of them, and those of the commands that write what they coded.
void add_run_options(CLI::App& app, RunOptions& options);
// --format with the formats named; the first is the default.
void add_format_option(CLI::App& app, RunOptions& options, std::vector<std::string> formats);

// The rules for pages in the data folder.
Result<PageRules> read_page_rules(const std::string& data);
// How the inputs are read; `rules` outlives the stream.
DocumentStream::Options stream_options(const RunOptions& options, const PageRules& rules);

// Opens the Coder with the options' data and overlays.
Result<Coder> open_coder(const RunOptions& options);

// Reads, codes and writes every document; returns the exit status.
int run_documents(const RunOptions& options);

}  // namespace casus::cli
