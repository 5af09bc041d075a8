#pragma once

// Tells reports from events: reports of different articles are taken for one happening where the
// words of the rule agree and the days lie close together.

#include <cstdint>
#include <optional>

#include "casus/document.h"
#include "store/query.h"

namespace casus {

// How many days apart two reports of one happening may be dated, where nothing else is asked for.
inline constexpr int kLinkWindowDays = 1;

// A hash of what must agree: category, auxiliaries, codes and sectors of both sides, and the place
// as far as `rule` goes. Nothing for an event that has too little to be recognised by: no day, or
// neither a code nor a place.
std::optional<std::int64_t> happening_key(const Event& event, const Place* place, LinkRule rule);

// "9f0c2d4e61a83b57-20200714": the key, and the day of the report that was stored first.
std::string link_name(std::int64_t key, std::int64_t date);

}  // namespace casus
