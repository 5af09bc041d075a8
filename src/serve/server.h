#pragma once

// The HTTP/1.1 server. One thread reads and writes all connections without waiting for any; a few
// workers make the answers. A slow client holds memory (bounded), never a thread.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "casus/result.h"
#include "serve/api.h"

namespace casus::serve {

struct ServerOptions {
  std::string address = "127.0.0.1";
  int port = 8080;  // 0: any free one
  int workers = 4;
  int max_connections = 512;
  int max_connections_a_client = 64;  // from one address
  int max_waiting = 256;              // requests that wait for a worker
  double requests_a_second = 200;     // from one address, on average; 0: any number
  double burst = 400;
  std::uint64_t max_body = 64 * 1024;    // bytes
  std::uint32_t max_header = 16 * 1024;  // bytes
  int read_seconds = 10;                 // for a whole request
  int idle_seconds = 30;                 // between two
  int write_seconds = 30;                // for each 64 KiB or less of an answer
};

class Server {
 public:
  Server(Api& api, ServerOptions options);
  ~Server();

  // Begins to listen. An address that cannot be had is an error.
  Result<void> listen();
  int port() const;
  // Serves until stop(); then answers what was asked, for five seconds at most.
  void run();
  // From any thread, and from signals that run() was told to watch.
  void stop();
  // run() stops on SIGINT and SIGTERM.
  void watch_signals();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace casus::serve
