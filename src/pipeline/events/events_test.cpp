#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "pipeline/events/events_stage.h"
#include "pipeline/test_tree.h"

namespace casus {
namespace {

namespace fs = std::filesystem;
using testing::add_sentence;

// A lexicon folder of its own for each test.
class EventsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              ("casus_events_" +
               std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "events");
    auto schema = EventSchema::load(fs::path(CASUS_SOURCE_DIR) / "data" / "events");
    ASSERT_TRUE(schema) << schema.error().to_string();
    schema_ = *std::move(schema);
    write("grammar.txt", "@light = launch\n@agent = by\n@dative = to\n@transparent = series\n");
    write("modality.txt",
          "negation on not | no\nnegation clause refuse\nnegation mark without\nfuture on will\n"
          "hypothetical on would\nhypothetical mark if\nfuture clause plan\n");
    write("reporting.txt",
          "verb say\naccusation accuse\npreposition according\nadverb allegedly\n"
          "document statement\n");
    write("size.txt", "dead kill\nminimum least\nnumber three 3\n");
    write("contexts.txt", "military: army\n");
    write("assault.txt",
          "attack/v\nkill/v\nattack/n ; recipient=on\nattack/v obj:proposal ; none\n"
          "fight/v ; reciprocal ; recipient=obj,with\n");
    write("consult.txt", "meet/v ; reciprocal ; recipient=obj,with\n");
    write("threaten.txt", "threaten/v ; recipient=obj,xcomp.obj\n");
    write("retreat.txt", "withdraw/v ; mode=withdraw\n");
    write("accuse.txt", "accuse/v\n");
    write("aid.txt", "give/v obj:grant ; recipient=to\n");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& file, const std::string& text) const {
    std::ofstream(folder_ / "events" / file) << text;
  }
  Result<EventLexicon> load() const { return EventLexicon::load({folder_}, schema_); }

  // "ASSAULT SYR/MIL > TUR/CVL negation", one line an event.
  std::string events(const std::string& rows) {
    document_ = Document{};
    document_.date = "2020-07-14";
    document_.id = "d";
    document_.wants_reasons = true;
    add_sentence(document_, rows);
    return coded();
  }
  std::string coded() {
    auto lexicon = load();
    if (!lexicon) return lexicon.error().to_string();
    EventScratch scratch;
    if (auto done = find_events(*lexicon, schema_, document_, scratch); !done) return "error";
    std::string lines;
    for (const Event& event : document_.events) {
      lines += (lines.empty() ? "" : "\n") + event.category;
      for (const Participant& p : event.actors) lines += " " + p.actor.code + "/" + p.actor.sector;
      if (!event.recipients.empty()) lines += " >";
      for (const Participant& p : event.recipients) {
        lines += " " + p.actor.code + "/" + p.actor.sector;
      }
      for (const std::string& auxiliary : event.auxiliary) lines += " " + auxiliary;
      for (const Attribution& a : event.attributions) {
        lines += " [" + a.claimant.actor.code + " " + a.verb + "]";
      }
    }
    return lines;
  }

  fs::path folder_;
  EventSchema schema_;
  Document document_;
};

TEST_F(EventsTest, ActiveVerb) {
  EXPECT_EQ(events("Troops troops NOUN 2 nsubj =SYR/MIL\n"
                   "attacked attack VERB 0 root Tense=Past|VerbForm=Fin\n"
                   "villagers villager NOUN 2 obj =TUR/CVL\n"),
            "ASSAULT SYR/MIL > TUR/CVL");
}

TEST_F(EventsTest, PassiveWithAgentAndCoordination) {
  EXPECT_EQ(events("Villagers villager NOUN 3 nsubj:pass =TUR/CVL\n"
                   "were be AUX 3 aux:pass\n"
                   "attacked attack VERB 0 root Tense=Past|VerbForm=Part\n"
                   "by by ADP 5 case\n"
                   "troops troops NOUN 3 obl:agent =SYR/MIL\n"
                   "and and CCONJ 7 cc\n"
                   "rebels rebel NOUN 5 conj =SYR/REB\n"),
            "ASSAULT SYR/MIL SYR/REB > TUR/CVL");
}

TEST_F(EventsTest, PassiveWithoutAgentHasAnUnnamedActor) {
  EXPECT_EQ(events("Villagers villager NOUN 3 nsubj:pass =TUR/CVL\n"
                   "were be AUX 3 aux:pass\n"
                   "killed kill VERB 0 root Tense=Past|VerbForm=Part\n"),
            "ASSAULT /UNK > TUR/CVL");
}

