#include "pipeline/events/match.h"

#include <algorithm>
#include <iterator>

namespace casus {

namespace {

constexpr TokenIndex kFarthest = 60;  // words on either side that "sentence" looks at

// "%NGO" and "%UNO" are codes of bodies, not sectors.
bool has_sector(const ActorCode& actor, const std::string& sector) {
  return actor.sector == sector || actor.code == sector ||
         std::find(actor.other_sectors.begin(), actor.other_sectors.end(), sector) !=
             actor.other_sectors.end();
}

bool is_filled_by(const Tree& tree, const Filler& filler, TokenIndex t) {
  if (!tree.is_of_class(t, filler.word_class)) return false;
  if (filler.is_anything || tree.is_any(t, filler.words)) return true;
  if (!filler.is_actor && filler.sectors.empty()) return false;
  const ActorPhrase* phrase = tree.phrase(t);
  if (phrase == nullptr) return false;
  if (filler.is_actor && phrase->is_actor) return true;
  return std::any_of(filler.sectors.begin(), filler.sectors.end(),
                     [&](const std::string& sector) { return has_sector(phrase->actor, sector); });
}

// The token that fills, or one that it stands for ("a series of attacks").
TokenIndex filling_token(const Tree& tree, const Filler& filler, TokenIndex t) {
  if (is_filled_by(tree, filler, t)) return t;
  if (!tree.lexicon().transparent_nouns().contains(tree.lemma(t))) return kNoToken;
  return tree.find_child(t, [&](TokenIndex c) {
    return tree.token(c).relation == Relation::kNmod && is_filled_by(tree, filler, c);
  });
}

// Where a condition's first step may start, beside the head itself.
TokenList starts(const Tree& tree, TokenIndex head, const Step& step) {
  TokenList found;
  found.add(head);
  const bool hangs_on_object = step.slot == Slot::kPreposition || step.slot == Slot::kModifier ||
                               step.slot == Slot::kAdjective;
  if (!hangs_on_object) return found;
  if (tree.is_verb(head)) {
    found.add_all(tree.objects(head));
  } else if (tree.token(head).relation == Relation::kObj && step.slot == Slot::kPreposition) {
    found.add(tree.token(head).head);
  }
  return found;
}

TokenIndex bound_to(const Entry& entry, const Match& match, const Step& step) {
  for (std::size_t i = 0; i < entry.conditions.size(); ++i) {
    const Condition& condition = entry.conditions[i];
    if (condition.path.size() == 1 && condition.path[0] == step) return match.bound[i];
  }
  return kNoToken;
}

TokenIndex find_filler(const Tree& tree, const Condition& condition, const TokenList& candidates) {
  for (const TokenIndex t : candidates) {
    const TokenIndex found = filling_token(tree, condition.filler, t);
    if (found != kNoToken) return found;
  }
  return kNoToken;
}

// A word of the sentence around `head`, the head itself aside; `Slot::kNearby`: or of the sentence
// before it.
TokenIndex find_near(const Tree& tree, const Filler& filler, TokenIndex head, Slot slot) {
  const auto& sentences = tree.document().sentences;
  const auto after = std::upper_bound(
      sentences.begin(), sentences.end(), head,
      [](TokenIndex token, const Sentence& sentence) { return token < sentence.last; });
  if (after == sentences.end()) return kNoToken;
  const bool has_before = slot == Slot::kNearby && after != sentences.begin();
  const TokenIndex start = has_before ? std::prev(after)->first : after->first;
  const TokenIndex first = std::max(start, head - kFarthest);
  const TokenIndex last = std::min(after->last, head + kFarthest);
  for (TokenIndex t = first; t < last; ++t) {
    if (t != head && is_filled_by(tree, filler, t)) return t;
  }
  return kNoToken;
}

TokenIndex meet_condition(const Tree& tree, const Entry& entry, const Match& match,
                          const Condition& condition) {
  TokenList from;
  const Step& first = condition.path.front();
  if (is_beside_the_tree(first)) return find_near(tree, condition.filler, match.head, first.slot);
  if (condition.path.size() == 1) {
    for (const TokenIndex start : starts(tree, match.head, first)) {
      const TokenIndex found = find_filler(tree, condition, tree.dependents(start, first));
      if (found != kNoToken) return found;
    }
    return kNoToken;
  }
  const TokenIndex bound = bound_to(entry, match, first);
  if (bound != kNoToken) {
    from.add(bound);
  } else {
    for (const TokenIndex start : starts(tree, match.head, first)) {
      from.add_all(tree.dependents(start, first));
    }
  }
  for (std::size_t step = 1; step < condition.path.size(); ++step) {
    TokenList next;
    for (const TokenIndex t : from) next.add_all(tree.dependents(t, condition.path[step]));
    from = next;
  }
  return find_filler(tree, condition, from);
}

bool meets_run(const Tree& tree, const Entry& entry, TokenIndex token) {
  const auto size = static_cast<TokenIndex>(entry.run.size());
  if (token + size > static_cast<TokenIndex>(tree.document().tokens.size())) return false;
  for (TokenIndex i = 0; i < size; ++i) {
    if (!tree.is_any(token + i, entry.run[static_cast<std::size_t>(i)])) return false;
  }
  return true;
}

bool matches(const Tree& tree, const Entry& entry, Match& match) {
  if (!tree.is_of_class(match.head, entry.head_class)) return false;
  if (!entry.run.empty() && !meets_run(tree, entry, match.head)) return false;
  match.bound.fill(kNoToken);
  for (std::size_t i = 0; i < entry.conditions.size(); ++i) {
    const Condition& condition = entry.conditions[i];
    const TokenIndex found = meet_condition(tree, entry, match, condition);
    if ((found == kNoToken) != condition.is_forbidden) return false;
    const bool stays_free = condition.is_forbidden || is_beside_the_tree(condition.path.front());
    match.bound[i] = stays_free ? kNoToken : found;
  }
  match.specificity = entry.specificity();
  match.run_length = static_cast<int>(entry.run.size());
  return true;
}

}  // namespace

void find_matches(const Tree& tree, TokenIndex token, std::vector<Match>& found,
                  std::int32_t& anti) {
  const auto& entries = tree.lexicon().entries();
  const std::size_t first = found.size();
  int best = -1;
  bool is_vetoed = false;
  anti = kNone;
  const auto try_entries = [&](const std::vector<std::int32_t>& candidates) {
    for (const std::int32_t candidate : candidates) {
      const Entry& entry = entries[static_cast<std::size_t>(candidate)];
      if (is_vetoed || (entry.specificity() < best && !entry.is_veto)) continue;
      Match match{candidate, token};
      if (!matches(tree, entry, match)) continue;
      is_vetoed = entry.is_veto;
      if (match.specificity > best || is_vetoed) {
        found.resize(first);
        anti = kNone;
        best = match.specificity;
      }
      if (entry.category == nullptr) {
        anti = candidate;
      } else {
        found.push_back(match);
      }
    }
  };
  try_entries(tree.lexicon().headed_by(tree.lemma(token)));
  if (tree.form(token) != tree.lemma(token)) {
    try_entries(tree.lexicon().headed_by(tree.form(token)));
  }
  if (anti != kNone) found.resize(first);
}

}  // namespace casus
