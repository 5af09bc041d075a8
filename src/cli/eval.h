#pragma once

// What the layers of `casus eval` share. Each layer is a function here and a line of the table in
// eval.cpp.

#include <string>
#include <vector>

#include "cli/run_documents.h"

namespace casus::cli {

struct EvalOptions {
  RunOptions run;  // inputs are the gold files
  std::string layer;
  bool show_misses = false;
  bool given_tokens = false;
};

// Each prints its scores on standard output and returns the exit status.
int eval_syntax(const EvalOptions& options, const Coder& coder);
int eval_entities(const EvalOptions& options, const Coder& coder);
int eval_actors(const EvalOptions& options, const Coder& coder);
int eval_chains(const EvalOptions& options, const Coder& coder);
int eval_times(const EvalOptions& options, const Coder& coder);
int eval_extract(const EvalOptions& options, const Coder& coder);
int eval_places(const EvalOptions& options, const Coder& coder);
int eval_events(const EvalOptions& options, const Coder& coder);
int eval_facts(const EvalOptions& options, const Coder& coder);
int eval_event_places(const EvalOptions& options, const Coder& coder);

}  // namespace casus::cli
