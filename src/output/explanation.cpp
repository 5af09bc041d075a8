// `casus explain`: a sentence's tree, what was found in it, its triggers, and why each event is as
// it is or was not coded.

#include <fmt/format.h>

#include <vector>

#include "output/event_text.h"
#include "output/json.h"
#include "output/writer.h"

namespace casus {

namespace {

class ExplanationWriter : public DocumentWriter {
 public:
  explicit ExplanationWriter(const WriterOptions& options) : palette_(options.use_colour) {}

  void render(const Document& document, std::string& output) const override {
    output +=
        fmt::format("{}{}{}  date {}, language {}\n\n", palette_.bold, document.id, palette_.reset,
                    document.date.empty() ? "unknown" : document.date, document.language);
    for (std::size_t i = 0; i < document.sentences.size(); ++i) {
      render_sentence(document, static_cast<std::int32_t>(i), output);
    }
    for (const Fact& fact : document.facts) render_fact(document, fact, output);
  }

 private:
  void render_sentence(const Document& document, std::int32_t number, std::string& output) const;
  void render_tree(const Document& document, const Sentence& sentence, std::string& output) const;
  void render_layers(const Document& document, const Sentence& sentence, std::string& output) const;
  void render_triggers(const Document& document, const Sentence& sentence,
                       std::string& output) const;
  void render_event(const Document& document, std::size_t number, std::string& output) const;
  void render_fact(const Document& document, const Fact& fact, std::string& output) const;
  void render_line(std::string_view label, const std::string& value, std::string& output) const {
    if (!value.empty()) output += fmt::format("      {:<12} {}\n", label, value);
  }

