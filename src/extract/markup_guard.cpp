#include "extract/markup_guard.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace casus {

namespace {

constexpr std::size_t kMaxAttributes = 24;
constexpr std::size_t kMaxValueBytes = 8192;
constexpr std::size_t kMaxJsonBytes = 4 << 20;

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Elements whose content is no markup, or nothing to read; all of it goes.
constexpr std::array<std::string_view, 10> kSwallowed = {
    "style",    "iframe", "noembed", "noframes", "xmp",
    "textarea", "svg",    "math",    "noscript", "template"};
// Of these, the ones whose missing end tag does not swallow the rest of the page.
constexpr std::array<std::string_view, 4> kNested = {"svg", "math", "noscript", "template"};
constexpr std::array<std::string_view, 16> kVoid = {
    "area", "base", "br",    "col",    "embed", "hr",  "img",   "input",
    "link", "meta", "param", "source", "track", "wbr", "frame", "basefont"};
// Of these, the ones that say something of the text: where it breaks, what it is, what stands by.
constexpr std::array<std::string_view, 6> kKeptVoid = {"br", "hr", "img", "input", "link", "meta"};
// Elements that the parser closes by itself where another begins.
constexpr std::array<std::string_view, 20> kImpliedEnd = {
    "p",    "li",   "dd",   "dt",     "tr",       "td", "th", "thead",    "tbody",   "tfoot",
    "html", "head", "body", "option", "optgroup", "rt", "rp", "colgroup", "caption", "rb"};
constexpr std::array<std::string_view, 14> kFormatting = {
    "a",    "b", "big",   "code",   "em",     "font", "i",
    "nobr", "s", "small", "strike", "strong", "tt",   "u"};
constexpr std::array<std::string_view, 23> kRead = {
    "class",      "id",       "role",      "itemprop",    "itemtype",
    "href",       "name",     "property",  "content",     "charset",
    "rel",        "datetime", "lang",      "hidden",      "aria-hidden",
    "style",      "type",     "colspan",   "data-testid", "data-component",
    "aria-label", "xml:lang", "http-equiv"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

class Guard {
 public:
  explicit Guard(std::string_view html) : html_(html) { output_.reserve(html.size() / 2); }

  std::string run() {
    while (at_ < html_.size()) {
      const std::size_t open = std::min(html_.find('<', at_), html_.size());
      output_.append(html_, at_, open - at_);
      at_ = open;
      if (at_ < html_.size()) read_markup();
    }
    return std::move(output_);
  }

 private:
  struct Attribute {
    std::string_view name;
    std::string_view value;
  };

  char peek(std::size_t offset) const {
    return at_ + offset < html_.size() ? html_[at_ + offset] : '\0';
  }
  void read_markup();
  void skip_comment();
  void read_tag(bool is_end);
  void read_attributes();
  std::string_view read_value();
  void open_element();
  void close_element();
  void write_start_tag();
  void swallow_content();
  std::size_t find_end_tag(std::size_t from) const;
  bool has_attribute(std::string_view name, std::string_view part) const;

  std::string_view html_;
  std::size_t at_ = 0;
  std::string output_;
  std::string name_;  // of the tag being read, lower case
  std::vector<Attribute> attributes_;
  std::string lower_names_;
  std::vector<std::string> open_;
  std::array<std::string_view, kNested.size()> without_end_;  // of kNested: no end tag is left
  std::size_t without_end_count_ = 0;
  int formatting_ = 0;
  int dropped_formatting_ = 0;
  int dropped_ = 0;
};

void Guard::read_markup() {
  const char next = peek(1);
  if (is_letter(next)) {
    read_tag(false);
  } else if (next == '/' && is_letter(peek(2))) {
    read_tag(true);
  } else if (html_.substr(at_).starts_with("<!--")) {
    skip_comment();
  } else if (next == '!' || next == '?' || next == '/') {
    const std::size_t end = html_.find('>', at_);
    at_ = end == std::string_view::npos ? html_.size() : end + 1;
  } else {
    output_ += "&lt;";
    ++at_;
  }
}

void Guard::skip_comment() {
  if (html_.substr(at_).starts_with("<!-->")) {
    at_ += 5;
    return;
  }
  const std::size_t end = html_.find("-->", at_ + 4);
  at_ = end == std::string_view::npos ? html_.size() : end + 3;
}

void Guard::read_tag(bool is_end) {
  at_ += is_end ? 2 : 1;
  name_.clear();
  while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '>' && html_[at_] != '/') {
    if (name_.size() < 64) name_ += to_lower(html_[at_]);
    ++at_;
  }
  read_attributes();
  if (is_end) {
    close_element();
  } else {
    open_element();
  }
}

void Guard::read_attributes() {
  attributes_.clear();
  while (at_ < html_.size() && html_[at_] != '>') {
    if (is_blank(html_[at_]) || html_[at_] == '/') {
      ++at_;
      continue;
    }
    const std::size_t start = at_;
    ++at_;  // an equals sign at the start belongs to the name
    while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '>' && html_[at_] != '/' &&
           html_[at_] != '=') {
      ++at_;
    }
    const std::string_view name = html_.substr(start, at_ - start);
    while (at_ < html_.size() && is_blank(html_[at_])) ++at_;
    std::string_view value;
    if (at_ < html_.size() && html_[at_] == '=') value = read_value();
    if (attributes_.size() < kMaxAttributes) attributes_.push_back({name, value});
  }
  if (at_ < html_.size()) ++at_;
}

