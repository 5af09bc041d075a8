#include "resources/office_holders.h"

#include <gtest/gtest.h>

#include <fstream>

namespace casus {
namespace {

TEST(OfficeHolders, TheOneOfThatDay) {
  const auto folder = std::filesystem::temp_directory_path() / "casus_office_holders_test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "codes.list") << "sector GOV government\nsector ELI elites\n"
                                          "rule former ELI\nrule metonym GOV\nsingle President\n";
  std::ofstream(folder / "spelling.list") << "# none\n";
  std::ofstream(folder / "people.txt")
      << "Utopia\n  is country UTO\n\nAnn Lee\n  is person UTO\n"
         "  office GOV President 2001-01-01..2004-12-31\n\nBo Ray\n  is person UTO\n"
         "  office GOV President 2005-01-01..\n  office GOV Treasurer 2001..2004\n";
  const auto knowledge = Knowledge::load({folder});
  ASSERT_TRUE(knowledge) << knowledge.error().to_string();
  const OfficeHolders holders(*knowledge);
  const auto name_on = [&](const char* title, const char* code, const char* day) {
    const OfficeHolder holder = holders.find(title, code, parse_first_day(day).value());
    return holder.entry < 0 ? std::string() : std::string(knowledge->entry(holder.entry).name);
  };
  EXPECT_EQ(name_on("president", "UTO", "2003-05-01"), "Ann Lee");
  EXPECT_EQ(name_on("President", "UTO", "2010-05-01"), "Bo Ray");
  EXPECT_EQ(name_on("president", "UTO", "1999-05-01"), "");
  EXPECT_EQ(name_on("president", "XXX", "2003-05-01"), "");
  EXPECT_EQ(name_on("treasurer", "UTO", "2003-05-01"), "");  // several may hold it
}

}  // namespace
}  // namespace casus
