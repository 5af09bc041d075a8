#include "cli/run_documents.h"

#include <fmt/format.h>

#include <cstdio>
#include <thread>

#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/ordered_pool.h"
#include "cli/terminal.h"
#include "input/document_stream.h"
#include "output/writer.h"

namespace casus::cli {

namespace {

// A document on its way, or the error that refused it.
struct Job {
  Document document;
  std::optional<Error> refusal;
  std::string output;
};

std::string kind_names() {
  std::string text = "kind of input, where its content does not tell it";
  for (const ReaderKind& kind : reader_kinds()) {
    text += fmt::format("; {}: {}", kind.name, kind.description);
  }
  return text;
}

// Counts what happened and says so at the end.
struct Tally {
  std::uint64_t coded = 0;
  std::uint64_t refused = 0;
  std::uint64_t repaired_bytes = 0;
};

void print_timing(const StageTimes& times, double load_seconds) {
  fmt::print(stderr, "{:<10} {:>9.3f} s\n", "loading", load_seconds);
  double total = 0;
  for (const double seconds : times.seconds) total += seconds;
  for (int i = 0; i < 7; ++i) {
    const double seconds = times.seconds[i];
    fmt::print(stderr, "{:<10} {:>9.3f} s {:>5.1f}%\n", stage_name(static_cast<Stage>(i)), seconds,
               total > 0 ? 100 * seconds / total : 0.0);
  }
  fmt::print(stderr, "{:<10} {:>9.3f} s (all threads together)\n", "stages", total);
}

class DocumentRun {
 public:
  DocumentRun(const RunOptions& options, const Coder& coder, const PageRules& rules,
              const WriterKind& kind)
      : options_(options), coder_(coder), rules_(rules), kind_(kind) {
    writer_ = kind.make({wants_colour(), terminal_columns(), options.kinds});
    scratches_.resize(static_cast<std::size_t>(options.threads));
    times_.resize(scratches_.size());
  }

  int run();
  StageTimes times() const;

 private:
  void read_all(OrderedPool<Job>& pool);
  void code(Job& job, int worker);
  void emit(Job& job);
  void write(const std::string& text);

