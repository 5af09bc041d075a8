#pragma once

// Brings other projects' records of who is who into knowledge files (docs/formats/import.md). Every
// line of the source is answered: taken, merged with what is known, or refused, and why.

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casus/result.h"
#include "resources/knowledge.h"

namespace casus {

enum class ImportOutcome : std::uint8_t { kTaken, kMerged, kRefused };
std::string_view import_outcome_name(ImportOutcome outcome);  // "taken" ...

struct ImportNote {
  ImportOutcome outcome = ImportOutcome::kRefused;
  std::string file;
  std::uint64_t line = 0;
  std::string what;  // the name or code that it is about
  std::string why;
};

// What foreign codes and classes are here: `import.list` of the knowledge folder.
struct ImportRules {
  struct Class {
    EntryKind kind = EntryKind::kOrganisation;
    SectorList sectors;
  };
  struct OfficeWord {
    std::string word;  // in small letters
    SectorList sectors;
  };
  std::unordered_map<std::string, SectorId> roles;  // CAMEO's, where PLOVER names them otherwise
  std::unordered_map<std::string, Class> classes;   // Wikidata's, by identifier
  std::vector<OfficeWord> offices;                  // the first that a title holds counts

  static Result<ImportRules> load(const std::filesystem::path& path, const Codes& codes);
};

// What an import makes. What it is made from must outlive it; `base` is compiled from `text`.
class KnowledgeImport {
 public:
  KnowledgeImport(const KnowledgeText& text, const Knowledge& base, const ImportRules& rules)
      : text_(text), base_(base), rules_(rules) {}

  // PETRARCH's dictionaries of actors and agents. Linear in `content`.
  void read_petrarch(std::string_view content, const std::string& file);
  // Wikidata's items, one JSON object a line, as its dumps have them. Reads the stream twice: items
  // may be named before they come. Linear; keeps labels and what is taken.
  void read_wikidata(std::istream& stream, const std::string& file);

  const std::vector<ImportNote>& notes() const { return notes_; }
  // The entries as a knowledge file, the agents as lines of agents.txt; empty where there are none.
  std::string knowledge_text() const;
  const std::string& agents_text() const { return agents_; }

  // For the readers of formats.
  const KnowledgeText& base() const { return text_; }
  const ImportRules& rules() const { return rules_; }
  void note(ImportOutcome outcome, const std::string& file, std::uint64_t line, std::string what,
            std::string why);
  // Takes an entry, or merges it with the known one that bears its identifier or one of its names.
  void take(KnowledgeEntry entry);
  void take_agent(const std::string& line) { agents_ += line; }

 private:
  std::int32_t find_known(const KnowledgeEntry& entry) const;
  void merge(KnowledgeEntry& known, KnowledgeEntry entry);

  const KnowledgeText& text_;
  const Knowledge& base_;
  const ImportRules& rules_;
  std::vector<KnowledgeEntry> entries_;
  std::unordered_map<std::string, std::size_t> by_name_;  // canonical name -> entries_
  std::string agents_;
  std::vector<ImportNote> notes_;
};

// True where `name` can stand in a knowledge file: not empty, one line, no '|' and no comment.
bool is_writable_name(std::string_view name);

}  // namespace casus
