// Events as a table under facets; one event on a page of its own.

import { useMemo } from "preact/hooks";
import { type Answer, useApi, usePages } from "../api";
import { EventDetail, EventTitle } from "../components/event_detail";
import { FacetRail } from "../components/facet_rail";
import { Heading } from "../components/heading";
import { Problem } from "../components/problem";
import { Reviews } from "../components/reviews";
import { type Column, Table } from "../components/table";
import { ArticleLink, Category, Claimants, Confidence, Modality, Parties, dates, placeName } from "../components/words";
import { useFilters, useSetting, viewAddress } from "../filters";
import { label, t } from "../i18n";
import type { Article, EventItem } from "../types";
import type { ViewProps } from "../views";

const kFacets = [
  { name: "category", isOpen: true },
  { name: "actor", isOpen: true },
  { name: "recipient", isOpen: true },
  { name: "country", isOpen: true },
  { name: "source" },
  { name: "mode" },
  { name: "context" },
  { name: "auxiliary" },
  { name: "claimant" },
  { name: "confidence" },
];

export default function Events(props: ViewProps) {
  return props.id === null ? <EventList /> : <EventPage id={props.id} />;
}

// A row of the table: an event, and the other reports of its happening that it stands for.
interface Row {
  event: EventItem;
  others: number;
}

function foldReports(events: readonly EventItem[], isFolded: boolean): Row[] {
  const rows: Row[] = [];
  const byLink = new Map<string, Row>();
  for (const event of events) {
    const first = isFolded && event.link ? byLink.get(event.link) : undefined;
    if (first) {
      ++first.others;
      continue;
    }
    const row = { event, others: 0 };
    rows.push(row);
    if (event.link) byLink.set(event.link, row);
  }
  return rows;
}

function columns(): Column<Row>[] {
  return [
    { key: "date", title: t("event.date"), kind: "date", sort: { up: "date", down: "-date" }, cell: (row) => dates(row.event) || <span class="quiet">–</span> },
    {
      key: "category",
      title: t("event.category"),
      sort: { up: "category" },
      isHeader: true,
      cell: ({ event }) => (
        <>
          <Category event={event} /> <Modality auxiliary={event.auxiliary} />
        </>
      ),
    },
    { key: "actor", title: t("event.actor"), cell: (row) => <Parties parties={row.event.actor} /> },
    { key: "recipient", title: t("event.recipient"), cell: (row) => <Parties parties={row.event.recipient} /> },
    { key: "place", title: t("event.place"), cell: (row) => <bdi>{placeName(row.event.event_loc)}</bdi> },
    {
      key: "words",
      title: t("event.words"),
      kind: "words",
      cell: ({ event, others }) => (
        <>
          <p class="clamp" dir="auto">
            {event.text}
          </p>
          <p class="row-source">
            <ArticleLink article={event.article} event={event.id} />
            {event.attribution.length > 0 && (
              <span class="row-claim">
                <span class="quiet">{t("event.says")}</span> <Claimants claims={event.attribution} />
              </span>
            )}
            {others > 0 && <span class="tag">{t("event.other-reports", { n: others })}</span>}
          </p>
        </>
      ),
    },
    { key: "confidence", title: t("event.confidence"), kind: "number", sort: { down: "confidence" }, cell: (row) => <Confidence value={row.event.confidence} /> },
  ];
}

function EventList() {
  const filters = useFilters();
  const [sort, setSort] = useSetting("sort", "-date");
  const [fold, setFold] = useSetting("fold", "true");
  const params = filters.query({ sort });
  const pages = usePages<EventItem>("events", params);
  const isFolded = fold === "true";
  const rows = useMemo(() => foldReports(pages.items, isFolded), [pages.items, isFolded]);
  return (
    <>
      <Heading
        aside={
          <label class="check">
            <input type="checkbox" checked={isFolded} onChange={() => setFold(isFolded ? "false" : "true")} />
            {t("event.fold")}
          </label>
        }
      >
        {t("view.events")}
      </Heading>
      <div class="with-rail">
        <FacetRail columns={kFacets} />
        <Table
          caption={t("view.events")}
          columns={columns()}
          rows={rows}
          rowKey={(row) => row.event.id}
          total={pages.total}
          counted={(n) => t("count.events", { n })}
          sort={sort}
          onSort={setSort}
          more={pages.more}
          shown={pages.items.length}
          loading={pages.loading}
          error={pages.error}
          retry={pages.reload}
          stacks
          detail={(row) => <EventDetail event={row.event} />}
          detailLabel={(row) => t("event.open", { category: label("category", row.event.event[0]), date: dates(row.event) })}
          download={{ path: "events", params, formats: ["csv", "jsonl", "geojson"] }}
        />
      </div>
    </>
  );
}

function EventPage(props: { id: string }) {
  const answer: Answer<EventItem> = useApi<EventItem>(`events/${encodeURIComponent(props.id)}`);
  const event = answer.data;
  const article = useApi<Article>(event ? `articles/${encodeURIComponent(event.article.id)}` : null);
  if (answer.error) {
    return (
      <>
        <Heading>{t("view.event")}</Heading>
        <Problem problem={answer.error} retry={answer.reload} />
      </>
    );
  }
  if (!event) return <p class="quiet">{t("frame.loading")}</p>;
  return (
    <>
      <p class="back">
        <a href={viewAddress("events")}>← {t("event.all")}</a>
      </p>
      <Heading>
        <EventTitle event={event} />
      </Heading>
      <div class="card">
        <EventDetail event={event} layers={article.data ?? undefined} isPage />
      </div>
      <Reviews event={event.id} />
    </>
  );
}
