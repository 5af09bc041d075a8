// The filters that hold, each removable; a switch for what is not told as done; and a panel to add more.

import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ApiProblem, useApi, type List } from "../api";
import { Filters, applyFilters, filterKind, filterKinds, useFilters } from "../filters";
import { type Key, actorLabel, date, label, number, t } from "../i18n";
import { Problem } from "./problem";

export interface Facet {
  value: string;
  label: string;
  events: number;
}

// Views whose rows are events: only there does the switch mean something.
const kOfEvents = new Set(["events", "timeline", "dyad", "map", "network", "review"]);
const kParties = new Set(["actor", "recipient", "with", "claimant"]);

export function filterName(name: string): string {
  return t(`filter.${name}` as Key);
}

// A filter's value in the reader's words.
export function filterValue(name: string, value: string): string {
  const kind = filterKind(name);
  if (kind?.input === "flag") return value === "false" || value === "0" ? t("filter.no") : t("filter.yes");
  if (kind?.input === "date") return date(value);
  if (kParties.has(name)) return actorLabel(value);
  if (name === "dyad") return value.split(",").map(actorLabel).join(" → ");
  if (name === "confidence") return `≥ ${value}`;
  return kind?.label ? label(kind.label, value) : value;
}

export function FilterBar(props: { view: string }) {
  const filters = useFilters();
  const [isOpen, setOpen] = useState(false);
  const panel = useId();
  const adder = useRef<HTMLButtonElement>(null);
  const chips = filters.pairs.filter(([name]) => name !== "asserted");
  const close = () => {
    setOpen(false);
    adder.current?.focus();
  };
  const remove = (name: string, value: string) => {
    applyFilters(filters.without(name, value));
    adder.current?.focus();
  };
  return (
    <section class="filters" aria-label={t("filter.title")}>
      <div class="filters-row">
        {kOfEvents.has(props.view) && <Asserted filters={filters} />}
        {chips.length > 0 && (
          <ul class="chips" aria-label={t("filter.active")}>
            {chips.map(([name, value]) => (
              <li key={name + value} class="chip">
                <span class="chip-name">{filterName(name)}</span>
                <bdi class="chip-value">{filterValue(name, value)}</bdi>
                <button
                  type="button"
                  class="chip-remove"
                  aria-label={t("filter.remove", { name: filterName(name), value: filterValue(name, value) })}
                  onClick={() => remove(name, value)}
                >
                  <span aria-hidden="true">×</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <button
          type="button"
          ref={adder}
          class="filters-add"
          aria-expanded={isOpen}
          aria-controls={panel}
          onClick={() => setOpen(!isOpen)}
        >
          <span aria-hidden="true">+ </span>
          {t("filter.add")}
        </button>
        {chips.length > 0 && (
          <button type="button" class="plain" onClick={() => applyFilters(new Filters([]))}>
            {t("filter.clear")}
          </button>
        )}
      </div>
      <div id={panel} class="filters-panel" hidden={!isOpen}>
        {isOpen && <Panel filters={filters} close={close} isOfFacts={props.view === "registers"} />}
      </div>
    </section>
  );
}

function Asserted(props: { filters: Filters }) {
  const isAll = props.filters.get("asserted") === "false";
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        checked={isAll}
        onChange={() => applyFilters(props.filters.set("asserted", isAll ? null : "false"))}
      />
      <span class="switch-track" aria-hidden="true" />
      {t("filter.include-unasserted")}
    </label>
  );
}

const kOfFacts = ["kind", "with", "from", "to", "q", "source", "section", "language", "published_from", "published_to", "country", "place"];
const kHidden = new Set(["asserted", "dyad", "either_way", "box", "document", "story", "run", "link"]);

function Panel(props: { filters: Filters; close: () => void; isOfFacts: boolean }) {
  const offered = filterKinds
    .map((each) => each.name)
    .filter((name) => (props.isOfFacts ? kOfFacts.includes(name) : !kHidden.has(name) && name !== "kind"));
  const [name, setName] = useState(offered.includes("with") ? "with" : offered[0]!);
  const first = useRef<HTMLSelectElement>(null);
  const id = useId();
  useLayoutEffect(() => first.current?.focus(), []); // before the next key is read
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") props.close();
  };
  return (
    <div class="panel" onKeyDown={onKey}>
      <p class="panel-field">
        <label for={id}>{t("filter.which")}</label>
        <select id={id} ref={first} value={name} onChange={(event) => setName(event.currentTarget.value)}>
          {offered.map((each) => (
            <option key={each} value={each}>
              {filterName(each)}
            </option>
          ))}
        </select>
        <button type="button" class="plain panel-close" onClick={props.close}>
          {t("frame.close")}
        </button>
      </p>
      <Values key={name} name={name} filters={props.filters} />
    </div>
  );
}

function addValue(filters: Filters, name: string, value: string): void {
  let next = filters.with(name, value);
  // Who asks for what is denied wants to see it.
  if (name === "auxiliary") next = next.set("asserted", "false");
  applyFilters(next);
}

function Values(props: { name: string; filters: Filters }) {
  const kind = filterKind(props.name)!;
  return (
    <>
      {kind.input && kind.input !== "flag" && <Typed {...props} type={kind.input} />}
      {kind.facet && <FacetList {...props} column={kind.facet} />}
    </>
  );
}

function Typed(props: { name: string; filters: Filters; type: string }) {
  const [text, setText] = useState(props.filters.get(props.name) && props.type === "date" ? props.filters.get(props.name)! : "");
  const id = useId();
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim() === "") return;
    addValue(props.filters, props.name, text.trim());
    if (props.type !== "date") setText("");
  };
  const hint = `filter.hint.${props.type === "text" ? (kParties.has(props.name) ? "party" : "text") : props.type}` as Key;
  return (
    <form class="panel-field" onSubmit={submit}>
      <label for={id}>{filterName(props.name)}</label>
      <input
        id={id}
        value={text}
        dir="auto"
        maxLength={300}
        aria-describedby={`${id}-hint`}
        inputMode={props.type === "number" ? "decimal" : undefined}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit">{t("filter.apply")}</button>
      <span id={`${id}-hint`} class="quiet">
        {t(hint)}
      </span>
    </form>
  );
}

// The values that there are under the other filters, with how many events each has.
export function useFacets(column: string, filters: Filters, name: string, limit: number) {
  // What is not told as done has its modality: under asserted ones alone there would be none to choose.
  const others = name === "auxiliary" ? filters.without(name).set("asserted", "false") : filters.without(name);
  const params = column === "kind" ? others.queryAll({ column, limit }) : others.query({ column, limit });
  return useApi<List<Facet>>("facets", params);
}

function FacetList(props: { name: string; filters: Filters; column: string }) {
  const [limit, setLimit] = useState(24);
  const answer = useFacets(props.column, props.filters, props.name, limit);
  if (answer.error) return <Problem problem={answer.error as ApiProblem} retry={answer.reload} />;
  const items = answer.data?.items ?? [];
  return (
    <div class="facet-list">
      <ul aria-label={filterName(props.name)}>
        {items.map((each) => {
          const isOn = props.filters.has(props.name, each.value);
          return (
            <li key={each.value}>
              <button
                type="button"
                class="facet"
                aria-pressed={isOn}
                onClick={() =>
                  isOn
                    ? applyFilters(props.filters.without(props.name, each.value))
                    : addValue(props.filters, props.name, each.value)
                }
              >
                <bdi>{filterValue(props.name, each.value) || each.label}</bdi>
                {/* Who acts is counted; whoever takes part is more. */}
                {props.name === props.column && <span class="facet-count">{number(each.events)}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      {answer.data && answer.data.total > items.length && (
        <button type="button" class="plain" onClick={() => setLimit(limit * 4)}>
          {t("filter.more-values", { n: answer.data.total - items.length })}
        </button>
      )}
      {answer.data && items.length === 0 && <p class="quiet">{t("filter.no-values")}</p>}
    </div>
  );
}
