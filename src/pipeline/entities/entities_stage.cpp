#include "pipeline/entities/entities_stage.h"

#include "pipeline/entities/acronyms.h"
#include "pipeline/entities/actor_phrases.h"
#include "pipeline/entities/chains.h"
#include "pipeline/entities/known_names.h"
#include "pipeline/entities/own_names.h"
#include "pipeline/entities/readings.h"
#include "pipeline/entities/unknown_names.h"

namespace casus {

Result<EntityRules> EntityRules::load(const std::filesystem::path& language_folder,
                                      const Knowledge& knowledge) {
  auto lexicon = AgentLexicon::load(language_folder, knowledge.codes());
  if (!lexicon) return lexicon.error();
  auto names = NameModel::load(language_folder);
  if (!names) return names.error();
  EntityRules rules;
  rules.names_ = *std::move(names);
  rules.lexicon_ = *std::move(lexicon);
  rules.holders_ = OfficeHolders(knowledge);
  return rules;
}

Result<void> find_entities(const EntityRules& rules, const Knowledge& knowledge, Document& document,
                           EntityScratch& scratch, const Gazetteer* gazetteer) {
  const std::size_t count = document.tokens.size();
  document.actor_phrases.clear();
  document.actor_at.assign(count, kNone);
  scratch.day = parse_first_day(document.date).value_or(kNoDay);
  scratch.readings.assign(count, Reading());
  scratch.begin_of.assign(count, 0);
  scratch.end_of.assign(count, 0);
  clear_chains(scratch);

  look_up_words(rules.lexicon(), document, scratch);
  find_known_names(knowledge, document, scratch);
  drop_other_names(knowledge, document, scratch);
  if (!rules.names().is_empty()) {
    gather_name_evidence(rules.names().words(), knowledge, gazetteer, document, scratch);
  }
  find_mentions(rules.lexicon(), rules.names(), knowledge, document, scratch);
  add_bracketed_acronyms(document, scratch);

  std::size_t next_entity = 0;
  for (const Sentence& sentence : document.sentences) {
    for (; next_entity < document.entities.size() &&
           document.entities[next_entity].first < sentence.last;
         ++next_entity) {
      chain_entity(rules.lexicon(), knowledge, rules.holders(), document,
                   static_cast<std::int32_t>(next_entity), scratch);
    }
    read_phrases(rules.lexicon(), knowledge, rules.holders(), gazetteer, document, sentence,
                 scratch);
    name_office_holders(rules.holders(), knowledge, document, sentence, scratch);
    write_actor_phrases(knowledge, document, sentence, scratch);
  }
  return {};
}

const ActorPhrase* resolve_phrase(const Document& document, std::string& reason) {
  reason = "no noun phrase";
  const ActorPhrase* first = nullptr;
  bool has_root = false;
  for (const ActorPhrase& phrase : document.actor_phrases) {
    const Token& head = document.tokens[static_cast<std::size_t>(phrase.head)];
    if (head.head == kNoToken) {
      if (phrase.is_actor) return &phrase;
      has_root = true;
      reason = phrase.actor.reason;
    }
    if (first == nullptr && phrase.is_actor) first = &phrase;
  }
  // What owns a thing is not the thing: "rising prices in Egypt".
  return has_root ? nullptr : first;
}

}  // namespace casus
