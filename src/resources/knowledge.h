#pragma once

// Knowledge is who is who: countries, organisations, groups, people and the offices they held.
// Compiled from data/knowledge (docs/formats/knowledge.md) and used where the compiled bytes lie;
// constant once loaded, shared by threads.

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "casus/result.h"
#include "resources/day_range.h"
#include "resources/knowledge_entry.h"
#include "resources/knowledge_format.h"
#include "resources/knowledge_text.h"
#include "resources/name_index.h"
#include "resources/spelling.h"

namespace casus {

using KnownOffice = knowledge_format::Office;

// An entry as those see it who read news. Views live as long as the Knowledge.
struct KnownEntry {
  std::string_view name;
  EntryKind kind = EntryKind::kOrganisation;
  std::string_view code;      // empty: none of its own
  std::string_view wikidata;  // empty: none
  bool is_vague = false;
  bool is_partial = false;
  std::span<const KnownOffice> offices;
};

// What an entry is on a day.
struct Standing {
  std::string_view code;                // empty: none
  SectorList sectors;                   // empty: the state as such, or unknown
  const KnownOffice* office = nullptr;  // held on that day; null: none, or nobody with offices
  bool is_former = false;               // held offices, all of them before that day
  bool is_coming = false;               // holds offices, all of them after that day
};

class Knowledge {
 public:
  Knowledge() = default;

  // Maps the compiled knowledge of `folders` (later ones are laid over earlier ones) where it is
  // made of their text files as they are now; else reads and compiles those, which takes seconds
  // where there are hundreds of thousands of entries. A bad line is an error that names it.
  static Result<Knowledge> load(const std::vector<std::filesystem::path>& folders);
  // Maps the compiled file alone. Errors: missing, damaged, of another version, or made of other
  // text files than there are now (kInvalidInput).
  static Result<Knowledge> load_compiled(const std::vector<std::filesystem::path>& folders);
  // Compiles texts at hand; entries keep their numbers.
  static Result<Knowledge> make(const KnowledgeText& text);
  // Uses compiled bytes that are kept elsewhere, aligned to 8 bytes. Bytes that lie about their
  // content find nothing, or something wrong, but do no harm.
  static Result<Knowledge> open(std::string_view bytes, Codes codes, Spelling spelling);

  std::int32_t size() const { return static_cast<std::int32_t>(by_name_.size()); }
  // Empty where `index` is none of an entry.
  KnownEntry entry(std::int32_t index) const;
  EntryKind kind_of(std::int32_t index) const;
  std::string_view title_of(const KnownOffice& office) const { return text(office.title); }
  // Empty: the person's own code.
  std::string_view code_of(const KnownOffice& office) const;
  SectorList sectors_of(const KnownOffice& office) const { return list_of(office.sectors); }

  const Codes& codes() const { return codes_; }
  const Spelling& spelling() const { return spelling_; }
  const NameIndex& names() const { return names_; }
  std::uint64_t sources() const { return sources_; }  // knowledge_sources() of what it is made of

  // The entry with this canonical name, -1: none. Logarithmic.
  std::int32_t find(std::string_view name) const;
  // Its code, or that of the nearest entry it is part of; empty: none.
  std::string_view code_of(std::int32_t entry) const;
  // Code, sectors and office on `day`. Without a day: those that are listed last in time.
  Standing standing(std::int32_t entry, Day day) const;

 private:
  using Spans = std::span<const knowledge_format::DatedSectors>;

  Result<void> read_sections(std::string_view bytes);
  const knowledge_format::Entry& record(std::int32_t index) const;
  std::span<const KnownOffice> offices_of(std::int32_t index) const;
  Spans spans_of(std::int32_t index) const;
  std::string_view text(knowledge_format::Text text) const;
  SectorList list_of(const knowledge_format::Sectors& sectors) const;
  SectorList party_sectors(std::int32_t person, Day day) const;
  void set_out_of_office(std::int32_t person, Day day, Standing& standing) const;

  MappedFile file_;
  std::vector<char> compiled_;                        // where there is no file
  std::span<const knowledge_format::Entry> entries_;  // the last one is a sentinel
  std::span<const std::int32_t> by_name_;
  std::span<const KnownOffice> offices_;
  Spans spans_;
  std::string_view texts_;
  NameIndex names_;
  Codes codes_;
  Spelling spelling_;
  std::uint64_t sources_ = 0;
};

}  // namespace casus
