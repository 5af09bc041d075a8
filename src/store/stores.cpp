#include <algorithm>

#include "store/store.h"

namespace casus {

const std::vector<StoreEngine>& store_engines() {
  static const std::vector<StoreEngine> engines = {
      {"sqlite", "one SQLite file", open_sqlite_store},
  };
  return engines;
}

Result<std::unique_ptr<Store>> open_store(const std::string& path, const StoreOptions& options) {
  const auto& engines = store_engines();
  if (options.engine.empty()) return engines.front().open(path, options);
  const auto found = std::find_if(engines.begin(), engines.end(), [&](const StoreEngine& engine) {
    return engine.name == options.engine;
  });
  if (found != engines.end()) return found->open(path, options);
  return Error{ErrorKind::kUsage, "there is no store '" + options.engine + "'", "", 0, ""};
}

std::string_view outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::kNew:
      return "new";
    case Outcome::kKnown:
      return "known";
    case Outcome::kDuplicate:
      return "duplicate";
    case Outcome::kRevision:
      return "revision";
  }
  return "";
}

}  // namespace casus
