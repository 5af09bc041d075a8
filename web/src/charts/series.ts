// What the API's aggregates look like, and the pure reckoning that the charts do with them.

import type { By } from "./periods";

export interface TimelineRow {
  period: string;
  events: number;
  mean_scale: number | null;
  counts: Record<string, number>; // by value of the split
}
export interface TimelineAnswer {
  by: By;
  split: "quad" | "category";
  values: string[];
  events: number; // all, with those that have no such date
  undated: number;
  total: number; // rows
  items: TimelineRow[];
}

export interface Sums {
  events: number;
  mean_scale: number | null;
  quads: [number, number, number, number];
}
export interface DyadRow {
  period: string;
  forth: Sums;
  back: Sums;
  mutual: Sums;
  events: number;
  mean_scale: number | null;
  expected: {
    events_low: number;
    events_high: number;
    scale_low: number | null;
    scale_high: number | null;
  } | null;
}
export interface DyadAnswer {
  actor: string;
  recipient: string;
  actor_label: string;
  recipient_label: string;
  by: By;
  forth: Sums;
  back: Sums;
  mutual: Sums;
  events: number;
  undated: number;
  items: DyadRow[];
}

// For each row the sums of its first 0, 1, 2, ... values: where the stacked bars begin and end.
export function stacked(rows: readonly Record<string, number>[], values: readonly string[]): number[][] {
  return rows.map((row) => {
    const sums = [0];
    for (const value of values) sums.push(sums[sums.length - 1]! + (row[value] ?? 0));
    return sums;
  });
}

export function largest(numbers: Iterable<number>): number {
  let most = 0;
  for (const each of numbers) if (each > most) most = each;
  return most;
}

// How a row differs from what was to be expected: more events than the band, or a harsher or milder mean.
export function surprise(row: DyadRow): "more" | "fewer" | "harsher" | "milder" | null {
  const expected = row.expected;
  if (!expected) return null;
  if (row.events > expected.events_high) return "more";
  if (row.events < expected.events_low) return "fewer";
  if (row.mean_scale === null || expected.scale_low === null || expected.scale_high === null) return null;
  if (row.mean_scale < expected.scale_low) return "harsher";
  return row.mean_scale > expected.scale_high ? "milder" : null;
}
