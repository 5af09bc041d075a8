// Where events happened, as closely as it is known.

import { useState } from "preact/hooks";
import { api, useApi } from "../api";
import { type PlaceItem, type PlacesAnswer, placeName, precisionOf, undrawn } from "../charts/places";
import { disputedName, mappedCodes } from "../charts/map_shapes";
import { WorldMap } from "../charts/world_map";
import disputed from "../charts/disputed.json";
import { ChartWithTable } from "../components/chart_with_table";
import { Heading } from "../components/heading";
import { Problem } from "../components/problem";
import type { Column } from "../components/table";
import { type Filters, applyFilters, useFilters, viewAddress } from "../filters";
import { label, number, t } from "../i18n";
import { addressOf, currentPlace, go, usePlace } from "../router";
import { signed } from "../charts/timeline_chart";

const kMostPlaces = 1000; // drawn
const kNone: readonly PlaceItem[] = []; // the map is drawn before its places are known
const kRowsAtOnce = 100;
const kSpot = 0.0001; // degrees around a place

// The filters that leave the events of one place.
function filtersOf(item: PlaceItem, filters: Filters): Filters {
  let next = filters.without("place").without("box");
  if (item.place) next = next.set("place", item.place);
  if (item.lat !== null && item.lon !== null) {
    const box = [item.lat - kSpot, item.lon - kSpot, item.lat + kSpot, item.lon + kSpot];
    return next.set("box", box.map((each) => each.toFixed(4)).join(","));
  }
  return item.country_code ? next.without("country").set("country", item.country_code) : next;
}

function useAt(): [string | null, (at: string | null) => void] {
  const { params } = usePlace();
  const set = (at: string | null) => {
    const { view, id, params: now } = currentPlace();
    if (view !== "map") return;
    const next = new URLSearchParams(now);
    next.delete("at");
    if (at) next.set("at", at);
    go(addressOf(view, id, next), { replace: true });
  };
  return [params.get("at"), set];
}

export default function View() {
  const filters = useFilters();
  const answer = useApi<PlacesAnswer>("places", filters.query({ limit: kMostPlaces }));
  const [at, setAt] = useAt();
  const [chosen, setChosen] = useState<readonly PlaceItem[]>([]);
  const [shown, setShown] = useState(kRowsAtOnce);
  const [extra, setExtra] = useState<{ of: PlacesAnswer; items: PlaceItem[]; next: string | null } | null>(null);
  const { data } = answer;
  const more = extra?.of === data ? extra : null;
  const items = data ? (more ? [...data.items, ...more.items] : data.items) : [];
  const next = more ? more.next : (data?.next ?? null);
  const showMore = () => {
    if (shown < items.length || !next || !data) return setShown(shown + kRowsAtOnce);
    api<PlacesAnswer>(next).then((page) => {
      setExtra({ of: data, items: [...(more?.items ?? []), ...page.items], next: page.next });
      setShown(shown + kRowsAtOnce);
    }, answer.reload);
    return undefined;
  };
  const show = (item: PlaceItem) => {
    setChosen([item]);
    if (item.lat !== null && item.lon !== null) {
      setAt(`${item.lat.toFixed(2)},${item.lon.toFixed(2)},${precisionOf(item) === "country" ? 3 : 8}`);
    }
    document.querySelector(".map-window")?.scrollIntoView({ block: "nearest" });
  };
  return (
    <>
      <Heading>{t("view.map")}</Heading>
      {answer.error && <Problem problem={answer.error} retry={answer.reload} />}
      {!answer.error && (
        <ChartWithTable
          title={t("map.title")}
          note={data ? notesOf(data).join(" ") : t("map.note")}
          beside
          chart={
            <>
              <WorldMap
                items={data?.items ?? kNone}
                at={at}
                setAt={setAt}
                chosen={chosen}
                choose={setChosen}
                filterBy={([south, west, north, east]) => {
                  const box = [south, west, north, east].map((each) => each.toFixed(2)).join(",");
                  applyFilters(filters.set("box", box));
                }}
              />
              <Chosen items={chosen} filters={filters} />
            </>
          }
          caption={t("timeline.as-table", { title: t("map.title") })}
          columns={columnsOf(filters, show)}
          rows={items.slice(0, shown)}
          rowKey={(_, i) => String(i)}
          rowClass={(item) => (chosen.includes(item) ? "row-chosen" : "")}
          total={data?.total ?? null}
          loading={answer.loading}
          more={shown < items.length || next ? showMore : null}
          download={{ path: "places", params: filters.query(), formats: ["csv", "jsonl", "geojson"] }}
        />
      )}
      <Disputed />
    </>
  );
}

