// What two parties do to each other, and whether there is more of it than before.

import { useEffect, useState } from "preact/hooks";
import { type List, useApi } from "../api";
import { Choice } from "../charts/choice";
import { DyadChart, expectedEvents, expectedScale, wayName, ways } from "../charts/dyad_chart";
import type { NetworkAnswer } from "../charts/network_layout";
import { partyOf } from "../charts/parties";
import { PartyInput, partyText, useParties } from "../charts/party_input";
import { type By, allBy, filterOf, isBy } from "../charts/periods";
import { type DyadAnswer, type DyadRow, surprise } from "../charts/series";
import { signed } from "../charts/timeline_chart";
import { ChartWithTable } from "../components/chart_with_table";
import { Heading } from "../components/heading";
import { Problem } from "../components/problem";
import type { Column } from "../components/table";
import { type Filters, applyFilters, useFilters, useSetting, viewAddress } from "../filters";
import { date, label, number, t } from "../i18n";
import { go } from "../router";

const kRowsAtOnce = 120;
const kLatest = 8;

export default function View() {
  const filters = useFilters();
  const dyad = filters.get("dyad");
  const [a, b] = (dyad ?? "").split(",");
  const isWhole = !!a && !!b;
  const [byText, setBy] = useSetting("by", "month");
  const by: By = isBy(byText) ? byText : "month";
  const answer = useApi<DyadAnswer>(isWhole ? "dyad" : null, filters.without("either_way").query({ by }));
  return (
    <>
      <Heading>{t("view.dyad")}</Heading>
      <Parties key={dyad ?? ""} a={a ?? ""} b={b ?? ""} filters={filters} />
      {isWhole && (
        <div class="controls">
          <Choice
            name={t("timeline.by")}
            values={allBy.map((each) => ({ value: each, text: t(`timeline.by.${each}`) }))}
            value={by}
            choose={setBy}
          />
        </div>
      )}
      {isWhole && answer.error && <Problem problem={answer.error} retry={answer.reload} />}
      {isWhole && !answer.data && !answer.error && <p class="quiet">{t("frame.loading")}</p>}
      {isWhole && answer.data && <Whole dyad={answer.data} loading={answer.loading} filters={filters} />}
      {!isWhole && <Suggestions filters={filters} />}
    </>
  );
}

function Parties(props: { a: string; b: string; filters: Filters }) {
  const known = useParties();
  const [a, setA] = useState(props.a);
  const [b, setB] = useState(props.b);
  // Names arrive after codes.
  useEffect(() => {
    if (a === props.a) setA(partyText(props.a));
    if (b === props.b) setB(partyText(props.b));
  }, [partyText(props.a), partyText(props.b)]);
  const show = (first: string, second: string) => {
    const pair = [partyOf(first, known), partyOf(second, known)].map((each) => each.replaceAll(",", " "));
    if (pair[0] && pair[1]) applyFilters(props.filters.without("either_way").set("dyad", pair.join(",")));
  };
  return (
    <form
      class="dyad-form"
      aria-label={t("dyad.choose")}
      onSubmit={(event) => {
        event.preventDefault();
        show(a, b);
      }}
    >
      <PartyInput name={t("dyad.first")} text={a} setText={setA} known={known} />
      <button
        type="button"
        class="dyad-swap"
        title={t("dyad.swap")}
        aria-label={t("dyad.swap")}
        disabled={a.trim() === "" || b.trim() === ""}
        onClick={() => {
          setA(b);
          setB(a);
          show(b, a);
        }}
      >
        ⇄
      </button>
      <PartyInput name={t("dyad.second")} text={b} setText={setB} known={known} />
      <button type="submit" class="primary">
        {t("dyad.show")}
      </button>
      <span class="quiet dyad-hint">{t("dyad.hint")}</span>
    </form>
  );
}

