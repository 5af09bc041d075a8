#include "resources/knowledge_compiler.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/text_file.h"
#include "resources/knowledge.h"

namespace casus {
namespace {

namespace fs = std::filesystem;

const fs::path kShipped = fs::path(CASUS_SOURCE_DIR) / "data" / "knowledge";

void write(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

// A knowledge folder of our own, and an overlay.
class CompiledKnowledge : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() /
            (std::string("casus_compiled_") +
             ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(root_);
    base_ = root_ / "base";
    overlay_ = root_ / "overlay";
    fs::create_directories(base_);
    fs::create_directories(overlay_);
    for (const char* list : {"codes.list", "spelling.list"}) {
      fs::copy_file(kShipped / list, base_ / list);
    }
    write(base_ / "who.txt",
          "Utopia\n  is country UTO\nAnna Bell\n  is person UTO\n  before OPP\n"
          "  office GOV President 2005-11-22..2010\n");
  }
  void TearDown() override { fs::remove_all(root_); }

  fs::path root_;
  fs::path base_;
  fs::path overlay_;
};

TEST_F(CompiledKnowledge, IsWhatTheTextsSay) {
  ASSERT_TRUE(write_compiled_knowledge({base_}));
  const auto compiled = Knowledge::load_compiled({base_});
  ASSERT_TRUE(compiled) << compiled.error().to_string();
  const std::int32_t anna = compiled->find("Anna Bell");
  const Standing standing = compiled->standing(anna, 20080101);
  EXPECT_EQ(standing.code, "UTO");
  ASSERT_NE(standing.office, nullptr);
  EXPECT_EQ(compiled->title_of(*standing.office), "President");
  EXPECT_EQ(compiled->codes().sectors[compiled->standing(anna, 20010101).sectors.primary()], "OPP");
}

TEST_F(CompiledKnowledge, EditedTextsWin) {
  ASSERT_TRUE(write_compiled_knowledge({base_}));
  write(base_ / "who.txt", "Erewhon\n  is country ERE\n");
  EXPECT_EQ(Knowledge::load_compiled({base_}).error().kind, ErrorKind::kInvalidInput);
  const auto knowledge = Knowledge::load({base_});
  ASSERT_TRUE(knowledge);
  EXPECT_GE(knowledge->find("Erewhon"), 0);
  EXPECT_EQ(knowledge->find("Utopia"), -1);
}

TEST_F(CompiledKnowledge, AddedAndRenamedFilesWin) {
  ASSERT_TRUE(write_compiled_knowledge({base_}));
  write(base_ / "more.txt", "Erewhon\n  is country ERE\n");
  EXPECT_FALSE(Knowledge::load_compiled({base_}));
  fs::remove(base_ / "more.txt");
  EXPECT_TRUE(Knowledge::load_compiled({base_}));
  fs::rename(base_ / "who.txt", base_ / "why.txt");
  EXPECT_FALSE(Knowledge::load_compiled({base_}));
}

TEST_F(CompiledKnowledge, AnOverlayHasItsOwn) {
  write(overlay_ / "mine.txt", "Anna Bell\n  is person UTO\n  office GOV Minister 2001..2002\n");
  ASSERT_TRUE(write_compiled_knowledge({base_}));
  ASSERT_TRUE(write_compiled_knowledge({base_, overlay_}));
  EXPECT_TRUE(Knowledge::load_compiled({base_}));
  const auto both = Knowledge::load_compiled({base_, overlay_});
  ASSERT_TRUE(both) << both.error().to_string();
  EXPECT_EQ(both->size(), 2);
  const Standing standing = both->standing(both->find("Anna Bell"), 20011231);
  ASSERT_NE(standing.office, nullptr);
  EXPECT_EQ(both->title_of(*standing.office), "Minister");
  write(base_ / "who.txt", "Utopia\n  is country UTO\n");  // of the base, but the overlay sees it
  EXPECT_FALSE(Knowledge::load_compiled({base_, overlay_}));
}

TEST_F(CompiledKnowledge, DamageFallsBackToTheTexts) {
  ASSERT_TRUE(write_compiled_knowledge({base_}));
  const fs::path path = compiled_knowledge_path({base_});
  const std::string whole = *read_file(path);
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    write(path, bytes);
    const auto compiled = Knowledge::load_compiled({base_});
    ASSERT_FALSE(compiled) << "byte " << at;
    EXPECT_FALSE(compiled.error().remedy.empty());
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{55}, whole.size() - 1}) {
    write(path, whole.substr(0, size));
    EXPECT_EQ(Knowledge::load_compiled({base_}).error().kind, ErrorKind::kDamaged);
    const auto knowledge = Knowledge::load({base_});
    ASSERT_TRUE(knowledge);
    EXPECT_GE(knowledge->find("Anna Bell"), 0);
  }
}

// Every name of the shipped files leads to its entry.
TEST(CompiledShipped, EveryNameIsFound) {
  const auto text = KnowledgeText::load({kShipped});
  ASSERT_TRUE(text) << text.error().to_string();
  const auto knowledge = Knowledge::make(*text);
  ASSERT_TRUE(knowledge);
  ASSERT_EQ(static_cast<std::size_t>(knowledge->size()), text->entries().size());
  std::string buffer;
  const auto finds = [&](const std::string& name, std::int32_t entry) {
    std::vector<NameWord> words;
    split_name_words(name, words);
    const std::size_t first = name.starts_with("the ") || name.starts_with("The ") ? 1 : 0;
    NameIndex::Node node = NameIndex::kRoot;
    for (std::size_t i = first; i < words.size(); ++i) {
      const auto word = name.substr(words[i].start, words[i].end - words[i].start);
      node = knowledge->names().step(node, knowledge->spelling().key(word, buffer));
    }
    for (const NameSense& sense : knowledge->names().senses(node)) {
      if (sense.entry == entry) return true;
    }
    return false;
  };
  for (std::int32_t i = 0; i < knowledge->size(); ++i) {
    const KnowledgeEntry& entry = text->entry(i);
    EXPECT_TRUE(finds(entry.name, i)) << entry.name;
    EXPECT_EQ(knowledge->find(entry.name), i) << entry.name;
    EXPECT_EQ(knowledge->entry(i).offices.size(), entry.offices.size()) << entry.name;
    for (const std::string& name : entry.names) EXPECT_TRUE(finds(name, i)) << name;
  }
}

}  // namespace
}  // namespace casus
