#pragma once

// What the command line needs to know of the terminal, messages, and the progress bar.

#include <chrono>
#include <cstdint>
#include <string>

#include "casus/result.h"

namespace casus::cli {

bool output_is_terminal();
bool errors_are_terminal();
// Colours only on a terminal, and not where NO_COLOR is set (no-color.org) or TERM is "dumb".
bool wants_colour();
int terminal_columns();

// "casus: file:line: what (remedy)" on standard error.
void print_error(const Error& error);
// As an error, and the exit status that goes with a wrong command.
int fail(const Error& error);

// A progress bar on standard error; does nothing where that is no terminal, or for a job that is
// done within half a second.
class ProgressBar {
 public:
  // `total_bytes` 0: unknown, only counts are shown.
  explicit ProgressBar(std::uint64_t total_bytes);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // Where the total is known later.
  void expect(std::uint64_t total_bytes) { total_bytes_ = total_bytes; }
  void show(std::uint64_t documents, std::uint64_t bytes, std::uint64_t refused = 0);
  void clear();

 private:
  bool is_on_;
  bool is_visible_ = false;
  std::uint64_t total_bytes_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace casus::cli
