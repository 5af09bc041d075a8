// The server over real sockets: ordinary clients, slow ones, and those that mean harm.

#include "serve/server.h"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <chrono>
#include <thread>

#include "serve/archive_for_tests.h"

namespace casus::serve {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// A connection that says what it likes.
class Client {
 public:
  explicit Client(int port, int receive_bytes = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_bytes > 0) {
      ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
    }
    timeval patience{8, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_open_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool send(const std::string& bytes) const {
    return is_open_ && ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
                           static_cast<ssize_t>(bytes.size());
  }
  // Until the server ends the connection.
  std::string rest() {
    while (more()) {
    }
    return std::move(got_);
  }
  // The next answer: its head, and the body that Content-Length states.
  std::string answer() {
    std::size_t end = 0;
    while ((end = got_.find("\r\n\r\n")) == std::string::npos) {
      if (!more()) return std::move(got_);
    }
    end += 4;
    const std::size_t length = got_.find("Content-Length: ");
    if (length < end) end += std::stoul(got_.substr(length + 16));
    while (got_.size() < end) {
      if (!more()) break;
    }
    std::string answer = got_.substr(0, end);
    got_.erase(0, end);
    return answer;
  }

 private:
  bool more() {
    char buffer[8192];
    const ssize_t size = ::recv(socket_, buffer, sizeof buffer, 0);
    if (size <= 0) return false;
    got_.append(buffer, static_cast<std::size_t>(size));
    return true;
  }
  int socket_;
  bool is_open_ = false;
  std::string got_;
};

std::string get_request(const std::string& target, const std::string& headers = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

int status_of(const std::string& answer) {
  return answer.starts_with("HTTP/1.") && answer.size() > 12 ? std::stoi(answer.substr(9, 3)) : 0;
}

}  // namespace

class ServerTest : public ServedArchive {
 protected:
  void SetUp() override {
    ServedArchive::SetUp();
    server_options_.port = 0;
    server_options_.workers = 2;
    server_options_.read_seconds = 1;
    server_options_.idle_seconds = 2;
    server_options_.write_seconds = 1;
    server_options_.requests_a_second = 0;
  }
  void TearDown() override {
    stop();
    ServedArchive::TearDown();
  }
  void start() {
    server_ = std::make_unique<Server>(*api_, server_options_);
    auto listening = server_->listen();
    ASSERT_TRUE(listening) << listening.error().to_string();
    port_ = server_->port();
    thread_ = std::thread([this] { server_->run(); });
  }
  void stop() {
    if (!server_) return;
    server_->stop();
    thread_.join();
    server_.reset();
  }
  std::string ask_once(const std::string& bytes) {
    Client client(port_);
    client.send(bytes);
    return client.answer();
  }