  const RunOptions& options_;
  const Coder& coder_;
  const PageRules& rules_;
  const WriterKind& kind_;
  std::unique_ptr<DocumentWriter> writer_;
  std::vector<Coder::Scratch> scratches_;
  std::vector<StageTimes> times_;
  std::unique_ptr<ProgressBar> progress_;
  std::uint64_t bytes_read_ = 0;
  Tally tally_;
  bool output_failed_ = false;
};

void DocumentRun::write(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) output_failed_ = true;
}

void DocumentRun::code(Job& job, int worker) {
  if (job.refusal) return;
  job.document.wants_reasons = options_.wants_reasons;
  if (options_.parse_again) job.document.has_given_syntax = false;
  const auto index = static_cast<std::size_t>(worker);
  auto coded = coder_.code(job.document, scratches_[index], kind_.needs, &times_[index]);
  if (!coded) {
    job.refusal = coded.error();
    if (job.refusal->file.empty()) job.refusal->file = job.document.id;
    return;
  }
  std::erase_if(job.document.events,
                [&](const Event& event) { return event.confidence < options_.minimum_confidence; });
  writer_->render(job.document, job.output);
}

void DocumentRun::emit(Job& job) {
  progress_->show(tally_.coded, bytes_read_);
  if (job.refusal) {
    ++tally_.refused;
    progress_->clear();
    print_error(*job.refusal);
    return;
  }
  ++tally_.coded;
  tally_.repaired_bytes += job.document.repaired_bytes;
  if (output_is_terminal()) progress_->clear();
  write(job.output);
}

void DocumentRun::read_all(OrderedPool<Job>& pool) {
  if (!options_.text.empty()) {
    Job job;
    job.document.id = "text";
    job.document.text = options_.text;
    job.document.date = options_.date;
    job.document.language = options_.language;
    pool.submit(std::move(job));
    return;
  }
  DocumentStream stream(options_.inputs, stream_options(options_, rules_));
  progress_ = std::make_unique<ProgressBar>(stream.total_bytes());
  while (!output_failed_) {
    Job job;
    auto got = stream.next(job.document);
    if (got && !*got) return;
    if (!got) job.refusal = got.error();
    bytes_read_ = stream.bytes_read();
    pool.submit(std::move(job));
  }
}

int DocumentRun::run() {
  progress_ = std::make_unique<ProgressBar>(0);
  write(writer_->head());
  {
    OrderedPool<Job> pool(
        options_.threads, [this](Job& job, int worker) { code(job, worker); },
        [this](Job& job) { emit(job); });
    read_all(pool);
    pool.finish();
  }
  write(writer_->foot());
  progress_->clear();
  if (std::fflush(stdout) != 0 || output_failed_) {
    return fail({ErrorKind::kUnreadable, "the output could not be written", "", 0,
                 "is the disk full, or the reader gone?"});
  }
  if (tally_.repaired_bytes > 0) {
    fmt::print(stderr, "casus: {} bytes were not UTF-8 and became U+FFFD\n", tally_.repaired_bytes);
  }
  if (tally_.refused > 0) {
    fmt::print(stderr, "casus: {} of {} inputs or documents refused\n", tally_.refused,
               tally_.refused + tally_.coded);
  }
  if (tally_.refused == 0) return kDone;
  return tally_.coded == 0 ? kFailed : kSomeRefused;
}

StageTimes DocumentRun::times() const {
  StageTimes sum;
  for (const StageTimes& each : times_) {
    for (int i = 0; i < 7; ++i) sum.seconds[i] += each.seconds[i];
  }
  return sum;
}

std::vector<std::filesystem::path> to_paths(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

}  // namespace

std::string check_day(const std::string& value) {
  const auto day = parse_day(value);
  return day && *day == value ? std::string() : "'" + value + "' is no day; write it as YYYY-MM-DD";
}

void add_input_options(CLI::App& app, RunOptions& options) {
  app.add_option(
      "INPUT", options.inputs,
      "files, folders, http(s) addresses, or - for standard input (the default where it is no "
      "terminal)");
  std::vector<std::string> kinds;
  for (const ReaderKind& kind : reader_kinds()) kinds.emplace_back(kind.name);
  app.add_option("--input", options.kind, kind_names())
      ->type_name("KIND")
      ->check(CLI::IsMember(kinds));
  app.add_option("--date", options.date,
                 "publication date of documents that have none, YYYY-MM-DD: \"on Monday\" is "
                 "reckoned from it")
      ->type_name("DAY")
      ->check(check_day);
  app.add_option("--language", options.language, "language of documents that do not name theirs")
      ->type_name("CODE");
  app.add_option("--data", options.data,
                 "casus's data folder (else $CASUS_DATA, else beside the program)")
      ->type_name("DIR");
  app.add_flag("--follow", options.web.follow, "fetch the pages that a sitemap on disk lists");
  app.add_flag("--private-addresses", options.web.allows_private,
               "fetch from private and local addresses too");
  app.add_option("--web-memory", options.web.memory,
                 "file that keeps what was fetched when: unchanged pages are passed over")
      ->type_name("FILE");
}

void add_run_options(CLI::App& app, RunOptions& options) {
  add_input_options(app, options);
  app.add_option("--text", options.text, "read this text instead of INPUT");
  add_coder_options(app, options);
  app.add_flag("--timing", options.show_timing,
               "print the seconds of each stage on standard error");
}

void add_coder_options(CLI::App& app, RunOptions& options) {
  app.add_option("--threads", options.threads, "how many cores to use; 0 for all")
      ->type_name("N")
      ->check(CLI::Range(0, 1024));
  app.add_option("--lexicon", options.lexicon_overlays,
                 "folder of lexicon files, by language, laid over casus's own; may be repeated")
      ->type_name("DIR");
  app.add_option("--knowledge", options.knowledge_overlays,
                 "folder of knowledge files laid over casus's own; may be repeated")
      ->type_name("DIR");
}

void add_format_option(CLI::App& app, RunOptions& options, std::vector<std::string> formats) {
  std::string text = "how to write the result";
  for (const std::string& name : formats) {
    const WriterKind* kind = find_writer(name);
    if (kind != nullptr) text += fmt::format("; {}: {}", name, kind->description);
  }
  app.add_option("--format", options.format, text)
      ->type_name("NAME")
      ->check(CLI::IsMember(std::move(formats)));
}

Result<PageRules> read_page_rules(const std::string& data) {
  auto folder = find_data(data);
  if (!folder) return folder.error();
  return PageRules::read(*folder / "extract");
}

DocumentStream::Options stream_options(const RunOptions& options, const PageRules& rules) {
  DocumentStream::Options stream;
  stream.kind = options.kind;
  stream.date = options.date;
  stream.language = options.language;
  stream.reading.rules = &rules;
  stream.follow = options.web.follow;
  stream.web.allows_private = options.web.allows_private;
  stream.web.memory = options.web.memory;
  return stream;
}

Result<Coder> open_coder(const RunOptions& options) {
  auto data = find_data(options.data);
  if (!data) return data.error();
  return Coder::open(*data,
                     {to_paths(options.lexicon_overlays), to_paths(options.knowledge_overlays)});
}

int run_documents(const RunOptions& given) {
  RunOptions options = given;
  if (options.inputs.empty() && options.text.empty()) {
    if (::isatty(STDIN_FILENO) == 1) {
      return fail({ErrorKind::kUsage, "nothing to read", "", 0,
                   "name a file or folder, or pipe text in; see --help"});
    }
    options.inputs = {"-"};
  }
  if (options.threads == 0) {
    options.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  }
  const WriterKind* kind = find_writer(options.format);
  const auto start = std::chrono::steady_clock::now();
  auto coder = open_coder(options);
  if (!coder) return fail(coder.error());
  const std::chrono::duration<double> loading = std::chrono::steady_clock::now() - start;
  auto rules = read_page_rules(options.data);
  if (!rules) return fail(rules.error());
  DocumentRun run(options, *coder, *rules, *kind);
  const int status = run.run();
  if (options.show_timing) print_timing(run.times(), loading.count());
  return status;
}

}  // namespace casus::cli
