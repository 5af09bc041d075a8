// The timeline's drawing: counts above, mean scale beneath, marks of agreements, and a strip of the
// whole time on which the shown part is chosen.

import { scaleLinear, scaleUtc } from "d3-scale";
import { useMemo, useState } from "preact/hooks";
import { date, label, number, t } from "../i18n";
import { quadOf } from "../i18n";
import { type AgreementFact, marksOf } from "./agreements";
import { TimeAxis, ValueAxis } from "./axes";
import { MarkShape } from "./marks";
import { PeriodCursor } from "./period_cursor";
import { type By, endOf, startOf } from "./periods";
import { RangeBrush } from "./range_brush";
import { type TimelineAnswer, type TimelineRow, largest, stacked } from "./series";
import { barsPath, brokenLine } from "./shapes";
import { useWidth } from "./size";

const kLeft = 52;
const kRight = 8;
const kCountsTop = 26;
const kCountsHeight = 190;
const kMultipleHeight = 30;
const kScaleHeight = 84;
const kMarksHeight = 26;
const kOverviewHeight = 46;

export interface TimelineChartProps {
  timeline: TimelineAnswer;
  overview: TimelineAnswer | null;
  overviewRange: [number, number] | null;
  facts: readonly AgreementFact[];
  choose: (range: [number, number], of: TimelineAnswer) => void;
  chooseAll: () => void;
  open: (row: TimelineRow) => void;
  openFacts: (facts: readonly AgreementFact[]) => void;
}

export function quadClass(split: string, value: string): string {
  return `quad-fill-${split === "quad" ? value : quadOf(value)}`;
}

export function signed(value: number | null): string {
  return value === null ? t("timeline.none") : number(value, 1).replace("-", "−");
}

// A row in words: "July 2020: 12 events, mean scale −2.1; Assault 3, Consult 9".
export function rowText(row: TimelineRow, split: string, values: readonly string[]): string {
  const parts = values.filter((each) => (row.counts[each] ?? 0) > 0).map((each) => `${label(split, each)} ${number(row.counts[each]!)}`);
  const head = `${date(row.period)}: ${t("count.events", { n: row.events })}`;
  return row.events === 0 ? head : `${head}, ${t("timeline.mean-scale")} ${signed(row.mean_scale)}; ${parts.join(", ")}`;
}

export function TimelineChart(props: TimelineChartProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const { timeline } = props;
  const row = at === null ? null : (timeline.items[at] ?? null);
  return (
    <div ref={ref} class="timeline">
      <Readout row={row} timeline={timeline} />
      {width > 0 && timeline.items.length > 0 && <Main {...props} width={width} at={at} setAt={setAt} />}
      {width > 0 && props.overview && props.overview.items.length > 1 && <Overview {...props} width={width} overview={props.overview} />}
    </div>
  );
}

