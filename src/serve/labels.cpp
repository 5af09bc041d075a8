#include "serve/labels.h"

#include "base/text_file.h"

namespace casus::serve {

namespace {

Result<void> read_labels(const std::filesystem::path& path, std::vector<Label>& labels) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  for (const Line& line : *lines) {
    const auto parts = split(line.text, '|');
    const auto key = parts.empty() ? std::vector<std::string_view>() : split_words(parts[0]);
    if (parts.size() != 3 || key.size() != 2) {
      return line_error(path, line, "no label", "write KIND NAME | ENGLISH | RUSSIAN");
    }
    labels.push_back(
        {std::string(key[0]), std::string(key[1]), std::string(parts[1]), std::string(parts[2])});
  }
  return {};
}

// The first word is the code, what follows the fourth the name.
Result<void> read_countries(const std::filesystem::path& path, std::vector<Label>& labels) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  for (const Line& line : *lines) {
    const auto words = split_words(line.text);
    if (words.size() < 5) return line_error(path, line, "no country");
    const auto at = static_cast<std::size_t>(words[4].data() - line.text.data());
    labels.push_back({"code", std::string(words[0]), line.text.substr(at), {}});
  }
  return {};
}

}  // namespace

Result<Labels> Labels::load(const std::filesystem::path& data) {
  Labels labels;
  auto done = read_labels(data / "serve" / "labels.txt", labels.labels_);
  if (done) done = read_countries(data / "export" / "countries.txt", labels.labels_);
  if (!done) return done.error();
  auto schema = EventSchema::load(data / "events");
  if (!schema) return schema.error();
  labels.schema_ = *std::move(schema);
  // A country that labels.txt names stands there with both names: its second line is passed over.
  std::vector<Label> once;
  for (Label& each : labels.labels_) {
    const bool is_new = labels.found_.try_emplace({each.kind, each.name}, once.size()).second;
    if (is_new) once.push_back(std::move(each));
  }
  labels.labels_ = std::move(once);
  return labels;
}

std::string Labels::text(std::string_view kind, const std::string& name) const {
  const auto found = found_.find({std::string(kind), name});
  return found == found_.end() ? name : labels_[found->second].english;
}

}  // namespace casus::serve
