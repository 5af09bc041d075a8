// Feeds, tables, archives: what each kind gives, and how it refuses.

#include <gtest/gtest.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "input/document_stream.h"
#include "input/feed_parser.h"

namespace casus {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPage =
    "<!DOCTYPE html><html lang=en><title>Ferry</title><body><p>The council signed the agreement on "
    "Monday, its chair said.</p></body></html>";

class ReadersTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("casus_readers_test_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& content) {
    const fs::path path = folder_ / name;
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }

  // "id: text" of every document, "!message" of every refusal.
  static std::vector<std::string> read_all(const std::string& path) {
    DocumentStream stream({path}, {});
    std::vector<std::string> seen;
    while (true) {
      Document document;
      auto got = stream.next(document);
      if (got && !*got) return seen;
      seen.push_back(got ? document.id + ": " + document.text : "!" + got.error().message);
    }
  }

  static std::string gzip(const std::string& bytes) {
    z_stream stream = {};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string packed(compressBound(bytes.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(packed.size() - stream.avail_out);
    deflateEnd(&stream);
    return packed;
  }

  static std::string response(const std::string& url, const std::string& http) {
    return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + url +
           "\r\nContent-Length: " + std::to_string(http.size()) + "\r\n\r\n" + http + "\r\n\r\n";
  }

  fs::path folder_;
};

TEST_F(ReadersTest, AnRssItemIsADocument) {
  const auto path = write("feed.xml",
                          "<?xml version=\"1.0\"?><rss version=\"2.0\" "
                          "xmlns:content=\"c\" xmlns:dc=\"d\"><channel><title>Office</title>"
                          "<language>en-us</language><item><title>Talks &amp; terms</title><link>"
                          "https://example.org/1</link><guid>g1</guid><pubDate>Tue, 14 Jul 2020 "
                          "10:00:00 GMT</pubDate><dc:creator>A. Writer</dc:creator><description>"
                          "Short.</description><content:encoded><![CDATA[<p>They met&nbsp;in "
                          "Lima.</p><p>They agreed.</p>]]></content:encoded></item><item><title>"
                          "Headline alone</title></item></channel></rss>");
  DocumentStream stream({path}, {});
  Document first;
  ASSERT_TRUE(*stream.next(first));
  EXPECT_EQ(first.id, "g1");
  EXPECT_EQ(first.title, "Talks & terms");
  EXPECT_EQ(first.text, "They met in Lima.\n\nThey agreed.");
  EXPECT_EQ(first.date, "2020-07-14");
  EXPECT_EQ(first.language, "en");
  EXPECT_EQ(first.author, "A. Writer");
  EXPECT_EQ(first.source, "Office");
  Document second;
  ASSERT_TRUE(*stream.next(second));
  EXPECT_EQ(second.text, "Headline alone");
  EXPECT_EQ(second.id, path + "#2");
}

TEST_F(ReadersTest, AtomIsReadWithItsXhtml) {
  const auto feed = parse_feed(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='es'><title>F</title><entry><id>e1</id>"
      "<title type='text'>1 &lt; 2</title><link rel='self' href='s'/><link href='https://e.org/1'/>"
      "<updated>2021-02-03T00:00:00Z</updated><author><name>N</name></author><content type='xhtml'>"
      "<div xmlns='x'><p>Uno.</p><p>Dos &amp; tres.</p></div></content></entry></feed>",
      "");
  ASSERT_EQ(feed.items.size(), 1U);
  EXPECT_FALSE(feed.has_damage);
  EXPECT_EQ(feed.items[0].link, "https://e.org/1");
  EXPECT_EQ(feed.items[0].title, "1 &lt; 2");
  EXPECT_EQ(feed.items[0].author, "N");
  EXPECT_EQ(feed.items[0].content, "<div><p>Uno.</p><p>Dos &amp; tres.</p></div>");
}

TEST_F(ReadersTest, ABrokenFeedGivesWhatStoodBeforeTheDamage) {
  const auto path = write("feed.xml",
                          "<rss><channel><item><guid>a</guid><title>One &nbsp; two</title></item>"
                          "<item><guid>b</guid><title>Lost</item></channel></rss>");
  const auto seen = read_all(path);
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[0], "a: One two");
  EXPECT_TRUE(seen[1].starts_with("!is broken XML"));
}

TEST_F(ReadersTest, CsvIsMappedByItsHeader) {
  const auto path =
      write("t.csv",
            "id,published,headline,Body\r\n1,2020-07-14,T,\"Line one\r\nsays \"\"yes\"\"\"\r\n"
            "2,14 July 2020,U,Two\r\n3,soon,V,Three\r\n4,,W,\r\n");
  const auto seen = read_all(path);
  ASSERT_EQ(seen.size(), 4U);
  EXPECT_EQ(seen[0], "1: Line one\nsays \"yes\"");
  EXPECT_EQ(seen[1], "2: Two");
  EXPECT_EQ(seen[2], "!date 'soon' is no day");
  EXPECT_EQ(seen[3], "!has an empty text");
  EXPECT_EQ(read_all(write("s.csv", "url;text\nhttps://e.org;Sí, claro\n"))[0],
            (folder_ / "s.csv").string() + ":2: Sí, claro");
  EXPECT_EQ(read_all(write("q.csv", "id,text\n1,\"open\nand on\n")).at(0),
            "!opens a quote that is never closed");
}

TEST_F(ReadersTest, WarcGivesItsPages) {
  const std::string archive =
      "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\ninfo\r\n\r\n" +
      response("https://e.org/1",
               std::string("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n") + kPage) +
      response("https://e.org/gone", "HTTP/1.1 404 Not Found\r\n\r\n<p>No.</p>") +
      response("https://e.org/pic", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx") +
      response("https://e.org/2",
               "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" +
                   std::string("29\r\n<html><p>Rebels and the army signed it.\n\r\n0\r\n\r\n"));
  const std::vector<std::string> wanted = {
      "https://e.org/1: The council signed the agreement on Monday, its chair said.",
      "https://e.org/2: Rebels and the army signed it."};
  EXPECT_EQ(read_all(write("a.warc", archive)), wanted);
  std::string members;
  const std::size_t second = archive.find("WARC/1.0", 10);
  members += gzip(archive.substr(0, second));
  members += gzip(archive.substr(second));
  EXPECT_EQ(read_all(write("a.warc.gz", members)), wanted);
  members.resize(members.size() - 40);
  const auto cut = read_all(write("cut.warc.gz", members));
  ASSERT_EQ(cut.size(), 2U);
  EXPECT_EQ(cut[0], wanted[0]);
  EXPECT_TRUE(cut[1].starts_with("!"));
}

TEST_F(ReadersTest, AZipsFilesAreInputsOfTheirOwn) {
  const std::string path = (folder_ / "z.zip").string();
  const std::string line = gzip("{\"id\":\"j\",\"text\":\"Packed.\"}\n");
  int code = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, &code);
  ASSERT_NE(archive, nullptr);
  const auto add = [&](const char* name, const std::string& bytes) {
    zip_file_add(archive, name, zip_source_buffer(archive, bytes.data(), bytes.size(), 0), 0);
  };
  const std::string page = kPage;
  const std::string empty;
  add("page.html", page);
  add("__MACOSX/x", page);
  add("x.jsonl.gz", line);
  add("empty.txt", empty);
  ASSERT_EQ(zip_close(archive), 0);
  const auto seen = read_all(path);
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen[0],
            path + "/page.html: The council signed the agreement on Monday, its chair said.");
  EXPECT_EQ(seen[1], "j: Packed.");
  EXPECT_EQ(seen[2], "!is empty");
  EXPECT_EQ(read_all(write("bad.zip", "PK\x03\x04 and nothing")).at(0),
            "!is a damaged zip archive");
}

TEST_F(ReadersTest, WhatIsNoTextIsRefusedByName) {
  EXPECT_EQ(read_all(write("s.xml",
                           "<?xml version='1.0'?><urlset><url><loc>https://e.org/</loc>"
                           "</url></urlset>"))
                .at(0),
            "!is a sitemap of 1 addresses");
  EXPECT_EQ(read_all(write("o.xml", "<?xml version='1.0'?><recipe/>")).at(0),
            "!is XML, but no page, feed or sitemap");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string(kPage)) wide += {c, '\0'};
  EXPECT_TRUE(read_all(write("wide.html", wide)).at(0).ends_with("its chair said."));
}

TEST_F(ReadersTest, ArchivesWithinArchivesEnd) {
  std::string bytes = "text";
  for (int i = 0; i < 8; ++i) bytes = gzip(bytes);
  EXPECT_TRUE(read_all(write("deep.gz", bytes)).at(0).starts_with("!"));
}

}  // namespace
}  // namespace casus
