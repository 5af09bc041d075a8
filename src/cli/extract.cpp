// casus extract: the articles of pages, feeds and archives, without coding them.

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/run_documents.h"
#include "cli/terminal.h"
#include "input/document_stream.h"
#include "output/json.h"

namespace casus::cli {

namespace {

std::string to_json_line(const Document& document) {
  Json json;
  json["id"] = document.id;
  json["title"] = or_null(document.title);
  json["date"] = or_null(document.date);
  json["language"] = or_null(document.language);
  json["author"] = or_null(document.author);
  json["section"] = or_null(document.section);
  json["url"] = or_null(document.url);
  json["text"] = document.text;
  return to_line(json) + "\n";
}

// For people: the title, what is known of it, and the text; articles parted by a line.
std::string to_page(const Document& document, bool is_first) {
  std::string page = is_first ? "" : "\n" + std::string(72, '-') + "\n\n";
  page += document.title.empty() ? document.id + "\n" : document.title + "\n";
  for (const std::string* each :
       {&document.date, &document.author, &document.section, &document.language, &document.url}) {
    if (!each->empty()) page += "  " + *each + "\n";
  }
  return page + "\n" + document.text + "\n";
}

struct Tally {
  std::uint64_t written = 0;
  std::uint64_t refused = 0;
};

bool write_all(DocumentStream& stream, const std::string& format, Tally& tally) {
  ProgressBar progress(stream.total_bytes());
  while (true) {
    Document document;
    auto got = stream.next(document);
    progress.show(tally.written, stream.bytes_read());
    if (got && !*got) return true;
    if (!got) {
      ++tally.refused;
      progress.clear();
      print_error(got.error());
      continue;
    }
    const std::string text =
        format == "text" ? to_page(document, tally.written == 0) : to_json_line(document);
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) return false;
    ++tally.written;
  }
}

int extract(RunOptions options) {
  if (options.inputs.empty()) {
    if (::isatty(STDIN_FILENO) == 1) {
      return fail(
          {ErrorKind::kUsage, "nothing to read", "", 0, "name a page or folder; see --help"});
    }
    options.inputs = {"-"};
  }
  if (options.format.empty()) options.format = output_is_terminal() ? "text" : "jsonl";
  auto rules = read_page_rules(options.data);
  if (!rules) return fail(rules.error());
  DocumentStream stream(options.inputs, stream_options(options, *rules));
  Tally tally;
  if (!write_all(stream, options.format, tally) || std::fflush(stdout) != 0) {
    return fail({ErrorKind::kUnreadable, "the output could not be written", "", 0,
                 "is the disk full, or the reader gone?"});
  }
  if (tally.refused == 0) return kDone;
  fmt::print(stderr, "casus: {} of {} inputs or documents refused\n", tally.refused,
             tally.refused + tally.written);
  return tally.written == 0 ? kFailed : kSomeRefused;
}

}  // namespace

std::function<int()> add_extract(CLI::App& app) {
  app.description(
      "Take the articles out of web pages, feeds and archives: title, date, language, author, "
      "section, address, text");
  auto options = std::make_shared<RunOptions>();
  add_input_options(app, *options);
  app.add_option("--format", options->format,
                 "text: for people (on a terminal); jsonl: a JSON object an article (piped)")
      ->type_name("NAME")
      ->check(CLI::IsMember({"text", "jsonl"}));
  app.footer(
      "  casus extract page.html\n"
      "  casus extract saved-pages/ crawl.warc.gz feed.xml > articles.jsonl\n"
      "  casus extract https://www.example.org/news/1");
  return [options] { return extract(*options); };
}

}  // namespace casus::cli
