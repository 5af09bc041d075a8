// The one filter state that all views share. It lives in the address under the names that the API's
// filters have (src/serve/parameters.cpp), so a view's rows, its downloads and its link agree.

import { addressOf, currentPlace, go, usePlace } from "./router";

export type Pair = readonly [name: string, value: string];

interface FilterKind {
  name: string;
  repeats: boolean; // several values: any of them
  facet?: string; // column of /facets that lists its values
  label?: string; // kind of the codebook that names its values
  input?: "date" | "text" | "flag" | "number";
}

// In the order of the filter bar. `asserted` is special: left out it means true on this page.
export const filterKinds: readonly FilterKind[] = [
  { name: "q", repeats: false, input: "text" },
  { name: "with", repeats: true, facet: "actor", label: "code", input: "text" },
  { name: "actor", repeats: true, facet: "actor", label: "code", input: "text" },
  { name: "recipient", repeats: true, facet: "recipient", label: "code", input: "text" },
  { name: "dyad", repeats: false, input: "text" },
  { name: "either_way", repeats: false, input: "flag" },
  { name: "sector", repeats: true, label: "sector", input: "text" },
  { name: "category", repeats: true, facet: "category", label: "category" },
  { name: "mode", repeats: true, facet: "mode", label: "mode" },
  { name: "context", repeats: true, facet: "context", label: "context" },
  { name: "auxiliary", repeats: true, facet: "auxiliary", label: "auxiliary" },
  { name: "claimant", repeats: true, facet: "claimant", label: "code", input: "text" },
  { name: "from", repeats: false, input: "date" },
  { name: "to", repeats: false, input: "date" },
  { name: "published_from", repeats: false, input: "date" },
  { name: "published_to", repeats: false, input: "date" },
  { name: "country", repeats: true, facet: "country", label: "code" },
  { name: "place", repeats: false, input: "text" },
  { name: "box", repeats: false, input: "text" },
  { name: "source", repeats: true, facet: "source" },
  { name: "section", repeats: true, input: "text" },
  { name: "language", repeats: true, input: "text" },
  { name: "document", repeats: false, input: "text" },
  { name: "story", repeats: false, input: "number" },
  { name: "confidence", repeats: false, facet: "confidence", input: "number" },
  { name: "kind", repeats: true, facet: "kind", label: "kind" },
  { name: "run", repeats: false, input: "number" },
  { name: "link", repeats: true, input: "text" },
  { name: "asserted", repeats: false, input: "flag" },
];

const kinds = new Map(filterKinds.map((each) => [each.name, each]));

export function filterKind(name: string): FilterKind | undefined {
  return kinds.get(name);
}

export class Filters {
  constructor(readonly pairs: readonly Pair[]) {}

  static of(params: URLSearchParams): Filters {
    return new Filters([...params].filter(([name, value]) => kinds.has(name) && value !== ""));
  }
  get(name: string): string | null {
    return this.pairs.find((each) => each[0] === name)?.[1] ?? null;
  }
  all(name: string): string[] {
    return this.pairs.filter((each) => each[0] === name).map((each) => each[1]);
  }
  has(name: string, value: string): boolean {
    return this.pairs.some((each) => each[0] === name && each[1] === value);
  }
  // Of a filter that does not repeat, the new value takes the old one's place.
  with(name: string, value: string): Filters {
    if (this.has(name, value)) return this;
    const kept = kinds.get(name)?.repeats ? this.pairs : this.without(name).pairs;
    return new Filters([...kept, [name, value]]);
  }
  without(name: string, value?: string): Filters {
    return new Filters(this.pairs.filter((each) => each[0] !== name || (value !== undefined && each[1] !== value)));
  }
  set(name: string, value: string | null): Filters {
    const rest = this.without(name);
    return value === null || value === "" ? rest : rest.with(name, value);
  }
  params(): URLSearchParams {
    return new URLSearchParams(this.pairs.map(([name, value]) => [name, value]));
  }
  // As the API is asked. Denied, planned and supposed events only where they are asked for.
  query(extra: Record<string, string | number | null | undefined> = {}): URLSearchParams {
    const params = this.params();
    if (this.get("asserted") === null) params.set("asserted", "true");
    if (this.get("asserted") === "false") params.delete("asserted");
    return withExtra(params, extra);
  }
  // The same for articles, facts, and lists that tell asserted and other events apart themselves.
  queryAll(extra: Record<string, string | number | null | undefined> = {}): URLSearchParams {
    const params = this.params();
    if (this.get("asserted") === "false") params.delete("asserted");
    return withExtra(params, extra);
  }
  get isEmpty(): boolean {
    return this.pairs.length === 0;
  }
}

function withExtra(params: URLSearchParams, extra: Record<string, string | number | null | undefined>) {
  for (const [name, value] of Object.entries(extra)) {
    if (value !== null && value !== undefined && value !== "") params.set(name, String(value));
  }
  return params;
}

// The address of a view under the filters that hold, and nothing of the present view's settings.
export function viewAddress(view: string, id: string | null = null, filters?: Filters): string {
  return addressOf(view, id, (filters ?? Filters.of(currentPlace().params)).params());
}

// Puts other filters in place of those that hold; the view and its settings stay.
export function applyFilters(filters: Filters, options: { replace?: boolean } = {}): void {
  const { view, id, params } = currentPlace();
  const next = filters.params();
  for (const [name, value] of params) if (!kinds.has(name)) next.append(name, value);
  go(addressOf(view, id, next), options);
}

export function useFilters(): Filters {
  return Filters.of(usePlace().params);
}

// A setting of one view ("by" of the timeline): in the address too, but no filter of others.
export function useSetting(name: string, otherwise: string): [string, (value: string) => void] {
  const { params } = usePlace();
  const set = (value: string) => {
    const place = currentPlace();
    const next = new URLSearchParams(place.params);
    if (value === otherwise) next.delete(name);
    else next.set(name, value);
    go(addressOf(place.view, place.id, next));
  };
  return [params.get(name) ?? otherwise, set];
}
