// Agreements and their breaches as marks on a timeline.

import { startOf } from "./periods";

export interface AgreementFact {
  id: string;
  kind: string;
  name: string | null;
  date: string | null;
  enddate: string | null;
  status?: string;
  subject?: string;
  participants?: { code: string | null; entity_text: string; role?: string }[];
  evidence?: { text: string }[];
  article?: { id: string; title: string | null; date: string | null; source: string | null };
}

export type MarkKind = "breach" | "ended" | "agreement";

// A breach is a fact of its own kind, or an agreement whose status is "violated" (the others: proposed,
// signed, in force, ended).
export function markKind(fact: { kind: string; status?: string }): MarkKind {
  if (fact.kind === "breach" || fact.status === "violated") return "breach";
  return fact.status === "ended" ? "ended" : "agreement";
}

export interface Mark {
  x: number;
  kind: MarkKind;
  facts: AgreementFact[];
}

// Marks at least `apart` pixels from each other: those nearer are one mark with several facts. Facts
// without a date, and those outside of the axis, have none.
export function marksOf(facts: readonly AgreementFact[], x: (at: Date) => number, left: number, right: number, apart: number): Mark[] {
  const marks: Mark[] = [];
  const placed = facts
    .map((fact) => ({ fact, at: fact.date ? startOf(fact.date) : null }))
    .filter((each): each is { fact: AgreementFact; at: Date } => each.at !== null)
    .map(({ fact, at }) => ({ fact, x: x(at), kind: markKind(fact) }))
    .filter((each) => each.x >= left && each.x <= right)
    .sort((a, b) => a.x - b.x);
  for (const each of placed) {
    const near = marks.find((mark) => mark.kind === each.kind && each.x - mark.x < apart);
    if (near) near.facts.push(each.fact);
    else marks.push({ x: each.x, kind: each.kind, facts: [each.fact] });
  }
  return marks;
}
