#pragma once

// The conditions that query and export share.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "casus/result.h"
#include "store/query.h"

namespace casus::cli {

struct QueryOptions {
  Query query;
  std::vector<std::string> actors;
  std::vector<std::string> recipients;
  std::vector<std::string> dyad;
  std::vector<std::string> sectors;
  std::vector<std::string> with;
  std::string box;
  double confidence = 0;
  bool either_way = false;
};

void add_query_options(CLI::App& app, QueryOptions& options);
// The query that the options ask; wrong values are an error.
Result<Query> make_query(const QueryOptions& options);
// The options as they were given, for people: "--actor FRA --from 2020".
std::string given_filters(const CLI::App& app);

}  // namespace casus::cli
