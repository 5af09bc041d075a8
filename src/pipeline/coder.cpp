#include "casus/coder.h"

#include <array>

#include "pipeline/pipeline.h"

namespace casus {

struct Coder::Impl {
  Resources resources;
};

struct Coder::Scratch::Impl {
  PipelineScratch pipeline;
};

std::string_view stage_name(Stage stage) {
  constexpr std::array<std::string_view, 7> names = {"text",   "syntax", "entities", "times",
                                                     "places", "events", "facts"};
  return names[static_cast<std::size_t>(stage)];
}

Coder::Scratch::Scratch() : impl_(std::make_unique<Impl>()) {}
Coder::Scratch::Scratch(Scratch&&) noexcept = default;
Coder::Scratch& Coder::Scratch::operator=(Scratch&&) noexcept = default;
Coder::Scratch::~Scratch() = default;

Coder::Coder(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Coder::Coder(Coder&&) noexcept = default;
Coder& Coder::operator=(Coder&&) noexcept = default;
Coder::~Coder() = default;

Result<Coder> Coder::open(const std::filesystem::path& data, const CoderOptions& options) {
  auto resources = Resources::load(data, options);
  if (!resources) return resources.error();
  return Coder(std::make_unique<const Impl>(Impl{*std::move(resources)}));
}

Result<void> Coder::code(Document& document, Scratch& scratch, Stage last,
                         StageTimes* times) const {
  return run_pipeline(impl_->resources, document, scratch.impl_->pipeline, last, times);
}

Result<void> Coder::code(Document& document) const {
  Scratch scratch;
  return code(document, scratch);
}

}  // namespace casus
