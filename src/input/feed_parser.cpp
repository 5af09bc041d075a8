#include "input/feed_parser.h"

#include <expat.h>

#include <algorithm>
#include <memory>

#include "base/text_file.h"
#include "extract/article.h"
#include "extract/charset.h"

namespace casus {

namespace {

// expat's callbacks for a builder with open(name, attributes), close(name) and text(bytes).
template <typename Builder>
class XmlReading {
 public:
  explicit XmlReading(Builder& builder) : builder_(builder), parser_(::XML_ParserCreate("UTF-8")) {
    ::XML_SetUserData(parser_.get(), this);
    ::XML_SetElementHandler(parser_.get(), &on_open, &on_close);
    ::XML_SetCharacterDataHandler(parser_.get(), &on_text);
    ::XML_SetSkippedEntityHandler(parser_.get(), &on_entity);
    ::XML_UseForeignDTD(parser_.get(), XML_TRUE);  // unknown entities are skipped, not refused
  }

  // An error's message and line, or nothing.
  Result<void> read(std::string_view text) {
    constexpr std::size_t kPiece = 1 << 20;
    for (std::size_t at = 0; at <= text.size(); at += kPiece) {
      const std::string_view piece = text.substr(at, kPiece);
      const bool is_last = at + kPiece > text.size();
      if (::XML_Parse(parser_.get(), piece.data(), int(piece.size()), is_last) != XML_STATUS_OK) {
        return Error{
            ErrorKind::kInvalidInput,
            std::string("is broken XML: ") + ::XML_ErrorString(::XML_GetErrorCode(parser_.get())),
            "", ::XML_GetCurrentLineNumber(parser_.get()), ""};
      }
    }
    return {};
  }

 private:
  struct Free {
    void operator()(XML_Parser parser) const { ::XML_ParserFree(parser); }
  };
  static XmlReading& self(void* data) { return *static_cast<XmlReading*>(data); }
  static void on_open(void* data, const char* name, const char** attributes) {
    self(data).builder_.open(name, attributes);
  }
  static void on_close(void* data, const char* name) { self(data).builder_.close(name); }
  static void on_text(void* data, const char* text, int size) {
    self(data).builder_.text({text, static_cast<std::size_t>(size)});
  }
  static void on_entity(void* data, const char* name, int is_parameter) {
    if (is_parameter == 0) {
      self(data).builder_.text(text_of_fragment("&" + std::string(name) + ";"));
    }
  }

  Builder& builder_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
};

std::string_view attribute(const char** attributes, std::string_view name) {
  for (; *attributes != nullptr; attributes += 2) {
    if (name == attributes[0]) return attributes[1];
  }
  return {};
}

std::string_view without_atom(std::string_view name) {
  return name.starts_with("atom:") ? name.substr(5) : name;
}

void append_escaped(std::string& to, std::string_view text) {
  for (const char c : text) {
    if (c == '<') {
      to += "&lt;";
    } else if (c == '&') {
      to += "&amp;";
    } else {
      to += c;
    }
  }
}

class FeedBuilder {
 public:
  explicit FeedBuilder(Feed& feed) : feed_(feed) {}

  void open(std::string_view qualified, const char** attributes) {
    const std::string_view name = without_atom(qualified);
    ++depth_;
    if (depth_ == 1 && feed_.language.empty()) {
      feed_.language = attribute(attributes, "xml:lang");
    }
    if (xhtml_depth_ > 0) {
      text_ += "<" + std::string(name.substr(name.find(':') + 1)) + ">";
      return;
    }
    if (name == "item" || name == "entry") {
      feed_.items.emplace_back();
      is_in_item_ = true;
      item_depth_ = depth_;
    }
    text_.clear();
    is_escaped_ = false;
    if (name == "link" && is_in_item_) take_link(attributes);
    if (name == "category" && is_in_item_ && feed_.items.back().section.empty()) {
      feed_.items.back().section = attribute(attributes, "term");
    }
    if (name == "content" || name == "summary" || name == "title") {
      const std::string_view type = attribute(attributes, "type");
      if (type == "xhtml") xhtml_depth_ = depth_;
      is_escaped_ = type == "text";
    }
  }

