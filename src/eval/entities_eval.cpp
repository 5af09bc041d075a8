#include "eval/entities_eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <span>

#include "base/text_file.h"
#include "base/utf8.h"

namespace casus {

namespace {

using Json = nlohmann::json;

constexpr std::uint32_t kContextBytes = 40;

std::string string_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

bool is_offset(const Json& value) { return value.is_number_unsigned(); }

bool read_mentions(const Json& record, const OffsetMap& offsets, EntityGold& gold) {
  const auto entities = record.find("entities");
  if (entities == record.end() || !entities->is_array()) return false;
  for (const Json& entity : *entities) {
    if (!entity.is_object() || !entity.contains("start") || !entity.contains("end") ||
        !is_offset(entity["start"]) || !is_offset(entity["end"])) {
      return false;
    }
    GoldEntity& mention = gold.entities.emplace_back();
    mention.start = offsets.to_bytes(entity["start"].get<std::uint32_t>());
    mention.end = offsets.to_bytes(entity["end"].get<std::uint32_t>());
    mention.types.push_back(string_of(entity, "type"));
    for (const Json& also : entity.value("also", Json::array())) {
      if (also.is_string()) mention.types.push_back(also.get<std::string>());
    }
  }
  return true;
}

bool read_optional(const Json& record, const OffsetMap& offsets, EntityGold& gold) {
  for (const Json& stretch : record.value("optional", Json::array())) {
    if (!stretch.is_array() || stretch.size() != 2 || !is_offset(stretch[0]) ||
        !is_offset(stretch[1])) {
      return false;
    }
    gold.optional.emplace_back(offsets.to_bytes(stretch[0].get<std::uint32_t>()),
                               offsets.to_bytes(stretch[1].get<std::uint32_t>()));
  }
  return true;
}

// What stands around bytes [start, end), on one line.
std::string context_of(const Document& document, std::uint32_t start, std::uint32_t end) {
  const std::uint32_t from = start > kContextBytes ? start - kContextBytes : 0;
  const auto to = std::min<std::size_t>(end + kContextBytes, document.text.size());
  std::string context = document.text.substr(from, to - from);
  repair_utf8(context);
  std::replace(context.begin(), context.end(), '\n', ' ');
  return context;
}

bool is_right_type(const GoldEntity& gold, const Entity& entity) {
  const auto type = entity_type_name(entity.type);
  return std::find(gold.types.begin(), gold.types.end(), type) != gold.types.end();
}

bool is_exact(const GoldEntity& gold, const Entity& entity) {
  return gold.start == entity.start && gold.end == entity.end;
}

bool overlaps(const GoldEntity& gold, const Entity& entity) {
  return gold.start < entity.end && entity.start < gold.end;
}

bool is_optional(const EntityGold& gold, const Entity& entity) {
  return std::any_of(gold.optional.begin(), gold.optional.end(), [&](const auto& stretch) {
    return stretch.first < entity.end && entity.start < stretch.second;
  });
}

// One-to-one pairs of gold and ours; exact pairs are made first.
struct Pairing {
  std::vector<bool> gold_used;
  std::vector<bool> ours_used;
};

void pair_up(const EntityGold& gold, std::span<const Entity> ours,
             bool (*fits)(const GoldEntity&, const Entity&), Pairing& pairing) {
  for (std::size_t g = 0; g < gold.entities.size(); ++g) {
    for (std::size_t i = 0; i < ours.size() && !pairing.gold_used[g]; ++i) {
      const GoldEntity& expected = gold.entities[g];
      if (pairing.ours_used[i] || !is_right_type(expected, ours[i]) || !fits(expected, ours[i])) {
        continue;
      }
      pairing.gold_used[g] = true;
      pairing.ours_used[i] = true;
    }
  }
}

void count(const EntityGold& gold, std::span<const Entity> ours, const Pairing& pairing,
           MentionCounts& counts) {
  for (const bool used : pairing.gold_used) (used ? counts.right : counts.missed) += 1;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const bool counts_not =
        pairing.ours_used[i] || ours[i].type == EntityType::kMisc || is_optional(gold, ours[i]);
    counts.spurious += counts_not ? 0 : 1;
  }
}

void note_misses(const EntityGold& gold, const Document& coded, const Pairing& pairing,
                 std::vector<EntityMiss>& misses) {
  const auto note = [&](std::string what, std::uint32_t start, std::uint32_t end) {
    misses.push_back({gold.document.id, std::move(what), std::string(coded.words(start, end)),
                      context_of(coded, start, end)});
  };
  for (std::size_t g = 0; g < gold.entities.size(); ++g) {
    const GoldEntity& entity = gold.entities[g];
    if (!pairing.gold_used[g]) note("missed " + entity.types.front(), entity.start, entity.end);
  }
  for (std::size_t i = 0; i < coded.entities.size(); ++i) {
    const Entity& entity = coded.entities[i];
    if (pairing.ours_used[i] || entity.type == EntityType::kMisc || is_optional(gold, entity)) {
      continue;
    }
    note("extra " + std::string(entity_type_name(entity.type)), entity.start, entity.end);
  }
}

}  // namespace

