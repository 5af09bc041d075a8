// Places of events, and the pure reckoning that the map does with them.

import { label } from "../i18n";

export interface PlaceItem {
  place: string | null;
  geonameid: number | null;
  country_code: string | null;
  province: string | null;
  district: string | null;
  city: string | null;
  lat: number | null;
  lon: number | null;
  resolution: number; // 5 below a city, 4 city, 3 district, 2 province, 1 country
  events: number;
  mean_scale: number | null;
  quads: [number, number, number, number];
}
export interface PlacesAnswer {
  items: PlaceItem[];
  total: number;
  next: string | null;
  events: number;
  without_place: number;
}

export type Precision = "point" | "area" | "country" | "nowhere";

// How a place may be drawn: what is known no closer than its country has no point.
export function precisionOf(item: PlaceItem): Precision {
  if (item.resolution <= 1) return item.country_code ? "country" : "nowhere";
  if (item.lat === null || item.lon === null) return "nowhere";
  return item.resolution >= 4 ? "point" : "area";
}

// The quad class of most events, 1 to 4; the more conflictual one where two are equal; 0: none.
export function mainQuad(quads: readonly number[]): number {
  let best = 0;
  quads.forEach((count, i) => {
    if (count > 0 && count >= (quads[best - 1] ?? 0)) best = i + 1;
  });
  return best;
}

export interface Spot {
  x: number; // on the map as it is shown
  y: number;
  item: PlaceItem;
}
export interface Cluster {
  x: number;
  y: number;
  events: number;
  quads: number[];
  spots: Spot[];
}

// Joins spots that would lie closer than `apart` pixels: each, the most events first, goes to the
// nearest cluster so near, else begins one, whose place stays that of its first spot. A grid of
// cells of that size keeps it linear.
export function clustersOf(spots: readonly Spot[], apart: number): Cluster[] {
  const sorted = [...spots].sort((a, b) => b.item.events - a.item.events);
  const cells = new Map<string, Cluster[]>();
  const clusters: Cluster[] = [];
  for (const spot of sorted) {
    const column = Math.floor(spot.x / apart);
    const row = Math.floor(spot.y / apart);
    let nearest: Cluster | null = null;
    let least = apart;
    for (let dx = -1; dx <= 1; ++dx) {
      for (let dy = -1; dy <= 1; ++dy) {
        for (const each of cells.get(`${column + dx} ${row + dy}`) ?? []) {
          const distance = Math.hypot(each.x - spot.x, each.y - spot.y);
          if (distance < least) [nearest, least] = [each, distance];
        }
      }
    }
    if (nearest) {
      nearest.events += spot.item.events;
      nearest.quads = nearest.quads.map((count, i) => count + (spot.item.quads[i] ?? 0));
      nearest.spots.push(spot);
      continue;
    }
    const cluster: Cluster = { x: spot.x, y: spot.y, events: spot.item.events, quads: [...spot.item.quads], spots: [spot] };
    clusters.push(cluster);
    const key = `${column} ${row}`;
    cells.set(key, [...(cells.get(key) ?? []), cluster]);
  }
  return clusters;
}

// Limits of at most `count` classes of shade for numbers from 1 to `most`, each the lowest number of
// its class; classes grow by a factor, as numbers of events do.
export function shadeLimits(most: number, count: number): number[] {
  const limits: number[] = [];
  for (let i = 0; i < count; ++i) {
    const limit = Math.max(limits.length === 0 ? 1 : limits[limits.length - 1]! + 1, Math.round(Math.pow(most, i / count)));
    if (limit <= most) limits.push(limit);
  }
  return limits;
}

export function shadeOf(value: number, limits: readonly number[]): number {
  let shade = 0;
  limits.forEach((limit, i) => {
    if (value >= limit) shade = i + 1;
  });
  return shade;
}

// Events that the map cannot show: of countries that have no shape on it, and of places that are too wide
// or have no coordinates.
export function undrawn(items: readonly PlaceItem[], shapes: ReadonlySet<string>): { events: number; codes: string[] } {
  let events = 0;
  const codes = new Set<string>();
  for (const item of items) {
    const precision = precisionOf(item);
    const isMissing = precision === "country" && !shapes.has(item.country_code!);
    if (isMissing) codes.add(item.country_code!);
    if (isMissing || precision === "nowhere") events += item.events;
  }
  return { events, codes: [...codes].sort() };
}

export function eventsByCountry(items: readonly PlaceItem[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const item of items) {
    if (precisionOf(item) !== "country") continue;
    sums.set(item.country_code!, (sums.get(item.country_code!) ?? 0) + item.events);
  }
  return sums;
}

// A place's name in full: "Kadugli, South Kordofan".
export function placeName(item: PlaceItem): string {
  if (precisionOf(item) === "country") return item.country_code ? label("code", item.country_code) : (item.place ?? "");
  const names = [item.place, item.district, item.province].filter((each): each is string => !!each);
  return names.filter((each, i) => names.indexOf(each) === i).slice(0, 2).join(", ");
}
