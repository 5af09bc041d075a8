#include "serve/archive_index.h"

#include <algorithm>
#include <numeric>

namespace casus::serve {

namespace {

constexpr std::size_t kMaxLinks = 100'000'000;

// Position of `number` in an ascending list; kNone32: not there.
std::uint32_t position_of(const std::vector<std::int64_t>& list, std::int64_t number) {
  const auto found = std::lower_bound(list.begin(), list.end(), number);
  if (found == list.end() || *found != number) return kNone32;
  return static_cast<std::uint32_t>(found - list.begin());
}

template <typename Key>
std::vector<std::uint32_t> ordered_by(std::size_t size, Key key) {
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  return order;
}

}  // namespace

// Ids of the archive are translated into positions as they come.
class IndexBuilder : public ArchiveVisitor {
 public:
  explicit IndexBuilder(ArchiveIndex& index) : index_(index) {
    index_.codes = {""};
    index_.sections = {""};
    index_.languages = {""};
  }

  void take_term(std::int64_t id, std::string_view kind, std::string_view name) override {
    terms_[id] = static_cast<std::uint32_t>(index_.terms.size());
    index_.terms.push_back({std::string(kind), std::string(name)});
  }
  void take_actor(std::int64_t id, const ActorCode& actor) override {
    actors_[id] = static_cast<std::uint32_t>(index_.actors.size());
    index_.actors.push_back({name_in(index_.codes, code_positions_, actor.code), actor.code,
                             actor.sector, actor.other_sectors, actor.identifier_id,
                             actor.identifier_text});
  }
  void take_place(std::int64_t id, const Place& place) override {
    places_[id] = static_cast<std::uint32_t>(index_.places.size());
    index_.places.push_back(place);
  }
  void take_source(std::int64_t id, std::string_view name) override {
    sources_[id] = static_cast<std::uint32_t>(index_.sources.size());
    index_.sources.emplace_back(name);
  }
  void take_coding(std::int64_t id, std::int64_t run) override {
    runs_[id] = static_cast<std::uint32_t>(run);
  }
  void take_article(const ArticleKeys& keys) override;
  void take_event(const EventKeys& keys) override;
  void take_party(std::int64_t event, PartyRole role, std::int64_t actor) override {
    add_party(index_.events, event, role, actor);
  }
  void take_label(std::int64_t term, std::int64_t event) override;
  void take_fact(const FactKeys& keys) override;
  void take_fact_role(std::int64_t fact, std::int64_t actor) override {
    add_party(index_.facts, fact, PartyRole::kActor, actor);
  }
  // After everything was taken.
  void finish();

 private:
  using Positions = std::unordered_map<std::int64_t, std::uint32_t>;

  static std::uint32_t name_in(std::vector<std::string>& list,
                               std::unordered_map<std::string, std::uint32_t>& positions,
                               const std::string& name) {
    if (name.empty()) return 0;
    const auto [found, is_new] =
        positions.try_emplace(name, static_cast<std::uint32_t>(list.size()));
    if (is_new) list.push_back(name);
    return found->second;
  }
  static std::uint32_t at(const Positions& positions, std::int64_t id) {
    const auto found = positions.find(id);
    return found == positions.end() ? kNone32 : found->second;
  }
  void add_row(Table& table, std::int64_t number, std::int64_t article, std::int64_t coding,
               std::int64_t place, std::int64_t date, std::int64_t category);
  void add_party(Table& table, std::int64_t number, PartyRole role, std::int64_t actor);
  static void finish_table(Table& table);

