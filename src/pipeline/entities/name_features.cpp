#include "pipeline/entities/name_features.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "resources/place_name.h"

namespace casus {

namespace {

// What a feature is of; each has its own hash.
enum Template : std::uint32_t {
  kBias,
  kForm,
  kShape,
  kPrefix,
  kSuffix,
  kTag,
  kRelation,
  kClasses,
  kKnown,
  kFirst,
  kGovernor,
  kPreposition,
  kFormPair,
  kTagPair,
  kCluster,
  kFamily,
  kCapitals,
  kPeople,
  kPlace,
  kEvidence,
  kEvidenceAll,
  kGovernorFamily,
  kFamilyPair,
  kPlacePair,
  kLength,
};

// How a word is used somewhere in the document.
enum Evidence : std::uint32_t {
  kAfterTitle = 1u << 0,
  kAfterPreposition = 1u << 1,
  kBeforeCapital = 1u << 2,
  kAfterCapital = 1u << 3,
  kBeforeOrganisation = 1u << 4,
  kBeforeLocation = 1u << 5,
  kAfterFirstName = 1u << 6,
  kKnownPerson = 1u << 7,
  kKnownBody = 1u << 8,
  kKnownPlace = 1u << 9,
  kSaysSomething = 1u << 10,
  kInsideSentence = 1u << 11,
  kWrittenSmall = 1u << 12,
};
constexpr int kEvidenceBits = 13;

// Places by how many people live there; places of several words apart.
enum PlaceSize : std::uint8_t { kNoPlaceName, kSmallPlace, kTown, kCity, kMetropolis, kRegion };

constexpr TokenIndex kMaxPlaceWords = 3;
constexpr std::size_t kMaxCandidates = 64;

// Capitals X, small letters x, digits 0, others as they are; runs are shortened to two.
std::uint64_t shape_of(std::string_view form) {
  std::uint64_t hash = 1;
  char last = 0;
  int run = 0;
  for (std::size_t at = 0; at < form.size();) {
    const CodePoint point = decode_at(form, at);
    at += point.size;
    char shape = '?';
    if (is_upper(point.value))
      shape = 'X';
    else if (is_lower(point.value))
      shape = 'x';
    else if (is_digit(point.value))
      shape = '0';
    else if (point.value < 0x80)
      shape = static_cast<char>(point.value);
    run = shape == last ? run + 1 : 0;
    last = shape;
    if (run < 2) hash = hash * 131 + static_cast<unsigned char>(shape);
  }
  return hash;
}

std::uint64_t hash_bytes(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return hash;
}

PlaceSize size_of(const Gazetteer& gazetteer, const Gazetteer::Candidate& candidate) {
  const GazetteerEntry place = gazetteer.entry(candidate.place);
  if (place.resolution < 3) return kRegion;
  if (place.population >= 500000) return kMetropolis;
  if (place.population >= 100000) return kCity;
  return place.population >= 15000 ? kTown : kSmallPlace;
}

class EvidenceGatherer {
 public:
  EvidenceGatherer(const Knowledge& knowledge, const Gazetteer* gazetteer, const Document& document,
                   EntityScratch& scratch)
      : knowledge_(knowledge), gazetteer_(gazetteer), document_(document), scratch_(scratch) {}

  void gather();

 private:
  const Token& token(TokenIndex i) const { return document_.tokens[static_cast<std::size_t>(i)]; }
  const TokenWord& word(TokenIndex i) const { return scratch_.words[static_cast<std::size_t>(i)]; }
  bool has_class(TokenIndex i, std::uint32_t classes) const {
    return (word(i).classes & classes) != 0;
  }
  std::uint64_t key(TokenIndex i) const { return scratch_.word_keys[static_cast<std::size_t>(i)]; }

  // Written with a capital here, or everywhere else ("i live in florida").
  bool is_capital(TokenIndex i) const {
    return word(i).starts_upper ||
           scratch_.word_facts[static_cast<std::size_t>(i)].is_always_capital();
  }
  void find_places(const Sentence& sentence);
  PlaceSize place_of(TokenIndex first, TokenIndex last);
  std::uint32_t evidence_of(const Sentence& sentence, TokenIndex i) const;
  std::uint32_t known_as(TokenIndex i) const;

