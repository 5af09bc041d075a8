#pragma once

// Web addresses as text: parts, and relative ones made whole (RFC 3986, what pages need of it).

#include <string>
#include <string_view>

namespace casus {

bool is_web_address(std::string_view text);  // begins with http:// or https://
// "www.example.org" of "https://user@www.example.org:8080/a"; empty for none. A view into `url`.
std::string_view host_of(std::string_view url);
// "https://example.org:8080" of "https://example.org:8080/a?b".
std::string_view origin_of(std::string_view url);
// "/a?b", with "/" for none and without the fragment.
std::string path_of(std::string_view url);
// `reference` as seen from the page at `base`; empty where it is no web address then.
std::string resolve_address(std::string_view base, std::string_view reference);

}  // namespace casus
