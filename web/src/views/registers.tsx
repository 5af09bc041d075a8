// Registers of facts, a kind at a time; agreements with what became of them.

import { useMemo } from "preact/hooks";
import { type List, useApi, usePages } from "../api";
import type { Facet } from "../components/filter_bar";
import { Heading } from "../components/heading";
import { type Column, Table } from "../components/table";
import { ArticleLink, Claimants, Code, Short, dates, placeName } from "../components/words";
import { factFields, factTitle } from "../facts";
import { Filters, applyFilters, useFilters, useSetting } from "../filters";
import { label, number, t, tOr } from "../i18n";
import type { FactItem } from "../types";

export default function Registers() {
  const filters = useFilters();
  const [sort, setSort] = useSetting("sort", "-date");
  const kind = filters.all("kind").length === 1 ? filters.get("kind") : null;
  const params = filters.queryAll({ sort });
  params.delete("asserted");
  const pages = usePages<FactItem>("facts", params);
  const breaches = useBreaches(kind === "agreement" ? filters : null);
  const columns = useColumns(kind, breaches);
  return (
    <>
      <Heading>{t("view.registers")}</Heading>
      <Kinds filters={filters} chosen={kind} />
      <Table
        caption={kind ? label("kind", kind) : t("view.registers")}
        columns={columns}
        rows={pages.items}
        rowKey={(row) => row.id}
        total={pages.total}
        counted={(n) => t("count.facts", { n })}
        sort={sort}
        onSort={setSort}
        more={pages.more}
        loading={pages.loading}
        error={pages.error}
        retry={pages.reload}
        stacks
        download={{ path: "facts", params }}
      />
    </>
  );
}

function Kinds(props: { filters: Filters; chosen: string | null }) {
  const answer = useApi<List<Facet>>("facets", factQuery(props.filters.without("kind"), { column: "kind" }));
  const items = answer.data?.items ?? [];
  const all = items.reduce((sum, each) => sum + each.events, 0);
  return (
    <div class="tabs" role="group" aria-label={t("filter.kind")}>
      <button type="button" aria-pressed={!props.filters.get("kind")} onClick={() => applyFilters(props.filters.without("kind"))}>
        {t("registers.all")} <span class="tab-count">{number(all)}</span>
      </button>
      {items.map((each) => (
        <button
          key={each.value}
          type="button"
          aria-pressed={props.chosen === each.value}
          onClick={() => applyFilters(props.filters.set("kind", each.value))}
        >
          {label("kind", each.value)} <span class="tab-count">{number(each.events)}</span>
        </button>
      ))}
    </div>
  );
}

function factQuery(filters: Filters, extra: Record<string, string | number>): URLSearchParams {
  const params = filters.queryAll(extra);
  params.delete("asserted");
  return params;
}

// Breaches under the same filters, by the agreement that they break.
function useBreaches(filters: Filters | null): Map<string, FactItem[]> {
  const params = filters ? factQuery(filters.set("kind", "breach").without("from").without("to"), { limit: 1000 }) : undefined;
  const answer = useApi<List<FactItem>>(filters ? "facts" : null, params);
  return useMemo(() => {
    const found = new Map<string, FactItem[]>();
    for (const each of filters ? (answer.data?.items ?? []) : []) {
      if (!each.part_of) continue;
      found.set(each.part_of, [...(found.get(each.part_of) ?? []), each]);
    }
    return found;
  }, [answer.data, filters === null]);
}

const kShown = 8; // participants of a role; the article has them all

function Participants(props: { fact: FactItem }) {
  const byRole = new Map<string, FactItem["participants"]>();
  for (const each of props.fact.participants) {
    const role = each.role ?? "";
    byRole.set(role, [...(byRole.get(role) ?? []), each]);
  }
  return (
    <dl class="roles">
      {[...byRole].map(([role, parties]) => (
        <div key={role}>
          <dt>{tOr("role", role)}</dt>
          <dd>
            {parties.slice(0, kShown).map((each, i) => (
              <span key={i}>
                {i > 0 && "; "}
                <Short text={each.entity_text} most={60} /> <Code party={each} />
              </span>
            ))}
            {parties.length > kShown && <span class="quiet"> {t("event.more-parties", { n: parties.length - kShown })}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Fields(props: { fact: FactItem; except: readonly string[] }) {
  const fields = factFields(props.fact).filter(([name]) => !props.except.includes(name));
  if (fields.length === 0) return null;
  return (
    <dl class="roles">
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt>{tOr("fact", name)}</dt>
          <dd>
            <bdi>{tOr(`fact.${name}`, value)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function StatusOf(props: { fact: FactItem; breaches: readonly FactItem[] }) {
  const value = typeof props.fact.status === "string" ? props.fact.status : "";
  return (
    <>
      {value && <span class={`tag tag-status-${value.replace(/\s+/g, "-")}`}>{tOr("fact.status", value)}</span>}
      {props.breaches.length > 0 && (
        <ul class="breaches" aria-label={t("registers.breaches")}>
          {props.breaches.map((each) => (
            <li key={each.id}>
              <span class="breach-mark" aria-hidden="true">
                ✕
              </span>{" "}
              <strong>{t("registers.breach")}</strong> {dates(each)}{" "}
              {each.participants.map((party, i) => (
                <span key={i}>
                  {i > 0 && ", "}
                  <Short text={party.entity_text} most={80} /> <Code party={party} />
                </span>
              ))}
              {each.attribution.length > 0 && (
                <span class="quiet">
                  {" "}
                  {t("event.says")} <Claimants claims={each.attribution} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function useColumns(kind: string | null, breaches: Map<string, FactItem[]>): Column<FactItem>[] {
  const isStatement = kind === "statement";
  const columns: (Column<FactItem> | null)[] = [
    {
      key: "date",
      title: t("event.date"),
      kind: "date",
      sort: { up: "date", down: "-date" },
      cell: (fact) => dates(fact) || <span class="quiet">–</span>,
    },
    kind === null ? { key: "kind", title: t("registers.kind"), cell: (fact) => <span class="fact-kind">{label("kind", fact.kind)}</span> } : null,
    {
      key: "name",
      title: isStatement ? t("fact.topic") : t("registers.name"),
      kind: "words",
      isHeader: true,
      cell: (fact) => (
        <>
          <p class="clamp">
            <bdi class={fact.name ? "" : "unnamed"}>{factTitle(fact)}</bdi>
          </p>
          <p class="row-source">
            <ArticleLink article={fact.article} event={fact.id} />
            {fact.attribution.length > 0 && (
              <span>
                <span class="quiet">{t("event.says")}</span> <Claimants claims={fact.attribution} />
              </span>
            )}
          </p>
        </>
      ),
    },
    {
      key: "status",
      title: isStatement ? t("fact.stance") : t("registers.status"),
      cell: (fact) =>
        isStatement ? tOr("fact.stance", String(fact.stance ?? "")) : <StatusOf fact={fact} breaches={breaches.get(fact.id) ?? []} />,
    },
    { key: "who", title: t("registers.who"), cell: (fact) => <Participants fact={fact} /> },
    { key: "place", title: t("event.place"), cell: (fact) => <bdi>{placeName(fact.place)}</bdi> },
    isStatement ? null : { key: "more", title: t("registers.more"), cell: (fact) => <Fields fact={fact} except={["status", "name"]} /> },
  ];
  return columns.filter((each): each is Column<FactItem> => each !== null);
}
