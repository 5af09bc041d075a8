#include "pipeline/places/place_rules.h"

#include <optional>

#include "base/text_file.h"
#include "resources/place_name.h"

namespace casus {

namespace {

constexpr std::pair<std::string_view, Cue> kKinds[] = {
    {"locative", Cue::kLocative}, {"linking", Cue::kLinking},   {"compass", Cue::kCompass},
    {"border", Cue::kBorder},     {"country", Cue::kCountry},   {"province", Cue::kProvince},
    {"district", Cue::kDistrict}, {"city", Cue::kCity},         {"nature", Cue::kNature},
    {"part", Cue::kPart},         {"title", Cue::kTitle},       {"descriptor", Cue::kDescriptor},
    {"saying", Cue::kSaying},     {"person", Cue::kPerson},     {"never", Cue::kNever},
    {"capital", Cue::kCapital},   {"distance", Cue::kDistance},
};

std::optional<Cue> kind_named(std::string_view name) {
  for (const auto& [kind, cue] : kKinds) {
    if (kind == name) return cue;
  }
  return std::nullopt;
}

}  // namespace

Result<PlaceRules> PlaceRules::load(const std::filesystem::path& language_folder) {
  PlaceRules rules;
  for (const auto& path : files_in(language_folder / "places", ".txt")) {
    auto lines = read_lines(path);
    if (!lines) return lines.error();
    for (const Line& line : *lines) {
      const std::string_view text = line.text;
      const std::size_t blank = std::min(text.find_first_of(" \t"), text.size());
      if (text.substr(0, blank) == "inflected") {
        rules.names_are_inflected_ = true;
        continue;
      }
      if (text.substr(0, blank) == "ending") {
        rules.add_endings(text.substr(blank));
        continue;
      }
      const auto kind = kind_named(text.substr(0, blank));
      if (!kind) {
        return line_error(path, line, "begins with no kind of cue", "see the head of the file");
      }
      for (const std::string_view word : split(text.substr(blank), '|')) {
        const std::string folded = fold_place_name(word);
        rules.words_[folded].add(*kind);
        const std::size_t first_end = folded.find(' ');
        if (first_end != std::string::npos) {
          rules.words_[folded.substr(0, first_end)].add(Cue::kPhrase);
        }
      }
    }
  }
  return rules;
}

// "е | е а": what follows the first word takes its place.
void PlaceRules::add_endings(std::string_view text) {
  for (const std::string_view pair : split(text, '|')) {
    const std::string folded = fold_place_name(pair);
    const std::size_t blank = std::min(folded.find(' '), folded.size());
    if (folded.empty()) continue;
    endings_.push_back({folded.substr(0, blank),
                        blank < folded.size() ? folded.substr(blank + 1) : std::string()});
  }
}

Cues PlaceRules::cues(std::string_view word) const {
  const auto found = words_.find(word);
  return found != words_.end() ? found->second : Cues{};
}

}  // namespace casus
