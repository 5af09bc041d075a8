// casus ingest and recode: texts into an archive, coded on several threads and stored by one.

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/ordered_pool.h"
#include "cli/run_documents.h"
#include "cli/terminal.h"
#include "input/document_stream.h"
#include "output/json.h"
#include "store/store.h"

namespace casus::cli {

namespace {

struct IngestOptions {
  RunOptions run;
  std::string database;
  std::string log;
  int batch = 500;
  bool without_coding = false;
  bool without_pages = false;
};

// A document on its way through coding.
struct Job {
  Document document;
  Admission admission;
  std::string input_id;
  std::optional<Error> refusal;
};

struct Tally {
  std::uint64_t read = 0;
  std::uint64_t outcomes[4] = {};
  std::uint64_t refused = 0;
  std::uint64_t events = 0;
  std::uint64_t facts = 0;
};

// One JSON line a document. Lines wait until the batch is stored that they speak of.
class IngestLog {
 public:
  ~IngestLog() {
    if (file_ != nullptr) std::fclose(file_);
  }
  Result<void> open(const std::string& path) {
    if (path.empty()) return {};
    file_ = std::fopen(path.c_str(), "a");
    if (file_ != nullptr) return {};
    return Error{ErrorKind::kUnreadable, "the log cannot be written", path, 0, ""};
  }
  void add(const Json& line) {
    if (file_ != nullptr) waiting_ += to_line(line) + "\n";
  }
  void flush() {
    if (file_ == nullptr) return;
    std::fwrite(waiting_.data(), 1, waiting_.size(), file_);
    std::fflush(file_);
    waiting_.clear();
  }

 private:
  std::FILE* file_ = nullptr;
  std::string waiting_;
};

class Ingest {
 public:
  Ingest(const IngestOptions& options, const Coder* coder, const PageRules& rules, Store& store)
      : options_(options), coder_(coder), rules_(rules), store_(store), progress_(0) {
    scratches_.resize(static_cast<std::size_t>(options.run.threads));
  }

  // Codes what waits in the archive, then what the inputs hold.
  int ingest();
  // Codes every article anew, under a run of its own.
  int recode();

 private:
  using Pool = OrderedPool<Job>;
  template <typename Feed>
  Result<void> run(bool anew, Feed feed);
  void feed_uncoded(Pool& pool, std::int64_t run);
  void feed_inputs(Pool& pool);
  void admit(Pool& pool, Document document);
  void code(Job& job, int worker);
  void store(Job& job);
  void refuse(const Error& error, const std::string& document);
  void end_batch();
  void log(const Job& job, std::string_view outcome);
  int report(const Result<void>& done);
  bool failed() const { return failure_.has_value(); }

