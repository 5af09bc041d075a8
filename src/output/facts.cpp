// The registers of facts: a table for people, JSON Lines, and CSV with a fact a row.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "output/csv_text.h"
#include "output/event_text.h"
#include "output/json.h"
#include "output/writer.h"

namespace casus {

namespace {

// What the writers of facts share: which kinds are asked for.
class FactWriter : public DocumentWriter {
 public:
  explicit FactWriter(const WriterOptions& options) : kinds_(options.kinds) {}

 protected:
  bool is_wanted(const Fact& fact) const {
    return kinds_.empty() || std::find(kinds_.begin(), kinds_.end(), fact.kind) != kinds_.end();
  }

 private:
  std::vector<std::string> kinds_;
};

const std::string& field_of(const Fact& fact, std::string_view name) {
  static const std::string kNothing;
  for (const auto& [key, value] : fact.fields) {
    if (key == name) return value;
  }
  return kNothing;
}

std::string part_text(const Document& document, const Fact& fact) {
  return fact.part_of == kNone ? "" : fact_id(document, document.facts[fact.part_of]);
}

class FactJsonlWriter : public FactWriter {
 public:
  using FactWriter::FactWriter;

  void render(const Document& document, std::string& output) const override {
    if (document.facts.empty()) return;
    const OffsetMap offsets(document.text);
    for (const Fact& fact : document.facts) {
      if (!is_wanted(fact)) continue;
      Json json = fact_json(document, offsets, fact);
      json["document"] = document.id;
      json["publication_date"] = document.date.empty() ? Json(nullptr) : Json(document.date);
      json["url"] = document.url.empty() ? Json(nullptr) : Json(document.url);
      output += to_line(json) + '\n';
    }
  }
};

// ---- CSV --------------------------------------------------------------------------------------

constexpr std::string_view kHeader =
    "id,kind,name,date,enddate,place,country_code,lat,lon,geonameid,status,stance,topic,roles,"
    "role_codes,other,context,attribution,part_of,evidence,sentence,document,publication_date,url,"
    "text\r\n";
constexpr std::array<std::string_view, 3> kOwnColumns = {"status", "stance", "topic"};

std::string role_text(const FactRole& role) {
  return role.role + ": " + role.participant.entity_text;
}

std::string role_code_text(const FactRole& role) {
  const ActorCode& actor = role.participant.actor;
  if (actor.code.empty() && actor.sector.empty()) return role.role + ":";
  return role.role + ": " + code_text(actor);
}

std::string other_text(const Fact& fact) {
  std::string text;
  for (const auto& [key, value] : fact.fields) {
    if (std::find(kOwnColumns.begin(), kOwnColumns.end(), key) != kOwnColumns.end()) continue;
    if (!text.empty()) text += "; ";
    text += key + ": " + value;
  }
  return text;
}

void append_place(const Document& document, const Fact& fact, std::vector<std::string>& row) {
  if (fact.place == kNone) {
    row.insert(row.end(), 5, "");
    return;
  }
  const Place& place = document.places[fact.place];
  row.push_back(place.name);
  row.push_back(place.country_code);
  row.push_back(place.latitude ? fmt::format("{:.4f}", *place.latitude) : "");
  row.push_back(place.longitude ? fmt::format("{:.4f}", *place.longitude) : "");
  row.push_back(place.geonameid == 0 ? "" : std::to_string(place.geonameid));
}

std::vector<std::string> fact_row(const Document& document, const Fact& fact) {
  std::vector<std::string> row = {fact_id(document, fact), fact.kind, fact.name, fact.date,
                                  fact.enddate};
  append_place(document, fact, row);
  for (const std::string_view name : kOwnColumns) row.push_back(field_of(fact, name));
  row.push_back(joined(fact.roles, role_text));
  row.push_back(joined(fact.roles, role_code_text));
  row.push_back(other_text(fact));
  row.push_back(joined(fact.contexts, [](const Context& each) { return each.name; }));
  row.push_back(
      joined(fact.attributions, [](const Attribution& each) { return each.claimant.entity_text; }));
  row.push_back(part_text(document, fact));
  row.push_back(joined(fact.evidence, [&](const Evidence& each) {
    return std::string(document.words(each.start, each.end));
  }));
  row.push_back(std::to_string(fact.sentence + 1));
  row.push_back(document.id);
  row.push_back(document.date);
  row.push_back(document.url);
  row.push_back(std::string(document.words(fact.start, fact.end)));
  return row;
}

class FactCsvWriter : public FactWriter {
 public:
  using FactWriter::FactWriter;

