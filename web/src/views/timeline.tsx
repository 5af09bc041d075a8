// Events through time: counts by quad class or category, their mean scale, and agreements.

import { useState } from "preact/hooks";
import { type List, useApi } from "../api";
import { type AgreementFact, markKind } from "../charts/agreements";
import { Choice } from "../charts/choice";
import { MarkShape } from "../charts/marks";
import { allBy, endOf, filterOf, fittingBy, isBy, rangeOf, startOf } from "../charts/periods";
import type { TimelineAnswer, TimelineRow } from "../charts/series";
import { TimelineChart, signed } from "../charts/timeline_chart";
import { ChartWithTable } from "../components/chart_with_table";
import { Heading } from "../components/heading";
import { Problem } from "../components/problem";
import { type Column, Table } from "../components/table";
import { type Filters, applyFilters, useFilters, useSetting, viewAddress } from "../filters";
import { date, label, number, t } from "../i18n";
import { go } from "../router";

const kRowsAtOnce = 200;
const kMostFacts = 1000;

// All that the other filters leave, whatever the dates: finer where it is short.
function useOverview(filters: Filters) {
  const whole = filters.without("from").without("to");
  const months = useApi<TimelineAnswer>("timeline", whole.query({ by: "month" }));
  const isShort = months.data !== null && months.data.items.length > 0 && months.data.items.length < 18;
  const days = useApi<TimelineAnswer>(isShort ? "timeline" : null, whole.query({ by: "day" }));
  return isShort ? (days.data ?? months.data) : months.data;
}

function useBy(filters: Filters, overview: TimelineAnswer | null) {
  const [chosen, setBy] = useSetting("by", "auto");
  const items = overview?.items ?? [];
  const from = filters.get("from");
  const to = filters.get("to");
  const first = (from && startOf(from)) || (items[0] && startOf(items[0].period));
  const last = (to && endOf(to)) || (items.length > 0 && endOf(items[items.length - 1]!.period));
  const by = isBy(chosen) ? chosen : first && last ? fittingBy(first, last) : null;
  return { chosen, setBy, by };
}

export default function View() {
  const filters = useFilters();
  const overview = useOverview(filters);
  const { chosen, setBy, by } = useBy(filters, overview);
  const [splitText, setSplit] = useSetting("split", "quad");
  const split = splitText === "category" ? "category" : "quad";
  // Mostly the whole is what is to be shown: then it is not asked for twice.
  const isWhole = overview !== null && overview.by === by && split === "quad" && filters.get("from") === null && filters.get("to") === null;
  const asked = useApi<TimelineAnswer>(by && !isWhole ? "timeline" : null, filters.query({ by, split }));
  const answer = isWhole ? { ...asked, data: overview, error: null, loading: false } : asked;
  const facts = useApi<List<AgreementFact>>("facts", agreementQuery(filters, { limit: kMostFacts }));
  const range = (periods: TimelineAnswer) =>
    rangeOf(
      periods.items.map((each) => each.period),
      periods.by,
      filters.get("from"),
      filters.get("to"),
    );
  const choose = (chosenRange: [number, number], of: TimelineAnswer) => {
    const { from, to } = filterOf(of.items[chosenRange[0]]!.period, of.items[chosenRange[1]]!.period, of.by);
    applyFilters(filters.set("from", from).set("to", to));
  };
  return (
    <>
      <Heading>{t("view.timeline")}</Heading>
      <div class="controls">
        <Choice
          name={t("timeline.by")}
          values={["auto", ...allBy].map((each) => ({ value: each, text: t(`timeline.by.${each}` as "timeline.by.auto") }))}
          value={isBy(chosen) ? chosen : "auto"}
          choose={setBy}
        />
        <Choice
          name={t("timeline.split")}
          values={(["quad", "category"] as const).map((each) => ({ value: each, text: t(`timeline.split.${each}`) }))}
          value={split}
          choose={setSplit}
        />
      </div>
      {answer.error && <Problem problem={answer.error} retry={answer.reload} />}
      {!answer.data && !answer.error && <p class="quiet">{t("frame.loading")}</p>}
      {answer.data && (
        <Rows
          timeline={answer.data}
          loading={answer.loading}
          filters={filters}
          chart={
            <TimelineChart
              timeline={answer.data}
              overview={overview}
              overviewRange={overview && range(overview)}
              facts={facts.data?.items ?? []}
              choose={choose}
              chooseAll={() => applyFilters(filters.without("from").without("to"))}
              open={(row) => go(eventsOf(row, answer.data!, filters))}
              openFacts={(list) => showFact(list[0]!.id)}
            />
          }
        />
      )}
      <Agreements facts={facts.data} filters={filters} />
    </>
  );
}

