#include "serve/judgement.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "serve/parameters.h"
#include "store/records.h"

namespace casus::serve {

namespace {

constexpr std::size_t kMaxReason = 2000;  // code points
constexpr std::size_t kMaxName = 64;
constexpr std::size_t kMaxList = 50;

Error wrong(std::string field, std::string what, std::string remedy) {
  return {ErrorKind::kUsage, std::move(what), std::move(field), 0, std::move(remedy)};
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool has_controls(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
  });
}

bool has_label(const Labels& labels, std::string_view kind, const std::string& name) {
  return std::any_of(labels.all().begin(), labels.all().end(),
                     [&](const Label& each) { return each.kind == kind && each.name == name; });
}

bool is_code(const std::string& text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Checks a correction, field for field.
class CorrectionReader {
 public:
  CorrectionReader(const Labels& labels, const std::string& category)
      : labels_(labels), category_(category) {}

  Result<void> check(const Json& correction) {
    if (!correction.is_object() || correction.empty()) {
      return wrong("correction", "it corrects nothing", "name at least one field as it should be");
    }
    if (const auto event = correction.find("event"); event != correction.end()) {
      if (!event->is_string() || !is_category(event->get<std::string>())) {
        return wrong("correction.event", "there is no such category",
                     "the categories are listed in /api/v1/codebook");
      }
      category_ = event->get<std::string>();
    }
    for (const auto& [name, value] : correction.items()) {
      if (auto done = check_field(name, value); !done) return done;
    }
    return {};
  }

 private:
  bool is_category(const std::string& name) const { return labels_.schema().find(name) != nullptr; }
  Result<void> check_field(const std::string& name, const Json& value);
  template <typename Knows>
  static Result<void> check_names(const std::string& name, const Json& value, Knows knows);
  Result<void> check_parties(const std::string& name, const Json& value) const;
  bool is_mode(const std::string& name) const {
    const EventCategory* category = labels_.schema().find(category_);
    return category != nullptr && category->find_mode(name) != nullptr;
  }

  const Labels& labels_;
  std::string category_;
};

template <typename Knows>
Result<void> CorrectionReader::check_names(const std::string& name, const Json& value,
                                           Knows knows) {
  const std::string field = "correction." + name;
  if (!value.is_array() || value.size() > kMaxList)
    return wrong(field, "it is no list", "write []");
  for (const Json& each : value) {
    if (!each.is_string() || !knows(each.get<std::string>())) {
      return wrong(field, "there is no such " + name,
                   "what there is, is listed in /api/v1/codebook; modes are those of the category");
    }
  }
  return {};
}

Result<void> CorrectionReader::check_parties(const std::string& name, const Json& value) const {
  const Error error = wrong("correction." + name, "a party is not as it should be",
                            R"(write a list of {"code":"RUS","sector":"MIL"}, null for neither)");
  if (!value.is_array() || value.size() > kMaxList) return error;
  for (const Json& party : value) {
    if (!party.is_object() || party.empty()) return error;
    bool has_any = false;
    for (const auto& [field, text] : party.items()) {
      if (field != "code" && field != "sector") return error;
      if (text.is_null()) continue;
      if (!text.is_string()) return error;
      const auto word = text.get<std::string>();
      if (field == "code" ? !is_code(word) : !has_label(labels_, "sector", word)) return error;
      has_any = true;
    }
    if (!has_any) return error;
  }
  return {};
}

Result<void> CorrectionReader::check_field(const std::string& name, const Json& value) {
  if (name == "event") return {};
  if (name == "mode") {
    return check_names(name, value, [&](const std::string& each) { return is_mode(each); });
  }
  if (name == "context") {
    return check_names(name, value,
                       [&](const auto& each) { return labels_.schema().has_context(each); });
  }
  if (name == "auxiliary") {
    return check_names(name, value,
                       [&](const auto& each) { return has_label(labels_, "auxiliary", each); });
  }
  if (name == "actor" || name == "recipient") return check_parties(name, value);
  const bool is_text = value.is_string();
  if (name == "date" || name == "enddate") {
    const bool is_date = is_text && packed_date(value.get<std::string>()) != 0 &&
                         unpacked_date(packed_date(value.get<std::string>())) == value;
    if (value.is_null() || is_date) return {};
    return wrong("correction." + name, "it is no date", "write YYYY-MM-DD, YYYY-MM, YYYY or null");
  }
  if (name == "country_code") {
    if (value.is_null() || (is_text && is_code(value.get<std::string>()))) return {};
    return wrong("correction.country_code", "it is no country", "write its three letters, or null");
  }
  return wrong(
      "correction." + name, "there is no such field",
      "use event, mode, context, auxiliary, date, enddate, actor, recipient, country_code");
}

Result<std::string> read_reason(const Json& body) {
  const auto reason = body.find("reason");
  if (reason == body.end() || reason->is_null()) return std::string();
  if (!reason->is_string() || has_controls(reason->get<std::string>()) ||
      code_points(reason->get<std::string>()) > kMaxReason) {
    return wrong("reason", "it is no text of at most 2000 letters", "write some words");
  }
  return reason->get<std::string>();
}

}  // namespace

Result<Judgement> read_judgement(const std::string& body, const std::string& category,
                                 const Labels& labels) {
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object()) {
    return wrong("", "the body is no JSON object", R"(send {"verdict":"accept"})");
  }
  for (const auto& [name, value] : json.items()) {
    if (name != "verdict" && name != "reason" && name != "correction") {
      return wrong(name, "there is no such field", "send verdict, reason, correction");
    }
  }
  Judgement judgement;
  const auto verdict = json.find("verdict");
  if (verdict != json.end() && verdict->is_string()) judgement.verdict = *verdict;
  if (judgement.verdict != "accept" && judgement.verdict != "correct" &&
      judgement.verdict != "reject") {
    return wrong("verdict", "it says no verdict", "write accept, correct or reject");
  }
  auto reason = read_reason(json);
  if (!reason) return reason.error();
  judgement.reason = *std::move(reason);
  if (judgement.verdict == "reject" && judgement.reason.empty()) {
    return wrong("reason", "it does not say why", "a rejection needs a reason");
  }
  const auto correction = json.find("correction");
  const bool has_correction = correction != json.end() && !correction->is_null();
  if (judgement.verdict != "correct") {
    if (!has_correction) return judgement;
    return wrong("correction", "only verdict correct has one", "leave it out");
  }
  const Json none;
  auto checked = CorrectionReader(labels, category).check(has_correction ? *correction : none);
  if (!checked) return checked.error();
  judgement.correction = to_line(*correction);
  return judgement;
}

bool is_reviewer_name(std::string_view name) {
  if (name.empty() || name.front() == ' ' || name.back() == ' ') return false;
  std::size_t count = 0;
  for (std::size_t at = 0; at < name.size(); ++count) {
    const CodePoint c = decode_at(name, at);
    at += c.size;
    const bool is_plain =
        c.value == ' ' || c.value == '.' || c.value == '_' || c.value == '-' || c.value == '@';
    const auto type = U_GET_GC_MASK(static_cast<UChar32>(c.value));
    if (!is_plain && (type & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) == 0) return false;
  }
  return count <= kMaxName;
}

}  // namespace casus::serve
