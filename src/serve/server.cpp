// Boost.Beast on one thread; answers are made by a pool of workers. All state of connections
// belongs to the thread that runs Server::run().

#include "serve/server.h"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <set>
#include <unordered_map>

#include "serve/rate_limit.h"

namespace casus::serve {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using std::chrono::seconds;

constexpr seconds kGrace(5);  // for answers under way, when the server stops
constexpr seconds kLinger(1);
constexpr std::size_t kSlowWorkers = 2;
constexpr std::size_t kChunkBytes = 64 << 10;

std::string text_of(beast::string_view view) { return {view.data(), view.size()}; }

// A target as proxies send it, or the server itself ("*"), in the form that routes know.
std::string origin_form(const std::string& method, const std::string& target) {
  if (target == "*" && method == "OPTIONS") return "/";
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t path = target.find('/', scheme.size());
    return path == std::string::npos ? "/" : target.substr(path);
  }
  return target;
}

// Whether an answer takes longer than others: it codes a text anew, or looks for words.
bool is_slow(const Target& target) {
  const auto& segments = target.segments;
  for (const auto& [name, value] : target.parameters) {
    if (name == "q") return true;
  }
  if (segments.size() < 4 || segments[0] != "api") return false;
  return segments.back() == "explain" || (segments.size() == 4 && segments[2] == "articles");
}

// Nothing that a request brings about ends the program.
Response answer_safely(Api& api, const Request& request) {
  try {
    return api.answer(request);
  } catch (const std::exception&) {
    return problem(500, "The server failed",
                   "the request is not wrong; please tell the developers");
  }
}

Result<bool> more_safely(Response& response, std::string& chunk) {
  try {
    return response.more(chunk);
  } catch (const std::exception& failure) {
    return Error{ErrorKind::kUnreadable, failure.what(), "", 0, ""};
  }
}

}  // namespace

struct Server::Impl {
  class Session;

  Impl(Api& api_of, ServerOptions options_of)
      : api(api_of),
        options(std::move(options_of)),
        rate(options.requests_a_second, options.burst),
        acceptor(io),
        signals(io),
        grace(io),
        workers(static_cast<std::size_t>(options.workers)),
        slow_workers(kSlowWorkers) {}

  void accept();
  void greet(tcp::socket socket);
  void end_all();
  void leave(const std::string& client) {
    --api.metrics().connections;
    if (--clients[client] <= 0) clients.erase(client);
  }

  Api& api;
  const ServerOptions options;
  RateLimit rate;
  std::unordered_map<std::string, int> clients;  // open connections by address
  std::set<Session*> sessions;
  int waiting = 0;       // requests that workers have or wait for
  int waiting_slow = 0;  // those that are slow, and pieces of downloads
  bool is_stopping = false;
  bool is_ending = false;  // what follows is going, and with it the sessions that are left
  asio::io_context io{1};
  tcp::acceptor acceptor;
  asio::signal_set signals;
  asio::steady_timer grace;
  // The last members: joined before anything else goes. Downloads, searches and answers that code a
  // text have workers of their own, so that those who ask for many keep nobody else waiting.
  asio::thread_pool workers;
  asio::thread_pool slow_workers;
};

// One connection, from request to request.
class Server::Impl::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Impl& server, tcp::socket socket, std::string client)
      : server_(server), stream_(std::move(socket)), client_(std::move(client)) {
    server_.sessions.insert(this);
  }
  ~Session() {
    server_.sessions.erase(this);
    server_.leave(client_);
    if (!server_.is_ending && server_.is_stopping && server_.sessions.empty()) {
      server_.grace.cancel();
    }
  }
  void read();
  // Ends the connection unless an answer is under way.
  void end_if_idle() {
    if (!is_answering_) close();
  }

 private:
  using Raw = http::request_parser<http::string_body>;

  void on_read(beast::error_code error);
  void refuse(int status, const char* title, const char* detail);
  Request request_of(http::request<http::string_body>& raw) const;
  void answer(http::request<http::string_body> raw);
  void send(Response response);
  template <typename Message>
  void set_headers(Message& message);
  void send_whole();
  void send_head_then_chunks();
  void make_chunk();
  void send_chunk(std::string chunk, bool is_last);
  void after_write(beast::error_code error, bool ends);
  void linger();
  void drop();
  void close();
  void wait_for_write(std::size_t bytes) {
    stream_.expires_after(seconds(server_.options.write_seconds) + seconds(bytes / kChunkBytes));
  }

  Impl& server_;
  beast::tcp_stream stream_;
  const std::string client_;
  beast::flat_buffer buffer_;
  std::optional<Raw> parser_;
  bool is_answering_ = false;
  bool is_head_ = false;
  bool keeps_alive_ = false;
  unsigned version_ = 11;
  Response response_;
  http::response<http::string_body> whole_;
  http::response<http::empty_body> head_;
  std::optional<http::response_serializer<http::empty_body>> head_serializer_;
  std::string chunk_;
};

