// Who deals with whom: codes, and the events between each two of them.

#include <algorithm>

#include "serve/api.h"
#include "serve/items.h"

namespace casus::serve {

namespace {

constexpr std::size_t kDefaultNodes = 30;
constexpr std::size_t kMaxNodes = 300;
constexpr std::size_t kMaxDense = 1 << 19;  // cells

struct Edge {
  std::uint32_t actor;  // positions of codes
  std::uint32_t recipient;
  Summary summary;
};

// Events by pair of codes. Dense while there are few codes, as there mostly are.
class Pairs {
 public:
  explicit Pairs(std::size_t codes) : codes_(codes) {
    if (codes * codes <= kMaxDense) dense_.resize(codes * codes);
  }
  void add(std::uint32_t actor, std::uint32_t recipient, const Table& table, std::size_t row) {
    const std::size_t at = actor * codes_ + recipient;
    (dense_.empty() ? sparse_[at] : dense_[at]).add(table, row);
  }
  std::vector<Edge> edges() const {
    std::vector<Edge> list;
    const auto take = [&](std::size_t at, const Summary& summary) {
      if (summary.events == 0) return;
      list.push_back({static_cast<std::uint32_t>(at / codes_),
                      static_cast<std::uint32_t>(at % codes_), summary});
    };
    for (std::size_t at = 0; at < dense_.size(); ++at) take(at, dense_[at]);
    for (const auto& [at, summary] : sparse_) take(at, summary);
    return list;
  }

 private:
  std::size_t codes_;
  std::vector<Summary> dense_;
  std::unordered_map<std::size_t, Summary> sparse_;
};

struct Network {
  std::vector<Summary> nodes;  // by code's position; events in which it acts or is acted on
  std::vector<Edge> edges;     // without those of a code with itself
};

// The codes on one side of a row, each once; those without a code are left out.
void codes_of(const ArchiveIndex& index, std::size_t row, PartyRole role,
              std::vector<std::uint32_t>& codes) {
  codes.clear();
  for (const Party party : index.events.parties_of(row)) {
    if (party.role() != role) continue;
    const std::uint32_t code = index.actors[party.actor()].code;
    if (code != 0 && std::find(codes.begin(), codes.end(), code) == codes.end()) {
      codes.push_back(code);
    }
  }
}

Network network_of(const ArchiveIndex& index, const Bitset& rows) {
  const Table& table = index.events;
  Network network;
  network.nodes.resize(index.codes.size());
  Pairs pairs(index.codes.size());
  std::vector<std::uint32_t> actors;
  std::vector<std::uint32_t> recipients;
  rows.each([&](std::size_t row) {
    codes_of(index, row, PartyRole::kActor, actors);
    codes_of(index, row, PartyRole::kRecipient, recipients);
    for (const std::uint32_t code : actors) network.nodes[code].add(table, row);
    for (const std::uint32_t code : recipients) {
      if (std::find(actors.begin(), actors.end(), code) == actors.end()) {
        network.nodes[code].add(table, row);
      }
    }
    const auto& others = recipients.empty() && is_reciprocal(index, row) ? actors : recipients;
    for (const std::uint32_t actor : actors) {
      for (const std::uint32_t other : others) {
        if (actor != other) pairs.add(actor, other, table, row);
      }
    }
  });
  network.edges = pairs.edges();
  return network;
}

// The codes to show: those with the most events, or `focus` and those it deals with most.
std::vector<std::uint32_t> chosen(const ArchiveIndex& index, const Network& network,
                                  const std::string* focus, std::size_t limit) {
  std::vector<std::int64_t> weights(network.nodes.size());
  for (const Edge& edge : network.edges) {
    if (focus == nullptr) {
      weights[edge.actor] = network.nodes[edge.actor].events;
      weights[edge.recipient] = network.nodes[edge.recipient].events;
    } else if (index.codes[edge.actor] == *focus) {
      weights[edge.recipient] += edge.summary.events;
    } else if (index.codes[edge.recipient] == *focus) {
      weights[edge.actor] += edge.summary.events;
    }
  }
  std::vector<std::uint32_t> codes;
  for (std::uint32_t i = 1; i < weights.size(); ++i) {
    const bool is_focus = focus != nullptr && index.codes[i] == *focus;
    if (is_focus) weights[i] = std::numeric_limits<std::int64_t>::max();
    if (weights[i] > 0 && network.nodes[i].events > 0) codes.push_back(i);
  }
  std::sort(codes.begin(), codes.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(-weights[a], index.codes[a]) < std::pair(-weights[b], index.codes[b]);
  });
  if (codes.size() > limit) codes.resize(limit);
  return codes;
}

// Codes that deal with another.
std::size_t count_of_nodes(const Network& network) {
  std::vector<std::uint8_t> has_edge(network.nodes.size());
  for (const Edge& edge : network.edges) has_edge[edge.actor] = has_edge[edge.recipient] = 1;
  return static_cast<std::size_t>(std::count(has_edge.begin(), has_edge.end(), 1));
}

Json edge_items(const ArchiveIndex& index, std::vector<Edge> edges,
                const std::vector<std::uint8_t>& is_shown) {
  std::erase_if(edges, [&](const Edge& each) {
    return is_shown[each.actor] == 0 || is_shown[each.recipient] == 0;
  });
  std::sort(edges.begin(), edges.end(), [&](const Edge& a, const Edge& b) {
    if (a.summary.events != b.summary.events) return a.summary.events > b.summary.events;
    return std::pair(index.codes[a.actor], index.codes[a.recipient]) <
           std::pair(index.codes[b.actor], index.codes[b.recipient]);
  });
  Json items = Json::array();
  for (const Edge& edge : edges) {
    Json item;
    item["actor"] = index.codes[edge.actor];
    item["recipient"] = index.codes[edge.recipient];
    set_summary(edge.summary, item);
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace

Response get_network(Call& call) {
  auto store = call.archive().lease();
  auto rows = call.snapshot->rows(Subject::kEvents, call.selection, *store);
  if (!rows) return problem_of(rows.error());
  if (call.page.has_limit && call.page.limit > kMaxNodes) {
    return problem(400, "The request is wrong", "a network has from 1 to 300 nodes; give a focus",
                   "limit");
  }
  const ArchiveIndex& index = call.index();
  const Network network = network_of(index, **rows);
  const bool is_whole = call.page.format != Format::kJson && !call.page.has_limit;
  const std::size_t limit = is_whole              ? index.codes.size()
                            : call.page.has_limit ? call.page.limit
                                                  : kDefaultNodes;
  const auto codes = chosen(index, network, call.find("focus"), limit);
  std::vector<std::uint8_t> is_shown(index.codes.size());
  Json json;
  json["nodes"] = Json::array();
  for (const std::uint32_t code : codes) {
    is_shown[code] = 1;
    Json node;
    node["code"] = index.codes[code];
    node["label"] = call.archive().labels().text("code", index.codes[code]);
    set_summary(network.nodes[code], node);
    json["nodes"].push_back(std::move(node));
  }
  Json edges = edge_items(index, network.edges, is_shown);
  if (call.page.format != Format::kJson) {
    json["items"] = std::move(edges);
    return items_response(call.page.format, {"actor", "recipient", "events", "mean_scale", "quads"},
                          json);
  }
  json["edges"] = std::move(edges);
  json["total_nodes"] = count_of_nodes(network);
  json["total_edges"] = network.edges.size();
  return json_response(json);
}

}  // namespace casus::serve
