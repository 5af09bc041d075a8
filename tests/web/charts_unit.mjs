// The charts' pure parts: periods, paths, brush, clusters, zoom, layout, and the shapes of the map.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { load, web } from "./load_module.mjs";

const text = (date) => date?.toISOString().slice(0, 10);

test("periods begin and end where their names say", async () => {
  const { startOf, endOf, periodOf, filterOf, textOf } = await load("charts/periods.ts");
  assert.equal(text(startOf("2020")), "2020-01-01");
  assert.equal(text(endOf("2020")), "2021-01-01");
  assert.equal(text(endOf("2020-02")), "2020-03-01");
  assert.equal(text(endOf("2020-12-31")), "2021-01-01");
  assert.equal(text(endOf("2020-12-28", "week")), "2021-01-04");
  assert.equal(startOf("1999-W03"), null);
  assert.equal(textOf(startOf("0044-03-15")), "0044-03-15");
  assert.equal(periodOf(startOf("2020-07-12"), "week"), "2020-07-06"); // a Sunday belongs to the Monday before
  assert.deepEqual(filterOf("2020-07", "2020-09", "month"), { from: "2020-07", to: "2020-09" });
  assert.deepEqual(filterOf("2020-07-06", "2020-07-13", "week"), { from: "2020-07-06", to: "2020-07-19" });
});

test("the filters from and to are a range of periods, and back", async () => {
  const { rangeOf, filterOf } = await load("charts/periods.ts");
  const months = ["2020-01", "2020-02", "2020-03", "2020-04"];
  assert.equal(rangeOf(months, "month", null, null), null);
  assert.deepEqual(rangeOf(months, "month", "2020-02", "2020-03"), [1, 2]);
  assert.deepEqual(rangeOf(months, "month", "2020-02-20", null), [1, 3]);
  assert.deepEqual(rangeOf(months, "month", null, "2020"), [0, 3]);
  assert.equal(rangeOf(months, "month", "2021", null), null);
  const weeks = ["2020-06-29", "2020-07-06", "2020-07-13"];
  for (let first = 0; first < 3; ++first) {
    for (let last = first; last < 3; ++last) {
      const { from, to } = filterOf(weeks[first], weeks[last], "week");
      assert.deepEqual(rangeOf(weeks, "week", from, to), [first, last]);
    }
  }
});

test("ticks are round, in order, and not too many", async () => {
  const { ticksBetween, startOf } = await load("charts/periods.ts");
  for (const [first, last] of [["2020-07-01", "2020-07-09"], ["2020-01-01", "2020-12-31"], ["1995-02-03", "2024-12-31"], ["0100-01-01", "2024-01-01"]]) {
    const ticks = ticksBetween(startOf(first), startOf(last), 8);
    assert.ok(ticks.length >= 1 && ticks.length <= 10, `${first}: ${ticks.length}`);
    ticks.forEach((tick, i) => assert.ok(i === 0 || tick.at > ticks[i - 1].at));
    assert.ok(ticks[0].at >= startOf(first) && ticks[ticks.length - 1].at <= startOf(last));
  }
});

test("bars leave out zeros; lines break where nothing is, and lone values become dots", async () => {
  const { barsPath, brokenLine, bandPath } = await load("charts/shapes.ts");
  const heights = [3, 0, 2];
  const bars = barsPath(3, (i) => i * 10, () => 100, (i) => 100 - heights[i]);
  assert.equal(bars.match(/M/g).length, 2);
  const values = [1, 2, null, 5, null, 3, 4];
  const { path, alone } = brokenLine(values.length, (i) => i, (i) => values[i]);
  assert.equal(path, "M0 1L1 2M5 3L6 4");
  assert.deepEqual(alone, [{ x: 3, y: 5, i: 3 }]);
  const low = [null, 0, 0, null, 1];
  assert.equal(bandPath(5, (i) => i, (i) => low[i], (i) => (low[i] === null ? null : low[i] + 1)).match(/Z/g).length, 2);
});

test("a brush is dragged and moved by keys, and never leaves the strip", async () => {
  const { dragged, movedBy, periodAt } = await load("charts/walking.ts");
  assert.deepEqual(dragged("new", 5, 2, [0, 9], 9), [2, 5]);
  assert.deepEqual(dragged("low", 2, 8, [2, 5], 9), [5, 5]);
  assert.deepEqual(dragged("high", 5, 1, [2, 5], 9), [2, 2]);
  assert.deepEqual(dragged("move", 3, 9, [2, 5], 9), [6, 9]);
  assert.deepEqual(dragged("move", 3, 0, [2, 5], 9), [0, 3]);
  assert.equal(movedBy("ArrowRight", 9, 0, 9), 9);
  assert.equal(movedBy("PageDown", 5, 0, 9), 0);
  assert.equal(movedBy("Home", 5, 2, 9), 2);
  assert.equal(movedBy("a", 5, 0, 9), null);
  assert.equal(periodAt(-5, 100, 10), 0);
  assert.equal(periodAt(99.9, 100, 10), 9);
  assert.equal(periodAt(500, 100, 10), 9);
});

