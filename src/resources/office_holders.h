#pragma once

// Who held an office that one person a country holds at a time ("single TITLE" of codes.list): the
// President of France on a day. Built once from the knowledge base, whose memory it points into.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "resources/knowledge.h"

namespace casus {

struct OfficeHolder {
  std::int32_t entry = -1;  // of the knowledge base; -1: nobody known, or several
  const KnownOffice* office = nullptr;
};

class OfficeHolders {
 public:
  OfficeHolders() = default;
  explicit OfficeHolders(const Knowledge& knowledge);

  // Titles are compared in small letters (ASCII): "foreign minister".
  bool has_office(std::string_view title, std::string_view code) const;  // of anybody at any time
  OfficeHolder find(std::string_view title, std::string_view code, Day day) const;
  // All who ever bore the title, any number in any country: "vice president".
  std::span<const OfficeHolder> bearers_of(std::string_view title) const;

 private:
  struct Tenure {
    std::uint64_t key = 0;  // of title and code
    OfficeHolder holder;
  };
  std::vector<Tenure> tenures_;        // by key
  std::vector<std::uint64_t> titles_;  // of bearers_, sorted
  std::vector<OfficeHolder> bearers_;
};

}  // namespace casus
