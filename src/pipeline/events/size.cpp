// Counts of people killed, injured and arrested: a word of size.txt, the people it is about, and
// the number on them ("killed at least three soldiers", "12 arrested", "the death of dozens").

#include <algorithm>
#include <array>

#include "pipeline/events/circumstances.h"
#include "pipeline/events/modality.h"

namespace casus {

namespace {

constexpr int kMaxSizeWords = 32;
constexpr std::int64_t kMaxCount = 1'000'000'000;

// "1,200" or "12"; nullopt for anything else.
std::optional<std::int64_t> read_figure(std::string_view form) {
  std::int64_t value = 0;
  bool has_digit = false;
  for (const char c : form) {
    if (c == ',') continue;
    if (c < '0' || c > '9' || value > kMaxCount) return std::nullopt;
    value = value * 10 + (c - '0');
    has_digit = true;
  }
  return has_digit ? std::optional(value) : std::nullopt;
}

struct Amount {
  std::int64_t value = 0;
  bool is_vague = false;
};

std::optional<Amount> amount_of(const Tree& tree, TokenIndex t) {
  const EventLexicon::Number* number = tree.lexicon().number(tree.form(t));
  if (number == nullptr) number = tree.lexicon().number(tree.lemma(t));
  if (number != nullptr) return Amount{number->value, number->is_vague};
  if (const auto figure = read_figure(tree.token(t).form)) return Amount{*figure, false};
  return std::nullopt;
}

// A numeral with the smaller and larger ones that hang on it: "two hundred", "twenty-five".
std::optional<Amount> numeral(const Tree& tree, TokenIndex t) {
  auto amount = amount_of(tree, t);
  if (!amount) return std::nullopt;
  const EventLexicon::Number* word = tree.lexicon().number(tree.lemma(t));
  const bool multiplies = word != nullptr && word->multiplies;
  tree.each_child(t, [&](TokenIndex c) {
    const Relation relation = tree.token(c).relation;
    if (relation != Relation::kCompound && relation != Relation::kNummod) return;
    const auto part = amount_of(tree, c);
    if (!part || part->value <= 0) return;
    amount->value =
        multiplies ? amount->value * (part->value % 100000) : amount->value + part->value;
    amount->is_vague |= part->is_vague;
  });
  return amount;
}

// The number on a noun, or the numeral that stands for people.
TokenIndex numeral_on(const Tree& tree, TokenIndex people) {
  if (amount_of(tree, people)) return people;
  return tree.find_child(people, [&](TokenIndex c) {
    const Relation relation = tree.token(c).relation;
    return (relation == Relation::kNummod || relation == Relation::kAmod ||
            relation == Relation::kDet || relation == Relation::kNmod) &&
           amount_of(tree, c).has_value();
  });
}

// "the murder in 1989" counts nobody.
bool is_in_time(const Document& document, TokenIndex t) {
  const auto after =
      std::upper_bound(document.times.begin(), document.times.end(), t,
                       [](TokenIndex token, const Time& time) { return token < time.first; });
  return after != document.times.begin() && t < (after - 1)->last;
}

bool has_bound(const Tree& tree, TokenIndex token, const WordSet& words) {
  return tree.find_child(token, [&](TokenIndex c) {
    if (tree.is_any(c, words)) return true;
    return tree.find_child(c, [&](TokenIndex part) { return tree.is_any(part, words); }) !=
           kNoToken;
  }) != kNoToken;
}

// Nothing where what is counted is no people: "seized 11 tons of drugs".
std::optional<Count> count_people(const Tree& tree, TokenIndex people) {
  if (tree.is_any(people, tree.lexicon().thing_words())) return std::nullopt;
  const TokenIndex numeral_token = numeral_on(tree, people);
  if (numeral_token == kNoToken || is_in_time(tree.document(), numeral_token)) return std::nullopt;
  const auto amount = numeral(tree, numeral_token);
  if (!amount || amount->value > kMaxCount) return std::nullopt;
  Count count;
  const EventLexicon& lexicon = tree.lexicon();
  const bool is_minimum =
      amount->is_vague || has_bound(tree, numeral_token, lexicon.minimum_words());
  const bool is_maximum = has_bound(tree, numeral_token, lexicon.maximum_words());
  if (!is_maximum) count.minimum = amount->value;
  if (!is_minimum) count.maximum = amount->value;
  count.start = tree.token(numeral_token).start;
  count.end = tree.token(numeral_token).end;
  return count;
}

// Whom a size word is about: "killed them", "they died", "the death of them", "three dead".
TokenList people_of(const Tree& tree, TokenIndex word) {
  TokenList people;
  if (tree.is_verb(word)) {
    people.add_all(tree.objects(word));
    if (people.empty() && !tree.is_passive(word)) people.add_all(tree.subjects(word));
  } else {
    people.add(word);
    tree.each_child(word, [&](TokenIndex c) {
      const Relation relation = tree.token(c).relation;
      if (relation == Relation::kNmod || relation == Relation::kNsubj) people.add(c);
    });
    const Relation relation = tree.token(word).relation;
    const TokenIndex head = tree.token(word).head;
    if (relation == Relation::kAmod || relation == Relation::kXcomp) people.add(head);
    // "left twelve dead": the people are another word of the verb.
    if (relation == Relation::kXcomp && tree.is_verb(head)) people.add_all(tree.objects(head));
  }
  // "12 dead and 30 injured", whatever the tree makes of such a row.
  if (word > 0 && tree.token(word - 1).upos == Upos::kNum) people.add(word - 1);
  return people;
}

bool is_bare_plural(const Tree& tree, TokenIndex noun) {
  return tree.token(noun).upos == Upos::kNoun && has_feature(tree.token(noun), "Number=Plur") &&
         tree.child(noun, Relation::kDet) == kNoToken;
}

// "There are dead and injured", "killed civilians": some, though the text does not say how many.
std::optional<Count> count_some(const Tree& tree, TokenIndex word, TokenIndex trigger) {
  TokenIndex people = kNoToken;
  const Relation relation = tree.token(word).relation;
  const bool describes = relation == Relation::kAmod || relation == Relation::kXcomp ||
                         relation == Relation::kAcl || tree.child(word, Relation::kCop) != kNoToken;
  if (tree.is_any(word, tree.lexicon().people_words()) && !describes &&
      tree.child(word, Relation::kDet) == kNoToken && tree.objects(word).empty()) {
    people = word;
  } else if (tree.is_verb(word) && word == trigger) {
    for (const TokenIndex each : tree.objects(word)) {
      if (people == kNoToken && tree.is_actor(each) && is_bare_plural(tree, each)) people = each;
    }
  }
  const Modality modality = find_modality(tree, word);
  const bool is_told = !modality.has(Auxiliary::kNegation) && !modality.has(Auxiliary::kFuture) &&
                       !modality.has(Auxiliary::kHypothetical);
  if (people == kNoToken || !is_told) return {};
  Count count;
  count.minimum = 1;
  count.start = tree.token(people).start;
  count.end = tree.token(people).end;
  return count;
}

// True where `word` is the trigger or in a clause that hangs on it.
bool belongs_to(const Tree& tree, TokenIndex word, TokenIndex trigger) {
  TokenIndex t = word;
  for (int climbed = 0; climbed < 8 && t != kNoToken; ++climbed) {
    if (t == trigger) return true;
    const Relation relation = tree.token(t).relation;
    // "..., as a result of which there are dead": what there is has no doer of its own.
    const bool is_existential = tree.child(t, Relation::kExpl) != kNoToken;
    const TokenIndex subject = tree.child(t, Relation::kNsubj);
    // "Four soldiers were killed and nine were wounded": nine of the same.
    const bool is_of_same = subject != kNoToken && tree.token(subject).upos == Upos::kNum &&
                            tree.child(subject, Relation::kNmod) == kNoToken;
    const bool is_beside = (relation == Relation::kConj && subject != kNoToken && !is_of_same) ||
                           has_subtype(tree.token(t), "relcl");
    if ((is_beside && !is_existential) || relation == Relation::kCcomp) return false;
    t = tree.token(t).head;
  }
  return tree.clause(word) == tree.clause(trigger);
}

}  // namespace

void find_size(const Tree& tree, Event& event) {
  const Sentence& sentence = tree.document().sentences[static_cast<std::size_t>(event.sentence)];
  std::optional<Count>* counts[] = {&event.size.dead, &event.size.injured, &event.size.arrested};
  std::array<std::optional<Count>, 3> some;
  int seen = 0;
  const TokenIndex last = std::min(sentence.last, sentence.first + 256);
  for (TokenIndex t = sentence.first; t < last && seen < kMaxSizeWords; ++t) {
    for (std::size_t what = 0; what < 3; ++what) {
      if (!tree.is_any(t, tree.lexicon().size_words(static_cast<int>(what)))) continue;
      ++seen;
      if (counts[what]->has_value() || !belongs_to(tree, t, event.trigger)) continue;
      for (const TokenIndex people : people_of(tree, t)) {
        if (!counts[what]->has_value()) *counts[what] = count_people(tree, people);
      }
      if (!counts[what]->has_value() && !some[what])
        some[what] = count_some(tree, t, event.trigger);
    }
  }
  for (std::size_t what = 0; what < some.size(); ++what) {
    if (!counts[what]->has_value()) *counts[what] = some[what];
  }
}

}  // namespace casus
