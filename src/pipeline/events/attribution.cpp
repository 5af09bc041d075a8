#include "pipeline/events/attribution.h"

#include <algorithm>

#include "base/utf8.h"

namespace casus {

namespace {

constexpr std::size_t kMaxClaims = 6;

class ClaimClimb {
 public:
  ClaimClimb(const Tree& tree, const EntityAt& entity_at)
      : tree_(tree), entity_at_(entity_at), cues_(tree.lexicon().reporting()) {}

  std::vector<Attribution> climb(TokenIndex trigger);

 private:
  void add_claim(TokenIndex verb, const TokenList& claimants);
  void add_nobody(TokenIndex word);
  TokenList stray_claimants(TokenIndex node, TokenIndex verb) const;
  void take_governor(TokenIndex node, TokenIndex governor, TokenIndex from);
  void take_beside(TokenIndex node, TokenIndex from);
  bool is_reporting_aside(TokenIndex clause) const;
  void take_source(TokenIndex dependent);
  void take_last_source(TokenIndex conjunct);
  std::string source_phrase(TokenIndex dependent, TokenIndex source) const;
  TokenIndex issuer(TokenIndex claimant) const;
  Participant claimant_at(TokenIndex token) const;

  const Tree& tree_;
  const EntityAt& entity_at_;
  const ReportingCues& cues_;
  std::vector<Attribution> claims_;
};

// "a statement by the ministry": the ministry.
TokenIndex ClaimClimb::issuer(TokenIndex claimant) const {
  if (!tree_.is_any(claimant, cues_.documents)) return claimant;
  const TokenIndex clause = tree_.child(claimant, Relation::kAcl);
  if (clause != kNoToken) {
    const TokenList agents = tree_.subjects(clause);
    if (!agents.empty() && *agents.begin() != claimant) return *agents.begin();
  }
  const TokenIndex owner = tree_.find_child(claimant, [&](TokenIndex c) {
    const Relation relation = tree_.token(c).relation;
    Participant found;
    bool direct = false;
    return (relation == Relation::kNmod || relation == Relation::kCompound) &&
           find_participant(tree_, entity_at_, c, false, found, direct);
  });
  return owner == kNoToken ? claimant : owner;
}

Participant ClaimClimb::claimant_at(TokenIndex token) const {
  Participant found;
  bool direct = false;
  if (find_participant(tree_, entity_at_, issuer(token), true, found, direct)) return found;
  const Token& word = tree_.token(token);
  found.entity_text = std::string(tree_.document().words(word.start, word.end));
  found.start = word.start;
  found.end = word.end;
  found.head = token;
  return found;
}

void ClaimClimb::add_claim(TokenIndex verb, const TokenList& claimants) {
  for (const TokenIndex claimant : claimants) {
    if (claims_.size() >= kMaxClaims) return;
    claims_.push_back({claimant_at(claimant), std::string(tree_.token(verb).lemma)});
  }
  if (claimants.empty()) add_nobody(verb);
}

void ClaimClimb::add_nobody(TokenIndex word) {
  if (claims_.size() >= kMaxClaims) return;
  Attribution claim;
  claim.verb = std::string(tree_.token(word).lemma);
  claim.claimant.start = tree_.token(word).start;
  claim.claimant.end = tree_.token(word).end;
  claim.claimant.head = word;
  claims_.push_back(std::move(claim));
}

// "killed 20 people, officials said": the claimant, hung on the people by mistake.
TokenList ClaimClimb::stray_claimants(TokenIndex node, TokenIndex verb) const {
  TokenList found;
  if (node > verb) return found;
  const TokenIndex first = std::max(node, verb - kMaxClimb);
  for (TokenIndex t = verb - 1; t > first && found.empty(); --t) {
    const Token& word = tree_.token(t);
    if (word.relation == Relation::kConj && word.head != kNoToken &&
        tree_.stray_conjunct(word.head) == t) {
      tree_.add_with_conjuncts(t, found);
    }
  }
  return found;
}

// The word above a clause: "said that ...", "accused them of ...".
void ClaimClimb::take_governor(TokenIndex node, TokenIndex governor, TokenIndex from) {
  const Relation relation = tree_.token(node).relation;
  if (tree_.is_any(governor, cues_.verbs)) {
    const bool is_content = relation == Relation::kCcomp || relation == Relation::kParataxis ||
                            (relation == Relation::kXcomp && tree_.is_passive(governor)) ||
                            relation == Relation::kDislocated;
    if (!is_content) return;
    const TokenList claimants = tree_.subjects(governor);
    add_claim(governor, claimants.empty() ? stray_claimants(node, governor) : claimants);
    return;
  }
  if (!tree_.is_any(governor, cues_.accusations)) return;
  const bool is_about_object = relation == Relation::kObj && from != kNoToken &&
                               tree_.token(from).relation == Relation::kAcl &&
                               !has_subtype(tree_.token(from), "relcl");
  if (is_about_object || relation == Relation::kAdvcl || relation == Relation::kObl ||
      relation == Relation::kCcomp || relation == Relation::kXcomp) {
    add_claim(governor, tree_.subjects(governor));
  }
}

// The words that introduce a source, lower-case: "according to".
std::string ClaimClimb::source_phrase(TokenIndex dependent, TokenIndex source) const {
  std::string phrase;
  const auto add = [&](TokenIndex t) {
    phrase += (phrase.empty() ? "" : " ") + lower_utf8(tree_.token(t).form);
  };
  if (dependent != source) add(dependent);
  tree_.each_child(source, [&](TokenIndex c) {
    if (tree_.token(c).relation != Relation::kCase) return;
    add(c);
    tree_.each_child(c, [&](TokenIndex part) {
      if (tree_.token(part).relation == Relation::kFixed) add(part);
    });
  });
  return phrase;
}

// "according to X": X hangs on "according", or "according" marks X.
void ClaimClimb::take_source(TokenIndex dependent) {
  TokenIndex source = kNoToken;
  if (tree_.is_any(dependent, cues_.prepositions)) {
    source = tree_.child(dependent, Relation::kObl);
    if (source == kNoToken) source = tree_.child(dependent, Relation::kNmod);
  } else {
    const TokenIndex word = tree_.find_child(dependent, [&](TokenIndex c) {
      const Relation relation = tree_.token(c).relation;
      return (relation == Relation::kCase || relation == Relation::kMark) &&
             tree_.is_any(c, cues_.prepositions);
    });
    if (word != kNoToken) source = dependent;
  }
  if (source == kNoToken) return;
  TokenList sources;
  tree_.add_with_conjuncts(source, sources);
  const std::string phrase = source_phrase(dependent, source);
  const std::size_t before = claims_.size();
  add_claim(source, sources);
  for (std::size_t i = before; i < claims_.size(); ++i) claims_[i].verb = phrase;
}

// "Four were killed and nine hurt, according to police": said of both, hung on the last.
void ClaimClimb::take_last_source(TokenIndex conjunct) {
  tree_.each_child(conjunct, [&](TokenIndex c) {
    const Relation relation = tree_.token(c).relation;
    const bool may_be_source = relation == Relation::kObl || relation == Relation::kAdvcl;
    const bool has_comma = tree_.find_child(c, [&](TokenIndex part) {
      return part > conjunct && tree_.token(part).form == ",";
    }) != kNoToken;
    if (may_be_source && has_comma) take_source(c);
  });
}

// ", local media reported" behind a clause, hung on it as if it were an adverb: a finite clause
// with its own subject and no conjunction.
bool ClaimClimb::is_reporting_aside(TokenIndex clause) const {
  return tree_.is_any(clause, cues_.verbs) && tree_.child(clause, Relation::kMark) == kNoToken &&
         tree_.child(clause, Relation::kNsubj) != kNoToken &&
         tree_.child(clause, Relation::kAdvmod) == kNoToken;
}

// What stands beside a clause: ", the ministry said", "according to", "allegedly".
void ClaimClimb::take_beside(TokenIndex node, TokenIndex from) {
  tree_.each_child(node, [&](TokenIndex c) {
    if (c == from) return;
    switch (tree_.token(c).relation) {
      case Relation::kParataxis:
        if (tree_.is_any(c, cues_.verbs) && !tree_.subjects(c).empty()) {
          add_claim(c, tree_.subjects(c));
        }
        break;
      case Relation::kAdvmod:
      case Relation::kAmod:
        if (tree_.is_any(c, cues_.adverbs)) add_nobody(c);
        break;
      case Relation::kAdvcl:
        if (is_reporting_aside(c)) {
          add_claim(c, tree_.subjects(c));
        } else {
          take_source(c);
        }
        break;
      case Relation::kObl:
      case Relation::kNmod:
        take_source(c);
        break;
      case Relation::kConj:
        if (c > node && tree_.is_verb(c)) take_last_source(c);
        break;
      default:
        break;
    }
  });
}

std::vector<Attribution> ClaimClimb::climb(TokenIndex trigger) {
  TokenIndex node = trigger;
  TokenIndex from = kNoToken;
  for (int climbed = 0; climbed < kMaxClimb; ++climbed) {
    take_beside(node, from);
    const TokenIndex governor = tree_.token(node).head;
    if (governor == kNoToken) break;
    take_governor(node, governor, from);
    from = node;
    node = governor;
  }
  return std::move(claims_);
}

}  // namespace

std::vector<Attribution> find_attributions(const Tree& tree, const EntityAt& entity_at,
                                           TokenIndex trigger) {
  return ClaimClimb(tree, entity_at).climb(trigger);
}

}  // namespace casus
