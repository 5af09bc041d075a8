// Land, borders, and the shades of countries.

import { useMemo } from "preact/hooks";
import { currentLanguage, t } from "../i18n";
import { type Shape, drawn, shapeName } from "./map_shapes";
import { type PlaceItem, precisionOf, shadeOf } from "./places";
import type { Zoom } from "./zoom";

export function Land(props: {
  map: ReturnType<typeof drawn>;
  sums: Map<string, number>;
  limits: readonly number[];
  zoom: Zoom;
  chosen: readonly PlaceItem[];
  choose: (codes: readonly string[]) => void;
}) {
  const { map, sums, limits, zoom } = props;
  const chosen = new Set(props.chosen.filter((each) => precisionOf(each) === "country").map((each) => each.country_code));
  const countOf = (shape: Shape) => shape.codes.reduce((sum, code) => sum + (sums.get(code) ?? 0), 0);
  // Shapes are many and heavy: they are made anew only when shades change, not with each step of zoom.
  const land = useMemo(
    () => (
      <>
        <path d={map.sphere} class="map-sea" />
        <path d={map.graticule} class="map-graticule" />
        {map.shapes.map((shape, i) => {
          const count = countOf(shape);
          const title = shapeName(shape) + (count > 0 ? `: ${t("count.events", { n: count })}` : "");
          return (
            <path
              key={i}
              d={shape.path}
              class={`map-land map-shade-${shadeOf(count, limits)} ${shape.codes.some((code) => chosen.has(code)) ? "map-chosen" : ""}`}
              onClick={count > 0 ? () => props.choose(shape.codes) : undefined}
            >
              {title && <title>{title}</title>}
            </path>
          );
        })}
        <path d={map.borders} class="map-border" />
        {map.disputed.map((each) => (
          <path key={each.id} d={each.path} class="map-disputed" />
        ))}
        {map.shapes
          .filter((each) => each.isDisputed)
          .map((each) => (
            <g key={each.id}>
              <path d={each.path} class="map-hatched" fill="url(#hatch)" />
              <path d={each.path} class="map-disputed" />
            </g>
          ))}
      </>
    ),
    [map, sums, limits, currentLanguage(), [...chosen].join()],
  );
  return (
    <g transform={`translate(${zoom.x} ${zoom.y}) scale(${zoom.k})`} aria-hidden="true">
      {land}
    </g>
  );
}
