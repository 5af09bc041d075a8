// casus serve: an archive in a browser, and for programs.

#include <fmt/format.h>
#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "base/text_file.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/terminal.h"
#include "serve/server.h"

namespace casus::cli {

namespace {

struct Options {
  std::string database;
  std::string data;
  std::string token_file;
  std::string cors = "*";
  serve::ServerOptions server;
};

constexpr std::size_t kMinToken = 16;

// The token of --token, else $CASUS_TOKEN; empty: nobody writes.
Result<std::string> read_token(const std::string& path) {
  std::string token;
  if (!path.empty()) {
    auto content = read_file(path);
    if (!content) return content.error();
    token = trim(*content);
  } else if (const char* given = std::getenv("CASUS_TOKEN")) {
    token = given;
  } else {
    return token;
  }
  if (token.size() >= kMinToken) return token;
  return Error{ErrorKind::kUsage, "the token is shorter than 16 bytes", path, 0,
               "make one, for instance with: openssl rand -hex 24"};
}

// Answers of megabytes come and go on several threads: their memory goes back to the system, in
// place of lying about in each thread's heap.
void keep_memory_small() {
#ifdef __GLIBC__
  ::mallopt(M_MMAP_THRESHOLD, 1 << 20);
  ::mallopt(M_ARENA_MAX, 2);
#endif
}

int run(const Options& options) {
  keep_memory_small();
  auto token = read_token(options.token_file);
  if (!token) return fail(token.error());
  auto data = find_data(options.data);
  if (!data) return fail(data.error());
  serve::ArchiveOptions opening;
  opening.path = options.database;
  opening.data = *data;
  opening.connections = options.server.workers;
  opening.is_writable = !token->empty();
  auto archive = serve::Archive::open(opening);
  if (!archive) return fail(archive.error());
  serve::Api api(**archive, {*token, options.cors == "none" ? "" : options.cors});
  serve::Server server(api, options.server);
  if (auto listening = server.listen(); !listening) return fail(listening.error());
  server.watch_signals();
  const bool is_ipv6 = options.server.address.find(':') != std::string::npos;
  fmt::print(stderr, "casus: http://{}:{}/ serves {} ({})\n",
             is_ipv6 ? "[" + options.server.address + "]" : options.server.address, server.port(),
             options.database, token->empty() ? "read-only" : "takes reviews");
  server.run();
  return kDone;
}

}  // namespace

std::function<int()> add_serve(CLI::App& app) {
  app.description("Serve an archive: a page for browsers, an API for programs");
  auto options = std::make_shared<Options>();
  serve::ServerOptions& server = options->server;
  app.add_option("--db", options->database, "the archive")->required()->type_name("FILE");
  app.add_option("--listen", server.address,
                 "IP address to listen at; 0.0.0.0 is every one of this machine")
      ->type_name("ADDRESS")
      ->capture_default_str();
  app.add_option("--port", server.port, "0: any free one")
      ->type_name("N")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--token", options->token_file,
                 "who sends the word in this file may review; else $CASUS_TOKEN, else nobody")
      ->type_name("FILE");
  app.add_option("--workers", server.workers, "answers made at once")
      ->type_name("N")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--connections", server.max_connections, "open at once")
      ->type_name("N")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  app.add_option("--connections-a-client", server.max_connections_a_client,
                 "open at once from one address")
      ->type_name("N")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  app.add_option("--rate", server.requests_a_second,
                 "requests a second from one address, twice as many at once; 0: any number")
      ->type_name("N")
      ->check(CLI::Range(0.0, 1e6))
      ->capture_default_str();
  app.add_option("--cors", options->cors,
                 "sites whose scripts may read: *, one origin (https://example.org), or none")
      ->type_name("ORIGIN")
      ->capture_default_str();
  app.add_option("--data", options->data, "the data folder")->type_name("FOLDER");
  app.footer(
      "  casus serve --db news.db                      then open http://127.0.0.1:8080/\n"
      "  curl 'http://127.0.0.1:8080/api/v1/events?actor=RUS&from=2020&format=csv'\n"
      "  CASUS_TOKEN=$(openssl rand -hex 24) casus serve --db news.db     takes reviews, too\n\n"
      "It listens to this machine alone and only reads, unless told otherwise. Before --listen\n"
      "opens it to others, put a proxy with TLS and a log-in in front of it. Ctrl-C ends it when\n"
      "the answers under way are sent. The API: docs/api.md, and /api/v1/openapi.json.");
  return [options] {
    options->server.burst = options->server.requests_a_second * 2;
    return run(*options);
  };
}

}  // namespace casus::cli
