#pragma once

// How PLOVER's codes are written in other data sets, read from data/export
// (docs/formats/export.md).

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "casus/document.h"
#include "casus/result.h"

namespace casus {

struct ExportCountry {
  std::string cow;    // number; empty: none
  std::string fips;   // FIPS 10-4; empty: none
  std::string cameo;  // three letters
  std::string name;
};

struct CameoCode {
  std::string code;  // "0874"
  double scale = 0;  // Goldstein
};

class ExportTables {
 public:
  // Reads countries.txt, cameo.txt, sectors.txt and gdelt.txt of `folder`.
  static Result<ExportTables> read(const std::filesystem::path& folder);

  // Empty fields for a code that is no country's.
  const ExportCountry& country(const std::string& code) const;
  // Of the first mode that is listed, else of the category; empty for an unknown category.
  CameoCode cameo(const Event& event) const;
  const std::string& cameo_sector(const std::string& sector) const;  // "MED" of "JRN"
  bool is_gdelt_home(const std::string& code) const { return gdelt_homes_.contains(code); }
  const std::string& sector_name(const std::string& sector) const;  // "Media" of "JRN"

 private:
  std::map<std::string, ExportCountry> countries_;
  std::map<std::string, CameoCode> cameo_;  // by "CATEGORY mode"
  std::map<std::string, std::string> cameo_sectors_;
  std::map<std::string, std::string> sector_names_;
  std::set<std::string> gdelt_homes_;
};

}  // namespace casus