  ArchiveIndex& index_;
  Positions terms_, actors_, places_, sources_, runs_;
  std::unordered_map<std::string, std::uint32_t> code_positions_, section_positions_,
      language_positions_;
  Positions day_positions_[2];
};

void IndexBuilder::take_article(const ArticleKeys& keys) {
  ArticleColumns& to = index_.articles;
  to.number.push_back(keys.number);
  const std::uint32_t source = at(sources_, keys.source);
  to.source.push_back(source == kNone32 ? 0 : source);
  to.section.push_back(name_in(index_.sections, section_positions_, std::string(keys.section)));
  to.language.push_back(name_in(index_.languages, language_positions_, std::string(keys.language)));
  to.story.push_back(keys.story);
  to.date.push_back(keys.date);
  to.events.push_back(static_cast<std::uint32_t>(keys.events));
  to.facts.push_back(static_cast<std::uint32_t>(keys.facts));
  to.copies.push_back(static_cast<std::uint32_t>(keys.copies));
  to.words.push_back(static_cast<std::uint32_t>(keys.words));
  to.bytes.push_back(static_cast<std::uint32_t>(keys.bytes));
  to.added.push_back(keys.added);
  to.is_coded.push_back(keys.is_coded ? 1 : 0);
  to.is_refused.push_back(keys.is_refused ? 1 : 0);
}

void IndexBuilder::add_row(Table& table, std::int64_t number, std::int64_t article,
                           std::int64_t coding, std::int64_t place, std::int64_t date,
                           std::int64_t category) {
  table.number.push_back(number);
  table.article.push_back(index_.article_at(article));
  table.place.push_back(place == 0 ? kNone32 : at(places_, place));
  const std::uint32_t run = at(runs_, coding);
  table.run.push_back(run == kNone32 ? 0 : run);
  const std::uint32_t term = at(terms_, category);
  table.category.push_back(term == kNone32 ? 0 : term);
  const auto [day, is_new] = day_positions_[&table == &index_.facts].try_emplace(
      date, static_cast<std::uint32_t>(table.days.size()));
  if (is_new) table.days.push_back(date);
  table.day.push_back(day->second);
}

void IndexBuilder::take_event(const EventKeys& keys) {
  Table& to = index_.events;
  add_row(to, keys.number, keys.article, keys.coding, keys.place, keys.date, keys.category);
  to.link.push_back(static_cast<std::uint32_t>(keys.link));
  to.scale.push_back(static_cast<float>(keys.scale));
  to.quad_code.push_back(static_cast<std::uint8_t>(keys.quad_code));
  to.confidence.push_back(static_cast<std::uint8_t>(std::clamp<int>(keys.confidence, 0, 100)));
  to.is_asserted.push_back(keys.is_asserted ? 1 : 0);
  to.is_current.push_back(keys.is_current ? 1 : 0);
  if (keys.link <= 0 || !keys.is_current) return;
  auto& reports = index_.reports_of_link;
  // Links are numbered from 1 on, each made for an event: more than events is a damaged archive.
  const auto link = static_cast<std::size_t>(keys.link);
  if (link > kMaxLinks) return;
  if (reports.size() <= link) reports.resize(link + 1);
  ++reports[link];
}

void IndexBuilder::take_fact(const FactKeys& keys) {
  Table& to = index_.facts;
  add_row(to, keys.number, keys.article, keys.coding, keys.place, keys.date, keys.kind);
  to.is_current.push_back(keys.is_current ? 1 : 0);
}

void IndexBuilder::add_party(Table& table, std::int64_t number, PartyRole role,
                             std::int64_t actor) {
  // Parties come in the order of rows: those that have none are closed on the way.
  std::size_t row = table.first_party.empty() ? 0 : table.first_party.size() - 1;
  while (row < table.size() && table.number[row] < number) ++row;
  if (row == table.size() || table.number[row] != number) return;
  const std::uint32_t who = at(actors_, actor);
  if (who == kNone32) return;
  while (table.first_party.size() <= row) {
    table.first_party.push_back(static_cast<std::uint32_t>(table.parties.size()));
  }
  table.parties.push_back({who << 2 | static_cast<std::uint32_t>(role)});
}

void IndexBuilder::take_label(std::int64_t term, std::int64_t event) {
  const std::uint32_t at_term = at(terms_, term);
  const std::uint32_t row = ArchiveIndex::row_at(index_.events, event);
  if (at_term == kNone32 || row == kNone32) return;
  index_.events_of_term.resize(index_.terms.size());
  index_.events_of_term[at_term].push_back(row);
}

void IndexBuilder::finish_table(Table& table) {
  while (table.first_party.size() <= table.size()) {
    table.first_party.push_back(static_cast<std::uint32_t>(table.parties.size()));
  }
  const auto order = ordered_by(table.days.size(), [&](std::uint32_t i) { return table.days[i]; });
  std::vector<std::uint32_t> position(order.size());
  std::vector<std::int64_t> days(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    position[order[i]] = i;
    days[i] = table.days[order[i]];
  }
  table.days = std::move(days);
  for (std::uint32_t& day : table.day) day = position[day];
  table.by_date = ordered_by(table.size(), [&](std::uint32_t row) { return table.day[row]; });
}

// The spare room of columns that grew: up to half of them.
static void trim_columns(Table& table) {
  const auto shrink = [](auto&... columns) { (columns.shrink_to_fit(), ...); };
  shrink(table.number, table.article, table.place, table.link, table.run, table.day, table.category,
         table.scale, table.quad_code, table.confidence, table.is_asserted, table.is_current,
         table.first_party, table.parties);
}

void IndexBuilder::finish() {
  finish_table(index_.events);
  finish_table(index_.facts);
  trim_columns(index_.events);
  trim_columns(index_.facts);
  index_.events_of_term.resize(index_.terms.size());
  for (auto& rows : index_.events_of_term) rows.shrink_to_fit();
  index_.articles.by_date =
      ordered_by(index_.articles.size(), [&](std::uint32_t i) { return index_.articles.date[i]; });
}

std::uint32_t ArchiveIndex::article_at(std::int64_t wanted) const {
  return position_of(articles.number, wanted);
}

std::uint32_t ArchiveIndex::row_at(const Table& table, std::int64_t wanted) {
  return position_of(table.number, wanted);
}

Result<std::shared_ptr<const ArchiveIndex>> ArchiveIndex::load(Store& store) {
  auto index = std::make_shared<ArchiveIndex>();
  // Read before the rows: a change between the two is found by the next comparison.
  auto stamp = store.stamp();
  if (!stamp) return stamp.error();
  index->stamp = *stamp;
  IndexBuilder builder(*index);
  if (auto done = store.scan(builder); !done) return done.error();
  builder.finish();
  return std::shared_ptr<const ArchiveIndex>(std::move(index));
}

}  // namespace casus::serve
