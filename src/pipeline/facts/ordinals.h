#pragma once

#include <string_view>

namespace casus {

// The number that an ordinal in digits ("7th", "12.") or Roman capitals ("IV") stands for, 1 to
// 9,999; 0 for anything else. "I" alone is a word.
int ordinal_number(std::string_view form);

}  // namespace casus
