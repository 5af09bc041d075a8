#include "eval/event_set.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace casus {
namespace {

Result<std::vector<AnnotatedText>> read(const std::string& content) {
  const auto path = std::filesystem::temp_directory_path() / "casus_event_set.txt";
  std::ofstream(path) << content;
  auto texts = read_event_set(path);
  std::filesystem::remove(path);
  return texts;
}

Participant party(std::string code, std::string sector = {}) {
  Participant found;
  found.actor.code = std::move(code);
  found.actor.sector = std::move(sector);
  return found;
}

// A document of one event whose trigger is the first word of sentence `sentence`.
Document coded(const AnnotatedText& text, std::size_t sentence, Event event) {
  Document document;
  document.text = text.text;
  Token token;
  token.start = text.sentences[sentence].start;
  document.tokens.push_back(token);
  event.trigger = 0;
  document.events.push_back(std::move(event));
  return document;
}

TEST(EventSet, ReadsTextsSentencesAndFields) {
  const auto texts = read(
      "=== a | 2020-01-02 | agency\nOne fell.\n> ASSAULT beat: NGA:MIL, :REB -> TCD | aux "
      "negation, future | says army, * | dead 3+ | injured -9 | arrested 2-4\nTwo rose.\n>? AID\n");
  ASSERT_TRUE(texts);
  ASSERT_EQ(texts->size(), 1u);
  const AnnotatedText& text = texts->front();
  EXPECT_EQ(text.text, "One fell. Two rose.");
  EXPECT_EQ(text.date, "2020-01-02");
  ASSERT_EQ(text.sentences.size(), 2u);
  const AnnotatedEvent& event = text.sentences[0].events.at(0);
  EXPECT_EQ(event.actors, (std::vector<std::string>{"NGA:MIL", ":REB"}));
  EXPECT_EQ(event.auxiliary.size(), 2u);
  EXPECT_EQ(event.claimants, (std::vector<std::string>{"army", "*"}));
  EXPECT_EQ(event.sizes[0]->minimum, 3);
  EXPECT_FALSE(event.sizes[0]->maximum);
  EXPECT_EQ(event.sizes[1]->maximum, 9);
  EXPECT_EQ(event.sizes[2]->minimum, 2);
  EXPECT_TRUE(text.sentences[1].events.at(0).is_optional);
}

TEST(EventSet, PlainLinesAreSentencesWithoutEvents) {
  const auto texts = read("# remark\nA cake is baked.\nRain fell.\n");
  ASSERT_TRUE(texts);
  EXPECT_EQ(texts->size(), 2u);
}

TEST(EventSet, RefusesWhatIsNoEvent) {
  for (const char* line : {"> AID: A | dead many", "> AID | colour red", ">"}) {
    const auto texts = read("=== a | 2020-01-02\nOne.\n" + std::string(line) + "\n");
    ASSERT_FALSE(texts) << line;
    EXPECT_EQ(texts.error().line, 3u);
  }
  EXPECT_FALSE(read("=== a | 2020-01-02\n> AID\n"));
}

TEST(EventSet, CountsRightWrongAndOptional) {
  const auto texts = read("=== a | 2020-01-02\nOne.\n> AID: FIN -> TZA\n>? ACCUSE\nTwo.\n");
  ASSERT_TRUE(texts);
  Event event;
  event.category = "AID";
  event.actors = {party("FIN")};
  event.recipients = {party("KEN")};
  const auto score = [&](std::size_t sentence) {
    const Document documents[] = {coded(texts->front(), sentence, event)};
    return score_event_set(*texts, documents);
  };
  auto scores = score(0);
  EXPECT_EQ(scores.matched, 1);
  EXPECT_EQ(scores.actor.right, 1);
  EXPECT_EQ(scores.recipient.right, 0);
  EXPECT_EQ(scores.triple.right, 0);
  EXPECT_EQ(score(1).false_in_empty, 1);
  event.category = "ACCUSE";
  scores = score(0);
  EXPECT_EQ(scores.predicted, 0) << "an optional event is neither right nor wrong";
  EXPECT_EQ(scores.gold, 1);
}

TEST(EventSet, ReciprocalEventsHaveNoOrder) {
  const auto texts = read("=== a | 2020-01-02\nOne.\n> CONSULT: FIN, TZA\n");
  Event event;
  event.category = "CONSULT";
  event.actors = {party("TZA")};
  event.recipients = {party("FIN")};
  const EventVerdict verdict = judge_event(texts->front().sentences[0].events[0], event);
  EXPECT_TRUE(verdict.actor);
  EXPECT_TRUE(verdict.recipient);
}

}  // namespace
}  // namespace casus
