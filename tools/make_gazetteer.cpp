// Makes data/gazetteer/places.bin; tools/make_gazetteer fetches the sources and calls it.

#include <fmt/format.h>

#include <cstdio>

#include "resources/gazetteer_maker.h"

int main(int count, char** arguments) {
  if (count != 6) {
    fmt::print(stderr, "usage: {} CITIES PROVINCES DISTRICTS GENERICS OUTPUT\n", arguments[0]);
    return 2;
  }
  const auto made = casus::make_gazetteer(
      {{arguments[1]}, arguments[2], arguments[3], arguments[4], {}, {}}, arguments[5]);
  if (!made) {
    fmt::print(stderr, "{}\n", made.error().to_string());
    return 2;
  }
  fmt::print("{} provinces, {} districts, {} places in all, {} names, {} bytes\n", made->provinces,
             made->districts, made->places, made->names, made->bytes);
  return 0;
}
