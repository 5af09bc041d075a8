// Text cut where marked spans begin and end. Offsets of the API count code points, those of
// JavaScript UTF-16 units; CodePoints converts. No DOM: testable alone.

import type { Span } from "./types";

export class CodePoints {
  private readonly units: Uint32Array | null; // null: the text has no pairs, offsets are equal
  constructor(readonly text: string) {
    this.units = /[\ud800-\udbff][\udc00-\udfff]/.test(text) ? CodePoints.index(text) : null;
  }
  private static index(text: string): Uint32Array {
    const units = new Uint32Array(text.length + 1);
    let count = 0;
    let at = 0;
    for (const each of text) {
      units[count++] = at;
      at += each.length;
    }
    units[count] = at;
    return units.slice(0, count + 1);
  }
  unit(point: number): number {
    if (point <= 0) return 0;
    if (!this.units) return Math.min(point, this.text.length);
    return this.units[Math.min(point, this.units.length - 1)]!;
  }
  slice(span: Span): string {
    return this.text.slice(this.unit(span.start), this.unit(span.end));
  }
  find(words: string, within: Span): Span | null {
    const from = this.unit(within.start);
    const at = this.text.slice(from, this.unit(within.end)).indexOf(words);
    if (at < 0 || words === "") return null;
    const before = [...this.text.slice(from, from + at)].length;
    const start = within.start + before;
    return { start, end: start + [...words].length };
  }
}

export interface Marked<Mark> extends Span {
  mark: Mark;
}
export interface Piece<Mark> extends Span {
  text: string;
  marks: Mark[];
}

// The text from `within.start` to `within.end` in pieces, each with the marks that cover it.
// Time: linear in text, and n log n in marks, but for marks that lie over one another.
export function piecesOf<Mark>(points: CodePoints, within: Span, marked: readonly Marked<Mark>[]): Piece<Mark>[] {
  const inside = marked
    .map((each) => ({ ...each, start: Math.max(each.start, within.start), end: Math.min(each.end, within.end) }))
    .filter((each) => each.start < each.end)
    .sort((a, b) => a.start - b.start);
  const edges = new Set<number>([within.start, within.end]);
  for (const each of inside) {
    edges.add(each.start);
    edges.add(each.end);
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const pieces: Piece<Mark>[] = [];
  let open: Marked<Mark>[] = [];
  let next = 0;
  for (let i = 0; i + 1 < sorted.length; ++i) {
    const start = sorted[i]!;
    const end = sorted[i + 1]!;
    open = open.filter((each) => each.end > start);
    while (next < inside.length && inside[next]!.start <= start) open.push(inside[next++]!);
    pieces.push({ start, end, text: points.slice({ start, end }), marks: open.map((each) => each.mark) });
  }
  return pieces;
}
