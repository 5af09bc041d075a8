// What lies over a chart of periods: the pointer or the arrow keys walk along them, a drag chooses some,
// Enter or a click opens one.

import { useRef, useState } from "preact/hooks";
import { indexAt, movedBy } from "./walking";

export interface PeriodCursorProps {
  count: number;
  left: (i: number) => number; // pixels, from 0 to count
  top: number;
  height: number;
  label: string; // what the whole is
  valueText: (i: number) => string; // a period in words
  at: number | null;
  setAt: (i: number | null) => void;
  open: (i: number) => void;
  choose?: (range: [number, number]) => void;
}

export function PeriodCursor(props: PeriodCursorProps) {
  const { count, left, top, height } = props;
  const [draft, setDraft] = useState<[number, number] | null>(null);
  const begin = useRef<number | null>(null);
  const box = useRef<SVGRectElement>(null);
  const here = (event: PointerEvent) => {
    const rect = box.current!.getBoundingClientRect();
    return indexAt(event.clientX - rect.left + left(0), count, left);
  };
  const move = (event: PointerEvent) => {
    const i = here(event);
    props.setAt(i);
    if (begin.current !== null && props.choose && (draft || i !== begin.current)) {
      setDraft([Math.min(begin.current, i), Math.max(begin.current, i)]);
    }
  };
  const up = (event: PointerEvent) => {
    const start = begin.current;
    begin.current = null;
    setDraft(null);
    if (start === null) return;
    const i = here(event);
    if (draft && props.choose) props.choose([Math.min(start, i), Math.max(start, i)]);
    else if (event.pointerType === "mouse") props.open(i);
  };
  const cancel = () => {
    begin.current = null;
    setDraft(null);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && props.at !== null) return props.open(props.at);
    if (event.key === "Escape") return props.setAt(null);
    const next = movedBy(event.key, props.at ?? (event.key === "ArrowRight" ? -1 : count), 0, count - 1);
    if (next === null) return;
    event.preventDefault();
    props.setAt(next);
  };
  const at = props.at === null ? null : Math.min(props.at, count - 1);
  return (
    <g
      class="cursor"
      role="slider"
      tabindex={0}
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={count - 1}
      aria-valuenow={at ?? count - 1}
      aria-valuetext={props.valueText(at ?? count - 1)}
      onKeyDown={onKey}
      onFocus={() => props.at === null && props.setAt(count - 1)}
    >
      <rect
        ref={box}
        x={left(0)}
        y={top}
        width={Math.max(1, left(count) - left(0))}
        height={height}
        class="cursor-catch"
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          begin.current = here(event);
          (event.currentTarget as Element).setPointerCapture(event.pointerId);
        }}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={cancel}
        onPointerLeave={() => begin.current === null && document.activeElement?.getAttribute("role") !== "slider" && props.setAt(null)}
      />
      {at !== null && count > 0 && (
        <rect x={left(at)} y={top} width={Math.max(1, left(at + 1) - left(at))} height={height} class="cursor-here" />
      )}
      {draft && (
        <rect x={left(draft[0])} y={top} width={left(draft[1] + 1) - left(draft[0])} height={height} class="cursor-draft" />
      )}
    </g>
  );
}
