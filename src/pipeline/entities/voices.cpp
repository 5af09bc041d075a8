#include "pipeline/entities/voices.h"

#include "pipeline/entities/agent_lexicon.h"

namespace casus {

namespace {

constexpr std::int32_t kTitleSentences = 4;  // that may say whose statement a document is
constexpr TokenIndex kMaxLabelTokens = 8;    // of "Deputy Secretary CAMPBELL:"

enum class Mark : std::uint8_t { kNone, kOpen, kClose, kEither };

Mark mark_of(std::string_view form) {
  if (form == "\u201C" || form == "\u00AB" || form == "\u201E" || form == "``") return Mark::kOpen;
  if (form == "\u201D" || form == "\u00BB" || form == "''") return Mark::kClose;
  return form == "\"" ? Mark::kEither : Mark::kNone;
}

class Listener {
 public:
  Listener(const Codes& codes, const Document& document, const Sentence& sentence,
           EntityScratch& scratch)
      : codes_(codes),
        document_(document),
        sentence_(sentence),
        scratch_(scratch),
        voices_(scratch.voices) {}

  void hear() {
    mark_quotations();
    if (!take_label()) {
      take_statement();
      take_issuer();
      for (TokenIndex t = sentence_.first; t < sentence_.last; ++t) {
        if (has_class(t, kSelfPronoun) && token(t).upos == Upos::kPron) read_self(t);
      }
      remember_speaker();
    }
  }

 private:
  const Token& token(TokenIndex t) const { return document_.tokens[static_cast<std::size_t>(t)]; }
  bool has_class(TokenIndex t, std::uint32_t classes) const {
    return (scratch_.words[static_cast<std::size_t>(t)].classes & classes) != 0;
  }
  Reading& reading(TokenIndex t) { return scratch_.readings[static_cast<std::size_t>(t)]; }
  bool is_quoted(TokenIndex t) const {
    return scratch_.quoted[static_cast<std::size_t>(t - sentence_.first)] != 0;
  }
  static bool is_somebody(const Reading& r) {
    return r.kind == ReadingKind::kActor && (!r.code.empty() || !r.sectors.empty());
  }

  // A quotation goes on over a block's border where the next block opens it again.
  void mark_quotations() {
    scratch_.quoted.assign(static_cast<std::size_t>(sentence_.last - sentence_.first), 0);
    if (sentence_.block != voices_.block) voices_.is_in_quote = false;
    voices_.block = sentence_.block;
    for (TokenIndex t = sentence_.first; t < sentence_.last; ++t) {
      const Mark mark = mark_of(token(t).form);
      if (mark != Mark::kNone) {
        voices_.is_in_quote =
            mark == Mark::kOpen || (mark == Mark::kEither && !voices_.is_in_quote);
      }
      scratch_.quoted[static_cast<std::size_t>(t - sentence_.first)] = voices_.is_in_quote;
    }
  }

  bool begins_block() const {
    const auto first = static_cast<std::size_t>(sentence_.first);
    return first == 0 || scratch_.sentence_of[first - 1] == kNone ||
           previous_block() != sentence_.block;
  }
  std::int32_t previous_block() const {
    const std::int32_t before = scratch_.sentence_of[static_cast<std::size_t>(sentence_.first) - 1];
    return document_.sentences[static_cast<std::size_t>(before)].block;
  }

  // "MR. PRICE:", "QUESTION:"
  bool take_label() {
    const TokenIndex count = sentence_.last - sentence_.first;
    if (count < 2 || count > kMaxLabelTokens || token(sentence_.last - 1).form != ":") return false;
    if (!begins_block()) return false;
    bool is_upper = false;
    for (TokenIndex t = sentence_.first; t + 1 < sentence_.last; ++t) {
      if (has_class(t, kSpeakVerb)) return false;
      is_upper |= scratch_.words[static_cast<std::size_t>(t)].is_all_upper;
    }
    if (!is_upper) return false;
    voices_.is_labelled = true;
    voices_.is_after_colon = false;
    voices_.label = Reading();
    for (TokenIndex t = sentence_.first; t < sentence_.last; ++t) {
      if (is_somebody(reading(t))) voices_.label = reading(t);
    }
    return true;
  }

  TokenIndex child_of(TokenIndex t, Relation relation) const {
    for (TokenIndex child = token(t).first_child; child != kNoToken;
         child = token(child).next_sibling) {
      if (token(child).relation == relation) return child;
    }
    return kNoToken;
  }

