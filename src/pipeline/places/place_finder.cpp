#include "pipeline/places/place_finder.h"

#include <algorithm>
#include <cmath>

#include "base/utf8.h"

namespace casus {

namespace {

constexpr std::size_t kMaxCandidates =
    64;  // of a name; the places with most inhabitants come first
constexpr TokenIndex kMaxPhraseWords = 5;
constexpr float kCountryPrior = 9.5F;
constexpr float kAlternativePenalty = 1.5F;
constexpr std::size_t kLeastStemBytes = 6;  // of a name without its ending
constexpr float kDatelinePrior = 5.0F;      // of a short name in capitals that begins a dateline
constexpr float kSeatPrior = 3.0F;
constexpr float kEmptyDistrictPrior = 2.5F;
constexpr float kShortNamePenalty = 0.7F;  // of a province without its "Province"
constexpr float kSeatBeforeProvince = 0.2F;

void note_letters(std::string_view form, PlaceWord& word) {
  bool has_small = false;
  for (std::size_t at = 0; at < form.size();) {
    const CodePoint point = decode_at(form, at);
    at += point.size;
    if (!is_letter(point.value)) continue;
    word.is_word = true;
    if (is_upper(point.value)) word.has_capital = true;
    if (is_lower(point.value)) has_small = true;
  }
  word.is_all_capitals = word.has_capital && !has_small;
}

// The country whose adjective or inhabitants the word names.
std::uint16_t country_of_adjective(const Knowledge& knowledge, const Gazetteer& gazetteer,
                                   std::string_view form, std::string& buffer) {
  const WordKey key = knowledge.spelling().key(form, buffer);
  if (key == kNoKey) return kNoCountry;
  const NameIndex::Node node = knowledge.names().step(NameIndex::kRoot, key);
  if (node == NameIndex::kNoNode) return kNoCountry;
  for (const NameSense& sense : knowledge.names().senses(node)) {
    if (sense.kind != NameKind::kAdjective && sense.kind != NameKind::kInhabitant) continue;
    if (knowledge.kind_of(sense.entry) != EntryKind::kCountry) continue;
    return gazetteer.country(knowledge.code_of(sense.entry));
  }
  return kNoCountry;
}

// Marks the sentences that write nearly all their longer words with a capital.
void note_title_case(const Document& document, PlaceScratch& scratch) {
  for (const Sentence& sentence : document.sentences) {
    int longer = 0;
    int capitals = 0;
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
      const PlaceWord& word = scratch.words[static_cast<std::size_t>(i)];
      if (!word.is_word || word.fold_end - word.fold_start < 4) continue;
      ++longer;
      if (word.has_capital) ++capitals;
    }
    if (longer < 4 || capitals * 10 < longer * 9) continue;
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
      scratch.words[static_cast<std::size_t>(i)].in_title_case = true;
    }
  }
}

// GeoNames does not know how many live in some seats of districts.
bool is_seat_of_district(const GazetteerEntry& entry) {
  return entry.feature_code == "PPLA2" || entry.feature_code == "PPLA3";
}

float prior_of(const GazetteerEntry& entry, bool is_alternative) {
  float prior = std::log10(static_cast<float>(entry.population) + 10.0F);
  if (entry.feature_code == "PCLI") {
    prior = kCountryPrior;
  } else if (entry.feature_code == "ADM2" && entry.population == 0) {
    prior = kEmptyDistrictPrior;
  } else if (entry.feature_class != 'P' && entry.population == 0) {
    prior = entry.country == kNoCountry ? 7.0F : 6.2F;
  } else if (entry.population == 0 && entry.geonameid == 0) {
    prior = 5.0F;  // a part of a city, from the text files
  } else if (entry.resolution == 2) {
    prior -= 0.9F;
  } else if (entry.resolution == 3) {
    prior -= 2.0F;
  }
  if (entry.population == 0 && is_seat_of_district(entry)) prior = kSeatPrior;
  if (entry.feature_code == "PPLC") prior += 0.7F;
  if (entry.feature_code == "PPLA") prior += 0.3F;
  if (entry.feature_code == "PPLX") prior -= 0.7F;
  if (!is_alternative) return prior;
  return prior - (entry.resolution == 2 ? kShortNamePenalty : kAlternativePenalty);
}

PlaceCandidate candidate_of(const Gazetteer& gazetteer, const Gazetteer::Candidate& found) {
  const GazetteerEntry entry = gazetteer.entry(found.place);
  PlaceCandidate candidate;
  candidate.place = found.place;
  candidate.prior = prior_of(entry, found.is_alternative);
  candidate.country = entry.country;
  candidate.province = entry.province;
  candidate.resolution = static_cast<std::uint8_t>(entry.resolution);
  candidate.feature_class = entry.feature_class;
  candidate.is_capital = entry.feature_code == "PPLC";
  candidate.is_seat = candidate.is_capital || entry.feature_code == "PPLA";
  return candidate;
}

