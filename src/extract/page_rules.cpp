#include "extract/page_rules.h"

#include "base/text_file.h"
#include "base/utf8.h"
#include "extract/address.h"
#include "extract/page_blocks.h"

namespace casus {

namespace {

bool is_name_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// Calls `visit` with each word of "related-articles jpRelatedPosts" in lower case: parts between
// what is no letter, and between a small and a capital letter. False from `visit` goes on.
template <typename Visit>
bool any_word(std::string_view names, Visit visit) {
  std::string word;
  for (std::size_t i = 0; i <= names.size(); ++i) {
    const char c = i < names.size() ? names[i] : ' ';
    const bool is_upper_after_lower =
        c >= 'A' && c <= 'Z' && i > 0 && names[i - 1] >= 'a' && names[i - 1] <= 'z';
    if (!is_name_letter(c) || is_upper_after_lower) {
      if (!word.empty() && visit(word)) return true;
      word.clear();
      if (c == ' ' && visit(std::string())) return true;  // no pair crosses two names
    }
    if (is_name_letter(c)) word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return false;
}

bool holds_whole_name(const std::unordered_set<std::string>& words, std::string_view names) {
  for (const std::string_view name : split_words(names)) {
    if (words.contains("=" + lower_utf8(name))) return true;
  }
  return false;
}

bool holds(const std::unordered_set<std::string>& words, std::string_view names) {
  if (holds_whole_name(words, names)) return true;
  std::string before;
  return any_word(names, [&](const std::string& word) {
    const bool is_found =
        !word.empty() &&
        (words.contains(word) || (!before.empty() && words.contains(before + " " + word)));
    before = word;
    return is_found;
  });
}

std::string phrase_key(std::string_view text) { return std::string(text.substr(0, 2)); }

}  // namespace

bool PageRules::marks_furniture(std::string_view names) const { return holds(furniture_, names); }
bool PageRules::marks_article(std::string_view names) const { return holds(article_, names); }

bool PageRules::marks_picture(std::string_view names) const { return holds(picture_, names); }

bool PageRules::marks_lead(std::string_view names) const { return holds(lead_, names); }

bool PageRules::marks_notice(std::string_view names) const { return holds(notice_, names); }

bool PageRules::marks_post(std::string_view names) const { return holds(post_, names); }

bool PageRules::ends_with_credit(std::string_view lower_text) const {
  constexpr std::size_t kCreditBytes = 100;
  std::size_t at = lower_text.size() > kCreditBytes ? lower_text.size() - kCreditBytes : 0;
  for (; at < lower_text.size(); ++at) {
    const bool is_start = at == 0 || (lower_text[at - 1] == ' ' || lower_text[at - 1] == '(' ||
                                      lower_text[at - 1] == '[' || lower_text[at - 1] == '\n');
    if (!is_start || !begins_furniture(lower_text.substr(at), PhrasePlace::kCredit)) continue;
    // "The photo: a ship." is no credit, "A ship. Photo: N. N." is.
    std::size_t before = at;
    while (before > 0 && (lower_text[before - 1] == ' ' || lower_text[before - 1] == '\n'))
      --before;
    if (before == 0) return true;
    const char last = lower_text[before - 1];
    if (last == '(' || last == '[' || last == '|' || last == '/' || last == '-' ||
        ends_sentence(lower_text.substr(0, before))) {
      return true;
    }
  }
  return false;
}

bool PageRules::begins_furniture(std::string_view lower_text, PhrasePlace place) const {
  const auto found = phrases_.find(phrase_key(lower_text));
  if (found == phrases_.end()) return false;
  for (const Phrase& phrase : found->second) {
    if (phrase.place != place || !lower_text.starts_with(phrase.text)) continue;
    const std::string_view rest = lower_text.substr(phrase.text.size());
    // The phrase ends with its last word, not within one.
    if (rest.empty() || !is_letter(decode_at(rest, 0).value) ||
        !is_letter(decode_before(phrase.text, phrase.text.size()).value) ||
        static_cast<unsigned char>(rest.front()) >= 0xE0) {
      return true;
    }
  }
  return false;
}

bool PageRules::is_furniture_heading(std::string_view lower_text) const {
  while (!lower_text.empty() && (lower_text.back() == ':' || lower_text.back() == '.' ||
                                 lower_text.back() == ' ' || lower_text.back() == '!')) {
    lower_text.remove_suffix(1);
  }
  return headings_.contains(std::string(lower_text));
}

const SiteRules* PageRules::site(std::string_view url) const {
  std::string_view host = host_of(url);
  while (!host.empty()) {
    const auto found = sites_.find(std::string(host));
    if (found != sites_.end()) return &found->second;
    const std::size_t dot = host.find('.');
    host = dot == std::string_view::npos ? std::string_view() : host.substr(dot + 1);
  }
  return nullptr;
}

Result<void> PageRules::read_markup(const std::filesystem::path& path) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  const std::unordered_map<std::string_view, std::unordered_set<std::string>*> lists = {
      {"furniture:", &furniture_}, {"article:", &article_}, {"picture:", &picture_},
      {"lead:", &lead_},           {"notice:", &notice_},   {"post:", &post_},
  };
  std::unordered_set<std::string>* set = nullptr;
  for (const Line& line : *lines) {
    if (const auto list = lists.find(line.text); list != lists.end()) {
      set = list->second;
    } else if (set == nullptr || !line.is_indented) {
      return line_error(
          path, line, "stands under no list",
          "begin one with 'furniture:', 'article:', 'picture:', 'lead:', 'notice:' or 'post:'");
    } else {
      for (const std::string_view word : split(line.text, ',')) set->emplace(word);
    }
  }
  return {};
}

Result<void> PageRules::read_phrases(const std::filesystem::path& path) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  static const std::unordered_map<std::string_view, PhrasePlace> kPlaces = {
      {"line:", PhrasePlace::kLine},     {"heading:", PhrasePlace::kHeading},
      {"end:", PhrasePlace::kEnd},       {"credit:", PhrasePlace::kCredit},
      {"byline:", PhrasePlace::kByline},
  };
  auto list = kPlaces.end();
  for (const Line& line : *lines) {
    if (!line.is_indented) {
      list = kPlaces.find(line.text);
      if (list == kPlaces.end()) {
        return line_error(path, line, "unknown list '" + line.text + "'",
                          "use 'line:', 'heading:', 'end:', 'credit:' or 'byline:'");
      }
      continue;
    }
    if (list == kPlaces.end()) {
      return line_error(path, line, "stands under no list", "begin one with 'line:'");
    }
    const std::string text = lower_utf8(line.text);
    if (list->second == PhrasePlace::kHeading) {
      headings_.insert(text);
    } else {
      phrases_[phrase_key(text)].push_back({text, list->second});
    }
  }
  return {};
}

