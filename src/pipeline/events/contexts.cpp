#include "pipeline/events/contexts.h"

#include <algorithm>

namespace casus {

namespace {

constexpr int kMaxHitsSeen = 256;

bool holds(const Tree& tree, const ContextCue& cue, TokenIndex t, TokenIndex last) {
  if (t + static_cast<TokenIndex>(cue.words.size()) > last) return false;
  for (const TermId word : cue.words) {
    if (tree.lemma(t) != word && tree.form(t) != word) return false;
    ++t;
  }
  return true;
}

void add_context(const ContextHit& hit, const std::vector<std::string>& names, Event& event) {
  const std::string& name = names[static_cast<std::size_t>(hit.context)];
  for (const Context& context : event.contexts) {
    if (context.name == name) return;
  }
  event.contexts.push_back({name, hit.start, hit.end});
}

}  // namespace

void find_context_hits(const Tree& tree, std::vector<ContextHit>& hits) {
  const Document& document = tree.document();
  const EventLexicon& lexicon = tree.lexicon();
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    for (TokenIndex t = sentence.first; t < sentence.last; ++t) {
      const auto try_cues = [&](TermId word) {
        for (const std::int32_t index : lexicon.context_cues_from(word)) {
          const ContextCue& cue = lexicon.context_cues()[static_cast<std::size_t>(index)];
          if (!holds(tree, cue, t, sentence.last)) continue;
          const auto end = t + static_cast<TokenIndex>(cue.words.size()) - 1;
          hits.push_back({static_cast<std::int32_t>(s), cue.context, tree.token(t).start,
                          tree.token(end).end});
        }
      };
      try_cues(tree.lemma(t));
      if (tree.form(t) != tree.lemma(t)) try_cues(tree.form(t));
    }
  }
}

void add_contexts(const Document& document, const std::vector<ContextHit>& hits,
                  const std::vector<std::string>& names, Event& event) {
  const auto from = [&](std::int32_t sentence) {
    return std::lower_bound(hits.begin(), hits.end(), sentence,
                            [](const ContextHit& h, std::int32_t s) { return h.sentence < s; });
  };
  const std::size_t before = event.contexts.size();
  int seen = 0;
  for (auto hit = from(event.sentence);
       hit != hits.end() && hit->sentence == event.sentence && seen < kMaxHitsSeen; ++hit, ++seen) {
    add_context(*hit, names, event);
  }
  const std::int32_t block = document.sentences[static_cast<std::size_t>(event.sentence)].block;
  if (event.contexts.size() > before || block == kNone) return;
  // The sentences around it, in its block.
  const auto in_block = [&](const ContextHit& hit) {
    return document.sentences[static_cast<std::size_t>(hit.sentence)].block == block;
  };
  auto hit = from(event.sentence);
  for (seen = 0; hit != hits.begin() && in_block(*(hit - 1)) && seen < kMaxHitsSeen; ++seen) --hit;
  for (seen = 0; hit != hits.end() && in_block(*hit) && seen < kMaxHitsSeen; ++hit, ++seen) {
    add_context(*hit, names, event);
  }
}

}  // namespace casus
