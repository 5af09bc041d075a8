#include "pipeline/events/distant_recipients.h"

#include <algorithm>
#include <utility>

namespace casus {

namespace {

constexpr int kDeepest = 5;
constexpr int kDeepestPurpose = 2;

// "American" of "tariffs on American goods".
bool is_of_country(const Tree& tree, TokenIndex t) {
  const Token& token = tree.token(t);
  return token.relation == Relation::kAmod && token.upos == Upos::kAdj && !token.form.empty() &&
         token.form[0] >= 'A' && token.form[0] <= 'Z';
}

bool is_participle(const Token& token) {
  return token.relation == Relation::kAcl && !has_subtype(token, "relcl");
}

class DistantRecipient {
 public:
  DistantRecipient(const Finder& finder, Roles& roles)
      : finder_(finder), tree_(finder.tree), roles_(roles) {}

  // Level by level, the nearest first.
  bool find_below(const TokenList& tops, int deepest, bool may_be_codeless) {
    TokenList level = tops;
    for (int depth = 0; depth < deepest && !level.empty(); ++depth) {
      TokenList below = words_below(level, depth);
      if (depth == 0 && deepest == kDeepest) below.add_all(words_of_roles());
      for (const TokenIndex t : below) {
        if (take(t, may_be_codeless)) return true;
      }
      level = below;
    }
    return false;
  }

  // "Powers granted to the president": in what was done to the things of the roles.
  bool find_in_participles() {
    for (const TokenIndex thing : words_of_roles()) {
      TokenList verbs;
      tree_.each_child(thing, [&](TokenIndex c) {
        if (is_participle(tree_.token(c))) verbs.add(c);
      });
      for (const TokenIndex verb : verbs) {
        TokenList parties;
        tree_.each_child(verb, [&](TokenIndex c) { parties.add(c); });
        for (const TokenIndex t : parties) {
          if (take(t, true)) return true;
        }
      }
    }
    return false;
  }

  // "To arrest gang members": the infinitives of what the trigger is done for.
  TokenList purposes() const {
    TokenList verbs;
    verbs.add(finder_.match.head);
    for (const TokenIndex t : finder_.match.bound) {
      if (t != kNoToken) verbs.add(t);
    }
    TokenList found;
    for (const TokenIndex verb : verbs) add_purposes_of(verb, found);
    return found;
  }

 private:
  void add_purposes_of(TokenIndex verb, TokenList& found) const {
    // "Deemed it unlawful to": no purpose.
    const TokenIndex object = tree_.child(verb, Relation::kObj);
    if (object != kNoToken && is_pronoun(tree_, object)) return;
    tree_.each_child(verb, [&](TokenIndex c) {
      const bool is_infinitive = tree_.find_child(c, [&](TokenIndex d) {
        return tree_.token(d).relation == Relation::kMark && tree_.token(d).upos == Upos::kPart;
      }) != kNoToken;
      const bool is_clause = tree_.token(c).relation == Relation::kAdvcl && c > verb;
      if (is_clause && is_infinitive) found.add(c);
    });
  }

  // What hangs on the trigger itself with a preposition had its chance among the roles.
  bool is_inside(TokenIndex c, int depth) const {
    const Token& token = tree_.token(c);
    switch (token.relation) {
      case Relation::kObj:
      case Relation::kNmod:
      case Relation::kXcomp:
      case Relation::kCcomp:
      case Relation::kCompound:
        return true;
      case Relation::kObl:
      case Relation::kNsubj:
        return depth > 0;
      default:
        return is_participle(token) || (depth > 0 && is_of_country(tree_, c));
    }
  }

  TokenList words_below(const TokenList& level, int depth) const {
    TokenList below;
    for (const TokenIndex t : level) {
      tree_.each_child(t, [&](TokenIndex c) {
        // "Reaffirmed the state's commitment to Chad": whose it is does it.
        const bool is_doers =
            is_possessor(tree_.token(c)) && is_required(finder_, t) && is_outward(finder_);
        // Where the victims of a deed are may be who did it, but not what they are.
        const bool is_of_victim = is_against_deeds(finder_) && is_victim(tree_, t) &&
                                  tree_.token(c).relation != Relation::kNmod;
        if (!is_doers && !is_of_victim && is_inside(c, depth)) below.add(c);
      });
    }
    return below;
  }

  // The things that the entry's roles led to, and in which no actor was found.
  TokenList words_of_roles() const {
    TokenList found;
    for (const Path& role : finder_.entry.recipient) {
      found.add_all(role_tokens(finder_, role, role.size()));
    }
    return found;
  }

  bool take(TokenIndex t, bool may_be_codeless) {
    Participant found;
    bool direct = false;
    const bool is_adjective = is_of_country(tree_, t);
    if (!find_participant(tree_, finder_.entity_at, t, is_adjective, found, direct)) return false;
    if (found.actor.code.empty() && !may_be_codeless) return false;
    if (std::any_of(roles_.actors.begin(), roles_.actors.end(),
                    [&](const Participant& actor) { return is_actors(t, found, actor); })) {
      return false;
    }
    if (is_against_deeds(finder_) && is_victim(tree_, t)) return false;
    if (is_bodys_pronoun(finder_, t)) return false;
    if (is_pronoun(tree_, t) && is_own(finder_, t, false, found, roles_.actors)) return false;
    roles_.recipient_role = "below the trigger";
    if (direct) {
      add_group(finder_, t, {}, roles_.recipients, roles_.actors);
    } else {
      add_participant(std::move(found), roles_.recipients, roles_.actors);
    }
    return !roles_.recipients.empty();
  }

  // "Put its troops on alert": what the pattern names is the actor's means. Nor does anybody do
  // to their own state what no role says.
  bool is_actors(TokenIndex t, const Participant& found, const Participant& actor) const {
    if (actor.head == found.head) return true;
    if (actor.actor.code != found.actor.code || found.actor.code.empty()) return false;
    return found.actor.sector.empty() || actor.actor.sector == found.actor.sector ||
           is_required(finder_, t);
  }

  const Finder& finder_;
  const Tree& tree_;
  Roles& roles_;
};

}  // namespace

void find_distant_recipient(const Finder& finder, Roles& roles) {
  DistantRecipient distant(finder, roles);
  if (finder.recipient_did_it) {
    distant.find_in_participles();
    return;
  }
  TokenList head;
  head.add(finder.match.head);
  if (distant.find_below(head, kDeepest, false)) return;
  if (!finder.tree.is_verb(finder.match.head)) return;
  const TokenList purposes = distant.purposes();
  if (distant.find_below(purposes, kDeepestPurpose, false)) return;
  distant.find_below(purposes, kDeepestPurpose, true);
}

}  // namespace casus
