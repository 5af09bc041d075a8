#include "pipeline/facts/fact_speakers.h"

#include <algorithm>
#include <array>

#include "base/text_file.h"
#include "base/utf8.h"

namespace casus {

namespace {

constexpr std::string_view kSpeaker = "speaker";
constexpr std::string_view kAddressee = "addressee";
constexpr std::string_view kTarget = "target";
constexpr std::size_t kWindow = 64;
constexpr std::int32_t kNearbySentences = 4;
constexpr int kMaxClimb = 12;
constexpr std::size_t kMaxLineWords = 14;  // of a salutation or a line of a signature
constexpr std::size_t kMaxSignatureLines = 4;

const FactRole* role_of(const Fact& fact, std::string_view name) {
  for (const FactRole& role : fact.roles) {
    if (role.role == name) return &role;
  }
  return nullptr;
}

// ---- pronouns ---------------------------------------------------------------------------------

class PronounResolver {
 public:
  PronounResolver(const FactParticipants& participants, const Clause& clause,
                  const Document& document, const std::vector<DraftFact>& kept)
      : participants_(participants), clause_(clause), document_(document), kept_(kept) {}

  // Whom a third person's pronoun stands for; false where nobody is known.
  bool resolve_third(const DraftFact& draft, Participant& pronoun) const {
    return resolve_above(pronoun) || resolve_before(draft, pronoun) ||
           resolve_speaker(draft, pronoun);
  }

  // "We, the ministers of Oman and Qatar, met. We welcome ...": the last ones who were named so.
  bool resolve_first(const DraftFact& draft, Participant& pronoun) const {
    const std::string form = lower_utf8(clause_.token(pronoun.head).form);
    if (participants_.at(pronoun.head).entity_text.size() > form.size()) return true;
    return each_role(draft, [&](const FactRole& role) {
      const TokenIndex head = role.participant.head;
      if (head == kNoToken || lower_utf8(clause_.token(head).form) != form) return false;
      return take(role.participant, pronoun);
    });
  }

 private:
  static bool take(const Participant& from, Participant& pronoun) {
    pronoun.actor = from.actor;
    pronoun.entity_text = from.entity_text;
    pronoun.start = from.start;
    pronoun.end = from.end;
    return true;
  }

  // The subject of a clause that holds the pronoun's own: "the Council adopted a text in which it".
  bool resolve_above(Participant& pronoun) const {
    TokenIndex word = clause_.token(pronoun.head).head;
    for (int steps = 0; word != kNoToken && steps < kMaxClimb; ++steps) {
      word = clause_.token(word).head;
      if (word == kNoToken) return false;
      for (TokenIndex child = clause_.token(word).first_child; child != kNoToken;
           child = clause_.token(child).next_sibling) {
        if (clause_.token(child).relation != Relation::kNsubj) continue;
        if (fits(pronoun.head, child)) return take(participants_.at(child), pronoun);
      }
    }
    return false;
  }

  // The subject of the sentence before.
  bool resolve_before(const DraftFact& draft, Participant& pronoun) const {
    if (draft.fact.sentence == 0) return false;
    const Sentence& before = document_.sentences[static_cast<std::size_t>(draft.fact.sentence) - 1];
    for (TokenIndex t = before.first; t < before.last; ++t) {
      const Token& word = clause_.token(t);
      if (word.relation != Relation::kNsubj || word.head == kNoToken) continue;
      if (clause_.token(word.head).head != kNoToken) continue;
      return fits(pronoun.head, t) && take(participants_.at(t), pronoun);
    }
    return false;
  }

  bool resolve_speaker(const DraftFact& draft, Participant& pronoun) const {
    return each_role(draft, [&](const FactRole& role) {
      if (role.role != kSpeaker || role.participant.head == kNoToken) return false;
      const Token& word = clause_.token(role.participant.head);
      const bool was_pronoun = word.upos == Upos::kPron;
      if (!was_pronoun && !fits(pronoun.head, role.participant.head)) return false;
      return take(role.participant, pronoun);
    });
  }

  // The roles of earlier facts nearby, the last first, until `visit` takes one.
  template <typename Visit>
  bool each_role(const DraftFact& draft, Visit visit) const {
    for (std::size_t i = kept_.size(); i > 0 && kept_.size() - i < kWindow; --i) {
      const Fact& fact = kept_[i - 1].fact;
      const std::int32_t told = fact.evidence.back().sentence;
      if (told < draft.fact.sentence - kNearbySentences) continue;
      for (const FactRole& role : fact.roles) {
        if (visit(role)) return true;
      }
    }
    return false;
  }

  bool fits(TokenIndex pronoun, TokenIndex noun) const {
    const Token& word = clause_.token(noun);
    if (word.upos == Upos::kPron || !participants_.is_somebody(noun)) return false;
    const bool is_person_pronoun = has_feature(clause_.token(pronoun), "Gender=Masc") ||
                                   has_feature(clause_.token(pronoun), "Gender=Fem");
    if (!is_person_pronoun) return true;
    const Participant somebody = participants_.at(noun);
    return participants_.is_person(noun, somebody);
  }

