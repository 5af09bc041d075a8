// Pages of rows in an order, each found from the last row of the one before: deep pages cost no
// more than the first, and rows that are added meanwhile move none.

#include <algorithm>

#include "serve/api.h"

namespace casus::serve {

namespace {

// Walks `order`, or backwards, from the cursor's place on.
template <typename Before>
RowPage walk(const std::vector<std::uint32_t>& order, bool backwards, const Bitset& rows,
             std::size_t limit, Before is_before_cursor) {
  RowPage page;
  const auto size = order.size();
  // Binary search for the first place that the cursor has not passed.
  std::size_t low = 0;
  std::size_t high = size;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (is_before_cursor(order[backwards ? size - 1 - middle : middle])) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  for (std::size_t i = low; i < size; ++i) {
    const std::uint32_t row = order[backwards ? size - 1 - i : i];
    if (!rows.test(row)) continue;
    if (page.rows.size() == limit) {
      page.next = "more";
      return page;
    }
    page.rows.push_back(row);
  }
  return page;
}

// Orders by a small key (confidence, category), the newest first among equals.
Result<RowPage> page_by_key(const Table& table, const Bitset& rows, const Page& page,
                            const std::vector<std::int64_t>& cursor) {
  const bool by_confidence = page.sort == "confidence";
  using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t>;
  const auto key_of = [&](std::uint32_t row) {
    const std::int64_t first = by_confidence ? -static_cast<std::int64_t>(table.confidence[row])
                                             : static_cast<std::int64_t>(table.category[row]);
    return Key(first, -table.days[table.day[row]], -table.number[row]);
  };
  const auto is_less = [&](std::uint32_t a, std::uint32_t b) { return key_of(a) < key_of(b); };
  std::vector<std::uint32_t> list;  // a heap of the first ones, the last of them on top
  const Key after = cursor.empty() ? Key() : Key(cursor[0], cursor[1], cursor[2]);
  rows.each([&](std::size_t at) {
    const auto row = static_cast<std::uint32_t>(at);
    if (!cursor.empty() && key_of(row) <= after) return;
    if (list.size() == page.limit + 1) {
      if (!is_less(row, list.front())) return;
      std::pop_heap(list.begin(), list.end(), is_less);
      list.back() = row;
    } else {
      list.push_back(row);
    }
    std::push_heap(list.begin(), list.end(), is_less);
  });
  std::sort_heap(list.begin(), list.end(), is_less);
  RowPage found;
  const bool has_more = list.size() > page.limit;
  if (has_more) list.pop_back();
  found.rows = std::move(list);
  if (has_more) {
    const auto [first, day, number] = key_of(found.rows.back());
    const std::int64_t numbers[] = {first, day, number};
    found.next = make_cursor(numbers);
  }
  return found;
}

}  // namespace

Result<RowPage> page_of_rows(const Table& table, const Bitset& rows, const Page& page) {
  const bool by_date = page.sort.empty() || page.sort == "date" || page.sort == "-date";
  std::vector<std::int64_t> cursor;
  if (!page.cursor.empty()) {
    auto read = read_cursor(page.cursor, by_date ? 2 : 3);
    if (!read) return read.error();
    cursor = *std::move(read);
  }
  if (!by_date) return page_by_key(table, rows, page, cursor);
  const bool backwards = page.sort == "-date";
  RowPage found = walk(table.by_date, backwards, rows, page.limit, [&](std::uint32_t row) {
    if (cursor.empty()) return false;
    const auto at = std::pair(table.days[table.day[row]], table.number[row]);
    const auto last = std::pair(cursor[0], cursor[1]);
    return backwards ? at >= last : at <= last;
  });
  if (!found.next.empty()) {
    const std::uint32_t last = found.rows.back();
    const std::int64_t numbers[] = {table.days[table.day[last]], table.number[last]};
    found.next = make_cursor(numbers);
  }
  return found;
}

Result<RowPage> page_of_articles(const ArchiveIndex& index, const Bitset& rows, const Page& page) {
  std::vector<std::int64_t> cursor;
  if (!page.cursor.empty()) {
    auto read = read_cursor(page.cursor, 2);
    if (!read) return read.error();
    cursor = *std::move(read);
  }
  const ArticleColumns& articles = index.articles;
  const bool backwards = page.sort != "date";
  RowPage found = walk(articles.by_date, backwards, rows, page.limit, [&](std::uint32_t at) {
    if (cursor.empty()) return false;
    const auto key = std::pair(articles.date[at], articles.number[at]);
    const auto last = std::pair(cursor[0], cursor[1]);
    return backwards ? key >= last : key <= last;
  });
  if (!found.next.empty()) {
    const std::uint32_t last = found.rows.back();
    const std::int64_t numbers[] = {articles.date[last], articles.number[last]};
    found.next = make_cursor(numbers);
  }
  return found;
}

}  // namespace casus::serve