  const Knowledge& knowledge_;
  const Gazetteer* gazetteer_;
  const Document& document_;
  EntityScratch& scratch_;
};

PlaceSize EvidenceGatherer::place_of(TokenIndex first, TokenIndex last) {
  scratch_.buffer.assign(
      document_.words(token(first).start, token(last - 1).end));  // letters of one name
  scratch_.place_candidates.clear();
  gazetteer_->find(fold_place_name(scratch_.buffer), scratch_.place_candidates);
  PlaceSize largest = kNoPlaceName;
  const std::size_t count = std::min(scratch_.place_candidates.size(), kMaxCandidates);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& candidate = scratch_.place_candidates[i];
    if (candidate.needs_capitals && !word(first).is_all_upper) continue;
    largest = std::max(largest, size_of(*gazetteer_, candidate));
  }
  return largest;
}

// The longest place names, from left to right: 8 * size + 2 * (several words) + (begins here).
void EvidenceGatherer::find_places(const Sentence& sentence) {
  for (TokenIndex i = sentence.first; i < sentence.last;) {
    TokenIndex end = i;
    while (end < sentence.last && end - i < kMaxPlaceWords && is_capital(end)) ++end;
    PlaceSize size = kNoPlaceName;
    while (end > i && (size = place_of(i, end)) == kNoPlaceName) --end;
    if (size == kNoPlaceName) {
      ++i;
      continue;
    }
    const bool is_long = end - i > 1;
    for (TokenIndex k = i; k < end; ++k) {
      scratch_.place_at[static_cast<std::size_t>(k)] =
          static_cast<std::uint8_t>(8 * size + (is_long ? 2 : 0) + (k == i ? 1 : 0));
    }
    i = end;
  }
}

std::uint32_t EvidenceGatherer::known_as(TokenIndex i) const {
  const std::int32_t at = scratch_.match_at[static_cast<std::size_t>(i)];
  if (at == kNone) return 0;
  const NameSense& sense = scratch_.matches[static_cast<std::size_t>(at)].sense;
  if (sense.kind == NameKind::kAdjective || sense.kind == NameKind::kInhabitant) return 0;
  switch (knowledge_.kind_of(sense.entry)) {
    case EntryKind::kPerson:
      return kKnownPerson;
    case EntryKind::kCountry:
    case EntryKind::kRegion:
      return kKnownPlace;
    default:
      return kKnownBody;
  }
}

std::uint32_t EvidenceGatherer::evidence_of(const Sentence& sentence, TokenIndex i) const {
  std::uint32_t evidence = known_as(i);
  if (i > sentence.first) {
    const TokenIndex before = i - 1;
    if (word(before).starts_upper) evidence |= kAfterCapital;
    if (has_class(before, kTitleWord)) evidence |= kAfterTitle;
    if (has_class(before, kFirstName)) evidence |= kAfterFirstName;
    if (has_class(before, kInPreposition)) evidence |= kAfterPreposition;
    evidence |= kInsideSentence;
  }
  if (i + 1 < sentence.last && word(i + 1).starts_upper) {
    evidence |= kBeforeCapital;
    if (has_class(i + 1, kOrganisationHead)) evidence |= kBeforeOrganisation;
    if (has_class(i + 1, kLocationHead)) evidence |= kBeforeLocation;
  }
  const TokenIndex head = token(i).head;
  const bool says =
      head != kNoToken && token(i).relation == Relation::kNsubj && has_class(head, kSayVerb);
  return evidence | (says ? std::uint32_t{kSaysSomething} : 0);
}

void EvidenceGatherer::gather() {
  scratch_.place_at.assign(document_.tokens.size(), 0);
  scratch_.evidence.clear();
  for (const Sentence& sentence : document_.sentences) {
    if (gazetteer_ != nullptr) find_places(sentence);
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
      if (word(i).starts_upper) scratch_.evidence[key(i)] |= evidence_of(sentence, i);
    }
  }
  for (std::size_t i = 0; i < document_.tokens.size(); ++i) {
    if (scratch_.words[i].starts_upper) continue;
    const auto found = scratch_.evidence.find(scratch_.word_keys[i]);
    if (found != scratch_.evidence.end()) found->second |= kWrittenSmall;
  }
}

class FeatureWriter {
 public:
  FeatureWriter(const Knowledge& knowledge, const Document& document, const Sentence& sentence,
                const EntityScratch& scratch, NameFeatures& features)
      : knowledge_(knowledge),
        document_(document),
        sentence_(sentence),
        scratch_(scratch),
        features_(features) {}

  void write(TokenIndex i);

