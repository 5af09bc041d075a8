// What was read from where and when, what was refused, and which version coded it.

import { useApi, usePages, type List } from "../api";
import { Heading } from "../components/heading";
import { Problem } from "../components/problem";
import { type Column, Table } from "../components/table";
import { articleTitle } from "../components/words";
import { Filters, viewAddress } from "../filters";
import { bytes, date, moment, number, t } from "../i18n";
import type { ArticleItem, Status } from "../types";

interface Source {
  source: string | null;
  articles: number;
  refused: number;
  uncoded: number;
  events: number;
  facts: number;
  copies: number;
  words: number;
  bytes: number;
  languages: string[];
  first: string | null;
  last: string | null;
  added_last: string;
}

export default function StatusView() {
  const status = useApi<Status>("status");
  const sources = useApi<List<Source>>("sources");
  return (
    <>
      <Heading>{t("view.status")}</Heading>
      {status.error && <Problem problem={status.error} retry={status.reload} />}
      {status.data && <Numbers status={status.data} />}
      <h2>{t("status.sources")}</h2>
      <Table
        caption={t("status.sources")}
        columns={sourceColumns()}
        rows={sources.data?.items ?? []}
        rowKey={(row) => row.source ?? ""}
        total={sources.data?.total ?? null}
        loading={sources.loading}
        error={sources.error}
        retry={sources.reload}
        download={{ path: "sources", params: {} }}
      />
      {status.data && status.data.archive.refused > 0 && <Refused />}
      {status.data && <Runs status={status.data} />}
      <h2>{t("status.programs")}</h2>
      <ul class="plain-list">
        <li>
          <a href="/api/v1/openapi.json">{t("status.openapi")}</a>
        </li>
        <li>
          <a href="/api/v1/feed" download>
            {t("archive.feed")}
          </a>
        </li>
        <li>
          <a href="/licenses.txt" target="_blank">
            {t("status.licenses")}
          </a>
        </li>
      </ul>
    </>
  );
}

function Numbers(props: { status: Status }) {
  const { archive, version } = props.status;
  const items: [string, string][] = [
    [t("status.articles"), number(archive.articles)],
    [t("view.events"), number(archive.events)],
    [t("status.facts"), number(archive.facts)],
    [t("status.happenings"), number(archive.links)],
    [t("status.reviews"), number(archive.reviews)],
    [t("status.refused"), number(archive.refused)],
    [t("status.uncoded"), number(archive.uncoded)],
    [t("status.size"), bytes(archive.bytes)],
  ];
  return (
    <>
      <dl class="numbers">
        {items.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">
        casus {version} · {t("status.changed", { when: moment(archive.changed) })}
        {archive.first && archive.last && ` · ${t("status.span", { from: date(archive.first), to: date(archive.last) })}`} ·{" "}
        {props.status.takes_reviews ? t("status.writes") : t("status.reads")}
      </p>
    </>
  );
}

function sourceColumns(): Column<Source>[] {
  return [
    {
      key: "source",
      title: t("filter.source"),
      isHeader: true,
      cell: (row) =>
        row.source === null ? (
          <span class="quiet">{t("source.unknown")}</span>
        ) : (
          <a href={viewAddress("archive", null, new Filters([["source", row.source]]))}>
            <bdi>{row.source}</bdi>
          </a>
        ),
    },
    { key: "articles", title: t("status.articles"), kind: "number", cell: (row) => number(row.articles) },
    { key: "events", title: t("view.events"), kind: "number", cell: (row) => number(row.events) },
    { key: "facts", title: t("status.facts"), kind: "number", cell: (row) => number(row.facts) },
    { key: "refused", title: t("status.refused"), kind: "number", cell: (row) => number(row.refused) },
    { key: "uncoded", title: t("status.uncoded"), kind: "number", cell: (row) => number(row.uncoded) },
    { key: "copies", title: t("status.copies"), kind: "number", cell: (row) => number(row.copies) },
    { key: "words", title: t("status.words"), kind: "number", cell: (row) => number(row.words) },
    { key: "bytes", title: t("status.size"), kind: "number", cell: (row) => bytes(row.bytes) },
    { key: "languages", title: t("filter.language"), cell: (row) => row.languages.join(", ") },
    { key: "first", title: t("status.first"), kind: "date", cell: (row) => date(row.first) },
    { key: "last", title: t("status.last"), kind: "date", cell: (row) => date(row.last) },
    { key: "read", title: t("status.read"), kind: "date", cell: (row) => moment(row.added_last) },
  ];
}

function Refused() {
  const pages = usePages<ArticleItem>("articles", { refused: "true" });
  return (
    <>
      <h2>{t("status.refused-articles")}</h2>
      <Table
        caption={t("status.refused-articles")}
        columns={[
          { key: "date", title: t("event.date"), kind: "date", cell: (row: ArticleItem) => date(row.date) },
          {
            key: "article",
            title: t("view.article"),
            isHeader: true,
            cell: (row: ArticleItem) => (
              <a href={viewAddress("articles", row.id)}>
                <bdi>{articleTitle(row)}</bdi>
              </a>
            ),
          },
          { key: "source", title: t("filter.source"), cell: (row: ArticleItem) => <bdi>{row.source ?? ""}</bdi> },
          { key: "why", title: t("status.why"), kind: "words", cell: (row: ArticleItem) => <bdi>{row.refusal ?? ""}</bdi> },
        ]}
        rows={pages.items}
        rowKey={(row) => row.id}
        total={pages.total}
        more={pages.more}
        loading={pages.loading}
        error={pages.error}
        retry={pages.reload}
        download={{ path: "articles", params: { refused: "true" } }}
      />
    </>
  );
}

function Runs(props: { status: Status }) {
  return (
    <>
      <h2>{t("status.runs")}</h2>
      <Table
        caption={t("status.runs")}
        columns={[
          { key: "run", title: t("filter.run"), kind: "number", isHeader: true, cell: (row: Status["runs"][0]) => row.run },
          { key: "coder", title: t("status.coder"), cell: (row: Status["runs"][0]) => row.coder },
          { key: "started", title: t("status.started"), kind: "date", cell: (row: Status["runs"][0]) => moment(row.started) },
          { key: "articles", title: t("status.articles"), kind: "number", cell: (row: Status["runs"][0]) => number(row.articles) },
          { key: "events", title: t("view.events"), kind: "number", cell: (row: Status["runs"][0]) => number(row.events) },
          { key: "facts", title: t("status.facts"), kind: "number", cell: (row: Status["runs"][0]) => number(row.facts) },
        ]}
        rows={props.status.runs}
        rowKey={(row) => String(row.run)}
      />
    </>
  );
}
