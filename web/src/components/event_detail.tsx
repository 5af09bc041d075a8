// An event in full: each field beside its words, who says so, why it is so, who else reports it.

import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { useApi } from "../api";
import { type Field, eventEvidence } from "../evidence";
import { Filters, viewAddress } from "../filters";
import { type Key, label, number, t } from "../i18n";
import { CodePoints } from "../text_spans";
import type { Article, EventItem, Span } from "../types";
import { EvidenceText, type Lit } from "./evidence_text";
import { Happening } from "./happening";
import { Problem } from "./problem";
import { ArticleLink, Category, Code, Confidence, Definition, Modality, dates, placeName, sizeText, withEvent } from "./words";

type Layers = Pick<Article, "times" | "places">;
const kNoLayers: Layers = { times: null, places: null };

// The text of the evidence, laid where it stands in the article, so that offsets hold.
function pointsOf(text: string, sentence: Span): CodePoints {
  return new CodePoints(" ".repeat(Math.max(0, sentence.start)) + text);
}

export function eventPoints(event: EventItem, articleText: string | null): CodePoints {
  return articleText === null ? pointsOf(event.text, event.text_info) : new CodePoints(articleText);
}

// A value that lights its words under the mouse or when focused.
export function FieldValue(props: { lit: Lit; light: (lit: Lit | null) => void; hasWords: boolean; children: ComponentChildren }) {
  if (!props.hasWords) return <span class="field">{props.children}</span>;
  const on = () => props.light(props.lit);
  const off = () => props.light(null);
  return (
    <button type="button" class="field field-words" onMouseEnter={on} onMouseLeave={off} onFocus={on} onBlur={off} onClick={on}>
      {props.children}
    </button>
  );
}

interface FieldsProps {
  event: EventItem;
  layers?: Layers;
  points: CodePoints;
  light: (lit: Lit | null) => void;
  isShort?: boolean;
}

export function EventFields(props: FieldsProps) {
  const { event } = props;
  const evidence = eventEvidence(props.points, event, props.layers ?? kNoLayers);
  const has = (field: Field, index = 0) => evidence.some((each) => each.field === field && each.index === index);
  const value = (field: Field, index: number, children: ComponentChildren) => (
    <FieldValue key={index} lit={{ item: event.id, field, index }} light={props.light} hasWords={has(field, index)}>
      {children}
    </FieldValue>
  );
  const party = (field: "actor" | "recipient") =>
    event[field].map((each, i) =>
      value(
        field,
        i,
        <>
          <bdi>{each.identifier_text ?? each.entity_text}</bdi> <Code party={each} />
          {each.office && <span class="quiet"> {each.office}</span>}
        </>,
      ),
    );
  const size = sizeText(event.size);
  return (
    <dl class="fields">
      {event.actor.length > 0 && <Definition term={t("event.actor")}>{party("actor")}</Definition>}
      {event.recipient.length > 0 && <Definition term={t("event.recipient")}>{party("recipient")}</Definition>}
      {event.date && (
        <Definition term={t("event.date")}>
          {value("date", 0, dates(event))}
          {event.date_source && <span class="quiet"> {t(`date-source.${event.date_source}` as Key)}</span>}
        </Definition>
      )}
      {event.event_loc && <Definition term={t("event.place")}>{value("place", 0, <bdi>{placeName(event.event_loc)}</bdi>)}</Definition>}
      {event.attribution.length > 0 && (
        <Definition term={t("event.claimant")}>
          {event.attribution.map((each, i) => (
            <span key={i} class="chain">
              {i > 0 && <span class="quiet">{t("event.citing")} </span>}
              {value(
                "claimant",
                i,
                <>
                  <bdi>{each.entity_text}</bdi> <Code party={each} />
                  {each.verb && <span class="quiet"> {t("event.verb", { verb: each.verb })}</span>}
                </>,
              )}
            </span>
          ))}
        </Definition>
      )}
      {size && <Definition term={t("event.size")}>{value("size", 0, size)}</Definition>}
      {event.context.length > 0 && (
        <Definition term={t("event.context")}>{event.context.map((each) => label("context", each)).join(", ")}</Definition>
      )}
      {!props.isShort && (
        <>
          <Definition term={t("event.confidence")}>
            <Confidence value={event.confidence} />
          </Definition>
          <Definition term={t("event.scale")}>{number(event.event_scale, 1)}</Definition>
        </>
      )}
    </dl>
  );
}

// What `casus explain` says, once it is asked for.
export function Why(props: { event: string }) {
  const [isOpen, setOpen] = useState(false);
  const answer = useApi<{ text: string }>(isOpen ? `events/${encodeURIComponent(props.event)}/explain` : null);
  return (
    <div class={`why ${isOpen ? "why-open" : ""}`}>
      <button type="button" class="why-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t("event.why")}
      </button>
      {isOpen && answer.error && <Problem problem={answer.error} retry={answer.reload} />}
      {isOpen && !answer.error && !answer.data && <p class="quiet">{t("frame.loading")}</p>}
      {isOpen && answer.data && (
        <pre class="why-text" tabIndex={0} aria-label={t("event.why-text")}>
          {answer.data.text}
        </pre>
      )}
    </div>
  );
}

export function ReviewTag(props: { verdict: string | null }) {
  if (!props.verdict) return null;
  return <span class={`tag tag-review-${props.verdict}`}>{t(`verdict.${props.verdict}` as Key)}</span>;
}

export function EventTitle(props: { event: EventItem; isBlind?: boolean }) {
  const { event } = props;
  return (
    <span class="event-title">
      <Category event={event} />
      <Modality auxiliary={event.auxiliary} />
      {!props.isBlind && <ReviewTag verdict={event.review} />}
    </span>
  );
}

export function EventDetail(props: { event: EventItem; layers?: Layers; isPage?: boolean }) {
  const { event } = props;
  const [lit, light] = useState<Lit | null>(null);
  const points = useMemo(() => eventPoints(event, null), [event]);
  const evidence = eventEvidence(points, event, props.layers ?? kNoLayers);
  const codes = (side: EventItem["actor"]) => side.find((each) => each.code)?.code ?? null;
  const a = codes(event.actor);
  const b = codes(event.recipient) ?? event.actor.map((each) => each.code).find((each) => each && each !== a) ?? null;
  return (
    <div class="event-detail">
      <div class="event-main">
        <EvidenceText text={event.text} offset={event.text_info.start} item={event.id} evidence={evidence} lit={lit} />
        <p class="event-source">
          <ArticleLink article={event.article} event={event.id} />
        </p>
        <ul class="ways">
          <li>
            <a href={withEvent(viewAddress("articles", event.article.id), event.id)}>{t("event.in-article")}</a>
          </li>
          {!props.isPage && (
            <li>
              <a href={viewAddress("events", event.id)}>{t("event.page")}</a>
            </li>
          )}
          {a && b && a !== b && (
            <li>
              <a href={viewAddress("dyad", null, new Filters([["dyad", `${a},${b}`], ["either_way", "true"]]))}>
                {t("event.dyad", { a: label("code", a), b: label("code", b) })}
              </a>
            </li>
          )}
        </ul>
        <Why event={event.id} />
      </div>
      <EventFields event={event} points={points} layers={props.layers} light={light} />
      {event.link && event.reports > 1 && <Happening link={event.link} current={event.id} />}
    </div>
  );
}
