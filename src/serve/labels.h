#pragma once

// Names for people: countries, other codes, sectors, and PLOVER's words, in English and Russian.
// Read from the data folder; without it a name is what the archive calls the thing.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "casus/result.h"
#include "resources/event_schema.h"

namespace casus::serve {

struct Label {
  std::string kind;  // category, mode, context, auxiliary, sector, code, quad, kind
  std::string name;
  std::string english;
  std::string russian;
};

class Labels {
 public:
  // data/export/countries.txt, data/serve/labels.txt and data/events.
  static Result<Labels> load(const std::filesystem::path& data);

  // The English name of a code ("RUS"), category, ...; `name` itself where there is none.
  std::string text(std::string_view kind, const std::string& name) const;
  const std::vector<Label>& all() const { return labels_; }
  const EventSchema& schema() const { return schema_; }

 private:
  std::vector<Label> labels_;
  std::map<std::pair<std::string, std::string>, std::size_t> found_;
  EventSchema schema_;
};

}  // namespace casus::serve
