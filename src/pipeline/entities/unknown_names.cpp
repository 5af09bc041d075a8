#include "pipeline/entities/unknown_names.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "pipeline/entities/known_names.h"
#include "pipeline/entities/name_bearers.h"

namespace casus {

namespace {

constexpr TokenIndex kMaxRun = 16;  // tokens; longer runs are headings and lists

struct Run {
  TokenIndex first = 0;  // tokens [first, last)
  TokenIndex last = 0;
};

class MentionFinder {
 public:
  MentionFinder(const AgentLexicon& lexicon, const NameModel& names, const Knowledge& knowledge,
                Document& document, EntityScratch& scratch)
      : lexicon_(lexicon),
        names_(names),
        knowledge_(knowledge),
        document_(document),
        scratch_(scratch),
        bearers_(lexicon, knowledge, document, scratch) {}

  void find();

 private:
  const Token& token(TokenIndex i) const { return document_.tokens[static_cast<std::size_t>(i)]; }
  const TokenWord& word(TokenIndex i) const { return scratch_.words[static_cast<std::size_t>(i)]; }
  bool has_class(TokenIndex i, std::uint32_t classes) const {
    return (word(i).classes & classes) != 0;
  }
  std::int32_t match_at(TokenIndex i) const {
    return scratch_.match_at[static_cast<std::size_t>(i)];
  }

  NameTag tag_at(TokenIndex i) const { return scratch_.name_tags[static_cast<std::size_t>(i)]; }

  void find_in_sentence(const Sentence& sentence);
  bool is_title_case(const Sentence& sentence) const;
  bool is_name_token(TokenIndex i, const Sentence& sentence) const;
  bool starts_small_name(TokenIndex i) const;
  TokenIndex end_of_run(TokenIndex first, const Sentence& sentence) const;
  TokenIndex end_of_joint(TokenIndex at, TokenIndex first, const Sentence& sentence) const;

  void read_run(Run run);
  void read_match(Run run);
  void read_rest(Run run);
  void read_by_model(Run run);
  Run tagged_at(TokenIndex i) const;
  Run without_titles(Run run) const;
  bool ends_office(TokenIndex i) const;
  Run without_adjectives(Run run) const;
  bool is_match(Run run) const;
  bool is_organisation(Run run) const;
  bool is_location(Run run) const;
  bool is_person(Run run) const;
  bool is_office_of_somewhere(TokenIndex i) const;
  bool follows_title(Run run) const;
  bool follows_office_of(TokenIndex t) const;
  Run holder_behind(Run run) const;
  bool starts_with_initial(Run run) const;
  std::optional<EntityType> type_by_tree(Run run) const;
  bool is_described_as_agent(TokenIndex head) const;

  WordKey key_of(TokenIndex i) const;
  bool resumes_person(Run run) const;
  void add_mention(Run run, EntityType type);
  void add_known(std::int32_t match);
  void drop_matches(Run run);
  EntityType type_of(const NameMatch& match) const;

