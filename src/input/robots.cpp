#include "input/robots.h"

#include <algorithm>
#include <cstdlib>

#include "base/text_file.h"
#include "base/utf8.h"

namespace casus {

namespace {

constexpr std::size_t kMaxBytes = 512 << 10;
constexpr std::size_t kMaxRules = 5000;
constexpr std::size_t kMaxPattern = 1000;

// "*" stands for anything, "$" at the end for the end. Greedy with one way back: linear in
// pattern times path at worst.
bool fits(std::string_view pattern, std::string_view path) {
  const bool is_to_end = pattern.ends_with('$');
  if (is_to_end) pattern.remove_suffix(1);
  std::size_t p = 0;
  std::size_t at = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_at = 0;
  while (true) {
    if (p == pattern.size() && (!is_to_end || at == path.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_at = at;
    } else if (p < pattern.size() && at < path.size() && pattern[p] == path[at]) {
      ++p;
      ++at;
    } else if (star != std::string_view::npos && star_at < path.size()) {
      p = star + 1;
      at = ++star_at;
    } else {
      return false;
    }
  }
}

struct Group {
  std::vector<std::string> agents;
  std::vector<std::pair<std::string, bool>> rules;
  double delay = 0;
};

std::vector<Group> read_groups(std::string_view text) {
  std::vector<Group> groups;
  bool is_naming = false;
  std::size_t rules = 0;
  for (std::size_t at = 0; at < text.size() && rules < kMaxRules;) {
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    line = line.substr(0, line.find('#'));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = lower_utf8(trim(line.substr(0, colon)));
    const std::string_view value = trim(line.substr(colon + 1)).substr(0, kMaxPattern);
    if (key == "user-agent") {
      if (!is_naming) groups.emplace_back();
      is_naming = true;
      groups.back().agents.push_back(lower_utf8(value));
    } else if (!groups.empty() && (key == "allow" || key == "disallow")) {
      is_naming = false;
      ++rules;
      if (!value.empty()) groups.back().rules.emplace_back(value, key == "allow");
    } else if (!groups.empty() && key == "crawl-delay") {
      is_naming = false;
      groups.back().delay = std::strtod(std::string(value).c_str(), nullptr);
    }
  }
  return groups;
}

}  // namespace

RobotRules RobotRules::parse(std::string_view text, std::string_view agent) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto groups = read_groups(text.substr(0, kMaxBytes));
  RobotRules result;
  for (const std::string_view wanted : {agent, std::string_view("*")}) {
    bool is_found = false;
    for (const Group& group : groups) {
      if (std::find(group.agents.begin(), group.agents.end(), wanted) == group.agents.end())
        continue;
      is_found = true;
      for (const auto& [pattern, is_allowed] : group.rules) {
        result.rules_.push_back({pattern, is_allowed});
      }
      if (group.delay > 0) result.crawl_delay_ = group.delay;
    }
    if (is_found) break;
  }
  return result;
}

RobotRules RobotRules::forbid_all() {
  RobotRules result;
  result.rules_.push_back({"/", false});
  return result;
}

bool RobotRules::allows(std::string_view path) const {
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    if (!fits(rule.pattern, path)) continue;
    if (best == nullptr || rule.pattern.size() > best->pattern.size() ||
        (rule.pattern.size() == best->pattern.size() && rule.is_allowed)) {
      best = &rule;
    }
  }
  return best == nullptr || best->is_allowed;
}

}  // namespace casus
