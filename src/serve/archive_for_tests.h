#pragma once

// An archive of made-up articles, served to the tests of this folder.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "serve/api.h"
#include "serve/made_documents.h"

namespace casus::serve {

// The archive in a folder of its own, opened to be served; takes reviews.
class ServedArchive : public testing::Test {
 protected:
  static constexpr const char* kToken = "0123456789abcdef";
  static constexpr int kArticles = 80;

  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("casus_serve_" + std::to_string(::getpid()) + "_" +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
    options_.path = (folder_ / "archive.db").string();
    options_.data = std::filesystem::path(CASUS_SOURCE_DIR) / "data";
    options_.connections = 2;
    options_.is_writable = true;
    fill();
    auto archive = Archive::open(options_);
    ASSERT_TRUE(archive) << archive.error().to_string();
    archive_ = *std::move(archive);
    api_ = std::make_unique<Api>(*archive_, ApiOptions{kToken, "*"});
  }
  void TearDown() override {
    api_.reset();
    archive_.reset();
    std::filesystem::remove_all(folder_);
  }

  // Requests as a client makes them; `target` is still to be decoded.
  static Request request_of(const std::string& target, const std::string& method = "GET") {
    Request request;
    request.method = method;
    request.target = target;
    return request;
  }
  Response ask(Request request) {
    auto target = parse_target(request.target);
    if (!target) return problem_of(target.error());
    request.parsed = *std::move(target);
    Response response = api_->answer(request);
    std::string chunk = std::move(response.body);
    while (response.more) {
      auto more = response.more(chunk);
      if (!more) ADD_FAILURE() << more.error().to_string();
      if (!more || !*more) break;
    }
    response.body = std::move(chunk);
    return response;
  }
  Response get(const std::string& target) { return ask(request_of(target)); }
  Json json_of(const std::string& target) {
    const Response response = get(target);
    EXPECT_EQ(response.status, 200) << target << ": " << response.body;
    Json json = Json::parse(response.body, nullptr, false);
    EXPECT_FALSE(json.is_discarded()) << target;
    return json;
  }
  Response review(const std::string& event, const std::string& reviewer, const std::string& body,
                  const std::string& token = kToken) {
    Request request = request_of("/api/v1/events/" + event + "/reviews/" + reviewer, "PUT");
    request.content_type = "application/json";
    request.authorization = "Bearer " + token;
    request.body = body;
    return ask(std::move(request));
  }
  std::vector<std::string> ids_of(const std::string& target) {
    std::vector<std::string> ids;
    const Json list = json_of(target)["items"];
    for (const Json& item : list) ids.push_back(item["id"]);
    return ids;
  }

  std::filesystem::path folder_;
  ArchiveOptions options_;
  std::unique_ptr<Archive> archive_;
  std::unique_ptr<Api> api_;

 private:
  void fill() {
    auto store = open_store(options_.path, {StoreMode::kCreate, "", 0});
    ASSERT_TRUE(store) << store.error().to_string();
    auto done = store_made_documents(**store, kArticles);
    ASSERT_TRUE(done) << done.error().to_string();
  }
};

}  // namespace casus::serve
