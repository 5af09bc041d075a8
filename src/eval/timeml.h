#pragma once

// Reads TimeML 1.2.1 documents (`<TimeML>` with DOCID, DCT and TEXT), as far as TIMEX3 goes: other
// tags are passed over, their words kept. A file may hold several documents one after another.
//
//   <TimeML>
//   <DOCID>a1</DOCID>
//   <DCT><TIMEX3 tid="t0" type="DATE" value="2021-03-04">2021-03-04</TIMEX3></DCT>
//   <TEXT>
//   The strike began on <TIMEX3 tid="t1" type="DATE" value="2021-03-01">Monday</TIMEX3>.
//   </TEXT>
//   </TimeML>
//
// `lang` of `<TimeML lang="ru">` is the language, where it stands.

#include <filesystem>
#include <string_view>
#include <vector>

#include "casus/result.h"
#include "eval/times_eval.h"

namespace casus {

// True where the content is no JSON but begins with a tag.
bool looks_like_timeml(std::string_view content);

// The documents of `content`, with the offsets of their TIMEX3s in bytes of the bare text. A tag
// that does not end, or a document without TEXT, is an error that names `path` and the line.
// Linear time.
Result<std::vector<TimeGold>> read_timeml(std::string_view content,
                                          const std::filesystem::path& path);

}  // namespace casus
