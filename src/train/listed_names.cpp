#include "train/listed_names.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/text_file.h"
#include "input/conllu.h"

namespace casus {

namespace {

struct ListedName {
  std::vector<std::string> words;
  EntityType type = EntityType::kMisc;  // kMisc: no name
};

// By their first words, the longest first.
using NameList = std::unordered_map<std::string, std::vector<ListedName>>;

std::optional<EntityType> type_of(std::string_view kind) {
  if (kind == "-") return EntityType::kMisc;
  return type_named(kind);
}

Result<NameList> read_list(const std::filesystem::path& path) {
  auto content = read_file(path);
  if (!content) return content.error();
  NameList list;
  std::uint64_t number = 0;
  for (const std::string_view line : split(*content, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t colon = line.find(": ");
    const auto type =
        colon == std::string_view::npos ? std::nullopt : type_of(line.substr(0, colon));
    if (!type) {
      return Error{ErrorKind::kSyntax, "has no type", path.string(), number,
                   "begin the line with 'PER: ', 'ORG: ', 'LOC: ' or '-: '"};
    }
    for (const std::string_view name : split(line.substr(colon + 2), '|')) {
      ListedName listed{{}, *type};
      for (const std::string_view word : split(name, ' ')) {
        if (!word.empty()) listed.words.emplace_back(word);
      }
      if (!listed.words.empty()) list[listed.words.front()].push_back(std::move(listed));
    }
  }
  for (auto& [first, names] : list) {
    std::stable_sort(names.begin(), names.end(), [](const ListedName& a, const ListedName& b) {
      return a.words.size() > b.words.size();
    });
  }
  return list;
}

bool is_proper(const Token& token) {
  return token.upos == Upos::kPropn || token.xpos.starts_with("NNP");
}

bool stands_at(const ListedName& name, const Document& document, const Sentence& sentence,
               TokenIndex at) {
  const auto size = static_cast<TokenIndex>(name.words.size());
  if (at + size > sentence.last) return false;
  const auto* tokens = document.tokens.data() + at;
  if (!is_proper(tokens[0]) || !is_proper(tokens[size - 1])) return false;
  return std::equal(name.words.begin(), name.words.end(), tokens,
                    [](const std::string& word, const Token& token) { return word == token.form; });
}

const ListedName* name_at(const NameList& list, const Document& document, const Sentence& sentence,
                          TokenIndex at) {
  const auto found = list.find(std::string(document.tokens[static_cast<std::size_t>(at)].form));
  if (found == list.end()) return nullptr;
  for (const ListedName& name : found->second) {
    if (stands_at(name, document, sentence, at)) return &name;
  }
  return nullptr;
}

MarkedText mark_listed(const NameList& list, const Document& document) {
  MarkedText text;
  text.document.text = document.text;
  for (const Sentence& sentence : document.sentences) {
    for (TokenIndex i = sentence.first; i < sentence.last;) {
      const ListedName* name = name_at(list, document, sentence, i);
      const TokenIndex last = i + (name ? static_cast<TokenIndex>(name->words.size()) : 1);
      if (name && name->type != EntityType::kMisc) {
        text.names.push_back({document.tokens[static_cast<std::size_t>(i)].start,
                              document.tokens[static_cast<std::size_t>(last - 1)].end, name->type});
      }
      i = last;
    }
  }
  return text;
}

}  // namespace

Result<std::vector<MarkedText>> read_listed_treebank(const std::filesystem::path& treebank,
                                                     const std::filesystem::path& list) {
  const auto names = read_list(list);
  if (!names) return names.error();
  const auto documents = read_conllu(treebank);
  if (!documents) return documents.error();
  std::vector<MarkedText> texts;
  texts.reserve(documents->size());
  for (const Document& document : *documents) texts.push_back(mark_listed(*names, document));
  return texts;
}

}  // namespace casus
