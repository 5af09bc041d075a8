// The map's shapes as paths: land and borders as they are, disputed ones as such.

import { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import world from "virtual:world";
import { currentLanguage, label, t } from "../i18n";
import disputed from "./disputed.json";
import type { Size } from "./zoom";

export type Projection = ReturnType<typeof geoEqualEarth>;

// The codes that have a shape.
export const mappedCodes: ReadonlySet<string> = new Set([
  ...world.topology.objects.countries.geometries.map((each) => String(each.id ?? "")),
  ...disputed.areas.flatMap((each) => each.codes ?? []),
]);

export interface Shape {
  id: string;
  codes: string[];
  path: string;
  isDisputed: boolean;
}

// Paths of one width of the map. Made once: zooming moves them as a whole.
export function drawn(size: Size) {
  const projection = geoEqualEarth().fitExtent(
    [
      [2, 2],
      [size.width - 2, size.height - 2],
    ],
    { type: "Sphere" },
  );
  const path = geoPath(projection).digits(2);
  const { countries, areas, borders } = world.topology.objects;
  const shapes: Shape[] = [];
  for (const each of feature(world.topology, countries).features) {
    const code = String(each.id ?? "");
    shapes.push({ id: code, codes: code ? [code] : [], path: path(each) ?? "", isDisputed: false });
  }
  for (const each of feature(world.topology, areas).features) {
    const entry = disputed.areas.find((area) => area.id === each.id);
    shapes.push({ id: String(each.id), codes: entry?.codes ?? [], path: path(each) ?? "", isDisputed: true });
  }
  return {
    projection,
    shapes,
    sphere: path({ type: "Sphere" }) ?? "",
    graticule: path(geoGraticule10()) ?? "",
    borders:
      (path(feature(world.topology, borders)) ?? "") + (path({ type: "MultiLineString", coordinates: world.borders.settled }) ?? ""),
    disputed: world.borders.disputed.map((each) => ({
      id: each.id,
      path: path({ type: "MultiLineString", coordinates: each.lines }) ?? "",
    })),
  };
}

export function disputedName(entry: { en: string; ru: string }): string {
  return currentLanguage() === "ru" ? entry.ru : entry.en;
}

export function shapeName(shape: Shape): string {
  const entry = shape.isDisputed ? disputed.areas.find((each) => each.id === shape.id) : undefined;
  if (entry) return `${disputedName(entry)}: ${t("map.legend.area")}`;
  return label("code", shape.codes[0]);
}
