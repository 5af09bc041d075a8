#pragma once

#include "pipeline/events/participants.h"
#include "pipeline/events/role_finder.h"

namespace casus {

// Where no role gave a recipient: the nearest actor in what hangs on the trigger and on the words
// of its roles ("protested against powers granted to the president"), clauses of their own apart;
// else in what the trigger is done for ("sent the police to arrest smugglers").
void find_distant_recipient(const Finder& finder, Roles& roles);

}  // namespace casus