  // "Statement by the Foreign Minister", "the Prime Minister's remarks": alone, not with another.
  void take_statement() {
    if (is_somebody(voices_.document) ||
        scratch_.sentence_of[static_cast<std::size_t>(sentence_.first)] >= kTitleSentences) {
      return;
    }
    for (TokenIndex t = sentence_.first; t < sentence_.last; ++t) {
      if (!has_class(t, kSpeechNoun) || is_quoted(t)) continue;
      const TokenIndex maker = child_of(t, Relation::kNmod);
      if (maker == kNoToken || !is_somebody(reading(maker))) continue;
      const bool is_owner = has_subtype(token(maker), "poss") || has_made(maker);
      const bool are_several =
          is_plural(maker) && reading(maker).code.empty();  // "Leaders' statement"
      if (!is_owner || are_several || is_joint(maker)) continue;
      voices_.document = reading(maker);
      return;
    }
  }

  bool governs(const Reading& r) const {
    return is_somebody(r) && !r.code.empty() && !codes_.is_non_state(r.code) &&
           r.sectors.primary() == codes_.metonym;
  }

  // "Press Briefing by Press Secretary Grant", "Readout of President Grant's Call": who made it, or
  // whose act it tells of; kNoToken: nobody is said to have.
  TokenIndex maker_of_title() {
    for (TokenIndex t = sentence_.first; t < sentence_.last; ++t) {
      if (!has_class(t, kSpeechNoun | kTalkNoun)) continue;
      voices_.is_talk |= has_class(t, kTalkNoun);
      const TokenIndex maker = child_of(t, Relation::kNmod);
      if (maker == kNoToken || !(has_subtype(token(maker), "poss") || has_made(maker))) continue;
      if (is_somebody(reading(maker))) return maker;
      const TokenIndex owner = child_of(maker, Relation::kNmod);
      const bool is_owned = owner != kNoToken && has_subtype(token(owner), "poss");
      if (is_owned && is_somebody(reading(owner))) return owner;
    }
    return kNoToken;
  }

  // "Declaration by the Prime Ministers of Chile and Peru" is no state's own. The tree may hang the
  // second maker on any word of the first.
  bool is_joint(TokenIndex maker) {
    if (child_of(maker, Relation::kConj) != kNoToken) return true;
    if (has_subtype(token(maker), "poss")) return false;
    for (TokenIndex t = maker + 1; t < sentence_.last; ++t) {
      // "Statement by the minister on talks between ...": what it is about
      if (token(t).upos == Upos::kAdp && !has_class(t, kMakerPreposition)) return false;
      const Reading& r = reading(t);
      const bool is_other = !r.code.empty() && r.code != reading(maker).code;
      if (is_other && token(t).relation == Relation::kConj) return true;
    }
    return false;
  }

  // The state whose document it is by its title: that of its maker, or the only one of whose
  // government it speaks.
  void take_issuer() {
    if (scratch_.sentence_of[static_cast<std::size_t>(sentence_.first)] != 0) return;
    if (const TokenIndex maker = maker_of_title(); maker != kNoToken) {
      if (governs(reading(maker)) && !is_joint(maker)) voices_.issuer = reading(maker).code;
      return;
    }
    std::string_view only;
    for (TokenIndex t = sentence_.first; t < sentence_.last; ++t) {
      const Reading& r = reading(t);
      if (!governs(r) || r.code == only) continue;
      if (!only.empty()) return;
      only = r.code;
    }
    if (is_title()) voices_.issuer = only;
  }
  // No sentence of a text, nor the only one.
  bool is_title() const {
    const auto& sentences = document_.sentences;
    return sentences.size() > 1 && sentences[1].block != sentence_.block &&
           token(sentence_.last - 1).upos != Upos::kPunct;
  }

  // "by", "from", "of"
  bool has_made(TokenIndex maker) const {
    const TokenIndex preposition = child_of(maker, Relation::kCase);
    return preposition != kNoToken && has_class(preposition, kMakerPreposition);
  }

  // The speaker of a verb outside the quotation; kNoToken: none that is somebody.
  TokenIndex speaker_of(TokenIndex verb) {
    if (!has_class(verb, kSpeakVerb) || is_quoted(verb)) return kNoToken;
    if (token(verb).upos != Upos::kVerb) return kNoToken;
    const TokenIndex subject = child_of(verb, Relation::kNsubj);
    if (subject == kNoToken || has_class(subject, kSelfPronoun)) return kNoToken;
    return is_somebody(reading(subject)) ? subject : kNoToken;
  }