// The legend, with the numbers of the period under the pointer, or of all.
function Readout(props: { row: TimelineRow | null; timeline: TimelineAnswer }) {
  const { row, timeline } = props;
  const count = (value: string) =>
    row ? (row.counts[value] ?? 0) : timeline.items.reduce((sum, each) => sum + (each.counts[value] ?? 0), 0);
  const dated = timeline.events - timeline.undated;
  return (
    <div class="readout">
      <strong class="readout-period">{row ? date(row.period) : t("timeline.all-periods")}</strong>
      <span class="readout-sum">{t("count.events", { n: row ? row.events : dated })}</span>
      {row && (
        <span class="readout-sum">
          {t("timeline.mean-scale")} {signed(row.mean_scale)}
        </span>
      )}
      <ul class="legend" aria-label={t("timeline.legend")}>
        {timeline.values.map((value) => (
          <li key={value}>
            <svg class="swatch" width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" rx="2" class={quadClass(timeline.split, value)} />
            </svg>
            <span>{label(timeline.split, value)}</span> <span class="legend-count">{number(count(value))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function useScales(items: readonly TimelineRow[], by: By, width: number) {
  return useMemo(() => {
    const first = startOf(items[0]!.period)!;
    const last = endOf(items[items.length - 1]!.period, by)!;
    const x = scaleUtc().domain([first, last]).range([kLeft, width - kRight]);
    const edges = items.map((each) => x(startOf(each.period)!));
    edges.push(x(last));
    return { x, left: (i: number) => edges[i]! };
  }, [items, by, width]);
}

function Main(props: TimelineChartProps & { width: number; at: number | null; setAt: (at: number | null) => void }) {
  const { timeline, width } = props;
  const { items, values, split } = timeline;
  const { x, left } = useScales(items, timeline.by, width);
  const isMultiple = split === "category";
  const countsHeight = isMultiple ? values.length * kMultipleHeight : kCountsHeight;
  const scaleTop = kCountsTop + countsHeight + 34;
  const marksTop = scaleTop + kScaleHeight + 8;
  const axisY = marksTop + kMarksHeight;
  const marks = marksOf(props.facts, x, kLeft, width - kRight, 16);
  const right = width - kRight;
  const bars = useMemo(
    () =>
      isMultiple ? (
        <Multiples timeline={timeline} left={left} right={right} />
      ) : (
        <Stack timeline={timeline} left={left} right={right} height={countsHeight} />
      ),
    [timeline, left, right],
  );
  const line = useMemo(() => <Scale items={items} left={left} right={right} top={scaleTop} />, [items, left, right, scaleTop]);
  return (
    <svg class="chart-svg" width={width} height={axisY + 22} viewBox={`0 0 ${width} ${axisY + 22}`} role="group" aria-label={t("timeline.chart")}>
      <TimeAxis scale={x} y={axisY} top={kCountsTop} by={timeline.by} />
      {bars}
      {line}
      <PeriodCursor
        count={items.length}
        left={left}
        top={kCountsTop}
        height={axisY - kCountsTop}
        label={t("timeline.cursor")}
        valueText={(i) => (items[i] ? rowText(items[i]!, split, values) : "")}
        at={props.at}
        setAt={props.setAt}
        open={(i) => items[i] && props.open(items[i]!)}
        choose={(range) => props.choose(range, timeline)}
      />
      {marks.map((mark) => (
        <g
          key={`${mark.kind} ${mark.x}`}
          class="mark"
          role="button"
          tabindex={0}
          aria-label={`${t(`timeline.mark.${mark.kind}` as const)}${mark.facts.length > 1 ? ` (${number(mark.facts.length)})` : ""}: ${mark.facts
            .map((each) => [date(each.date), each.name ?? each.subject ?? ""].filter(Boolean).join(" "))
            .slice(0, 5)
            .join("; ")}${mark.facts.length > 5 ? " …" : ""}`}
          onClick={() => props.openFacts(mark.facts)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== " ") return;
            event.preventDefault();
            props.openFacts(mark.facts);
          }}
        >
          <rect x={mark.x - 12} y={marksTop} width={24} height={24} class="brush-catch" />
          <MarkShape kind={mark.kind} x={mark.x} y={marksTop + 12} />
        </g>
      ))}
      <g aria-hidden="true">
        {marks
          .filter((each) => each.facts.length > 1)
          .map((each) => (
            <text key={`${each.kind} ${each.x}`} x={each.x + 7} y={marksTop + 10} class="mark-count">
              {number(each.facts.length)}
            </text>
          ))}
      </g>
    </svg>
  );
}

function Stack(props: { timeline: TimelineAnswer; left: (i: number) => number; right: number; height: number }) {
  const { items, values, split } = props.timeline;
  const sums = stacked(
    items.map((each) => each.counts),
    values,
  );
  const most = largest(items.map((each) => each.events));
  const y = scaleLinear()
    .domain([0, Math.max(1, most)])
    .nice(4)
    .range([kCountsTop + props.height, kCountsTop]);
  return (
    <>
      <ValueAxis scale={y} left={kLeft} right={props.right} title={t("timeline.axis-events")} values={wholeTicks(y.ticks(4))} />
      {values.map((value, k) => (
        <path
          key={value}
          class={quadClass(split, value)}
          d={barsPath(
            items.length,
            props.left,
            (i) => y(sums[i]![k]!),
            (i) => y(sums[i]![k + 1]!),
          )}
        />
      ))}
    </>
  );
}

function wholeTicks(ticks: number[]): number[] {
  return ticks.filter((each) => Number.isInteger(each));
}

// A row of bars for each category, all to one measure.
function Multiples(props: { timeline: TimelineAnswer; left: (i: number) => number; right: number }) {
  const { items, values, split } = props.timeline;
  const most = largest(items.flatMap((each) => values.map((value) => each.counts[value] ?? 0)));
  const y = scaleLinear()
    .domain([0, Math.max(1, most)])
    .range([0, kMultipleHeight - 6]);
  return (
    <g>
      <text x={0} y={kCountsTop - 11} class="axis-title">
        {t("timeline.axis-categories", { n: most })}
      </text>
      {values.map((value, k) => {
        const base = kCountsTop + (k + 1) * kMultipleHeight;
        return (
          <g key={value}>
            <line x1={kLeft} x2={props.right} y1={base} y2={base} class="grid-line" />
            <path
              class={quadClass(split, value)}
              d={barsPath(
                items.length,
                props.left,
                () => base,
                (i) => base - y(items[i]!.counts[value] ?? 0),
              )}
            />
            <text x={kLeft + 4} y={base - kMultipleHeight + 15} class="multiple-name">
              {label(split, value)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function Scale(props: { items: readonly TimelineRow[]; left: (i: number) => number; right: number; top: number }) {
  const { items, left } = props;
  const y = scaleLinear()
    .domain([-10, 10])
    .range([props.top + kScaleHeight, props.top]);
  const middle = (i: number) => (left(i) + left(i + 1)) / 2;
  const { path, alone } = brokenLine(items.length, middle, (i) => {
    const value = items[i]!.mean_scale;
    return value === null ? null : y(value);
  });
  return (
    <>
      <ValueAxis scale={y} left={kLeft} right={props.right} title={t("timeline.axis-scale")} values={[-10, 0, 10]} />
      <path class="scale-line" d={path} />
      {alone.map((each) => (
        <circle key={each.i} cx={each.x} cy={each.y} r={2.5} class="scale-dot" />
      ))}
    </>
  );
}

function Overview(props: TimelineChartProps & { width: number; overview: TimelineAnswer }) {
  const { overview, width } = props;
  const { items } = overview;
  const inner = width - kLeft - kRight;
  const left = (i: number) => kLeft + (i / items.length) * inner;
  const path = useMemo(() => {
    const y = scaleLinear()
      .domain([0, Math.max(1, largest(items.map((each) => each.events)))])
      .range([kOverviewHeight, 4]);
    return barsPath(items.length, left, () => kOverviewHeight, (i) => y(items[i]!.events));
  }, [items, inner]);
  return (
    <div class="overview">
      <p class="overview-title">
        {t("timeline.overview")}
        {props.overviewRange && (
          <button type="button" class="plain" onClick={props.chooseAll}>
            {t("timeline.whole")}
          </button>
        )}
      </p>
      <svg
        class="chart-svg"
        width={width}
        height={kOverviewHeight + 20}
        viewBox={`0 0 ${width} ${kOverviewHeight + 20}`}
        role="group"
        aria-label={t("timeline.overview")}
      >
        <path class="overview-bars" d={path} />
        <line x1={kLeft} x2={width - kRight} y1={kOverviewHeight} y2={kOverviewHeight} class="axis-line" />
        <RangeBrush
          periods={items.map((each) => each.period)}
          range={props.overviewRange}
          left={kLeft}
          width={inner}
          height={kOverviewHeight}
          choose={(range) => (range ? props.choose(range, overview) : props.chooseAll())}
        />
        <text x={kLeft} y={kOverviewHeight + 15} class="axis-text">
          {date(items[0]!.period)}
        </text>
        <text x={width - kRight} y={kOverviewHeight + 15} class="axis-text axis-end">
          {date(items[items.length - 1]!.period)}
        </text>
      </svg>
    </div>
  );
}
