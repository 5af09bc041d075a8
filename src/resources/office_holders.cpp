#include "resources/office_holders.h"

#include <algorithm>
#include <unordered_set>

namespace casus {

namespace {

constexpr std::uint64_t kPrime = 0x100000001B3u;

std::uint64_t key_of(std::string_view title) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : title) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    hash = (hash ^ static_cast<unsigned char>(small)) * kPrime;
  }
  return hash;
}

std::uint64_t key_of(std::uint64_t title, std::string_view code) {
  for (const char c : code) title = (title ^ static_cast<unsigned char>(c)) * kPrime;
  return title;
}

}  // namespace

OfficeHolders::OfficeHolders(const Knowledge& knowledge) {
  std::unordered_set<std::uint64_t> single;
  for (const std::string& title : knowledge.codes().single_offices) single.insert(key_of(title));
  std::vector<Tenure> titled;
  for (std::int32_t i = 0; i < knowledge.size(); ++i) {
    if (knowledge.kind_of(i) != EntryKind::kPerson) continue;
    for (const KnownOffice& office : knowledge.entry(i).offices) {
      const std::uint64_t title = key_of(knowledge.title_of(office));
      titled.push_back({title, {i, &office}});
      if (!single.contains(title)) continue;
      const std::string_view own = knowledge.code_of(office);
      const std::string_view code = own.empty() ? knowledge.code_of(i) : own;
      tenures_.push_back({key_of(title, code), {i, &office}});
    }
  }
  const auto is_before = [](const Tenure& a, const Tenure& b) { return a.key < b.key; };
  std::stable_sort(tenures_.begin(), tenures_.end(), is_before);
  std::stable_sort(titled.begin(), titled.end(), is_before);
  for (const Tenure& tenure : titled) {
    titles_.push_back(tenure.key);
    bearers_.push_back(tenure.holder);
  }
}

std::span<const OfficeHolder> OfficeHolders::bearers_of(std::string_view title) const {
  const auto [first, last] = std::equal_range(titles_.begin(), titles_.end(), key_of(title));
  return {bearers_.data() + (first - titles_.begin()), static_cast<std::size_t>(last - first)};
}

bool OfficeHolders::has_office(std::string_view title, std::string_view code) const {
  const std::uint64_t key = key_of(key_of(title), code);
  const auto at =
      std::lower_bound(tenures_.begin(), tenures_.end(), key,
                       [](const Tenure& a, std::uint64_t wanted) { return a.key < wanted; });
  return at != tenures_.end() && at->key == key;
}

OfficeHolder OfficeHolders::find(std::string_view title, std::string_view code, Day day) const {
  const std::uint64_t key = key_of(key_of(title), code);
  auto at = std::lower_bound(tenures_.begin(), tenures_.end(), key,
                             [](const Tenure& a, std::uint64_t wanted) { return a.key < wanted; });
  OfficeHolder found;
  for (; at != tenures_.end() && at->key == key; ++at) {
    if (!at->holder.office->days.contains(day)) continue;
    if (found.entry >= 0 && found.entry != at->holder.entry) return {};
    found = at->holder;
  }
  return found;
}

}  // namespace casus
