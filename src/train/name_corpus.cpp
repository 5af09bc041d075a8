#include "train/name_corpus.h"

#include <algorithm>
#include <optional>

#include "base/text_file.h"
#include "input/conllu.h"
#include "pipeline/entities/entity_scratch.h"
#include "pipeline/entities/known_names.h"

namespace casus {

namespace {

// A mention of the treebank: tokens [first, last) and the word for its type.
struct MarkedMention {
  std::string group;
  std::string type;
  TokenIndex first = 0;
  TokenIndex last = 0;
};

// The MISC column of every syntactic word of a file, in order.
std::vector<std::string> misc_columns(std::string_view content) {
  std::vector<std::string> columns;
  for (const std::string_view line : split(content, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    const std::string_view id = line.substr(0, tab);
    if (id.find_first_of("-.") != std::string_view::npos) continue;
    columns.emplace_back(line.substr(line.rfind('\t') + 1));
  }
  return columns;
}

std::string_view entity_field(std::string_view misc) {
  for (const std::string_view field : split(misc, '|')) {
    if (field.starts_with("Entity=")) return field.substr(7);
  }
  return {};
}

// Reads the brackets at one word: "(7-place-acc-...)", "(3-person-...(4-place-...", "4)3)".
void read_brackets(std::string_view field, TokenIndex word, std::vector<MarkedMention>& open,
                   std::vector<MarkedMention>& done) {
  const auto close = [&](std::string_view group) {
    for (std::size_t i = open.size(); i-- > 0;) {
      if (open[i].group != group) continue;
      open[i].last = word + 1;
      done.push_back(open[i]);
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
  };
  for (std::size_t at = 0; at < field.size();) {
    const bool opens = field[at] == '(';
    const std::size_t start = at + (opens ? 1 : 0);
    const std::size_t end = std::min(field.find_first_of("()", start), field.size());
    const auto parts = split(field.substr(start, end - start), '-');
    if (!parts.empty() && opens) {
      open.push_back(
          {std::string(parts[0]), parts.size() > 1 ? std::string(parts[1]) : "", word, word + 1});
    }
    const bool closes = end < field.size() && field[end] == ')';
    if (closes && !parts.empty()) close(parts[0]);
    at = closes ? end + 1 : end;
  }
}

std::optional<EntityType> type_of(std::string_view word) {
  if (word == "person") return EntityType::kPerson;
  if (word == "organization") return EntityType::kOrganisation;
  if (word == "place") return EntityType::kLocation;
  return std::nullopt;
}

// The proper nouns around the mention's head are the name; of persons without titles and without
// what follows a preposition.
void mark(const MarkedMention& mention, const EntityScratch& scratch, NameExample& example,
          std::vector<bool>& is_marked) {
  const Document& document = example.document;
  const auto type = type_of(mention.type);
  const TokenIndex head = head_of_span(document, mention.first, mention.last);
  const auto token = [&](TokenIndex i) -> const Token& {
    return document.tokens[static_cast<std::size_t>(i)];
  };
  if (!type || token(head).upos != Upos::kPropn) return;
  const auto has_class = [&](TokenIndex i, std::uint32_t classes) {
    return (scratch.words[static_cast<std::size_t>(i)].classes & classes) != 0;
  };
  const auto is_name = [&](TokenIndex i) {
    return i >= mention.first && i < mention.last && token(i).upos == Upos::kPropn;
  };
  const auto is_joint = [&](TokenIndex i) {
    if (token(i).form == "-") return true;
    return *type != EntityType::kPerson && has_class(i, kInsideName);
  };
  TokenIndex first = head;
  TokenIndex last = head + 1;
  while (is_name(first - 1) ||
         (first - 2 >= mention.first && is_joint(first - 1) && is_name(first - 2))) {
    --first;
  }
  while (is_name(last) || (last + 1 < mention.last && is_joint(last) && is_name(last + 1)) ||
         (last + 2 < mention.last && is_joint(last) && is_joint(last + 1) && is_name(last + 2))) {
    ++last;
  }
  while (*type == EntityType::kPerson && last - first > 1 && has_class(first, kTitleWord) &&
         !has_class(first, kFirstName)) {
    ++first;
  }
  const std::int32_t match = scratch.match_at[static_cast<std::size_t>(head)];
  if (match != kNone &&
      scratch.matches[static_cast<std::size_t>(match)].sense.kind == NameKind::kInhabitant) {
    return;
  }
  const auto begin = is_marked.begin() + first;
  const auto end = is_marked.begin() + last;
  if (std::find(begin, end, true) != end) return;
  std::fill(begin, end, true);
  example.names.push_back({first, last, *type});
}

// Longer mentions first: of nested names the outermost is the name.
void mark_all(const AgentLexicon& lexicon, const Knowledge& knowledge,
              std::vector<MarkedMention> mentions, EntityScratch& scratch, NameExample& example) {
  look_up_words(lexicon, example.document, scratch);
  scratch.day = parse_first_day(example.document.date).value_or(kNoDay);
  find_known_names(knowledge, example.document, scratch);
  std::stable_sort(mentions.begin(), mentions.end(), [](const auto& a, const auto& b) {
    return a.last - a.first > b.last - b.first;
  });
  std::vector<bool> is_marked(example.document.tokens.size());
  for (const MarkedMention& mention : mentions) mark(mention, scratch, example, is_marked);
}

// Appends a line without its brackets; false where a bracket is wrong.
bool append_marked_line(std::string_view line, MarkedText& text) {
  std::string& plain = text.document.text;
  if (!plain.empty()) plain.push_back('\n');
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] != '[') {
      plain.push_back(line[at]);
      continue;
    }
    const std::size_t close = line.find(']', at);
    if (close == std::string_view::npos || close < at + 6 || line[at + 4] != ' ') return false;
    const auto type = type_named(line.substr(at + 1, 3));
    const auto name = line.substr(at + 5, close - at - 5);
    if (!type || name.find('[') != std::string_view::npos) return false;
    const auto start = static_cast<std::uint32_t>(plain.size());
    plain += name;
    text.names.push_back({start, static_cast<std::uint32_t>(plain.size()), *type});
    at = close;
  }
  return true;
}

}  // namespace

