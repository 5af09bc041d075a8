// Runs the text cases of a folder: each file is a document and the lines that its layers must give.
//
//   casus_cases_test DATA CASES       compare
//   CASUS_APPROVE=1 ...               write what came out into the files, to be reviewed as a diff
//
// A case: "key: value" lines (date, language), "--- text", the text, then one or more
// "--- expect LAYER" with the expected lines. Lines before the first key that begin with "#" say
// which behaviour the case shows.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/text_file.h"
#include "casus/coder.h"
#include "layer_text.h"

namespace fs = std::filesystem;

namespace casus::tests {
namespace {

struct Expectation {
  std::string layer;
  std::vector<std::string> lines;
};

struct Case {
  std::vector<std::string> comments;
  std::vector<std::pair<std::string, std::string>> fields;
  std::string text;
  std::vector<Expectation> expectations;
};

std::vector<std::string> lines_of(const std::string& content) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < content.size();) {
    const std::size_t end = std::min(content.find('\n', start), content.size());
    lines.push_back(content.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

bool read_field(const std::string& line, Case& test) {
  const std::size_t colon = line.find(": ");
  if (colon == std::string::npos) return false;
  test.fields.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  return true;
}

// An error's text, or "" where the case is well formed.
std::string read_case(const std::string& content, Case& test) {
  enum class Part { kHead, kText, kExpectation } part = Part::kHead;
  for (const std::string& line : lines_of(content)) {
    if (line == "--- text") {
      part = Part::kText;
    } else if (line.starts_with("--- expect ")) {
      part = Part::kExpectation;
      test.expectations.push_back({line.substr(11), {}});
    } else if (part == Part::kText) {
      test.text += line + "\n";
    } else if (part == Part::kExpectation) {
      if (!line.empty()) test.expectations.back().lines.push_back(line);
    } else if (line.starts_with("#")) {
      test.comments.push_back(line);
    } else if (!line.empty() && !read_field(line, test)) {
      return "cannot read '" + line + "'";
    }
  }
  if (test.text.empty()) return "has no '--- text'";
  return test.expectations.empty() ? "has no '--- expect'" : "";
}

const LayerText* find_layer(const std::string& name) {
  const auto& layers = layer_texts();
  const auto found = std::find_if(layers.begin(), layers.end(),
                                  [&](const LayerText& layer) { return layer.name == name; });
  return found == layers.end() ? nullptr : &*found;
}

std::string run_case(const Coder& coder, Coder::Scratch& scratch, const Case& test,
                     std::vector<Expectation>& found) {
  Document document;
  document.id = "case";
  document.text = test.text;
  for (const auto& [key, value] : test.fields) {
    if (key == "date") document.date = value;
    if (key == "language") document.language = value;
  }
  if (auto coded = coder.code(document, scratch); !coded) return coded.error().to_string();
  for (const Expectation& expectation : test.expectations) {
    const LayerText* layer = find_layer(expectation.layer);
    if (layer == nullptr) return "unknown layer '" + expectation.layer + "'";
    found.push_back({expectation.layer, {}});
    layer->render(document, found.back().lines);
  }
  return "";
}

void write_case(const fs::path& path, const Case& test, const std::vector<Expectation>& found) {
  std::ofstream out(path, std::ios::binary);
  for (const std::string& comment : test.comments) out << comment << '\n';
  for (const auto& [key, value] : test.fields) out << key << ": " << value << '\n';
  out << "--- text\n" << test.text;
  for (const Expectation& each : found) {
    out << "--- expect " << each.layer << '\n';
    for (const std::string& line : each.lines) out << line << '\n';
  }
}

void print_difference(const Expectation& expected, const Expectation& found) {
  fmt::print("  layer {}\n", expected.layer);
  for (const std::string& line : expected.lines) {
    const auto& lines = found.lines;
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) fmt::print("    - {}\n", line);
  }
  for (const std::string& line : found.lines) {
    const auto& lines = expected.lines;
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) fmt::print("    + {}\n", line);
  }
}

bool check_case(const Coder& coder, Coder::Scratch& scratch, const fs::path& path, bool approve) {
  Case test;
  auto content = read_file(path);
  std::string problem = content ? read_case(*content, test) : content.error().to_string();
  std::vector<Expectation> found;
  if (problem.empty()) problem = run_case(coder, scratch, test, found);
  if (!problem.empty()) {
    fmt::print("FAILED {}: {}\n", path.string(), problem);
    return false;
  }
  bool same = true;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].lines == test.expectations[i].lines) continue;
    if (same) fmt::print("{} {}\n", approve ? "approved" : "FAILED", path.string());
    same = false;
    print_difference(test.expectations[i], found[i]);
  }
  if (!same && approve) write_case(path, test, found);
  return same || approve;
}

int run(const fs::path& data, const fs::path& cases) {
  auto coder = Coder::open(data);
  if (!coder) {
    fmt::print("FAILED: {}\n", coder.error().to_string());
    return 1;
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(cases)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  const bool approve = std::getenv("CASUS_APPROVE") != nullptr;
  Coder::Scratch scratch;
  const auto passed = std::count_if(files.begin(), files.end(), [&](const fs::path& file) {
    return check_case(*coder, scratch, file, approve);
  });
  fmt::print("{} of {} cases passed\n", passed, files.size());
  return passed == static_cast<std::ptrdiff_t>(files.size()) ? 0 : 1;
}

}  // namespace
}  // namespace casus::tests

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print("usage: casus_cases_test DATA CASES\n");
    return 2;
  }
  return casus::tests::run(argv[1], argv[2]);
}