void Server::Impl::Session::read() {
  is_answering_ = false;
  if (server_.is_stopping) return close();
  parser_.emplace();
  parser_->header_limit(server_.options.max_header);
  parser_->body_limit(server_.options.max_body);
  // The deadline is that of the whole request, however slowly its bytes come.
  stream_.expires_after(seconds(buffer_.size() > 0 || whole_.result_int() == 0
                                    ? server_.options.read_seconds
                                    : server_.options.idle_seconds));
  http::async_read(
      stream_, buffer_, *parser_,
      [self = shared_from_this()](beast::error_code error, std::size_t) { self->on_read(error); });
}

void Server::Impl::Session::on_read(beast::error_code error) {
  is_answering_ = true;
  keeps_alive_ = false;
  is_head_ = false;
  if (error == http::error::end_of_stream) return close();
  if (error == beast::error::timeout) {
    ++server_.api.metrics().timeouts;
    return close();
  }
  if (error == http::error::header_limit) {
    return refuse(431, "The header is too long", "send at most 16 KiB of header");
  }
  if (error == http::error::body_limit) {
    return refuse(413, "The request is too long", "send at most 64 KiB");
  }
  if (error.category() == http::make_error_code(http::error::bad_target).category()) {
    return refuse(400, "This is no HTTP request", "it does not follow RFC 9112");
  }
  if (error) return close();
  auto raw = parser_->release();
  keeps_alive_ = raw.keep_alive();
  is_head_ = raw.method() == http::verb::head;
  version_ = raw.version();
  if (raw.count(http::field::host) > 1 || (version_ >= 11 && raw.count(http::field::host) == 0)) {
    keeps_alive_ = false;
    return refuse(400, "This is no HTTP request", "it does not name one host");
  }
  if (!server_.rate.take(client_)) {
    ++server_.api.metrics().refused_rate;
    return refuse(429, "Too many requests", "wait a second");
  }
  answer(std::move(raw));
}

void Server::Impl::Session::refuse(int status, const char* title, const char* detail) {
  Response response = problem(status, title, detail);
  if (status == 429 || status == 503) response.headers.emplace_back("Retry-After", "1");
  send(std::move(response));
}

Request Server::Impl::Session::request_of(http::request<http::string_body>& raw) const {
  Request request;
  request.method = text_of(raw.method_string());
  request.target = origin_form(request.method, text_of(raw.target()));
  request.accept = text_of(raw[http::field::accept]);
  request.accept_encoding = text_of(raw[http::field::accept_encoding]);
  request.if_none_match = text_of(raw[http::field::if_none_match]);
  request.if_modified_since = text_of(raw[http::field::if_modified_since]);
  request.authorization = text_of(raw[http::field::authorization]);
  request.origin = text_of(raw[http::field::origin]);
  request.host = text_of(raw[http::field::host]);
  request.content_type = text_of(raw[http::field::content_type]);
  request.body = std::move(raw.body());
  request.client = client_;
  return request;
}

