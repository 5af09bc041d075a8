// The table that people read on a terminal: a heading a document, then its events, each with who
// did what to whom, when, where and who says so, and under it the words.

#include <fmt/format.h>

#include <algorithm>

#include "output/event_text.h"
#include "output/writer.h"

namespace casus {

namespace {

constexpr int kIndent = 12;

std::string place_text(const Document& document, const Event& event) {
  if (event.place == kNone) return {};
  const Place& place = document.places[event.place];
  if (place.country_code.empty() || place.resolution == 1) return place.name;
  return place.name + ", " + place.country_code;
}

// What is not plain: modality, claimants, numbers.
std::string note_text(const Event& event) {
  std::string text;
  const auto add = [&](std::string_view label, const std::string& part) {
    if (part.empty()) return;
    if (!text.empty()) text += "; ";
    text += std::string(label) + part;
  };
  std::string auxiliary;
  for (const std::string& each : event.auxiliary)
    auxiliary += (auxiliary.empty() ? "" : ", ") + each;
  add("", auxiliary);
  add("", size_text(event.size));
  add("told by ", attribution_text(event.attributions));
  return text;
}

// Where a line of at most `width` bytes ends: at its last blank, where it has one.
std::size_t line_end(std::string_view text, std::size_t width) {
  if (text.size() <= width) return text.size();
  const std::size_t blank = text.rfind(' ', width);
  return blank == std::string_view::npos || blank == 0 ? text.find(' ') : blank;
}

class TableWriter : public DocumentWriter {
 public:
  explicit TableWriter(const WriterOptions& options)
      : palette_(options.use_colour), columns_(std::max(options.columns, 60)) {}

  void render(const Document& document, std::string& output) const override {
    if (document.events.empty()) return;
    output += fmt::format("{}{}{}{}\n", palette_.bold, document.id,
                          document.title.empty() ? "" : "  " + document.title, palette_.reset);
    std::int32_t sentence = kNone;
    for (const Event& event : document.events) {
      if (event.sentence != sentence) {
        if (sentence != kNone) render_words(document, sentence, output);
        sentence = event.sentence;
      }
      render_event(document, event, output);
    }
    render_words(document, sentence, output);
    output += '\n';
  }

 private:
  void render_event(const Document& document, const Event& event, std::string& output) const {
    const std::string actors = codes_text(event.actors);
    const std::string recipients = codes_text(event.recipients);
    const std::string who =
        recipients.empty() ? actors : (actors.empty() ? "?" : actors) + " -> " + recipients;
    std::string line =
        fmt::format("  {:<10}  {}{:<26}{} {:<28} {}", event.date.empty() ? "no date" : event.date,
                    palette_.of_quad(event.quad_code), category_text(event), palette_.reset, who,
                    place_text(document, event));
    line.erase(line.find_last_not_of(' ') + 1);
    output += line + '\n';
    const std::string note = note_text(event);
    if (!note.empty()) output += fmt::format("  {:{}}{}\n", "", kIndent, note);
  }

  // The sentence on at most two lines of the terminal's width.
  void render_words(const Document& document, std::int32_t sentence, std::string& output) const {
    const Sentence& words = document.sentences[sentence];
    const auto width = static_cast<std::size_t>(columns_ - kIndent - 2);
    const std::string text = excerpt(document.words(words.start, words.end), 2 * width - 4);
    std::string_view rest = text;
    while (!rest.empty()) {
      const std::size_t end = std::min(line_end(rest, width), rest.size());
      output += fmt::format("  {:{}}{}{}{}\n", "", kIndent, palette_.dim, rest.substr(0, end),
                            palette_.reset);
      rest.remove_prefix(std::min(rest.size(), end + 1));
    }
  }

  Palette palette_;
  int columns_;
};

}  // namespace

std::unique_ptr<DocumentWriter> make_table_writer(const WriterOptions& options) {
  return std::make_unique<TableWriter>(options);
}

}  // namespace casus
