#include "casus/result.h"

namespace casus {

std::string Error::to_string() const {
  std::string text;
  if (!file.empty()) {
    text += file;
    if (line > 0) text += ":" + std::to_string(line);
    text += ": ";
  }
  text += message;
  if (!remedy.empty()) text += " (" + remedy + ")";
  return text;
}

}  // namespace casus
