// In place of the page, where the program was built without it.

#include "serve/assets.h"

namespace casus::serve {

namespace {

constexpr Asset kAssets[] = {
    {"/index.html", "text/html; charset=utf-8",
     "<!doctype html>\n<html lang=\"en\"><head><meta "
     "charset=\"utf-8\"><title>casus</title></head>\n"
     "<body><h1>casus</h1>\n<p>This program was built without its page (-DCASUS_WEB=OFF). Its "
     "interface for programs is at <a href=\"/api/v1/status\">/api/v1</a>, described by\n"
     "<a href=\"/api/v1/openapi.json\">/api/v1/openapi.json</a>.</p></body></html>\n",
     false},
};

}  // namespace

std::span<const Asset> assets() { return kAssets; }

}  // namespace casus::serve
