#pragma once

// Version 5 of the archive: who is done something to is found from the dyads' own key, a code of
// the doer at a time (there are a few hundred), so that an event costs one index less.

namespace casus {

inline constexpr const char* kSchemaVersion5 = "DROP INDEX dyad_recipient;";

}  // namespace casus
