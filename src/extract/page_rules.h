#pragma once

// What extraction knows of pages beyond their structure, from data/extract (docs/formats/pages.md):
// words of class names that mark furniture ("share", "newsletter") or the article ("article body"),
// phrases that begin lines of furniture in any language ("Read also:"), and rules for single sites.
// Constant once read; shared by all threads.

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "casus/result.h"

namespace casus {

// A step of a selector: element name, id, classes, attribute; all that are given must hold.
struct NodePattern {
  std::string tag;
  std::string id;
  std::vector<std::string> classes;
  std::string attribute;  // "itemprop"; empty: none
  std::string value;      // of the attribute; empty: any
};

// How one site's pages are read; what is not given is found as on any page.
struct SiteRules {
  std::vector<NodePattern> body;
  std::vector<NodePattern> drop;
  std::vector<NodePattern> title;
  std::vector<NodePattern> date;
  std::vector<NodePattern> author;
  std::vector<NodePattern> section;
};

enum class PhrasePlace : std::uint8_t {
  kLine,     // the whole block is furniture where it begins so and is short
  kHeading,  // a heading of exactly these words stands over furniture
  kEnd,      // nothing of the article follows a block that begins so
  kCredit,   // a short block whose last words begin so is a picture's caption
  kByline,   // a short line that begins so names the author
};

struct Phrase {
  std::string text;  // lower case
  PhrasePlace place = PhrasePlace::kLine;
};

class PageRules {
 public:
  // Reads markup.txt, phrases.txt and sites/*.txt of the folder. Every bad line is an error with
  // its file and line.
  static Result<PageRules> read(const std::filesystem::path& folder);

  // Whether a class name or identifier holds a word, or two in a row, that marks furniture.
  bool marks_furniture(std::string_view names) const;
  bool marks_article(std::string_view names) const;
  bool marks_picture(std::string_view names) const;
  bool marks_lead(std::string_view names) const;
  bool marks_notice(std::string_view names) const;
  bool marks_post(std::string_view names) const;  // of a thread
  // `lower_text` is a block in lower case.
  bool begins_furniture(std::string_view lower_text, PhrasePlace place) const;
  // Whether a sentence of the block, not before its last 100 bytes, begins with words of a credit.
  bool ends_with_credit(std::string_view lower_text) const;
  bool is_furniture_heading(std::string_view lower_text) const;
  // The rules of the address's host or of the domain around it; nullptr for none.
  const SiteRules* site(std::string_view url) const;

 private:
  Result<void> read_markup(const std::filesystem::path& path);
  Result<void> read_phrases(const std::filesystem::path& path);
  Result<void> read_site(const std::filesystem::path& path);

  std::unordered_set<std::string> furniture_;
  std::unordered_set<std::string> article_;
  std::unordered_set<std::string> picture_;
  std::unordered_set<std::string> lead_;
  std::unordered_set<std::string> notice_;
  std::unordered_set<std::string> post_;
  std::unordered_map<std::string, std::vector<Phrase>> phrases_;  // by their first two bytes
  std::unordered_set<std::string> headings_;
  std::unordered_map<std::string, SiteRules> sites_;
};

// "div#main.story[itemprop=articleBody]"; an error's message where it is none.
Result<NodePattern> parse_node_pattern(std::string_view text);

}  // namespace casus