function notesOf(data: PlacesAnswer): string[] {
  const notes = [t("map.note")];
  if (data.without_place > 0) notes.push(t("map.without", { n: data.without_place }));
  const missing = undrawn(data.items, mappedCodes);
  if (missing.events > 0) {
    notes.push(t("map.undrawn-events", { n: missing.events }));
    if (missing.codes.length > 0) notes.push(t("map.unmapped", { codes: missing.codes.join(", ") }));
  }
  if (data.total > data.items.length) notes.push(t("map.shown", { shown: data.items.length, total: data.total }));
  return notes;
}

function columnsOf(filters: Filters, show: (item: PlaceItem) => void): Column<PlaceItem>[] {
  return [
    {
      key: "place",
      title: t("map.place"),
      isHeader: true,
      cell: (item) => (
        <button type="button" class="plain place-button" title={t("map.show")} onClick={() => show(item)}>
          <bdi>{placeName(item) || t("timeline.none")}</bdi>
        </button>
      ),
    },
    { key: "country", title: t("map.country"), cell: (item) => label("code", item.country_code) || t("timeline.none") },
    { key: "precision", title: t("map.precision"), cell: precisionName },
    {
      key: "events",
      title: t("map.events"),
      kind: "number",
      cell: (item) => <a href={viewAddress("events", null, filtersOf(item, filters))}>{number(item.events)}</a>,
    },
    { key: "mean", title: t("map.mean-scale"), kind: "number", cell: (item) => signed(item.mean_scale) },
  ];
}

function precisionName(item: PlaceItem): string {
  if (item.resolution <= 1 && !item.country_code) return t("map.precision.wide");
  return t(`map.precision.${item.resolution}` as "map.precision.1");
}

function Chosen(props: { items: readonly PlaceItem[]; filters: Filters }) {
  return (
    <ul class="map-chosen-list" aria-live="polite">
      {props.items.slice(0, 12).map((item, i) => (
        <li key={i}>
          <strong>
            <bdi>{placeName(item)}</bdi>
          </strong>
          {item.country_code && precisionOf(item) !== "country" && <span class="quiet"> {label("code", item.country_code)}</span>}:{" "}
          <a href={viewAddress("events", null, filtersOf(item, props.filters))}>{t("count.events", { n: item.events })}</a>
        </li>
      ))}
    </ul>
  );
}

// What the map cannot show, and what it shows as disputed.
function Disputed() {
  return (
    <details class="disputed">
      <summary>{t("map.disputed")}</summary>
      <p>{t("map.disputed-note")}</p>
      <ul class="disputed-list">
        {disputed.areas.map((each) => (
          <li key={each.id}>
            <svg class="swatch" width="18" height="12" aria-hidden="true">
              <rect width="18" height="12" class="map-land map-shade-0" />
              <rect width="18" height="12" fill="url(#hatch-key)" />
            </svg>
            {disputedName(each)}
          </li>
        ))}
        {disputed.lines.map((each) => (
          <li key={each.id}>
            <svg class="swatch" width="18" height="12" aria-hidden="true">
              <path d="M0 6H18" class="map-disputed" />
            </svg>
            {disputedName(each)}
          </li>
        ))}
      </ul>
      <p>{t("map.undrawn")}</p>
      <ul class="disputed-list">
        {disputed.undrawn.map((each) => (
          <li key={each.en}>{disputedName(each)}</li>
        ))}
      </ul>
    </details>
  );
}
