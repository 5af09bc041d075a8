// Reviews: what people say of the machine's coding, who says it next, and how far they agree.

#include <xxhash.h>

#include <cmath>
#include <ctime>
#include <limits>

#include "serve/api.h"
#include "serve/items.h"
#include "serve/judgement.h"

namespace casus::serve {

namespace {

Json review_item(const ReviewRecord& review, bool is_last) {
  Json correction = Json::parse(review.correction, nullptr, false);
  Json item;
  item["number"] = review.number;
  item["event"] = review.event;
  item["reviewer"] = review.reviewer;
  item["at"] = time_text(review.at);
  item["verdict"] = review.verdict;
  item["reason"] = or_null(review.reason);
  item["correction"] = correction.is_discarded() ? Json(nullptr) : std::move(correction);
  item["is_last"] = is_last;
  return item;
}

bool is_asked(const Call& call, const ReviewRecord& review) {
  const auto fits = [&](std::string_view parameter, const std::string& value) {
    const std::string* wanted = call.find(parameter);
    return wanted == nullptr || *wanted == value;
  };
  return fits("event", review.event) && fits("reviewer", review.reviewer) &&
         fits("verdict", review.verdict);
}

// How far along each order a row stands; equal for no two.
class ReviewOrder {
 public:
  using Key = std::pair<std::int64_t, std::int64_t>;
  ReviewOrder(const Table& table, const std::string* name)
      : table_(table), name_(name == nullptr ? "date" : *name) {}
  Key key(std::size_t row) const {
    const std::int64_t number = table_.number[row];
    if (name_ == "unsure") return {table_.confidence[row], -number};
    if (name_ == "date") return {-table_.days[table_.day[row]], -number};
    // The same for every reviewer, so that two judge the same events.
    const auto hash = static_cast<std::int64_t>(XXH3_64bits(&number, sizeof number) >> 1);
    return {hash, number};
  }

