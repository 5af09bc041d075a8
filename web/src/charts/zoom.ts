// Where a map is looked at from: x and y move it, k enlarges it; a point p of the whole map is shown
// at k * p + (x, y).

export interface Zoom {
  k: number;
  x: number;
  y: number;
}
export interface Size {
  width: number;
  height: number;
}

export const kWhole: Zoom = { k: 1, x: 0, y: 0 };
export const kMostZoom = 60;

// The nearest zoom that leaves no emptiness beside the map.
export function kept(zoom: Zoom, size: Size): Zoom {
  const k = Math.max(1, Math.min(kMostZoom, zoom.k));
  const x = Math.min(0, Math.max(size.width * (1 - k), zoom.x));
  const y = Math.min(0, Math.max(size.height * (1 - k), zoom.y));
  return { k, x: x + 0, y: y + 0 };
}

// Enlarged by a factor; the point (x, y) of the window stays where it is.
export function zoomedAt(zoom: Zoom, factor: number, x: number, y: number, size: Size): Zoom {
  const k = Math.max(1, Math.min(kMostZoom, zoom.k * factor));
  const share = k / zoom.k;
  return kept({ k, x: x - (x - zoom.x) * share, y: y - (y - zoom.y) * share }, size);
}

// The zoom that shows all points of the whole map, at most `most` enlarged.
export function around(points: readonly { x: number; y: number }[], size: Size, most: number): Zoom {
  if (points.length === 0) return kWhole;
  const [xs, ys] = [points.map((each) => each.x), points.map((each) => each.y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const room = 0.8;
  const k = Math.max(
    1,
    Math.min(most, (room * size.width) / Math.max(1e-6, right - left), (room * size.height) / Math.max(1e-6, bottom - top)),
  );
  return kept({ k, x: size.width / 2 - (k * (left + right)) / 2, y: size.height / 2 - (k * (top + bottom)) / 2 }, size);
}

// What a key does to the map; null: nothing.
export function keyed(key: string, zoom: Zoom, size: Size): Zoom | null {
  const step = 60;
  const moves: Record<string, [number, number]> = {
    ArrowLeft: [step, 0],
    ArrowRight: [-step, 0],
    ArrowUp: [0, step],
    ArrowDown: [0, -step],
  };
  const by = moves[key];
  if (by) return kept({ ...zoom, x: zoom.x + by[0], y: zoom.y + by[1] }, size);
  if (key === "+" || key === "=") return zoomedAt(zoom, 1.5, size.width / 2, size.height / 2, size);
  if (key === "-" || key === "_") return zoomedAt(zoom, 1 / 1.5, size.width / 2, size.height / 2, size);
  return key === "0" ? kWhole : null;
}

// South, west, north and east of what is seen; `invert` gives longitude and latitude of a point of the whole map.
export function boundsOf(
  zoom: Zoom,
  size: Size,
  invert: (point: [number, number]) => [number, number] | null,
): [number, number, number, number] | null {
  const steps = 12;
  let [south, west, north, east] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i <= steps; ++i) {
    for (let k = 0; k <= steps; ++k) {
      const x = ((i / steps) * size.width - zoom.x) / zoom.k;
      const y = ((k / steps) * size.height - zoom.y) / zoom.k;
      const at = invert([x, y]);
      if (!at || !at.every(Number.isFinite) || Math.abs(at[0]) > 180.5 || Math.abs(at[1]) > 90.5) continue;
      [south, north] = [Math.min(south, at[1]), Math.max(north, at[1])];
      [west, east] = [Math.min(west, at[0]), Math.max(east, at[0])];
    }
  }
  return south <= north ? [south, west, north, east] : null;
}
