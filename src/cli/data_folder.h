#pragma once

// Where the program's data is.

#include <filesystem>
#include <string>

#include "casus/result.h"

namespace casus::cli {

// The folder given with --data, else $CASUS_DATA, else the one beside the program: of its source
// tree, or share/casus where it is installed. An error names the places that were looked at.
Result<std::filesystem::path> find_data(const std::string& given);

}  // namespace casus::cli
