#include "extract/page_facts.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <unordered_map>

#include "base/text_file.h"
#include "base/utf8.h"
#include "extract/address.h"
#include "extract/article.h"
#include "extract/day_text.h"
#include "extract/linked_data.h"

namespace casus {

namespace {

// The page's <meta> elements by name, property or itemprop in lower case; the first of each.
using Metas = std::unordered_map<std::string, std::string>;

Metas find_metas(const PageTree& page) {
  Metas metas;
  for (NodeIndex i = 0; i < page.size(); ++i) {
    if (!page.is(i, GUMBO_TAG_META)) continue;
    const std::string content(page.attribute(i, "content"));
    if (content.empty()) continue;
    for (const char* key : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string_view name = page.attribute(i, key);
      if (!name.empty()) metas.emplace(lower_utf8(name), content);
    }
  }
  return metas;
}

std::string first_of(const Metas& metas, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto found = metas.find(name);
    if (found != metas.end()) return found->second;
  }
  return {};
}

std::string collapsed(std::string_view text) {
  std::string clean;
  append_collapsed(clean, text);
  while (clean.ends_with(' ')) clean.pop_back();
  return clean;
}

// Strings of JSON-LD and of some metas still hold markup or entities.
std::string without_markup(const std::string& text) {
  if (text.find_first_of("<&") == std::string::npos) return collapsed(text);
  return text_of_fragment(text);
}

std::string canonical_address(const PageTree& page, const Metas& metas, std::string_view url) {
  std::string base(url);
  std::string canonical;
  for (NodeIndex i = 0; i < page.size() && canonical.empty(); ++i) {
    if (page.is(i, GUMBO_TAG_LINK) && page.attribute(i, "rel") == "canonical") {
      canonical = page.attribute(i, "href");
    }
  }
  for (std::string candidate : {canonical, first_of(metas, {"og:url", "twitter:url"})}) {
    candidate = resolve_address(base, candidate);
    // Some sites name their front page on every page.
    if (!candidate.empty() && path_of(candidate) != "/") return candidate;
  }
  return base;
}

std::string page_title(const PageTree& page) {
  for (NodeIndex i = 0; i < page.size(); ++i) {
    if (page.is(i, GUMBO_TAG_TITLE)) return page.text_of(i);
  }
  return {};
}

// "Ministers meet" of "Ministers meet | The Daily Example": what stands before the last
// separator, where the rest is short.
std::string without_site(const std::string& title, const std::string& site) {
  static constexpr std::array<std::string_view, 8> kSeparators = {" | ",  " - ", " – ", " — ",
                                                                  " :: ", " » ", " · ", " / "};
  std::size_t best = std::string::npos;
  std::size_t size = 0;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.rfind(separator);
    if (at != std::string::npos && (best == std::string::npos || at > best)) {
      best = at;
      size = separator.size();
    }
  }
  if (best == std::string::npos) return title;
  const std::string rest = title.substr(best + size);
  const bool is_site = !site.empty() && is_same_text(rest, site);
  if (is_site || (split_words(rest).size() <= 5 && best >= 20)) return title.substr(0, best);
  return title;
}

std::vector<NodeIndex> find_headings(const PageTree& page, GumboTag tag) {
  std::vector<NodeIndex> found;
  for (NodeIndex i = 0; i < page.size(); ++i) {
    if (page.is(i, tag) && page[i].end - i < 100 && !page.text_of(i).empty()) found.push_back(i);
    if (found.size() == 200) break;  // of a title, there is one
  }
  return found;
}

// The heading whose words the page's title or metadata repeat; the longest of them, since titles
// hold the site's name too.
NodeIndex matching_heading(const PageTree& page, const std::vector<std::string>& titles) {
  NodeIndex best = kNoNode;
  std::size_t most = 11;
  for (const GumboTag tag : {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3}) {
    for (const NodeIndex heading : find_headings(page, tag)) {
      const std::string letters = letters_only(page.text_of(heading));
      if (letters.size() <= most) continue;
      for (const std::string& title : titles) {
        const std::string other = letters_only(title);
        const bool is_within = other.find(letters) != std::string::npos;
        if (!is_within && (other.size() < 20 || !letters.starts_with(other))) continue;
        best = heading;
        most = letters.size();
        break;
      }
    }
  }
  return best;
}

