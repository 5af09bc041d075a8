#include "input/http_client.h"

#include <gtest/gtest.h>
#include <httplib.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "input/document_stream.h"

namespace casus {
namespace {

// A site on the loopback interface, and a client that may talk to it and does not dawdle.
class HttpClientTest : public testing::Test {
 protected:
  void SetUp() override {
    site_.Get("/page", [](const httplib::Request&, httplib::Response& response) {
      response.set_content("<html><title>T</title><p>Ministers met in the capital on Monday.</p>",
                           "text/html");
    });
    port_ = site_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { site_.listen_after_bind(); });
    while (!site_.is_running()) std::this_thread::yield();
  }
  void TearDown() override {
    site_.stop();
    thread_.join();
  }

  std::string at(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  static HttpOptions quick() {
    HttpOptions options;
    options.allows_private = true;
    options.pause_seconds = 0;
    options.first_wait_seconds = 0.01;
    return options;
  }
  // The error's message, or the body.
  static std::string outcome(HttpClient& client, const std::string& url) {
    auto fetched = client.fetch(url);
    return fetched ? fetched->body : fetched.error().message;
  }

  httplib::Server site_;
  std::thread thread_;
  int port_ = 0;
};

TEST_F(HttpClientTest, PrivateAddressesAreRefusedUnlessAllowed) {
  HttpClient client({});
  EXPECT_EQ(outcome(client, at("/page")), "is a private or local address");
  EXPECT_EQ(outcome(client, "http://localhost:" + std::to_string(port_) + "/page"),
            "is a private or local address");
  EXPECT_EQ(outcome(client, "http://[::1]:" + std::to_string(port_) + "/page"),
            "is a private or local address");
  HttpClient allowed(quick());
  EXPECT_NE(outcome(allowed, at("/page")).find("Ministers met"), std::string::npos);
}

TEST_F(HttpClientTest, RobotsRulesAreAskedOnceAndKept) {
  std::atomic<int> asked = 0;
  site_.Get("/robots.txt", [&](const httplib::Request&, httplib::Response& response) {
    ++asked;
    response.set_content("User-agent: *\nDisallow: /private\nAllow: /private/open\n", "text/plain");
  });
  site_.Get("/private/open", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("open", "text/plain");
  });
  HttpClient client(quick());
  EXPECT_EQ(outcome(client, at("/private/x")), "is closed to programs by the site's robots.txt");
  EXPECT_EQ(outcome(client, at("/private/open")), "open");
  outcome(client, at("/page"));
  EXPECT_EQ(asked, 1);
}

TEST_F(HttpClientTest, WithoutAnAnswerAboutRobotsNothingIsFetched) {
  site_.Get("/robots.txt",
            [](const httplib::Request&, httplib::Response& response) { response.status = 500; });
  HttpOptions options = quick();
  options.max_tries = 2;
  HttpClient client(options);
  EXPECT_EQ(outcome(client, at("/page")), "is closed to programs by the site's robots.txt");
}

TEST_F(HttpClientTest, FailuresThatPassAreTriedAgain) {
  std::atomic<int> asked = 0;
  site_.Get("/busy", [&](const httplib::Request&, httplib::Response& response) {
    if (++asked < 3) {
      response.status = 503;
      response.set_header("Retry-After", "0");
    } else {
      response.set_content("at last", "text/plain");
    }
  });
  site_.Get("/later", [](const httplib::Request&, httplib::Response& response) {
    response.status = 429;
    response.set_header("Retry-After", "86400");
  });
  HttpClient client(quick());
  EXPECT_EQ(outcome(client, at("/busy")), "at last");
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(outcome(client, at("/later")), "asks to come back in 86400 seconds");
  EXPECT_EQ(outcome(client, at("/nowhere")), "answers with status 404");
}

TEST_F(HttpClientTest, RedirectsSizesAndTimesHaveLimits) {
  site_.Get("/round", [](const httplib::Request&, httplib::Response& response) {
    response.set_redirect("/round");
  });
  site_.Get("/moved", [](const httplib::Request&, httplib::Response& response) {
    response.set_redirect("page");
  });
  site_.Get("/file", [](const httplib::Request&, httplib::Response& response) {
    response.set_redirect("file:///etc/passwd");
  });
  site_.Get("/large", [](const httplib::Request&, httplib::Response& response) {
    response.set_content(std::string(5000, 'x'), "text/plain");
  });
  site_.Get("/slow", [](const httplib::Request&, httplib::Response& response) {
    std::this_thread::sleep_for(std::chrono::seconds(2));
    response.set_content("x", "text/plain");
  });
  HttpOptions options = quick();
  options.max_bytes = 4000;
  options.timeout_seconds = 1;
  options.max_tries = 1;
  HttpClient client(options);
  EXPECT_EQ(outcome(client, at("/round")), "redirects more than 5 times");
  auto moved = client.fetch(at("/moved"));
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->url, at("/page"));
  EXPECT_EQ(outcome(client, at("/file")), "redirects to what is no web address");
  EXPECT_EQ(outcome(client, at("/large")), "is longer than a page may be");
  EXPECT_TRUE(outcome(client, at("/slow")).starts_with("could not be fetched"));
}