class NameFinder {
 public:
  NameFinder(const PlaceRules& rules, const Gazetteer& gazetteer, PlaceScratch& scratch)
      : rules_(rules), gazetteer_(gazetteer), scratch_(scratch) {}

  void find_in(const Sentence& sentence) {
    TokenIndex at = sentence.first;
    sentence_first_ = sentence.first;
    while (at < sentence.last) {
      TokenIndex next = find_border(at, sentence.last);
      if (next == at) next = find_capital(at, sentence.last);
      if (next == at) next = find_phrase(at, sentence.last);
      if (next == at) next = find_name(at, sentence.last);
      at = next == at ? at + 1 : next;
    }
  }

 private:
  PlaceWord& word(TokenIndex token) { return scratch_.words[static_cast<std::size_t>(token)]; }

  bool can_begin(TokenIndex token) {
    const PlaceWord& first = word(token);
    return first.has_capital && !first.is_time;
  }
  bool can_end(TokenIndex token) {
    const PlaceWord& last = word(token);
    return last.has_capital && !last.is_time;
  }

  // The longest name from `first` on; returns the token after it, or `first`.
  TokenIndex find_name(TokenIndex first, TokenIndex end) {
    if (!can_begin(first)) return first;
    for (TokenIndex last = std::min(end, first + kMaxNameWords); last > first; --last) {
      if (!can_end(last - 1)) continue;
      const std::int32_t name = name_of(first, last);
      if (name == kNone) continue;
      if (last - first == 1 && is_no_name(word(first))) continue;
      const PlaceName& found = scratch_.names[static_cast<std::size_t>(name)];
      if (found.needs_capitals && !all_capitals(first, last)) continue;
      if (is_unknown_abbreviation(first, last, found)) continue;
      for (TokenIndex i = first; i < last; ++i) {
        word(i).mention = static_cast<std::int32_t>(scratch_.mentions.size());
      }
      PlaceMention mention;
      mention.first = first;
      mention.last = last;
      mention.name = name;
      scratch_.mentions.push_back(mention);
      return last;
    }
    return first;
  }

  // Words that places bear and texts mean otherwise: "May", "West", and "WHO" for Who.
  bool is_no_name(const PlaceWord& only) {
    return only.cues.has(Cue::kNever) || only.cues.has(Cue::kCompass) || only.cues.names_kind();
  }

  // An abbreviation ("FAO") is no ordinary name ("Fao"), unless all the words around are capitals.
  bool is_unknown_abbreviation(TokenIndex first, TokenIndex last, const PlaceName& name) {
    const PlaceWord& only = word(first);
    return last - first == 1 && only.is_all_capitals && !only.in_title_case &&
           only.fold_end - only.fold_start <= 4 && !name.needs_capitals &&
           !begins_dateline(first, name);
  }

  // "KANO, Nigeria - ", "OSH (Agency) - ": a known place, then a sign.
  bool begins_dateline(TokenIndex first, const PlaceName& name) {
    const auto next = static_cast<std::size_t>(first) + 1;
    return first == sentence_first_ && next < scratch_.words.size() &&
           !scratch_.words[next].is_word && scratch_.candidates[name.first].prior >= kDatelinePrior;
  }

  // "West Nile virus", "White House": passes over names that are known to be no place.
  TokenIndex find_phrase(TokenIndex first, TokenIndex end) {
    if (!word(first).cues.has(Cue::kPhrase)) return first;
    for (TokenIndex last = std::min(end, first + kMaxPhraseWords); last > first + 1; --last) {
      const std::uint32_t start = word(first).fold_start;
      const std::uint32_t stop = word(last - 1).fold_end;
      if (stop <= start) continue;
      const auto phrase = std::string_view(scratch_.folder.text()).substr(start, stop - start);
      if (rules_.cues(phrase).has(Cue::kNever)) return last;
    }
    return first;
  }

  bool all_capitals(TokenIndex first, TokenIndex last) {
    for (TokenIndex i = first; i < last; ++i) {
      if (word(i).is_word && !word(i).is_all_capitals) return false;
    }
    return true;
  }

  // The number of the name that the tokens are; kNone where the gazetteer has no such name.
  std::int32_t name_of(TokenIndex first, TokenIndex last) {
    if (rules_.names_are_inflected()) {
      const std::int32_t name =
          number_of(scratch_.lemmas.text(), word(first).lemma_start, word(last - 1).lemma_end);
      if (name != kNone) return name;
    }
    const std::int32_t name =
        number_of(scratch_.folder.text(), word(first).fold_start, word(last - 1).fold_end);
    if (name != kNone || rules_.endings().empty() || last - first > 1) return name;
    return number_by_ending(word(first));
  }