  const AgentLexicon& lexicon_;
  const NameModel& names_;
  const Knowledge& knowledge_;
  Document& document_;
  EntityScratch& scratch_;
  NameBearers bearers_;
  bool only_known_ = false;  // a heading in title case: capitals tell nothing
};

bool MentionFinder::is_title_case(const Sentence& sentence) const {
  int upper = 0;
  int lower = 0;
  for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
    if (token(i).end - token(i).start < 4) continue;
    (word(i).starts_upper ? upper : lower) += 1;
  }
  return upper > 3 && upper > 3 * lower;
}

// "i am from kerala": the model takes a word without a capital for a name.
bool MentionFinder::starts_small_name(TokenIndex i) const {
  if (tag_at(i) == kOutside) return false;
  return token(i).upos == Upos::kPropn ||
         scratch_.word_facts[static_cast<std::size_t>(i)].is_always_capital();
}

bool MentionFinder::is_name_token(TokenIndex i, const Sentence& sentence) const {
  if (!word(i).starts_upper) return match_at(i) == kNone && starts_small_name(i);
  if (match_at(i) != kNone || tag_at(i) != kOutside) return true;
  if (has_class(i, kNoName)) return false;
  const Upos upos = token(i).upos;
  if (upos == Upos::kPropn || upos == Upos::kX) return true;
  return i != sentence.first && (upos == Upos::kNoun || upos == Upos::kAdj);
}

// From a word after a name token, over small words, to the next name token: its index, or `at`
// where the run ends. "of" and "for" only join after an organisation's or a place's head.
TokenIndex MentionFinder::end_of_joint(TokenIndex at, TokenIndex first,
                                       const Sentence& sentence) const {
  TokenIndex next = at;
  while (next < sentence.last && next - at < 3 &&
         (has_class(next, kInsideName) || token(next).form == "-") && !word(next).starts_upper) {
    ++next;
  }
  if (next == at || next >= sentence.last || !is_name_token(next, sentence)) return at;
  const bool is_hyphen = token(at).form == "-" && !token(at).space_after && next == at + 1;
  if (is_hyphen) return next;
  if (match_at(at) != kNone && match_at(at) == match_at(next)) return next;
  const Upos upos = token(at).upos;
  if (upos != Upos::kAdp && upos != Upos::kCconj && upos != Upos::kDet) return next;  // "van der"
  const std::uint32_t heads = kOrganisationHead | kLocationHead;
  if (upos == Upos::kCconj) {
    const bool goes_on = has_class(first, heads) && !has_class(next, heads | kTitleWord);
    return goes_on ? next : at;
  }
  return has_class(at - 1, heads) || has_class(first, kOrganisationHead) ? next : at;
}

TokenIndex MentionFinder::end_of_run(TokenIndex first, const Sentence& sentence) const {
  TokenIndex end = first + 1;
  while (end < sentence.last && end - first < kMaxRun) {
    if (is_name_token(end, sentence) ||
        (match_at(end) != kNone && match_at(end) == match_at(end - 1))) {
      ++end;
      continue;
    }
    const TokenIndex next = end_of_joint(end, first, sentence);
    if (next == end) break;
    end = next + 1;
  }
  while (end < sentence.last && match_at(end) != kNone && match_at(end) == match_at(end - 1)) ++end;
  return end;
}

bool MentionFinder::is_match(Run run) const {
  const std::int32_t match = match_at(run.first);
  if (match == kNone) return false;
  const NameMatch& found = scratch_.matches[static_cast<std::size_t>(match)];
  return found.first <= run.first && found.last >= run.last;
}

// Leaves out what stands before a person's name: "Foreign Minister". The same run where no title
// is.
Run MentionFinder::without_titles(Run run) const {
  for (TokenIndex i = run.last - 2; i >= run.first; --i) {
    if (!has_class(i, kTitleWord) || has_class(i, kFirstName)) continue;
    const std::int32_t match = match_at(i);
    if (match != kNone && match == match_at(i + 1)) continue;
    const std::uint32_t no_name = kOrganisationHead | kInsideName | kTitleWord;
    const std::int32_t next = match_at(i + 1);  // "President von der Leyen"
    const bool is_known =
        next != kNone && scratch_.matches[static_cast<std::size_t>(next)].first == i + 1;
    if (!is_known && has_class(i + 1, no_name) && !has_class(i + 1, kFirstName)) return run;
    return {i + 1, run.last};
  }
  return ends_office(run.first) ? Run{run.first + 1, run.last} : run;
}

// "State" of "Secretary of State John Kerry": before a first name or a known person.
bool MentionFinder::ends_office(TokenIndex i) const {
  if (!has_class(i, kLocationHead) || !bearers_.is_in_sentence_of(i - 2, i) ||
      !bearers_.is_in_sentence_of(i + 1, i)) {
    return false;
  }
  if (!has_class(i - 1, kOfPreposition) || !has_class(i - 2, kTitleWord)) return false;
  if (has_class(i + 1, kFirstName)) return true;
  const std::int32_t match = match_at(i + 1);
  if (match == kNone) return false;
  const NameSense& sense = scratch_.matches[static_cast<std::size_t>(match)].sense;
  return knowledge_.entry(sense.entry).kind == EntryKind::kPerson;
}

Run MentionFinder::without_adjectives(Run run) const {
  while (run.first < run.last && match_at(run.first) != kNone) {
    const NameMatch& match = scratch_.matches[static_cast<std::size_t>(match_at(run.first))];
    const bool is_people =
        match.sense.kind == NameKind::kAdjective || match.sense.kind == NameKind::kInhabitant;
    if (!is_people || match.last > run.last) break;
    run.first = match.last;
  }
  return run;
}

bool MentionFinder::is_organisation(Run run) const {
  if (run.last - run.first < 2) return false;
  if (has_class(run.last - 1, kOrganisationHead)) return true;
  for (TokenIndex i = run.first; i + 2 < run.last; ++i) {
    if (has_class(i, kOrganisationHead) && token(i + 1).upos == Upos::kAdp) return true;
  }
  return false;
}

bool MentionFinder::is_location(Run run) const {
  if (run.last - run.first < 2) return false;
  return has_class(run.last - 1, kLocationHead) || has_class(run.first, kLocationHead);
}

// "A.", "F.W.", "A.Sultanov"
bool MentionFinder::starts_with_initial(Run run) const {
  const std::string_view form = token(run.first).form;
  if (form.size() < 2) return run.last - run.first > 1 && word(run.first).is_all_upper;
  const CodePoint first = decode_at(form, 0);
  const bool has_dot = is_upper(first.value) && first.size < form.size() && form[first.size] == '.';
  return has_dot && (form.size() > first.size + 3 || run.last - run.first > 1);
}

// "Sultan of Oman": an office, though people are called Sultan, too.
bool MentionFinder::is_office_of_somewhere(TokenIndex i) const {
  return has_class(i, kTitleWord) && bearers_.is_in_sentence_of(i + 1, i) &&
         has_class(i + 1, kOfPreposition);
}

bool MentionFinder::is_person(Run run) const {
  if (starts_with_initial(run)) return true;
  if (!has_class(run.first, kFirstName)) return false;
  if (run.last - run.first > 1) return run.last - run.first < 6;
  if (is_office_of_somewhere(run.first)) return false;
  const Relation relation = token(run.first).relation;
  return relation == Relation::kNsubj || relation == Relation::kVocative;
}

bool MentionFinder::follows_title(Run run) const {
  return run.last - run.first < 6 && !is_organisation(run) && token(run.first).upos == Upos::kPropn;
}

// An appositive or a copula says that it is somebody: "Aliya Nurgaliyeva, a lawmaker".
bool MentionFinder::is_described_as_agent(TokenIndex head) const {
  for (TokenIndex child = token(head).first_child; child != kNoToken;
       child = token(child).next_sibling) {
    if (token(child).relation == Relation::kAppos && has_class(child, kTitleWord)) return true;
  }
  return false;
}

std::optional<EntityType> MentionFinder::type_by_tree(Run run) const {
  const TokenIndex head = head_of_span(document_, run.first, run.last);
  const TokenIndex length = run.last - run.first;
  const bool is_flat = length > 1 && token(run.last - 1).relation == Relation::kFlat;
  if (is_flat || is_described_as_agent(head)) return EntityType::kPerson;
  for (TokenIndex child = token(head).first_child; child != kNoToken;
       child = token(child).next_sibling) {
    if (token(child).relation == Relation::kCase && has_class(child, kInPreposition) &&
        length < 4) {
      return EntityType::kLocation;
    }
  }
  if (length == 1 && word(run.first).is_all_upper && token(run.first).form.size() > 2) {
    return EntityType::kOrganisation;
  }
  const bool is_subject = token(head).relation == Relation::kNsubj && token(head).head != kNoToken;
  if (is_subject && length < 4 && has_class(token(head).head, kSayVerb)) {
    return EntityType::kPerson;
  }
  return std::nullopt;
}

void MentionFinder::drop_matches(Run run) {
  for (TokenIndex i = run.first; i < run.last; ++i) {
    const std::int32_t match = match_at(i);
    if (match == kNone) continue;
    NameMatch& dropped = scratch_.matches[static_cast<std::size_t>(match)];
    for (TokenIndex k = dropped.first; k < dropped.last; ++k) {
      scratch_.match_at[static_cast<std::size_t>(k)] = kNone;
    }
  }
}

void MentionFinder::add_mention(Run run, EntityType type) {
  Entity entity;
  entity.first = run.first;
  entity.last = run.last;
  entity.start = token(run.first).start;
  entity.end = token(run.last - 1).end;
  entity.head = head_of_span(document_, run.first, run.last);
  entity.type = type;
  entity.name = document_.words(entity.start, entity.end);
  const auto number = static_cast<std::int32_t>(document_.entities.size());
  for (TokenIndex i = run.first; i < run.last; ++i) {
    scratch_.entity_at[static_cast<std::size_t>(i)] = number;
  }
  document_.entities.push_back(std::move(entity));
  if (type == EntityType::kPerson && run.last - run.first > 1) {
    scratch_.named_surnames.insert(key_of(run.last - 1));
  }
}

EntityType MentionFinder::type_of(const NameMatch& match) const {
  if (match.sense.kind == NameKind::kCapital) return EntityType::kLocation;
  switch (knowledge_.kind_of(match.sense.entry)) {
    case EntryKind::kCountry:
      return match.sense.kind == NameKind::kGovernment ? EntityType::kOrganisation
                                                       : EntityType::kLocation;
    case EntryKind::kRegion:
      return EntityType::kLocation;
    case EntryKind::kPerson:
      return EntityType::kPerson;
    default:
      return EntityType::kOrganisation;
  }
}

WordKey MentionFinder::key_of(TokenIndex i) const {
  return knowledge_.spelling().key(token(i).form, scratch_.buffer);
}

// "Sultanov" after "Alymbay Sultanov".
bool MentionFinder::resumes_person(Run run) const {
  return run.last - run.first == 1 && token(run.first).upos == Upos::kPropn &&
         word(run.first).starts_upper && scratch_.named_surnames.contains(key_of(run.first)) &&
         !bearers_.continues_name(run.first - 1, run.first) &&
         !bearers_.continues_name(run.last, run.first);
}

void MentionFinder::add_known(std::int32_t index) {
  NameMatch& match = scratch_.matches[static_cast<std::size_t>(index)];
  if (match.sense.kind == NameKind::kAdjective || match.sense.kind == NameKind::kInhabitant) return;
  const Run run{match.first, match.last};
  const bool is_town = knowledge_.kind_of(match.sense.entry) == EntryKind::kRegion;
  const bool is_somebody = is_town && resumes_person(run);  // "Kent" after "Robert Kent"
  if (is_somebody || !bearers_.settle_surname(match) || !bearers_.settle_short_name(match)) {
    drop_matches(run);
    if (resumes_person(run)) add_mention(run, EntityType::kPerson);
    return;
  }
  scratch_.named_entries.insert(match.sense.entry);
  match.entity = static_cast<std::int32_t>(document_.entities.size());
  add_mention({match.first, match.last}, type_of(match));
  document_.entities.back().name = knowledge_.entry(match.sense.entry).name;
}

// Known names inside the run one by one, and what lies between them by the tree.
void MentionFinder::read_rest(Run run) {
  for (TokenIndex i = run.first; i < run.last;) {
    if (match_at(i) != kNone) {
      const std::int32_t match = match_at(i);
      i = scratch_.matches[static_cast<std::size_t>(match)].last;
      add_known(match);
      continue;
    }
    Run part{i, i + 1};
    while (part.last < run.last && match_at(part.last) == kNone) ++part.last;
    i = part.last;
    if (only_known_) continue;
    if (!word(part.first).starts_upper || !word(part.last - 1).starts_upper) continue;
    const std::uint32_t plain = kShortWord | kOrganisationHead | kTitleWord | kLocationHead;
    if (part.last - part.first == 1 && has_class(part.first, plain)) continue;
    if (is_person(part)) {
      add_mention(part, EntityType::kPerson);
    } else if (const auto type = type_by_tree(part)) {
      add_mention(part, *type);
    }
  }
}

// The name that the model has at i; empty where it begins none there.
Run MentionFinder::tagged_at(TokenIndex i) const {
  const NameTag tag = tag_at(i);
  if (tag == kOutside || is_inside_tag(tag)) return {i, i};
  Run run{i, i + 1};
  const auto count = static_cast<TokenIndex>(document_.tokens.size());
  while (run.last < count && tag_at(run.last) == tag + 1) ++run.last;
  // "the Organization" resumes a name, and is none.
  const std::uint32_t plain = kShortWord | kOrganisationHead | kTitleWord | kLocationHead;
  const bool may_be_plain = !has_class(i, kFirstName) || is_office_of_somewhere(i);
  if (run.last - run.first == 1 && has_class(i, plain) && may_be_plain) return {i, i};
  if (type_of_tag(tag) != EntityType::kPerson) return run;
  const auto is_title = [&](TokenIndex at) {
    return has_class(at, kTitleWord) && !has_class(at, kFirstName);
  };
  for (TokenIndex at = i + 1; at < run.last && has_class(i, kTitleWord); ++at) {
    if (has_class(at, kOfPreposition)) return {i, i};  // "President of Chad Amine Abba"
  }
  return is_title(run.last - 1) ? Run{i, i} : run;  // "Vice Foreign Minister" is nobody's name
}

// Known names, and what the model says of the words that belong to none. A name of the model that
// is longer than a known one wins.
void MentionFinder::read_by_model(Run run) {
  for (TokenIndex i = run.first; i < run.last;) {
    const Run name = tagged_at(i);
    const std::int32_t match = match_at(i);
    if (match != kNone && name.last <= scratch_.matches[static_cast<std::size_t>(match)].last) {
      const TokenIndex next = scratch_.matches[static_cast<std::size_t>(match)].last;
      add_known(match);
      const bool is_free =
          match_at(i) == kNone && scratch_.entity_at[static_cast<std::size_t>(i)] == kNone;
      if (is_free && name.last > name.first) add_mention(name, type_of_tag(tag_at(i)));
      i = next;
    } else if (name.last > name.first) {
      const EntityType type = type_of_tag(tag_at(i));
      if (type == EntityType::kPerson) drop_matches(name);
      add_mention(name, type);
      i = name.last;
    } else if (resumes_person({i, i + 1})) {
      add_mention({i, i + 1}, EntityType::kPerson);
      ++i;
    } else {
      ++i;
    }
  }
}

// A known name that covers the run, or what the model makes of it where it stands for nobody known.
void MentionFinder::read_match(Run run) {
  const std::size_t before = document_.entities.size();
  add_known(match_at(run.first));
  const bool is_free = match_at(run.first) == kNone && document_.entities.size() == before;
  if (is_free && !names_.is_empty()) read_by_model(run);
}

// "Foreign Affairs of Chad" behind "the Minister of": an office stands a few words before.
bool MentionFinder::follows_office_of(TokenIndex t) const {
  constexpr TokenIndex kMaxOffice = 6;  // tokens
  TokenIndex of = t - 1;
  while (bearers_.is_in_sentence_of(of, t) && token(of).upos == Upos::kDet) --of;
  if (!bearers_.is_in_sentence_of(of, t) || !has_class(of, kOfPreposition)) return false;
  for (TokenIndex i = of - 1; i >= of - kMaxOffice && bearers_.is_in_sentence_of(i, t); --i) {
    if (has_class(i, kTitleWord)) return true;
    const Upos upos = token(i).upos;
    const bool goes_on = upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kAdj ||
                         upos == Upos::kCconj || has_class(i, kInsideName);
    if (!goes_on) return false;
  }
  return false;
}

// "Amine Abba" of "the President of Chad Amine Abba": who is named behind the state or the body
// that the office is of. Empty: nobody.
Run MentionFinder::holder_behind(Run run) const {
  const Run nobody{run.last, run.last};
  const std::int32_t at = match_at(run.first);
  if (at == kNone) return nobody;
  const NameMatch& owner = scratch_.matches[static_cast<std::size_t>(at)];
  const bool owns = owner.first == run.first && owner.last < run.last &&
                    (owner.sense.kind == NameKind::kName || owner.sense.kind == NameKind::kShort) &&
                    type_of(owner) != EntityType::kPerson;
  if (!owns) return nobody;
  const Run rest{owner.last, run.last};
  const std::uint32_t no_person = kOrganisationHead | kLocationHead | kTitleWord;
  if (has_class(rest.last - 1, no_person) || !follows_office_of(run.first)) return nobody;
  const std::int32_t known = match_at(rest.first);
  const bool is_known =
      known != kNone &&
      type_of(scratch_.matches[static_cast<std::size_t>(known)]) == EntityType::kPerson;
  const bool is_tagged = !names_.is_empty() && tag_at(rest.first) != kOutside &&
                         type_of_tag(tag_at(rest.first)) == EntityType::kPerson;
  return is_known || is_tagged || is_person(rest) ? rest : nobody;
}

void MentionFinder::read_run(Run run) {
  if (is_match(run)) return read_match(run);
  // "Emir of Qatar Tamim bin Hamad": no name begins with an office.
  const bool leads =
      run.last - run.first > 2 && is_office_of_somewhere(run.first) && match_at(run.first) == kNone;
  if (leads) run.first += 2;
  if (const Run holder = holder_behind(run); holder.first < holder.last) {
    add_known(match_at(run.first));
    if (match_at(holder.first) != kNone) return read_by_model(holder);
    drop_matches(holder);
    return add_mention(holder, EntityType::kPerson);
  }
  const Run name = without_titles(run);
  if (name.first != run.first) {
    if (is_match(name)) add_known(match_at(name.first));
    if (match_at(name.first) != kNone && is_match(name)) return;
    if (follows_title(name)) {
      drop_matches(name);
      return add_mention(name, EntityType::kPerson);
    }
  }
  if (only_known_) return read_rest(run);
  if (is_organisation(run)) return add_mention(run, EntityType::kOrganisation);
  const Run bare = without_adjectives(run);
  if (bare.first == bare.last) return;
  if (is_match(bare)) return read_match(bare);
  if (is_location(bare)) return add_mention(bare, EntityType::kLocation);
  const std::int32_t last_match = match_at(bare.last - 1);
  const bool ends_in_short_match =
      last_match == kNone ||
      scratch_.matches[static_cast<std::size_t>(last_match)].first == bare.last - 1;
  const std::int32_t first_match = match_at(bare.first);
  const bool starts_free =
      first_match == kNone ||
      scratch_.matches[static_cast<std::size_t>(first_match)].sense.kind == NameKind::kSurname;
  if (is_person(bare) && starts_free && ends_in_short_match) {
    drop_matches(bare);
    return add_mention(bare, EntityType::kPerson);
  }
  if (names_.is_empty()) return read_rest(bare);
  read_by_model(bare);
}

void MentionFinder::find_in_sentence(const Sentence& sentence) {
  only_known_ = names_.is_empty() && is_title_case(sentence);
  if (!names_.is_empty()) names_.tag(knowledge_, document_, sentence, scratch_);
  for (TokenIndex i = sentence.first; i < sentence.last;) {
    if (!is_name_token(i, sentence)) {
      if (match_at(i) != kNone) {  // a name in small letters
        const std::int32_t match = match_at(i);
        i = scratch_.matches[static_cast<std::size_t>(match)].last;
        add_known(match);
      } else {
        ++i;
      }
      continue;
    }
    const TokenIndex end = end_of_run(i, sentence);
    read_run({i, end});
    i = end;
  }
}

void MentionFinder::find() {
  document_.entities.clear();
  scratch_.named_entries.clear();
  scratch_.named_surnames.clear();
  scratch_.name_tags.assign(document_.tokens.size(), kOutside);
  scratch_.entity_at.assign(document_.tokens.size(), kNone);
  for (const Sentence& sentence : document_.sentences) find_in_sentence(sentence);
}

}  // namespace

void find_mentions(const AgentLexicon& lexicon, const NameModel& names, const Knowledge& knowledge,
                   Document& document, EntityScratch& scratch) {
  MentionFinder(lexicon, names, knowledge, document, scratch).find();
}

}  // namespace casus
