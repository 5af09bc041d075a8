#include "pipeline/entities/name_model.h"

#include <algorithm>
#include <array>
#include <limits>

#include "pipeline/syntax/model_file.h"

namespace casus {

namespace {

constexpr std::uint32_t kMaxStretch = 4096;  // tokens decoded at once

}  // namespace

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
  auto words = file->section("words");
  if (!words) return words.error();
  if (!model.words_.attach(*words)) return file->damaged("words");
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
