#pragma once

// The main job as a list: pipeline.cpp calls every stage in order. Nothing else knows the order.

#include "casus/coder.h"
#include "casus/document.h"
#include "casus/result.h"
#include "pipeline/resources.h"

namespace casus {

// The stages' buffers, one set a thread.
struct PipelineScratch {
  TextScratch text;
  SyntaxScratch syntax;
  EntityScratch entities;
  TimeScratch times;
  PlaceScratch places;
  EventScratch events;
  FactScratch facts;
};

// Fills the layers of `document` up to that of `last`. On error all layers are empty.
Result<void> run_pipeline(const Resources& resources, Document& document, PipelineScratch& scratch,
                          Stage last, StageTimes* times);

}  // namespace casus
