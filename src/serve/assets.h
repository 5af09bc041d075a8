#pragma once

// The page's files, bundled into the program. With -DCASUS_WEB=ON they are those that the build of
// web/ made; else no_page/assets.cpp gives one plain page that says so.

#include <span>
#include <string_view>

namespace casus::serve {

struct Asset {
  std::string_view path;   // "/index.html", "/assets/app-5f3a.js"
  std::string_view type;   // media type
  std::string_view bytes;  // as they are sent; where `gzip`, compressed
  bool gzip = false;
};

std::span<const Asset> assets();

}  // namespace casus::serve