  TokenIndex nearest_speaker(TokenIndex to) {
    TokenIndex nearest = kNoToken;
    TokenIndex distance = 0;
    for (TokenIndex t = sentence_.first; t < sentence_.last; ++t) {
      const TokenIndex speaker = speaker_of(t);
      const TokenIndex away = t > to ? t - to : to - t;
      if (speaker == kNoToken || (nearest != kNoToken && away >= distance)) continue;
      nearest = speaker;
      distance = away;
    }
    return nearest;
  }

  bool is_plural(TokenIndex t) const { return has_feature(token(t), "Number=Plur"); }

  // Who says the word at t; kind kNothing: nobody known.
  Reading voice_at(TokenIndex t) {
    if (is_quoted(t)) {
      const TokenIndex speaker = nearest_speaker(t);
      if (speaker != kNoToken) return reading(speaker);
      const bool is_near = voices_.said_block >= 0 && sentence_.block - voices_.said_block <= 1;
      return is_near ? voices_.said : Reading();
    }
    // Whoever answers questions says "I" of what is no event: "I want to thank", "I fought them".
    if (voices_.is_labelled) return is_plural(t) ? voices_.label : Reading();
    if (voices_.is_after_colon) return voices_.said;
    const bool has_issuer = is_plural(t) && !voices_.is_talk && !is_somebody(voices_.document);
    return has_issuer ? issuer() : voices_.document;
  }

  Reading issuer() const {
    Reading r;
    if (voices_.issuer.empty()) return r;
    r.kind = ReadingKind::kActor;
    r.code = voices_.issuer;
    r.sectors.add(codes_.metonym);
    return r;
  }

  void read_self(TokenIndex t) {
    Reading voice = voice_at(t);
    // "As the Secretary said, we ...": an office of the state that issues the document.
    const bool is_issuers = voice.kind == ReadingKind::kActor && voice.code.empty() &&
                            voice.sectors.primary() == codes_.metonym;
    if (is_issuers) voice.code = voices_.issuer;
    if (!is_somebody(voice)) {
      if (!is_quoted(t) && is_plural(t)) give_owner(t, issuer());  // "our government"
      return;
    }
    Reading& r = reading(t);
    r = voice;
    r.entity = kNone;
    if (is_plural(t)) r.chain = kNone;
    r.note = "whoever speaks";
    give_owner(t, voice);
  }

  // What the pronoun at t owns is the speaker's.
  void give_owner(TokenIndex t, const Reading& voice) {
    const TokenIndex owned = token(t).head;
    if (!is_somebody(voice) || !has_subtype(token(t), "poss") || owned == kNoToken ||
        has_class(owned, kOtherNoun | kAllyNoun))
      return;
    Reading& thing = reading(owned);
    if (thing.kind != ReadingKind::kActor || !thing.code.empty() || thing.is_blocked) return;
    thing.code = voice.code;
    thing.code_from = t;
    if (thing.sectors.empty()) thing.sectors = voice.sectors;
  }

  void remember_speaker() {
    for (TokenIndex t = sentence_.first; t < sentence_.last; ++t) {
      const TokenIndex speaker = speaker_of(t);
      if (speaker == kNoToken) continue;
      voices_.said = reading(speaker);
      voices_.said_block = sentence_.block;
      voices_.is_after_colon = token(sentence_.last - 1).form == ":";
      if (voices_.is_after_colon) voices_.is_labelled = false;
    }
    if (voices_.said_block == sentence_.block && voices_.is_in_quote) return;
    const bool is_quotation = scratch_.quoted.front() != 0;
    if (is_quotation && voices_.said_block >= 0 && sentence_.block - voices_.said_block == 1) {
      voices_.said_block = sentence_.block;  // a quotation of several paragraphs
    }
  }

  const Codes& codes_;
  const Document& document_;
  const Sentence& sentence_;
  EntityScratch& scratch_;
  Voices& voices_;
};

}  // namespace

void hear_voices(const Codes& codes, const Document& document, const Sentence& sentence,
                 EntityScratch& scratch) {
  if (sentence.first < sentence.last) Listener(codes, document, sentence, scratch).hear();
}

}  // namespace casus
