#include "pipeline/entities/known_names.h"

#include <algorithm>

#include "base/utf8.h"

namespace casus {

namespace {

constexpr std::size_t kMaxNameWords = 14;

// The lower-cased word's id; for "Ministers", which no list holds, that of "minister".
ListWord find_word(const ListVocabulary& vocabulary, std::string_view word, std::string& small) {
  small.clear();
  for (const char c : word) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      small = lower_utf8(word);
      break;
    }
    small.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  ListWord id = vocabulary.find(small);
  if (id == kNoListWord && small.size() > 3 && small.back() == 's') {
    id = vocabulary.find(std::string_view(small).substr(0, small.size() - 1));
  }
  return id;
}

// "troops", where the tagger gave no singular and a list has both.
ListWord singular_of(const ListVocabulary& vocabulary, std::string_view form, ListWord word,
                     std::string& small) {
  if (form.size() < 4 || form.back() != 's') return word;
  const ListWord singular = find_word(vocabulary, form.substr(0, form.size() - 1), small);
  return singular == kNoListWord ? word : singular;
}

// "ex-minister", which no list has, is "minister" behind "ex".
void look_up_parts(const ListVocabulary& vocabulary, std::string_view form, TokenWord& word,
                   std::string& small) {
  const std::size_t hyphen = form.find('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || hyphen + 1 >= form.size()) return;
  word.prefix = find_word(vocabulary, form.substr(0, hyphen), small);
  if (word.prefix == kNoListWord) return;
  word.form = find_word(vocabulary, form.substr(hyphen + 1), small);
  word.lemma = singular_of(vocabulary, form.substr(hyphen + 1), word.form, small);
}

// Words that only join names: hyphens, dots, slashes, possessive endings.
bool is_joint(std::string_view form) {
  for (const std::string_view joint :
       {"-", "\u2010", "\u2011", "'", "\u2019", "'s", "\u2019s", ".", "/"}) {
    if (form == joint) return true;
  }
  return false;
}

// "US$", "C$": money, and nobody's name.
bool names_currency(std::string_view form) {
  for (std::size_t at = 0; at < form.size();) {
    const CodePoint point = decode_at(form, at);
    if (is_currency_sign(point.value)) return true;
    at += point.size;
  }
  return false;
}

// "US" of "US $5 million"
bool is_before_money(const Document& document, const NamePart& part) {
  const auto next = static_cast<std::size_t>(part.token) + 1;
  return part.is_all_upper && next < document.tokens.size() &&
         is_currency_sign(decode_at(document.tokens[next].form, 0).value);
}

// "Fed." of "Fed. Reg.": cut short, and not by the end of the sentence.
bool is_abbreviation(const Document& document, const NamePart& part) {
  const std::string_view form = document.tokens[static_cast<std::size_t>(part.token)].form;
  return form.size() > 2 && form.ends_with('.') && !part.is_all_upper;
}

void add_parts(const Spelling& spelling, const Document& document, TokenIndex index,
               EntityScratch& scratch) {
  const std::string_view form = document.tokens[static_cast<std::size_t>(index)].form;
  if (is_joint(form)) return;
  scratch.name_words.clear();
  split_name_words(form, scratch.name_words);
  if (scratch.name_words.empty() || names_currency(form)) {
    scratch.parts.push_back({.token = index, .starts_token = true, .ends_token = true});
    return;
  }
  for (std::size_t i = 0; i < scratch.name_words.size(); ++i) {
    const NameWord& word = scratch.name_words[i];
    NamePart part;
    part.key = spelling.key(form.substr(word.start, word.end - word.start), scratch.buffer);
    part.token = index;
    part.starts_token = i == 0;
    part.ends_token = i + 1 == scratch.name_words.size();
    part.starts_upper = word.starts_upper;
    part.is_all_upper = word.is_all_upper;
    scratch.parts.push_back(part);
  }
}

bool is_function_word(Upos upos) {
  return upos == Upos::kPron || upos == Upos::kAux || upos == Upos::kDet || upos == Upos::kAdp ||
         upos == Upos::kCconj || upos == Upos::kSconj || upos == Upos::kPart ||
         upos == Upos::kAdv || upos == Upos::kIntj;
}

// A name of one word needs a capital, an acronym capitals only; longer names some capital.
bool is_written_as_name(const NameSense& sense, std::span<const NamePart> parts, Upos upos) {
  if (parts.size() == 1) {
    if (sense.is_acronym()) return parts[0].is_all_upper && !is_function_word(upos);
    return parts[0].starts_upper && !is_function_word(upos);
  }
  if (sense.ends_upper() && !parts.back().starts_upper) return false;  // "Russia today"
  return !sense.has_capital() || std::any_of(parts.begin(), parts.end(), [](const NamePart& part) {
    return part.starts_upper;
  });
}

// The match that starts at parts[at] and is longest; how many parts it has, 0: none.
std::size_t longest_name(const Knowledge& knowledge, const Document& document,
                         const std::vector<NamePart>& parts, std::size_t at,
                         std::span<const NameSense>& senses) {
  NameIndex::Node node = NameIndex::kRoot;
  std::size_t longest = 0;
  const std::size_t end = std::min(parts.size(), at + kMaxNameWords);
  for (std::size_t i = at; i < end; ++i) {
    node = knowledge.names().step(node, parts[i].key);
    if (node == NameIndex::kNoNode) break;
    if (!parts[i].ends_token) continue;
    const auto found = knowledge.names().senses(node);
    const std::span<const NamePart> covered(&parts[at], i + 1 - at);
    const Upos upos = document.tokens[static_cast<std::size_t>(parts[at].token)].upos;
    const bool is_cut =
        is_abbreviation(document, parts[at]) || is_before_money(document, parts[at]);
    if (i == at && is_cut) continue;
    const bool fits = std::any_of(found.begin(), found.end(), [&](const NameSense& sense) {
      return is_written_as_name(sense, covered, upos);
    });
    if (!fits) continue;
    longest = i + 1 - at;
    senses = found;
  }
  return longest;
}

bool is_modifier_relation(Relation relation) {
  return relation == Relation::kAmod || relation == Relation::kCompound ||
         relation == Relation::kDet;
}

int base_score(NameKind kind) {
  switch (kind) {
    case NameKind::kName:
      return 40;
    case NameKind::kGovernment:
      return 38;
    case NameKind::kCapital:
      return 36;
    case NameKind::kAdjective:
      return 34;
    case NameKind::kInhabitant:
      return 33;
    case NameKind::kShort:
      return 12;
    case NameKind::kSurname:
      return 10;
  }
  return 0;
}

// How well a sense fits where it stands; 0: not at all.
int score_sense(const Knowledge& knowledge, const Token& head, const NameSense& sense, Day day) {
  int score = base_score(sense.kind);
  if (sense.kind == NameKind::kAdjective && is_modifier_relation(head.relation)) score += 4;
  if (sense.kind == NameKind::kAdjective && head.upos == Upos::kAdj) score += 4;
  if (knowledge.kind_of(sense.entry) != EntryKind::kPerson) return score;
  const KnownEntry entry = knowledge.entry(sense.entry);
  if (entry.offices.empty()) return score;
  for (const KnownOffice& office : entry.offices) {
    if (day != kNoDay && office.days.contains(day)) return score + 6;
  }
  if (day != kNoDay && day < entry.offices.front().days.first) return score - 2;
  return score + 1;
}

// "the Philippines Department of Agriculture": an organisation of one state is not meant where the
// name of another stands right before its own.
bool is_anothers(const Knowledge& knowledge, const NameSense& sense, std::size_t words,
                 std::string_view owner) {
  if (owner.empty()) return false;
  const KnownEntry entry = knowledge.entry(sense.entry);
  const bool is_body = entry.kind == EntryKind::kOrganisation || entry.kind == EntryKind::kGroup;
  const bool is_short = sense.kind == NameKind::kShort;
  if (!is_body || (sense.kind != NameKind::kName && !is_short) || (words < 2 && !is_short)) {
    return false;
  }
  const std::string_view code = knowledge.code_of(sense.entry);
  return !code.empty() && code != owner && !knowledge.codes().is_non_state(code);
}

// The state whose name or adjective ends right before `first`; empty: none.
std::string_view owner_before(const Knowledge& knowledge, const EntityScratch& scratch,
                              TokenIndex first) {
  if (scratch.matches.empty() || scratch.matches.back().last != first) return {};
  const NameSense& sense = scratch.matches.back().sense;
  const bool is_state = knowledge.entry(sense.entry).kind == EntryKind::kCountry;
  const bool names = sense.kind == NameKind::kAdjective || sense.kind == NameKind::kName;
  return is_state && names ? knowledge.code_of(sense.entry) : std::string_view();
}

bool is_place_name(const NameSense& sense) { return sense.kind == NameKind::kName; }

// The sense of `match` that is a country's, or a region's; null: it has none, or several.
const NameSense* sense_of_kind(const Knowledge& knowledge, const NameMatch& match, EntryKind kind) {
  const NameSense* found = nullptr;
  for (const NameSense& sense : match.senses) {
    if (!is_place_name(sense) || knowledge.kind_of(sense.entry) != kind) continue;
    if (found != nullptr) return nullptr;
    found = &sense;
  }
  return found;
}

// Whether the sentence of `match` names a country right before or after it.
bool stands_among_countries(const Knowledge& knowledge, const EntityScratch& scratch,
                            std::size_t match) {
  const auto sentence_at = [&](std::size_t m) {
    return scratch.sentence_of[static_cast<std::size_t>(scratch.matches[m].first)];
  };
  const auto is_country = [&](std::size_t m) {
    const NameSense& sense = scratch.matches[m].sense;
    return sentence_at(m) == sentence_at(match) && is_place_name(sense) &&
           knowledge.kind_of(sense.entry) == EntryKind::kCountry;
  };
  return (match > 0 && is_country(match - 1)) ||
         (match + 1 < scratch.matches.size() && is_country(match + 1));
}

// "The Prime Minister of Georgia": what has a head of state or government of its own.
bool has_head_of_government(const EntityScratch& scratch, const NameMatch& match) {
  constexpr TokenIndex kFarthest = 3;  // "prime", "minister", "of"
  for (TokenIndex t = match.first - 1; t >= 0 && t >= match.first - kFarthest; --t) {
    if ((scratch.words[static_cast<std::size_t>(t)].classes & kHeadWord) != 0) return true;
  }
  return false;
}

// "Georgia": the country, but in a text that names the state of the other one and nothing else of
// the country's. Linear in the matches.
void settle_namesakes(const Knowledge& knowledge, EntityScratch& scratch) {
  std::unordered_map<std::string_view, int> others;  // by code: names that only one place bears
  std::vector<std::size_t> shared;
  for (std::size_t m = 0; m < scratch.matches.size(); ++m) {
    const NameMatch& match = scratch.matches[m];
    const bool is_shared = match.senses.size() > 1 &&
                           sense_of_kind(knowledge, match, EntryKind::kCountry) != nullptr &&
                           sense_of_kind(knowledge, match, EntryKind::kRegion) != nullptr;
    if (is_shared) {
      shared.push_back(m);
    } else {
      ++others[knowledge.code_of(match.sense.entry)];
    }
  }
  for (const std::size_t m : shared) {
    NameMatch& match = scratch.matches[m];
    const NameSense* country = sense_of_kind(knowledge, match, EntryKind::kCountry);
    const NameSense* region = sense_of_kind(knowledge, match, EntryKind::kRegion);
    const std::string_view code = knowledge.code_of(region->entry);
    const bool is_region =
        !others.contains(knowledge.code_of(country->entry)) && others.contains(code) &&
        !stands_among_countries(knowledge, scratch, m) && !has_head_of_government(scratch, match);
    match.sense = is_region ? *region : *country;
  }
}

}  // namespace

TokenIndex head_of_span(const Document& document, TokenIndex first, TokenIndex last) {
  const auto is_inside = [&](TokenIndex t) { return t >= first && t < last; };
  for (TokenIndex i = first; i < last; ++i) {
    const TokenIndex head = document.tokens[static_cast<std::size_t>(i)].head;
    if (is_inside(head)) continue;
    // "Turkish and Syrian troops": "Syrian" hangs on "Turkish", and that on the troops.
    const bool comes_back =
        head != kNoToken && is_inside(document.tokens[static_cast<std::size_t>(head)].head);
    if (!comes_back) return i;
  }
  return last - 1;
}

void look_up_words(const AgentLexicon& lexicon, const Document& document, EntityScratch& scratch) {
  scratch.words.resize(document.tokens.size());
  scratch.sentence_of.assign(document.tokens.size(), kNone);
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
      scratch.sentence_of[static_cast<std::size_t>(i)] = static_cast<std::int32_t>(s);
    }
  }
  for (std::size_t i = 0; i < document.tokens.size(); ++i) {
    const Token& token = document.tokens[i];
    TokenWord& word = scratch.words[i];
    word.form = find_word(lexicon.vocabulary(), token.form, scratch.small);
    word.prefix = kNoListWord;
    word.lemma = token.lemma == token.form
                     ? singular_of(lexicon.vocabulary(), token.form, word.form, scratch.small)
                     : find_word(lexicon.vocabulary(), token.lemma, scratch.small);
    if (word.form == kNoListWord && word.lemma == kNoListWord) {
      look_up_parts(lexicon.vocabulary(), token.form, word, scratch.small);
    }
    word.classes = lexicon.classes_of(word.form) | lexicon.classes_of(word.lemma);
    scratch.name_words.clear();
    split_name_words(token.form, scratch.name_words);
    word.starts_upper = !scratch.name_words.empty() && scratch.name_words[0].starts_upper;
    word.is_all_upper = !scratch.name_words.empty() && scratch.name_words[0].is_all_upper;
  }
}

