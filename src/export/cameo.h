#pragma once

// What the formats that speak CAMEO share.

#include <string>

#include "export/export_tables.h"

namespace casus {

// "ROM" of "ROU"; a code that is no country's as it is.
std::string cameo_country(const ExportTables& tables, const std::string& code);
// Country and types in one: "USAGOVMIL"; "" for nobody.
std::string cameo_actor(const ExportTables& tables, const Participant* party);
// Of a CAMEO code: "0" to "4".
std::string penta_class(const std::string& code);
// "1" to "4".
std::string quad_class(const std::string& code);

}  // namespace casus
