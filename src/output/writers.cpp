#include <algorithm>

#include "output/writer.h"

namespace casus {

const std::vector<WriterKind>& writer_kinds() {
  static const std::vector<WriterKind> kinds = {
      {"table", "events for people to read", Stage::kEvents, make_table_writer},
      {"jsonl", "events, a JSON object with PLOVER's field names a line", Stage::kEvents,
       make_jsonl_writer},
      {"csv", "events, a row each (RFC 4180, UTF-8, with a header)", Stage::kEvents,
       make_csv_writer},
      {"annotation", "every layer, a JSON object a document", Stage::kFacts,
       make_annotation_writer},
      {"facts-table", "facts for people to read", Stage::kFacts, make_fact_table_writer},
      {"facts-jsonl", "facts, a JSON object a line", Stage::kFacts, make_fact_jsonl_writer},
      {"facts-csv", "facts, a row each", Stage::kFacts, make_fact_csv_writer},
      {"conllu", "words and trees in CoNLL-U", Stage::kSyntax, make_conllu_writer},
      {"resolution", "whom a document of one phrase names, a JSON object a line", Stage::kEntities,
       make_resolution_writer},
      {"resolution-text", "the same for people", Stage::kEntities, make_resolution_text_writer},
      {"explanation", "trees, triggers, and why each event is as it is", Stage::kFacts,
       make_explanation_writer},
  };
  return kinds;
}

const WriterKind* find_writer(std::string_view name) {
  const auto& kinds = writer_kinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const WriterKind& kind) { return kind.name == name; });
  return found == kinds.end() ? nullptr : &*found;
}

}  // namespace casus
