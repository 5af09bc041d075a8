#include "train/sentence_variants.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/utf8.h"

namespace casus {

namespace {

constexpr TokenIndex kShortest = 5, kLongest = 30, kLongestTelling = 14, kLongestSubject = 8;

bool has(const Token& token, std::string_view feature) {
  return token.feats.find(feature) != std::string_view::npos;
}

bool is_quote(const Token& token) {
  constexpr std::string_view kQuotes[] = {
      "\"", "''", "``", "\u201c", "\u201d", "\u00ab", "\u00bb", "\u2019\u2019", "\u2018\u2018"};
  return std::find(std::begin(kQuotes), std::end(kQuotes), token.form) != std::end(kQuotes);
}

// Whether `token` is `top` or below it. Trees of treebanks have no cycles.
bool is_below(const Document& document, TokenIndex token, TokenIndex top) {
  while (token != kNoToken && token != top) token = document.tokens[token].head;
  return token == top;
}

// The first and the end of the tokens below `top`; empty where others stand between them.
std::pair<TokenIndex, TokenIndex> span_below(const Document& document, const Sentence& sentence,
                                             TokenIndex top) {
  TokenIndex first = sentence.last, last = sentence.first, count = 0;
  for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
    if (!is_below(document, i, top)) continue;
    first = std::min(first, i);
    last = i + 1;
    ++count;
  }
  if (last - first != count) return {0, 0};
  return {first, last};
}

TokenIndex find_child(const Document& document, const Sentence& sentence, TokenIndex head,
                      std::string_view deprel) {
  for (TokenIndex i = sentence.first; i < sentence.last; ++i)
    if (document.tokens[i].head == head && document.tokens[i].deprel == deprel) return i;
  return kNoToken;
}

// `text` with its first letter, or all of them, raised or lowered.
std::string_view in_case(std::string_view text, bool is_upper, bool is_whole, Document& out) {
  std::string changed;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    const auto letter = static_cast<UChar32>(point.value);
    const bool keeps = at > 0 && !is_whole;
    append_utf8(changed,
                keeps ? point.value
                      : static_cast<char32_t>(is_upper ? u_toupper(letter) : u_tolower(letter)));
    at += point.size;
  }
  return out.arena.store(changed);
}

// Whether the noun phrase [first, last) under `top` takes a verb in the plural.
bool is_plural(const Document& document, TokenIndex first, TokenIndex last, TokenIndex top) {
  for (TokenIndex i = first; i < last; ++i)
    if (document.tokens[i].head == top && document.tokens[i].deprel == "conj") return true;
  return has(document.tokens[top], "Number=Plur");
}

// Copies tokens [first, last) to the end of `draft`; heads outside become `outer`.
void copy(const Document& document, TokenIndex first, TokenIndex last, TokenIndex outer,
          std::vector<Token>& draft) {
  const auto offset = static_cast<TokenIndex>(draft.size()) - first;
  for (TokenIndex i = first; i < last; ++i) {
    Token token = document.tokens[i];
    const bool is_inside = token.head >= first && token.head < last;
    token.head = is_inside ? token.head + offset : outer;
    draft.push_back(token);
  }
}

// Takes out the tokens that `is_dropped` marks, which nothing hangs on.
void drop(const std::vector<bool>& is_dropped, std::vector<Token>& draft) {
  std::vector<TokenIndex> places(draft.size());
  TokenIndex kept = 0;
  for (std::size_t i = 0; i < draft.size(); ++i) {
    places[i] = kept;
    if (!is_dropped[i]) draft[static_cast<std::size_t>(kept++)] = draft[i];
  }
  draft.resize(static_cast<std::size_t>(kept));
  for (Token& token : draft)
    if (token.head != kNoToken) token.head = places[static_cast<std::size_t>(token.head)];
}

// Those of a telling that stood around the words it once told.
void drop_quotes(std::vector<Token>& draft) {
  std::vector<bool> is_quoting(draft.size());
  for (std::size_t i = 0; i < draft.size(); ++i) is_quoting[i] = is_quote(draft[i]);
  drop(is_quoting, draft);
}

