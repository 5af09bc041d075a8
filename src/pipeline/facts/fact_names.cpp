// Names of operations, programmes and the like: quoted, or written with capitals, before or after
// the noun, one or a list of them.

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "pipeline/facts/fact_builder.h"

namespace casus {

namespace {

constexpr TokenIndex kMaxNameTokens = 8;
constexpr int kMaxNames = 16;

bool is_quote(std::string_view form) {
  constexpr std::array<std::string_view, 12> kQuotes = {"\"", "“",  "”", "„", "«", "»",
                                                        "``", "''", "‘", "’", "'", "‟"};
  for (const std::string_view quote : kQuotes) {
    if (form == quote) return true;
  }
  return false;
}

class NameReader {
 public:
  NameReader(const Clause& clause, const FactRules& rules, const Document& document,
             const Sentence& sentence)
      : clause_(clause), rules_(rules), document_(document), sentence_(sentence) {}

  // A list of names that begins at or after `at`.
  std::vector<Clause::Extent> list_from(TokenIndex at) const {
    std::vector<Clause::Extent> names;
    while (at < sentence_.last && rules_.is_in_set("name-links", clause_.lemma(at).view())) ++at;
    for (int count = 0; count < kMaxNames; ++count) {
      Clause::Extent name{at, at};
      TokenIndex next = read_one(at, name);
      if (next == at) break;
      names.push_back(name);
      next = skip_bracket(next);
      at = skip_joint(next);
      if (at == next) break;
    }
    return names;
  }

  // A name that ends right before or with `noun`: "the “Mercenary” operation", "Interstate
  // Program".
  std::vector<Clause::Extent> before(TokenIndex noun) const {
    TokenIndex first = noun;
    if (first > sentence_.first && is_quote(form(first - 1))) {
      const TokenIndex last = first - 1;
      for (first = last; first > sentence_.first && last - first < kMaxNameTokens;) {
        if (is_quote(form(--first)) && first + 1 < last) return {{first + 1, last}};
      }
      return {};
    }
    while (first > sentence_.first && noun - first < kMaxNameTokens && is_capital(first - 1) &&
           clause_.steps_up(first - 1, noun) > 0 && clause_.token(first - 1).upos != Upos::kDet) {
      --first;
    }
    if (first == noun || !is_capital(noun)) return {};
    return {{first, noun + 1}};  // "Interstate Program", but no "SIV programs"
  }

  bool is_capital(TokenIndex t) const {
    return !form(t).empty() && is_upper(decode_at(form(t), 0).value);
  }

 private:
  std::string_view form(TokenIndex t) const { return clause_.token(t).form; }

  bool is_all_capitals(TokenIndex t) const {
    const std::string_view word = form(t);
    const std::size_t first = word.empty() ? 0 : decode_at(word, 0).size;
    return first < word.size() && is_upper(decode_at(word, first).value);
  }
  // A capitalised word that names no actor by itself.
  bool is_name_word(TokenIndex t) const {
    if (!is_capital(t)) return false;
    if (clause_.token(t).upos != Upos::kPropn && !is_all_capitals(t)) return false;
    const auto& entities = document_.entities;
    auto entity =
        std::upper_bound(entities.begin(), entities.end(), t,
                         [](TokenIndex at, const Entity& each) { return at < each.first; });
    for (int looked = 0; entity != entities.begin() && looked < 4; ++looked) {
      --entity;
      if (t < entity->last && !entity->actor.code.empty()) return false;
    }
    return true;
  }

  // Reads one name at `at`; returns where it ends, or `at`.
  TokenIndex read_one(TokenIndex at, Clause::Extent& name) const {
    if (at >= sentence_.last) return at;
    if (is_quote(form(at))) {
      for (TokenIndex end = at + 1; end < sentence_.last && end - at <= kMaxNameTokens; ++end) {
        if (!is_quote(form(end))) continue;
        if (end == at + 1) return at;
        name = {at + 1, end};
        return end + 1;
      }
      return at;
    }
    TokenIndex end = at;
    while (end < sentence_.last && end - at < kMaxNameTokens &&
           (is_name_word(end) || (end > at && continues_name(end)))) {
      ++end;
    }
    name = {at, end};
    return end;
  }

  // Dashes and numbers inside of a name: "Illegal-2020", "Channel - Barkhan".
  bool continues_name(TokenIndex t) const {
    if (clause_.token(t).upos == Upos::kNum) return true;
    const bool is_dash = form(t) == "-" || form(t) == "–";
    return is_dash && t + 1 < sentence_.last &&
           (is_capital(t + 1) || clause_.token(t + 1).upos == Upos::kNum);
  }

  TokenIndex skip_bracket(TokenIndex at) const {
    if (at >= sentence_.last || form(at) != "(") return at;
    for (TokenIndex end = at + 1; end < sentence_.last && end - at < 40; ++end) {
      if (form(end) == ")") return end + 1;
    }
    return at;
  }

  // "," and "and" between names.
  TokenIndex skip_joint(TokenIndex at) const {
    TokenIndex end = at;
    while (end < sentence_.last && end - at < 2 &&
           (form(end) == "," || clause_.token(end).upos == Upos::kCconj)) {
      ++end;
    }
    return end;
  }

  const Clause& clause_;
  const FactRules& rules_;
  const Document& document_;
  const Sentence& sentence_;
};

}  // namespace

std::vector<Clause::Extent> proper_names(const Clause& clause, const FactRules& rules,
                                         const Document& document, const Sentence& sentence,
                                         TokenIndex noun) {
  const NameReader reader(clause, rules, document, sentence);
  const bool is_part_of_name =  // "Emergency Operations Center"
      has_feature(clause.token(noun), "Number=Plur") && reader.is_capital(noun);
  if (is_part_of_name) return {};
  auto names = reader.list_from(noun + 1);
  return names.empty() ? reader.before(noun) : names;
}

}  // namespace casus
