#pragma once

// Fits the weights of an event's likelihoods to annotated texts and to verdicts on events of real
// ones, and measures how well they are calibrated: of the events at 0.8, four in five should be
// right in category, actor and recipient.
//
// Logistic regression with a penalty on large weights, by cyclic coordinate descent with Newton
// steps (Yuan et al. 2010, section 3) on all events at once; no random numbers. Calibration is
// measured by cross-validation: each text's events are judged by weights fitted without it.

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "casus/result.h"
#include "pipeline/events/confidence.h"
#include "pipeline/resources.h"

namespace casus {

// An event of an annotated text.
struct JudgedEvent {
  ConfidenceFeatures features{};
  std::vector<WordingName> wording;
  bool is_right = false;  // category, actor and recipient
  bool is_told = false;   // category, whoever the parties are
  std::size_t text = 0;   // which text it is of
};

// Fitted weights; those of the wording are of names that two events have at least.
struct ConfidenceFit {
  std::vector<ConfidenceWeight> doubts;                        // in the order of kConfidenceNames
  std::vector<std::pair<std::string, WordingWeight>> wording;  // by name
};

struct ReliabilityRow {
  double from = 0;  // of the confidence
  double to = 0;
  int events = 0;
  double mean_confidence = 0;
  double right = 0;  // share
};

// Codes the texts of annotated sets (eval/event_set.h) and judges every event that is not optional.
Result<std::vector<JudgedEvent>> judge_sets(const Resources& resources,
                                            const std::vector<std::filesystem::path>& sets);
// Codes the texts of JSON Lines files (id, text, date) that a table of verdicts names, and takes
// the verdict of each event that is still coded: the table's lines are source, event, start, end
// (code points of its sentence), category and verdict, tabs between; "right", "parties" (told, and
// an actor or recipient is wrong), or else. An eighth field "CHN,RUS>USA" says which codes a
// verdict on parties was given for: it counts while they are coded so. Texts that are not there are
// passed over. `first_text` numbers the first of them.
Result<std::vector<JudgedEvent>> judge_checked(const Resources& resources,
                                               const std::filesystem::path& verdicts,
                                               const std::vector<std::filesystem::path>& texts,
                                               std::size_t first_text);
ConfidenceFit fit_confidence(std::span<const JudgedEvent> events);
// By fifths of the confidence; `confidences` are beside `events`.
std::vector<ReliabilityRow> reliability(std::span<const JudgedEvent> events,
                                        std::span<const double> confidences);
// The likelihoods of each event by weights fitted to the other four fifths of the texts.
std::vector<Likelihood> cross_validate(std::span<const JudgedEvent> events);
// What is kept of the events, the more likely told first: by share kept, how many of them are told
// and right, and how many of the right ones that are.
std::string to_table_of_kept(std::span<const JudgedEvent> events,
                             std::span<const Likelihood> likelihoods);
// The mean distance of confidence and share right over the rows, weighted by their events.
double calibration_error(std::span<const ReliabilityRow> rows);
std::string to_table(std::span<const ReliabilityRow> rows);

}  // namespace casus
