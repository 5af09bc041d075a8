// Two parties through time: all their events and the mean scale against what was to be expected, and
// who did what to whom.

import { scaleLinear, scaleUtc } from "d3-scale";
import { useMemo, useState } from "preact/hooks";
import { date, label, number, t } from "../i18n";
import { TimeAxis, ValueAxis } from "./axes";
import { partyText } from "./party_input";
import { PeriodCursor } from "./period_cursor";
import { endOf, startOf } from "./periods";
import { type DyadAnswer, type DyadRow, type Sums, largest, surprise } from "./series";
import { bandPath, barsPath, brokenLine } from "./shapes";
import { signed } from "./timeline_chart";
import { useWidth } from "./size";

const kLeft = 52;
const kRight = 8;
const kEventsTop = 26;
const kEventsHeight = 120;
const kScaleTop = kEventsTop + kEventsHeight + 36;
const kScaleHeight = 100;
const kWaysTop = kScaleTop + kScaleHeight + 34;
const kWayHeight = 58;

export interface DyadChartProps {
  dyad: DyadAnswer;
  open: (row: DyadRow) => void;
  choose: (range: [number, number]) => void;
}

type Way = "forth" | "back" | "mutual";
export const ways: readonly Way[] = ["forth", "back", "mutual"];

export function wayName(dyad: DyadAnswer, way: Way): string {
  const [a, b] = [partyText(dyad.actor), partyText(dyad.recipient)];
  return way === "forth" ? `${a} → ${b}` : way === "back" ? `${b} → ${a}` : t("dyad.mutual");
}

export function expectedEvents(row: DyadRow): string {
  return row.expected ? `${number(row.expected.events_low, 1)}–${number(row.expected.events_high, 1)}` : t("timeline.none");
}

export function expectedScale(row: DyadRow): string {
  const expected = row.expected;
  if (!expected || expected.scale_low === null || expected.scale_high === null) return t("timeline.none");
  return `${signed(expected.scale_low)} … ${signed(expected.scale_high)}`;
}

function rowText(dyad: DyadAnswer, row: DyadRow): string {
  const parts = ways.map((way) => `${wayName(dyad, way)} ${number(row[way].events)}`);
  const kind = surprise(row);
  return [
    `${date(row.period)}: ${t("count.events", { n: row.events })}`,
    ...parts,
    `${t("timeline.mean-scale")} ${signed(row.mean_scale)}`,
    kind ? `${t("dyad.surprise")}: ${t(`dyad.${kind}`)}` : "",
  ]
    .filter(Boolean)
    .join("; ");
}

export function DyadChart(props: DyadChartProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const { dyad } = props;
  return (
    <div ref={ref} class="dyad">
      <Readout dyad={dyad} row={at === null ? null : (dyad.items[at] ?? null)} />
      {width > 0 && <Drawing {...props} width={width} at={at} setAt={setAt} />}
    </div>
  );
}

function Drawing(props: DyadChartProps & { width: number; at: number | null; setAt: (at: number | null) => void }) {
  const { dyad, width } = props;
  const { items } = dyad;
  const { x, left } = useMemo(() => {
    const first = startOf(items[0]!.period)!;
    const last = endOf(items[items.length - 1]!.period, dyad.by)!;
    const scale = scaleUtc().domain([first, last]).range([kLeft, width - kRight]);
    const edges = [...items.map((each) => scale(startOf(each.period)!)), scale(last)];
    return { x: scale, left: (i: number) => edges[i]! };
  }, [items, dyad.by, width]);
  const axisY = kWaysTop + ways.length * kWayHeight + 4;
  const right = width - kRight;
  const drawing = useMemo(
    () => (
      <>
        <Events items={items} left={left} right={right} />
        <Scale items={items} left={left} right={right} />
        <Ways dyad={dyad} left={left} right={right} />
      </>
    ),
    [dyad, left, right],
  );
  return (
    <svg class="chart-svg" width={width} height={axisY + 22} viewBox={`0 0 ${width} ${axisY + 22}`} role="group" aria-label={t("timeline.chart")}>
      <TimeAxis scale={x} y={axisY} top={kEventsTop} by={dyad.by} />
      {drawing}
      <PeriodCursor
        count={items.length}
        left={left}
        top={kEventsTop}
        height={axisY - kEventsTop}
        label={t("timeline.cursor")}
        valueText={(i) => (items[i] ? rowText(dyad, items[i]!) : "")}
        at={props.at}
        setAt={props.setAt}
        open={(i) => items[i] && props.open(items[i]!)}
        choose={props.choose}
      />
    </svg>
  );
}

