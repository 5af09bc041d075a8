#pragma once

// casus train names.

#include <CLI/CLI.hpp>
#include <functional>

namespace casus::cli {

std::function<int()> add_train_names(CLI::App& app);

}  // namespace casus::cli
