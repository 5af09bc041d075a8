// Who deals with whom.

import { useState } from "preact/hooks";
import { useApi } from "../api";
import { Choice } from "../charts/choice";
import { NetworkGraph, NetworkLegend, NetworkMatrix, linksFor } from "../charts/network_chart";
import { type NetworkAnswer, type NetworkEdge, strongest } from "../charts/network_layout";
import { partyOf } from "../charts/parties";
import { PartyInput, partyText } from "../charts/party_input";
import { signed } from "../charts/timeline_chart";
import { ChartWithTable } from "../components/chart_with_table";
import { Heading } from "../components/heading";
import { Problem } from "../components/problem";
import type { Column } from "../components/table";
import { type Filters, applyFilters, useFilters, useSetting, viewAddress } from "../filters";
import { currentCodebook, label, number, t } from "../i18n";
import { go } from "../router";

const kTops = ["10", "20", "40", "80"];

// Cooperation and conflict are what the codebook's quad classes say: a filter by category.
function signedFilters(filters: Filters, sign: string): Filters {
  const book = currentCodebook();
  if (!book || (sign !== "cooperation" && sign !== "conflict")) return filters;
  const wanted = sign === "cooperation" ? [1, 2] : [3, 4];
  const names = book.categories.filter((each) => wanted.includes(each.quad_code)).map((each) => each.name);
  const own = filters.all("category");
  const kept = own.length > 0 ? names.filter((each) => own.includes(each)) : names;
  // Nothing of both: a filter that nothing passes is truer than none.
  const list = kept.length > 0 ? kept : ["NONE"];
  return list.reduce((next, each) => next.with("category", each), filters.without("category"));
}

export default function View() {
  const filters = useFilters();
  const [top, setTop] = useSetting("top", "20");
  const [form, setForm] = useSetting("form", "graph");
  const [sign, setSign] = useSetting("sign", "all");
  const [focus, setFocus] = useSetting("focus", "");
  const limit = kTops.includes(top) ? top : "20";
  const asked = signedFilters(filters, sign);
  const params = asked.query({ limit, focus });
  const answer = useApi<NetworkAnswer>("network", params);
  const data = answer.data;
  const openEdge = (edge: NetworkEdge) => go(viewAddress("dyad", null, asked.set("dyad", `${edge.actor},${edge.recipient}`)));
  const chart = { network: data!, focus: focus || null, setFocus: (code: string) => setFocus(code === focus ? "" : code), openEdge };
  const drawn = data ? strongest(data.edges, linksFor(data.nodes.length)).length : 0;
  const notes = data
    ? [
        t("network.note"),
        t("network.total", { nodes: data.nodes.length, total: data.total_nodes }),
        form === "graph" && drawn < data.edges.length ? t("network.left-out", { shown: drawn, n: data.edges.length }) : "",
      ]
    : [];
  return (
    <>
      <Heading>{t("view.network")}</Heading>
      <div class="controls">
        <Choice
          name={t("network.form")}
          values={(["graph", "matrix"] as const).map((each) => ({ value: each, text: t(`network.form.${each}`) }))}
          value={form === "matrix" ? "matrix" : "graph"}
          choose={setForm}
        />
        <Choice
          name={t("network.sign")}
          values={(["all", "cooperation", "conflict"] as const).map((each) => ({ value: each, text: t(`network.sign.${each}`) }))}
          value={sign}
          choose={setSign}
        />
        <Choice name={t("network.top")} values={kTops.map((each) => ({ value: each, text: each }))} value={limit} choose={setTop} />
        <Search network={data} setFocus={setFocus} />
      </div>
      {focus && <Focus focus={focus} filters={filters} clear={() => setFocus("")} />}
      {answer.error && <Problem problem={answer.error} retry={answer.reload} />}
      {!data && !answer.error && <p class="quiet">{t("frame.loading")}</p>}
      {data && (
        <ChartWithTable
          title={focus ? `${t("network.focus")} ${partyText(focus)}` : t("network.title")}
          note={notes.filter(Boolean).join(" ")}
          chart={
            data.nodes.length === 0 ? (
              <p class="quiet">{t("network.nobody")}</p>
            ) : form === "matrix" ? (
              <NetworkMatrix {...chart} />
            ) : (
              <NetworkGraph {...chart} />
            )
          }
          legend={<NetworkLegend isMatrix={form === "matrix"} />}
          caption={t("timeline.as-table", { title: t("network.title") })}
          columns={columnsOf(asked)}
          rows={data.edges}
          rowKey={(edge) => `${edge.actor} ${edge.recipient}`}
          loading={answer.loading}
          empty={t("network.nobody")}
          download={{ path: "network", params, keepsLimit: true }}
        />
      )}
    </>
  );
}

function Search(props: { network: NetworkAnswer | null; setFocus: (code: string) => void }) {
  const [text, setText] = useState("");
  const known = (props.network?.nodes ?? []).map((each) => ({ value: each.code, name: label("code", each.code) || each.label }));
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim() === "") return;
    props.setFocus(partyOf(text, known));
    setText("");
  };
  return (
    <form class="network-search" onSubmit={submit}>
      <PartyInput name={t("network.search")} text={text} setText={setText} known={known} />
      <button type="submit">{t("network.focus")}</button>
    </form>
  );
}

function Focus(props: { focus: string; filters: Filters; clear: () => void }) {
  const { focus, filters } = props;
  return (
    <p class="network-focus">
      <strong>
        <bdi>{partyText(focus)}</bdi>
      </strong>
      <button type="button" onClick={() => applyFilters(filters.with("with", focus))}>
        {t("network.filter")}
      </button>
      <a class="button" href={viewAddress("events", null, filters.with("with", focus))}>
        {t("view.events")}
      </a>
      <a class="button" href={viewAddress("timeline", null, filters.with("with", focus))}>
        {t("view.timeline")}
      </a>
      <button type="button" onClick={props.clear}>
        {t("network.unfocus")}
      </button>
    </p>
  );
}

function columnsOf(filters: Filters): Column<NetworkEdge>[] {
  const party = (code: string) => <bdi>{label("code", code)}</bdi>;
  return [
    { key: "actor", title: t("network.actor"), isHeader: true, cell: (edge) => party(edge.actor) },
    { key: "recipient", title: t("network.recipient"), cell: (edge) => party(edge.recipient) },
    {
      key: "events",
      title: t("network.events"),
      kind: "number",
      cell: (edge) => (
        <a href={viewAddress("events", null, filters.without("either_way").set("dyad", `${edge.actor},${edge.recipient}`))}>{number(edge.events)}</a>
      ),
    },
    { key: "mean", title: t("network.mean-scale"), kind: "number", cell: (edge) => signed(edge.mean_scale) },
    ...[1, 2, 3, 4].map(
      (quad): Column<NetworkEdge> => ({
        key: `quad-${quad}`,
        title: label("quad", String(quad)),
        kind: "number",
        cell: (edge) => number(edge.quads[quad - 1] ?? 0),
      }),
    ),
    {
      key: "dyad",
      title: t("view.dyad"),
      cell: (edge) => (
        <a href={viewAddress("dyad", null, filters.set("dyad", `${edge.actor},${edge.recipient}`))}>
          {edge.actor} – {edge.recipient}
        </a>
      ),
    },
  ];
}