void find_title(const PageTree& page, const Metas& metas, const LinkedArticle& linked,
                PageFacts& facts) {
  const std::string named = without_markup(linked.headline);
  const std::string graph = without_markup(
      first_of(metas, {"og:title", "twitter:title", "dc.title", "dcterms.title", "headline"}));
  const std::string title = page_title(page);
  const std::string site = first_of(metas, {"og:site_name", "application-name"});
  facts.heading = matching_heading(page, {named, graph, title});
  if (facts.heading != kNoNode) {
    facts.title = page.text_of(facts.heading);
    return;
  }
  const auto headings = find_headings(page, GUMBO_TAG_H1);
  if (headings.size() == 1) facts.heading = headings.front();
  if (!named.empty()) {
    facts.title = named;
  } else if (!graph.empty()) {
    facts.title = without_site(graph, site);
  } else if (headings.size() == 1) {
    facts.title = page.text_of(headings.front());
  } else {
    facts.title = without_site(title, site);
  }
}

// The day of a short line in [from, to): an element with little in it, or the text between breaks.
std::string day_of_lines(const PageTree& page, NodeIndex from, NodeIndex to,
                         std::string_view language) {
  constexpr std::size_t kLineBytes = 160;
  for (NodeIndex i = from; i < to; ++i) {
    if (!page[i].is_text || page[i].text.size() > kLineBytes) continue;
    if (auto day = find_day(page[i].text, language)) return *day;
  }
  return {};
}

// What a line right below or above the title says, where no markup tells the day.
std::string day_beside(const PageTree& page, NodeIndex heading, std::string_view language) {
  constexpr NodeIndex kBelow = 60;
  constexpr NodeIndex kAbove = 30;
  constexpr NodeIndex kFirst = 200;  // of a page without a title
  if (heading == kNoNode) return day_of_lines(page, 0, std::min(kFirst, page.size()), language);
  const NodeIndex end = page[heading].end;
  std::string day = day_of_lines(page, end, std::min(end + kBelow, page.size()), language);
  if (!day.empty()) return day;
  return day_of_lines(page, std::max(0, heading - kAbove), heading, language);
}

void find_date(const PageTree& page, const Metas& metas, const LinkedArticle& linked,
               std::string_view url, PageFacts& facts) {
  const std::string language = facts.language;
  for (const std::string& text :
       {linked.date,
        first_of(metas, {"article:published_time", "og:article:published_time", "datepublished",
                         "og:published_time", "published_time", "article.published"}),
        first_of(metas, {"parsely-pub-date",
                         "sailthru.date",
                         "pubdate",
                         "publishdate",
                         "publish-date",
                         "publish_date",
                         "publication_date",
                         "cxenseparse:recs:publishtime",
                         "dc.date.issued",
                         "dcterms.issued",
                         "dcterms.created",
                         "dc.date.created",
                         "dc.date",
                         "dcterms.date",
                         "date",
                         "article_date_original",
                         "dcterms.available",
                         "ptime",
                         "timestamp",
                         "created",
                         "displaydate",
                         "release_date"}),
        linked.page_date}) {
    if (auto day = find_day(text, language)) {
      facts.date = *day;
      return;
    }
  }
  facts.date = day_below(page, 0, language);
  if (!facts.date.empty()) return;
  if (auto day = day_of_address(facts.url.empty() ? url : facts.url)) {
    facts.date = *day;
  } else {
    facts.date = day_beside(page, facts.heading, language);
  }
}

std::string two_letter(std::string_view language) {
  language = language.substr(0, language.find_first_of("-_"));
  return language.size() == 2 ? lower_utf8(language) : std::string();
}

std::string stated_language(const PageTree& page, const Metas& metas, const LinkedArticle& linked) {
  for (NodeIndex i = 0; i < page.size() && i < 4; ++i) {
    if (!page.is(i, GUMBO_TAG_HTML)) continue;
    for (const char* key : {"lang", "xml:lang"}) {
      if (const auto value = page.attribute(i, key); !value.empty()) return std::string(value);
    }
  }
  const std::string named =
      first_of(metas, {"content-language", "og:locale", "language", "dc.language", "inlanguage"});
  return named.empty() ? linked.language : named;
}

