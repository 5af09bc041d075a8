// Registers of facts, a kind at a time; agreements with what became of them, whoever told it.

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
  const columns = columnsOf(kind);
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

// What became of it: how it stands, and the facts that are part of it, whoever told them.
function StatusOf(props: { fact: FactItem }) {
  const { fact } = props;
  const value = typeof fact.status === "string" ? fact.status : "";
  const parts = fact.parts ?? [];
  const more = (fact.parts_total ?? 0) - Math.min(parts.length, kShown);
  return (
    <>
      {value && <span class={`tag tag-status-${value.replace(/\s+/g, "-")}`}>{tOr("fact.status", value)}</span>}
      {fact.kind === "statement" && tOr("fact.stance", String(fact.stance ?? ""))}
      {parts.length > 0 && (
        <ul class="breaches" aria-label={t("registers.parts", { n: fact.parts_total ?? parts.length })}>
          {parts.slice(0, kShown).map((each) => (
            <Part key={each.id} part={each} />
          ))}
          {more > 0 && <li class="quiet">{t("registers.more-parts", { n: more })}</li>}
        </ul>
      )}
    </>
  );
}

function Part(props: { part: FactItem }) {
  const { part } = props;
  const isElsewhere = part.joined_by !== "article";
  return (
    <li class={isElsewhere ? "told-elsewhere" : ""}>
      <span class="breach-mark" aria-hidden="true">
        ✕
      </span>{" "}
      <strong>{label("kind", part.kind)}</strong> {dates(part)}{" "}
      {part.participants.map((party, i) => (
        <span key={i}>
          {i > 0 && ", "}
          <Short text={party.entity_text} most={80} /> <Code party={party} />
        </span>
      ))}
      {part.participants.length === 0 && <bdi class="quiet">“{factTitle(part)}”</bdi>}
      {part.attribution.length > 0 && (
        <span class="quiet">
          {" "}
          {t("event.says")} <Claimants claims={part.attribution} />
        </span>
      )}
      {isElsewhere && (
        <span class="row-source">
          <ArticleLink article={part.article} event={part.id} />
          <span class="quiet">{t(part.joined_by === "name" ? "registers.joined-name" : "registers.joined-parties")}</span>
        </span>
      )}
    </li>
  );
}

// The fields that other columns have: a statement's topic is its name.
function shownElsewhere(fact: FactItem): string[] {
  const named = fact.name ? [] : ["words", "topic", "subject"].filter((field) => fact[field] === factTitle(fact));
  return ["status", "stance", ...named];
}

function columnsOf(kind: string | null): Column<FactItem>[] {
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
      cell: (fact) => <StatusOf fact={fact} />,
    },
    { key: "who", title: t("registers.who"), cell: (fact) => <Participants fact={fact} /> },
    { key: "place", title: t("event.place"), cell: (fact) => <bdi>{placeName(fact.place)}</bdi> },
    isStatement ? null : { key: "more", title: t("registers.more"), cell: (fact) => <Fields fact={fact} except={shownElsewhere(fact)} /> },
  ];
  return columns.filter((each): each is Column<FactItem> => each !== null);
}