  ServerOptions server_options_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
  int port_ = 0;
};

TEST_F(ServerTest, AnswersOneAfterTheOtherOnOneConnection) {
  start();
  Client client(port_);
  // The second is sent before the first is answered.
  client.send(get_request("/healthz") + get_request("/api/v1/events?limit=1"));
  EXPECT_EQ(status_of(client.answer()), 200);
  const std::string second = client.answer();
  EXPECT_EQ(status_of(second), 200);
  EXPECT_NE(second.find("\"items\""), std::string::npos);
  client.send(get_request("/nothing.txt"));
  EXPECT_EQ(status_of(client.answer()), 404);
}

TEST_F(ServerTest, HeadHasTheHeadersAndNoBody) {
  start();
  const std::string get = ask_once(get_request("/api/v1/codebook"));
  Client client(port_);
  client.send("HEAD /api/v1/codebook HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string head = client.rest();
  const auto length = [](const std::string& answer) {
    const std::size_t at = answer.find("Content-Length: ");
    return answer.substr(at, answer.find("\r\n", at) - at);
  };
  EXPECT_EQ(length(head), length(get));
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));
  Client download(port_);
  download.send("HEAD /api/v1/events?format=csv HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string answer = download.rest();
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(ServerTest, DownloadsComeWholeInBothVersions) {
  start();
  Client old(port_);
  old.send("GET /api/v1/events?format=csv HTTP/1.0\r\n\r\n");
  const std::string plain = old.rest();
  EXPECT_EQ(plain.find("Transfer-Encoding"), std::string::npos);
  const std::string body = plain.substr(plain.find("\r\n\r\n") + 4);
  EXPECT_EQ(body, get("/api/v1/events?format=csv").body);
  Client client(port_);
  client.send(get_request("/api/v1/events?format=csv", "Connection: close\r\n"));
  const std::string chunked = client.rest();
  EXPECT_NE(chunked.find("Transfer-Encoding: chunked"), std::string::npos);
  EXPECT_TRUE(chunked.ends_with("\r\n0\r\n\r\n"));
}

TEST_F(ServerTest, WhatIsNoHttpIsRefused) {
  start();
  const std::string smuggled = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
  const std::pair<const char*, std::string> bad[] = {
      {"nonsense", "hello\r\n\r\n"},
      {"no version", "GET /\r\n\r\n"},
      {"other version", "GET / HTTP/3.0\r\nHost: x\r\n\r\n"},
      {"blank in target", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n"},
      {"no host", "GET / HTTP/1.1\r\n\r\n"},
      {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
      {"length and chunks",
       "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: "
       "chunked\r\n\r\n0\r\n\r\n" +
           smuggled},
      {"chunks and length",
       "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
       "Content-Length: 5\r\n\r\n0\r\n\r\n" +
           smuggled},
      {"two lengths",
       "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n"
       "hello" +
           smuggled},
      {"negative length", "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"},
      {"wrong chunk", "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"},
      {"blank before colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n"},
      {"nul in a header", std::string("GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n", 35)},
  };
  for (const auto& [what, bytes] : bad) {
    Client client(port_);
    client.send(bytes);
    const std::string answer = client.rest();
    EXPECT_TRUE(status_of(answer) == 400 || answer.empty()) << what << ": " << answer;
    EXPECT_EQ(answer.find("\"status\":\"ok\""), std::string::npos) << what << " was smuggled in";
  }
  EXPECT_EQ(status_of(ask_once(get_request("/healthz"))), 200);
}

TEST_F(ServerTest, NoHeaderIsInjected) {
  start();
  for (const char* target : {"/api/v1/events?limit=1&q=a%0d%0aSet-Cookie:%20x=1",
                             "/%0d%0aSet-Cookie:%20x=1", "/api/v1/events/%0d%0aSet-Cookie:%20x",
                             "/api/v1/events?limit=1&place=%E2%80%A8Set-Cookie"}) {
    const std::string answer = ask_once(get_request(target));
    EXPECT_EQ(answer.substr(0, answer.find("\r\n\r\n")).find("Set-Cookie:"), std::string::npos);
  }
  // What is repeated in a header, is escaped there.
  const std::string listed = ask_once(get_request("/api/v1/events?limit=1&language=en&from=2019"));
  EXPECT_NE(listed.find("Link: </api/v1/events?limit=1&language=en&from=2019&cursor="),
            std::string::npos);
}

TEST_F(ServerTest, NoPathLeadsOut) {
  start();
  for (const char* target :
       {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd",
        "/assets/../../etc/passwd", "/assets/..%2f..%2f/etc/passwd"}) {
    const std::string answer = ask_once(get_request(target));
    EXPECT_TRUE(status_of(answer) == 400 || status_of(answer) == 404 || status_of(answer) == 200);
    EXPECT_EQ(answer.find("root:"), std::string::npos) << target;
  }
}

TEST_F(ServerTest, LimitsAreNamed) {
  start();
  EXPECT_EQ(status_of(ask_once(get_request("/", "X: " + std::string(20000, 'a') + "\r\n"))), 431);
  EXPECT_EQ(status_of(ask_once(get_request("/" + std::string(9000, 'a')))), 400);
  EXPECT_EQ(status_of(ask_once("PUT /api/v1/events/x/reviews/y HTTP/1.1\r\nHost: x\r\n"
                               "Content-Length: 100000\r\n\r\n")),
            413);
  std::string chunked =
      "PUT /api/v1/events/x/reviews/y HTTP/1.1\r\nHost: x\r\n"
      "Transfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 20; ++i) chunked += "1000\r\n" + std::string(4096, 'a') + "\r\n";
  EXPECT_EQ(status_of(ask_once(chunked)), 413);
}

TEST_F(ServerTest, TooManyRequestsAreRefused) {
  server_options_.requests_a_second = 1;
  server_options_.burst = 5;
  start();
  Client client(port_);
  int refused = 0;
  for (int i = 0; i < 10; ++i) {
    client.send(get_request("/healthz"));
    const std::string answer = client.answer();
    if (status_of(answer) != 429) continue;
    ++refused;
    EXPECT_NE(answer.find("Retry-After: 1"), std::string::npos);
  }
  EXPECT_GE(refused, 4);
}

TEST_F(ServerTest, TooManyConnectionsOfOneAddressAreClosed) {
  server_options_.max_connections_a_client = 3;
  start();
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<Client>(port_));
    clients.back()->send(get_request("/healthz"));
    EXPECT_EQ(status_of(clients.back()->answer()), 200);
  }
  EXPECT_EQ(ask_once(get_request("/healthz")), "");
  clients.pop_back();
  std::this_thread::sleep_for(milliseconds(100));
  EXPECT_EQ(status_of(ask_once(get_request("/healthz"))), 200);
}

TEST_F(ServerTest, SlowClientsKeepNobodyWaiting) {
  server_options_.read_seconds = 4;
  start();
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 20; ++i) {
    slow.push_back(std::make_unique<Client>(port_));
    slow.back()->send("GET /healthz HT");
  }
  // Some take their answer a little at a time, or not at all.
  for (int i = 0; i < 10; ++i) {
    slow.push_back(std::make_unique<Client>(port_, 1024));
    slow.back()->send(get_request("/api/v1/events?format=jsonl"));
  }
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(status_of(ask_once(get_request("/healthz"))), 200);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds(3));
  // A byte now and then does not win time.
  for (int i = 0; i < 25; ++i) {
    slow.front()->send("T");
    std::this_thread::sleep_for(milliseconds(200));
  }
  EXPECT_EQ(slow.front()->rest(), "");
  EXPECT_GE(api_->metrics().timeouts.load(), 20U);
}

TEST_F(ServerTest, StoppingEndsWhatIsUnderWay) {
  start();
  Client client(port_);
  client.send(get_request("/api/v1/events?limit=1000"));
  std::this_thread::sleep_for(milliseconds(30));
  stop();
  const std::string answer = client.rest();
  EXPECT_EQ(status_of(answer), 200);
  const std::size_t body = answer.find("\r\n\r\n") + 4;
  EXPECT_FALSE(Json::parse(answer.substr(body), nullptr, false).is_discarded());
  Client late(port_);
  EXPECT_FALSE(late.send(get_request("/healthz")));
}

TEST_F(ServerTest, AddressesInOtherFormsAreTaken) {
  start();
  EXPECT_EQ(status_of(ask_once("GET http://localhost/healthz HTTP/1.1\r\nHost: x\r\n\r\n")), 200);
  EXPECT_EQ(status_of(ask_once("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n")), 204);
  EXPECT_EQ(status_of(ask_once("CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n")), 400);
}

TEST_F(ServerTest, AnArchiveThatGrowsIsSeen) {
  start();
  const auto total = json_of("/api/v1/articles")["total"].get<int>();
  {
    auto store = open_store(options_.path, {StoreMode::kWrite, "", 0});
    ASSERT_TRUE(store);
    Document document = MadeDocuments().document(0);
    document.id = "later";
    document.url += "/later";
    document.text = "Quite another text, of which nobody has heard so far, is told here at last. ";
    document.events.clear();
    document.facts.clear();
    ASSERT_TRUE((*store)->begin());
    ASSERT_TRUE((*store)->admit(document));
    ASSERT_TRUE((*store)->commit());
  }
  for (int i = 0; i < 50 && json_of("/api/v1/articles")["total"] == total; ++i) {
    std::this_thread::sleep_for(milliseconds(100));
  }
  EXPECT_EQ(json_of("/api/v1/articles")["total"], total + 1);
}

}  // namespace casus::serve
