#include "pipeline/entities/name_model.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/utf8.h"
#include "pipeline/syntax/model_file.h"

namespace casus {

namespace {

constexpr std::uint32_t kMaxStretch = 4096;  // tokens decoded at once

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
  kTemplates,
};

std::uint64_t hash_text(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : text) {
    const auto small = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    hash = (hash ^ static_cast<unsigned char>(small)) * 0x100000001B3u;
  }
  return hash;
}

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
  std::uint64_t form(TokenIndex i) const { return is_here(i) ? hash_text(token(i).form) : 7; }
  std::uint64_t shape(TokenIndex i) const { return is_here(i) ? shape_of(token(i).form) : 7; }
  std::uint64_t tag(TokenIndex i) const {
    return is_here(i) ? static_cast<std::uint64_t>(token(i).upos) : 77;
  }
  std::uint64_t classes(TokenIndex i) const {
    return is_here(i) ? scratch_.words[static_cast<std::size_t>(i)].classes : 77;
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
  void add_tree(TokenIndex i);

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
  const auto kind = static_cast<std::uint64_t>(knowledge_.entry(match.sense.entry).kind);
  const auto name = static_cast<std::uint64_t>(match.sense.kind);
  const bool is_long = match.last - match.first > 1;
  return 1 + (kind * 8 + name) * 4 + (match.first == i ? 2 : 0) + (is_long ? 1 : 0);
}

void FeatureWriter::add_tree(TokenIndex i) {
  const Token& t = token(i);
  add(kRelation, static_cast<std::uint64_t>(t.relation));
  if (t.head != kNoToken) {
    add(kGovernor, hash_text(token(t.head).lemma) * 64 + static_cast<std::uint64_t>(t.relation));
  }
  for (TokenIndex child = t.first_child; child != kNoToken; child = token(child).next_sibling) {
    if (token(child).relation == Relation::kCase) add(kPreposition, hash_text(token(child).lemma));
  }
}

void FeatureWriter::write(TokenIndex i) {
  features_.clear();
  add(kBias, 1);
  for (int offset = -2; offset <= 2; ++offset) {
    add(kForm, form(i + offset), offset);
    add(kTag, tag(i + offset), offset);
    if (offset < -1 || offset > 1) continue;
    add(kShape, shape(i + offset), offset);
    add(kClasses, classes(i + offset), offset);
    add(kKnown, known(i + offset), offset);
  }
  const std::string_view word = token(i).form;
  add(kPrefix, hash_text(word.substr(0, 3)));
  add(kSuffix, hash_text(word.substr(word.size() - std::min<std::size_t>(3, word.size()))));
  add(kFirst, (i == sentence_.first ? 1u : 0u) + 2 * tag(i));
  add(kFormPair, form(i) * 31 + form(i - 1), -1);
  add(kFormPair, form(i) * 31 + form(i + 1), 1);
  add(kTagPair, (classes(i) * 64 + tag(i)) * 31 + classes(i - 1), -1);
  add(kTagPair, (classes(i) * 64 + tag(i)) * 31 + classes(i + 1), 1);
  add(kTagPair, shape(i) * 31 + shape(i - 1), -2);
  add(kTagPair, shape(i) * 31 + shape(i + 1), 2);
  add(kTagPair, known(i) * 64 + tag(i), 0);
  add_tree(i);
}

}  // namespace

void name_features(const Knowledge& knowledge, const Document& document, const Sentence& sentence,
                   TokenIndex i, const EntityScratch& scratch, NameFeatures& features) {
  FeatureWriter(knowledge, document, sentence, scratch, features).write(i);
}

bool can_be_name(const Document& document, const Sentence& sentence, TokenIndex i,
                 const EntityScratch& scratch) {
  const auto at = static_cast<std::size_t>(i);
  if (scratch.words[at].starts_upper || scratch.match_at[at] != kNone) return true;
  const bool is_joint = (scratch.words[at].classes & (kInsideName | kJoint)) != 0 ||
                        document.tokens[at].upos == Upos::kNum;
  return is_joint && i > sentence.first && scratch.words[at - 1].starts_upper;
}