function agreementQuery(filters: Filters, extra: Record<string, number>) {
  const query = filters.without("kind").queryAll(extra);
  query.append("kind", "agreement");
  query.append("kind", "breach");
  query.delete("asserted");
  return query;
}

function eventsOf(row: TimelineRow, timeline: TimelineAnswer, filters: Filters): string {
  const { from, to } = filterOf(row.period, row.period, timeline.by);
  return viewAddress("events", null, filters.set("from", from).set("to", to));
}

function showFact(id: string): void {
  const row = document.getElementById(`fact-${id}`);
  row?.scrollIntoView({ block: "center" });
  row?.focus();
}

function Rows(props: { timeline: TimelineAnswer; loading: boolean; filters: Filters; chart: preact.ComponentChildren }) {
  const { timeline, filters } = props;
  const [shown, setShown] = useState(kRowsAtOnce);
  const columns: Column<TimelineRow>[] = [
    {
      key: "period",
      title: t(`timeline.period.${timeline.by}` as "timeline.period.month"),
      kind: "date",
      isHeader: true,
      cell: (row) => (row.events > 0 ? <a href={eventsOf(row, timeline, filters)}>{date(row.period)}</a> : date(row.period)),
    },
    { key: "events", title: t("timeline.events"), kind: "number", cell: (row) => number(row.events) },
    { key: "mean", title: t("timeline.mean-scale"), kind: "number", cell: (row) => signed(row.mean_scale) },
    ...timeline.values.map((value): Column<TimelineRow> => ({
      key: value,
      title: label(timeline.split, value),
      kind: "number",
      cell: (row) => number(row.counts[value] ?? 0),
    })),
  ];
  const notes = [t("timeline.note"), timeline.undated > 0 ? t(`timeline.undated.${timeline.by}` as "timeline.undated.month", { n: timeline.undated }) : ""];
  return (
    <ChartWithTable
      title={t("timeline.title")}
      note={notes.filter(Boolean).join(" ")}
      chart={props.chart}
      caption={t("timeline.as-table", { title: t("timeline.title") })}
      columns={columns}
      rows={timeline.items.slice(0, shown)}
      rowKey={(row) => row.period}
      total={timeline.items.length}
      loading={props.loading}
      more={shown < timeline.items.length ? () => setShown(shown + 5 * kRowsAtOnce) : null}
      download={{ path: "timeline", params: filters.query({ by: timeline.by, split: timeline.split }) }}
    />
  );
}

function Agreements(props: { facts: List<AgreementFact> | null; filters: Filters }) {
  const { facts } = props;
  if (!facts) return null;
  const columns: Column<AgreementFact>[] = [
    {
      key: "date",
      title: t("timeline.agreement.date"),
      kind: "date",
      cell: (fact) => (
        <span id={`fact-${fact.id}`} tabIndex={-1}>
          {date(fact.date) || t("timeline.none")}
        </span>
      ),
    },
    {
      key: "status",
      title: t("timeline.agreement.status"),
      cell: (fact) => (
        <span class="mark-status">
          <svg width="16" height="16" aria-hidden="true">
            <MarkShape kind={markKind(fact)} x={8} y={8} />
          </svg>
          {fact.kind === "breach" ? label("kind", "breach") : fact.status ? t(`timeline.status.${fact.status.replace(" ", "-")}` as "timeline.status.signed") : t("timeline.none")}
        </span>
      ),
    },
    { key: "name", title: t("timeline.agreement.name"), isHeader: true, cell: (fact) => <bdi>{fact.name ?? fact.subject ?? t("timeline.none")}</bdi> },
    {
      key: "parties",
      title: t("timeline.agreement.parties"),
      cell: (fact) => (
        <bdi>{(fact.participants ?? []).map((each) => (each.code ? label("code", each.code) : each.entity_text)).join("; ")}</bdi>
      ),
    },
    {
      key: "article",
      title: t("view.article"),
      cell: (fact) =>
        fact.article && (
          <a href={viewAddress("articles", fact.article.id)}>
            <bdi>{fact.article.title ?? fact.article.id}</bdi>
          </a>
        ),
    },
  ];
  const dated = facts.items.filter((each) => each.date).length;
  return (
    <section class="agreements" aria-labelledby="agreements">
      <h2 id="agreements">{t("timeline.agreements")}</h2>
      <p class="chart-note">{t("timeline.agreements-note", { n: facts.items.length - dated })}</p>
      <Table
        caption={t("timeline.as-table", { title: t("timeline.agreements") })}
        columns={columns}
        rows={facts.items}
        rowKey={(fact) => fact.id}
        total={facts.total}
        counted={(n) => t("count.facts", { n })}
        download={{ path: "facts", params: agreementQuery(props.filters, {}) }}
      />
    </section>
  );
}
