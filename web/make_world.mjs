// Makes the map's shapes out of world-atlas (Natural Earth, public domain): countries by their ISO codes,
// areas of disputed status apart from them, and borders as lines, the disputed ones by themselves as
// src/charts/disputed.json says. Simplified to what a page needs.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { feature, mesh, meshArcs, quantize } from "topojson-client";
import { presimplify, quantile, simplify } from "topojson-simplify";

const kDetail = 0.5; // share of the points that are kept
const kGrid = 2e4; // steps of coordinates
const kStretch = 0.25; // degrees
const here = dirname(fileURLToPath(import.meta.url));
const read = (...path) => JSON.parse(readFileSync(join(here, ...path), "utf8"));

const inBox = ([x, y], [west, south, east, north]) => x >= west && x <= east && y >= south && y <= north;
const rounded = (line) => line.map(([x, y]) => [Math.round(x * 1e3) / 1e3, Math.round(y * 1e3) / 1e3]);

// A country's polygons inside of the box and those outside, as arcs.
function parted(topology, country, box) {
  const polygons = country.type === "Polygon" ? [country.arcs] : country.arcs;
  const isInside = (arcs) => {
    const ring = feature(topology, { type: "Polygon", arcs }).geometry.coordinates[0];
    return ring.every((point) => inBox(point, box));
  };
  return { inside: polygons.filter(isInside), outside: polygons.filter((each) => !isInside(each)) };
}

// Countries with their codes, and the areas taken out of them.
function shapes(topology, codes, disputed) {
  const countries = [];
  const areas = [];
  for (const { id, type, arcs, properties } of topology.objects.countries.geometries) {
    const area = disputed.areas.find((each) => each.feature === properties.name);
    if (area) areas.push({ type, arcs, id: area.id });
    // What has no code (small islands) is land all the same.
    else countries.push({ type, arcs, id: codes[id] ?? "" });
  }
  for (const area of disputed.areas.filter((each) => each.polygons)) {
    const country = countries.find((each) => each.id === area.polygons);
    const { inside, outside } = parted(topology, country, area.box);
    if (inside.length === 0) throw new Error(`disputed.json: ${area.id}: no polygon of ${area.polygons} lies in its box`);
    country.arcs = outside;
    areas.push({ type: "MultiPolygon", arcs: inside, id: area.id });
  }
  for (const area of disputed.areas) {
    if (!areas.some((each) => each.id === area.id)) throw new Error(`disputed.json: ${area.id}: there is no such shape`);
  }
  return { countries, areas };
}

// Long straight stretches with points between, so that a box cuts them where it begins.
function dense(line) {
  return line.flatMap(([x, y], i) => {
    if (i === 0) return [[x, y]];
    const [x0, y0] = line[i - 1];
    const parts = Math.ceil(Math.hypot(x - x0, y - y0) / kStretch);
    return Array.from({ length: parts }, (_, k) => [x0 + ((x - x0) * (k + 1)) / parts, y0 + ((y - y0) * (k + 1)) / parts]);
  });
}

// Cuts lines into what lies in the box and what does not.
function cut(lines, box) {
  if (!box) return { inside: lines, outside: [] };
  const inside = [];
  const outside = [];
  for (const line of lines.map(dense)) {
    let part = [];
    let wasIn = null;
    line.forEach((point, i) => {
      const isIn = inBox(point, box);
      if (wasIn !== null && isIn !== wasIn && part.length > 0) {
        (wasIn ? inside : outside).push([...part, point]);
        part = [point];
      } else {
        part.push(point);
      }
      wasIn = isIn;
      if (i === line.length - 1 && part.length > 1) (isIn ? inside : outside).push(part);
    });
  }
  return { inside, outside };
}

function borders(topology, disputed) {
  const { countries, areas } = topology.objects;
  const all = { type: "GeometryCollection", geometries: [...countries.geometries, ...areas.geometries] };
  const isArea = new Set(areas.geometries);
  const lines = disputed.lines.map((each) => {
    const joined = new Set(each.between);
    const between = mesh(topology, all, (a, b) => a !== b && joined.has(a.id) && joined.has(b.id)).coordinates;
    return { id: each.id, between: [...joined].sort().join(), ...cut(between, each.box) };
  });
  const pairs = new Set(lines.map((each) => each.between));
  // The outline of an area is drawn with the area.
  topology.objects.borders = meshArcs(topology, all, (a, b) => {
    return a !== b && !isArea.has(a) && !isArea.has(b) && !pairs.has([a.id, b.id].sort().join());
  });
  for (const each of lines) {
    if (each.inside.length === 0) throw new Error(`disputed.json: ${each.id}: no border lies there`);
  }
  return {
    settled: lines.flatMap((each) => each.outside).map(rounded), // what is left of borders that are disputed in part
    disputed: lines.map((each) => ({ id: each.id, lines: each.inside.map(rounded) })),
  };
}

export function makeWorld() {
  const atlas = read("node_modules", "world-atlas", "countries-50m.json");
  const disputed = read("src", "charts", "disputed.json");
  const weighed = presimplify(atlas);
  const { countries, areas } = shapes(weighed, read("src", "charts", "country_codes.json"), disputed);
  weighed.objects = {
    countries: { type: "GeometryCollection", geometries: countries },
    areas: { type: "GeometryCollection", geometries: areas },
  };
  const simple = quantize(simplify(weighed, quantile(weighed, kDetail)), kGrid);
  return { topology: simple, borders: borders(simple, disputed) };
}

// For esbuild: `import world from "virtual:world"`.
export const worldPlugin = {
  name: "world",
  setup(build) {
    build.onResolve({ filter: /^virtual:world$/ }, () => ({ path: "world", namespace: "world" }));
    build.onLoad({ filter: /.*/, namespace: "world" }, () => ({ contents: JSON.stringify(makeWorld()), loader: "json" }));
  },
};
