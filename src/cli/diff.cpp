// casus diff: what two runs made of the same articles.

#include <fmt/format.h>

#include <map>

#include "cli/command.h"
#include "cli/terminal.h"
#include "export/record_json.h"
#include "output/event_text.h"
#include "store/store.h"

namespace casus::cli {

namespace {

struct Options {
  std::string database;
  std::int64_t from = 0;
  std::int64_t to = 0;
  bool as_json = false;
  bool summary = false;
};

struct Line {
  std::string what;  // category and parties
  std::string rest;  // all else that is coded
  std::string shown;
};

using Sentence = std::pair<std::string, std::int32_t>;  // article, number
using Events = std::map<Sentence, std::vector<Line>>;

Line line_of(const EventRecord& record) {
  const Event& event = record.event;
  Line line;
  line.what =
      event.category + " " + codes_text(event.actors) + " -> " + codes_text(event.recipients);
  std::string auxiliary;
  for (const std::string& each : event.auxiliary) auxiliary += " (" + each + ")";
  std::string modes;
  for (const std::string& each : event.modes) modes += " " + each;
  line.rest = fmt::format("{}{} {} {}", modes, auxiliary, event.date,
                          record.place ? record.place->name : "");
  line.shown = line.what + line.rest;
  return line;
}

Result<Events> events_of(Store& store, std::int64_t run, const std::string& article) {
  Events events;
  Query query;
  query.run = run;
  query.by_date = false;
  query.document = article;
  auto done = store.read_events(query, [&](const EventRecord& record) {
    events[{record.article.document_id, record.event.sentence}].push_back(line_of(record));
    return true;
  });
  if (!done) return done.error();
  return events;
}

struct Tally {
  std::uint64_t same = 0, gained = 0, lost = 0, changed = 0;
};

// Takes out of `lines` the first whose member equals that of `line`; false: there is none.
bool take(std::vector<Line>& lines, const Line& line, std::string Line::*member, Line* taken) {
  for (auto each = lines.begin(); each != lines.end(); ++each) {
    if ((*each).*member != line.*member) continue;
    if (taken != nullptr) *taken = *each;
    lines.erase(each);
    return true;
  }
  return false;
}

class Diff {
 public:
  explicit Diff(const Options& options) : options_(options) {}

  void compare(const Sentence& where, std::vector<Line> before, std::vector<Line> after) {
    std::vector<Line> left;
    for (const Line& line : before) {
      if (take(after, line, &Line::shown, nullptr)) {
        ++tally_.same;
      } else {
        left.push_back(line);
      }
    }
    for (const Line& line : left) {
      Line now;
      if (take(after, line, &Line::what, &now)) {
        ++tally_.changed;
        print(where, "changed", line.shown, now.shown);
      } else {
        ++tally_.lost;
        print(where, "lost", line.shown, "");
      }
    }
    for (const Line& line : after) {
      ++tally_.gained;
      print(where, "gained", "", line.shown);
    }
  }

  const Tally& tally() const { return tally_; }

 private:
  void print(const Sentence& where, const char* what, const std::string& before,
             const std::string& after) const {
    if (options_.summary) return;
    if (options_.as_json) {
      Json json;
      json["article"] = where.first;
      json["sentence"] = where.second + 1;
      json["what"] = what;
      json["before"] = before.empty() ? Json(nullptr) : Json(before);
      json["after"] = after.empty() ? Json(nullptr) : Json(after);
      fmt::print("{}\n", to_line(json));
      return;
    }
    fmt::print("{}, sentence {}\n", where.first, where.second + 1);
    if (!before.empty()) fmt::print("  - {}\n", before);
    if (!after.empty()) fmt::print("  + {}\n", after);
  }

  const Options& options_;
  Tally tally_;
};

Result<void> choose_runs(Store& store, Options& options) {
  auto runs = store.runs();
  if (!runs) return runs.error();
  if (runs->size() < 2 && (options.from == 0 || options.to == 0)) {
    return Error{ErrorKind::kUsage, "the archive holds one run: there is nothing to compare",
                 options.database, 0, "code it anew with casus recode"};
  }
  if (options.to == 0) options.to = runs->back().id;
  if (options.from == 0) options.from = runs->at(runs->size() - 2).id;
  return {};
}

int run(Options options) {
  auto store = open_store(options.database, {StoreMode::kRead, "", 0});
  if (!store) return fail(store.error());
  if (auto chosen = choose_runs(**store, options); !chosen) return fail(chosen.error());
  Diff diff(options);
  std::optional<Error> failure;
  auto done = (*store)->read_articles({}, [&](const ArticleRecord& article) {
    auto before = events_of(**store, options.from, article.document_id);
    auto after = events_of(**store, options.to, article.document_id);
    if (!before || !after) {
      failure = before ? after.error() : before.error();
      return false;
    }
    for (auto& [where, lines] : *before) {
      const auto now = after->find(where);
      diff.compare(where, lines, now == after->end() ? std::vector<Line>() : now->second);
      if (now != after->end()) after->erase(now);
    }
    for (auto& [where, lines] : *after) diff.compare(where, {}, lines);
    return true;
  });
  if (!done) return fail(done.error());
  if (failure) return fail(*failure);
  const Tally& tally = diff.tally();
  fmt::print(stderr,
             "casus: run {} to run {}: {} events the same, {} changed, {} lost, {} gained\n",
             options.from, options.to, tally.same, tally.changed, tally.lost, tally.gained);
  return kDone;
}

}  // namespace

std::function<int()> add_diff(CLI::App& app) {
  app.description("Show what two runs coded differently: by default the two latest");
  auto options = std::make_shared<Options>();
  app.add_option("--db", options->database, "the archive")->required()->type_name("FILE");
  app.add_option("--from", options->from, "the earlier run")->type_name("RUN");
  app.add_option("--to", options->to, "the later run")->type_name("RUN");
  app.add_flag("--json", options->as_json, "a JSON object a difference");
  app.add_flag("--summary", options->summary, "only the numbers");
  app.footer("  casus recode --db news.db && casus diff --db news.db");
  return [options] { return run(*options); };
}

}  // namespace casus::cli