  const FactParticipants& participants_;
  const Clause& clause_;
  const Document& document_;
  const std::vector<DraftFact>& kept_;
};

// ---- letters ----------------------------------------------------------------------------------

std::string_view block_text(const Document& document, const Block& block) {
  return trim(document.words(block.start, block.end));
}

// The first word, lower-case and without what follows it directly: "Dear" of "Dear Minister,".
std::string first_word(std::string_view line) {
  std::string word;
  for (const char c : lower_utf8(line.substr(0, std::min<std::size_t>(line.size(), 40)))) {
    const bool is_letter = static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z');
    if (!is_letter) break;
    word += c;
  }
  return word;
}

Participant participant_of(const Document& document, std::uint32_t start, std::uint32_t end) {
  Participant participant;
  participant.start = start;
  participant.end = end;
  participant.entity_text = single_line(document.words(start, end));
  for (const Entity& entity : document.entities) {
    if (entity.start < start || entity.end > end) continue;
    if (participant.actor.code.empty()) participant.actor = entity.actor;
  }
  for (const ActorPhrase& phrase : document.actor_phrases) {
    if (phrase.start < start || phrase.end > end || phrase.actor.code.empty()) continue;
    participant.actor = phrase.actor;
    break;
  }
  return participant;
}

void trim_punctuation(const Document& document, std::uint32_t& start, std::uint32_t& end) {
  constexpr std::string_view kMarks = " \t\r\n,!:.;";
  while (start < end && kMarks.find(document.text[start]) != std::string_view::npos) ++start;
  while (end > start && kMarks.find(document.text[end - 1]) != std::string_view::npos) --end;
}

// The lines under the closing words, or without these the last short lines of the text.
std::size_t signature_start(const FactRules& rules, const Document& document) {
  const auto& blocks = document.blocks;
  std::size_t at = blocks.size();
  for (std::size_t i = blocks.size(); i-- > 0 && blocks.size() - i <= kMaxSignatureLines + 1;) {
    const std::string_view line = block_text(document, blocks[i]);
    if (rules.is_in_set("closings", first_word(line))) return i + 1;
    const bool is_short = split_words(line).size() <= kMaxLineWords;
    if (!is_short || line.ends_with('.') || line.ends_with('!') || line.ends_with(':')) break;
    at = i;
  }
  return at;
}

}  // namespace

LetterEnds find_letter_ends(const FactRules& rules, const Document& document) {
  LetterEnds letter;
  for (const Block& block : document.blocks) {
    const std::string_view line = block_text(document, block);
    const std::string word = first_word(line);
    if (word.empty() || !rules.is_in_set("salutations", word)) continue;
    if (split_words(line).size() > kMaxLineWords) continue;
    letter.is_letter = true;
    std::uint32_t start = block.start + static_cast<std::uint32_t>(word.size());
    std::uint32_t end = block.end;
    const std::size_t mark = document.words(start, end).find_first_of(",!:");
    if (mark != std::string_view::npos) end = start + static_cast<std::uint32_t>(mark);
    trim_punctuation(document, start, end);
    if (start >= end) start = block.start, end = block.end, trim_punctuation(document, start, end);
    letter.addressee = participant_of(document, start, end);
    break;
  }
  if (!letter.is_letter) return letter;
  const std::size_t first = signature_start(rules, document);
  if (first >= document.blocks.size()) return letter;
  std::uint32_t start = document.blocks[first].start;
  std::uint32_t end = document.blocks.back().end;
  trim_punctuation(document, start, end);
  letter.sender = participant_of(document, start, end);
  return letter;
}

bool tells(const Clause& clause, const DraftFact& statement, TokenIndex word) {
  if (clause.steps_up(word, statement.anchor) > 0) return true;
  const Token& verb = clause.token(statement.anchor);
  return verb.relation == Relation::kParataxis && verb.head != kNoToken &&
         clause.steps_up(word, verb.head) >= 0 && clause.steps_up(word, statement.anchor) < 0;
}

void resolve_pronouns(const FactParticipants& participants, const Clause& clause,
                      const Document& document, const LetterEnds& letter,
                      std::span<const DraftFact> drafts, const std::vector<DraftFact>& kept,
                      DraftFact& draft) {
  const PronounResolver resolver(participants, clause, document, kept);
  const auto is_unknown = [&](FactRole& role) {
    Participant& somebody = role.participant;
    if (somebody.head == kNoToken || clause.token(somebody.head).upos != Upos::kPron) return false;
    const Token& word = clause.token(somebody.head);
    const TokenIndex head = somebody.head;
    if (has_feature(word, "Person=3")) {
      return !resolver.resolve_third(draft, somebody) && role.role != kSpeaker;
    }
    if (has_feature(word, "Person=2")) {
      if (role.role == kTarget) role.role = kAddressee;
      somebody = letter.addressee;
      somebody.head = head;
      return !letter.is_letter;
    }
    for (const DraftFact& other : drafts) {
      const FactRole* speaker = role_of(other.fact, kSpeaker);
      if (&other == &draft || speaker == nullptr || !tells(clause, other, draft.anchor)) continue;
      if (clause.token(speaker->participant.head).upos == Upos::kPron) continue;
      somebody = speaker->participant;
      return false;
    }
    if (!letter.is_letter) return !resolver.resolve_first(draft, somebody) && role.role != kSpeaker;
    if (letter.sender.entity_text.empty()) return true;
    somebody = letter.sender;
    somebody.head = head;
    return false;
  };
  auto& roles = draft.fact.roles;
  roles.erase(std::remove_if(roles.begin(), roles.end(), is_unknown), roles.end());
}

void set_words(const Document& document, DraftFact& draft) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kQuotes = {
      {{"“", "”"}, {"«", "»"}, {"„", "“"}, {"\"", "\""}}};
  const std::string_view text = document.words(draft.fact.start, draft.fact.end);
  for (const auto& [open, close] : kQuotes) {
    const std::size_t start = text.find(open);
    if (start == std::string_view::npos) continue;
    const std::size_t from = start + open.size();
    const std::size_t end = std::min(text.find(close, from), text.size());
    constexpr std::size_t kMinWords = 3;  // fewer are a name
    if (split_words(text.substr(from, end - from)).size() < kMinWords) continue;
    draft.fact.fields.emplace_back("words", single_line(text.substr(from, end - from)));
    return;
  }
}

}  // namespace casus
