// Moving along periods and choosing ranges of them, without a browser.

export type Range = [number, number]; // positions, both ends included
export type Grip = "new" | "low" | "high" | "move"; // what is dragged

// Which period a place on the strip belongs to.
export function periodAt(x: number, width: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor((x / width) * count)));
}

// Where a key moves a handle; null: the key means nothing here.
export function movedBy(key: string, at: number, low: number, high: number): number | null {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 };
  if (key === "Home") return low;
  if (key === "End") return high;
  const step = steps[key];
  return step === undefined ? null : Math.max(low, Math.min(high, at + step));
}

// The period whose bar lies at x, by bisection.
export function indexAt(x: number, count: number, left: (i: number) => number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (left(middle) <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}

// The range while something is dragged from one period to another.
export function dragged(kind: Grip, from: number, to: number, range: Range, last: number): Range {
  if (kind === "low") return [Math.min(to, range[1]), range[1]];
  if (kind === "high") return [range[0], Math.max(to, range[0])];
  if (kind === "new") return [Math.min(from, to), Math.max(from, to)];
  const shift = Math.max(-range[0], Math.min(last - range[1], to - from));
  return [range[0] + shift, range[1] + shift];
}