  // For lemmatizers that do not know the town.
  std::int32_t number_by_ending(const PlaceWord& only) {
    const std::string_view form = std::string_view(scratch_.folder.text())
                                      .substr(only.fold_start, only.fold_end - only.fold_start);
    for (const PlaceRules::Ending& ending : rules_.endings()) {
      if (!form.ends_with(ending.from) || form.size() < ending.from.size() + kLeastStemBytes) {
        continue;
      }
      const std::string base =
          std::string(form.substr(0, form.size() - ending.from.size())) + ending.to;
      const std::int32_t name = number_of(base, 0, static_cast<std::uint32_t>(base.size()));
      if (name != kNone) return name;
    }
    return kNone;
  }

  std::int32_t number_of(const std::string& text, std::uint32_t start, std::uint32_t end) {
    if (end <= start) return kNone;
    scratch_.buffer.assign(text, start, end - start);
    const auto known = scratch_.name_numbers.find(scratch_.buffer);
    if (known != scratch_.name_numbers.end()) return known->second;
    scratch_.found.clear();
    gazetteer_.find(scratch_.buffer, scratch_.found);
    if (scratch_.found.empty()) return kNone;
    const auto number = static_cast<std::int32_t>(scratch_.names.size());
    scratch_.names.push_back(make_name());
    scratch_.name_numbers.emplace(scratch_.buffer, number);
    return number;
  }

  PlaceName make_name() {
    PlaceName name;
    name.first = static_cast<std::uint32_t>(scratch_.candidates.size());
    name.needs_capitals = std::any_of(scratch_.found.begin(), scratch_.found.end(),
                                      [](const auto& found) { return found.needs_capitals; });
    for (const Gazetteer::Candidate& found : scratch_.found) {
      if (scratch_.candidates.size() - name.first >= kMaxCandidates) break;
      scratch_.candidates.push_back(candidate_of(gazetteer_, found));
    }
    name.last = static_cast<std::uint32_t>(scratch_.candidates.size());
    put_seats_before_provinces(name.first);
    const auto begin = scratch_.candidates.begin() + name.first;
    std::stable_sort(begin, scratch_.candidates.end(),
                     [](const auto& a, const auto& b) { return a.prior > b.prior; });
    name.best = name.first;
    return name;
  }

  // "Basra" is the town rather than the province that it is the seat of.
  void put_seats_before_provinces(std::uint32_t first) {
    auto& candidates = scratch_.candidates;
    for (std::size_t i = first; i < candidates.size(); ++i) {
      PlaceCandidate& seat = candidates[i];
      if (!seat.is_seat || seat.province == kNoPlace) continue;
      for (std::size_t j = first; j < candidates.size(); ++j) {
        if (candidates[j].place != seat.province) continue;
        seat.prior = std::max(seat.prior, candidates[j].prior + kSeatBeforeProvince);
      }
    }
  }

  // "The Libyan capital"; returns the token after it, or `at`.
  TokenIndex find_capital(TokenIndex at, TokenIndex end) {
    const std::uint16_t country = word(at).adjective_of;
    if (country == kNoCountry || at + 1 >= end || !word(at + 1).cues.has(Cue::kCapital)) return at;
    const bool is_named = at + 2 < end && word(at + 2).has_capital;  // "the Libyan capital Tripoli"
    const PlaceId capital = gazetteer_.capital_of(country);
    if (capital == kNoPlace || is_named) return at;
    PlaceName name;
    name.first = static_cast<std::uint32_t>(scratch_.candidates.size());
    scratch_.candidates.push_back(candidate_of(gazetteer_, {capital, false, false}));
    scratch_.candidates.back().is_capital = false;  // said to be a place: no metonym
    name.last = name.first + 1;
    name.best = name.first;
    PlaceMention mention;
    mention.first = at + 1;
    mention.last = at + 2;
    mention.name = static_cast<std::int32_t>(scratch_.names.size());
    mention.is_description = true;
    word(at + 1).mention = static_cast<std::int32_t>(scratch_.mentions.size());
    scratch_.names.push_back(name);
    scratch_.mentions.push_back(mention);
    return at + 2;
  }