void append(const std::vector<Token>& draft, Document& out) {
  Sentence sentence;
  sentence.first = static_cast<TokenIndex>(out.tokens.size());
  for (Token token : draft) {
    if (token.head != kNoToken) token.head += sentence.first;
    out.tokens.push_back(token);
  }
  sentence.last = static_cast<TokenIndex>(out.tokens.size());
  out.sentences.push_back(sentence);
}

}  // namespace

SentenceVariants::SentenceVariants(const std::vector<Document>& treebanks,
                                   const std::vector<Document>& parties, std::uint64_t seed)
    : random_(seed) {
  for (const Document& document : treebanks)
    for (const Sentence& sentence : document.sentences) read_sentence(document, sentence);
  for (const Document& document : parties)
    for (const Sentence& sentence : document.sentences) read_party(document, sentence);
}

void SentenceVariants::read_party(const Document& document, const Sentence& sentence) {
  for (TokenIndex i = sentence.first; i < sentence.last; ++i)
    if (document.tokens[i].head == kNoToken)
      parties_.push_back({&document, sentence.first, sentence.last, i});
}

// The token at `first`, if it begins a name of two words.
void SentenceVariants::read_name(const Document& document, TokenIndex first, TokenIndex end) {
  const auto is_part = [&](TokenIndex i) {
    return i < end && document.tokens[i].upos == Upos::kPropn &&
           document.tokens[i].deprel == "flat" && document.tokens[i].head == first;
  };
  const Token& token = document.tokens[first];
  if (token.upos == Upos::kPropn && is_part(first + 1) && !is_part(first + 2))
    names_.emplace_back(&token, &document.tokens[first + 1]);
}

void SentenceVariants::read_sentence(const Document& document, const Sentence& sentence) {
  TokenIndex root = kNoToken;
  bool has_quote = false;
  for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
    const Token& token = document.tokens[i];
    if (token.head == kNoToken) root = i;
    has_quote = has_quote || is_quote(token);
    read_present(token);
    read_name(document, i, sentence.last);
  }
  if (root == kNoToken || document.tokens[root].upos != Upos::kVerb) return;
  read_telling(document, sentence, root);
  if (has_quote) return;
  const TokenIndex size = sentence.last - sentence.first;
  TokenIndex subject = find_child(document, sentence, root, "nsubj");
  if (subject == kNoToken) subject = find_child(document, sentence, root, "nsubj:pass");
  if (subject == kNoToken || subject > root) return;
  const auto [first, last] = span_below(document, sentence, subject);
  const Upos upos = document.tokens[subject].upos;
  if (last > first && last - first <= kLongestSubject &&
      (upos == Upos::kNoun || upos == Upos::kPropn))
    subjects_.push_back({&document, first, last, subject});
  const bool tells = find_child(document, sentence, root, "ccomp") != kNoToken;
  if (size < kShortest || size > kLongest || tells ||
      document.tokens[sentence.last - 1].form != "." || root == sentence.last - 1)
    return;
  clauses_.push_back({&document, sentence.first, sentence.last - 1, root});
}

// A sentence that is a clause, then who says so: the clause hangs on the verb of saying.
void SentenceVariants::read_telling(const Document& document, const Sentence& sentence,
                                    TokenIndex root) {
  const TokenIndex told = find_child(document, sentence, root, "ccomp");
  const TokenIndex subject = find_child(document, sentence, root, "nsubj");
  if (told == kNoToken || subject == kNoToken || told > root) return;
  TokenIndex end = sentence.first;
  for (TokenIndex i = sentence.first; i < sentence.last; ++i)
    if (document.tokens[i].upos != Upos::kPunct && is_below(document, i, told)) end = i + 1;
  const auto [first, last] = span_below(document, sentence, subject);
  if (end > std::min(root, subject) || last == first || first < end ||
      document.tokens[end].upos != Upos::kPunct || sentence.last - end > kLongestTelling ||
      document.tokens[sentence.last - 1].form != ".")
    return;
  for (TokenIndex i = sentence.first; i < end; ++i)
    if (document.tokens[i].upos != Upos::kPunct && !is_below(document, i, told)) return;
  tellings_.push_back({{&document, end, sentence.last, root}, subject, first, last});
}

