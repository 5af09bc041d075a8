#include "pipeline/entities/acronyms.h"

#include <utility>

namespace casus {

namespace {

// Entities moved: what points at them moves along. new_index[old] is where each lies now.
void renumber(const std::vector<std::int32_t>& new_index, EntityScratch& scratch) {
  const auto move = [&](std::int32_t& entity) {
    if (entity != kNone) entity = new_index[static_cast<std::size_t>(entity)];
  };
  for (std::int32_t& entity : scratch.entity_at) move(entity);
  for (NameMatch& match : scratch.matches) move(match.entity);
}

}  // namespace

TokenIndex bracketed_acronym(const Document& document, const Entity& entity,
                             const EntityScratch& scratch) {
  const auto open = static_cast<std::size_t>(entity.last);
  if (open + 2 >= document.tokens.size() || document.tokens[open].form != "(" ||
      document.tokens[open + 2].form != ")") {
    return kNoToken;
  }
  const bool is_name =
      scratch.words[open + 1].starts_upper && document.tokens[open + 1].upos != Upos::kNum;
  return is_name ? static_cast<TokenIndex>(open + 1) : kNoToken;
}

void add_bracketed_acronyms(Document& document, EntityScratch& scratch) {
  std::vector<Entity> all;
  std::vector<std::int32_t> new_index;
  std::vector<std::pair<TokenIndex, std::int32_t>> added;
  for (std::size_t e = 0; e < document.entities.size(); ++e) {
    const Entity& entity = document.entities[e];
    const TokenIndex acronym = bracketed_acronym(document, entity, scratch);
    const bool is_new = acronym != kNoToken && entity.type == EntityType::kOrganisation &&
                        scratch.entity_at[static_cast<std::size_t>(acronym)] == kNone &&
                        scratch.words[static_cast<std::size_t>(acronym)].is_all_upper;
    if (is_new && added.empty()) {
      all.assign(document.entities.begin(),
                 document.entities.begin() + static_cast<std::ptrdiff_t>(e));
      for (std::size_t i = 0; i < e; ++i) new_index.push_back(static_cast<std::int32_t>(i));
    }
    if (!is_new && added.empty()) continue;
    new_index.push_back(static_cast<std::int32_t>(all.size()));
    all.push_back(entity);
    if (!is_new) continue;
    const Token& token = document.tokens[static_cast<std::size_t>(acronym)];
    Entity mention;
    mention.start = token.start;
    mention.end = token.end;
    mention.first = mention.head = acronym;
    mention.last = acronym + 1;
    mention.type = entity.type;
    mention.name = std::string(token.form);
    added.emplace_back(acronym, static_cast<std::int32_t>(all.size()));
    all.push_back(std::move(mention));
  }
  if (added.empty()) return;
  document.entities = std::move(all);
  renumber(new_index, scratch);
  for (const auto& [token, entity] : added) {
    scratch.entity_at[static_cast<std::size_t>(token)] = entity;
  }
}

}  // namespace casus
