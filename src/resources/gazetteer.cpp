#include "resources/gazetteer.h"

namespace casus {

Result<Gazetteer> Gazetteer::load(const std::filesystem::path&) { return Gazetteer{}; }

}  // namespace casus