Result<void> PageRules::read_site(const std::filesystem::path& path) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  SiteRules* site = nullptr;
  for (const Line& line : *lines) {
    if (!line.is_indented) {
      site = &sites_[lower_utf8(line.text)];
      continue;
    }
    const std::size_t colon = line.text.find(':');
    if (site == nullptr || colon == std::string::npos) {
      return line_error(path, line, "is neither a site nor 'field: selector' below one",
                        "write the site's domain at the line's start");
    }
    const std::string field(trim(line.text.substr(0, colon)));
    std::vector<NodePattern>* patterns = field == "body"      ? &site->body
                                         : field == "drop"    ? &site->drop
                                         : field == "title"   ? &site->title
                                         : field == "date"    ? &site->date
                                         : field == "author"  ? &site->author
                                         : field == "section" ? &site->section
                                                              : nullptr;
    if (patterns == nullptr) {
      return line_error(path, line, "unknown field '" + field + "'",
                        "use body, drop, title, date, author or section");
    }
    const std::string_view selectors = std::string_view(line.text).substr(colon + 1);
    for (const std::string_view part : split(selectors, ',')) {
      auto pattern = parse_node_pattern(part);
      if (!pattern) return line_error(path, line, pattern.error().message, pattern.error().remedy);
      patterns->push_back(*std::move(pattern));
    }
  }
  return {};
}

Result<PageRules> PageRules::read(const std::filesystem::path& folder) {
  PageRules rules;
  if (auto read = rules.read_markup(folder / "markup.txt"); !read) return read.error();
  if (auto read = rules.read_phrases(folder / "phrases.txt"); !read) return read.error();
  for (const auto& path : files_in(folder / "sites", ".txt")) {
    if (auto read = rules.read_site(path); !read) return read.error();
  }
  return rules;
}

Result<NodePattern> parse_node_pattern(std::string_view text) {
  const Error bad{ErrorKind::kSyntax, "'" + std::string(text) + "' is no selector", "", 0,
                  "write tag, #id, .class and [attribute=value], without blanks"};
  NodePattern pattern;
  std::string* part = &pattern.tag;
  bool is_empty = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '#') {
      part = &pattern.id;
    } else if (c == '.') {
      part = &pattern.classes.emplace_back();
    } else if (c == '[') {
      const std::size_t end = text.find(']', i);
      if (end == std::string_view::npos) return bad;
      const std::string_view inside = text.substr(i + 1, end - i - 1);
      const std::size_t equals = inside.find('=');
      pattern.attribute = inside.substr(0, equals);
      if (equals != std::string_view::npos) pattern.value = inside.substr(equals + 1);
      if (pattern.attribute.empty()) return bad;
      i = end;
      is_empty = false;
    } else if (c == ' ' || c == '>' || c == '"') {
      return bad;
    } else {
      *part += c;
      is_empty = false;
    }
  }
  if (is_empty) return bad;
  return pattern;
}

}  // namespace casus