void Server::Impl::Session::answer(http::request<http::string_body> raw) {
  Request request = request_of(raw);
  auto target = parse_target(request.target);
  if (!target) return send(problem_of(target.error()));
  request.parsed = *std::move(target);
  int& waiting = is_slow(request.parsed) ? server_.waiting_slow : server_.waiting;
  if (waiting >= server_.options.max_waiting) {
    ++server_.api.metrics().refused_full;
    return refuse(503, "The server is busy", "try again in a moment");
  }
  ++waiting;
  stream_.expires_never();
  auto& workers = is_slow(request.parsed) ? server_.slow_workers : server_.workers;
  asio::post(
      workers, [self = shared_from_this(), &waiting, request = std::move(request)]() mutable {
        Impl& server = self->server_;
        Response response = answer_safely(server.api, request);
        // Moved, not copied: a session ends on the thread of all sessions.
        asio::post(server.io,
                   [self = std::move(self), &waiting, response = std::move(response)]() mutable {
                     --waiting;
                     self->send(std::move(response));
                   });
      });
}

template <typename Message>
void Server::Impl::Session::set_headers(Message& message) {
  message.result(static_cast<unsigned>(response_.status));
  message.reason(std::string(reason_phrase(response_.status)));
  message.version(version_);
  message.keep_alive(keeps_alive_ && !server_.is_stopping);
  for (const auto& [name, value] : response_.headers) message.insert(name, value);
  if (response_.status != 304 && response_.status != 204) {
    message.set(http::field::content_type, response_.type);
  }
  message.set(http::field::date, http_date(std::time(nullptr)));
  message.set(http::field::server, "casus");
}

void Server::Impl::Session::send(Response response) {
  response_ = std::move(response);
  if (response_.more && !is_head_) return send_head_then_chunks();
  send_whole();
}

void Server::Impl::Session::send_whole() {
  whole_ = {};
  set_headers(whole_);
  const std::size_t size = response_.body.size();
  const bool has_body = response_.status != 304 && response_.status != 204;
  if (!is_head_ && has_body) whole_.body() = std::move(response_.body);
  if (has_body && !(is_head_ && response_.more)) {
    whole_.content_length(is_head_ ? size : whole_.body().size());
  }
  wait_for_write(whole_.body().size());
  if (is_head_ || !has_body) {
    head_ = {};
    static_cast<http::response_header<>&>(head_) = whole_;
    head_serializer_.emplace(head_);
    http::async_write_header(stream_, *head_serializer_,
                             [self = shared_from_this()](beast::error_code error, std::size_t) {
                               self->after_write(error, true);
                             });
    return;
  }
  http::async_write(stream_, whole_,
                    [self = shared_from_this()](beast::error_code error, std::size_t bytes) {
                      self->server_.api.metrics().bytes_sent += bytes;
                      self->after_write(error, true);
                    });
}

void Server::Impl::Session::send_head_then_chunks() {
  head_ = {};
  // A client of HTTP/1.0 knows no chunks: its answer ends with the connection.
  if (version_ < 11) keeps_alive_ = false;
  set_headers(head_);
  if (version_ >= 11) head_.chunked(true);
  head_serializer_.emplace(head_);
  wait_for_write(0);
  http::async_write_header(stream_, *head_serializer_,
                           [self = shared_from_this()](beast::error_code error, std::size_t) {
                             if (error) return self->close();
                             self->make_chunk();
                           });
}

// A worker makes the next piece only once the client has taken the one before.
void Server::Impl::Session::make_chunk() {
  stream_.expires_never();
  ++server_.waiting_slow;
  asio::post(server_.slow_workers, [self = shared_from_this()]() mutable {
    std::string chunk = std::move(self->response_.body);
    self->response_.body.clear();
    const Result<bool> more = more_safely(self->response_, chunk);
    asio::io_context& io = self->server_.io;
    asio::post(io, [self = std::move(self), chunk = std::move(chunk), more]() mutable {
      --self->server_.waiting_slow;
      // Broken off, so that the client does not take a part for the whole.
      if (!more) return self->close();
      self->send_chunk(std::move(chunk), !*more);
    });
  });
}