 private:
  bool is_here(TokenIndex i) const { return i >= sentence_.first && i < sentence_.last; }
  const Token& token(TokenIndex i) const { return document_.tokens[static_cast<std::size_t>(i)]; }
  std::uint64_t form(TokenIndex i) const {
    return is_here(i) ? scratch_.word_keys[static_cast<std::size_t>(i)] : 7;
  }
  WordFacts facts(TokenIndex i) const {
    return is_here(i) ? scratch_.word_facts[static_cast<std::size_t>(i)] : WordFacts{};
  }
  std::uint64_t place(TokenIndex i) const {
    return is_here(i) ? scratch_.place_at[static_cast<std::size_t>(i)] : 7;
  }
  std::uint64_t shape(TokenIndex i) const { return is_here(i) ? shape_of(token(i).form) : 7; }
  std::uint64_t tag(TokenIndex i) const {
    return is_here(i) ? static_cast<std::uint64_t>(token(i).upos) : 77;
  }
  std::uint64_t classes(TokenIndex i) const {
    return is_here(i) ? scratch_.words[static_cast<std::size_t>(i)].classes & kClassesOfNames : 77;
  }
  std::uint64_t known(TokenIndex i) const;
  void add(Template what, std::uint64_t value, int offset = 0) {
    std::uint64_t hash = (value + 1) * 0x9E3779B97F4A7C15u;
    hash ^= (static_cast<std::uint64_t>(what) * 64 + static_cast<std::uint64_t>(offset + 8)) *
            0xC2B2AE3D27D4EB4Fu;
    hash ^= hash >> 31;
    hash *= 0xBF58476D1CE4E5B9u;
    features_.push_back(static_cast<std::uint32_t>((hash >> 20) % kNameBuckets));
  }
  void add_window(TokenIndex i);
  void add_word(TokenIndex i);
  void add_pairs(TokenIndex i);
  void add_tree(TokenIndex i);
  void add_evidence(TokenIndex i);

  const Knowledge& knowledge_;
  const Document& document_;
  const Sentence& sentence_;
  const EntityScratch& scratch_;
  NameFeatures& features_;
};

// What the knowledge base says of the token: kind of name and entry, and whether it begins there.
std::uint64_t FeatureWriter::known(TokenIndex i) const {
  if (!is_here(i)) return 77;
  const std::int32_t at = scratch_.match_at[static_cast<std::size_t>(i)];
  if (at == kNone) return 0;
  const NameMatch& match = scratch_.matches[static_cast<std::size_t>(at)];
  const auto kind = static_cast<std::uint64_t>(knowledge_.kind_of(match.sense.entry));
  const auto name = static_cast<std::uint64_t>(match.sense.kind);
  const bool is_long = match.last - match.first > 1;
  return 1 + (kind * 8 + name) * 4 + (match.first == i ? 2 : 0) + (is_long ? 1 : 0);
}

void FeatureWriter::add_window(TokenIndex i) {
  for (int offset = -2; offset <= 2; ++offset) {
    add(kForm, form(i + offset), offset);
    add(kTag, tag(i + offset), offset);
    add(kFamily, facts(i + offset).family(), offset);
    if (offset < -1 || offset > 1) continue;
    add(kCluster, facts(i + offset).cluster(), offset);
    add(kShape, shape(i + offset), offset);
    add(kClasses, classes(i + offset), offset);
    add(kKnown, known(i + offset), offset);
    add(kPlace, place(i + offset), offset);
    add(kPeople, facts(i + offset).people(), offset);
  }
}

void FeatureWriter::add_word(TokenIndex i) {
  const std::string_view word = token(i).form;
  for (std::size_t length = 2; length <= 4; ++length) {
    const std::size_t size = std::min(length, word.size());
    add(kPrefix, hash_bytes(word.substr(0, size)), static_cast<int>(length));
    add(kSuffix, hash_bytes(word.substr(word.size() - size)), static_cast<int>(length));
  }
  const bool is_first = i == sentence_.first;
  add(kFirst, (is_first ? 1u : 0u) + 2 * tag(i));
  add(kCapitals, facts(i).capitals() * 2 + (is_first ? 1u : 0u));
  add(kLength, std::min<std::size_t>(word.size(), 12));
}

void FeatureWriter::add_pairs(TokenIndex i) {
  add(kFormPair, form(i) * 31 + form(i - 1), -1);
  add(kFormPair, form(i) * 31 + form(i + 1), 1);
  add(kTagPair, (classes(i) * 64 + tag(i)) * 31 + classes(i - 1), -1);
  add(kTagPair, (classes(i) * 64 + tag(i)) * 31 + classes(i + 1), 1);
  add(kTagPair, shape(i) * 31 + shape(i - 1), -2);
  add(kTagPair, shape(i) * 31 + shape(i + 1), 2);
  add(kTagPair, known(i) * 64 + tag(i), 0);
  add(kFamilyPair, facts(i).family() * 128 + facts(i - 1).family(), -1);
  add(kFamilyPair, facts(i).family() * 128 + facts(i + 1).family(), 1);
  add(kFamilyPair, facts(i - 1).family() * 128 + facts(i + 1).family(), 0);
  add(kPlacePair, place(i) * 128 + facts(i - 1).family(), -1);
  add(kPlacePair, place(i) * 8 + facts(i).people() * 2 + (known(i) != 0 ? 1u : 0u), 0);
  add(kPlacePair, facts(i).people() * 4 + facts(i - 1).people(), -2);
  add(kPlacePair, facts(i).people() * 4 + facts(i + 1).people(), 2);
}