std::optional<EntityType> type_named(std::string_view name) {
  if (name == "PER") return EntityType::kPerson;
  if (name == "ORG") return EntityType::kOrganisation;
  if (name == "LOC") return EntityType::kLocation;
  return std::nullopt;
}

Result<std::vector<MarkedText>> read_marked_text(const std::filesystem::path& path) {
  auto content = read_file(path);
  if (!content) return content.error();
  std::vector<MarkedText> texts;
  bool is_open = false;
  std::uint64_t number = 0;
  for (const std::string_view line : split(*content, '\n')) {
    ++number;
    if (line.empty()) is_open = false;
    if (line.empty() || line.front() == '#') continue;
    if (!is_open) texts.emplace_back();
    is_open = true;
    if (!append_marked_line(line, texts.back())) {
      return Error{ErrorKind::kSyntax, "has a bracket that is no name", path.string(), number,
                   "write names as [PER Ann Lee], with PER, ORG or LOC, on one line"};
    }
  }
  return texts;
}

NameExample example_of(MarkedText text) {
  NameExample example{std::move(text.document), {}};
  const auto& tokens = example.document.tokens;
  for (const NameSpan& span : text.names) {
    const auto first = std::find_if(tokens.begin(), tokens.end(),
                                    [&](const Token& token) { return token.end > span.start; });
    const auto last = std::find_if(first, tokens.end(),
                                   [&](const Token& token) { return token.start >= span.end; });
    if (first == last) continue;
    example.names.push_back({static_cast<TokenIndex>(first - tokens.begin()),
                             static_cast<TokenIndex>(last - tokens.begin()), span.type});
  }
  return example;
}

Result<std::vector<NameExample>> read_name_treebank(const std::filesystem::path& treebank,
                                                    const AgentLexicon& lexicon,
                                                    const Knowledge& knowledge) {
  auto content = read_file(treebank);
  if (!content) return content.error();
  auto documents = parse_conllu(*content, treebank.string());
  if (!documents) return documents.error();
  const auto misc = misc_columns(*content);
  std::vector<NameExample> examples;
  EntityScratch scratch;
  std::size_t at = 0;
  for (Document& document : *documents) {
    std::vector<MarkedMention> open;
    std::vector<MarkedMention> mentions;
    for (std::size_t i = 0; i < document.tokens.size() && at < misc.size(); ++i, ++at) {
      read_brackets(entity_field(misc[at]), static_cast<TokenIndex>(i), open, mentions);
    }
    examples.push_back({std::move(document), {}});
    mark_all(lexicon, knowledge, std::move(mentions), scratch, examples.back());
  }
  return examples;
}

}  // namespace casus