  // "Armenian-Azerbaijani border", "Tajik - Afghan frontier"; returns the token after it, or `at`.
  TokenIndex find_border(TokenIndex at, TokenIndex end) {
    BorderMention border;
    border.first = at;
    border.countries[0] = word(at).adjective_of;
    if (border.countries[0] == kNoCountry) return at;
    TokenIndex next = at + 1;
    while (next < end && !word(next).is_word && next - at <= 2) ++next;
    if (next == at + 1 || next >= end) return at;
    border.countries[1] = word(next).adjective_of;
    if (border.countries[1] == kNoCountry || border.countries[1] == border.countries[0]) return at;
    if (++next >= end) return at;
    if (word(next).cues.has(Cue::kPart) || word(next).cues.has(Cue::kCountry)) ++next;
    if (next >= end || !word(next).cues.has(Cue::kBorder)) return at;
    border.last = next + 1;
    scratch_.borders.push_back(border);
    return border.last;
  }

  const PlaceRules& rules_;
  const Gazetteer& gazetteer_;
  PlaceScratch& scratch_;
  TokenIndex sentence_first_ = 0;
};

void append_lemma(const Token& token, PlaceWord& word, PlaceNameFolder& lemmas) {
  const std::size_t before = lemmas.text().size();
  lemmas.append(token.lemma.empty() ? token.form : token.lemma);
  const std::string& folded = lemmas.text();
  const bool has_blank = before < folded.size() && folded[before] == ' ';
  word.lemma_start = static_cast<std::uint32_t>(before + (has_blank ? 1 : 0));
  word.lemma_end = static_cast<std::uint32_t>(folded.size());
}

}  // namespace

bool is_of_kind(const PlaceCandidate& candidate, Cues kind) {
  const bool is_division =
      candidate.feature_class == 'A' && (candidate.resolution == 2 || candidate.resolution == 3);
  return (kind.has(Cue::kCountry) && candidate.resolution == 1) ||
         (kind.has(Cue::kProvince) && (candidate.resolution == 2 || is_division)) ||
         (kind.has(Cue::kDistrict) && (candidate.resolution == 3 || is_division)) ||
         (kind.has(Cue::kCity) && candidate.resolution == 4) ||
         (kind.has(Cue::kPart) && candidate.resolution == 5) ||
         (kind.has(Cue::kNature) && candidate.feature_class != 'P' &&
          candidate.feature_class != 'A');
}

void look_up_place_words(const PlaceRules& rules, const Knowledge& knowledge,
                         const Gazetteer& gazetteer, const Document& document,
                         PlaceScratch& scratch) {
  scratch.words.assign(document.tokens.size(), PlaceWord{});
  scratch.folder.clear();
  scratch.lemmas.clear();
  scratch.is_tagged = false;
  std::uint32_t last_end = 0;
  for (std::size_t i = 0; i < document.tokens.size(); ++i) {
    const Token& token = document.tokens[i];
    PlaceWord& word = scratch.words[i];
    if (token.upos != Upos::kX) scratch.is_tagged = true;
    if (token.start != last_end) scratch.folder.separate();
    if (token.start != last_end) scratch.lemmas.separate();
    last_end = token.end;
    const std::size_t before = scratch.folder.text().size();
    scratch.folder.append(token.form);
    const std::string& folded = scratch.folder.text();
    const bool has_blank = before < folded.size() && folded[before] == ' ';
    word.fold_start = static_cast<std::uint32_t>(before + (has_blank ? 1 : 0));
    word.fold_end = static_cast<std::uint32_t>(folded.size());
    note_letters(token.form, word);
    if (rules.names_are_inflected()) append_lemma(token, word, scratch.lemmas);
    const auto size = word.fold_end - word.fold_start;
    word.cues = rules.cues(std::string_view(folded).substr(word.fold_start, size));
    if (word.has_capital) {
      word.adjective_of = country_of_adjective(knowledge, gazetteer, token.form, scratch.buffer);
    }
  }
  for (const Time& time : document.times) {
    for (TokenIndex i = time.first; i < time.last; ++i) {
      scratch.words[static_cast<std::size_t>(i)].is_time = true;
    }
  }
  for (std::size_t number = 0; number < document.entities.size(); ++number) {
    const Entity& entity = document.entities[number];
    for (TokenIndex i = entity.first; i < entity.last; ++i) {
      scratch.words[static_cast<std::size_t>(i)].entity = static_cast<std::int32_t>(number);
    }
  }
  note_title_case(document, scratch);
}

void find_place_names(const PlaceRules& rules, const Gazetteer& gazetteer, const Document& document,
                      PlaceScratch& scratch) {
  scratch.names.clear();
  scratch.name_numbers.clear();
  scratch.candidates.clear();
  scratch.mentions.clear();
  scratch.borders.clear();
  NameFinder finder(rules, gazetteer, scratch);
  for (const Sentence& sentence : document.sentences) finder.find_in(sentence);
}

}  // namespace casus
