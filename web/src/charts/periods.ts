// Periods as the API names them: a day and a week by a date (a week by its Monday), "2020-07" a month,
// "2020" a year. All reckoning is in UTC.

export type By = "day" | "week" | "month" | "year";
export const allBy: readonly By[] = ["day", "week", "month", "year"];

export function isBy(text: string): text is By {
  return (allBy as readonly string[]).includes(text);
}

function utc(year: number, month: number, day: number): Date {
  const at = new Date(Date.UTC(2000, month, day));
  at.setUTCFullYear(year, month, day); // years below 100 are not of the 20th century
  return at;
}

// The first moment of what "2020", "2020-07" or "2020-07-12" names; null for what names nothing.
export function startOf(text: string): Date | null {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
  return parts ? utc(Number(parts[1]), Number(parts[2] ?? 1) - 1, Number(parts[3] ?? 1)) : null;
}

// The first moment after it.
export function endOf(text: string, by?: By): Date | null {
  const start = startOf(text);
  if (!start) return null;
  const [year, month, day] = [start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()];
  if (by === "week") return utc(year, month, day + 7);
  if (text.length === 4) return utc(year + 1, 0, 1);
  return text.length === 7 ? utc(year, month + 1, 1) : utc(year, month, day + 1);
}

export function textOf(date: Date, by: By = "day"): string {
  const text = `${String(date.getUTCFullYear()).padStart(4, "0")}-${String(date.getUTCMonth() + 1).padStart(2, "0")}-${String(
    date.getUTCDate(),
  ).padStart(2, "0")}`;
  return by === "year" ? text.slice(0, 4) : by === "month" ? text.slice(0, 7) : text;
}

const kDay = 24 * 60 * 60 * 1000;

// The period that a date lies in.
export function periodOf(date: Date, by: By): string {
  if (by !== "week") return textOf(date, by);
  return textOf(new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * kDay));
}

// What the filters `from` and `to` are for the periods from one to another: as precise as the
// periods, so that what is known only by its month is found by its month.
export function filterOf(first: string, last: string, by: By): { from: string; to: string } {
  if (by !== "week") return { from: first, to: last };
  const end = endOf(last, "week");
  return { from: first, to: end ? textOf(new Date(end.getTime() - kDay)) : last };
}

// Positions of the first and last of the periods that the filters `from` and `to` touch; null where
// they leave all in, or touch none.
export function rangeOf(
  periods: readonly string[],
  by: By,
  from: string | null,
  to: string | null,
): [number, number] | null {
  const begin = from === null ? null : startOf(from);
  const end = to === null ? null : endOf(to);
  if (periods.length === 0 || (!begin && !end)) return null;
  const starts = periods.map((each) => startOf(each)?.getTime() ?? 0);
  const isAfter = (at: number) => (endOf(periods[at]!, by)?.getTime() ?? 0) > (begin?.getTime() ?? -Infinity);
  let first = 0;
  while (first < periods.length && !isAfter(first)) ++first;
  let last = periods.length - 1;
  while (last >= 0 && end && starts[last]! >= end.getTime()) --last;
  return first <= last ? [first, last] : null;
}

// Periods that a reader takes in at once between two moments.
export function fittingBy(first: Date, last: Date): By {
  const days = (last.getTime() - first.getTime()) / kDay;
  if (days <= 120) return "day";
  if (days <= 3 * 366) return "week";
  return days <= 60 * 366 ? "month" : "year";
}

export interface Tick {
  at: Date;
  unit: "year" | "month" | "day";
}

const kSteps: readonly { unit: Tick["unit"]; step: number; days: number }[] = [
  { unit: "day", step: 1, days: 1 },
  { unit: "day", step: 7, days: 7 },
  { unit: "day", step: 14, days: 14 },
  { unit: "month", step: 1, days: 30.4 },
  { unit: "month", step: 3, days: 91.3 },
  { unit: "month", step: 6, days: 182.6 },
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((step) => ({ unit: "year" as const, step, days: step * 365.25 })),
];

// At most about `most` round moments between two, no nearer to each other than the periods.
export function ticksBetween(first: Date, last: Date, most: number, by: By = "day"): Tick[] {
  const days = (last.getTime() - first.getTime()) / kDay;
  const least = { day: 1, week: 7, month: 30, year: 365 }[by];
  const fits = (each: { days: number }) => each.days >= least && days / each.days <= Math.max(1, most);
  const { unit, step } = kSteps.find(fits) ?? kSteps[kSteps.length - 1]!;
  const ticks: Tick[] = [];
  let year = first.getUTCFullYear();
  let month = unit === "year" ? 0 : first.getUTCMonth();
  let day = 1;
  if (unit === "year") year = Math.ceil(year / step) * step;
  if (unit === "month") month = Math.ceil(month / step) * step;
  if (unit === "day") day = first.getUTCDate();
  for (let i = 0; i < 1000; ++i) {
    const at =
      unit === "year" ? utc(year + i * step, 0, 1) : unit === "month" ? utc(year, month + i * step, 1) : utc(year, month, day + i * step);
    if (at > last) break;
    if (at >= first) ticks.push({ at, unit: unit !== "day" && at.getUTCMonth() === 0 && at.getUTCDate() === 1 ? "year" : unit });
  }
  return ticks;
}