 private:
  const Table& table_;
  std::string name_;
};

struct NextEvent {
  std::uint32_t row = kNone32;
  std::int64_t left = 0;
  std::int64_t done = 0;
};

NextEvent next_event(const Table& table, const Bitset& rows, const ReviewOrder& order,
                     const Reviews& reviews, const std::string& reviewer, std::uint32_t after) {
  NextEvent next;
  ReviewOrder::Key best;
  const bool has_after = after != kNone32;
  const ReviewOrder::Key last = has_after ? order.key(after) : ReviewOrder::Key();
  rows.each([&](std::size_t row) {
    if (reviews.find(reviewer, table.number[row]) != nullptr) {
      ++next.done;
      return;
    }
    ++next.left;
    const ReviewOrder::Key key = order.key(row);
    if ((has_after && key <= last) || (next.row != kNone32 && key >= best)) return;
    best = key;
    next.row = static_cast<std::uint32_t>(row);
  });
  return next;
}

Json pair_item(const Reviews& reviews, const std::string& a, const std::string& b) {
  const Agreement agreement = agreement_of(reviews, a, b);
  if (agreement.events == 0) return nullptr;
  const double kappa = agreement.kappa();
  Json item;
  item["a"] = a;
  item["b"] = b;
  item["events"] = agreement.events;
  item["same"] = agreement.same;
  item["agreement"] =
      rounded(static_cast<double>(agreement.same) / static_cast<double>(agreement.events));
  item["kappa"] = std::isnan(kappa) ? Json(nullptr) : Json(rounded(kappa));
  item["table"] = Json::array();
  for (const auto& [verdicts, count] : agreement.table) {
    item["table"].push_back({{"a", verdicts.first}, {"b", verdicts.second}, {"events", count}});
  }
  return item;
}

Json reviewer_item(const Reviews& reviews, const std::string& reviewer) {
  std::map<std::string, std::int64_t> verdicts;
  const auto& events = reviews.by_reviewer.at(reviewer);
  for (const auto& [event, position] : events) ++verdicts[reviews.all[position].verdict];
  Json item;
  item["reviewer"] = reviewer;
  item["events"] = events.size();
  for (const char* verdict : {"accept", "correct", "reject"}) item[verdict] = verdicts[verdict];
  return item;
}

Response no_reviewer() {
  return problem(400, "The request is wrong",
                 "a reviewer is called by 1 to 64 letters, digits, blanks or ._-@", "reviewer");
}

}  // namespace

Response list_reviews(Call& call) {
  auto store = call.archive().lease();
  auto reviews = call.archive().reviews(*store);
  if (!reviews) return problem_of(reviews.error());
  std::int64_t below = std::numeric_limits<std::int64_t>::max();
  if (!call.page.cursor.empty()) {
    auto cursor = read_cursor(call.page.cursor, 1);
    if (!cursor) return problem_of(cursor.error());
    below = cursor->front();
  }
  const bool is_whole = call.page.format != Format::kJson && !call.page.has_limit;
  Json json;
  json["items"] = Json::array();
  std::size_t total = 0;
  std::string next;
  const std::vector<ReviewRecord>& all = (*reviews)->all;
  for (std::size_t i = all.size(); i-- > 0;) {
    if (!is_asked(call, all[i])) continue;
    ++total;
    if (all[i].number >= below || !next.empty()) continue;
    if (!is_whole && json["items"].size() == call.page.limit) {
      const std::int64_t last[] = {json["items"].back()["number"].get<std::int64_t>()};
      next = make_cursor(last);
      continue;
    }
    json["items"].push_back(review_item(all[i], (*reviews)->is_last(i)));
  }
  json["total"] = total;
  Response link;
  add_next(call, next, json, link);
  Response response = items_response(
      call.page.format,
      {"number", "event", "reviewer", "at", "verdict", "reason", "correction", "is_last"}, json);
  response.headers.insert(response.headers.end(), link.headers.begin(), link.headers.end());
  return response;
}

Response put_review(Call& call) {
  const std::string& reviewer = call.names[1];
  if (!is_reviewer_name(reviewer)) return no_reviewer();
  if (!call.request.content_type.starts_with("application/json")) {
    return problem(415, "This is not understood", "send Content-Type: application/json");
  }
  auto store = call.archive().lease();
  auto found = find_event(*store, call.names[0]);
  if (!found) return problem_of(found.error());
  if (!*found) return no_event(call.names[0]);
  auto judgement =
      read_judgement(call.request.body, (*found)->event.category, call.archive().labels());
  if (!judgement) return problem_of(judgement.error());
  auto reviews = call.archive().reviews(*store);
  if (!reviews) return problem_of(reviews.error());
  const ReviewRecord* known = (*reviews)->find(reviewer, (*found)->number);
  const bool is_repeated = known != nullptr && known->verdict == judgement->verdict &&
                           known->reason == judgement->reason &&
                           known->correction == judgement->correction;
  if (is_repeated) return json_response(review_item(*known, true));
  ReviewRecord review;
  review.event_number = (*found)->number;
  review.event = (*found)->id;
  review.reviewer = reviewer;
  review.at = std::time(nullptr);
  review.verdict = judgement->verdict;
  review.reason = judgement->reason;
  review.correction = judgement->correction;
  auto number = call.archive().add_review(review);
  if (!number) return problem_of(number.error());
  review.number = *number;
  return json_response(review_item(review, true), 201);
}

Response next_to_review(Call& call) {
  const std::string* reviewer = call.find("reviewer");
  if (reviewer == nullptr || !is_reviewer_name(*reviewer)) return no_reviewer();
  const Table& table = call.index().events;
  auto store = call.archive().lease();
  auto rows = call.snapshot->rows(Subject::kEvents, call.selection, *store);
  if (!rows) return problem_of(rows.error());
  auto reviews = call.archive().reviews(*store);
  if (!reviews) return problem_of(reviews.error());
  std::uint32_t after = kNone32;
  if (const std::string* id = call.find("after")) {
    auto number = store->event_number(*id);
    if (!number) return problem_of(number.error());
    after = ArchiveIndex::row_at(table, *number);
    if (after == kNone32) return no_event(*id);
  }
  const ReviewOrder order(table, call.find("order"));
  const NextEvent next = next_event(table, **rows, order, **reviews, *reviewer, after);
  Json json;
  json["event"] = nullptr;
  if (next.row != kNone32) {
    const std::int64_t numbers[] = {table.number[next.row]};
    auto records = store->numbered_events(numbers);
    if (!records) return problem_of(records.error());
    // Judged blind: what others said would sway the reviewer.
    const EventItems item_of(call.index(), nullptr);
    if (!records->empty()) json["event"] = item_of(records->front());
  }
  json["left"] = next.left;
  json["done"] = next.done;
  return json_response(json);
}

Response get_agreement(Call& call) {
  auto store = call.archive().lease();
  auto loaded = call.archive().reviews(*store);
  if (!loaded) return problem_of(loaded.error());
  const Reviews& reviews = **loaded;
  Json json;
  json["reviewers"] = Json::array();
  json["pairs"] = Json::array();
  for (auto a = reviews.by_reviewer.begin(); a != reviews.by_reviewer.end(); ++a) {
    json["reviewers"].push_back(reviewer_item(reviews, a->first));
    for (auto b = std::next(a); b != reviews.by_reviewer.end(); ++b) {
      Json pair = pair_item(reviews, a->first, b->first);
      if (!pair.is_null()) json["pairs"].push_back(std::move(pair));
    }
  }
  return json_response(json);
}

}  // namespace casus::serve
