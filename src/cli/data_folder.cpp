#include "cli/data_folder.h"

#include <cstdlib>
#include <vector>

namespace casus::cli {

namespace fs = std::filesystem;

Result<fs::path> find_data(const std::string& given) {
  if (!given.empty()) return fs::path(given);
  if (const char* set = std::getenv("CASUS_DATA"); set != nullptr && *set != '\0') {
    return fs::path(set);
  }
  std::error_code code;
  const fs::path folder = fs::read_symlink("/proc/self/exe", code).parent_path();
  const std::vector<fs::path> candidates = {folder / "data", folder / "../share/casus",
                                            folder / "../../data", "/usr/local/share/casus",
                                            "/usr/share/casus"};
  std::string looked_at;
  for (const fs::path& candidate : candidates) {
    if (fs::is_directory(candidate / "languages", code)) return candidate.lexically_normal();
    looked_at += (looked_at.empty() ? "" : ", ") + candidate.lexically_normal().string();
  }
  return Error{ErrorKind::kNotFound, "casus's data folder was not found in " + looked_at, "", 0,
               "name it with --data or CASUS_DATA"};
}

}  // namespace casus::cli