  std::string head() const override { return std::string(kHeader); }

  void render(const Document& document, std::string& output) const override {
    for (const Fact& fact : document.facts) {
      if (is_wanted(fact)) append_csv_row(fact_row(document, fact), output);
    }
  }
};

// ---- for people -------------------------------------------------------------------------------

class FactTableWriter : public FactWriter {
 public:
  explicit FactTableWriter(const WriterOptions& options)
      : FactWriter(options),
        palette_(options.use_colour),
        columns_(static_cast<std::size_t>(std::max(options.columns, 60))) {}

  void render(const Document& document, std::string& output) const override {
    const bool has_any = std::any_of(document.facts.begin(), document.facts.end(),
                                     [&](const Fact& fact) { return is_wanted(fact); });
    if (!has_any) return;
    output += fmt::format("{}{}{}{}\n", palette_.bold, document.id,
                          document.title.empty() ? "" : "  " + document.title, palette_.reset);
    for (const Fact& fact : document.facts) {
      if (is_wanted(fact)) render_fact(document, fact, output);
    }
    output += '\n';
  }

 private:
  void render_fact(const Document& document, const Fact& fact, std::string& output) const {
    const std::string when = fact.date.empty()
                                 ? "no date"
                                 : fact.date + (fact.enddate.empty() ? "" : " to " + fact.enddate);
    std::string where;
    if (fact.place != kNone) where = document.places[fact.place].name;
    std::string line = fmt::format("  {:<10}  {}{:<11}{} {}", when, palette_.bold, fact.kind,
                                   palette_.reset, excerpt(title_of(document, fact), 60));
    if (!where.empty()) line += "  (" + where + ")";
    output += line + '\n';
    std::string details = other_than_words(fact);
    for (const FactRole& role : fact.roles) {
      details += (details.empty() ? "" : "; ") + role_text(role);
      const std::string code = code_text(role.participant.actor);
      if (code != "---") details += " (" + code + ")";
    }
    const auto add = [&](const std::string& more) {
      details += (details.empty() ? "" : "; ") + more;
    };
    if (fact.part_of != kNone) add("part of " + title_of(document, document.facts[fact.part_of]));
    const std::string teller = attribution_text(fact.attributions);
    if (!teller.empty()) add("told by " + teller);
    if (!details.empty()) output += "              " + excerpt(details, 3 * columns_) + '\n';
    output +=
        fmt::format("              {}{}{}\n", palette_.dim,
                    excerpt(document.words(fact.start, fact.end), columns_ - 16), palette_.reset);
  }

  static std::string title_of(const Document& document, const Fact& fact) {
    if (!fact.name.empty() || fact.evidence.empty()) return fact.name;
    return std::string(document.words(fact.evidence.front().start, fact.evidence.front().end));
  }

  // Statement's words are in the sentence below.
  static std::string other_than_words(const Fact& fact) {
    std::string text;
    for (const auto& [key, value] : fact.fields) {
      if (key == "words" || key == "type") continue;
      text += (text.empty() ? "" : "; ") + key + ": " + value;
    }
    return text;
  }

  Palette palette_;
  std::size_t columns_;
};

}  // namespace

std::unique_ptr<DocumentWriter> make_fact_jsonl_writer(const WriterOptions& options) {
  return std::make_unique<FactJsonlWriter>(options);
}

std::unique_ptr<DocumentWriter> make_fact_csv_writer(const WriterOptions& options) {
  return std::make_unique<FactCsvWriter>(options);
}

std::unique_ptr<DocumentWriter> make_fact_table_writer(const WriterOptions& options) {
  return std::make_unique<FactTableWriter>(options);
}

}  // namespace casus