void SentenceVariants::read_present(const Token& token) {
  if (token.upos != Upos::kVerb || !has(token, "Tense=Pres") || !has(token, "Person=3")) return;
  std::string key(token.lemma);
  key += has(token, "Number=Plur") ? "\tp" : "\ts";
  present_.emplace(std::move(key), token);
}

SentenceVariants::Draft SentenceVariants::tell(const Part& clause, Document& out) {
  const Telling& telling = tellings_[random_.below(tellings_.size())];
  const Part& part = telling.part;
  Draft draft;
  copy(*clause.document, clause.first, clause.last, kNoToken, draft);
  const TokenIndex told = clause.top - clause.first;
  const auto start = static_cast<TokenIndex>(draft.size());
  copy(*part.document, part.first, part.last, told, draft);
  const TokenIndex verb = start + part.top - part.first;
  draft[static_cast<std::size_t>(told)].head = verb;
  draft[static_cast<std::size_t>(told)].deprel = "ccomp";
  draft[static_cast<std::size_t>(verb)].head = kNoToken;
  // Half of them get another teller, of the same number.
  const auto& tellers = !parties_.empty() && random_.below(2) == 0 ? parties_ : subjects_;
  const Part& teller = tellers[random_.below(tellers.size())];
  const bool fits =
      is_plural(*teller.document, teller.first, teller.last, teller.top) ==
      is_plural(*part.document, telling.subject_first, telling.subject_last, telling.subject);
  if (!fits || random_.below(2) == 0) return draft;
  const auto at = static_cast<std::size_t>(start + telling.subject_first - part.first);
  const auto size = static_cast<std::size_t>(telling.subject_last - telling.subject_first);
  return put_in_place(draft, at, at + size, teller, "nsubj", out);
}

// `draft` with `part` instead of its tokens [first, last), which must be one subtree. A comma that
// ends the part goes where another mark or nothing follows; names in it become others.
SentenceVariants::Draft SentenceVariants::put_in_place(const Draft& draft, std::size_t first,
                                                       std::size_t last, const Part& part,
                                                       std::string_view deprel, Document& out) {
  TokenIndex end = part.last;
  const bool is_open = last == draft.size() || draft[last].upos == Upos::kPunct;
  if (is_open && part.document->tokens[end - 1].upos == Upos::kPunct) --end;
  TokenIndex head = kNoToken;
  for (std::size_t i = first; i < last; ++i) {
    const auto above = static_cast<std::size_t>(draft[i].head);
    if (above < first || above >= last) head = draft[i].head;
  }
  const TokenIndex grown = end - part.first - static_cast<TokenIndex>(last - first);
  const auto move = [&](TokenIndex index) {
    return index != kNoToken && index >= static_cast<TokenIndex>(last) ? index + grown : index;
  };
  Draft with(draft.begin(), draft.begin() + static_cast<std::ptrdiff_t>(first));
  for (Token& token : with) token.head = move(token.head);
  copy(*part.document, part.first, end, move(head), with);
  with[first + static_cast<std::size_t>(part.top - part.first)].deprel = deprel;
  rename(with, first, with.size());
  const bool is_start = first == 0;
  if (is_start || with[first].upos != Upos::kPropn)
    with[first].form = in_case(with[first].form, is_start, false, out);
  for (std::size_t i = last; i < draft.size(); ++i) {
    with.push_back(draft[i]);
    with.back().head = move(draft[i].head);
  }
  return with;
}

// Names of two words in [first, last) become those of other people.
void SentenceVariants::rename(Draft& draft, std::size_t first, std::size_t last) {
  if (names_.empty()) return;
  for (std::size_t i = first; i + 1 < last; ++i) {
    Token& given = draft[i];
    Token& family = draft[i + 1];
    const bool is_name = given.upos == Upos::kPropn && family.upos == Upos::kPropn &&
                         family.deprel == "flat" && family.head == static_cast<TokenIndex>(i);
    if (!is_name || random_.below(4) == 0) continue;
    const auto& [new_given, new_family] = names_[random_.below(names_.size())];
    given.form = new_given->form;
    given.lemma = new_given->lemma;
    family.form = new_family->form;
    family.lemma = new_family->lemma;
  }
}

