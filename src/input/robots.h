#pragma once

// robots.txt (RFC 9309): which addresses of a site a program may fetch.

#include <string>
#include <string_view>
#include <vector>

namespace casus {

class RobotRules {
 public:
  // The group for `agent` (a lower-case product name), else the one for everybody. What is no
  // rule is passed over; at most 512 KiB are read.
  static RobotRules parse(std::string_view text, std::string_view agent);
  static RobotRules forbid_all();

  // `path` with its query, as path_of() gives it. The longest rule that fits decides; of equally
  // long ones, the one that allows.
  bool allows(std::string_view path) const;
  // Seconds between two fetches, 0 for none stated.
  double crawl_delay() const { return crawl_delay_; }

 private:
  struct Rule {
    std::string pattern;
    bool is_allowed = false;
  };
  std::vector<Rule> rules_;
  double crawl_delay_ = 0;
};

}  // namespace casus
