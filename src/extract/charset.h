#pragma once

// The bytes of a page to UTF-8, deciding the character set as browsers do: byte order mark, what
// the server said, what the page's <meta> or XML declaration says, UTF-8 where the bytes are
// valid UTF-8, and else a guess from the letters (ICU), with windows-1252 as the last resort.
// Labels mean what the WHATWG Encoding Standard makes them mean ("latin1" is windows-1252).

#include <string>
#include <string_view>

namespace casus {

// Valid UTF-8 without NUL bytes; what cannot be decoded becomes U+FFFD. `content_type` is an HTTP
// header's value or empty. Linear; thread-safe.
std::string decode_page(std::string_view bytes, std::string_view content_type);

// "koi8-r" of "text/html; charset=KOI8-R" or of a meta element's content; empty for none.
std::string charset_parameter(std::string_view content_type);

}  // namespace casus
