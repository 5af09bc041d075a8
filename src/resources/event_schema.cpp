#include "resources/event_schema.h"

#include <algorithm>
#include <charconv>

#include "base/text_file.h"

namespace casus {

namespace {

template <typename Number>
bool parse_number(std::string_view text, Number& number) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return code == std::errc() && end == text.data() + text.size();
}

// Fields that are a word alone.
struct Flag {
  std::string_view name;
  bool EventCategory::*field;
  bool value;
};
constexpr Flag kFlags[] = {
    {"announced", &EventCategory::is_announced_by_doer, true},
    {"no-purpose", &EventCategory::may_be_purpose, false},
    {"told-about", &EventCategory::goes_to_whom_it_is_about, true},
    {"strangers", &EventCategory::may_strike_strangers, true},
    {"abroad-alone", &EventCategory::is_none_alone_at_home, true},
    {"content", &EventCategory::is_content_of_words, true},
    {"complements", &EventCategory::takes_complements, true},
};

Result<void> read_field(const std::filesystem::path& path, const Line& line,
                        EventCategory& category) {
  const auto words = split_words(line.text);
  const std::string_view key = words.front();
  if (words.size() == 2 && key == "quad" && parse_number(words[1], category.quad_code)) return {};
  if (words.size() == 2 && key == "scale" && parse_number(words[1], category.scale)) return {};
  if (words.size() == 2 && key == "recipient" &&
      (words[1] == "required" || words[1] == "optional")) {
    category.needs_recipient = words[1] == "required";
    return {};
  }
  if (words.size() == 2 && key == "future") {
    category.future = words[1];
    return {};
  }
  if (words.size() == 2 && key == "negated") {
    category.negated = words[1];
    return {};
  }
  for (const Flag& flag : kFlags) {
    if (words.size() != 1 || key != flag.name) continue;
    category.*flag.field = flag.value;
    return {};
  }
  if (words.size() == 2 && key == "scene" && (words[1] == "spoken" || words[1] == "struck")) {
    category.scene = words[1] == "spoken" ? EventScene::kSpoken : EventScene::kStruck;
    return {};
  }
  if (words.size() == 2 && key == "unnamed-actor") {
    category.unnamed_actor = words[1];
    return {};
  }
  const std::pair<std::string_view, std::vector<std::string>*> lists[] = {
      {"absorbs", &category.absorbs},         {"private", &category.private_sectors},
      {"outward", &category.outward_sectors}, {"codeless", &category.codeless_sectors},
      {"rules", &category.ruling_sectors},    {"domestic", &category.domestic_sectors}};
  for (const auto& [name, list] : lists) {
    if (words.size() < 2 || key != name) continue;
    list->insert(list->end(), words.begin() + 1, words.end());
    return {};
  }
  EventMode mode;
  if (words.size() == 3 && key == "mode" && parse_number(words[2], mode.scale)) {
    mode.name = words[1];
    category.modes.push_back(std::move(mode));
    return {};
  }
  return line_error(
      path, line, "cannot be read as a field of a category",
      "write 'quad N', 'scale X', 'recipient required|optional', 'future CATEGORY', "
      "'negated CATEGORY', 'mode NAME X', 'content', 'complements', 'scene spoken|struck', "
      "'no-purpose', "
      "'announced', 'strangers', 'told-about', 'abroad-alone', "
      "'absorbs CATEGORY...', 'private SECTOR...', 'codeless SECTOR...', 'domestic SECTOR...', "
      "'rules SECTOR...', "
      "'outward SECTOR...' or 'unnamed-actor SECTOR'");
}

Result<EventCategory> read_category(const std::filesystem::path& path) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  EventCategory category;
  for (const Line& line : *lines) {
    if (!line.is_indented && category.name.empty()) {
      category.name = line.text;
    } else if (auto read = read_field(path, line, category); !read) {
      return read.error();
    }
  }
  if (category.name.empty() || category.quad_code < 1 || category.quad_code > 4) {
    return Error{ErrorKind::kSyntax, "needs a category's name and a quad code of 1 to 4",
                 path.string(), 0, ""};
  }
  return category;
}

}  // namespace

const EventMode* EventCategory::find_mode(std::string_view mode) const {
  const auto found =
      std::find_if(modes.begin(), modes.end(), [&](const EventMode& m) { return m.name == mode; });
  return found == modes.end() ? nullptr : &*found;
}

Result<EventSchema> EventSchema::load(const std::filesystem::path& folder) {
  EventSchema schema;
  for (const auto& path : files_in(folder, ".txt")) {
    auto category = read_category(path);
    if (!category) return category.error();
    schema.categories_.push_back(*std::move(category));
  }
  if (schema.categories_.empty()) {
    return Error{ErrorKind::kNotFound, "holds no event category", folder.string(), 0,
                 "give the folder of casus's data with --data"};
  }
  auto contexts = read_lines(folder / "contexts.list");
  if (!contexts) return contexts.error();
  for (const Line& line : *contexts) schema.contexts_.push_back(line.text);
  auto bodies = read_lines(folder / "bodies.list");
  if (!bodies) return bodies.error();
  for (const Line& line : *bodies) schema.bodies_.push_back(line.text);
  auto weights = read_lines(folder / "confidence.list");
  if (!weights) return weights.error();
  for (const Line& line : *weights) {
    const auto words = split_words(line.text);
    ConfidenceWeight weight;
    if (words.size() != 3 || !parse_number(words[1], weight.right) ||
        !parse_number(words[2], weight.told)) {
      return line_error(folder / "confidence.list", line, "is no weight",
                        "write 'NAME RIGHT TOLD'");
    }
    weight.name = words[0];
    schema.confidence_.push_back(std::move(weight));
  }
  return schema;
}

const EventCategory* EventSchema::find(std::string_view category) const {
  const auto found = std::find_if(categories_.begin(), categories_.end(),
                                  [&](const EventCategory& c) { return c.name == category; });
  return found == categories_.end() ? nullptr : &*found;
}

bool EventSchema::has_context(std::string_view context) const {
  return std::find(contexts_.begin(), contexts_.end(), context) != contexts_.end();
}

bool EventSchema::is_state(std::string_view code) const {
  return !code.empty() && std::find(bodies_.begin(), bodies_.end(), code) == bodies_.end();
}

}  // namespace casus