TEST_F(HttpClientTest, UnchangedPagesAreNotFetchedAgain) {
  site_.Get("/tagged", [](const httplib::Request& request, httplib::Response& response) {
    response.set_header("ETag", "\"one\"");
    if (request.get_header_value("If-None-Match") == "\"one\"") {
      response.status = 304;
    } else {
      response.set_content("news", "text/plain");
    }
  });
  HttpOptions options = quick();
  options.memory =
      std::filesystem::temp_directory_path() / ("casus_web_memory_" + std::to_string(::getpid()));
  {
    HttpClient first(options);
    EXPECT_EQ(outcome(first, at("/tagged")), "news");
  }
  HttpClient second(options);
  auto again = second.fetch(at("/tagged"));
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->is_unchanged);
  std::filesystem::remove(options.memory);
}

TEST_F(HttpClientTest, RequestsToOneHostKeepTheirDistance) {
  HttpOptions options = quick();
  options.pause_seconds = 0.2;
  HttpClient client(options);
  const auto start = std::chrono::steady_clock::now();
  outcome(client, at("/page"));  // robots.txt and the page
  outcome(client, at("/page"));
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(390));
}

TEST_F(HttpClientTest, AddressesAndSitemapsAreInputs) {
  site_.Get("/sitemap.xml", [this](const httplib::Request&, httplib::Response& response) {
    response.set_content("<?xml version=\"1.0\"?><urlset><url><loc>" + at("/page") +
                             "</loc></url><url><loc>" + at("/nowhere") + "</loc></url></urlset>",
                         "application/xml");
  });
  DocumentStream::Options options;
  options.web = quick();
  DocumentStream stream({at("/sitemap.xml")}, options);
  Document document;
  ASSERT_TRUE(*stream.next(document));
  EXPECT_EQ(document.text, "Ministers met in the capital on Monday.");
  EXPECT_EQ(document.url, at("/page"));
  Document refused;
  auto missing = stream.next(refused);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().file, at("/nowhere"));
  EXPECT_FALSE(*stream.next(refused));
}

TEST(RobotRules, FollowTheLongestRule) {
  const auto rules = RobotRules::parse(
      "User-agent: other\nDisallow: /\n\nUser-agent: Casus\nUser-agent: two\nDisallow: /a\n"
      "Allow: /a/b*.html$\nDisallow: /*?print\nCrawl-delay: 2.5\n",
      "casus");
  EXPECT_TRUE(rules.allows("/"));
  EXPECT_FALSE(rules.allows("/a/x"));
  EXPECT_TRUE(rules.allows("/a/b1.html"));
  EXPECT_FALSE(rules.allows("/a/b1.html5"));
  EXPECT_FALSE(rules.allows("/c?print=1"));
  EXPECT_DOUBLE_EQ(rules.crawl_delay(), 2.5);
  EXPECT_TRUE(RobotRules::parse("User-agent: *\nDisallow:\n", "casus").allows("/x"));
  EXPECT_FALSE(RobotRules::forbid_all().allows("/x"));
  const std::string stars = "User-agent: *\nDisallow: /" + std::string(900, '*') + "b\n";
  EXPECT_TRUE(RobotRules::parse(stars, "casus").allows("/" + std::string(900, 'a')));
}

}  // namespace
}  // namespace casus
