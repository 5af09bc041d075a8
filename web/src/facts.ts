// The fields that a fact has beyond those of every fact: status, stance, topic, ...

import type { FactItem } from "./types";

const kCommon = new Set([
  "id",
  "kind",
  "name",
  "date",
  "enddate",
  "place",
  "participants",
  "context",
  "part_of",
  "attribution",
  "evidence",
  "sequence",
  "start",
  "end",
  "article",
  "parts",
  "parts_total",
  "joined_by",
]);

export function factFields(fact: FactItem): [string, string][] {
  return Object.entries(fact)
    .filter(([name, value]) => !kCommon.has(name) && value !== null && value !== "")
    .map(([name, value]) => [name, Array.isArray(value) ? value.join("; ") : String(value)]);
}

// "Talks between the Government and the rebels"; without a name, what the fact is about.
export function factTitle(fact: FactItem): string {
  const text = (name: string) => (typeof fact[name] === "string" ? (fact[name] as string) : "");
  return fact.name ?? (text("words") || text("topic") || text("subject") || fact.evidence.map((each) => each.text).join(" … "));
}
