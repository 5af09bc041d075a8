#pragma once

// Commands of the program. Each is a file of this folder and a line of the table in main.cpp.

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace casus::cli {

// Exit statuses, as the manual states them.
inline constexpr int kDone = 0;
inline constexpr int kSomeRefused = 1;  // done, but some documents were refused, each named
inline constexpr int kFailed = 2;       // the command was wrong or nothing could be read

// Adds the command to `app` and returns what runs it once its options are parsed.
using AddCommand = std::function<int()> (*)(CLI::App& app);

std::function<int()> add_code(CLI::App& app);
std::function<int()> add_annotate(CLI::App& app);
std::function<int()> add_parse(CLI::App& app);
std::function<int()> add_explain(CLI::App& app);
std::function<int()> add_facts(CLI::App& app);
std::function<int()> add_resolve(CLI::App& app);
std::function<int()> add_extract(CLI::App& app);
std::function<int()> add_ingest(CLI::App& app);
std::function<int()> add_recode(CLI::App& app);
std::function<int()> add_query(CLI::App& app);
std::function<int()> add_export(CLI::App& app);
std::function<int()> add_diff(CLI::App& app);
std::function<int()> add_serve(CLI::App& app);
std::function<int()> add_eval(CLI::App& app);
std::function<int()> add_kb(CLI::App& app);
std::function<int()> add_gazetteer(CLI::App& app);
std::function<int()> add_train(CLI::App& app);
std::function<int()> add_lexicon(CLI::App& app);
std::function<int()> add_manual(CLI::App& app);
std::function<int()> add_completion(CLI::App& app);

}  // namespace casus::cli
