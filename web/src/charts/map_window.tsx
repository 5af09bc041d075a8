// The map's window: it takes wheel, fingers and keys.

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { type Size, type Zoom, keyed, kWhole, kept, zoomedAt } from "./zoom";

export function Window(props: { size: Size; zoom: Zoom; setZoom: (zoom: Zoom) => void; children: ComponentChildren }) {
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

export function ZoomButtons(props: { zoom: Zoom; setZoom: (zoom: Zoom) => void; size: Size }) {
  const { zoom, setZoom, size } = props;
  return (
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
  );
}
