// What is drawn for places, and what it means.

import { label, number, t } from "../i18n";
import { type Cluster, type PlaceItem, mainQuad, placeName, precisionOf } from "./places";

export function Marker(props: { cluster: Cluster; most: number; chosen: readonly PlaceItem[]; choose: () => void }) {
  const { cluster } = props;
  const { x, y, events, spots } = cluster;
  const radius = 5 + 15 * Math.sqrt(events / props.most);
  const isChosen = spots.some((each) => props.chosen.includes(each.item));
  const isArea = spots.length === 1 && precisionOf(spots[0]!.item) === "area";
  const name = spots.length === 1 ? placeName(spots[0]!.item) : "";
  const title =
    spots.length === 1
      ? `${name}: ${t("count.events", { n: events })}`
      : t("map.cluster", { places: spots.length, events: t("count.events", { n: events }) });
  return (
    <g class={`map-marker ${isChosen ? "map-marker-chosen" : ""}`} onClick={props.choose}>
      <title>{title}</title>
      {spots.length > 1 && <circle cx={x} cy={y} r={radius + 3} class={`map-halo quad-line-${mainQuad(cluster.quads)}`} />}
      <circle cx={x} cy={y} r={radius} class={isArea ? `map-ring quad-line-${mainQuad(cluster.quads)}` : `map-spot quad-fill-${mainQuad(cluster.quads)}`} />
      {radius > 9 && (
        <text x={x} y={y + 4} class="map-count">
          {events >= 10000 ? `${number(Math.round(events / 1000))}k` : number(events)}
        </text>
      )}
      <circle cx={x} cy={y} r={Math.max(12, radius)} class="brush-catch" />
    </g>
  );
}

export function Legend(props: { limits: readonly number[] }) {
  const { limits } = props;
  const range = (i: number) => {
    const end = limits[i + 1];
    return end === undefined ? `≥ ${number(limits[i]!)}` : end - 1 === limits[i] ? number(limits[i]!) : `${number(limits[i]!)}–${number(end - 1)}`;
  };
  return (
    <div class="map-legend" role="group" aria-label={t("map.legend")}>
      <ul class="legend">
        <li>
          <svg class="swatch" width="16" height="16" aria-hidden="true">
            <circle cx="8" cy="8" r="6" class="map-spot quad-fill-0" />
          </svg>
          {t("map.legend.point")}
        </li>
        <li>
          <svg class="swatch" width="16" height="16" aria-hidden="true">
            <circle cx="8" cy="8" r="5.5" class="map-ring quad-line-0" />
          </svg>
          {t("map.legend.ring")}
        </li>
        <li>
          <svg class="swatch" width="20" height="20" aria-hidden="true">
            <circle cx="10" cy="10" r="9" class="map-halo quad-line-0" />
            <circle cx="10" cy="10" r="6" class="map-spot quad-fill-0" />
          </svg>
          {t("map.legend.cluster")}
        </li>
        {limits.length > 0 && (
          <li>
            {t("map.legend.shade")}
            {limits.map((_, i) => (
              <span key={i} class="legend-shade">
                <svg class="swatch" width="16" height="12" aria-hidden="true">
                  <rect width="16" height="12" class={`map-land map-shade-${i + 1}`} />
                </svg>
                {range(i)}
              </span>
            ))}
          </li>
        )}
        <li>
          <svg class="swatch" width="26" height="12" aria-hidden="true">
            <path d="M0 6H26" class="map-border" />
          </svg>
          {t("map.legend.border")}
        </li>
        <li>
          <svg class="swatch" width="26" height="12" aria-hidden="true">
            <path d="M0 6H26" class="map-disputed" />
          </svg>
          {t("map.legend.disputed")}
        </li>
        <li>
          <svg class="swatch" width="18" height="12" aria-hidden="true">
            <rect width="18" height="12" class="map-land map-shade-0" />
            <rect width="18" height="12" fill="url(#hatch-key)" />
          </svg>
          {t("map.legend.area")}
        </li>
      </ul>
      <ul class="legend">
        <li>{t("map.legend.colour")}</li>
        {[1, 2, 3, 4].map((quad) => (
          <li key={quad}>
            <svg class="swatch" width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" rx="2" class={`quad-fill-${quad}`} />
            </svg>
            {label("quad", String(quad))}
          </li>
        ))}
      </ul>
    </div>
  );
}