template <typename Score>
void best_tags(std::span<const Score> emissions, std::span<const Score> transitions,
               std::vector<NameTag>& tags) {
  const std::size_t count = emissions.size() / kNameTags;
  tags.assign(count, kOutside);
  if (count == 0) return;
  constexpr Score kNever = std::numeric_limits<Score>::lowest() / 4;
  std::vector<std::array<NameTag, kNameTags>> from(count);
  std::array<Score, kNameTags> score{};
  for (int tag = 0; tag < kNameTags; ++tag) {
    const bool can_start = !is_inside_tag(static_cast<NameTag>(tag));
    score[static_cast<std::size_t>(tag)] =
        can_start
            ? emissions[static_cast<std::size_t>(tag)] + transitions[static_cast<std::size_t>(tag)]
            : kNever;
  }
  for (std::size_t i = 1; i < count; ++i) {
    std::array<Score, kNameTags> next{};
    for (std::size_t tag = 0; tag < kNameTags; ++tag) {
      Score best = kNever * 2;
      for (std::size_t previous = 0; previous < kNameTags; ++previous) {
        if (!can_follow(static_cast<NameTag>(tag), static_cast<NameTag>(previous))) continue;
        const Score sum = score[previous] + transitions[previous * kNameTags + tag];
        if (sum <= best) continue;
        best = sum;
        from[i][tag] = static_cast<NameTag>(previous);
      }
      next[tag] = best + emissions[i * kNameTags + tag];
    }
    score = next;
  }
  auto tag = static_cast<NameTag>(std::max_element(score.begin(), score.end()) - score.begin());
  for (std::size_t i = count; i-- > 0;) {
    tags[i] = tag;
    tag = from[i][tag];
  }
}

template void best_tags<std::int32_t>(std::span<const std::int32_t>, std::span<const std::int32_t>,
                                      std::vector<NameTag>&);
template void best_tags<double>(std::span<const double>, std::span<const double>,
                                std::vector<NameTag>&);

Result<NameModel> NameModel::load(const std::filesystem::path& language_folder) {
  NameModel model;
  const auto path = language_folder / "names.bin";
  if (!std::filesystem::exists(path)) return model;
  auto mapped = MappedFile::open(path);
  if (!mapped) return mapped.error();
  model.file_ = *std::move(mapped);
  auto file = ModelFile::parse(model.file_.bytes(), path.string());
  if (!file) return file.error();
  auto weights = file->section("weights");
  if (!weights) return weights.error();
  auto transitions = file->section("transitions");
  if (!transitions) return transitions.error();
  if (weights->size() != kNameBuckets * kNameTags) return file->damaged("weights");
  if (transitions->size() != kNameTags * kNameTags) return file->damaged("transitions");
  model.weights_ = {reinterpret_cast<const std::int8_t*>(weights->data()), weights->size()};
  model.transitions_ = {reinterpret_cast<const std::int8_t*>(transitions->data()),
                        transitions->size()};
  return model;
}

void NameModel::tag(const Knowledge& knowledge, const Document& document, const Sentence& sentence,
                    EntityScratch& scratch) const {
  std::array<std::int32_t, kNameTags * kNameTags> transitions{};
  std::copy(transitions_.begin(), transitions_.end(), transitions.begin());
  for (TokenIndex i = sentence.first; i < sentence.last;) {
    if (!can_be_name(document, sentence, i, scratch)) {
      scratch.name_tags[static_cast<std::size_t>(i++)] = kOutside;
      continue;
    }
    const TokenIndex start = i;
    scratch.emissions.clear();
    for (; i < sentence.last && i - start < static_cast<TokenIndex>(kMaxStretch) &&
           can_be_name(document, sentence, i, scratch);
         ++i) {
      name_features(knowledge, document, sentence, i, scratch, scratch.features);
      std::array<std::int32_t, kNameTags> scores{};
      for (const std::uint32_t feature : scratch.features) {
        for (std::size_t tag = 0; tag < kNameTags; ++tag) {
          scores[tag] += weights_[feature * kNameTags + tag];
        }
      }
      scratch.emissions.insert(scratch.emissions.end(), scores.begin(), scores.end());
    }
    best_tags<std::int32_t>(scratch.emissions, transitions, scratch.stretch_tags);
    std::copy(scratch.stretch_tags.begin(), scratch.stretch_tags.end(),
              scratch.name_tags.begin() + start);
  }
}

}  // namespace casus
