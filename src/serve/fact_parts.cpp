#include "serve/fact_parts.h"

#include <algorithm>
#include <optional>

#include "base/text_file.h"
#include "base/utf8.h"
#include "output/json.h"

namespace casus::serve {

namespace {

constexpr std::size_t kReadAtOnce = 1000;

using Codes = std::vector<std::string>;

// Dates are "2020", "2020-05", "2020-05-19": as far as both are known.
bool agree(const std::string& a, const std::string& b) {
  const std::size_t known = std::min(a.size(), b.size());
  return a.compare(0, known, b, 0, known) == 0;
}

bool is_after(const std::string& a, const std::string& b) {
  const std::size_t known = std::min(a.size(), b.size());
  return a.compare(0, known, b, 0, known) > 0;
}

bool are_among(const Codes& few, const Codes& many) {
  return std::includes(many.begin(), many.end(), few.begin(), few.end());
}

bool share_one(const Codes& a, const Codes& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& code) {
    return std::binary_search(b.begin(), b.end(), code);
  });
}

Codes merged(const Codes& a, const Codes& b) {
  Codes all;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
  return all;
}

// " ceasefire agreement with x ": whole words are found by blanks around them.
std::string spaced(const std::string& name) {
  const std::string lower = lower_utf8(name);
  std::string text = " ";
  for (const std::string_view word : split_words(lower)) text += std::string(word) + " ";
  return text;
}

// In lower case; empty where the name is a description as anything may have it.
std::string own_name(const std::string& name) {
  if (split_words(name).size() < 2) return "";
  for (std::size_t at = decode_at(name, 0).size; at < name.size();) {
    const CodePoint point = decode_at(name, at);
    if (is_upper(point.value)) return lower_utf8(name);
    at += point.size;
  }
  return "";
}

std::string text_of(const Json& json, const char* field) {
  const auto found = json.find(field);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

// Who takes part: codes, and sectors ("/REB") of those without.
Codes codes_of(const Json& fact) {
  Codes codes;
  const auto parties = fact.find("participants");
  if (parties == fact.end() || !parties->is_array()) return codes;
  for (const Json& party : *parties) {
    const std::string code = text_of(party, "code");
    const std::string sector = text_of(party, "sector");
    if (!code.empty()) codes.push_back(code);
    if (code.empty() && !sector.empty()) codes.push_back("/" + sector);
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

std::string key_of(const std::string& kind, const std::string& sort, const std::string& party) {
  return kind + "\n" + sort + "\n" + party;
}

}  // namespace

Result<PartRules> PartRules::load(const std::filesystem::path& path) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  PartRules rules;
  for (const Line& line : *lines) {
    const auto words = split_words(line.text);
    const std::size_t colon = line.text.find(':');
    if (words.size() == 4 && words[0] == "part" && words[2] == "of") {
      rules.wholes[std::string(words[1])] = words[3];
    } else if (words.size() > 2 && words[0] == "sort" && colon != std::string::npos) {
      const std::string sort(words[1].substr(0, words[1].size() - 1));
      for (const std::string_view each : split(std::string_view(line.text).substr(colon + 1), '|'))
        rules.sorts.emplace_back(spaced(std::string(each)), sort);
    } else {
      return line_error(path, line, "no rule", "write part KIND of KIND, or sort NAME: WORD | ...");
    }
  }
  return rules;
}

std::string PartRules::sort_of(const std::string& name) const {
  const std::string text = spaced(name);
  for (const auto& [words, sort] : sorts) {
    if (text.find(words) != std::string::npos) return sort;
  }
  return "";
}

// Takes facts as they are read; then what each part's article says that it is part of is known.
class FactParts::Reader {
 public:
  Reader(FactParts& parts, const PartRules& rules) : parts_(parts), rules_(rules) {}

  void take(const FactRecord& fact) {
    const Json json = Json::parse(fact.json, nullptr, false);
    if (!json.is_object()) return;
    if (rules_.wholes.contains(fact.kind)) {
      Part part;
      part.number = fact.number;
      part.date = fact.date.empty() ? fact.article.date : fact.date;
      part.codes = codes_of(json);
      parts_.parts_.push_back(std::move(part));
      part_of_.emplace_back(fact.article.id, text_of(json, "part_of"));
      return;
    }
    const std::string name = text_of(json, "name");
    found_[{fact.article.id, text_of(json, "id")}] = parts_.wholes_.size();
    parts_.found_[fact.number] = parts_.wholes_.size();
    parts_.wholes_.push_back(
        {fact.kind, own_name(name), rules_.sort_of(name), codes_of(json), fact.date, {}});
  }

  // Parts whose articles do not say of what are left out.
  void finish() {
    std::vector<Part> known;
    for (std::size_t i = 0; i < part_of_.size(); ++i) {
      const auto found = found_.find(part_of_[i]);
      if (found == found_.end()) continue;
      parts_.parts_[i].whole = found->second;
      known.push_back(std::move(parts_.parts_[i]));
    }
    parts_.parts_ = std::move(known);
  }

 private:
  FactParts& parts_;
  const PartRules& rules_;
  std::vector<std::pair<std::int64_t, std::string>> part_of_;  // as the parts: article, identifier
  std::map<std::pair<std::int64_t, std::string>, std::size_t> found_;
};

Result<FactParts> FactParts::load(const ArchiveIndex& index, Store& store, const PartRules& rules) {
  FactParts parts;
  Reader reader(parts, rules);
  std::vector<std::uint8_t> is_wanted(index.terms.size(), 0);
  for (std::size_t i = 0; i < index.terms.size(); ++i) {
    const Term& term = index.terms[i];
    const bool is_named = std::any_of(
        rules.wholes.begin(), rules.wholes.end(),
        [&](const auto& rule) { return rule.first == term.name || rule.second == term.name; });
    is_wanted[i] = term.kind == "kind" && is_named ? 1 : 0;
  }
  std::vector<std::int64_t> numbers;
  for (std::size_t row = 0; row < index.facts.size(); ++row) {
    const bool is_read =
        index.facts.is_current[row] != 0 && is_wanted[index.facts.category[row]] != 0;
    if (is_read) numbers.push_back(index.facts.number[row]);
    const bool is_full = numbers.size() == kReadAtOnce || row + 1 == index.facts.size();
    if (!is_full || numbers.empty()) continue;
    auto records = store.numbered_facts(numbers);
    if (!records) return records.error();
    for (const FactRecord& fact : *records) reader.take(fact);
    numbers.clear();
  }
  reader.finish();
  parts.join();
  return parts;
}

void FactParts::join() {
  std::unordered_map<std::string, std::vector<std::size_t>> wholes;  // dated, by sort and party
  for (std::size_t i = 0; i < wholes_.size(); ++i) {
    const Whole& whole = wholes_[i];
    if (whole.sort.empty() || whole.date.empty() || whole.codes.size() < 2) continue;
    for (const std::string& code : whole.codes) {
      wholes[key_of(whole.kind, whole.sort, code)].push_back(i);
    }
  }
  for (auto& [key, list] : wholes) {
    std::sort(list.begin(), list.end(),
              [&](std::size_t a, std::size_t b) { return wholes_[a].date > wholes_[b].date; });
  }
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    Part& part = parts_[i];
    Whole& whole = wholes_[part.whole];
    whole.own_parts.push_back(i);
    part.codes = merged(part.codes, whole.codes);
    part.whole_date = whole.date;
    if (!whole.name.empty()) by_name_[whole.kind + "\n" + whole.name].push_back(i);
    if (whole.sort.empty() || part.codes.empty()) continue;
    const std::string key = key_of(whole.kind, whole.sort, part.codes.front());
    const std::vector<std::size_t>& alike = wholes[key];
    if (part.codes.size() == 1 && !have_same_parties(alike)) continue;
    by_party_[key].push_back(i);
    if (part.whole_date.empty()) reckon_date(part, alike);
  }
}