// Pairs that deal much with each other, to begin with.
function Suggestions(props: { filters: Filters }) {
  const { filters } = props;
  const answer = useApi<NetworkAnswer>("network", filters.without("dyad").query({ limit: 12 }));
  const pairs = new Map<string, { a: string; b: string; events: number }>();
  for (const edge of answer.data?.edges ?? []) {
    const [a, b] = [edge.actor, edge.recipient].sort() as [string, string];
    const pair = pairs.get(`${a},${b}`) ?? { a, b, events: 0 };
    pair.events += edge.events;
    pairs.set(`${a},${b}`, pair);
  }
  const list = [...pairs.values()].sort((x, y) => y.events - x.events).slice(0, 12);
  return (
    <section class="dyad-suggestions">
      <p>{t("dyad.ask")}</p>
      {list.length > 0 && <h2>{t("dyad.frequent")}</h2>}
      <ul>
        {list.map((each) => (
          <li key={`${each.a},${each.b}`}>
            <a href={viewAddress("dyad", null, filters.set("dyad", `${each.a},${each.b}`))}>
              <bdi>{partyText(each.a)}</bdi> – <bdi>{partyText(each.b)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function periodFilters(filters: Filters, first: string, last: string, by: By): Filters {
  const { from, to } = filterOf(first, last, by);
  return filters.set("from", from).set("to", to);
}

function Whole(props: { dyad: DyadAnswer; loading: boolean; filters: Filters }) {
  const { dyad, filters } = props;
  const [shown, setShown] = useState(kRowsAtOnce);
  const either = filters.set("either_way", "true");
  const notes = [
    t(`dyad.note.${dyad.by}` as "dyad.note.month"),
    dyad.undated > 0 ? t(`timeline.undated.${dyad.by}` as "timeline.undated.month", { n: dyad.undated }) : "",
  ];
  const open = (row: DyadRow) => go(viewAddress("events", null, periodFilters(either, row.period, row.period, dyad.by)));
  if (dyad.events === 0) return <p class="empty">{t("dyad.nobody")}</p>;
  return (
    <>
      <ChartWithTable
        title={t("dyad.title", { a: partyText(dyad.actor), b: partyText(dyad.recipient) })}
        note={
          <>
            {notes.filter(Boolean).join(" ")} <a href={viewAddress("events", null, either)}>{t("dyad.all-events")}</a>:{" "}
            {number(dyad.events)}.
          </>
        }
        chart={
          dyad.items.length > 0 ? (
            <DyadChart
              dyad={dyad}
              open={open}
              choose={([first, last]) => applyFilters(periodFilters(filters, dyad.items[first]!.period, dyad.items[last]!.period, dyad.by))}
            />
          ) : (
            <p class="quiet">{t("dyad.nobody")}</p>
          )
        }
        caption={t("timeline.as-table", { title: t("dyad.title", { a: partyText(dyad.actor), b: partyText(dyad.recipient) }) })}
        columns={columnsOf(dyad, either)}
        rows={dyad.items.slice(0, shown)}
        rowKey={(row) => row.period}
        total={dyad.items.length}
        loading={props.loading}
        more={shown < dyad.items.length ? () => setShown(shown + 5 * kRowsAtOnce) : null}
        empty={t("dyad.nobody")}
        download={{ path: "dyad", params: filters.without("either_way").query({ by: dyad.by }) }}
      />
      <div class="dyad-latest">
        <Latest way={wayName(dyad, "forth")} filters={filters.without("either_way")} />
        <Latest
          way={wayName(dyad, "back")}
          filters={filters.without("either_way").set("dyad", filters.get("dyad")!.split(",").reverse().join(","))}
        />
      </div>
    </>
  );
}

function columnsOf(dyad: DyadAnswer, filters: Filters): Column<DyadRow>[] {
  return [
    {
      key: "period",
      title: t(`timeline.period.${dyad.by}` as "timeline.period.month"),
      kind: "date",
      isHeader: true,
      cell: (row) =>
        row.events > 0 ? (
          <a href={viewAddress("events", null, periodFilters(filters, row.period, row.period, dyad.by))}>{date(row.period)}</a>
        ) : (
          date(row.period)
        ),
    },
    ...ways.map((way): Column<DyadRow> => ({ key: way, title: wayName(dyad, way), kind: "number", cell: (row) => number(row[way].events) })),
    { key: "events", title: t("dyad.all"), kind: "number", cell: (row) => number(row.events) },
    { key: "expected", title: t("dyad.expected-events"), kind: "number", cell: expectedEvents },
    { key: "mean", title: t("timeline.mean-scale"), kind: "number", cell: (row) => signed(row.mean_scale) },
    { key: "expected-scale", title: t("dyad.expected-scale"), kind: "number", cell: expectedScale },
    {
      key: "surprise",
      title: t("dyad.surprise"),
      cell: (row) => {
        const kind = surprise(row);
        return kind ? <strong>{t(`dyad.${kind}`)}</strong> : "";
      },
    },
  ];
}

interface LatestEvent {
  id: string;
  date: string | null;
  event: string[];
  mode: string[];
  text?: string;
  article?: { id: string; title: string | null; source: string | null };
}

function Latest(props: { way: string; filters: Filters }) {
  const answer = useApi<List<LatestEvent>>("events", props.filters.query({ sort: "-date", limit: kLatest }));
  return (
    <section>
      <h2>
        <bdi>{t("dyad.latest", { way: props.way })}</bdi>
      </h2>
      {answer.error && <Problem problem={answer.error} retry={answer.reload} />}
      {answer.data && answer.data.items.length === 0 && <p class="quiet">{t("dyad.nobody")}</p>}
      <ol class="latest">
        {(answer.data?.items ?? []).map((each) => (
          <li key={each.id}>
            <a href={viewAddress("events", each.id)}>
              <span class="latest-date">{date(each.date) || t("timeline.none")}</span>{" "}
              {each.event.map((name) => label("category", name)).join(", ")}
              {each.mode.length > 0 && `: ${each.mode.map((name) => label("mode", name)).join(", ")}`}
            </a>
            {each.text && (
              <p dir="auto" class="latest-text">
                {each.text}
              </p>
            )}
            {each.article?.source && (
              <p class="quiet">
                <bdi>{each.article.source}</bdi>
              </p>
            )}
          </li>
        ))}
      </ol>
      {answer.data && answer.data.total > 0 && (
        <p>
          <a href={viewAddress("events", null, props.filters)}>{t("count.events", { n: answer.data.total })}</a>
        </p>
      )}
    </section>
  );
}
