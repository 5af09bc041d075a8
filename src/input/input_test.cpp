#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "input/document_stream.h"

namespace casus {
namespace {

namespace fs = std::filesystem;

class InputTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("casus_input_test_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& content) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }

  // Ids of the documents, and "!message" for what was refused.
  static std::vector<std::string> read_all(DocumentStream stream) {
    std::vector<std::string> seen;
    while (true) {
      Document document;
      auto got = stream.next(document);
      if (got && !*got) return seen;
      seen.push_back(got ? document.id : "!" + got.error().message);
    }
  }

  fs::path folder_;
};

TEST_F(InputTest, AFolderIsReadSortedAndWithoutHiddenFiles) {
  write("b.txt", "Second.");
  write("a/deep.txt", "First.");
  write(".hidden", "Never.");
  const auto seen = read_all(DocumentStream({folder_.string()}, {}));
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_TRUE(seen[0].ends_with("a/deep.txt"));
  EXPECT_TRUE(seen[1].ends_with("b.txt"));
}

TEST_F(InputTest, ARefusedInputDoesNotStopTheOthers) {
  const auto good = write("good.txt", "Text.");
  const auto empty = write("empty.txt", "");
  const auto seen = read_all(DocumentStream({empty, "/no/such/file", good}, {}));
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen[0], "!is empty");
  EXPECT_EQ(seen[1], "!No such file or directory");
  EXPECT_EQ(seen[2], good);
}

TEST_F(InputTest, JsonlKeepsWhatTheRecordSays) {
  const auto path = write("x.jsonl",
                          "{\"id\":\"a\",\"text\":\"T\\u00e9xt\",\"date\":\"2020-07-14T08:00:00Z\","
                          "\"title\":null,\"language\":\"en\"}\n\n{\"text\":\"No id\"}\n");
  DocumentStream stream({path}, {"", "2021-01-01", ""});
  Document document;
  ASSERT_TRUE(*stream.next(document));
  EXPECT_EQ(document.id, "a");
  EXPECT_EQ(document.text, "Téxt");
  EXPECT_EQ(document.date, "2020-07-14");
  Document second;
  ASSERT_TRUE(*stream.next(second));
  EXPECT_EQ(second.id, path + ":3");
  EXPECT_EQ(second.date, "2021-01-01");
  Document none;
  EXPECT_FALSE(*stream.next(none));
}

TEST_F(InputTest, ADeeplyNestedRecordIsRefusedNotCrashed) {
  std::string deep = "{\"text\":";
  deep.append(200000, '[');
  const auto path = write("deep.jsonl", deep + "\n{\"id\":\"after\",\"text\":\"x\"}\n");
  const auto seen = read_all(DocumentStream({path}, {"jsonl", "", ""}));
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[0], "!is not valid JSON");
  EXPECT_EQ(seen[1], "after");
}

TEST_F(InputTest, LinesOfAnyLengthAndEndingAreRead) {
  const auto path = write("lines", "one\r\ntwo\n" + std::string(600000, 'x') + "\nlast");
  auto source = ByteSource::open(path);
  ASSERT_TRUE(source);
  std::string line;
  EXPECT_EQ(source->peek(3), "one");
  EXPECT_EQ(source->read_line(line, 1000), ByteSource::Got::kLine);
  EXPECT_EQ(line, "one");
  EXPECT_EQ(source->read_line(line, 1000), ByteSource::Got::kLine);
  EXPECT_EQ(source->read_line(line, 1000), ByteSource::Got::kTooLong);
  EXPECT_EQ(source->line_number(), 3U);
  EXPECT_EQ(source->read_line(line, 1000), ByteSource::Got::kLine);
  EXPECT_EQ(line, "last");
  EXPECT_EQ(source->read_line(line, 1000), ByteSource::Got::kEnd);
}

TEST(ParseDay, TakesOnlyCalendarDays) {
  EXPECT_EQ(parse_day("2020-02-29"), "2020-02-29");
  EXPECT_EQ(parse_day("2020-07-14T08:00:00Z"), "2020-07-14");
  EXPECT_EQ(parse_day("2021-02-29"), std::nullopt);
  EXPECT_EQ(parse_day("2020-7-14"), std::nullopt);
  EXPECT_EQ(parse_day("14.07.2020"), std::nullopt);
  EXPECT_EQ(parse_day(""), std::nullopt);
}

}  // namespace
}  // namespace casus
