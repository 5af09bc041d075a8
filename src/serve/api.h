#pragma once

// Api answers requests: it finds the route, checks parameters, negotiates, and adds the headers
// that every answer has. routes.cpp is the list of routes; each resource is a file. Any number of
// threads.

#include <atomic>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "output/json.h"
#include "serve/archive.h"
#include "serve/http.h"
#include "serve/parameters.h"

namespace casus::serve {

class Api;
class EventItems;

// A request on its way through a route.
struct Call {
  Api& api;
  const Request& request;
  std::vector<std::string> names;  // what stood for {id}
  Page page;
  Selection selection;
  std::shared_ptr<Snapshot> snapshot;

  const ArchiveIndex& index() const { return snapshot->index(); }
  Archive& archive() const;
  EventItems event_items(Store& store) const;
  const std::string* find(std::string_view parameter) const { return request.find(parameter); }
};

using Handler = Response (*)(Call& call);

struct Route {
  std::string_view method;
  std::string_view pattern;  // "/api/v1/events/{id}"
  Handler handler;
  std::string_view summary;
  bool takes_filters = false;
  Paging paging = Paging::kNone;
  std::vector<Parameter> parameters = {};
  std::vector<Format> formats = {Format::kJson};
  std::string_view schema =
      {};                      // of the answer, a name among openapi.cpp's schemas; empty: no JSON
  std::string_view type = {};  // media type of an answer that is no list
  bool needs_token = false;
  bool is_stamped = true;      // the answer changes only when the archive does
  std::string_view body = {};  // the schema of what is sent
};
const std::vector<Route>& routes();

struct ApiOptions {
  std::string token;              // of writers; empty: nobody writes
  std::string cors_origin = "*";  // who may read from a browser; empty: nobody
};

// Counts for /metrics.
struct Metrics {
  std::atomic<std::uint64_t> refused_rate = 0;
  std::atomic<std::uint64_t> refused_full = 0;
  std::atomic<std::uint64_t> timeouts = 0;
  std::atomic<std::int64_t> connections = 0;
  std::atomic<std::uint64_t> bytes_sent = 0;
  void count(std::string_view route, int status, double seconds);
  std::string text() const;

 private:
  struct Times {
    std::uint64_t requests = 0;
    double seconds = 0;
    std::uint64_t under[6] = {};  // 10, 50, 100, 200, 500 ms, 1 s
  };
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, Times> times_;  // by route and status
};

class Api {
 public:
  Api(Archive& archive, ApiOptions options) : archive_(archive), options_(std::move(options)) {}

  // Never fails: what is wrong is an answer, too.
  Response answer(const Request& request);
  Archive& archive() { return archive_; }
  Metrics& metrics() { return metrics_; }
  const ApiOptions& options() const { return options_; }

 private:
  Response route(const Request& request, std::string_view& pattern);
  Response call(const Route& route, const Request& request, std::vector<std::string> names);
  std::string etag_of(const Route& route, const Call& call);
  bool is_allowed(const Request& request) const;
  void add_headers(const Request& request, Response& response) const;

  Archive& archive_;
  const ApiOptions options_;
  Metrics metrics_;
};

// ---- what resources share ----

Response json_response(const Json& json, int status = 200);
// "next", with the Link header; `cursor` empty: there is no more.
void add_next(const Call& call, const std::string& cursor, Json& json, Response& response);
// An event as the API gives it: the record, its words, its article, how many reports its happening
// has, and the last verdict of a reviewer.
class EventItems {
 public:
  // Without `reviews` no item has a verdict.
  EventItems(const ArchiveIndex& index, std::shared_ptr<const Reviews> reviews)
      : index_(index), reviews_(std::move(reviews)) {}
  Json operator()(const EventRecord& record) const;

 private:
  const ArchiveIndex& index_;
  std::shared_ptr<const Reviews> reviews_;
};
// The event that is called so as last coded.
Result<std::optional<EventRecord>> find_event(Store& store, const std::string& id);
Response no_event(const std::string& id);
Json article_reference(const ArticleRecord& article);
Json fact_item(const FactRecord& fact);

// Rows of a selection in an order, from a cursor on.
struct RowPage {
  std::vector<std::uint32_t> rows;
  std::string next;  // cursor; empty: these were the last
};
Result<RowPage> page_of_rows(const Table& table, const Bitset& rows, const Page& page);
Result<RowPage> page_of_articles(const ArchiveIndex& index, const Bitset& rows, const Page& page);

// Handlers, by resource.
Response list_events(Call& call);
Response get_event(Call& call);
Response explain_event(Call& call);
Response get_link(Call& call);
Response list_articles(Call& call);
Response get_article(Call& call);
Response get_raw(Call& call);
Response list_facts(Call& call);
Response get_fact(Call& call);
Response get_counts(Call& call);
Response get_facets(Call& call);
Response get_places(Call& call);
Response get_network(Call& call);
Response get_dyad(Call& call);
Response get_timeline(Call& call);
Response get_sections(Call& call);
Response get_sources(Call& call);
Response get_status(Call& call);
Response get_codebook(Call& call);
Response list_reviews(Call& call);
Response put_review(Call& call);
Response next_to_review(Call& call);
Response get_agreement(Call& call);
Response get_gold(Call& call);
Response get_feed(Call& call);
Response get_openapi(Call& call);
Response get_health(Call& call);
Response get_metrics(Call& call);

// What get_openapi() gives.
Json openapi_document();

// A file of the page; any other path is the page itself, which routes for itself.
Response static_file(const Request& request);

}  // namespace casus::serve
