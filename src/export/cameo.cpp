#include "export/cameo.h"

namespace casus {

std::string cameo_country(const ExportTables& tables, const std::string& code) {
  const std::string& known = tables.country(code).cameo;
  return known.empty() ? code : known;
}

std::string cameo_actor(const ExportTables& tables, const Participant* party) {
  if (party == nullptr) return {};
  std::string text = cameo_country(tables, party->actor.code);
  text += tables.cameo_sector(party->actor.sector);
  for (const std::string& each : party->actor.other_sectors) text += tables.cameo_sector(each);
  return text;
}

std::string penta_class(const std::string& code) {
  const std::string root = code.substr(0, 2);
  if (root <= "02") return "0";
  return quad_class(code);
}

std::string quad_class(const std::string& code) {
  const std::string root = code.substr(0, 2);
  if (root <= "05") return "1";
  if (root <= "08") return "2";
  return root <= "13" ? "3" : "4";
}

}  // namespace casus
