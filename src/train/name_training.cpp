#include "train/name_training.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/text_file.h"
#include "input/conllu.h"
#include "pipeline/entities/known_names.h"
#include "pipeline/entities/name_model.h"
#include "pipeline/syntax/model_file.h"
#include "train/random.h"

namespace casus {

namespace {

// A mention of the treebank: tokens [first, last) and the word for its type.
struct MarkedMention {
  std::string group;
  std::string type;
  TokenIndex first = 0;
  TokenIndex last = 0;
};

// The MISC column of every syntactic word of a file, in order.
std::vector<std::string> misc_columns(std::string_view content) {
  std::vector<std::string> columns;
  for (const std::string_view line : split(content, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    const std::string_view id = line.substr(0, tab);
    if (id.find_first_of("-.") != std::string_view::npos) continue;
    columns.emplace_back(line.substr(line.rfind('\t') + 1));
  }
  return columns;
}

std::string_view entity_field(std::string_view misc) {
  for (const std::string_view field : split(misc, '|')) {
    if (field.starts_with("Entity=")) return field.substr(7);
  }
  return {};
}

// Reads the brackets at one word: "(7-place-acc-...)", "(3-person-...(4-place-...", "4)3)".
void read_brackets(std::string_view field, TokenIndex word, std::vector<MarkedMention>& open,
                   std::vector<MarkedMention>& done) {
  const auto close = [&](std::string_view group) {
    for (std::size_t i = open.size(); i-- > 0;) {
      if (open[i].group != group) continue;
      open[i].last = word + 1;
      done.push_back(open[i]);
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
  };
  for (std::size_t at = 0; at < field.size();) {
    const bool opens = field[at] == '(';
    const std::size_t start = at + (opens ? 1 : 0);
    const std::size_t end = std::min(field.find_first_of("()", start), field.size());
    const auto parts = split(field.substr(start, end - start), '-');
    if (!parts.empty() && opens) {
      open.push_back(
          {std::string(parts[0]), parts.size() > 1 ? std::string(parts[1]) : "", word, word + 1});
    }
    const bool closes = end < field.size() && field[end] == ')';
    if (closes && !parts.empty()) close(parts[0]);
    at = closes ? end + 1 : end;
  }
}

std::optional<EntityType> type_of(std::string_view word) {
  if (word == "person") return EntityType::kPerson;
  if (word == "organization") return EntityType::kOrganisation;
  if (word == "place") return EntityType::kLocation;
  return std::nullopt;
}

class NameTrainer {
 public:
  NameTrainer(const EntityRules& rules, const Knowledge& knowledge)
      : rules_(rules),
        knowledge_(knowledge),
        weights_(kNameBuckets * kNameTags),
        sums_(kNameBuckets * kNameTags),
        stamps_(kNameBuckets * kNameTags),
        transitions_(kNameTags * kNameTags),
        transition_sums_(kNameTags * kNameTags),
        transition_stamps_(kNameTags * kNameTags) {}

  Result<void> read(const std::filesystem::path& treebank);
  void train(const NameTrainingOptions& options);
  std::string model();
  std::size_t stretches() const { return stretches_.size(); }
  std::size_t names() const { return names_; }

 private:
  // A run of words that can be names: their features and tags.
  struct Stretch {
    std::vector<NameFeatures> features;
    std::vector<NameTag> tags;
  };

  void read_document(const Document& document, const std::vector<MarkedMention>& mentions);
  void mark(const Document& document, const MarkedMention& mention, std::vector<NameTag>& tags);
  void add_stretches(const Document& document, const Sentence& sentence,
                     const std::vector<NameTag>& tags);
  void learn(const Stretch& stretch);
  void change(std::size_t weight, double by);
  void change_transition(std::size_t transition, double by);

  const EntityRules& rules_;
  const Knowledge& knowledge_;
  EntityScratch scratch_;
  std::vector<Stretch> stretches_;
  std::size_t names_ = 0;
  std::vector<double> weights_, sums_, stamps_;
  std::vector<double> transitions_, transition_sums_, transition_stamps_;
  std::vector<double> emissions_;
  std::vector<NameTag> found_;
  double now_ = 1;
};

// The proper nouns around the mention's head are the name; of persons without titles and without
// what follows a preposition.
void NameTrainer::mark(const Document& document, const MarkedMention& mention,
                       std::vector<NameTag>& tags) {
  const auto type = type_of(mention.type);
  const TokenIndex head = head_of_span(document, mention.first, mention.last);
  const auto token = [&](TokenIndex i) -> const Token& {
    return document.tokens[static_cast<std::size_t>(i)];
  };
  if (!type || token(head).upos != Upos::kPropn) return;
  const auto has_class = [&](TokenIndex i, std::uint32_t classes) {
    return (scratch_.words[static_cast<std::size_t>(i)].classes & classes) != 0;
  };
  const auto is_name = [&](TokenIndex i) {
    return i >= mention.first && i < mention.last && token(i).upos == Upos::kPropn;
  };
  const auto is_joint = [&](TokenIndex i) {
    if (token(i).form == "-") return true;
    return *type != EntityType::kPerson && has_class(i, kInsideName);
  };
  TokenIndex first = head;
  TokenIndex last = head + 1;
  while (is_name(first - 1) ||
         (first - 2 >= mention.first && is_joint(first - 1) && is_name(first - 2))) {
    --first;
  }
  while (is_name(last) || (last + 1 < mention.last && is_joint(last) && is_name(last + 1)) ||
         (last + 2 < mention.last && is_joint(last) && is_joint(last + 1) && is_name(last + 2))) {
    ++last;
  }
  while (*type == EntityType::kPerson && last - first > 1 && has_class(first, kTitleWord) &&
         !has_class(first, kFirstName)) {
    ++first;
  }
  const std::int32_t match = scratch_.match_at[static_cast<std::size_t>(head)];
  if (match != kNone &&
      scratch_.matches[static_cast<std::size_t>(match)].sense.kind == NameKind::kInhabitant) {
    return;
  }
  for (TokenIndex i = first; i < last; ++i) {
    if (tags[static_cast<std::size_t>(i)] != kOutside) return;
  }
  ++names_;
  const NameTag begin = begin_tag(*type);
  for (TokenIndex i = first; i < last; ++i) {
    tags[static_cast<std::size_t>(i)] = static_cast<NameTag>(i == first ? begin : begin + 1);
  }
}

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

void NameTrainer::read_document(const Document& document,
                                const std::vector<MarkedMention>& mentions) {
  look_up_words(rules_.lexicon(), document, scratch_);
  scratch_.day = parse_first_day(document.date).value_or(kNoDay);
  find_known_names(knowledge_, document, scratch_);
  std::vector<MarkedMention> sorted = mentions;
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.last - a.first > b.last - b.first;
  });
  std::vector<NameTag> tags(document.tokens.size(), kOutside);
  for (const MarkedMention& mention : sorted) mark(document, mention, tags);
  for (const Sentence& sentence : document.sentences) add_stretches(document, sentence, tags);
}

Result<void> NameTrainer::read(const std::filesystem::path& treebank) {
  auto content = read_file(treebank);
  if (!content) return content.error();
  auto documents = parse_conllu(*content, treebank.string());
  if (!documents) return documents.error();
  const auto misc = misc_columns(*content);
  std::size_t at = 0;
  for (const Document& document : *documents) {
    std::vector<MarkedMention> open;
    std::vector<MarkedMention> mentions;
    for (std::size_t i = 0; i < document.tokens.size() && at < misc.size(); ++i, ++at) {
      read_brackets(entity_field(misc[at]), static_cast<TokenIndex>(i), open, mentions);
    }
    read_document(document, mentions);
  }
  return {};
}

void NameTrainer::change(std::size_t weight, double by) {
  sums_[weight] += weights_[weight] * (now_ - stamps_[weight]);
  stamps_[weight] = now_;
  weights_[weight] += by;
}

void NameTrainer::change_transition(std::size_t transition, double by) {
  transition_sums_[transition] +=
      transitions_[transition] * (now_ - transition_stamps_[transition]);
  transition_stamps_[transition] = now_;
  transitions_[transition] += by;
}

void NameTrainer::learn(const Stretch& stretch) {
  emissions_.assign(stretch.tags.size() * kNameTags, 0);
  for (std::size_t i = 0; i < stretch.tags.size(); ++i) {
    for (const std::uint32_t feature : stretch.features[i]) {
      for (std::size_t tag = 0; tag < kNameTags; ++tag) {
        emissions_[i * kNameTags + tag] += weights_[feature * kNameTags + tag];
      }
    }
  }
  best_tags<double>(emissions_, transitions_, found_);
  NameTag previous_gold = kOutside;
  NameTag previous_found = kOutside;
  for (std::size_t i = 0; i < stretch.tags.size(); ++i) {
    const NameTag gold = stretch.tags[i];
    const NameTag found = found_[i];
    if (gold != found) {
      for (const std::uint32_t feature : stretch.features[i]) {
        change(feature * kNameTags + gold, 1);
        change(feature * kNameTags + found, -1);
      }
    }
    if (gold != found || previous_gold != previous_found) {
      change_transition(static_cast<std::size_t>(previous_gold) * kNameTags + gold, 1);
      change_transition(static_cast<std::size_t>(previous_found) * kNameTags + found, -1);
    }
    previous_gold = gold;
    previous_found = found;
  }
  now_ += 1;
}

void NameTrainer::train(const NameTrainingOptions& options) {
  Random random(options.seed);
  std::vector<std::size_t> order(stretches_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    for (const std::size_t index : order) learn(stretches_[index]);
  }
  for (std::size_t i = 0; i < weights_.size(); ++i) change(i, 0);
  for (std::size_t i = 0; i < transitions_.size(); ++i) change_transition(i, 0);
}

// Averages, scaled so that nearly all fit a byte.
std::string NameTrainer::model() {
  std::vector<double> sizes;
  for (const double sum : sums_) {
    if (sum != 0) sizes.push_back(std::abs(sum));
  }
  std::sort(sizes.begin(), sizes.end());
  const double largest = sizes.empty() ? 1 : sizes[sizes.size() - 1 - sizes.size() / 2000];
  const auto to_bytes = [&](const std::vector<double>& sums) {
    std::string bytes;
    for (const double sum : sums) {
      const double scaled = std::clamp(std::round(sum / largest * 127), -127.0, 127.0);
      bytes.push_back(static_cast<char>(static_cast<std::int8_t>(scaled)));
    }
    return bytes;
  };
  return build_model_file(
      {{"weights", to_bytes(sums_)}, {"transitions", to_bytes(transition_sums_)}});
}

}  // namespace

Result<NameTraining> train_names(const EntityRules& rules, const Knowledge& knowledge,
                                 const NameTrainingOptions& options) {
  NameTrainer trainer(rules, knowledge);
  for (const auto& treebank : options.treebanks) {
    if (auto read = trainer.read(treebank); !read) return read.error();
  }
  if (trainer.names() == 0) {
    return Error{ErrorKind::kInvalidInput, "the treebanks mark no entities", "", 0,
                 "give CoNLL-U with 'Entity=(...)' in the last column"};
  }
  trainer.train(options);
  return NameTraining{trainer.model(), trainer.stretches(), trainer.names()};
}

}  // namespace casus
