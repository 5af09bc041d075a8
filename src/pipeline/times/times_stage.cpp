#include "pipeline/times/times_stage.h"

namespace casus {

Result<TimeRules> TimeRules::load(const std::filesystem::path&) { return TimeRules{}; }
Result<void> find_times(const TimeRules&, Document&, TimeScratch&) { return {}; }

}  // namespace casus
