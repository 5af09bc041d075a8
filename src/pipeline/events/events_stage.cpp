#include "pipeline/events/events_stage.h"

#include <algorithm>

#include "base/utf8.h"
#include "pipeline/events/event_builder.h"
#include "pipeline/events/links.h"

namespace casus {

namespace {

// The id of a word, folded to lower case without allocating where it is ASCII.
TermId intern(const WordTable& words, std::string_view text, std::string& lower) {
  bool is_plain = true;
  for (const char c : text) {
    if ((c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80) {
      is_plain = false;
      break;
    }
  }
  if (is_plain) return words.find(text);
  if (text.size() > 64) return kNoTerm;
  lower = lower_utf8(text);
  return words.find(lower);
}

bool has_inflection(const Token& token) {
  return token.upos == Upos::kVerb || token.upos == Upos::kNoun || token.upos == Upos::kAdj;
}

void intern_tokens(const EventLexicon& lexicon, const Document& document, EventScratch& scratch) {
  scratch.lemmas.resize(document.tokens.size());
  scratch.forms.resize(document.tokens.size());
  for (std::size_t t = 0; t < document.tokens.size(); ++t) {
    const Token& token = document.tokens[t];
    scratch.forms[t] = intern(lexicon.words(), token.form, scratch.lower);
    scratch.lemmas[t] = token.lemma == token.form
                            ? scratch.forms[t]
                            : intern(lexicon.words(), token.lemma, scratch.lower);
    if (scratch.lemmas[t] == kNoTerm && has_inflection(token) && token.form.size() <= 64) {
      scratch.lemmas[t] = lexicon.base_form(lower_utf8(token.form), scratch.lower);
    }
  }
}

// Tokens split at hyphens: the last of "cease - fire" is the word "cease-fire" where the lexicon
// has it. Words of up to three parts.
void join_hyphened(const EventLexicon& lexicon, const Document& document, EventScratch& scratch) {
  const auto& tokens = document.tokens;
  const auto is_hyphen = [&](std::size_t t) {
    return tokens[t].form == "-" && tokens[t - 1].end == tokens[t].start &&
           tokens[t].end == tokens[t + 1].start;
  };
  for (std::size_t t = 1; t + 1 < tokens.size(); ++t) {
    if (!is_hyphen(t)) continue;
    std::string& joined = scratch.lower;
    joined.assign(tokens[t - 1].form).append("-");
    std::size_t last = t + 1;
    if (last + 2 < tokens.size() && is_hyphen(last + 1)) {
      joined.append(tokens[last].form).append("-");
      last += 2;
    }
    if (joined.size() + tokens[last].form.size() > 64) continue;
    const std::string stem = lower_utf8(joined);
    TermId term = lexicon.words().find(stem + lower_utf8(tokens[last].form));
    if (term == kNoTerm) term = lexicon.words().find(stem + lower_utf8(tokens[last].lemma));
    if (term != kNoTerm) scratch.lemmas[last] = term;
  }
}

void index_entities(const Document& document, EntityAt& entity_at) {
  entity_at.assign(document.tokens.size(), kNone);
  for (std::size_t e = 0; e < document.entities.size(); ++e) {
    const Entity& entity = document.entities[e];
    for (TokenIndex t = entity.first; t < entity.last; ++t) {
      entity_at[static_cast<std::size_t>(t)] = static_cast<std::int32_t>(e);
    }
  }
}

// A word inside a name is no trigger: "Human Rights Watch", "the Security Council".
bool is_inside_name(const Document& document, const EntityAt& entity_at, TokenIndex t) {
  const std::int32_t entity = entity_at[static_cast<std::size_t>(t)];
  if (entity == kNone) return false;
  const EntityType type = document.entities[static_cast<std::size_t>(entity)].type;
  return type == EntityType::kPerson || type == EntityType::kOrganisation;
}

bool starts_in(const Token& token, char first, char last) {
  return !token.form.empty() && token.form[0] >= first && token.form[0] <= last;
}

// "The film Calling the Shots": a capital verb amid words in small letters is a title's.
bool is_verb_of_title(const Tree& tree, const Sentence& sentence, TokenIndex t) {
  if (!tree.is_verb(t) || t == sentence.first || !starts_in(tree.token(t), 'A', 'Z')) return false;
  if (tree.token(t - 1).upos == Upos::kPunct) return false;
  constexpr TokenIndex kMaxTokens = 256;
  int small = 0;
  int capital = 0;
  for (TokenIndex i = sentence.first; i < std::min(sentence.last, sentence.first + kMaxTokens);
       ++i) {
    const Upos upos = tree.token(i).upos;
    if (upos != Upos::kVerb && upos != Upos::kNoun && upos != Upos::kAdj) continue;
    small += starts_in(tree.token(i), 'a', 'z') ? 1 : 0;
    capital += starts_in(tree.token(i), 'A', 'Z') ? 1 : 0;
  }
  return small > 2 * capital;
}

void note_anti_entry(const EventLexicon& lexicon, TokenIndex token, std::int32_t anti,
                     Document& document) {
  if (anti == kNone || !document.wants_reasons) return;
  const Entry& entry = lexicon.entries()[static_cast<std::size_t>(anti)];
  TriggerNote note;
  note.token = token;
  note.entry = entry.text;
  note.why_not = "an anti-entry forbids it";
  document.trigger_notes.push_back(std::move(note));
}

// The winning entries at each word of a sentence, and the words that they require.
void match_sentence(const Tree& tree, Document& document, const Sentence& sentence,
                    EventScratch& scratch) {
  scratch.matches.clear();
  scratch.bound.clear();
  for (TokenIndex t = sentence.first; t < sentence.last; ++t) {
    const bool may_head = !tree.lexicon().headed_by(tree.lemma(t)).empty() ||
                          !tree.lexicon().headed_by(tree.form(t)).empty();
    if (!may_head || is_inside_name(document, scratch.entity_at, t)) continue;
    std::int32_t anti = kNone;
    if (is_verb_of_title(tree, sentence, t)) continue;
    find_matches(tree, t, scratch.matches, anti);
    note_anti_entry(tree.lexicon(), t, anti, document);
  }
  for (std::size_t m = 0; m < scratch.matches.size(); ++m) {
    const Match& match = scratch.matches[m];
    const auto index = static_cast<std::int32_t>(m);
    const Entry& entry = tree.lexicon().entries()[static_cast<std::size_t>(match.entry)];
    for (std::size_t i = 0; i < entry.conditions.size(); ++i) {
      const bool names_words = !entry.conditions[i].filler.words.empty();
      if (match.bound[i] == kNoToken || match.bound[i] == match.head || !names_words) continue;
      scratch.bound.push_back({match.bound[i], index});
    }
    for (int i = 1; i < match.run_length; ++i) scratch.bound.push_back({match.head + i, index});
  }
  std::sort(scratch.bound.begin(), scratch.bound.end(),
            [](const BoundWord& a, const BoundWord& b) { return a.token < b.token; });
}

}  // namespace

Result<void> find_events(const EventLexicon& lexicon, const EventSchema& schema, Document& document,
                         EventScratch& scratch) {
  document.events.clear();
  document.trigger_notes.clear();
  intern_tokens(lexicon, document, scratch);
  join_hyphened(lexicon, document, scratch);
  index_entities(document, scratch.entity_at);
  const Tree tree(document, lexicon, scratch.lemmas, scratch.forms);
  scratch.grounds.clear();
  EventBuilder builder(tree, scratch.entity_at, schema, document, scratch.grounds, scratch.wording);
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    match_sentence(tree, document, document.sentences[s], scratch);
    builder.add_events(static_cast<std::int32_t>(s), scratch.matches, scratch.bound);
  }
  if (document.events.empty()) return {};
  scratch.context_hits.clear();
  find_context_hits(tree, scratch.context_hits);
  for (Event& event : document.events) {
    add_contexts(document, scratch.context_hits, schema.contexts(), event);
  }
  link_events(document);
  return {};
}

}  // namespace casus
