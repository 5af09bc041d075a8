// A table of rows: sorted by the server, a page of rows at a time, with the same rows as files.

import { type ComponentChildren, Fragment, type VNode } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import type { ApiProblem, Params } from "../api";
import { number, t } from "../i18n";
import { announce } from "./announcer";
import { Downloads } from "./downloads";
import { Problem } from "./problem";

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ComponentChildren;
  sort?: { up?: string; down?: string }; // what `sort` is for ascending and descending order
  kind?: "number" | "date" | "words";
  isHeader?: boolean; // names its row
}

export interface TableProps<Row> {
  caption: string; // what the rows are; read by screen readers, and shown with `showCaption`
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  rowClass?: (row: Row) => string;
  total?: number | null; // of all rows, shown or not
  counted?: (n: number) => string; // "12 events"
  sort?: string;
  onSort?: (sort: string) => void;
  more?: (() => void) | null;
  shown?: number; // of `total`, where rows stand for several
  detail?: (row: Row) => ComponentChildren; // opens below its row
  detailLabel?: (row: Row) => string;
  loading?: boolean;
  error?: ApiProblem | null;
  retry?: () => void;
  stacks?: boolean; // on a phone each row is a card, its cells under one another
  empty?: ComponentChildren;
  download?: { path: string; params: Params; formats?: readonly string[]; keepsLimit?: boolean };
}

function SortButton<Row>(props: { column: Column<Row>; sort?: string; onSort: (sort: string) => void }) {
  const { up, down } = props.column.sort!;
  const isUp = props.sort === up;
  const isDown = props.sort === down;
  const next = (isDown && up) || (isUp && down) || down || up!;
  return (
    <button type="button" class="sort" onClick={() => props.onSort(next)}>
      {props.column.title}
      <span aria-hidden="true" class="sort-mark">
        {isUp ? "▲" : isDown ? "▼" : "↕"}
      </span>
    </button>
  );
}

function ariaSort<Row>(column: Column<Row>, sort?: string): "ascending" | "descending" | undefined {
  if (!column.sort || sort === undefined) return undefined;
  if (sort === column.sort.up) return "ascending";
  return sort === column.sort.down ? "descending" : undefined;
}

export function Table<Row>(props: TableProps<Row>): VNode {
  const { columns, rows } = props;
  const counted = props.counted ?? ((n: number) => t("table.rows", { n }));
  const total = props.total ?? (props.loading ? null : rows.length);
  useEffect(() => {
    if (total !== null && !props.loading) announce(counted(total));
  }, [total, props.loading]);
  if (props.error && rows.length === 0) return <Problem problem={props.error} retry={props.retry} />;
  return (
    <div class="table" aria-busy={props.loading ? "true" : "false"}>
      <div class="table-head">
        <span class="table-count">{total === null ? t("frame.loading") : counted(total)}</span>
        {props.download && total !== 0 && <Downloads {...props.download} />}
      </div>
      {rows.length > 0 && (
        <div class="table-scroll" role="region" aria-label={props.caption} tabIndex={0}>
          <table class={props.stacks ? "stacks" : ""} {...roleOf(props, "table")}>
            <caption class={props.showCaption ? "" : "unseen"}>{props.caption}</caption>
            <thead {...roleOf(props, "rowgroup")}>
              <tr {...roleOf(props, "row")}>
                {props.detail && (
                  <th scope="col" class="opener" {...roleOf(props, "columnheader")}>
                    <span class="unseen">{t("table.details")}</span>
                  </th>
                )}
                {columns.map((column) => (
                  <th
                    key={column.key}
                    scope="col"
                    class={`${column.kind ?? ""} ${column.sort ? "sortable" : ""}`}
                    aria-sort={ariaSort(column, props.sort)}
                    {...roleOf(props, "columnheader")}
                  >
                    {column.sort && props.onSort ? (
                      <SortButton column={column} sort={props.sort} onSort={props.onSort} />
                    ) : (
                      column.title
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody {...roleOf(props, "rowgroup")}>
              {rows.map((row, i) => (
                <TableRow key={props.rowKey(row, i)} row={row} table={props} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length === 0 && !props.loading && <div class="empty">{props.empty ?? t("table.empty")}</div>}
      {props.error && rows.length > 0 && <Problem problem={props.error} retry={props.retry} />}
      <More more={props.more ?? null} shown={props.shown ?? rows.length} total={total} loading={props.loading ?? false} />
    </div>
  );
}

// What is laid out as cards is still a table to those who hear it.
function roleOf<Row>(props: TableProps<Row>, role: "table" | "rowgroup" | "row" | "columnheader" | "rowheader" | "cell") {
  return props.stacks ? { role } : {};
}

function TableRow<Row>(props: { row: Row; table: TableProps<Row> }) {
  const { row, table } = props;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <Fragment>
      <tr class={`${table.rowClass?.(row) ?? ""} ${isOpen ? "is-open" : ""}`} {...roleOf(table, "row")}>
        {table.detail && (
          <td class="opener" {...roleOf(table, "cell")}>
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={id}
              aria-label={table.detailLabel?.(row) ?? t("table.details")}
              onClick={() => setOpen(!isOpen)}
            >
              <span aria-hidden="true">{isOpen ? "−" : "+"}</span>
            </button>
          </td>
        )}
        {table.columns.map((column) =>
          column.isHeader ? (
            <th key={column.key} scope="row" class={column.kind ?? ""} {...roleOf(table, "rowheader")}>
              {column.cell(row)}
            </th>
          ) : (
            <td key={column.key} class={column.kind ?? ""} data-title={column.title} {...roleOf(table, "cell")}>
              {column.cell(row)}
            </td>
          ),
        )}
      </tr>
      {table.detail && (
        <tr id={id} class="detail" hidden={!isOpen} {...roleOf(table, "row")}>
          <td colSpan={table.columns.length + 1} {...roleOf(table, "cell")}>{isOpen && table.detail(row)}</td>
        </tr>
      )}
    </Fragment>
  );
}

export function More(props: { more: (() => void) | null; shown: number; total: number | null; loading: boolean }) {
  if (!props.more || props.total === null) return null;
  return (
    <p class="more">
      <button type="button" onClick={props.more} disabled={props.loading}>
        {t("table.more")}
      </button>
      <span class="quiet">{t("table.shown", { shown: number(props.shown), total: number(props.total) })}</span>
    </p>
  );
}
