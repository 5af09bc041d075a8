#pragma once

// Days as pages and feeds write them: ISO 8601, RFC 822 ("Tue, 14 Jul 2020 10:00:00 GMT"), and
// with the names of months of many languages ("14 de julio de 2020", "July 14, 2020",
// "14 июля 2020 г.", "2020年7月14日"). Month names come from ICU's locale data.

#include <optional>
#include <string>
#include <string_view>

namespace casus {

// "2020-07-14", or nullopt where `text` begins with no day and holds none. Of days written in
// figures alone, dots mean day first; slashes mean day first unless `language` is "en-US" or that
// gives no month. Years 1980 to 2099. Reads 200 bytes at most.
std::optional<std::string> find_day(std::string_view text, std::string_view language = {});

// The day within an address's path, as in /2020/07/14/ or -20200714.
std::optional<std::string> day_of_address(std::string_view url);

}  // namespace casus