// A clause whose subject or object is another party.
SentenceVariants::Draft SentenceVariants::replace_party(const Part& clause, Document& out) {
  const Document& document = *clause.document;
  Sentence sentence;
  sentence.first = clause.first;
  sentence.last = clause.last;
  const char* relation = random_.below(3) == 0 ? "obj" : "nsubj";
  const TokenIndex replaced = find_child(document, sentence, clause.top, relation);
  if (replaced == kNoToken) return {};
  const auto [first, last] = span_below(document, sentence, replaced);
  const Part& party = parties_[random_.below(parties_.size())];
  const bool fits =
      relation[0] == 'o' || is_plural(document, first, last, replaced) ==
                                is_plural(*party.document, party.first, party.last, party.top);
  if (last == first || !fits) return {};
  Draft draft;
  copy(document, clause.first, clause.last + 1, kNoToken, draft);  // the full stop, too
  draft.back().head = clause.top - clause.first;
  return put_in_place(draft, static_cast<std::size_t>(first - clause.first),
                      static_cast<std::size_t>(last - clause.first), party, relation, out);
}

// "The rebels shelled a village." -> "Rebels shell village"
SentenceVariants::Draft SentenceVariants::make_headline(const Part& clause, Document& out) {
  Draft draft;
  copy(*clause.document, clause.first, clause.last, kNoToken, draft);
  put_into_present(draft);
  std::vector<bool> is_dropped(draft.size()), has_child(draft.size());
  for (const Token& token : draft)
    if (token.head != kNoToken) has_child[static_cast<std::size_t>(token.head)] = true;
  bool drops_passive = random_.below(2) == 0;
  for (std::size_t i = 0; i < draft.size(); ++i)
    is_dropped[i] =
        !has_child[i] && draft[i].head != kNoToken &&
        (has(draft[i], "PronType=Art") ||
         (drops_passive && draft[i].deprel == "aux:pass" && has(draft[i], "VerbForm=Fin")));
  drop(is_dropped, draft);
  const std::uint64_t letters = random_.below(6);  // 0: all capitals, 1: capitalised words
  for (std::size_t i = 0; i < draft.size(); ++i) {
    const Upos upos = draft[i].upos;
    const bool is_content = upos == Upos::kNoun || upos == Upos::kVerb || upos == Upos::kAdj ||
                            upos == Upos::kAdv || upos == Upos::kPron;
    if (letters == 0 || i == 0 || (letters == 1 && is_content))
      draft[i].form = in_case(draft[i].form, true, letters == 0, out);
  }
  return draft;
}

void SentenceVariants::put_into_present(Draft& draft) const {
  Token* root = nullptr;
  bool is_plural = false, has_auxiliary = false;
  for (Token& token : draft)
    if (token.head == kNoToken) root = &token;
  if (root == nullptr || !has(*root, "Tense=Past") || !has(*root, "VerbForm=Fin")) return;
  const auto place = static_cast<TokenIndex>(root - draft.data());
  for (const Token& token : draft) {
    if (token.head != place) continue;
    if (token.deprel == "nsubj") is_plural = has(token, "Number=Plur");
    if (token.upos == Upos::kAux) has_auxiliary = true;
  }
  const auto found = present_.find(std::string(root->lemma) + (is_plural ? "\tp" : "\ts"));
  if (has_auxiliary || found == present_.end()) return;
  root->form = found->second.form;
  root->xpos = found->second.xpos;
  root->feats = found->second.feats;
}

Document SentenceVariants::make(std::size_t count) {
  Document out;
  if (clauses_.empty()) return out;
  for (std::size_t i = 0; i < count; ++i) {
    if (!tellings_.empty() && !subjects_.empty()) {
      Draft told = tell(clauses_[random_.below(clauses_.size())], out);
      drop_quotes(told);
      append(told, out);
    }
    append(make_headline(clauses_[random_.below(clauses_.size())], out), out);
    if (parties_.empty()) continue;
    const Draft draft = replace_party(clauses_[random_.below(clauses_.size())], out);
    if (!draft.empty()) append(draft, out);
  }
  return out;
}

}  // namespace casus
