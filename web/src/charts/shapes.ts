// Paths of charts: bars and bands of many values as one path each, so that ten thousand periods cost
// one element.

const kWidest = 56; // pixels of a bar

// Bars from `low(i)` up to `high(i)` in pixels, side by side from left(i) to left(i + 1); empty ones are left out.
export function barsPath(
  count: number,
  left: (i: number) => number,
  low: (i: number) => number,
  high: (i: number) => number,
): string {
  let path = "";
  for (let i = 0; i < count; ++i) {
    const [bottom, top] = [low(i), high(i)];
    if (bottom === top) continue;
    const width = left(i + 1) - left(i);
    // Few long periods have slender bars in their middle, not slabs.
    const gap = width > kWidest ? width - kWidest : width > 6 ? Math.min(2, width * 0.12) : width > 3 ? 0.5 : 0;
    const [x0, x1] = [left(i) + gap / 2, left(i + 1) - gap / 2];
    path += `M${round(x0)} ${round(bottom)}V${round(top)}H${round(x1)}V${round(bottom)}Z`;
  }
  return path;
}

// A line through the values that there are, broken where one is missing; `alone` are those without a
// neighbour, which a line cannot show.
export function brokenLine(
  count: number,
  x: (i: number) => number,
  y: (i: number) => number | null,
): { path: string; alone: { x: number; y: number; i: number }[] } {
  let path = "";
  const alone: { x: number; y: number; i: number }[] = [];
  let isOpen = false;
  for (let i = 0; i < count; ++i) {
    const at = y(i);
    if (at === null) {
      isOpen = false;
      continue;
    }
    if (!isOpen && (i + 1 === count || y(i + 1) === null)) alone.push({ x: x(i), y: at, i });
    else path += `${isOpen ? "L" : "M"}${round(x(i))} ${round(at)}`;
    isOpen = true;
  }
  return { path, alone };
}

// The area between two lines where both are known, as steps.
export function bandPath(
  count: number,
  left: (i: number) => number,
  low: (i: number) => number | null,
  high: (i: number) => number | null,
): string {
  let path = "";
  for (let i = 0; i < count; ) {
    if (low(i) === null || high(i) === null) {
      ++i;
      continue;
    }
    let end = i;
    while (end < count && low(end) !== null && high(end) !== null) ++end;
    let there = "";
    let back = "";
    for (let k = i; k < end; ++k) {
      there += `${k === i ? "M" : "L"}${round(left(k))} ${round(high(k)!)}H${round(left(k + 1))}`;
      back = `L${round(left(k + 1))} ${round(low(k)!)}H${round(left(k))}` + back;
    }
    path += there + back + "Z";
    i = end;
  }
  return path;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