function Readout(props: { dyad: DyadAnswer; row: DyadRow | null }) {
  const { dyad, row } = props;
  const sums = (way: Way): Sums => (row ? row[way] : dyad[way]);
  const quads = [0, 1, 2, 3].map((i) => ways.reduce((sum, way) => sum + (sums(way).quads[i] ?? 0), 0));
  const kind = row && surprise(row);
  return (
    <div class="readout">
      <strong class="readout-period">{row ? date(row.period) : t("timeline.all-periods")}</strong>
      <span class="readout-sum">{t("count.events", { n: row ? row.events : dyad.events })}</span>
      {row && (
        <span class="readout-sum">
          {t("dyad.band")} {expectedEvents(row)}
        </span>
      )}
      {row && (
        <span class="readout-sum">
          {t("timeline.mean-scale")} {signed(row.mean_scale)}
        </span>
      )}
      {kind && <span class="surprise">{t(`dyad.${kind}`)}</span>}
      <ul class="legend" aria-label={t("timeline.legend")}>
        {quads.map((count, i) => (
          <li key={i}>
            <svg class="swatch" width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" rx="2" class={`quad-fill-${i + 1}`} />
            </svg>
            <span>{label("quad", String(i + 1))}</span> <span class="legend-count">{number(count)}</span>
          </li>
        ))}
        <li>
          <svg class="swatch" width="16" height="12" aria-hidden="true">
            <rect width="16" height="12" class="band" />
          </svg>
          {t("dyad.band")}
        </li>
        <li>
          <svg class="swatch" width="12" height="12" aria-hidden="true">
            <path d="M6 1L11 10H1Z" class="surprise-mark" />
          </svg>
          {t("dyad.surprise")}
        </li>
      </ul>
    </div>
  );
}

interface PanelProps {
  items: readonly DyadRow[];
  left: (i: number) => number;
  right: number;
}

function Events(props: PanelProps) {
  const { items, left, right } = props;
  const most = largest(items.map((each) => Math.max(each.events, each.expected?.events_high ?? 0)));
  const y = scaleLinear()
    .domain([0, Math.max(1, most)])
    .nice(4)
    .range([kEventsTop + kEventsHeight, kEventsTop]);
  return (
    <>
      <path
        class="band"
        d={bandPath(
          items.length,
          left,
          (i) => (items[i]!.expected ? y(items[i]!.expected!.events_low) : null),
          (i) => (items[i]!.expected ? y(items[i]!.expected!.events_high) : null),
        )}
      />
      <ValueAxis scale={y} left={kLeft} right={right} title={`${t("timeline.axis-events")}: ${t("dyad.all")}`} values={y.ticks(4).filter(Number.isInteger)} />
      <path class="all-bars" d={barsPath(items.length, left, () => y(0), (i) => y(items[i]!.events))} />
      {items.map((each, i) =>
        surprise(each) === "more" ? (
          <path key={each.period} class="surprise-mark" d={triangle((left(i) + left(i + 1)) / 2, Math.max(kEventsTop - 2, y(each.events) - 3))} />
        ) : null,
      )}
    </>
  );
}

function triangle(x: number, y: number): string {
  return `M${x.toFixed(1)} ${(y - 8).toFixed(1)}L${(x + 4.5).toFixed(1)} ${y.toFixed(1)}H${(x - 4.5).toFixed(1)}Z`;
}

function Scale(props: PanelProps) {
  const { items, left, right } = props;
  const y = scaleLinear()
    .domain([-10, 10])
    .range([kScaleTop + kScaleHeight, kScaleTop])
    .clamp(true);
  const of = (i: number, side: "scale_low" | "scale_high") => {
    const value = items[i]!.expected?.[side];
    return value === null || value === undefined ? null : y(value);
  };
  const middle = (i: number) => (left(i) + left(i + 1)) / 2;
  const value = (i: number) => (items[i]!.mean_scale === null ? null : y(items[i]!.mean_scale!));
  const { path, alone } = brokenLine(items.length, middle, value);
  return (
    <>
      <path class="band" d={bandPath(items.length, left, (i) => of(i, "scale_low"), (i) => of(i, "scale_high"))} />
      <ValueAxis scale={y} left={kLeft} right={right} title={t("timeline.axis-scale")} values={[-10, 0, 10]} />
      <path class="scale-line" d={path} />
      {alone.map((each) => (
        <circle key={each.i} cx={each.x} cy={each.y} r={2.5} class="scale-dot" />
      ))}
      {items.map((each, i) => {
        const kind = surprise(each);
        if ((kind !== "harsher" && kind !== "milder") || value(i) === null) return null;
        return <circle key={each.period} cx={middle(i)} cy={value(i)!} r={4} class="surprise-dot" />;
      })}
    </>
  );
}

function Ways(props: { dyad: DyadAnswer; left: (i: number) => number; right: number }) {
  const { dyad, left } = props;
  const { items } = dyad;
  const most = Math.max(1, largest(items.flatMap((each) => ways.map((way) => each[way].events))));
  return (
    <>
      {ways.map((way, k) => {
        const base = kWaysTop + (k + 1) * kWayHeight;
        const y = scaleLinear()
          .domain([0, most])
          .range([base, base - kWayHeight + 20]);
        const upTo = (i: number, quad: number) => items[i]![way].quads.slice(0, quad).reduce((sum, each) => sum + each, 0);
        return (
          <g key={way}>
            <line x1={kLeft} x2={props.right} y1={base} y2={base} class="axis-line" />
            <text x={kLeft - 6} y={y(most) + 4} class="axis-text axis-end" aria-hidden="true">
              {number(most)}
            </text>
            {[1, 2, 3, 4].map((quad) => (
              <path
                key={quad}
                class={`quad-fill-${quad}`}
                d={barsPath(
                  items.length,
                  left,
                  (i) => y(upTo(i, quad - 1)),
                  (i) => y(upTo(i, quad)),
                )}
              />
            ))}
            <text x={kLeft} y={base - kWayHeight + 14} class="multiple-name">
              {wayName(dyad, way)}
            </text>
          </g>
        );
      })}
    </>
  );
}