TEST_F(EventsTest, RelativeClauseTakesItsAntecedent) {
  EXPECT_EQ(events("Rebels rebel NOUN 0 root =SYR/REB\n"
                   "who who PRON 3 nsubj PronType=Rel\n"
                   "attacked attack VERB 1 acl:relcl Tense=Past|VerbForm=Fin\n"
                   "police police NOUN 3 obj =TUR/COP\n"),
            "ASSAULT SYR/REB > TUR/COP");
  EXPECT_EQ(events("Police police NOUN 0 root =TUR/COP\n"
                   "rebels rebel NOUN 3 nsubj =SYR/REB\n"
                   "attacked attack VERB 1 acl:relcl Tense=Past|VerbForm=Fin\n"),
            "ASSAULT SYR/REB > TUR/COP");
}

TEST_F(EventsTest, NounWithLightVerb) {
  EXPECT_EQ(events("Israel Israel PROPN 2 nsubj =ISR/\n"
                   "launched launch VERB 0 root Tense=Past|VerbForm=Fin\n"
                   "an a DET 4 det\n"
                   "attack attack NOUN 2 obj\n"
                   "on on ADP 6 case\n"
                   "Lebanon Lebanon PROPN 4 nmod =LBN/\n"),
            "ASSAULT ISR/ > LBN/");
}

TEST_F(EventsTest, NounWithPossessorAndPrepositionOnTheVerb) {
  EXPECT_EQ(events("Israel Israel PROPN 3 nmod:poss =ISR/\n"
                   "'s 's PART 1 case\n"
                   "attack attack NOUN 6 nsubj\n"
                   "on on ADP 5 case\n"
                   "Lebanon Lebanon PROPN 3 nmod =LBN/\n"
                   "continued continue VERB 0 root\n"),
            "ASSAULT ISR/ > LBN/");
}

TEST_F(EventsTest, ReciprocalEventsListAllParties) {
  EXPECT_EQ(events("Putin Putin PROPN 2 nsubj =RUS/GOV\n"
                   "met meet VERB 0 root Tense=Past|VerbForm=Fin\n"
                   "with with ADP 4 case\n"
                   "Merkel Merkel PROPN 2 obl =DEU/GOV\n"),
            "CONSULT RUS/GOV DEU/GOV");
}

TEST_F(EventsTest, FutureMeetingIsAnAgreement) {
  EXPECT_EQ(events("Putin Putin PROPN 3 nsubj =RUS/GOV\n"
                   "will will AUX 3 aux\n"
                   "meet meet VERB 0 root VerbForm=Inf\n"
                   "Merkel Merkel PROPN 3 obj =DEU/GOV\n"),
            "AGREE RUS/GOV DEU/GOV");
}

TEST_F(EventsTest, AntiEntryWins) {
  EXPECT_EQ(events("Iran Iran PROPN 2 nsubj =IRN/\n"
                   "attacked attack VERB 0 root Tense=Past|VerbForm=Fin\n"
                   "the the DET 4 det\n"
                   "proposal proposal NOUN 2 obj =USA/-\n"),
            "");
  ASSERT_EQ(document_.trigger_notes.size(), 1u);
  EXPECT_FALSE(document_.trigger_notes[0].why_not.empty());
}

TEST_F(EventsTest, ThreatIsNotAlsoItsContent) {
  EXPECT_EQ(events("Iran Iran PROPN 2 nsubj =IRN/\n"
                   "threatened threaten VERB 0 root Tense=Past|VerbForm=Fin\n"
                   "to to PART 4 mark\n"
                   "attack attack VERB 2 xcomp VerbForm=Inf\n"
                   "Iraq Iraq PROPN 4 obj =IRQ/\n"),
            "THREATEN IRN/ > IRQ/");
}

TEST_F(EventsTest, NegationThroughControl) {
  EXPECT_EQ(events("Iran Iran PROPN 2 nsubj =IRN/\n"
                   "refused refuse VERB 0 root Tense=Past|VerbForm=Fin\n"
                   "to to PART 4 mark\n"
                   "attack attack VERB 2 xcomp VerbForm=Inf\n"
                   "Iraq Iraq PROPN 4 obj =IRQ/\n"),
            "ASSAULT IRN/ > IRQ/ negation");
  EXPECT_EQ(events("Iran Iran PROPN 4 nsubj =IRN/\n"
                   "did do AUX 4 aux\n"
                   "not not PART 4 advmod\n"
                   "attack attack VERB 0 root VerbForm=Inf\n"
                   "Iraq Iraq PROPN 4 obj =IRQ/\n"),
            "ASSAULT IRN/ > IRQ/ negation");
}

