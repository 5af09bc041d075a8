#include "pipeline/entities/own_names.h"

#include <algorithm>

namespace casus {

namespace {

constexpr TokenIndex kMaxLongForm = 14;  // tokens

const Token& token_at(const Document& document, TokenIndex i) {
  return document.tokens[static_cast<std::size_t>(i)];
}

const TokenWord& word_at(const EntityScratch& scratch, TokenIndex i) {
  return scratch.words[static_cast<std::size_t>(i)];
}

// Where the words begin whose initials are the letters of `acronym`, right before `open`; small
// words between them do not count. kNoToken: the letters are no such initials.
TokenIndex long_form_before(const Document& document, std::string_view acronym, TokenIndex open,
                            const EntityScratch& scratch) {
  std::size_t letters = acronym.size();
  TokenIndex first = kNoToken;
  const TokenIndex stop = std::max<TokenIndex>(0, open - kMaxLongForm);
  for (TokenIndex i = open - 1; i >= stop && letters > 0; --i) {
    const std::string_view form = token_at(document, i).form;
    const bool has_letter =
        word_at(scratch, i).starts_upper && form.front() == acronym[letters - 1];
    if (has_letter) {
      first = i;
      --letters;
    } else if (word_at(scratch, i).starts_upper || token_at(document, i).upos == Upos::kVerb) {
      return kNoToken;
    }
  }
  return letters == 0 ? first : kNoToken;
}

// True where tokens [first, last) name the entry or hold no capitalised word that its name lacks.
bool names_entry(const Knowledge& knowledge, const Document& document, TokenIndex first,
                 TokenIndex last, std::int32_t entry, EntityScratch& scratch) {
  const Spelling& spelling = knowledge.spelling();
  const std::string_view name = knowledge.entry(entry).name;
  std::vector<WordKey> keys;
  scratch.name_words.clear();
  split_name_words(name, scratch.name_words);
  for (const NameWord& word : scratch.name_words) {
    keys.push_back(spelling.key(name.substr(word.start, word.end - word.start), scratch.buffer));
  }
  bool has_all = true;
  for (TokenIndex i = first; i < last; ++i) {
    const std::int32_t match = scratch.match_at[static_cast<std::size_t>(i)];
    if (match != kNone && scratch.matches[static_cast<std::size_t>(match)].sense.entry == entry) {
      return true;
    }
    if (!word_at(scratch, i).starts_upper) continue;
    const WordKey key = spelling.key(token_at(document, i).form, scratch.buffer);
    has_all &= std::find(keys.begin(), keys.end(), key) != keys.end();
  }
  return has_all;
}

void drop_match(NameMatch& match, EntityScratch& scratch) {
  for (TokenIndex i = match.first; i < match.last; ++i) {
    scratch.match_at[static_cast<std::size_t>(i)] = kNone;
  }
}

// The head of the name has another capitalised word before the name, unless that begins a sentence.
bool is_end_of_body(const Document& document, const NameMatch& match,
                    const EntityScratch& scratch) {
  const TokenIndex before = match.first - 1;
  if (match.last - match.first < 2 || before < 1) return false;
  // "Powerful" at the start of a sentence is no name.
  if (scratch.sentence_of[static_cast<std::size_t>(before)] !=
      scratch.sentence_of[static_cast<std::size_t>(before) - 1]) {
    return false;
  }
  const Token& word = token_at(document, before);
  const bool is_part = (word.relation == Relation::kAmod || word.relation == Relation::kCompound) &&
                       word.head >= match.first && word.head < match.last;
  return is_part && word_at(scratch, before).starts_upper &&
         scratch.match_at[static_cast<std::size_t>(before)] == kNone;
}

void drop_redefined_acronyms(const Knowledge& knowledge, const Document& document,
                             EntityScratch& scratch) {
  constexpr std::size_t kMaxAcronyms = 64;
  std::vector<std::int32_t> redefined;  // entries
  for (const NameMatch& match : scratch.matches) {
    const TokenIndex open = match.first - 1;
    const bool is_bracketed = match.last - match.first == 1 && match.sense.is_acronym() &&
                              open > 0 && token_at(document, open).form == "(";
    if (!is_bracketed || redefined.size() >= kMaxAcronyms) continue;
    const TokenIndex first =
        long_form_before(document, token_at(document, match.first).form, open, scratch);
    if (first == kNoToken) continue;
    if (names_entry(knowledge, document, first, open, match.sense.entry, scratch)) continue;
    redefined.push_back(match.sense.entry);
  }
  if (redefined.empty()) return;
  for (NameMatch& match : scratch.matches) {
    const bool is_redefined =
        match.last - match.first == 1 && match.sense.is_acronym() &&
        std::find(redefined.begin(), redefined.end(), match.sense.entry) != redefined.end();
    if (is_redefined) drop_match(match, scratch);
  }
}

}  // namespace

void drop_other_names(const Knowledge& knowledge, const Document& document,
                      EntityScratch& scratch) {
  drop_redefined_acronyms(knowledge, document, scratch);
  for (NameMatch& match : scratch.matches) {
    const bool is_body = knowledge.kind_of(match.sense.entry) == EntryKind::kOrganisation;
    if (is_body && is_end_of_body(document, match, scratch)) drop_match(match, scratch);
  }
}

bool ends_longer_name(const Document& document, const NameMatch& match,
                      const EntityScratch& scratch) {
  TokenIndex before = match.first - 1;
  const auto is_in_sentence = [&](TokenIndex i) {
    return i >= 0 && scratch.sentence_of[static_cast<std::size_t>(i)] ==
                         scratch.sentence_of[static_cast<std::size_t>(match.first)];
  };
  if (!is_in_sentence(before)) return false;
  const Upos joint = token_at(document, before).upos;
  const bool is_joined = joint == Upos::kAdp || joint == Upos::kCconj;
  if (is_joined) --before;
  if (!is_in_sentence(before) || !word_at(scratch, before).starts_upper) return false;
  const bool begins_sentence = !is_in_sentence(before - 1);
  return (is_joined || !begins_sentence) && token_at(document, before).upos != Upos::kPunct &&
         scratch.match_at[static_cast<std::size_t>(before)] == kNone;
}

}  // namespace casus