void FeatureWriter::add_tree(TokenIndex i) {
  const Token& t = token(i);
  const auto relation = static_cast<std::uint64_t>(t.relation);
  add(kRelation, relation);
  if (t.head != kNoToken) {
    add(kGovernor, form(t.head) * 64 + relation);
    add(kGovernorFamily, facts(t.head).family() * 64 + relation);
    add(kGovernorFamily, facts(t.head).cluster() * 64 + relation, 1);
  }
  for (TokenIndex child = t.first_child; child != kNoToken; child = token(child).next_sibling) {
    if (token(child).relation == Relation::kCase) add(kPreposition, form(child));
  }
}

void FeatureWriter::add_evidence(TokenIndex i) {
  const auto found = scratch_.evidence.find(form(i));
  const std::uint32_t evidence = found == scratch_.evidence.end() ? 0 : found->second;
  add(kEvidenceAll, evidence);
  for (int bit = 0; bit < kEvidenceBits; ++bit) {
    if ((evidence >> bit & 1u) != 0) add(kEvidence, static_cast<std::uint64_t>(bit));
  }
}

void FeatureWriter::write(TokenIndex i) {
  features_.clear();
  add(kBias, 1);
  add_window(i);
  add_word(i);
  add_pairs(i);
  add_tree(i);
  add_evidence(i);
}

// "US$", and "US" of "US $5 million"
bool is_money(const Document& document, const Sentence& sentence, TokenIndex i) {
  const auto at = static_cast<std::size_t>(i);
  const std::string_view form = document.tokens[at].form;
  if (!form.empty() && is_currency_sign(decode_before(form, form.size()).value)) return true;
  return i + 1 < sentence.last &&
         is_currency_sign(decode_at(document.tokens[at + 1].form, 0).value);
}

// No emoji, no "<>".
bool has_letter(std::string_view form) {
  for (std::size_t at = 0; at < form.size();) {
    const CodePoint point = decode_at(form, at);
    if (is_letter(point.value)) return true;
    at += point.size;
  }
  return false;
}

}  // namespace

void gather_name_evidence(const WordFactTable& table, const Knowledge& knowledge,
                          const Gazetteer* gazetteer, const Document& document,
                          EntityScratch& scratch) {
  scratch.word_keys.resize(document.tokens.size());
  scratch.word_facts.resize(document.tokens.size());
  for (std::size_t i = 0; i < document.tokens.size(); ++i) {
    scratch.word_keys[i] = word_fact_key(document.tokens[i].form, scratch.small);
    scratch.word_facts[i] = table.find(scratch.word_keys[i]);
  }
  EvidenceGatherer(knowledge, gazetteer, document, scratch).gather();
}

void name_features(const Knowledge& knowledge, const Document& document, const Sentence& sentence,
                   TokenIndex i, const EntityScratch& scratch, NameFeatures& features) {
  FeatureWriter(knowledge, document, sentence, scratch, features).write(i);
}

bool can_be_name(const Document& document, const Sentence& sentence, TokenIndex i,
                 const EntityScratch& scratch) {
  const auto at = static_cast<std::size_t>(i);
  if (scratch.match_at[at] != kNone) return true;
  if (is_money(document, sentence, i)) return false;
  if (scratch.words[at].starts_upper) return true;
  const bool is_small_name =  // "i am from mexico"
      document.tokens[at].upos == Upos::kPropn || scratch.word_facts[at].is_always_capital();
  if (is_small_name) return has_letter(document.tokens[at].form);
  const auto is_joint = [&](std::size_t k) {
    return (scratch.words[k].classes & (kInsideName | kJoint)) != 0 ||
           document.tokens[k].upos == Upos::kNum;
  };
  if (!is_joint(at) || i == sentence.first) return false;
  if (scratch.words[at - 1].starts_upper) return true;
  return i - sentence.first > 1 && is_joint(at - 1) && scratch.words[at - 2].starts_upper;
}

}  // namespace casus
