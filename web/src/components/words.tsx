// Small parts of events and facts, in the reader's words. Texts from outside stand in <bdi>: their
// direction, and what overrides it, stays inside.

import type { ComponentChildren } from "preact";
import { Fragment } from "preact";
import { viewAddress } from "../filters";
import { type Key, actorLabel, date, dateRange, label, number, quadOf, t } from "../i18n";
import type { ArticleReference, Claim, Count, EventItem, Party, PlaceOf } from "../types";

export function codeOf(party: { code: string | null; sector: string | null }): string {
  return [party.code ?? "", party.sector ?? ""].filter(Boolean).join("/") && `${party.code ?? ""}${party.sector ? `/${party.sector}` : ""}`;
}

export function Code(props: { party: { code: string | null; sector: string | null } }) {
  const code = codeOf(props.party);
  if (!code) return null;
  return (
    <span class="code" title={actorLabel(code)}>
      {code.replace("/", " ").trim()}
    </span>
  );
}

// A long name cut for a table's cell; the whole stands in its tooltip and in the details.
export function Short(props: { text: string; most: number }) {
  const points = [...props.text.slice(0, 2 * props.most + 2)];
  if (points.length <= props.most) return <bdi>{props.text}</bdi>;
  return <bdi title={props.text.slice(0, 1000)}>{points.slice(0, props.most - 1).join("").trimEnd()}…</bdi>;
}

// The party in the text's words.
export function PartyName(props: { party: Party }) {
  return (
    <span class="party">
      <Short text={props.party.entity_text} most={60} /> <Code party={props.party} />
    </span>
  );
}

export function Parties(props: { parties: readonly Party[]; most?: number }) {
  const most = props.most ?? 3;
  if (props.parties.length === 0) return <span class="quiet">–</span>;
  return (
    <ul class="parties">
      {props.parties.slice(0, most).map((each) => (
        <li key={each.start}>
          <PartyName party={each} />
        </li>
      ))}
      {props.parties.length > most && <li class="quiet">{t("event.more-parties", { n: props.parties.length - most })}</li>}
    </ul>
  );
}

export function Quad(props: { code: number }) {
  return <span class={`quad quad-${props.code}`} title={props.code > 0 ? label("quad", String(props.code)) : undefined} />;
}

export function Category(props: { event: EventItem; isLong?: boolean }) {
  const { event } = props;
  const name = event.event[0];
  return (
    <span class="category">
      <Quad code={event.quad_code || quadOf(name)} />
      <span>
        <span class="category-name">{label("category", name)}</span>
        {event.mode.length > 0 && <span class="category-mode"> {event.mode.map((each) => label("mode", each)).join(", ")}</span>}
      </span>
    </span>
  );
}

export function Modality(props: { auxiliary: readonly string[] }) {
  if (props.auxiliary.length === 0) return null;
  return (
    <>
      {props.auxiliary.map((each) => (
        <span key={each} class={`tag tag-${each}`}>
          {label("auxiliary", each)}
        </span>
      ))}
    </>
  );
}

export function placeName(place: PlaceOf | null): string {
  if (!place) return "";
  const name = place.resolved_place ?? place.extracted_place ?? "";
  const country = place.country_code ? label("code", place.country_code) : "";
  return place.resolution === 1 || name === country ? country || name : [name, country].filter(Boolean).join(", ");
}

// "the Red Cross, citing witnesses": the nearest source first.
export function Claimants(props: { claims: readonly Claim[] }) {
  return (
    <>
      {props.claims.map((each, i) => (
        <Fragment key={i}>
          {i > 0 && <span class="quiet"> ← </span>}
          <bdi>{each.entity_text}</bdi> <Code party={each} />
        </Fragment>
      ))}
    </>
  );
}

function countText(count: Count): string {
  if (count === null) return "";
  if (typeof count === "number") return number(count);
  if (count.min !== undefined && count.max !== undefined) return `${number(count.min)}–${number(count.max)}`;
  return count.min !== undefined ? `≥ ${number(count.min)}` : count.max !== undefined ? `≤ ${number(count.max)}` : "";
}

export function sizeText(size: EventItem["size"]): string {
  return (["dead", "injured", "arrested"] as const)
    .filter((each) => size[each] !== null)
    .map((each) => `${t(`size.${each}` as Key)}: ${countText(size[each])}`)
    .join("; ");
}

export function dates(item: { date: string | null; enddate: string | null }): string {
  if (!item.date) return "";
  return item.enddate && item.enddate !== item.date ? dateRange(item.date, item.enddate) : date(item.date);
}

export function Confidence(props: { value: number }) {
  return <span title={t("event.confidence-help")}>{number(props.value, 2)}</span>;
}

export function articleTitle(article: ArticleReference): string {
  return article.title || article.id.split(/[\\/]/).pop() || article.id;
}

// "Rebels free hostages · example.org · 15 Mar 2018"
export function ArticleLink(props: { article: ArticleReference; event?: string }) {
  const { article } = props;
  const address = viewAddress("articles", article.id);
  return (
    <span class="article-link">
      <a href={props.event ? withEvent(address, props.event) : address}>
        <Short text={articleTitle(article)} most={90} />
      </a>
      <span class="quiet">
        {article.source && (
          <>
            {" · "}
            <bdi>{article.source}</bdi>
          </>
        )}
        {article.date && ` · ${date(article.date)}`}
      </span>
    </span>
  );
}

export function withEvent(address: string, event: string): string {
  return `${address}${address.includes("?") ? "&" : "?"}show=${encodeURIComponent(event)}`;
}

export function Definition(props: { term: string; children: ComponentChildren }) {
  return (
    <div class="definition">
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

// Only addresses that a browser may open: a text's "javascript:" is no link.
export function safeAddress(url: string | null | undefined): string | null {
  if (!url) return null;
  try {
    const parsed = new URL(url);
    return parsed.protocol === "http:" || parsed.protocol === "https:" ? parsed.href : null;
  } catch {
    return null;
  }
}
