// Messages of the interface (messages/*.json, one file a language, same keys), names of PLOVER's words
// (the server's codebook), and numbers and dates in the reader's manner.

import { useSyncExternalStore } from "preact/compat";
import { api } from "./api";
import en from "./messages/en.json";
import ru from "./messages/ru.json";

type Form = "zero" | "one" | "two" | "few" | "many" | "other";
type Name<K> = K extends `${infer Base}.${Form}` ? Base : K;
export type Key = Name<keyof typeof en>;

const messages: Record<string, Record<string, string>> = { en, ru };
export const languages: readonly { code: string; name: string }[] = [
  { code: "en", name: "English" },
  { code: "ru", name: "Русский" },
];

interface CodebookEntry {
  name: string;
  en: string;
  ru: string | null;
}
interface CodebookCategory extends CodebookEntry {
  quad_code: number;
  event_scale: number;
  modes: CodebookEntry[];
}
export interface Codebook {
  categories: CodebookCategory[];
  contexts: CodebookEntry[];
  auxiliaries: CodebookEntry[];
  quads: CodebookEntry[];
  kinds: CodebookEntry[];
  sectors: CodebookEntry[];
  codes: CodebookEntry[];
}

const kLanguage = "casus.language";
const listeners = new Set<() => void>();
let version = 0;
let language = chosenLanguage();
let plural = new Intl.PluralRules(language);
let numbers = new Intl.NumberFormat(language);
let codebook: Codebook | null = null;
let names = new Map<string, CodebookEntry>();

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function chosenLanguage(): string {
  const asked = typeof navigator === "undefined" ? [] : navigator.languages; // none outside a browser
  const wanted = [stored(kLanguage) ?? "", ...asked.map((each) => each.slice(0, 2))];
  return wanted.find((each) => each in messages) ?? "en";
}

function changed(): void {
  ++version;
  document.documentElement.lang = language;
  for (const each of [...listeners]) each();
}

export function currentLanguage(): string {
  return language;
}

export function setLanguage(code: string): void {
  language = code in messages ? code : "en";
  plural = new Intl.PluralRules(language);
  numbers = new Intl.NumberFormat(language);
  try {
    localStorage.setItem(kLanguage, language);
  } catch {
    // It holds until the page is closed.
  }
  changed();
}

// Draws again what calls it when the language changes or the names of codes arrive.
export function useLanguage(): string {
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => version,
  );
  return language;
}

// The message with its {blanks} filled; `n` chooses among plural forms.
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const own = messages[language]!;
  const form = typeof values.n === "number" ? `${key}.${plural.select(values.n)}` : "";
  const text = own[form] ?? own[key] ?? (en as Record<string, string>)[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => {
    const value = values[name];
    return value === undefined ? blank : typeof value === "number" ? number(value) : value;
  });
}

// The message `${group}.${name}`; `name` itself where there is none: for words that data brings.
export function tOr(group: string, name: string): string {
  const key = `${group}.${name}`;
  return key in messages[language]! ? t(key as Key) : name.replaceAll("_", " ");
}

export function number(value: number, digits = 0): string {
  return digits === 0
    ? numbers.format(value)
    : value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

// "2020", "2020-07" and "2020-07-12", as precise as they are.
export function date(text: string | null | undefined): string {
  if (!text) return "";
  const [year, month, day] = text.slice(0, 10).split("-").map(Number);
  if (!year || Number.isNaN(year)) return text;
  const at = new Date(Date.UTC(year, (month || 1) - 1, day || 1));
  at.setUTCFullYear(year);
  const options: Intl.DateTimeFormatOptions = { timeZone: "UTC", year: "numeric" };
  if (month) options.month = "short";
  if (day) options.day = "numeric";
  return at.toLocaleDateString(locale(), options);
}

// "22–28 Feb 2021"
export function dateRange(from: string, to: string): string {
  const ends = [from, to].map((each) => (/^\d{4}-\d\d-\d\d$/.test(each) ? Date.parse(each) : NaN));
  if (ends.some(Number.isNaN) || ends[0]! > ends[1]!) return `${date(from)} – ${date(to)}`;
  const format = new Intl.DateTimeFormat(locale(), { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" });
  return format.formatRange(ends[0]!, ends[1]!);
}

// A moment, in the reader's time zone.
export function moment(text: string | null | undefined): string {
  if (!text) return "";
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : at.toLocaleString(locale(), { dateStyle: "medium", timeStyle: "short" });
}

function locale(): string {
  return language === "en" ? "en-GB" : language;
}

export function bytes(value: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let at = 0;
  while (value >= 1000 && at + 1 < units.length) {
    value /= 1000;
    ++at;
  }
  return `${number(value, at === 0 || value >= 100 ? 0 : 1)} ${units[at]}`;
}

// The name of PLOVER's word or a code ("category", "ASSAULT"); the word itself where there is none.
export function label(kind: string, name: string | null | undefined): string {
  if (!name) return "";
  const entry = names.get(`${kind} ${name}`);
  if (!entry) return name;
  return (language === "ru" ? entry.ru : null) ?? entry.en;
}

// "ARM", "ARM/MIL": what the filters call an actor.
export function actorLabel(value: string): string {
  const [code, sector] = value.split("/");
  return [code ? label("code", code) : "", sector ? label("sector", sector) : ""].filter(Boolean).join(", ");
}

export function currentCodebook(): Codebook | null {
  return codebook;
}

export async function loadCodebook(): Promise<void> {
  const book = await api<Codebook>("codebook");
  const found = new Map<string, CodebookEntry>();
  const put = (kind: string, list: CodebookEntry[] | undefined) => {
    for (const each of list ?? []) if (!found.has(`${kind} ${each.name}`)) found.set(`${kind} ${each.name}`, each);
  };
  put("category", book.categories);
  for (const each of book.categories) put("mode", each.modes);
  put("context", book.contexts);
  put("auxiliary", book.auxiliaries);
  put("quad", book.quads);
  put("kind", book.kinds);
  put("sector", book.sectors);
  put("code", book.codes);
  codebook = book;
  names = found;
  changed();
}

// PLOVER's quad class of a category, 1 to 4; 0: none.
export function quadOf(category: string | undefined): number {
  return codebook?.categories.find((each) => each.name === category)?.quad_code ?? 0;
}
