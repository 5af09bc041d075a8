#include "train/name_training.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "pipeline/entities/known_names.h"
#include "pipeline/entities/name_model.h"
#include "pipeline/syntax/model_file.h"
#include "train/random.h"

namespace casus {

namespace {

using TagScores = std::array<double, kNameTags>;

double log_sum(const TagScores& scores) {
  const double largest = *std::max_element(scores.begin(), scores.end());
  double sum = 0;
  for (const double score : scores) sum += std::exp(score - largest);
  return largest + std::log(sum);
}

// Weights with the sum of their squared gradients.
class AdaGrad {
 public:
  AdaGrad(std::size_t size, const NameTrainingOptions& options)
      : values_(size), squares_(size, 1e-2), rate_(options.rate), decay_(options.decay) {}

  double operator[](std::size_t i) const { return values_[i]; }
  const std::vector<double>& values() const { return values_; }
  void step(std::size_t i, double gradient) {
    squares_[i] += gradient * gradient;
    values_[i] += rate_ * (gradient - decay_ * values_[i]) / std::sqrt(squares_[i]);
  }

 private:
  std::vector<double> values_;
  std::vector<double> squares_;
  double rate_;
  double decay_;
};

class NameTrainer {
 public:
  NameTrainer(const AgentLexicon& lexicon, const Knowledge& knowledge, const Gazetteer& gazetteer,
              const WordFactTable& words, const NameTrainingOptions& options)
      : lexicon_(lexicon),
        knowledge_(knowledge),
        gazetteer_(gazetteer),
        words_(words),
        options_(options),
        random_(options.seed),
        weights_(kNameBuckets * kNameTags, options),
        transitions_(kNameTags * kNameTags, options) {}

  void read(const NameExample& example);
  void train();
  std::string model(const std::string& words) const;
  std::size_t stretches() const { return stretches_.size(); }
  std::size_t names() const { return names_; }

 private:
  // A run of words that can be names: their features and tags.
  struct Stretch {
    std::vector<NameFeatures> features;
    std::vector<NameTag> tags;
  };

  void add_stretches(const Document& document, const Sentence& sentence,
                     const std::vector<NameTag>& tags);
  void learn(const Stretch& stretch);
  void drop_features(const Stretch& stretch);
  void score(std::size_t count);
  void pass_forward(std::size_t count);
  void pass_backward(std::size_t count);
  void change_transitions(const Stretch& stretch, double total);
  double transition(std::size_t previous, std::size_t tag) const {
    return can_follow(static_cast<NameTag>(tag), static_cast<NameTag>(previous))
               ? transitions_[previous * kNameTags + tag]
               : -1e4;
  }

  const AgentLexicon& lexicon_;
  const Knowledge& knowledge_;
  const Gazetteer& gazetteer_;
  const WordFactTable& words_;
  const NameTrainingOptions& options_;
  Random random_;
  EntityScratch scratch_;
  std::vector<Stretch> stretches_;
  std::size_t names_ = 0;
  AdaGrad weights_;
  AdaGrad transitions_;
  std::vector<NameFeatures> kept_;  // of the stretch at hand, without dropped ones
  std::vector<TagScores> emissions_, forward_, backward_;
};

void NameTrainer::add_stretches(const Document& document, const Sentence& sentence,
                                const std::vector<NameTag>& tags) {
  for (TokenIndex i = sentence.first; i < sentence.last;) {
    if (!can_be_name(document, sentence, i, scratch_)) {
      ++i;
      continue;
    }
    Stretch& stretch = stretches_.emplace_back();
    for (; i < sentence.last && can_be_name(document, sentence, i, scratch_); ++i) {
      name_features(knowledge_, document, sentence, i, scratch_, stretch.features.emplace_back());
      NameTag tag = tags[static_cast<std::size_t>(i)];
      const NameTag previous = stretch.tags.empty() ? kOutside : stretch.tags.back();
      if (!can_follow(tag, previous)) tag = static_cast<NameTag>(tag - 1);
      stretch.tags.push_back(tag);
    }
  }
}

void NameTrainer::read(const NameExample& example) {
  const Document& document = example.document;
  look_up_words(lexicon_, document, scratch_);
  scratch_.day = parse_first_day(document.date).value_or(kNoDay);
  find_known_names(knowledge_, document, scratch_);
  gather_name_evidence(words_, knowledge_, &gazetteer_, document, scratch_);
  std::vector<NameTag> tags(document.tokens.size(), kOutside);
  for (const MarkedName& name : example.names) {
    const NameTag begin = begin_tag(name.type);
    for (TokenIndex i = name.first; i < name.last; ++i) {
      tags[static_cast<std::size_t>(i)] = static_cast<NameTag>(i == name.first ? begin : begin + 1);
    }
  }
  names_ += example.names.size();
  for (const Sentence& sentence : document.sentences) add_stretches(document, sentence, tags);
}

void NameTrainer::drop_features(const Stretch& stretch) {
  kept_.resize(std::max(kept_.size(), stretch.features.size()));
  for (std::size_t i = 0; i < stretch.features.size(); ++i) {
    kept_[i].clear();
    for (const std::uint32_t feature : stretch.features[i]) {
      if (random_.uniform() >= static_cast<float>(options_.drop)) kept_[i].push_back(feature);
    }
  }
}

void NameTrainer::score(std::size_t count) {
  emissions_.assign(count, {});
  for (std::size_t i = 0; i < count; ++i) {
    for (const std::uint32_t feature : kept_[i]) {
      for (std::size_t tag = 0; tag < kNameTags; ++tag) {
        emissions_[i][tag] += weights_[feature * kNameTags + tag];
      }
    }
  }
}

// forward_[i][t]: log of the sum over all ways to come to tag t at i.
void NameTrainer::pass_forward(std::size_t count) {
  forward_.assign(count, {});
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t tag = 0; tag < kNameTags; ++tag) {
      TagScores ways{};
      for (std::size_t previous = 0; previous < kNameTags && i > 0; ++previous) {
        ways[previous] = forward_[i - 1][previous] + transition(previous, tag);
      }
      forward_[i][tag] = emissions_[i][tag] + (i > 0 ? log_sum(ways) : transition(kOutside, tag));
    }
  }
}

