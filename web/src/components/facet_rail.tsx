// The most frequent values of some columns beside a list: a click narrows it.

import { Filters, applyFilters, useFilters } from "../filters";
import { number, t } from "../i18n";
import { filterName, filterValue, useFacets } from "./filter_bar";
import { useState } from "preact/hooks";

export function FacetRail(props: { columns: readonly { name: string; isOpen?: boolean }[] }) {
  const filters = useFilters();
  return (
    <aside class="rail" aria-label={t("filter.facets")}>
      {props.columns.map((each) => (
        <FacetGroup key={each.name} name={each.name} isOpen={each.isOpen ?? false} filters={filters} />
      ))}
    </aside>
  );
}

// On a phone the rows come first: the facets wait to be opened.
function isWide(): boolean {
  return matchMedia("(min-width: 1000px)").matches;
}

function FacetGroup(props: { name: string; isOpen: boolean; filters: Filters }) {
  const [isOpen, setOpen] = useState((props.isOpen && isWide()) || props.filters.all(props.name).length > 0);
  return (
    <details class="rail-group" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{filterName(props.name)}</summary>
      {isOpen && <FacetValues {...props} />}
    </details>
  );
}

function FacetValues(props: { name: string; filters: Filters }) {
  const [limit, setLimit] = useState(6);
  const answer = useFacets(props.name, props.filters, props.name, limit);
  const items = answer.data?.items ?? [];
  const most = Math.max(1, ...items.map((each) => each.events));
  if (answer.error) return <p class="quiet">{answer.error.detail || answer.error.title}</p>;
  if (answer.data && items.length === 0) return <p class="quiet rail-none">{t("filter.no-values")}</p>;
  const change = (value: string) => {
    const { filters, name } = props;
    let next = filters.has(name, value) ? filters.without(name, value) : filters.with(name, value);
    if (name === "auxiliary" && next.has(name, value)) next = next.set("asserted", "false");
    applyFilters(next);
  };
  return (
    <>
      <ul>
        {items.map((each) => (
          <li key={each.value}>
            <button
              type="button"
              class="rail-value"
              aria-pressed={props.filters.has(props.name, each.value)}
              onClick={() => change(each.value)}
            >
              <span class="rail-label">
                <bdi>{filterValue(props.name, each.value) || each.label}</bdi>
              </span>
              <span class="rail-count">{number(each.events)}</span>
              <span class="rail-bar" aria-hidden="true" style={{ width: `${(100 * each.events) / most}%` }} />
            </button>
          </li>
        ))}
      </ul>
      {answer.data && answer.data.total > items.length && (
        <button type="button" class="plain rail-more" onClick={() => setLimit(limit + 20)}>
          {t("filter.more-values", { n: answer.data.total - items.length })}
        </button>
      )}
    </>
  );
}
