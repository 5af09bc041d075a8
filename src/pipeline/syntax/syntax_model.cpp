#include "pipeline/syntax/syntax_model.h"

#include <cstring>
#include <optional>

#include "base/text_file.h"

namespace casus {

namespace {

// Calls `take` with each line of a section; false as soon as it gives false.
template <typename Take>
bool for_each_line(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos || !take(text.substr(0, end))) return false;
    text.remove_prefix(end + 1);
  }
  return true;
}

std::optional<TagName> parse_tag(std::string_view line) {
  const std::size_t first = line.find('\t');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = line.find('\t', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto upos = parse_upos(line.substr(0, first));
  if (!upos) return std::nullopt;
  return TagName{*upos, line.substr(first + 1, second - first - 1), line.substr(second + 1)};
}

Result<void> read_names(const ModelFile& file, SyntaxModel::Content& content) {
  const auto tags = file.section("tags");
  if (!tags) return tags.error();
  const auto rules = file.section("rules");
  if (!rules) return rules.error();
  const auto relations = file.section("relations");
  if (!relations) return relations.error();
  const bool has_tags = for_each_line(*tags, [&](std::string_view line) {
    const auto tag = parse_tag(line);
    if (tag) content.tags.push_back(*tag);
    return tag.has_value();
  });
  if (!has_tags) return file.damaged("tags");
  const bool has_rules = for_each_line(*rules, [&](std::string_view line) {
    auto rule = EditRule::parse(line);
    if (rule) content.rules.push_back(*std::move(rule));
    return rule.has_value();
  });
  if (!has_rules) return file.damaged("rules");
  const bool has_relations = for_each_line(*relations, [&](std::string_view line) {
    const auto relation = parse_relation(line);
    if (relation) content.relations.push_back({*relation, line});
    return relation.has_value();
  });
  if (!has_relations) return file.damaged("relations");
  return {};
}

Result<void> read_lemmas(const ModelFile& file, SyntaxModel::Content& content) {
  const auto index = file.section("lemma.index");
  if (!index) return index.error();
  const auto text = file.section("lemma.text");
  if (!text) return text.error();
  if (!content.lemma_index.attach(*index)) return file.damaged("lemma.index");
  content.lemma_text = *text;
  return {};
}

Result<void> read_network(const ModelFile& file, SyntaxModel::Content& content) {
  auto network = Network::attach(file);
  if (!network) return network.error();
  const NetworkShape& shape = network->shape();
  if (shape.tags != content.tags.size() || shape.rules != content.rules.size() ||
      shape.relations != content.relations.size())
    return file.damaged("shape");
  std::int32_t root = -1;
  for (std::size_t i = 0; i < content.relations.size(); ++i)
    if (content.relations[i].deprel == "root") root = static_cast<std::int32_t>(i);
  if (root < 0) return file.damaged("relations");
  network->set_root_relation(root);
  content.network.push_back(*std::move(network));
  return {};
}

Result<void> read_content(std::string_view bytes, const std::string& name,
                          SyntaxModel::Content& content) {
  const auto file = ModelFile::parse(bytes, name);
  if (!file) return file.error();
  if (auto read = read_names(*file, content); !read) return read;
  if (auto read = read_lemmas(*file, content); !read) return read;
  return read_network(*file, content);
}

}  // namespace

std::string_view SyntaxModel::Content::find_lemma(std::uint64_t key) const {
  const std::uint32_t at = lemma_index.find(key, UINT32_MAX);
  if (at >= lemma_text.size()) return {};
  return lemma_text.substr(at + 1, static_cast<unsigned char>(lemma_text[at]));
}

Result<SyntaxModel> SyntaxModel::load(const std::filesystem::path& language_folder) {
  const std::filesystem::path path = language_folder / "model.bin";
  auto mapped = MappedFile::open(path);
  if (!mapped) {
    Error error = mapped.error();
    if (error.kind == ErrorKind::kNotFound) {
      error.message = "there is no syntax model";
      error.remedy = "install casus's data again, or make the model with casus train syntax";
    }
    return error;
  }
  auto content = std::make_shared<Content>();
  content->mapped = *std::move(mapped);
  if (auto read = read_content(content->mapped.bytes(), path.string(), *content); !read)
    return read.error();
  SyntaxModel model;
  model.content_ = std::move(content);
  return model;
}

Result<SyntaxModel> SyntaxModel::parse(std::string_view bytes, const std::string& file) {
  constexpr std::size_t kBoundary = 64;
  auto content = std::make_shared<Content>();
  content->owned.resize(bytes.size() + kBoundary);
  const auto address = reinterpret_cast<std::uintptr_t>(content->owned.data());
  char* aligned = content->owned.data() + (kBoundary - address % kBoundary) % kBoundary;
  std::copy(bytes.begin(), bytes.end(), aligned);
  if (auto read = read_content({aligned, bytes.size()}, file, *content); !read) return read.error();
  SyntaxModel model;
  model.content_ = std::move(content);
  return model;
}

}  // namespace casus