// backward_[i][t]: log of the sum over all ways to go on from tag t at i.
void NameTrainer::pass_backward(std::size_t count) {
  backward_.assign(count, {});
  for (std::size_t i = count - 1; i-- > 0;) {
    for (std::size_t tag = 0; tag < kNameTags; ++tag) {
      TagScores ways{};
      for (std::size_t next = 0; next < kNameTags; ++next) {
        ways[next] = transition(tag, next) + emissions_[i + 1][next] + backward_[i + 1][next];
      }
      backward_[i][tag] = log_sum(ways);
    }
  }
}

void NameTrainer::change_transitions(const Stretch& stretch, double total) {
  for (std::size_t i = 0; i < stretch.tags.size(); ++i) {
    const std::size_t gold_previous = i > 0 ? stretch.tags[i - 1] : kOutside;
    for (std::size_t previous = 0; previous < kNameTags; ++previous) {
      if (i == 0 && previous != kOutside) continue;
      const double before = i > 0 ? forward_[i - 1][previous] : 0;
      for (std::size_t tag = 0; tag < kNameTags; ++tag) {
        const double expected = std::exp(before + transition(previous, tag) + emissions_[i][tag] +
                                         backward_[i][tag] - total);
        const bool is_gold = gold_previous == previous && stretch.tags[i] == tag;
        const double gradient = (is_gold ? 1 : 0) - expected;
        if (std::abs(gradient) > 1e-3) transitions_.step(previous * kNameTags + tag, gradient);
      }
    }
  }
}

void NameTrainer::learn(const Stretch& stretch) {
  const std::size_t count = stretch.tags.size();
  drop_features(stretch);
  score(count);
  pass_forward(count);
  pass_backward(count);
  const double total = log_sum(forward_[count - 1]);
  change_transitions(stretch, total);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t tag = 0; tag < kNameTags; ++tag) {
      const double expected = std::exp(forward_[i][tag] + backward_[i][tag] - total);
      const double gradient = (stretch.tags[i] == tag ? 1 : 0) - expected;
      if (std::abs(gradient) < 1e-3) continue;
      for (const std::uint32_t feature : kept_[i]) {
        weights_.step(feature * kNameTags + tag, gradient);
      }
    }
  }
}

void NameTrainer::train() {
  std::vector<std::size_t> order(stretches_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (int epoch = 0; epoch < options_.epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
    for (const std::size_t index : order) learn(stretches_[index]);
  }
}

// Scaled so that nearly all weights fit a byte.
std::string NameTrainer::model(const std::string& words) const {
  std::vector<double> transitions = transitions_.values();
  for (std::size_t previous = 0; previous < kNameTags; ++previous) {
    transitions[previous * kNameTags + kOutside] -= options_.recall;
  }
  std::vector<double> sizes;
  for (const double weight : weights_.values()) {
    if (weight != 0) sizes.push_back(std::abs(weight));
  }
  std::sort(sizes.begin(), sizes.end());
  const double largest = sizes.empty() ? 1 : sizes[sizes.size() - 1 - sizes.size() / 5000];
  const auto to_bytes = [&](const std::vector<double>& weights) {
    std::string bytes;
    for (const double weight : weights) {
      const double scaled = std::clamp(std::round(weight / largest * 127), -127.0, 127.0);
      bytes.push_back(static_cast<char>(static_cast<std::int8_t>(scaled)));
    }
    return bytes;
  };
  return build_model_file({{"weights", to_bytes(weights_.values())},
                           {"transitions", to_bytes(transitions)},
                           {"words", words}});
}

}  // namespace

Result<NameTraining> train_names(const AgentLexicon& lexicon, const Knowledge& knowledge,
                                 const Gazetteer& gazetteer,
                                 const std::vector<NameExample>& examples, const std::string& words,
                                 const NameTrainingOptions& options) {
  WordFactTable table;
  if (!table.attach(words)) {
    return Error{ErrorKind::kInvalidInput, "the word table is damaged", "", 0,
                 "make it with build_word_table()"};
  }
  NameTrainer trainer(lexicon, knowledge, gazetteer, table, options);
  for (const NameExample& example : examples) trainer.read(example);
  if (trainer.names() == 0) {
    return Error{ErrorKind::kInvalidInput, "the documents mark no names", "", 0,
                 "give CoNLL-U with 'Entity=(...)' in the last column, or JSONL with entities"};
  }
  trainer.train();
  return NameTraining{trainer.model(words), trainer.stretches(), trainer.names()};
}

}  // namespace casus