  Palette palette_;
};

template <typename Mention>
bool is_inside(const Mention& mention, const Sentence& sentence) {
  return mention.start >= sentence.start && mention.start < sentence.end;
}

void ExplanationWriter::render_sentence(const Document& document, std::int32_t number,
                                        std::string& output) const {
  const Sentence& sentence = document.sentences[number];
  output += fmt::format("{}Sentence {}{}  {}\n", palette_.bold, number + 1, palette_.reset,
                        excerpt(document.words(sentence.start, sentence.end), 1000));
  render_tree(document, sentence, output);
  render_layers(document, sentence, output);
  render_triggers(document, sentence, output);
  for (std::size_t i = 0; i < document.events.size(); ++i) {
    if (document.events[i].sentence == number) render_event(document, i, output);
  }
  output += '\n';
}

// The tree, a word a line, indented by its depth; walked with a stack, however deep it is.
void ExplanationWriter::render_tree(const Document& document, const Sentence& sentence,
                                    std::string& output) const {
  constexpr int kDeepest = 30;
  std::vector<int> depth(static_cast<std::size_t>(sentence.last - sentence.first), -1);
  const auto depth_of = [&](TokenIndex token) -> int& {
    return depth[static_cast<std::size_t>(token - sentence.first)];
  };
  std::vector<TokenIndex> path;
  for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
    for (TokenIndex at = i; at != kNoToken && depth_of(at) < 0; at = document.tokens[at].head) {
      path.push_back(at);
    }
    while (!path.empty()) {
      const TokenIndex head = document.tokens[path.back()].head;
      depth_of(path.back()) = head == kNoToken ? 0 : depth_of(head) + 1;
      path.pop_back();
    }
    const Token& token = document.tokens[i];
    output += fmt::format(
        "  {:>4}  {}{}  {}{} {} {}{}\n", i - sentence.first + 1,
        std::string(static_cast<std::size_t>(std::min(depth_of(i), kDeepest)) * 2, ' '), token.form,
        palette_.dim, upos_name(token.upos), token.deprel, token.lemma, palette_.reset);
  }
}

void ExplanationWriter::render_layers(const Document& document, const Sentence& sentence,
                                      std::string& output) const {
  for (const ActorPhrase& phrase : document.actor_phrases) {
    if (!is_inside(phrase, sentence) || (!phrase.is_actor && phrase.actor.reason.empty())) continue;
    output +=
        fmt::format("    {:<8} “{}”: {}{}\n", phrase.is_actor ? "actor" : "no actor",
                    excerpt(document.words(phrase.start, phrase.end), 60),
                    phrase.is_actor ? code_text(phrase.actor) + "; " : "", phrase.actor.reason);
  }
  for (const Time& time : document.times) {
    if (!is_inside(time, sentence)) continue;
    const std::string_view anchor = time_anchor_name(time.anchor);
    output += fmt::format("    time     “{}”: {} {}{}\n", document.words(time.start, time.end),
                          time_type_name(time.type), time.value,
                          anchor.empty() ? "" : fmt::format(", reckoned from the {} date", anchor));
  }
  for (const Place& place : document.places) {
    if (!is_inside(place, sentence)) continue;
    output += fmt::format("    place    “{}”: {} {} (resolution {})\n",
                          document.words(place.start, place.end), place.name, place.country_code,
                          place.resolution);
  }
}

void ExplanationWriter::render_triggers(const Document& document, const Sentence& sentence,
                                        std::string& output) const {
  for (const TriggerNote& note : document.trigger_notes) {
    const Token& token = document.tokens[note.token];
    if (token.start < sentence.start || token.start >= sentence.end) continue;
    output += fmt::format("    trigger  “{}” by {}{}\n", token.form, note.entry,
                          note.why_not.empty() ? "" : ": not coded: " + note.why_not);
  }
}

void ExplanationWriter::render_event(const Document& document, std::size_t number,
                                     std::string& output) const {
  const Event& event = document.events[number];
  output += fmt::format("    event    {}{}{}  {}\n", palette_.of_quad(event.quad_code),
                        category_text(event), palette_.reset, event_id(document, number));
  for (const Participant& each : event.actors) {
    render_line("actor", code_text(each.actor) + " “" + excerpt(each.entity_text, 70) + "”",
                output);
  }
  for (const Participant& each : event.recipients) {
    render_line("recipient", code_text(each.actor) + " “" + excerpt(each.entity_text, 70) + "”",
                output);
  }
  render_line("date",
              event.date + (event.enddate.empty() ? "" : ".." + event.enddate) + " from " +
                  std::string(date_source_name(event.date_source)),
              output);
  if (event.place != kNone) {
    render_line("place",
                document.places[event.place].name + " from " +
                    std::string(place_source_name(event.place_source)),
                output);
  }
  std::string auxiliary;
  for (const std::string& each : event.auxiliary)
    auxiliary += (auxiliary.empty() ? "" : ", ") + each;
  render_line("auxiliary", auxiliary, output);
  render_line("claimant", attribution_text(event.attributions), output);
  render_line("size", size_text(event.size), output);
  render_line("confidence", fmt::format("{:.2f}", event.confidence), output);
  for (const std::string& reason : event.reasons) render_line("because", reason, output);
}

void ExplanationWriter::render_fact(const Document& document, const Fact& fact,
                                    std::string& output) const {
  output += fmt::format("{}Fact{}  {} {} {}\n", palette_.bold, palette_.reset, fact.kind, fact.name,
                        fact.date);
  for (const auto& [key, value] : fact.fields) render_line(key, value, output);
  for (const FactRole& each : fact.roles) {
    render_line(
        each.role,
        code_text(each.participant.actor) + " “" + excerpt(each.participant.entity_text, 70) + "”",
        output);
  }
  render_line("says", attribution_text(fact.attributions), output);
  render_line("words", excerpt(document.words(fact.start, fact.end), 120), output);
}

}  // namespace

std::unique_ptr<DocumentWriter> make_explanation_writer(const WriterOptions& options) {
  return std::make_unique<ExplanationWriter>(options);
}

}  // namespace casus
