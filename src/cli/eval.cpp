// casus eval: scores casus on gold records.

#include "cli/command.h"

namespace casus::cli {

std::function<int()> add_eval(CLI::App& app) {
  app.description("Score casus on gold records, layer by layer");
  return [] { return kDone; };
}

}  // namespace casus::cli
