// Axes and grid lines.

import type { ScaleLinear, ScaleTime } from "d3-scale";
import { currentLanguage, number } from "../i18n";
import { type By, ticksBetween, type Tick } from "./periods";

// Words of a tick; the first of an axis that begins within a year names it.
function tickText(tick: Tick, isFirst: boolean): string {
  const language = currentLanguage() === "en" ? "en-GB" : currentLanguage();
  const options: Intl.DateTimeFormatOptions = { timeZone: "UTC" };
  if (tick.unit === "year" || isFirst) options.year = "numeric";
  if (tick.unit !== "year") options.month = "short";
  if (tick.unit === "day") options.day = "numeric";
  return tick.unit === "year" ? String(tick.at.getUTCFullYear()) : tick.at.toLocaleDateString(language, options);
}

export function TimeAxis(props: { scale: ScaleTime<number, number>; y: number; top: number; by: By; isQuiet?: boolean }) {
  const { scale, y } = props;
  const [first, last] = scale.domain() as [Date, Date];
  const [left, right] = scale.range() as [number, number];
  const ticks = ticksBetween(first, last, (right - left) / 80, props.by);
  return (
    <g class="axis" aria-hidden="true">
      <line x1={left} x2={right} y1={y} y2={y} class="axis-line" />
      {ticks.map((tick, i) => {
        const x = scale(tick.at);
        return (
          <g key={tick.at.getTime()}>
            <line x1={x} x2={x} y1={props.top} y2={y + 4} class={tick.unit === "year" ? "grid-line grid-year" : "grid-line"} />
            {!props.isQuiet && x < right - 14 && (
              <text x={x + 3} y={y + 14} class="axis-text">
                {tickText(tick, i === 0)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

export function ValueAxis(props: {
  scale: ScaleLinear<number, number>;
  left: number;
  right: number;
  title: string;
  count?: number;
  values?: readonly number[];
}) {
  const { scale, left, right } = props;
  const ticks = props.values ?? scale.ticks(props.count ?? 4);
  const top = Math.min(...scale.range());
  return (
    <g class="axis" aria-hidden="true">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={scale(tick)} y2={scale(tick)} class={tick === 0 ? "axis-line" : "grid-line"} />
          <text x={left - 6} y={scale(tick) + 4} class="axis-text axis-end">
            {Number.isInteger(tick) ? number(tick).replace("-", "−") : number(tick, 1)}
          </text>
        </g>
      ))}
      <text x={0} y={top - 11} class="axis-title">
        {props.title}
      </text>
    </g>
  );
}
