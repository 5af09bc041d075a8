// The map: land and borders as they are, disputed ones as such, shades for what is known only by its
// country, and spots for what is known closer.

import { useMemo } from "preact/hooks";
import { t } from "../i18n";
import { Land } from "./map_land";
import { Legend, Marker } from "./map_marks";
import { type Projection, drawn } from "./map_shapes";
import { Window, ZoomButtons } from "./map_window";
import { kFitMost, useZoom } from "./map_zoom";
import { type Cluster, type PlaceItem, type Spot, clustersOf, eventsByCountry, precisionOf, shadeLimits } from "./places";
import { useWidth } from "./size";
import { around, boundsOf } from "./zoom";

const kApart = 30; // pixels between spots
const kLeastMost = 12; // events of the largest spot, at least: few events make no large spots
const kMostShades = 5;

export interface WorldMapProps {
  items: readonly PlaceItem[];
  // What the address says: zoom by latitude, longitude and enlargement.
  at: string | null;
  setAt: (at: string | null) => void;
  chosen: readonly PlaceItem[];
  choose: (items: readonly PlaceItem[]) => void;
  filterBy: (box: [number, number, number, number]) => void;
}

export function WorldMap(props: WorldMapProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  return (
    <div ref={ref} class="map">
      {width > 0 && <Sized {...props} width={width} />}
    </div>
  );
}

function Sized(props: WorldMapProps & { width: number }) {
  const { width } = props;
  const size = useMemo(() => ({ width, height: Math.round(Math.max(260, width * 0.52)) }), [width]);
  const map = useMemo(() => drawn(size), [size]);
  const spots = useMemo(() => spotsOf(props.items, map.projection), [props.items, map]);
  const [zoom, setZoom] = useZoom(props, size, map.projection, spots);
  const sums = useMemo(() => eventsByCountry(props.items), [props.items]);
  const limits = useMemo(() => shadeLimits(Math.max(0, ...sums.values()), kMostShades), [sums]);
  const clusters = useMemo(() => {
    const shown = spots.map((each) => ({ ...each, x: each.x * zoom.k, y: each.y * zoom.k }));
    return clustersOf(shown, kApart);
  }, [spots, zoom.k]);
  const most = Math.max(kLeastMost, ...clusters.map((each) => each.events));
  const filterBy = () => {
    const box = boundsOf(zoom, size, (point) => map.projection.invert?.(point) ?? null);
    if (box) props.filterBy(box);
  };
  const chooseCountry = (codes: readonly string[]) => {
    const own = props.items.filter((each) => precisionOf(each) === "country" && codes.includes(each.country_code!));
    if (own.length > 0) props.choose(own);
  };
  const chooseCluster = (cluster: Cluster) => {
    const points = cluster.spots.map((each) => ({ x: each.x / zoom.k, y: each.y / zoom.k }));
    const next = around(points, size, kFitMost * 4);
    const spread = Math.max(...cluster.spots.map((each) => Math.hypot(each.x - cluster.x, each.y - cluster.y)));
    if (cluster.spots.length > 1 && spread > 2 && next.k > zoom.k * 1.2) setZoom(next);
    else props.choose(cluster.spots.map((each) => each.item));
  };
  return (
    <>
      <div class="map-window">
        <Window size={size} zoom={zoom} setZoom={setZoom}>
          <Land map={map} sums={sums} limits={limits} zoom={zoom} choose={chooseCountry} chosen={props.chosen} />
          <g transform={`translate(${zoom.x} ${zoom.y})`} aria-hidden="true">
            {[...clusters].reverse().map((each) => (
              <Marker key={`${each.x} ${each.y}`} cluster={each} most={most} chosen={props.chosen} choose={() => chooseCluster(each)} />
            ))}
          </g>
        </Window>
        <ZoomButtons zoom={zoom} setZoom={setZoom} size={size} />
      </div>
      <p class="map-actions">
        <button type="button" onClick={filterBy}>
          {t("map.filter-view")}
        </button>
      </p>
      <Legend limits={limits} />
    </>
  );
}

function spotsOf(items: readonly PlaceItem[], projection: Projection): Spot[] {
  const spots: Spot[] = [];
  for (const item of items) {
    const precision = precisionOf(item);
    if (precision !== "point" && precision !== "area") continue;
    const at = projection([item.lon!, item.lat!]);
    if (at) spots.push({ x: at[0], y: at[1], item });
  }
  return spots;
}