  void close(std::string_view qualified) {
    const std::string_view name = without_atom(qualified);
    if (xhtml_depth_ > 0 && depth_ > xhtml_depth_) {
      text_ += "</" + std::string(name.substr(name.find(':') + 1)) + ">";
    } else {
      xhtml_depth_ = 0;
      if (is_in_item_) {
        close_in_item(name);
      } else if (name == "language") {
        feed_.language = trim(text_);
      } else if (name == "title" && feed_.title.empty()) {
        feed_.title = trim(text_);
      }
      text_.clear();
    }
    --depth_;
  }

  void text(std::string_view text) {
    if (xhtml_depth_ > 0 || is_escaped_) {
      append_escaped(text_, text);
    } else {
      text_ += text;
    }
  }

 private:
  void take_link(const char** attributes) {
    const std::string_view rel = attribute(attributes, "rel");
    const std::string_view href = attribute(attributes, "href");
    if (!href.empty() && (rel.empty() || rel == "alternate")) feed_.items.back().link = href;
  }

  void close_in_item(std::string_view name) {
    FeedItem& item = feed_.items.back();
    const auto take = [&](std::string& field) {
      if (field.empty()) field = trim(text_);
    };
    if (depth_ == item_depth_) is_in_item_ = false;
    // Only direct children: media:group and source have titles of their own.
    const bool is_author = name == "name" && depth_ == item_depth_ + 2;
    if (is_author) take(item.author);
    if (depth_ != item_depth_ + 1) return;
    if (name == "title") take(item.title);
    if (name == "link") take(item.link);
    if (name == "guid" || name == "id") take(item.id);
    if (name == "pubDate" || name == "published" || name == "dc:date" || name == "issued") {
      take(item.date);
    }
    if (name == "updated" || name == "modified") take(item.date);
    if (name == "dc:creator" || name == "author") take(item.author);
    if (name == "category" || name == "dc:subject") take(item.section);
    if (name == "description" || name == "summary") take(item.summary);
    if (name == "content:encoded" || name == "content") take(item.content);
  }

  Feed& feed_;
  std::string text_;
  int depth_ = 0;
  int item_depth_ = 0;
  int xhtml_depth_ = 0;
  bool is_in_item_ = false;
  bool is_escaped_ = false;
};

class SitemapBuilder {
 public:
  explicit SitemapBuilder(Sitemap& sitemap) : sitemap_(sitemap) {}
  void open(std::string_view name, const char**) {
    if (name == "sitemapindex") sitemap_.is_index = true;
    text_.clear();
  }
  void close(std::string_view name) {
    if (name == "loc" && !trim(text_).empty()) sitemap_.addresses.emplace_back(trim(text_));
    text_.clear();
  }
  void text(std::string_view text) { text_ += text; }

 private:
  Sitemap& sitemap_;
  std::string text_;
};

// XML's own declaration would contradict the UTF-8 at hand; expat is told, so it does not matter.
std::string_view xml_start(std::string_view text) {
  const std::size_t start = text.find('<');
  return start == std::string_view::npos ? std::string_view() : text.substr(start);
}

}  // namespace

Feed parse_feed(std::string_view bytes, std::string_view content_type) {
  const std::string text = decode_page(bytes, content_type);
  Feed feed;
  FeedBuilder builder(feed);
  XmlReading<FeedBuilder> reading(builder);
  if (auto read = reading.read(xml_start(text)); !read) {
    feed.has_damage = true;
    feed.damage = read.error();
    if (!feed.items.empty()) feed.items.pop_back();  // the one it broke off in
  }
  return feed;
}

Result<Sitemap> parse_sitemap(std::string_view bytes) {
  const std::string text = decode_page(bytes, "");
  Sitemap sitemap;
  SitemapBuilder builder(sitemap);
  XmlReading<SitemapBuilder> reading(builder);
  if (auto read = reading.read(xml_start(text)); !read) return read.error();
  return sitemap;
}

}  // namespace casus
