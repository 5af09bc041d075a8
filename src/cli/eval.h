#pragma once

// What the layers of `casus eval` share. Each layer is a function here and a line of the table in
// eval.cpp.

#include <memory>
#include <string>
#include <vector>

#include "cli/run_documents.h"

namespace casus::cli {

struct EvalOptions {
  RunOptions run;          // inputs are the gold files
  std::string layer;
  std::size_t misses = 10; // how many misses to print
  bool given_tokens = false;
};

// Each prints its scores on standard output and returns the exit status.
int eval_syntax(const EvalOptions& options, const Coder& coder);

}  // namespace casus::cli
