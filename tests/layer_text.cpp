#include "layer_text.h"

#include <fmt/format.h>

#include "output/event_text.h"
#include "output/json.h"

namespace casus::tests {

namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t kLongest = 200;

std::string words(const Document& document, std::uint32_t start, std::uint32_t end) {
  return excerpt(document.words(start, end), kLongest);
}

void render_sentences(const Document& document, Lines& lines) {
  constexpr std::string_view kinds[] = {"paragraph", "heading", "list-item", "navigation"};
  for (const Sentence& sentence : document.sentences) {
    const auto kind =
        sentence.block == kNone ? 0U : static_cast<unsigned>(document.blocks[sentence.block].kind);
    lines.push_back(
        fmt::format("{}: {}", kinds[kind], words(document, sentence.start, sentence.end)));
  }
}

// A sentence a line, tokens parted by blanks; the words of a multiword token joined by "+".
void render_tokens(const Document& document, Lines& lines) {
  auto range = document.multiword_tokens.begin();
  for (const Sentence& sentence : document.sentences) {
    std::string line;
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
      while (range != document.multiword_tokens.end() && range->last <= i) ++range;
      const bool continues =
          range != document.multiword_tokens.end() && range->first < i && i < range->last;
      if (i > sentence.first) line += continues ? "+" : " ";
      line += document.tokens[i].form;
    }
    lines.push_back(line);
  }
}

void render_syntax(const Document& document, Lines& lines) {
  for (const Sentence& sentence : document.sentences) {
    for (TokenIndex i = sentence.first; i < sentence.last; ++i) {
      const Token& token = document.tokens[i];
      const std::string_view head =
          token.head == kNoToken ? "ROOT" : document.tokens[token.head].form;
      lines.push_back(fmt::format("{} {} {} {} {}", token.form, token.lemma, upos_name(token.upos),
                                  token.deprel, head));
    }
  }
}

void render_entities(const Document& document, Lines& lines) {
  for (const Entity& entity : document.entities) {
    lines.push_back(fmt::format("{} [{}] {}; {}", words(document, entity.start, entity.end),
                                entity_type_name(entity.type), entity.name,
                                code_text(entity.actor)));
  }
}

void render_actors(const Document& document, Lines& lines) {
  for (const ActorPhrase& phrase : document.actor_phrases) {
    if (!phrase.is_actor) continue;
    lines.push_back(
        fmt::format("{}: {}", words(document, phrase.start, phrase.end), code_text(phrase.actor)));
  }
}

void render_times(const Document& document, Lines& lines) {
  for (const Time& time : document.times) {
    lines.push_back(fmt::format("{}: {} {}", words(document, time.start, time.end),
                                time_type_name(time.type), time.value));
  }
}

void render_places(const Document& document, Lines& lines) {
  for (const Place& place : document.places) {
    lines.push_back(fmt::format("{}: {}, {} ({})", words(document, place.start, place.end),
                                place.name, place.country_code, place.resolution));
  }
}

std::string event_line(const Document& document, const Event& event) {
  std::string line = category_text(event) + ": " + codes_text(event.actors);
  if (!event.recipients.empty()) line += " -> " + codes_text(event.recipients);
  for (const std::string& each : event.auxiliary) line += " | " + each;
  if (!event.attributions.empty()) line += " | says " + attribution_text(event.attributions);
  if (const std::string size = size_text(event.size); !size.empty()) line += " | " + size;
  if (event.date_source != DateSource::kUnknown && event.date_source != DateSource::kPublication) {
    line += " | on " + event.date;
    if (!event.enddate.empty()) line += " to " + event.enddate;
  }
  if (event.place != kNone) line += " | in " + document.places[event.place].name;
  return line;
}

void render_events(const Document& document, Lines& lines) {
  for (const Event& event : document.events) lines.push_back(event_line(document, event));
}

void render_facts(const Document& document, Lines& lines) {
  for (const Fact& fact : document.facts) {
    std::string line = fact.kind + ": " + fact.name;
    if (!fact.date.empty()) line += " | on " + fact.date;
    for (const auto& [key, value] : fact.fields) line += " | " + key + " " + value;
    for (const FactRole& each : fact.roles) {
      line += " | " + each.role + " " + code_text(each.participant.actor);
    }
    if (fact.part_of != kNone) line += " | part of " + document.facts[fact.part_of].name;
    if (fact.evidence.size() > 1) line += fmt::format(" | told {} times", fact.evidence.size());
    lines.push_back(line);
  }
}

}  // namespace

const std::vector<LayerText>& layer_texts() {
  static const std::vector<LayerText> layers = {
      {"sentences", render_sentences}, {"tokens", render_tokens}, {"syntax", render_syntax},
      {"entities", render_entities},   {"actors", render_actors}, {"times", render_times},
      {"places", render_places},       {"events", render_events}, {"facts", render_facts},
  };
  return layers;
}

}  // namespace casus::tests
