#include "output/event_text.h"

#include "base/utf8.h"

namespace casus {

namespace {

std::string count_text(const Count& count) {
  if (count.minimum && count.maximum) {
    if (*count.minimum == *count.maximum) return std::to_string(*count.minimum);
    return std::to_string(*count.minimum) + " to " + std::to_string(*count.maximum);
  }
  if (count.minimum) return "at least " + std::to_string(*count.minimum);
  return count.maximum ? "at most " + std::to_string(*count.maximum) : "some";
}

void append_count(const std::optional<Count>& count, std::string_view what, std::string& text) {
  if (!count) return;
  if (!text.empty()) text += ", ";
  text += count_text(*count) + " ";
  text += what;
}

}  // namespace

std::string code_text(const ActorCode& actor) {
  std::string text = actor.code.empty() ? "---" : actor.code;
  if (!actor.sector.empty()) text += " " + actor.sector;
  for (const std::string& sector : actor.other_sectors) text += " " + sector;
  return text;
}

std::string codes_text(const std::vector<Participant>& participants) {
  std::string text;
  for (const Participant& each : participants) {
    if (!text.empty()) text += " + ";
    text += code_text(each.actor);
  }
  return text;
}

std::string size_text(const Size& size) {
  std::string text;
  append_count(size.dead, "dead", text);
  append_count(size.injured, "injured", text);
  append_count(size.arrested, "arrested", text);
  return text;
}

std::string attribution_text(const std::vector<Attribution>& attributions) {
  std::string text;
  for (const Attribution& each : attributions) {
    if (!text.empty()) text += "; ";
    const Participant& claimant = each.claimant;
    text += claimant.entity_text.empty() ? "somebody" : excerpt(claimant.entity_text, 40);
    if (!claimant.actor.code.empty()) text += " (" + code_text(claimant.actor) + ")";
    if (!each.verb.empty()) text += ", " + each.verb;
  }
  return text;
}

std::string category_text(const Event& event) {
  std::string text = event.category;
  for (const std::string& mode : event.modes) text += " " + mode;
  return text;
}

std::string excerpt(std::string_view words, std::size_t limit) {
  std::string text;
  std::size_t length = 0;
  bool pending_space = false;
  for (std::size_t at = 0; at < words.size();) {
    const CodePoint point = decode_at(words, at);
    if (is_space(point.value)) {
      pending_space = !text.empty();
    } else {
      length += pending_space ? 2 : 1;
      if (length > limit) return text + "…";
      if (pending_space) text += ' ';
      pending_space = false;
      text += words.substr(at, point.size);
    }
    at += point.size;
  }
  return text;
}

Palette::Palette(bool use_colour) {
  if (!use_colour) return;
  bold = "\033[1m";
  dim = "\033[2m";
  cooperative = "\033[36m";
  conflictual = "\033[33m";
  reset = "\033[0m";
}

}  // namespace casus
