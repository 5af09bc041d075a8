// The map: land and borders as they are, disputed ones as such, shades for what is known only by its
// country, and spots for what is known closer.

import { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { feature } from "topojson-client";
import world from "virtual:world";
import { currentLanguage, label, number, t } from "../i18n";
import disputed from "./disputed.json";
import { type Cluster, type PlaceItem, type Spot, clustersOf, eventsByCountry, mainQuad, precisionOf, shadeLimits, shadeOf } from "./places";
import { type Size, type Zoom, around, boundsOf, keyed, kWhole, kept, zoomedAt } from "./zoom";
import { useWidth } from "./size";

const kApart = 30; // pixels between spots
const kLeastMost = 12; // events of the largest spot, at least: few events make no large spots
const kMostShades = 5;
const kFitMost = 12; // zoom

// The codes that have a shape.
export const mappedCodes: ReadonlySet<string> = new Set([
  ...world.topology.objects.countries.geometries.map((each) => String(each.id ?? "")),
  ...disputed.areas.flatMap((each) => each.codes ?? []),
]);

interface Shape {
  id: string;
  codes: string[];
  path: string;
  isDisputed: boolean;
}

// Paths of one width of the map. Made once: zooming moves them as a whole.
function drawn(size: Size) {
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

function shapeName(shape: Shape): string {
  const entry = shape.isDisputed ? disputed.areas.find((each) => each.id === shape.id) : undefined;
  if (entry) return `${disputedName(entry)}: ${t("map.legend.area")}`;
  return label("code", shape.codes[0]);
}

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
        <div class="map-buttons">
          <button type="button" aria-label={t("map.zoom-in")} title={t("map.zoom-in")} onClick={() => setZoom(keyed("+", zoom, size)!)}>
            +
          </button>
          <button type="button" aria-label={t("map.zoom-out")} title={t("map.zoom-out")} onClick={() => setZoom(keyed("-", zoom, size)!)}>
            −
          </button>
          <button type="button" aria-label={t("map.whole")} title={t("map.whole")} onClick={() => setZoom(kWhole)}>
            <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" class="map-globe">
              <circle cx="8" cy="8" r="6.5" />
              <path d="M1.5 8h13M8 1.5c-4 4-4 9 0 13M8 1.5c4 4 4 9 0 13" />
            </svg>
          </button>
        </div>
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

function spotsOf(items: readonly PlaceItem[], projection: (point: [number, number]) => [number, number] | null): Spot[] {
  const spots: Spot[] = [];
  for (const item of items) {
    const precision = precisionOf(item);
    if (precision !== "point" && precision !== "area") continue;
    const at = projection([item.lon!, item.lat!]);
    if (at) spots.push({ x: at[0], y: at[1], item });
  }
  return spots;
}

type Projection = ReturnType<typeof geoEqualEarth>;

// The zoom: the address's, else one that shows all spots. What the reader does goes into the address.
function useZoom(props: WorldMapProps, size: Size, projection: Projection, spots: readonly Spot[]) {
  const given = useMemo(() => zoomOf(props.at, size, projection), [props.at, size, projection]);
  const fitting = useMemo(() => around(spots, size, kFitMost), [spots, size]);
  const [own, setOwn] = useState<Zoom | null>(null);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => setOwn(null), [given, fitting]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = (zoom: Zoom) => {
    setOwn(zoom);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => props.setAt(textOfZoom(zoom, size, projection)), 400);
  };
  return [own ?? given ?? fitting, set] as const;
}

function zoomOf(text: string | null, size: Size, projection: Projection): Zoom | null {
  const [lat, lon, k] = (text ?? "").split(",").map(Number);
  if (lat === undefined || lon === undefined || k === undefined || ![lat, lon, k].every(Number.isFinite)) return null;
  const at = projection([lon, lat]);
  return at && kept({ k, x: size.width / 2 - k * at[0], y: size.height / 2 - k * at[1] }, size);
}

function textOfZoom(zoom: Zoom, size: Size, projection: Projection): string | null {
  const at = projection.invert?.([(size.width / 2 - zoom.x) / zoom.k, (size.height / 2 - zoom.y) / zoom.k]);
  return at ? `${at[1].toFixed(2)},${at[0].toFixed(2)},${zoom.k.toFixed(2)}` : null;
}

// What takes wheel, fingers and keys.
function Window(props: { size: Size; zoom: Zoom; setZoom: (zoom: Zoom) => void; children: preact.ComponentChildren }) {
  const { size } = props;
  const element = useRef<SVGSVGElement>(null);
  const state = useRef(props);
  state.current = props;
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const [isDragged, setDragged] = useState(false);
  useEffect(() => {
    // A listener that may prevent scrolling must not be passive.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const rect = element.current!.getBoundingClientRect();
      const factor = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0018));
      const { zoom, setZoom, size: now } = state.current;
      setZoom(zoomedAt(zoom, factor, event.clientX - rect.left, event.clientY - rect.top, now));
    };
    element.current!.addEventListener("wheel", onWheel, { passive: false });
    const node = element.current!;
    return () => node.removeEventListener("wheel", onWheel);
  }, []);
  const onMove = (event: PointerEvent) => {
    const before = fingers.current.get(event.pointerId);
    if (!before) return;
    const rect = element.current!.getBoundingClientRect();
    const now = { x: event.clientX - rect.left, y: event.clientY - rect.top };
    if (!isDragged && Math.hypot(now.x - before.x, now.y - before.y) < 3 && fingers.current.size === 1) return;
    if (!isDragged) {
      setDragged(true);
      element.current!.setPointerCapture(event.pointerId);
    }
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    let zoom = kept({ ...props.zoom, x: props.zoom.x + (now.x - before.x) / (other ? 2 : 1), y: props.zoom.y + (now.y - before.y) / (other ? 2 : 1) }, size);
    if (other) {
      const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
      zoom = zoomedAt(zoom, factor, (now.x + other.x) / 2, (now.y + other.y) / 2, size);
    }
    fingers.current.set(event.pointerId, now);
    props.setZoom(zoom);
  };
  const onUp = (event: PointerEvent) => {
    fingers.current.delete(event.pointerId);
    if (fingers.current.size === 0) setTimeout(() => setDragged(false), 0);
  };
  return (
    <svg
      ref={element}
      class={`map-svg ${isDragged ? "map-dragged" : ""}`}
      width={size.width}
      height={size.height}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="application"
      aria-label={`${t("map.chart")}. ${t("map.keys")}`}
      tabindex={0}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const next = keyed(event.key, props.zoom, size);
        if (!next) return;
        event.preventDefault();
        props.setZoom(next);
      }}
      onPointerDown={(event) => {
        const rect = element.current!.getBoundingClientRect();
        if (event.button === 0) fingers.current.set(event.pointerId, { x: event.clientX - rect.left, y: event.clientY - rect.top });
      }}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={onUp}
      onPointerLeave={(event) => !isDragged && onUp(event)}
      onClickCapture={(event) => isDragged && event.stopPropagation()}
    >
      <defs>
        <Hatch id="hatch" scale={1 / props.zoom.k} />
        <Hatch id="hatch-key" scale={1} />
      </defs>
      {props.children}
    </svg>
  );
}

// Stripes as wide on every zoom: the pattern shrinks as what it fills grows.
function Hatch(props: { id: string; scale: number }) {
  return (
    <pattern id={props.id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform={`scale(${props.scale}) rotate(45)`}>
      <line x1="0" y1="0" x2="0" y2="5" class="map-hatch" />
    </pattern>
  );
}

function Land(props: {
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

function Marker(props: { cluster: Cluster; most: number; chosen: readonly PlaceItem[]; choose: () => void }) {
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

// A place's name in full: "Kadugli, South Kordofan".
export function placeName(item: PlaceItem): string {
  if (precisionOf(item) === "country") return item.country_code ? label("code", item.country_code) : (item.place ?? "");
  const names = [item.place, item.district, item.province].filter((each): each is string => !!each);
  return names.filter((each, i) => names.indexOf(each) === i).slice(0, 2).join(", ");
}

function Legend(props: { limits: readonly number[] }) {
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