TEST_F(EventsTest, ConditionIsHypothetical) {
  EXPECT_EQ(events("If if SCONJ 3 mark\n"
                   "Iran Iran PROPN 3 nsubj =IRN/\n"
                   "attacks attack VERB 6 advcl Tense=Pres|VerbForm=Fin\n"
                   "Iraq Iraq PROPN 3 obj =IRQ/\n"
                   "markets market NOUN 6 nsubj\n"
                   "fall fall VERB 0 root Tense=Pres|VerbForm=Fin\n"),
            "ASSAULT IRN/ > IRQ/ hypothetical");
}

TEST_F(EventsTest, AttributionBelowAndBesideTheClause) {
  EXPECT_EQ(events("Germany Germany PROPN 2 nsubj =DEU/\n"
                   "said say VERB 0 root Tense=Past|VerbForm=Fin\n"
                   "that that SCONJ 5 mark\n"
                   "France France PROPN 5 nsubj =FRA/\n"
                   "attacked attack VERB 2 ccomp Tense=Past|VerbForm=Fin\n"
                   "Spain Spain PROPN 5 obj =ESP/\n"),
            "ASSAULT FRA/ > ESP/ [DEU say]");
  EXPECT_EQ(events("France France PROPN 2 nsubj =FRA/\n"
                   "attacked attack VERB 0 root Tense=Past|VerbForm=Fin\n"
                   "Spain Spain PROPN 2 obj =ESP/\n"
                   ", , PUNCT 6 punct\n"
                   "Germany Germany PROPN 6 nsubj =DEU/\n"
                   "said say VERB 2 parataxis Tense=Past|VerbForm=Fin\n"),
            "ASSAULT FRA/ > ESP/ [DEU say]");
  EXPECT_EQ(events("According accord VERB 3 case\n"
                   "to to ADP 1 fixed\n"
                   "Germany Germany PROPN 5 obl =DEU/\n"
                   "France France PROPN 5 nsubj =FRA/\n"
                   "attacked attack VERB 0 root Tense=Past|VerbForm=Fin\n"
                   "Spain Spain PROPN 5 obj =ESP/\n"),
            "ASSAULT FRA/ > ESP/ [DEU according to]");
}

TEST_F(EventsTest, AccusationIsAnEventAndItsContentIsNone) {
  EXPECT_EQ(events("Germany Germany PROPN 2 nsubj =DEU/\n"
                   "accused accuse VERB 0 root Tense=Past|VerbForm=Fin\n"
                   "France France PROPN 2 obj =FRA/\n"
                   "of of SCONJ 5 mark\n"
                   "attacking attack VERB 2 advcl VerbForm=Ger\n"
                   "Spain Spain PROPN 5 obj =ESP/\n"),
            "ACCUSE DEU/ > FRA/");
}

TEST_F(EventsTest, IndirectObjectIsARecipient) {
  EXPECT_EQ(events("Finland Finland PROPN 2 nsubj =FIN/\n"
                   "gave give VERB 0 root Tense=Past|VerbForm=Fin\n"
                   "Tanzania Tanzania PROPN 2 iobj =TZA/\n"
                   "a a DET 5 det\n"
                   "grant grant NOUN 2 obj\n"),
            "AID FIN/ > TZA/");
}

TEST_F(EventsTest, SizeWithBound) {
  events(
      "Rebels rebel NOUN 2 nsubj =SYR/REB\n"
      "killed kill VERB 0 root Tense=Past|VerbForm=Fin\n"
      "at at ADP 4 case\n"
      "least least ADJ 5 advmod\n"
      "three three NUM 6 nummod\n"
      "soldiers soldier NOUN 2 obj =TUR/MIL\n");
  ASSERT_EQ(document_.events.size(), 1u);
  ASSERT_TRUE(document_.events[0].size.dead);
  EXPECT_EQ(document_.events[0].size.dead->minimum, 3);
  EXPECT_FALSE(document_.events[0].size.dead->maximum);
}

