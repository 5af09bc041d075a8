// What is wrong with a lexicon though every line can be read: entries that never win, entries that
// are there twice, and patterns that are an event and an anti-entry at once.

#include <algorithm>

#include "pipeline/events/lexicon.h"

namespace casus {

namespace {

bool is_same_filler(const Filler& a, const Filler& b) {
  return a.is_anything == b.is_anything && a.is_actor == b.is_actor && a.sectors == b.sectors &&
         a.words == b.words && a.word_class == b.word_class;
}

bool is_same_pattern(const Entry& a, const Entry& b) {
  if (a.head_class != b.head_class || a.run.size() != b.run.size() ||
      a.conditions.size() != b.conditions.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.run.size(); ++i) {
    if (!(a.run[i] == b.run[i])) return false;
  }
  return std::all_of(a.conditions.begin(), a.conditions.end(), [&](const Condition& x) {
    return std::any_of(b.conditions.begin(), b.conditions.end(), [&](const Condition& y) {
      return x.path == y.path && x.is_forbidden == y.is_forbidden &&
             is_same_filler(x.filler, y.filler);
    });
  });
}

std::string where(const Entry& entry) {
  return entry.place.file + ":" + std::to_string(entry.place.line);
}

// True where whatever fills `narrow` fills `wide` too.
bool covers(const Filler& wide, const Filler& narrow) {
  if (wide.word_class != HeadClass::kAny && wide.word_class != narrow.word_class) return false;
  if (wide.is_anything) return true;
  if (narrow.is_anything || (narrow.is_actor && !wide.is_actor)) return false;
  const auto has_sector = [&](const std::string& sector) {
    return wide.is_actor ||
           std::find(wide.sectors.begin(), wide.sectors.end(), sector) != wide.sectors.end();
  };
  return std::all_of(narrow.sectors.begin(), narrow.sectors.end(), has_sector) &&
         wide.words.contains_all(narrow.words);
}

// True where anti-entry `anti` holds wherever `entry` does and wins over it.
bool is_shadowed(const Entry& entry, const Entry& anti) {
  const bool is_wide_head =
      anti.head_class == HeadClass::kAny || anti.head_class == entry.head_class;
  if (anti.category != nullptr || !is_wide_head || !anti.run.empty() || !entry.run.empty()) {
    return false;
  }
  if (!anti.is_veto && anti.specificity() < entry.specificity()) return false;
  return std::all_of(anti.conditions.begin(), anti.conditions.end(), [&](const Condition& x) {
    return std::any_of(entry.conditions.begin(), entry.conditions.end(), [&](const Condition& y) {
      if (x.path != y.path || x.is_forbidden != y.is_forbidden) return false;
      return x.is_forbidden ? is_same_filler(x.filler, y.filler) : covers(x.filler, y.filler);
    });
  });
}

// What two entries with one pattern and a common head do to each other; empty: nothing.
std::string clash(const Entry& later, const Entry& earlier) {
  if (later.category == nullptr && earlier.category == nullptr) {
    return "the same anti-entry is in " + where(earlier);
  }
  if (later.category == nullptr || earlier.category == nullptr) {
    return "contradicts " + where(earlier) + ": the same pattern is an event and an anti-entry";
  }
  if (later.category == earlier.category) return "the same pattern is in " + where(earlier);
  return {};
}

}  // namespace

std::vector<LexiconFinding> check_lexicon(const EventLexicon& lexicon) {
  std::vector<LexiconFinding> findings;
  const auto& entries = lexicon.entries();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::vector<TermId> heads = entries[i].heads.words();
    if (heads.empty()) {
      findings.push_back({entries[i].place, "has no head word"});
      continue;
    }
    for (const TermId head : heads) {
      const auto& rivals = lexicon.headed_by(head);
      const auto shadow = std::find_if(rivals.begin(), rivals.end(), [&](std::int32_t r) {
        return entries[i].category != nullptr &&
               is_shadowed(entries[i], entries[static_cast<std::size_t>(r)]);
      });
      if (shadow != rivals.end()) {
        findings.push_back(
            {entries[i].place, "'" + lexicon.words().word(head) + "' never gives an event: " +
                                   where(entries[static_cast<std::size_t>(*shadow)]) +
                                   " forbids it wherever it holds"});
        break;
      }
      const auto rival = std::find_if(rivals.begin(), rivals.end(), [&](std::int32_t r) {
        const auto other = static_cast<std::size_t>(r);
        return other < i && is_same_pattern(entries[i], entries[other]) &&
               !clash(entries[i], entries[other]).empty();
      });
      if (rival == rivals.end()) continue;
      findings.push_back(
          {entries[i].place, "'" + lexicon.words().word(head) + "' " +
                                 clash(entries[i], entries[static_cast<std::size_t>(*rival)])});
      break;
    }
  }
  return findings;
}

}  // namespace casus