test("the period under the pointer is found among uneven ones", async () => {
  const { indexAt } = await load("charts/walking.ts");
  const edges = [0, 31, 59, 90];
  assert.deepEqual([-4, 0, 30, 31, 58, 59, 89, 200].map((x) => indexAt(x, 3, (i) => edges[i])), [0, 0, 0, 1, 1, 2, 2, 2]);
});

test("agreements near each other share a mark; breaches stand apart; what has no date has none", async () => {
  const { marksOf, markKind } = await load("charts/agreements.ts");
  assert.equal(markKind({ kind: "breach" }), "breach");
  assert.equal(markKind({ kind: "agreement", status: "violated" }), "breach");
  assert.equal(markKind({ kind: "agreement", status: "ended" }), "ended");
  assert.equal(markKind({ kind: "agreement", status: "signed" }), "agreement");
  const fact = (id, date, kind = "agreement") => ({ id, kind, name: null, date, enddate: null });
  const facts = [fact("a", "2020-01-01"), fact("b", "2020-01-03"), fact("c", "2020-01-03", "breach"), fact("d", null), fact("e", "2020-03-01"), fact("f", "1990-01-01")];
  const day = (at) => (at - Date.UTC(2020, 0, 1)) / 86400000;
  const marks = marksOf(facts, day, 0, 100, 16);
  assert.deepEqual(marks.map((each) => each.facts.map((one) => one.id).join("")).sort(), ["ab", "c", "e"]);
});

const place = (lat, lon, resolution, events, country_code = "COL") => ({
  place: "x", geonameid: null, country_code, province: null, district: null, city: null, lat, lon, resolution, events, mean_scale: 0, quads: [0, 0, 0, events],
});

test("a country has no pin, nor what has no coordinates", async () => {
  const { precisionOf } = await load("charts/places.ts");
  assert.equal(precisionOf(place(4, -74, 1, 1)), "country");
  assert.equal(precisionOf(place(4, -74, 1, 1, null)), "nowhere");
  assert.equal(precisionOf(place(4, -74, 2, 1)), "area");
  assert.equal(precisionOf(place(4, -74, 3, 1)), "area");
  assert.equal(precisionOf(place(4, -74, 4, 1)), "point");
  assert.equal(precisionOf(place(null, null, 5, 1)), "nowhere");
});

test("what the map cannot show is counted", async () => {
  const { undrawn } = await load("charts/places.ts");
  const items = [place(4, -74, 1, 2), place(4, -74, 1, 3, "XXX"), place(null, null, 4, 5), place(16, 104, 1, 7, null), place(4, -74, 4, 11)];
  assert.deepEqual(undrawn(items, new Set(["COL"])), { events: 15, codes: ["XXX"] });
});

test("clusters hold every spot once, keep the sums, and stand apart", async () => {
  const { clustersOf } = await load("charts/places.ts");
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const spots = Array.from({ length: 2000 }, (_, i) => ({ x: random() * 900, y: random() * 450, item: place(0, 0, 4, 1 + (i % 9)) }));
  const clusters = clustersOf(spots, 30);
  const events = (list) => list.reduce((sum, each) => sum + each.item.events, 0);
  assert.equal(clusters.reduce((sum, each) => sum + each.events, 0), events(spots));
  assert.equal(new Set(clusters.flatMap((each) => each.spots)).size, spots.length);
  for (const a of clusters) {
    assert.equal(a.events, events(a.spots));
    for (const b of clusters) assert.ok(a === b || Math.hypot(a.x - b.x, a.y - b.y) >= 30);
  }
  assert.deepEqual(clustersOf(spots, 30), clusters);
});

test("shades grow by a factor and reach the most", async () => {
  const { shadeLimits, shadeOf, mainQuad, eventsByCountry } = await load("charts/places.ts");
  assert.deepEqual(shadeLimits(0, 5), []);
  assert.deepEqual(shadeLimits(1, 5), [1]);
  assert.deepEqual(shadeLimits(3, 5), [1, 2, 3]);
  const limits = shadeLimits(1000, 5);
  assert.equal(limits.length, 5);
  assert.deepEqual([0, 1, 1000].map((each) => shadeOf(each, limits)), [0, 1, 5]);
  assert.equal(mainQuad([1, 0, 2, 2]), 4);
  assert.equal(mainQuad([0, 0, 0, 0]), 0);
  assert.deepEqual([...eventsByCountry([place(1, 1, 1, 2), place(1, 1, 4, 9), place(null, null, 1, 3)])], [["COL", 5]]);
});

