// Who to whom: sums over pairs of codes as a graph and as a list. Memory grows with the pairs, not
// with the events.

#include <fmt/format.h>

#include "export/sums.h"

namespace casus {

namespace {

Result<std::map<Pair, Sums>> sum_pairs(ExportContext& context) {
  std::map<Pair, Sums> sums;
  auto done = each_counted(context, [&](const EventRecord& record) {
    const auto pairs = asked_pairs(record.event, context.options.query);
    for (const Pair& pair : pairs) add(sums[pair], record.event);
    return !pairs.empty();
  });
  if (!done) return done.error();
  return sums;
}

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

}  // namespace

Result<void> write_graphml(ExportContext& context) {
  auto sums = sum_pairs(context);
  if (!sums) return sums.error();
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml "
      "xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  for (const char* key : {"events", "quad1", "quad2", "quad3", "quad4"}) {
    text +=
        fmt::format("<key id=\"{0}\" for=\"edge\" attr.name=\"{0}\" attr.type=\"long\"/>\n", key);
  }
  text +=
      "<key id=\"mean_scale\" for=\"edge\" attr.name=\"mean_scale\" attr.type=\"double\"/>\n"
      "<graph edgedefault=\"directed\">\n";
  const auto name = [](const std::string& code) { return code.empty() ? "-" : escaped(code); };
  std::set<std::string> nodes;
  for (const auto& [pair, unused] : *sums) nodes.insert({name(pair.first), name(pair.second)});
  for (const std::string& node : nodes) text += "<node id=\"" + node + "\"/>\n";
  for (const auto& [pair, of] : *sums) {
    text += fmt::format("<edge source=\"{}\" target=\"{}\"><data key=\"events\">{}</data>",
                        name(pair.first), name(pair.second), of.events);
    for (int quad = 1; quad <= 4; ++quad) {
      text += fmt::format("<data key=\"quad{}\">{}</data>", quad, of.quads[quad]);
    }
    text += fmt::format("<data key=\"mean_scale\">{}</data></edge>\n", mean_text(of));
  }
  context.sink(text + "</graph>\n</graphml>\n");
  return {};
}

Result<void> write_edges(ExportContext& context) {
  auto sums = sum_pairs(context);
  if (!sums) return sums.error();
  std::string text = "actor,recipient,events,quad1,quad2,quad3,quad4,mean_scale\r\n";
  for (const auto& [pair, of] : *sums) {
    text += fmt::format("{},{},{},{},{},{},{},{}\r\n", pair.first, pair.second, of.events,
                        of.quads[1], of.quads[2], of.quads[3], of.quads[4], mean_text(of));
  }
  context.sink(text);
  return {};
}

}  // namespace casus