TEST_F(EventsTest, NobodyKnownIsNoEventAndSaysWhy) {
  EXPECT_EQ(events("It it PRON 2 nsubj\n"
                   "withdrew withdraw VERB 0 root Tense=Past|VerbForm=Fin\n"),
            "");
  ASSERT_EQ(document_.trigger_notes.size(), 1u);
  EXPECT_EQ(document_.trigger_notes[0].why_not, "no known actor in its roles");
}

TEST_F(EventsTest, ReportsOfOneHappeningAreLinked) {
  const std::string rows =
      "Iran Iran PROPN 2 nsubj =IRN/\n"
      "attacked attack VERB 0 root Tense=Past|VerbForm=Fin\n"
      "Iraq Iraq PROPN 2 obj =IRQ/\n";
  document_ = Document{};
  document_.id = "d";
  add_sentence(document_, rows);
  add_sentence(document_, rows);
  coded();
  ASSERT_EQ(document_.events.size(), 2u);
  EXPECT_EQ(document_.events[0].link, "d#1");
  EXPECT_EQ(document_.events[1].link, "d#1");
}

// ---- bad lexicon lines --------------------------------------------------------------------------

struct BadLine {
  const char* line;
  const char* says;
};

class BadLineTest : public EventsTest, public ::testing::WithParamInterface<BadLine> {};

TEST_P(BadLineTest, IsAnErrorThatNamesItsPlace) {
  write("agree.txt", std::string("# words\n") + GetParam().line + "\n");
  const auto lexicon = load();
  ASSERT_FALSE(lexicon);
  const std::string message = lexicon.error().to_string();
  EXPECT_NE(message.find("agree.txt:2"), std::string::npos) << message;
  EXPECT_NE(message.find(GetParam().says), std::string::npos) << message;
  EXPECT_FALSE(lexicon.error().remedy.empty());
}

INSTANTIATE_TEST_SUITE_P(Lines, BadLineTest,
                         ::testing::Values(BadLine{"agree", "has no word class"},
                                           BadLine{"agree/x", "unknown word class"},
                                           BadLine{"agree/v ; mode=visit", "has no mode 'visit'"},
                                           BadLine{"agree/v ; context=weather", "unknown context"},
                                           BadLine{"agree/v ; aux=past", "unknown auxiliary"},
                                           BadLine{"agree/v ; sometimes", "unknown option"},
                                           BadLine{"agree/v obj:@nothing", "unknown set"},
                                           BadLine{"agree/v obj:", "a relation without a word"},
                                           BadLine{"agree/v a.b.c.d:x", "too many steps"}));

TEST_F(EventsTest, FileOfNoCategoryIsAnError) {
  write("dance.txt", "dance/v\n");
  const auto lexicon = load();
  ASSERT_FALSE(lexicon);
  EXPECT_NE(lexicon.error().to_string().find("dance.txt"), std::string::npos);
}

TEST_F(EventsTest, SetThatContainsItselfIsAnError) {
  write("sets.txt", "@a = @b\n@b = @a\n");
  const auto lexicon = load();
  ASSERT_FALSE(lexicon);
  EXPECT_NE(lexicon.error().to_string().find("contains itself"), std::string::npos);
}

TEST_F(EventsTest, OverlayReplacesAnEntry) {
  const fs::path overlay = folder_ / "overlay";
  fs::create_directories(overlay / "events");
  std::ofstream(overlay / "events" / "assault.txt") << "attack/v ; none\n";
  const auto lexicon = EventLexicon::load({folder_, overlay}, schema_);
  ASSERT_TRUE(lexicon) << lexicon.error().to_string();
  const auto plain = load();
  ASSERT_TRUE(plain);
  EXPECT_EQ(lexicon->entries().size(), plain->entries().size());
}

TEST_F(EventsTest, CheckFindsContradictions) {
  write("agree.txt", "attack/v ; none\nmeet/v\nmeet/v\n");
  const auto lexicon = load();
  ASSERT_TRUE(lexicon);
  EXPECT_EQ(check_lexicon(*lexicon).size(), 2u);
}

// ---- hostile input
// --------------------------------------------------------------------------------

TEST_F(EventsTest, DeepAndWideTreesCostNoMorePerToken) {
  for (const bool is_deep : {true, false}) {
    std::string rows;
    for (int t = 1; t <= 20000; ++t) {
      const int head = t == 1 ? 0 : is_deep ? t - 1 : 1;
      rows += "attack attack VERB " + std::to_string(head) + (head == 0 ? " root\n" : " conj\n");
    }
    EXPECT_EQ(events(rows), "");
  }
}

}  // namespace
}  // namespace casus