  const IngestOptions& options_;
  const Coder* coder_;
  const PageRules& rules_;
  Store& store_;
  ProgressBar progress_;
  IngestLog log_;
  std::vector<Coder::Scratch> scratches_;
  std::optional<Error> failure_;  // of the store: nothing more can be kept
  std::int64_t run_ = 0;
  int in_batch_ = 0;
  std::uint64_t bytes_read_ = 0;
  Tally tally_;
};

void Ingest::code(Job& job, int worker) {
  auto coded = coder_->code(job.document, scratches_[static_cast<std::size_t>(worker)]);
  if (!coded) job.refusal = coded.error();
}

void Ingest::log(const Job& job, std::string_view outcome) {
  Json line;
  line["id"] = job.input_id;
  if (!job.document.url.empty()) line["url"] = job.document.url;
  line["outcome"] = outcome;
  line["article"] = job.admission.document_id;
  if (job.admission.outcome == Outcome::kNew && outcome != "refused") {
    line["events"] = job.document.events.size();
    line["facts"] = job.document.facts.size();
  }
  if (job.refusal) line["why"] = job.refusal->to_string();
  log_.add(line);
}

void Ingest::refuse(const Error& error, const std::string& document) {
  ++tally_.refused;
  progress_.clear();
  print_error(error);
  Json line;
  line["id"] = document.empty() ? Json(nullptr) : Json(document);
  line["outcome"] = "refused";
  line["why"] = error.to_string();
  log_.add(line);
}

void Ingest::store(Job& job) {
  if (failed()) return;
  Result<void> done;
  if (job.refusal) {
    done = store_.refuse_coding(run_, job.admission.article, job.admission.revision, *job.refusal);
    if (job.refusal->file.empty()) job.refusal->file = job.document.id;
    refuse(*job.refusal, job.input_id);
  } else {
    done = store_.add_coding(run_, job.admission.article, job.admission.revision, job.document);
    tally_.events += job.document.events.size();
    tally_.facts += job.document.facts.size();
    log(job, "coded");
  }
  if (!done) failure_ = done.error();
  if (++in_batch_ >= options_.batch) end_batch();
  progress_.show(tally_.read, bytes_read_, tally_.refused);
}

void Ingest::end_batch() {
  if (failed()) return;
  in_batch_ = 0;
  if (auto done = store_.commit(); !done) {
    failure_ = done.error();
    return;
  }
  log_.flush();
  if (auto done = store_.begin(); !done) failure_ = done.error();
}

void Ingest::admit(Pool& pool, Document document) {
  auto admission = store_.admit(document);
  if (!admission) {
    failure_ = admission.error();
    return;
  }
  ++tally_.outcomes[static_cast<std::size_t>(admission->outcome)];
  Job job;
  job.input_id = document.id;
  job.admission = *std::move(admission);
  job.document = std::move(document);
  const bool waits = job.admission.outcome == Outcome::kNew && !options_.without_coding;
  if (waits) {
    job.document.id = job.admission.document_id;
    pool.submit(std::move(job));
    return;
  }
  log(job, outcome_name(job.admission.outcome));
  if (++in_batch_ >= options_.batch) end_batch();
  progress_.show(tally_.read, bytes_read_, tally_.refused);
}

void Ingest::feed_uncoded(Pool& pool, std::int64_t run) {
  std::int64_t after = 0;
  while (!failed()) {
    Pending pending;
    auto found = store_.next_uncoded(run, after, pending);
    if (!found) failure_ = found.error();
    if (!found || !*found) return;
    after = pending.article;
    Job job;
    job.input_id = pending.document.id;
    job.admission.article = pending.article;
    job.admission.revision = pending.revision;
    job.admission.document_id = pending.document.id;
    job.document = std::move(pending.document);
    ++tally_.read;
    pool.submit(std::move(job));
  }
}

void Ingest::feed_inputs(Pool& pool) {
  DocumentStream::Options reading = stream_options(options_.run, rules_);
  reading.reading.keep_pages = !options_.without_pages;
  DocumentStream stream(options_.run.inputs, reading);
  progress_.expect(stream.total_bytes());
  while (!failed()) {
    Document document;
    auto got = stream.next(document);
    if (got && !*got) return;
    ++tally_.read;
    bytes_read_ = stream.bytes_read();
    if (got) {
      admit(pool, std::move(document));
    } else {
      refuse(got.error(), {});
    }
  }
}

template <typename Feed>
Result<void> Ingest::run(bool anew, Feed feed) {
  if (auto done = log_.open(options_.log); !done) return done.error();
  if (auto done = store_.begin(); !done) return done.error();
  Json settings;
  settings["lexicon"] = options_.run.lexicon_overlays;
  settings["knowledge"] = options_.run.knowledge_overlays;
  auto run = store_.open_run("casus " CASUS_VERSION, to_line(settings), anew);
  if (!run) return run.error();
  run_ = *run;
  {
    Pool pool(
        options_.run.threads, [this](Job& job, int worker) { code(job, worker); },
        [this](Job& job) { store(job); });
    feed(pool);
    pool.finish();
  }
  if (failed()) {
    store_.rollback();
    return *failure_;
  }
  if (auto done = store_.commit(); !done) return done.error();
  log_.flush();
  progress_.clear();
  // All is kept by now: what hinders this hinders the next ingest as well, which tells of it.
  (void)store_.tidy();
  return {};
}

int Ingest::ingest() {
  return report(run(false, [this](Pool& pool) {
    if (!options_.without_coding) feed_uncoded(pool, 0);
    feed_inputs(pool);
  }));
}

int Ingest::recode() {
  return report(run(true, [this](Pool& pool) { feed_uncoded(pool, run_); }));
}

int Ingest::report(const Result<void>& done) {
  progress_.clear();
  const auto of = [this](Outcome outcome) {
    return tally_.outcomes[static_cast<std::size_t>(outcome)];
  };
  fmt::print(
      stderr,
      "casus: {} documents: {} new, {} revisions, {} duplicates, {} known, {} refused; {} events, "
      "{} facts\n",
      tally_.read, of(Outcome::kNew), of(Outcome::kRevision), of(Outcome::kDuplicate),
      of(Outcome::kKnown), tally_.refused, tally_.events, tally_.facts);
  if (!done) return fail(done.error());
  if (tally_.refused == 0) return kDone;
  return tally_.refused == tally_.read ? kFailed : kSomeRefused;
}

int run_ingest(IngestOptions options, bool recodes) {
  if (options.run.inputs.empty() && !recodes) {
    if (::isatty(STDIN_FILENO) == 1) {
      return fail({ErrorKind::kUsage, "nothing to read", "", 0,
                   "name a file or folder, or pipe documents in; see --help"});
    }
    options.run.inputs = {"-"};
  }
  if (options.run.threads == 0) {
    options.run.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  }
  auto store =
      open_store(options.database, {recodes ? StoreMode::kWrite : StoreMode::kCreate, "", 0});
  if (!store) return fail(store.error());
  auto rules = read_page_rules(options.run.data);
  if (!rules) return fail(rules.error());
  if (options.without_coding) return Ingest(options, nullptr, *rules, **store).ingest();
  auto coder = open_coder(options.run);
  if (!coder) return fail(coder.error());
  Ingest ingest(options, &*coder, *rules, **store);
  return recodes ? ingest.recode() : ingest.ingest();
}

void add_store_options(CLI::App& app, IngestOptions& options) {
  options.run.threads = 0;
  app.add_option("--db", options.database, "the archive, an SQLite file")
      ->required()
      ->type_name("FILE");
  app.add_option("--log", options.log, "append a JSON line a document to this file")
      ->type_name("FILE");
  app.add_option("--batch", options.batch, "documents that are stored in one transaction")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000));
}

}  // namespace

std::function<int()> add_ingest(CLI::App& app) {
  app.description(
      "Put texts into an archive and code them; run again, it takes up where it stopped");
  auto options = std::make_shared<IngestOptions>();
  add_input_options(app, options->run);
  add_coder_options(app, options->run);
  add_store_options(app, *options);
  app.add_flag("--no-coding", options->without_coding,
               "store the texts; a later ingest codes them");
  app.add_flag("--no-pages", options->without_pages,
               "keep the texts of web pages only, not the pages");
  app.footer(
      "A text that is there already is not stored or coded again: the new place is noted.\n\n"
      "  casus ingest releases/ feed.jsonl --db news.db\n"
      "  casus query --db news.db --actor FRA --from 2020-03");
  return [options] { return run_ingest(*options, false); };
}

std::function<int()> add_recode(CLI::App& app) {
  app.description("Code an archive's texts anew, and keep what earlier versions made of them");
  auto options = std::make_shared<IngestOptions>();
  add_coder_options(app, options->run);
  app.add_option("--data", options->run.data, "casus's data folder")->type_name("DIR");
  add_store_options(app, *options);
  app.footer("  casus recode --db news.db && casus diff --db news.db");
  return [options] { return run_ingest(*options, true); };
}

}  // namespace casus::cli
