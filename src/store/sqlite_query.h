#pragma once

// Turns a Query into SQL over the archive's tables. Values are always parameters.
//
// The most selective index drives: dyads, then who is involved, labels, articles (text, source),
// places; everything else filters what that yields.

#include <string>
#include <variant>
#include <vector>

#include "store/query.h"
#include "store/sqlite.h"

namespace casus {

struct Sql {
  using Parameter = std::variant<std::int64_t, double, std::string>;
  std::string text;
  std::vector<Parameter> parameters;

  // "?n" of a new parameter.
  std::string add(Parameter parameter);
  void bind_to(sqlite::Statement& statement) const;
  // With the values written in, for people.
  std::string with_values() const;
};

Sql event_sql(const Query& query);
Sql fact_sql(const Query& query);
Sql article_sql(const Query& query);
Sql count_sql(const CountQuery& query);
// The same columns of one record each, whose number is the parameter.
const std::string& numbered_event_sql();
const std::string& numbered_fact_sql();
const std::string& numbered_article_sql();

}  // namespace casus