double MentionCounts::precision() const { return share(right, right + spurious); }
double MentionCounts::recall() const { return share(right, right + missed); }
double MentionCounts::f1() const { return share(2 * right, 2 * right + missed + spurious); }

Result<std::vector<EntityGold>> read_entity_gold(const std::filesystem::path& path) {
  auto content = read_file(path);
  if (!content) return content.error();
  std::vector<EntityGold> documents;
  std::uint64_t number = 0;
  for (std::size_t start = 0; start < content->size();) {
    const std::size_t end = std::min(content->find('\n', start), content->size());
    const auto line = trim(std::string_view(*content).substr(start, end - start));
    ++number;
    start = end + 1;
    if (line.empty()) continue;
    const Json record = Json::parse(line, nullptr, false);
    EntityGold& gold = documents.emplace_back();
    if (record.is_object()) {
      gold.document.id = string_of(record, "id");
      gold.document.text = string_of(record, "text");
      gold.document.date = string_of(record, "date");
      gold.document.language = string_of(record, "language");
    }
    const OffsetMap offsets(gold.document.text);
    if (!record.is_object() || !read_mentions(record, offsets, gold) ||
        !read_optional(record, offsets, gold)) {
      return Error{ErrorKind::kSyntax, "is no gold record of entities", path.string(), number,
                   "write a JSON object with text and entities"};
    }
  }
  return documents;
}

void score_entities(const EntityGold& gold, const Document& coded, EntityScores& scores) {
  const Pairing none{std::vector<bool>(gold.entities.size()),
                     std::vector<bool>(coded.entities.size())};
  Pairing pairing = none;
  pair_up(gold, coded.entities, is_exact, pairing);
  count(gold, coded.entities, pairing, scores.exact);
  pair_up(gold, coded.entities, overlaps, pairing);
  count(gold, coded.entities, pairing, scores.overlap);
  note_misses(gold, coded, pairing, scores.misses);
}

Result<EntityScores> evaluate_entities(const Coder& coder, const std::filesystem::path& path) {
  auto documents = read_entity_gold(path);
  if (!documents) return documents.error();
  EntityScores scores;
  Coder::Scratch scratch;
  for (EntityGold& gold : *documents) {
    if (auto coded = coder.code(gold.document, scratch, Stage::kEntities); !coded) {
      return coded.error();
    }
    score_entities(gold, gold.document, scores);
  }
  return scores;
}

std::string to_table(const EntityScores& scores, bool with_misses) {
  std::string table = "           right  missed   extra  precision  recall      F1\n";
  const auto add = [&](const char* name, const MentionCounts& counts) {
    fmt::format_to(std::back_inserter(table), "{:8}{:8}{:8}{:8}{:11.3f}{:8.3f}{:8.3f}\n", name,
                   counts.right, counts.missed, counts.spurious, counts.precision(),
                   counts.recall(), counts.f1());
  };
  add("overlap", scores.overlap);
  add("exact", scores.exact);
  if (!with_misses) return table;
  for (const EntityMiss& miss : scores.misses) {
    fmt::format_to(std::back_inserter(table), "{}\t{}\t{}\t{}\n", miss.document_id, miss.what,
                   miss.words, miss.context);
  }
  return table;
}

}  // namespace casus
