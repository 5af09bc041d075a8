#pragma once

// Coder turns text into PLOVER event records and facts. It is the library's front door.
//
//   auto coder = casus::Coder::open("/usr/share/casus");
//   if (!coder) return report(coder.error());
//
//   casus::Document document;
//   document.id = "briefing-17";
//   document.date = "2020-07-14";
//   document.text = text;
//   if (auto coded = coder->code(document); !coded) return report(coded.error());
//   for (const casus::Event& event : document.events) print(event);

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"

namespace casus {

// The stages in their order; `Coder::code` can stop after any of them.
enum class Stage { kText, kSyntax, kEntities, kTimes, kPlaces, kEvents, kFacts };
std::string_view stage_name(Stage stage);  // "text" ... "facts"

// Seconds that each stage took, added up over documents.
struct StageTimes {
  double seconds[7] = {};
};

struct CoderOptions {
  std::vector<std::filesystem::path> lexicon_overlays;    // folders laid over data/languages
  std::vector<std::filesystem::path> knowledge_overlays;  // folders laid over data/knowledge
};

// Holds models, lexicon and knowledge, read once and never changed: any number of threads may
// share one Coder. Opening is slow next to coding; open once.
class Coder {
 public:
  // Reads the data folder. A missing, damaged or newer-format file is an error that names the
  // file, and the line where the file has lines.
  static Result<Coder> open(const std::filesystem::path& data, const CoderOptions& options = {});

  Coder(Coder&&) noexcept;
  Coder& operator=(Coder&&) noexcept;
  ~Coder();

  // Per-thread buffers, reused from document to document. One Scratch serves one thread at a time.
  class Scratch {
   public:
    Scratch();
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(Scratch&&) noexcept;
    ~Scratch();

   private:
    friend class Coder;
    struct Impl;
    std::unique_ptr<Impl> impl_;
  };

  // Fills every layer of `document` up to and including that of `last`, replacing what was there.
  // Needs `text` in UTF-8; without `date`, "on Monday" stays unresolved. On error no layer is
  // filled. Time grows linearly with `text`. The Coder keeps nothing of it. Where `times` is
  // given, the seconds that each stage took are added to it.
  Result<void> code(Document& document, Scratch& scratch, Stage last = Stage::kFacts,
                    StageTimes* times = nullptr) const;
  // The same with a Scratch of its own: simpler, slower for many small documents.
  Result<void> code(Document& document) const;

 private:
  struct Impl;
  explicit Coder(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace casus