void find_known_names(const Knowledge& knowledge, const Document& document,
                      EntityScratch& scratch) {
  scratch.matches.clear();
  scratch.match_at.assign(document.tokens.size(), kNone);
  for (const Sentence& sentence : document.sentences) {
    scratch.parts.clear();
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
      add_parts(knowledge.spelling(), document, i, scratch);
    }
    for (std::size_t at = 0; at < scratch.parts.size();) {
      std::span<const NameSense> senses;
      const std::size_t length = scratch.parts[at].starts_token
                                     ? longest_name(knowledge, document, scratch.parts, at, senses)
                                     : 0;
      if (length == 0) {
        ++at;
        continue;
      }
      NameMatch match;
      match.first = scratch.parts[at].token;
      match.last = scratch.parts[at + length - 1].token + 1;
      match.head = head_of_span(document, match.first, match.last);
      match.senses = senses;
      const Token& head = document.tokens[static_cast<std::size_t>(match.head)];
      int best = 0;
      const std::span<const NamePart> covered(&scratch.parts[at], length);
      const std::string_view owner = owner_before(knowledge, scratch, match.first);
      for (const NameSense& sense : senses) {
        if (!is_written_as_name(sense, covered, head.upos)) continue;
        if (is_anothers(knowledge, sense, length, owner)) continue;
        const int score = score_sense(knowledge, head, sense, scratch.day);
        if (score <= best) continue;
        best = score;
        match.sense = sense;
      }
      at += length;
      if (best == 0) continue;
      for (TokenIndex i = match.first; i < match.last; ++i) {
        scratch.match_at[static_cast<std::size_t>(i)] =
            static_cast<std::int32_t>(scratch.matches.size());
      }
      scratch.matches.push_back(match);
    }
  }
  settle_namesakes(knowledge, scratch);
}

}  // namespace casus