std::string_view Guard::read_value() {
  ++at_;
  while (at_ < html_.size() && is_blank(html_[at_])) ++at_;
  if (at_ >= html_.size()) return {};
  const char quote = html_[at_];
  if (quote == '"' || quote == '\'') {
    const std::size_t end = std::min(html_.find(quote, at_ + 1), html_.size());
    const std::string_view value = html_.substr(at_ + 1, end - at_ - 1);
    at_ = std::min(end + 1, html_.size());
    return value;
  }
  const std::size_t start = at_;
  while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '>') ++at_;
  return html_.substr(start, at_ - start);
}

bool Guard::has_attribute(std::string_view name, std::string_view part) const {
  return std::any_of(attributes_.begin(), attributes_.end(), [&](const Attribute& each) {
    return each.name == name && each.value.find(part) != std::string_view::npos;
  });
}

void Guard::open_element() {
  if (name_ == "plaintext") return;
  if (name_ == "script" || is_in(kSwallowed, name_)) {
    swallow_content();
    return;
  }
  if (is_in(kVoid, name_)) {
    if (is_in(kKeptVoid, name_)) write_start_tag();
    return;
  }
  if (is_in(kFormatting, name_)) {
    if (formatting_ >= kMaxOpenFormatting) {
      ++dropped_formatting_;
      return;
    }
    ++formatting_;
  } else if (!is_in(kImpliedEnd, name_)) {
    if (open_.size() >= static_cast<std::size_t>(kMaxMarkupDepth)) {
      ++dropped_;
      return;
    }
    open_.push_back(name_);
  }
  write_start_tag();
}

void Guard::close_element() {
  if (is_in(kVoid, name_) && name_ != "br") return;
  if (is_in(kFormatting, name_)) {
    if (dropped_formatting_ > 0) {
      --dropped_formatting_;
      return;
    }
    if (formatting_ > 0) --formatting_;
  } else if (!is_in(kImpliedEnd, name_)) {
    if (dropped_ > 0) {
      --dropped_;
      return;
    }
    const auto found = std::find(open_.rbegin(), open_.rend(), name_);
    if (found == open_.rend()) return;  // closes nothing
    open_.erase(found.base() - 1, open_.end());
  }
  output_ += "</" + name_ + ">";
}

void Guard::write_start_tag() {
  output_ += '<';
  output_ += name_;
  std::string name;
  for (const Attribute& each : attributes_) {
    name.clear();
    for (const char c : each.name.substr(0, 32)) name += to_lower(c);
    if (!is_in(kRead, name)) continue;
    output_ += ' ';
    output_ += name;
    output_ += "=\"";
    for (const char c : each.value.substr(0, kMaxValueBytes)) {
      if (c == '"') {
        output_ += "&quot;";
      } else {
        output_ += c;
      }
    }
    output_ += '"';
  }
  output_ += '>';
}

// Where "</name" stands after `from`; the input's end for nowhere.
std::size_t Guard::find_end_tag(std::size_t from) const {
  for (std::size_t at = html_.find("</", from); at != std::string_view::npos;
       at = html_.find("</", at + 2)) {
    std::size_t i = 0;
    while (i < name_.size() && at + 2 + i < html_.size() &&
           to_lower(html_[at + 2 + i]) == name_[i]) {
      ++i;
    }
    if (i == name_.size()) return at;
  }
  return html_.size();
}

void Guard::swallow_content() {
  const bool is_nested = is_in(kNested, name_);
  if (is_nested && is_in(without_end_, name_)) return;
  const std::size_t end = find_end_tag(at_);
  if (is_nested && end == html_.size()) {
    without_end_[without_end_count_++] = name_ == "svg"        ? "svg"
                                         : name_ == "math"     ? "math"
                                         : name_ == "template" ? "template"
                                                               : "noscript";
    return;
  }
  if (name_ == "script" && (has_attribute("type", "ld+json")) && end - at_ <= kMaxJsonBytes) {
    output_ += "<script type=\"application/ld+json\">";
    output_.append(html_, at_, end - at_);
    output_ += "</script>";
  }
  const std::size_t close = html_.find('>', end);
  at_ = close == std::string_view::npos ? html_.size() : close + 1;
}

}  // namespace

std::string guard_markup(std::string_view html) { return Guard(html).run(); }

}  // namespace casus
