#include "extract/linked_data.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "base/text_file.h"

namespace casus {

namespace {

using Json = nlohmann::json;

std::string_view type_name(std::string_view type) {
  const std::size_t slash = type.rfind('/');
  if (slash != std::string_view::npos) type.remove_prefix(slash + 1);
  return type;
}

bool is_article_type(std::string_view type) {
  return type.ends_with("Article") || type == "BlogPosting" || type == "LiveBlogPosting" ||
         type == "Report" || type == "SocialMediaPosting" || type == "DiscussionForumPosting";
}

bool is_page_type(std::string_view type) { return type.ends_with("Page"); }

bool has_type(const Json& object, bool (*fits)(std::string_view)) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  if (type->is_string()) return fits(type_name(type->get_ref<const std::string&>()));
  if (!type->is_array()) return false;
  for (const Json& each : *type) {
    if (each.is_string() && fits(type_name(each.get_ref<const std::string&>()))) return true;
  }
  return false;
}

// The value as text: a string, an object's name, or those of a list, joined.
std::string text_value(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  const auto name_of = [](const Json& value) -> std::string {
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_object()) return {};
    const auto name = value.find("name");
    return name != value.end() && name->is_string() ? name->get<std::string>() : std::string();
  };
  if (found->is_object()) return name_of(*found);
  std::string text;
  if (!found->is_array()) return text;
  for (const Json& each : *found) {
    const std::string name = name_of(each);
    if (name.empty()) continue;
    if (!text.empty()) text += ", ";
    text += name;
  }
  return text;
}

void take(std::string& field, const Json& object, const char* key) {
  if (field.empty()) field = std::string(trim(text_value(object, key)));
}

void take_article(const Json& object, LinkedArticle& article) {
  article.is_found = true;
  take(article.headline, object, "headline");
  take(article.headline, object, "name");
  take(article.date, object, "datePublished");
  take(article.date, object, "dateCreated");
  take(article.author, object, "author");
  take(article.section, object, "articleSection");
  take(article.language, object, "inLanguage");
  take(article.url, object, "url");
  take(article.body, object, "articleBody");
}

// The first article in document order, wherever it is nested.
void search(const Json& root, LinkedArticle& article) {
  std::vector<const Json*> pending = {&root};
  while (!pending.empty() && !article.is_found) {
    const Json* current = pending.back();
    pending.pop_back();
    if (current->is_object() && has_type(*current, is_article_type)) {
      take_article(*current, article);
      return;
    }
    if (current->is_object() && has_type(*current, is_page_type)) {
      take(article.page_date, *current, "datePublished");
    }
    if (!current->is_structured()) continue;
    std::vector<const Json*> inner;
    for (const Json& each : *current) inner.push_back(&each);
    pending.insert(pending.end(), inner.rbegin(), inner.rend());
  }
}

}  // namespace

LinkedArticle find_linked_article(const PageTree& page) {
  LinkedArticle article;
  for (NodeIndex i = 0; i < page.size() && !article.is_found; ++i) {
    if (!page.is(i, GUMBO_TAG_SCRIPT)) continue;
    std::string content;
    for (NodeIndex j = i + 1; j < page[i].end; ++j) content += page[j].text;
    // Line breaks within strings are no JSON, yet pages have them.
    for (char& c : content) {
      if (static_cast<unsigned char>(c) < ' ') c = ' ';
    }
    const std::size_t start = content.find_first_of("{[");
    if (start == std::string::npos) continue;
    const Json root = Json::parse(content.begin() + static_cast<std::ptrdiff_t>(start),
                                  content.end(), nullptr, false, true);
    if (!root.is_discarded()) search(root, article);
  }
  return article;
}

}  // namespace casus
