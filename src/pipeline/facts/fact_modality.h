#pragma once

// Whether a cue's verb tells of a deed: planned ("is to be signed"), or only aimed at ("to
// support").

#include "pipeline/facts/clause.h"

namespace casus {

// "will be signed", "is to be signed", "are expected to sign", "plans to sign".
bool is_planned(const Clause& clause, const FactRules& rules, TokenIndex word);

// False for an infinitive that no verb of `settings.utterers` governs ("called on X to condemn"),
// and for "of reporting"; true for kinds without that setting.
bool is_uttered(const Clause& clause, const KindSettings& settings, TokenIndex verb);

}  // namespace casus
