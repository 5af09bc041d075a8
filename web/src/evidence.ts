// Which words of an article gave which field of an event or a fact.

import { CodePoints } from "./text_spans";
import type { Article, EventItem, FactItem, PlaceInText, Span } from "./types";

export type Field = "whole" | "trigger" | "actor" | "recipient" | "claimant" | "date" | "place" | "size";

export interface Evidence {
  field: Field;
  index: number; // of the party or claimant
  spans: Span[];
}

type Layers = Pick<Article, "times" | "places">;

function isInside(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

// Of what was found in the text, what lies in the sentence; else what stands last before it.
function inOrBefore<T extends Span>(found: readonly T[], sentence: Span): Span[] {
  const inside = found.filter((each) => isInside(each, sentence));
  if (inside.length > 0) return inside;
  const before = found.filter((each) => each.end <= sentence.start);
  return before.length > 0 ? [before[before.length - 1]!] : [];
}

// "2018-02" gives the date "2018-02-13"'s day no less than "2018-02-13" itself does.
function givesDate(value: string, begin: string | null, date: string): boolean {
  return value === date || begin === date || value.startsWith(date) || (value.length >= 4 && date.startsWith(value));
}

export function dateWords(layers: Layers, date: string | null, sentence: Span, source: string | null): Span[] {
  if (!date || !layers.times || source === "publication") return [];
  return inOrBefore(
    layers.times.filter((each) => givesDate(each.value, each.begin, date)),
    sentence,
  );
}

export function placeWords(layers: Layers, place: PlaceInText | null, sentence: Span): Span[] {
  // What the article says; else what it names elsewhere as the same place.
  if (place && place.start !== undefined && place.end !== undefined) return [{ start: place.start, end: place.end }];
  if (!place || !layers.places) return [];
  const same = layers.places.filter((each) =>
    place.geonameid !== null
      ? each.geonameid === place.geonameid
      : each.resolved_place === place.resolved_place && each.country_code === place.country_code,
  );
  return inOrBefore(same, sentence);
}

// The trigger's words one after another: they need not stand together.
function triggerWords(points: CodePoints, event: EventItem): Span[] {
  const spans: Span[] = [];
  let from = event.text_info.start;
  for (const words of event.event_text.flatMap((each) => each.split(/\s+/))) {
    const found = points.find(words, { start: from, end: event.text_info.end });
    if (!found) continue;
    spans.push(found);
    from = found.end;
  }
  return spans;
}

function sizeWords(points: CodePoints, event: EventItem): Span[] {
  const spans: Span[] = [];
  for (const count of Object.values(event.size)) {
    const value = typeof count === "number" ? count : (count?.min ?? count?.max);
    if (value === undefined || value === null) continue;
    const found = points.find(String(value), event.text_info);
    if (found) spans.push(found);
  }
  return spans;
}

export function eventEvidence(points: CodePoints, event: EventItem, layers: Layers): Evidence[] {
  const sentence = event.text_info;
  return [
    { field: "whole" as const, index: 0, spans: [sentence] },
    { field: "trigger" as const, index: 0, spans: triggerWords(points, event) },
    ...event.actor.map((each, index) => ({ field: "actor" as const, index, spans: [each] })),
    ...event.recipient.map((each, index) => ({ field: "recipient" as const, index, spans: [each] })),
    ...event.attribution.map((each, index) => ({ field: "claimant" as const, index, spans: [each] })),
    { field: "date" as const, index: 0, spans: dateWords(layers, event.date, sentence, event.date_source) },
    { field: "place" as const, index: 0, spans: placeWords(layers, event.event_loc, sentence) },
    { field: "size" as const, index: 0, spans: sizeWords(points, event) },
  ].filter((each) => each.spans.length > 0);
}

export function factEvidence(fact: FactItem, layers: Layers): Evidence[] {
  return [
    { field: "whole" as const, index: 0, spans: [{ start: fact.start, end: fact.end }] },
    { field: "trigger" as const, index: 0, spans: fact.evidence },
    ...fact.participants.map((each, index) => ({ field: "actor" as const, index, spans: [each] })),
    ...fact.attribution.map((each, index) => ({ field: "claimant" as const, index, spans: [each] })),
    { field: "date" as const, index: 0, spans: dateWords(layers, fact.date, fact, null) },
    { field: "place" as const, index: 0, spans: placeWords(layers, fact.place, fact) },
  ].filter((each) => each.spans.length > 0);
}