std::string find_author(const PageTree& page, const Metas& metas, const LinkedArticle& linked) {
  const std::string named = without_markup(linked.author);
  if (!named.empty()) return named;
  const std::string meta =
      first_of(metas, {"author", "article:author", "dc.creator", "dcterms.creator", "byl",
                       "parsely-author", "sailthru.author"});
  if (!meta.empty() && !is_web_address(meta)) return without_markup(meta);
  for (NodeIndex i = 0; i < page.size(); ++i) {
    if (page[i].is_text) continue;
    if (page.attribute(i, "rel") != "author" &&
        page.attribute(i, "itemprop").find("author") == std::string_view::npos) {
      continue;
    }
    const std::string text = page[i].end - i < 40 ? page.text_of(i) : std::string();
    if (!text.empty() && text.size() < 120) return text;
  }
  return {};
}

bool names_a_date(const PageTree& page, NodeIndex i) {
  for (const char* key : {"class", "id", "itemprop"}) {
    const std::string_view value = page.attribute(i, key);
    for (const char* part :
         {"date", "Date", "time-", "timestamp", "published", "posted", "fecha"}) {
      if (value.find(part) != std::string_view::npos &&
          value.find("update") == std::string_view::npos) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

std::string letters_only(std::string_view text) {
  const std::string lower = lower_utf8(text);
  std::string letters;
  for (std::size_t at = 0; at < lower.size();) {
    const CodePoint point = decode_at(lower, at);
    const bool is_kept = is_letter(point.value) || is_digit(point.value);
    if (is_kept) letters.append(lower, at, point.size);
    at += point.size;
  }
  return letters;
}

bool is_same_text(std::string_view left, std::string_view right) {
  const std::string letters = letters_only(left);
  return !letters.empty() && letters == letters_only(right);
}

NodeIndex first_heading(const PageTree& page, NodeIndex root) {
  for (NodeIndex i = root; i < page[root].end; ++i) {
    if (page[i].is_text || page[i].tag < GUMBO_TAG_H1 || page[i].tag > GUMBO_TAG_H4) continue;
    if (page[i].end - i > 100) continue;
    if (!page.text_of(i).empty()) return i;
  }
  return kNoNode;
}

std::string day_below(const PageTree& page, NodeIndex root, std::string_view language) {
  for (NodeIndex i = root; i < page[root].end; ++i) {
    if (!page.is(i, GUMBO_TAG_TIME) || page[i].end - i > 40) continue;
    std::string_view value = page.attribute(i, "datetime");
    if (auto day = find_day(value, language)) return *day;
    if (auto day = find_day(page.text_of(i), language)) return *day;
  }
  for (NodeIndex i = root; i < page[root].end; ++i) {
    if (page[i].is_text || page[i].end - i > 40 || !names_a_date(page, i)) continue;
    const std::string_view content = page.attribute(i, "content");
    if (auto day = find_day(content, language)) return *day;
    const std::string text = page.text_of(i);
    if (text.size() > 120) continue;
    if (auto day = find_day(text, language)) return *day;
  }
  return {};
}

PageFacts find_page_facts(const PageTree& page, std::string_view url) {
  const Metas metas = find_metas(page);
  const LinkedArticle linked = find_linked_article(page);
  PageFacts facts;
  facts.url = canonical_address(page, metas, url);
  if (facts.url.empty()) facts.url = linked.url;
  facts.language = stated_language(page, metas, linked);
  find_title(page, metas, linked, facts);
  find_date(page, metas, linked, url, facts);
  facts.language = two_letter(facts.language);
  facts.author = find_author(page, metas, linked);
  facts.section = without_markup(linked.section);
  if (facts.section.empty()) {
    facts.section = without_markup(
        first_of(metas, {"article:section", "og:article:section", "section", "articlesection"}));
  }
  facts.body = without_markup(linked.body);
  const std::string type = first_of(metas, {"og:type"});
  facts.is_article = linked.is_found || type == "article" || type == "news";
  return facts;
}

}  // namespace casus
