#include "extract/page_furniture.h"

#include <algorithm>
#include <array>

#include "extract/page_groups.h"

namespace casus {

namespace {

bool is_one_of(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_hidden(const PageTree& page, NodeIndex i) {
  if (page.has_attribute(i, "hidden")) return true;
  std::string style(page.attribute(i, "style"));
  style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

bool has_furniture_role(const PageTree& page, NodeIndex i) {
  static constexpr std::array<std::string_view, 12> kRoles = {
      "navigation",  "banner", "contentinfo", "complementary", "search", "dialog",
      "alertdialog", "menu",   "menubar",     "toolbar",       "form",   "tooltip"};
  return std::find(kRoles.begin(), kRoles.end(), page.attribute(i, "role")) != kRoles.end();
}

// How large a share of the page's running text a node may have and still be furniture.
constexpr double kMostFurniture = 0.4;

constexpr double kCaptionLetters = 300;
constexpr double kCaptionShare = 0.15;

class FurnitureFinder {
 public:
  FurnitureFinder(const PageTree& page, const BlockSums& sums, const PageFacts& facts,
                  const BodyOptions& options, bool uses_names)
      : page_(page),
        sums_(sums),
        facts_(facts),
        options_(options),
        uses_names_(uses_names),
        prose_(std::max(1.0, sums.prose(options.root))) {}

  std::vector<char> run() {
    std::vector<char> flags(static_cast<std::size_t>(page_.size()), 0);
    const NodeIndex end = page_[options_.root].end;
    for (NodeIndex i = options_.root + 1; i < end;) {
      const bool is_marked = !page_[i].is_text && is_furniture(i);
      if (is_marked) flags[static_cast<std::size_t>(i)] = 1;
      i = is_marked ? page_[i].end : i + 1;
    }
    if (uses_names_) mark_teasers(page_, options_.root, facts_, sums_, flags);
    return flags;
  }

 private:
  bool is_furniture(NodeIndex i) const;
  bool is_dropped_by_site(NodeIndex i) const;
  bool is_furniture_element(NodeIndex i) const;
  bool has_furniture_name(NodeIndex i) const;
  bool is_notice(NodeIndex i) const;
  bool holds_address_field(NodeIndex i) const;
  bool is_slanted(NodeIndex i) const;
  bool is_picture(NodeIndex i) const;
  bool is_plain_caption(NodeIndex i) const;
  bool is_picture_box(NodeIndex i) const;
  bool holds_heading(NodeIndex i) const {
    return facts_.heading != kNoNode && i <= facts_.heading && facts_.heading < page_[i].end;
  }
  double share(NodeIndex i) const { return sums_.prose(i) / prose_; }

  const PageTree& page_;
  const BlockSums& sums_;
  const PageFacts& facts_;
  const BodyOptions& options_;
  bool uses_names_;
  double prose_;
};

bool FurnitureFinder::is_furniture(NodeIndex i) const {
  if (is_dropped_by_site(i)) return true;
  const GumboTag tag = page_[i].tag;
  if (is_one_of(tag, {GUMBO_TAG_HTML, GUMBO_TAG_BODY, GUMBO_TAG_MAIN, GUMBO_TAG_BR})) return false;
  if (is_furniture_element(i)) return true;
  if (uses_names_ && is_notice(i)) return true;
  if (share(i) > kMostFurniture) return false;
  if (is_hidden(page_, i)) return true;
  if (holds_heading(i)) return false;
  if (holds_address_field(i)) return true;
  if (is_plain_caption(i) || is_picture_box(i)) return true;
  return has_furniture_role(page_, i) || (uses_names_ && has_furniture_name(i));
}

// A consent dialog or an offer of subscriptions, which may be longer than a short article.
bool FurnitureFinder::is_notice(NodeIndex i) const {
  constexpr double kMostNotice = 0.9;
  if (options_.rules == nullptr || facts_.heading == kNoNode) return false;
  if (holds_heading(i) || share(i) > kMostNotice) return false;
  if (is_one_of(page_[i].tag, {GUMBO_TAG_ARTICLE, GUMBO_TAG_TD, GUMBO_TAG_TR, GUMBO_TAG_TBODY})) {
    return false;
  }
  const std::string names = names_of(page_, i);
  return !names.empty() && options_.rules->marks_notice(names);
}

// A box with a field for the reader's address: it invites to a newsletter or to comment.
bool FurnitureFinder::holds_address_field(NodeIndex i) const {
  constexpr double kBoxLetters = 600;
  constexpr NodeIndex kBoxNodes = 120;
  if (sums_.letters(i) > kBoxLetters || page_[i].end - i > kBoxNodes) return false;
  for (NodeIndex j = i + 1; j < page_[i].end; ++j) {
    if (page_.is(j, GUMBO_TAG_INPUT) && page_.attribute(j, "type") == "email") return true;
  }
  return false;
}

// Whether all text of a node is set in italics or small.
bool FurnitureFinder::is_slanted(NodeIndex i) const {
  for (NodeIndex j = i + 1; j < page_[i].end; ++j) {
    if (is_one_of(page_[j].tag, {GUMBO_TAG_I, GUMBO_TAG_EM, GUMBO_TAG_SMALL})) {
      j = page_[j].end - 1;
    } else if (page_[j].is_text && !is_blank(page_[j].text)) {
      return false;
    }
  }
  return true;
}

// An image, also one of AMP's.
bool FurnitureFinder::is_picture(NodeIndex i) const {
  if (page_.is(i, GUMBO_TAG_IMG)) return true;
  if (page_[i].is_text || page_[i].tag != GUMBO_TAG_UNKNOWN) return false;
  const GumboStringPiece& tag = page_[i].source->v.element.original_tag;
  return std::string_view(tag.data, tag.length).starts_with("<amp-img");
}

// A box of a picture and one line below it.
bool FurnitureFinder::is_picture_box(NodeIndex i) const {
  constexpr double kMostLetters = 160;
  constexpr NodeIndex kMostNodes = 40;
  if (!is_one_of(page_[i].tag, {GUMBO_TAG_DIV, GUMBO_TAG_SECTION, GUMBO_TAG_UNKNOWN})) return false;
  if (sums_.blocks(i) != 1 || sums_.letters(i) > kMostLetters || share(i) >= kCaptionShare) {
    return false;
  }
  if (page_[i].end - i > kMostNodes) return false;
  for (NodeIndex j = i + 1; j < page_[i].end; ++j) {
    if (is_picture(j)) return true;
    if (page_[j].is_text && !is_blank(page_[j].text)) return false;
  }
  return false;
}

// A caption that no name betrays: a slanted paragraph right behind a picture.
bool FurnitureFinder::is_plain_caption(NodeIndex i) const {
  if (!is_one_of(page_[i].tag, {GUMBO_TAG_P, GUMBO_TAG_DIV}) || sums_.letters(i) <= 0) return false;
  if (sums_.letters(i) >= kCaptionLetters || share(i) >= 2 * kCaptionShare) return false;
  NodeIndex before = i - 1;
  while (before > options_.root && page_[before].is_text && is_blank(page_[before].text)) --before;
  return page_.is(before, GUMBO_TAG_IMG) && is_slanted(i);
}

bool FurnitureFinder::is_dropped_by_site(NodeIndex i) const {
  if (options_.site == nullptr) return false;
  return std::any_of(options_.site->drop.begin(), options_.site->drop.end(),
                     [&](const NodePattern& each) { return matches(page_, i, each); });
}

bool FurnitureFinder::is_furniture_element(NodeIndex i) const {
  const GumboTag tag = page_[i].tag;
  if (is_one_of(tag, {GUMBO_TAG_NAV, GUMBO_TAG_MENU, GUMBO_TAG_FIGCAPTION})) {
    return share(i) < 0.8;
  }
  if (is_one_of(tag, {GUMBO_TAG_ASIDE, GUMBO_TAG_FOOTER})) {
    return share(i) <= kMostFurniture && !holds_heading(i);
  }
  if (tag == GUMBO_TAG_FORM) return share(i) < 0.2 && !holds_heading(i);
  if (tag != GUMBO_TAG_FIGURE) return false;
  for (NodeIndex j = i + 1; j < page_[i].end; ++j) {
    if (page_.is(j, GUMBO_TAG_TABLE) || page_.is(j, GUMBO_TAG_BLOCKQUOTE)) return false;
  }
  return share(i) <= kMostFurniture;
}

bool FurnitureFinder::has_furniture_name(NodeIndex i) const {
  if (options_.rules == nullptr) return false;
  const GumboTag tag = page_[i].tag;
  if (is_one_of(tag, {GUMBO_TAG_B, GUMBO_TAG_I, GUMBO_TAG_EM, GUMBO_TAG_STRONG, GUMBO_TAG_ARTICLE,
                      GUMBO_TAG_TD, GUMBO_TAG_TR, GUMBO_TAG_TBODY})) {
    return false;
  }
  // A heading's identifier is made of its words.
  const bool is_heading = tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
  // What a microformat calls an entry is one, whatever categories and tags its class goes on to
  // list.
  const std::string marked = " " + std::string(page_.attribute(i, "class").substr(0, 600)) + " ";
  for (const char* entry : {" hentry ", " h-entry ", " type-post "}) {
    if (marked.find(entry) != std::string::npos) return false;
  }
  const std::string names =
      is_heading ? std::string(page_.attribute(i, "class").substr(0, 300)) : names_of(page_, i);
  if (names.empty()) return false;
  if (options_.rules->marks_furniture(names)) return true;
  // A picture with a line or two is a caption; with more it is a text with a picture.
  const bool is_small = sums_.letters(i) < kCaptionLetters && share(i) < kCaptionShare;
  return is_small && options_.rules->marks_picture(names);
}

}  // namespace

std::string names_of(const PageTree& page, NodeIndex node) {
  std::string names;
  for (const char* key : {"class", "id", "itemprop", "data-component", "data-testid"}) {
    const std::string_view value = page.attribute(node, key).substr(0, 300);
    if (value.empty()) continue;
    if (!names.empty()) names += ' ';
    names += value;
  }
  return names;
}

std::vector<char> mark_furniture(const PageTree& page, const BlockSums& sums,
                                 const PageFacts& facts, const BodyOptions& options,
                                 bool uses_names) {
  return FurnitureFinder(page, sums, facts, options, uses_names).run();
}

}  // namespace casus
