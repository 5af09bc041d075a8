#pragma once

// Scores article extraction: runs of four words (shingles) of our text against those of the wanted
// text, as counted multisets; precision, recall and F1 a page, and their means over the pages.
// A word is a run of letters and digits; a Chinese or Japanese character counts as one.
//
// Gold is a folder of pages NAME.html, each with its text NAME.txt.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "casus/result.h"
#include "extract/page_rules.h"

namespace casus {

struct ShingleScore {
  double precision = 0;
  double recall = 0;
  double f1() const;
};

// Both texts empty: all ones. Texts shorter than four words are one shingle.
ShingleScore compare_shingles(std::string_view found, std::string_view wanted);

struct PageScore {
  std::string name;
  ShingleScore score;
  std::vector<std::string> missed;    // wanted lines less than half of whose shingles were found
  std::vector<std::string> spurious;  // found lines less than half of whose shingles were wanted
};

struct ExtractScores {
  std::vector<PageScore> pages;
  double precision() const;
  double recall() const;
  double f1() const;  // mean of the pages' F1
};

// A page without a text, or a folder without pages, is an error.
Result<ExtractScores> evaluate_pages(const std::filesystem::path& folder, const PageRules& rules);

std::string to_table(const ExtractScores& scores, bool with_misses);

}  // namespace casus
