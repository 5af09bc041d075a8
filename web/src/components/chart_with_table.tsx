// A chart with the very rows that it draws beside it as a table, and as files. Every chart of the page
// stands in one: what is drawn can be read, checked and taken away.

import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { t } from "../i18n";
import { Table, type TableProps } from "./table";

export interface ChartWithTableProps<Row> extends TableProps<Row> {
  title: string;
  note?: ComponentChildren; // how to read the chart; what it leaves out
  chart: ComponentChildren; // an <svg role="img" aria-labelledby> or a keyboard-reachable widget
  legend?: ComponentChildren;
  beside?: boolean; // the table stands to the right where there is room
}

export function ChartWithTable<Row>(props: ChartWithTableProps<Row>) {
  const [isOpen, setOpen] = useState(true);
  const id = useId();
  return (
    <section class={`chart ${props.beside ? "chart-beside" : ""}`} aria-labelledby={id}>
      <div class="chart-head">
        <h2 id={id}>{props.title}</h2>
        <button type="button" class="plain" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t("chart.hide-table") : t("chart.show-table")}
        </button>
      </div>
      {props.note && <p class="chart-note">{props.note}</p>}
      <div class="chart-body">
        <div class="chart-drawing">
          {props.chart}
          {props.legend && <div class="chart-legend">{props.legend}</div>}
        </div>
        {isOpen && (
          <div class="chart-table">
            <Table {...props} />
          </div>
        )}
      </div>
    </section>
  );
}
