// An Atom feed (RFC 4287) of the events under any filters, the last stored first. Links lead to the
// page; they are relative, since only the reader knows what the server is called.

#include <fmt/format.h>
#include <xxhash.h>

#include "base/utf8.h"
#include "serve/api.h"
#include "serve/items.h"

namespace casus::serve {

namespace {

constexpr std::size_t kMaxEntries = 200;

// XML 1.0 cannot hold most control characters, however they are written.
bool is_xml(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

std::string xml(std::string_view text) {
  std::string escaped;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    at += c.size;
    if (c.value == '&') {
      escaped += "&amp;";
    } else if (c.value == '<') {
      escaped += "&lt;";
    } else if (c.value == '>') {
      escaped += "&gt;";
    } else if (c.value == '"') {
      escaped += "&quot;";
    } else if (is_xml(c.value)) {
      append_utf8(escaped, c.value);
    }
  }
  return escaped;
}

// The same for the same text, as a feed's ids must be.
std::string uuid_of(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  const std::uint64_t high = (hash.high64 & 0xFFFFFFFFFFFF0FFFU) | 0x8000U;            // version 8
  const std::uint64_t low = (hash.low64 & 0x3FFFFFFFFFFFFFFFU) | 0x8000000000000000U;  // variant
  return fmt::format("urn:uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32,
                     high >> 16 & 0xFFFF, high & 0xFFFF, low >> 48, low & 0xFFFFFFFFFFFFU);
}

std::string parties_text(const Labels& labels, const std::vector<Participant>& parties) {
  std::string text;
  for (const Participant& each : parties) {
    text += text.empty() ? "" : ", ";
    text += each.actor.code.empty() ? each.entity_text : labels.text("code", each.actor.code);
    if (!each.actor.sector.empty()) text += " (" + labels.text("sector", each.actor.sector) + ")";
  }
  return text;
}

std::string title_of(const Labels& labels, const Event& event) {
  std::string title = event.date.empty() ? "" : event.date + " ";
  title += labels.text("category", event.category);
  for (const std::string& each : event.auxiliary) {
    title += " [" + labels.text("auxiliary", each) + "]";
  }
  title += ": " + parties_text(labels, event.actors);
  const std::string recipients = parties_text(labels, event.recipients);
  return recipients.empty() ? title : title + " → " + recipients;
}

bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

std::string entry_of(const Labels& labels, const EventRecord& record, const std::string& updated) {
  const ArticleRecord& article = record.article;
  std::string entry =
      fmt::format("<entry><id>{}</id><title>{}</title><updated>{}</updated>",
                  uuid_of("event " + record.id), xml(title_of(labels, record.event)), updated);
  entry += fmt::format("<link rel=\"alternate\" type=\"text/html\" href=\"/events/{}\"/>",
                       xml(percent_encoded(record.id)));
  if (is_web_address(article.url)) {
    entry += fmt::format("<link rel=\"via\" href=\"{}\"/>", xml(article.url));
  }
  entry += fmt::format("<author><name>{}</name></author>",
                       xml(article.source.empty() ? "unknown" : article.source));
  entry += fmt::format("<category term=\"{}\"/>", xml(record.event.category));
  return entry + fmt::format("<summary>{}</summary></entry>\n", xml(record.text));
}

// What the feed is of, in the words of its address.
std::string subject_of(const Request& request) {
  std::string subject;
  for (const auto& [name, value] : request.parsed.parameters) {
    if (name != "limit")
      subject += fmt::format("{}{}={}", subject.empty() ? "" : ", ", name, value);
  }
  return subject.empty() ? "all events" : subject;
}

std::vector<std::int64_t> last_stored(const Table& table, const Bitset& rows, std::size_t limit) {
  std::vector<std::int64_t> numbers;
  for (std::size_t row = table.size(); row-- > 0 && numbers.size() < limit;) {
    if (rows.test(row)) numbers.push_back(table.number[row]);
  }
  return numbers;
}

}  // namespace

Response get_feed(Call& call) {
  if (call.page.has_limit && call.page.limit > kMaxEntries) {
    return problem(400, "The request is wrong", "a feed has from 1 to 200 entries", "limit");
  }
  const ArchiveIndex& index = call.index();
  auto store = call.archive().lease();
  auto rows = call.snapshot->rows(Subject::kEvents, call.selection, *store);
  if (!rows) return problem_of(rows.error());
  auto records = store->numbered_events(last_stored(index.events, **rows, call.page.limit));
  if (!records) return problem_of(records.error());
  const Labels& labels = call.archive().labels();
  const std::string subject = subject_of(call.request);
  std::string entries;
  std::int64_t newest = 0;
  for (const EventRecord& record : *records) {
    const std::uint32_t at = index.article_at(record.article.id);
    const std::int64_t added = at == kNone32 ? 0 : index.articles.added[at];
    newest = std::max(newest, added);
    entries += entry_of(labels, record, time_text(std::max<std::int64_t>(added, 1)));
  }
  if (newest == 0) newest = std::max<std::int64_t>(index.stamp.changed, 1);
  Response response;
  response.type = "application/atom+xml; charset=utf-8";
  response.body = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
      "<id>{}</id><title>casus: {}</title><updated>{}</updated><generator version=\"{}\">casus"
      "</generator><link rel=\"self\" href=\"{}\"/>\n{}</feed>\n",
      uuid_of("feed " + subject), xml(subject), time_text(newest), CASUS_VERSION,
      xml(call.request.target), entries);
  return response;
}

}  // namespace casus::serve
