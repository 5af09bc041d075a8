// How far the map is moved and enlarged, and how the address says it.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Projection } from "./map_shapes";
import type { Spot } from "./places";
import { type Size, type Zoom, around, kept } from "./zoom";

export const kFitMost = 12; // zoom

// The zoom: the address's, else one that shows all spots. What the reader does goes into the address.
export function useZoom(
  props: { at: string | null; setAt: (at: string | null) => void }, size: Size, projection: Projection, spots: readonly Spot[]) {
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