bool FactParts::have_same_parties(const std::vector<std::size_t>& wholes) const {
  return std::all_of(wholes.begin(), wholes.end(), [&](std::size_t at) {
    return wholes_[at].codes == wholes_[wholes.front()].codes;
  });
}

// `wholes`: the latest first.
void FactParts::reckon_date(Part& part, const std::vector<std::size_t>& wholes) const {
  if (part.date.empty()) return;
  for (const std::size_t at : wholes) {
    const Whole& whole = wholes_[at];
    if (is_after(whole.date, part.date) || !are_among(part.codes, whole.codes)) continue;
    part.whole_date = whole.date;
    return;
  }
}

bool FactParts::fits_name(const Whole& whole, const Part& part) const {
  const Whole& other = wholes_[part.whole];
  const bool are_others =
      !whole.codes.empty() && !part.codes.empty() && !share_one(whole.codes, part.codes);
  return agree(whole.date, other.date) && !are_others;
}

bool FactParts::fits_parties(const Whole& whole, const Part& part) const {
  if (whole.codes.size() < 2 || !are_among(part.codes, whole.codes)) return false;
  if (part.whole_date.empty()) return whole.date.empty() && part.codes == whole.codes;
  return !whole.date.empty() && agree(whole.date, part.whole_date);
}

std::vector<FactPart> FactParts::of(std::int64_t fact) const {
  std::vector<FactPart> list;
  const auto at = found_.find(fact);
  if (at == found_.end()) return list;
  const Whole& whole = wholes_[at->second];
  std::unordered_map<std::size_t, FactPart::Reason> reasons;
  for (const std::size_t part : whole.own_parts) reasons[part] = FactPart::Reason::kArticle;
  const auto named = by_name_.find(whole.kind + "\n" + whole.name);
  if (!whole.name.empty() && named != by_name_.end()) {
    for (const std::size_t part : named->second) {
      if (fits_name(whole, parts_[part])) reasons.try_emplace(part, FactPart::Reason::kName);
    }
  }
  for (const std::string& code : whole.codes) {
    const auto found = by_party_.find(key_of(whole.kind, whole.sort, code));
    if (whole.sort.empty() || found == by_party_.end()) continue;
    for (const std::size_t part : found->second) {
      if (fits_parties(whole, parts_[part])) reasons.try_emplace(part, FactPart::Reason::kParties);
    }
  }
  for (const auto& [part, reason] : reasons) {
    list.push_back({parts_[part].number, parts_[part].date, reason});
  }
  std::sort(list.begin(), list.end(), [](const FactPart& a, const FactPart& b) {
    return std::pair(b.date, b.number) < std::pair(a.date, a.number);
  });
  return list;
}

}  // namespace casus::serve
