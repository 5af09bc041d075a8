// Chooses a range of periods on a strip: drag with mouse or finger, or move the two handles, which are
// sliders, with the arrow keys. The range is positions of periods, both ends included.

import { useEffect, useRef, useState } from "preact/hooks";
import { date, t } from "../i18n";
import { type Grip, type Range, dragged, movedBy, periodAt } from "./walking";

export interface RangeBrushProps {
  periods: readonly string[];
  range: Range | null; // null: all
  left: number;
  width: number;
  height: number;
  choose: (range: Range | null) => void;
}

const kKeyPause = 350; // ms: keys that follow each other are one choice

export function RangeBrush(props: RangeBrushProps) {
  const { periods, width, height, left } = props;
  const last = periods.length - 1;
  const [draft, setDraft] = useState<Range | null>(null);
  const drag = useRef<{ kind: Grip; from: number; range: Range; moved: boolean } | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const strip = useRef<SVGRectElement>(null);
  useEffect(() => setDraft(null), [props.range?.[0], props.range?.[1], periods]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const whole: Range = [0, last];
  const range = draft ?? props.range ?? whole;
  const x = (at: number) => left + (at / periods.length) * width;
  const choose = (next: Range) => props.choose(next[0] === 0 && next[1] === last ? null : next);

  const at = (event: PointerEvent) =>
    periodAt(event.clientX - strip.current!.getBoundingClientRect().left, width, periods.length);
  const begin = (kind: Grip) => (event: PointerEvent) => {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    drag.current = { kind, from: at(event), range, moved: false };
    event.preventDefault();
  };
  const move = (event: PointerEvent) => {
    const state = drag.current;
    if (!state) return;
    const here = at(event);
    if (here !== state.from) state.moved = true;
    if (!state.moved) return;
    setDraft(dragged(state.kind, state.from, here, state.range, last));
  };
  const end = (event: PointerEvent) => {
    const state = drag.current;
    drag.current = null;
    if (!state) return;
    if (state.moved) choose(dragged(state.kind, state.from, at(event), state.range, last));
    else if (state.kind === "new") props.choose(null); // a click beside what is chosen
  };
  const cancel = () => {
    drag.current = null;
    setDraft(null);
  };
  const onKey = (side: 0 | 1) => (event: KeyboardEvent) => {
    const moved =
      side === 0 ? movedBy(event.key, range[0], 0, range[1]) : movedBy(event.key, range[1], range[0], last);
    if (event.key === "Escape") props.choose(null);
    if (moved === null) return;
    event.preventDefault();
    const next: Range = side === 0 ? [moved, range[1]] : [range[0], moved];
    setDraft(next);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => choose(next), kKeyPause);
  };
  const handle = (side: 0 | 1) => {
    const hx = x(side === 0 ? range[0] : range[1] + 1);
    return (
      <g
        class="brush-handle"
        role="slider"
        tabindex={0}
        aria-label={side === 0 ? t("timeline.brush-from") : t("timeline.brush-to")}
        aria-valuemin={side === 0 ? 0 : range[0]}
        aria-valuemax={side === 0 ? range[1] : last}
        aria-valuenow={range[side]}
        aria-valuetext={date(periods[range[side]])}
        onKeyDown={onKey(side)}
        onPointerDown={begin(side === 0 ? "low" : "high")}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={cancel}
      >
        <rect x={hx - 12} y={0} width={24} height={height} class="brush-catch" />
        <line x1={hx} x2={hx} y1={0} y2={height} class="brush-edge" />
        <rect x={hx - 4} y={height / 2 - 9} width={8} height={18} rx={3} class="brush-grip" />
      </g>
    );
  };
  if (last < 0) return null;
  return (
    <g class="brush">
      <rect
        ref={strip}
        x={left}
        y={0}
        width={width}
        height={height}
        class="brush-strip"
        onPointerDown={begin("new")}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={cancel}
      />
      <rect x={left} y={0} width={x(range[0]) - left} height={height} class="brush-outside" />
      <rect x={x(range[1] + 1)} y={0} width={left + width - x(range[1] + 1)} height={height} class="brush-outside" />
      {(draft ?? props.range) && (
        <rect
          x={x(range[0])}
          y={0}
          width={x(range[1] + 1) - x(range[0])}
          height={height}
          class="brush-inside"
          onPointerDown={begin("move")}
          onPointerMove={move}
          onPointerUp={end}
          onPointerCancel={cancel}
        />
      )}
      {handle(0)}
      {handle(1)}
    </g>
  );
}