void Server::Impl::Session::send_chunk(std::string chunk, bool is_last) {
  const bool is_chunked = version_ >= 11;
  chunk_.clear();
  if (is_chunked && !chunk.empty()) {
    char size[24];
    const int digits = std::snprintf(size, sizeof size, "%zx\r\n", chunk.size());
    chunk_.append(size, static_cast<std::size_t>(digits));
  }
  chunk_ += chunk;
  if (is_chunked && !chunk.empty()) chunk_ += "\r\n";
  if (is_chunked && is_last) chunk_ += "0\r\n\r\n";
  wait_for_write(chunk_.size());
  asio::async_write(stream_, asio::buffer(chunk_),
                    [self = shared_from_this(), is_last](beast::error_code error, std::size_t n) {
                      self->server_.api.metrics().bytes_sent += n;
                      if (error || is_last) return self->after_write(error, is_last);
                      self->make_chunk();
                    });
}

void Server::Impl::Session::after_write(beast::error_code error, bool) {
  response_ = {};
  chunk_.clear();
  if (error == beast::error::timeout) ++server_.api.metrics().timeouts;
  if (error) return close();
  if (keeps_alive_) return read();
  linger();
}

// What a client still sends when its request is refused, is read and dropped for a second: to close
// at once would take the answer away from it again (RFC 9112, 9.6).
void Server::Impl::Session::linger() {
  if (server_.is_stopping) return close();
  beast::error_code ignored;
  stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  stream_.expires_after(kLinger);
  drop();
}

void Server::Impl::Session::drop() {
  chunk_.resize(kChunkBytes);
  stream_.async_read_some(asio::buffer(chunk_),
                          [self = shared_from_this()](beast::error_code error, std::size_t) {
                            if (error) return self->close();
                            self->drop();
                          });
}

void Server::Impl::Session::close() {
  beast::error_code ignored;
  stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  stream_.close();
}

void Server::Impl::accept() {
  acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
    if (!acceptor.is_open()) return;
    if (!error) greet(std::move(socket));
    accept();
  });
}

void Server::Impl::greet(tcp::socket socket) {
  beast::error_code error;
  const auto from = socket.remote_endpoint(error);
  if (error) return;
  std::string client = from.address().to_string();
  const bool is_full = api.metrics().connections >= options.max_connections ||
                       clients[client] >= options.max_connections_a_client;
  if (is_full) {
    ++api.metrics().refused_full;
    return;  // closed, before a byte of it was read
  }
  socket.set_option(tcp::no_delay(true), error);
  ++clients[client];
  ++api.metrics().connections;
  std::make_shared<Session>(*this, std::move(socket), std::move(client))->read();
}

void Server::Impl::end_all() {
  if (is_stopping) return;
  is_stopping = true;
  beast::error_code ignored;
  acceptor.close(ignored);
  signals.cancel(ignored);
  const std::vector<Session*> open(sessions.begin(), sessions.end());
  for (Session* each : open) each->end_if_idle();
  grace.expires_after(kGrace);
  grace.async_wait([this](beast::error_code error) {
    if (!error) io.stop();
  });
  if (sessions.empty()) grace.cancel();
}

Server::Server(Api& api, ServerOptions options)
    : impl_(std::make_unique<Impl>(api, std::move(options))) {}

Server::~Server() { impl_->workers.join(); }

Result<void> Server::listen() {
  beast::error_code error;
  const auto address = asio::ip::make_address(impl_->options.address, error);
  const auto failure = [&](const std::string& what) {
    return Error{ErrorKind::kUsage, what, impl_->options.address, 0,
                 "give another address with --listen, or another port with --port"};
  };
  if (error) return failure("is no IP address");
  const tcp::endpoint endpoint(address, static_cast<std::uint16_t>(impl_->options.port));
  impl_->acceptor.open(endpoint.protocol(), error);
  if (!error) impl_->acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) impl_->acceptor.bind(endpoint, error);
  if (!error) impl_->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return failure("cannot be listened at: " + error.message());
  return {};
}

int Server::port() const { return impl_->acceptor.local_endpoint().port(); }

void Server::run() {
  impl_->accept();
  impl_->io.run();
}

void Server::stop() {
  asio::post(impl_->io, [impl = impl_.get()] { impl->end_all(); });
}

void Server::watch_signals() {
  impl_->signals.add(SIGINT);
  impl_->signals.add(SIGTERM);
  impl_->signals.async_wait([impl = impl_.get()](beast::error_code error, int) {
    if (!error) impl->end_all();
  });
}

}  // namespace casus::serve
