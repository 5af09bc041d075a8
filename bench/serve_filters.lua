-- Filters as people set them, each another, for wrk over a generated archive:
--   casus_make_archive FILE 100000 10 40 varied; casus serve --db FILE --rate 0 &
--   wrk -t2 -c8 -d30s -s bench/serve_filters.lua http://127.0.0.1:8080 [-- KIND]
-- KIND is one of the lists below (list, counts, ...); without it they are mixed.

local kind = nil

local function code()
  local rank = math.floor(200 ^ math.random()) - 1
  return string.char(65 + math.floor(rank / 26)) .. string.char(65 + rank % 26) .. "X"
end

local function pick(list) return list[math.random(#list)] end

local function filter()
  local parts = {}
  local function add(part) parts[#parts + 1] = part end
  if math.random(2) == 1 then add("asserted=true") end
  local which = math.random(10)
  if which == 1 then add("actor=" .. code()) end
  if which == 2 then add("dyad=" .. code() .. "," .. code() .. "&either_way=true") end
  if which == 3 then add("category=" .. pick({"ASSAULT", "CONSULT", "ACCUSE", "AID", "PROTEST"})) end
  if which == 4 then add("country=" .. code()) end
  if which == 5 then add("context=" .. pick({"territory", "election", "economic", "military"})) end
  if which == 6 then add("claimant=" .. code()) end
  if which == 7 then add("with=" .. code() .. "%2F" .. pick({"GOV", "MIL", "REB"})) end
  if which == 8 then add("source=Agency%20" .. math.random(0, 39)) end
  if which == 9 then add("confidence=0." .. math.random(3, 9)) end
  local year = 1995 + math.random(0, 29)
  if math.random(2) == 1 then add("from=" .. year .. "-0" .. math.random(9)) end
  if math.random(4) == 1 then add("to=" .. (year + math.random(0, 3))) end
  return table.concat(parts, "&")
end

local views = {
  list = function() return "/api/v1/events?limit=50&sort=-date&" .. filter() end,
  counts = function() return "/api/v1/counts?by=month&split=category&" .. filter() end,
  facets = function() return "/api/v1/facets?column=" ..
    pick({"actor", "category", "context", "source", "claimant"}) .. "&" .. filter() end,
  places = function() return "/api/v1/places?limit=500&" .. filter() end,
  network = function() return "/api/v1/network?" .. filter() end,
  dyad = function() return "/api/v1/dyad?dyad=" .. code() .. "," .. code() end,
  articles = function() return "/api/v1/articles?limit=50&" .. filter() end,
}
local names = {"list", "counts", "facets", "places", "network", "dyad", "articles"}

function init(args)
  kind = args[1]
  math.randomseed(tonumber(tostring({}):match("0x(%x+)"), 16) % 1000000007)
  wrk.headers["Accept-Encoding"] = "gzip"
end

function request() return wrk.format("GET", views[kind or pick(names)]()) end

function done(summary, latency)
  io.write(string.format("p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms; %d answers, %d not 2xx, %d lost\n",
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    latency.max / 1000, summary.requests, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
