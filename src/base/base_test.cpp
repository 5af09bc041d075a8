#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/mapped_file.h"
#include "base/text_file.h"
#include "base/utf8.h"
#include "casus/arena.h"
#include "casus/document.h"

namespace casus {
namespace {

std::filesystem::path write_temporary(const std::string& content) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("casus_base_test_" + std::to_string(::getpid()) + ".txt");
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

TEST(RepairUtf8, LeavesGoodTextAlone) {
  std::string text = "Ереван, Côte d’Ivoire, 日本, 🙂";
  const std::string before = text;
  EXPECT_EQ(repair_utf8(text), 0U);
  EXPECT_EQ(text, before);
}

TEST(RepairUtf8, ReplacesAndCountsInvalidBytes) {
  // Lone continuation, overlong, surrogate, beyond U+10FFFF, cut off, NUL.
  std::string text =
      std::string("a\x80 b\xC0\xAF c\xED\xA0\x80 d\xF4\x90\x80\x80 e\xE2\x82") + '\0';
  EXPECT_EQ(repair_utf8(text), 1U + 2 + 3 + 4 + 2 + 1);
  EXPECT_EQ(text.find('\0'), std::string::npos);
  std::string again = text;
  EXPECT_EQ(repair_utf8(again), 0U);
}

TEST(RepairUtf8, DropsAByteOrderMark) {
  std::string text = "\xEF\xBB\xBFText";
  EXPECT_EQ(repair_utf8(text), 0U);
  EXPECT_EQ(text, "Text");
}

TEST(DecodeBefore, IsTheMirrorOfDecodeAt) {
  const std::string text = "aé日🙂";
  std::size_t end = text.size();
  for (const char32_t expected : {U'🙂', U'日', U'é', U'a'}) {
    const CodePoint point = decode_before(text, end);
    EXPECT_EQ(point.value, expected);
    end -= point.size;
  }
  EXPECT_EQ(end, 0U);
}

TEST(OffsetMap, GoesBothWaysOnMixedText) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += i % 3 == 0 ? "é" : i % 3 == 1 ? "x" : "日";
  const OffsetMap map(text);
  std::uint32_t code_points = 0;
  for (std::uint32_t at = 0; at < text.size(); at += decode_at(text, at).size) {
    ASSERT_EQ(map.to_code_points(at), code_points);
    ASSERT_EQ(map.to_bytes(code_points), at);
    ++code_points;
  }
  EXPECT_EQ(map.to_code_points(static_cast<std::uint32_t>(text.size())), code_points);
  EXPECT_EQ(map.to_bytes(code_points), text.size());
}

TEST(Lower, KnowsCyrillicAndLatin) {
  EXPECT_EQ(lower_utf8("ÉRÈVAN Ереван X1"), "érèvan ереван x1");
}

TEST(Arena, ViewsStayValidWhenItMovesAndGrows) {
  Arena arena;
  std::vector<std::string_view> views;
  for (int i = 0; i < 20000; ++i) views.push_back(arena.store("word" + std::to_string(i)));
  const Arena moved = std::move(arena);
  for (int i = 0; i < 20000; ++i) ASSERT_EQ(views[i], "word" + std::to_string(i));
  EXPECT_EQ(arena.store("still usable"), "still usable");  // NOLINT: a moved-from Arena is empty
}

TEST(Arena, TakesPiecesLargerThanAChunk) {
  Arena arena;
  const std::string large(1 << 20, 'x');
  EXPECT_EQ(arena.store(large), large);
  EXPECT_EQ(arena.store("after"), "after");
}

TEST(ReadLines, DropsCommentsAndKeepsNumbersAndIndentation) {
  const auto path = write_temporary("# head\nArmenia\n  is country ARM  # a note\n\n\tid#1\r\n");
  auto lines = read_lines(path);
  ASSERT_TRUE(lines);
  ASSERT_EQ(lines->size(), 3U);
  EXPECT_EQ((*lines)[0].text, "Armenia");
  EXPECT_EQ((*lines)[0].number, 2U);
  EXPECT_FALSE((*lines)[0].is_indented);
  EXPECT_EQ((*lines)[1].text, "is country ARM");
  EXPECT_TRUE((*lines)[1].is_indented);
  EXPECT_EQ((*lines)[2].text, "id#1");
  EXPECT_EQ((*lines)[2].number, 5U);
}

TEST(ReadLines, NamesTheLineThatIsNotUtf8) {
  const auto path = write_temporary(
      "good\nb\xFF"
      "d\n");
  auto lines = read_lines(path);
  ASSERT_FALSE(lines);
  EXPECT_EQ(lines.error().line, 2U);
  EXPECT_NE(lines.error().to_string().find(":2: is not UTF-8"), std::string::npos);
}

TEST(MappedFile, SaysWhatIsMissing) {
  auto mapped = MappedFile::open("/no/such/file");
  ASSERT_FALSE(mapped);
  EXPECT_EQ(mapped.error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(mapped.error().file, "/no/such/file");
}

TEST(MappedFile, MapsAnEmptyFile) {
  auto mapped = MappedFile::open(write_temporary(""));
  ASSERT_TRUE(mapped);
  EXPECT_TRUE(mapped->bytes().empty());
}

TEST(Names, OfTagsAndRelationsGoBothWays) {
  for (int i = 0; i < 17; ++i) {
    const auto upos = static_cast<Upos>(i);
    EXPECT_EQ(parse_upos(upos_name(upos)), upos);
  }
  for (int i = 0; i < 37; ++i) {
    const auto relation = static_cast<Relation>(i);
    EXPECT_EQ(parse_relation(relation_name(relation)), relation);
  }
  EXPECT_EQ(parse_relation("nsubj:pass"), Relation::kNsubj);
  EXPECT_EQ(parse_relation("nonsense"), std::nullopt);
  EXPECT_EQ(parse_upos("VB"), std::nullopt);
}

TEST(Features, AreFoundWhole) {
  Token token;
  token.feats = "Number=Plur|VerbForm=Fin";
  token.deprel = "nsubj:pass";
  EXPECT_TRUE(has_feature(token, "VerbForm=Fin"));
  EXPECT_FALSE(has_feature(token, "VerbForm=F"));
  EXPECT_FALSE(has_feature(token, "Form=Fin"));
  EXPECT_TRUE(has_subtype(token, "pass"));
  EXPECT_FALSE(has_subtype(token, "pas"));
}

}  // namespace
}  // namespace casus