test("a zoom keeps the point under the pointer, shows what it should, and never leaves the map", async () => {
  const { zoomedAt, kept, around, keyed, boundsOf, kWhole } = await load("charts/zoom.ts");
  const size = { width: 800, height: 400 };
  const zoom = zoomedAt(kWhole, 3, 500, 100, size);
  assert.ok(Math.abs((500 - zoom.x) / zoom.k - 500) < 1e-9);
  assert.deepEqual(kept({ k: 0.2, x: 50, y: 50 }, size), kWhole);
  assert.deepEqual(kept({ k: 2, x: 50, y: -900 }, size), { k: 2, x: 0, y: -400 });
  const points = [{ x: 300, y: 150 }, { x: 340, y: 190 }];
  const near = around(points, size, 12);
  for (const each of points) {
    const [x, y] = [each.x * near.k + near.x, each.y * near.k + near.y];
    assert.ok(x >= 0 && x <= 800 && y >= 0 && y <= 400);
  }
  assert.equal(keyed("a", kWhole, size), null);
  assert.deepEqual(keyed("0", near, size), kWhole);
  assert.deepEqual(boundsOf(kWhole, size, ([x, y]) => [x / 800 * 360 - 180, 90 - (y / 400) * 180]), [-90, -180, 90, 180]);
});

test("a network is laid out the same every time, inside its frame, without two circles on one place", async () => {
  const { layout, strongest, signOf, arc } = await load("charts/network_layout.ts");
  const nodes = Array.from({ length: 30 }, (_, i) => ({ code: `C${i}`, label: "", events: 300 - i * 9, mean_scale: 0, quads: [0, 0, 0, 0] }));
  const edges = nodes.flatMap((a, i) => nodes.slice(0, i).filter((_, k) => (i * 7 + k * 3) % 5 === 0).map((b) => ({ actor: a.code, recipient: b.code, events: 1 + ((i * b.events) % 40), mean_scale: i % 2 ? 3 : -3, quads: [0, 0, 0, 0] })));
  const drawn = strongest(edges, 40);
  assert.ok(drawn.length >= 40 && drawn.length < 70);
  const ends = new Set(drawn.flatMap((each) => [each.actor, each.recipient]));
  for (const each of edges) assert.ok(ends.has(each.actor) && ends.has(each.recipient));
  const size = { width: 800, height: 500 };
  const places = layout(nodes, drawn, size);
  assert.deepEqual([...layout(nodes, drawn, size)], [...places]);
  const list = [...places.values()];
  assert.equal(list.length, nodes.length);
  list.forEach((a, i) => {
    assert.ok(a.x >= 0 && a.x <= 800 && a.y >= 0 && a.y <= 500);
    for (const b of list.slice(0, i)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > 12, `${a.code} ${b.code}`);
  });
  assert.deepEqual([-2, 0, null, 1].map(signOf), ["conflict", "even", "even", "cooperation"]);
  assert.match(arc(list[0], list[1]), /^M[-\d.]+ [-\d.]+Q[-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+$/);
  assert.equal(layout([nodes[0]], [], size).get("C0").x, 400);
});

test("a party's name stands for its code", async () => {
  const { partyOf } = await load("charts/parties.ts");
  const known = [{ value: "COL", name: "Colombia" }];
  assert.equal(partyOf(" colombia ", known), "COL");
  assert.equal(partyOf("col", known), "COL");
  assert.equal(partyOf("COL/MIL", known), "COL/MIL");
});

test("what is against expectation is told by number first, then by scale", async () => {
  const { surprise } = await load("charts/series.ts");
  const row = (events, mean_scale, expected = { events_low: 1, events_high: 5, scale_low: -4, scale_high: 2 }) => ({ events, mean_scale, expected });
  assert.equal(surprise(row(6, 0)), "more");
  assert.equal(surprise(row(0, null)), "fewer");
  assert.equal(surprise(row(3, -5)), "harsher");
  assert.equal(surprise(row(3, 3)), "milder");
  assert.equal(surprise(row(3, 0)), null);
  assert.equal(surprise(row(99, 0, null)), null);
});

test("the map's shapes: each code once, disputed areas in no country, disputed lines in no border", async () => {
  const { makeWorld } = await import(join(web, "make_world.mjs"));
  const disputed = JSON.parse(readFileSync(join(web, "src", "charts", "disputed.json"), "utf8"));
  const { topology, borders } = makeWorld();
  const codes = topology.objects.countries.geometries.map((each) => each.id).filter(Boolean);
  assert.equal(new Set(codes).size, codes.length - 1); // Ashmore and Cartier Islands have Australia's number
  for (const code of ["FRA", "COL", "SSD", "MLT", "SGP"]) assert.ok(codes.includes(code), code);
  assert.deepEqual(topology.objects.areas.geometries.map((each) => each.id).sort(), disputed.areas.map((each) => each.id).sort());
  for (const area of disputed.areas) for (const code of area.codes ?? []) assert.ok(!codes.includes(code), code);
  assert.deepEqual(borders.disputed.map((each) => each.id), disputed.lines.map((each) => each.id));
  for (const each of [...disputed.areas, ...disputed.lines, ...disputed.undrawn]) assert.ok(each.en && each.ru);
});
