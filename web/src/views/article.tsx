// The text as published, with the words of every event and fact marked in place.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useApi } from "../api";
import { ArticleText, type Layer, layersOf } from "../components/article_text";
import { EventFields, EventTitle, FieldValue, Why } from "../components/event_detail";
import type { Lit } from "../components/evidence_text";
import { Happening } from "../components/happening";
import { Heading } from "../components/heading";
import { Problem } from "../components/problem";
import { ArticleLink, Claimants, Code, Definition, articleTitle, dates, placeName, safeAddress } from "../components/words";
import { factEvidence } from "../evidence";
import { factFields } from "../facts";
import { Filters, viewAddress } from "../filters";
import { type Key, bytes, date, label, t, tOr } from "../i18n";
import { usePlace } from "../router";
import { CodePoints } from "../text_spans";
import type { Article, EventItem, FactItem } from "../types";
import type { ViewProps } from "../views";

export default function ArticleView(props: ViewProps) {
  const answer = useApi<Article>(`articles/${encodeURIComponent(props.id ?? "")}`);
  if (answer.error) {
    return (
      <>
        <Heading>{t("view.article")}</Heading>
        <Problem problem={answer.error} retry={answer.reload} />
        <p>
          <a href={viewAddress("archive")}>{t("article.all")}</a>
        </p>
      </>
    );
  }
  if (!answer.data || answer.data.id !== props.id) return <p class="quiet">{t("frame.loading")}</p>;
  return <Page article={answer.data} />;
}

function Page(props: { article: Article }) {
  const { article } = props;
  const show = usePlace().params.get("show");
  const [lit, light] = useState<Lit | null>(show ? { item: show, field: "whole", index: 0 } : null);
  const [layers, setLayers] = useState<ReadonlySet<Layer>>(new Set<Layer>(["events", "facts"]));
  const points = useMemo(() => new CodePoints(article.text), [article.text]);
  const toggle = (layer: Layer) => {
    const next = new Set(layers);
    if (!next.delete(layer)) next.add(layer);
    setLayers(next);
  };
  // An address that names an event opens at its words.
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = `${articleTitle(article).slice(0, 100)} · casus`;
  }, [article]);
  useEffect(() => {
    if (show) text.current?.querySelector(`[data-lit="true"]`)?.scrollIntoView({ block: "center" });
  }, [show, article]);
  return (
    <article class="article">
      <WayBack article={article} />
      <Heading>
        <bdi>{articleTitle(article)}</bdi>
      </Heading>
      <Byline article={article} />
      {article.refusal && (
        <div class="problem">
          <strong>{t("article.refused")}</strong> <span dir="auto">{article.refusal}</span>
        </div>
      )}
      <div class="article-body">
        <div class="article-reading">
          <LayerChoice layers={layers} toggle={toggle} article={article} />
          <div ref={text}>
            <ArticleText article={article} points={points} layers={layers} lit={lit} />
          </div>
          <History article={article} />
        </div>
        <div class="article-side">
          <Coded article={article} points={points} lit={lit} light={light} />
        </div>
      </div>
    </article>
  );
}

function WayBack(props: { article: Article }) {
  const { source, section } = props.article;
  const of = (pairs: [string, string][]) => viewAddress("archive", null, new Filters(pairs));
  return (
    <nav class="back" aria-label={t("article.way-back")}>
      <a href={of([])}>← {t("article.all")}</a>
      {source && (
        <>
          <span aria-hidden="true"> / </span>
          <a href={of([["source", source]])}>
            <bdi>{source}</bdi>
          </a>
        </>
      )}
      {section && (
        <>
          <span aria-hidden="true"> / </span>
          <a href={of(source ? [["source", source], ["section", section]] : [["section", section]])}>
            <bdi>{section}</bdi>
          </a>
        </>
      )}
    </nav>
  );
}

function Byline(props: { article: Article }) {
  const { article } = props;
  const address = safeAddress(article.url);
  return (
    <p class="byline quiet">
      {article.date && <time dateTime={article.date}>{date(article.date)}</time>}
      {article.author && <bdi>{article.author}</bdi>}
      {article.source && <bdi>{article.source}</bdi>}
      {article.section && <bdi>{article.section}</bdi>}
      {article.language && <span>{article.language}</span>}
      {address ? (
        <a href={address} rel="noreferrer noopener" target="_blank">
          {t("article.original")}
        </a>
      ) : (
        article.url && <bdi class="bad-address">{article.url}</bdi>
      )}
      <a href={article.raw} download>
        {t("article.raw")}
      </a>
    </p>
  );
}

function LayerChoice(props: { layers: ReadonlySet<Layer>; toggle: (layer: Layer) => void; article: Article }) {
  const counts = layersOf(props.article);
  return (
    <fieldset class="layers">
      <legend class="unseen">{t("article.show")}</legend>
      {counts
        .filter((each) => each.count > 0)
        .map((each) => (
          <label key={each.layer} class={`layer layer-${each.layer}`}>
            <input type="checkbox" checked={props.layers.has(each.layer)} onChange={() => props.toggle(each.layer)} />
            <span>
              {t(`layer.${each.layer}` as Key)} <span class="quiet">{each.count}</span>
            </span>
          </label>
        ))}
    </fieldset>
  );
}

interface CodedProps {
  article: Article;
  points: CodePoints;
  lit: Lit | null;
  light: (lit: Lit | null) => void;
}

function Coded(props: CodedProps) {
  const { article } = props;
  return (
    <>
      <section aria-labelledby="coded-events">
        <h2 id="coded-events">{t("count.events", { n: article.events.length })}</h2>
        {article.events.length === 0 && <p class="quiet">{t("article.no-events")}</p>}
        <ol class="cards">
          {article.events.map((each, i) => (
            <EventCard key={each.id} {...props} event={each} number={i + 1} />
          ))}
        </ol>
      </section>
      {article.facts.length > 0 && (
        <section aria-labelledby="coded-facts">
          <h2 id="coded-facts">{t("count.facts", { n: article.facts.length })}</h2>
          <ol class="cards">
            {article.facts.map((each) => (
              <FactCard key={each.id} {...props} fact={each} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function ShowButton(props: { id: string; light: (lit: Lit | null) => void; children: string }) {
  const show = () => {
    props.light({ item: props.id, field: "whole", index: 0 });
    requestAnimationFrame(() => document.querySelector(`.article-text [data-lit="true"]`)?.scrollIntoView({ block: "center" }));
  };
  return (
    <button type="button" class="plain show" onClick={show}>
      {props.children}
    </button>
  );
}

function EventCard(props: CodedProps & { event: EventItem; number: number }) {
  const { event, light } = props;
  const [isOpen, setOpen] = useState(false);
  const isLit = props.lit?.item === event.id;
  return (
    <li id={`event-${props.number}`} tabIndex={-1} class={`card event-card quad-edge-${event.quad_code} ${isLit ? "card-lit" : ""}`}>
      <div
        class="card-head"
        onMouseEnter={() => light({ item: event.id, field: "whole", index: 0 })}
        onMouseLeave={() => light(null)}
      >
        <span class="card-number">{props.number}</span>
        <h3>
          <EventTitle event={event} />
        </h3>
      </div>
      <EventFields event={event} layers={props.article} points={props.points} light={light} isShort />
      <div class="ways">
        <ShowButton id={event.id} light={light}>
          {t("event.show")}
        </ShowButton>
        <a href={viewAddress("events", event.id)}>{t("event.page")}</a>
        {event.link && event.reports > 1 && (
          <button type="button" class="plain" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t("count.reports", { n: event.reports })}
          </button>
        )}
        <Why event={event.id} />
      </div>
      {isOpen && event.link && <Happening link={event.link} current={event.id} />}
    </li>
  );
}

function FactCard(props: CodedProps & { fact: FactItem }) {
  const { fact, light } = props;
  const evidence = useMemo(() => factEvidence(fact, props.article), [fact, props.article]);
  const has = (field: string, index = 0) => evidence.some((each) => each.field === field && each.index === index);
  const isLit = props.lit?.item === fact.id;
  return (
    <li class={`card fact-card ${isLit ? "card-lit" : ""}`}>
      <div
        class="card-head"
        onMouseEnter={() => light({ item: fact.id, field: "whole", index: 0 })}
        onMouseLeave={() => light(null)}
      >
        <h3>
          <span class="fact-kind">{label("kind", fact.kind)}</span> {fact.name && <bdi>{fact.name}</bdi>}
        </h3>
      </div>
      <dl class="fields">
        {fact.participants.map((each, i) => (
          <Definition key={i} term={tOr("role", each.role ?? "")}>
            <FieldValue lit={{ item: fact.id, field: "actor", index: i }} light={light} hasWords={has("actor", i)}>
              <bdi>{each.entity_text}</bdi> <Code party={each} />
            </FieldValue>
          </Definition>
        ))}
        {fact.date && (
          <Definition term={t("event.date")}>
            <FieldValue lit={{ item: fact.id, field: "date", index: 0 }} light={light} hasWords={has("date")}>
              {dates(fact)}
            </FieldValue>
          </Definition>
        )}
        {fact.place && (
          <Definition term={t("event.place")}>
            <FieldValue lit={{ item: fact.id, field: "place", index: 0 }} light={light} hasWords={has("place")}>
              <bdi>{placeName(fact.place)}</bdi>
            </FieldValue>
          </Definition>
        )}
        {factFields(fact).map(([name, value]) => (
          <Definition key={name} term={tOr("fact", name)}>
            <bdi>{value}</bdi>
          </Definition>
        ))}
        {fact.attribution.length > 0 && (
          <Definition term={t("event.claimant")}>
            <Claimants claims={fact.attribution} />
          </Definition>
        )}
      </dl>
      <div class="ways">
        <ShowButton id={fact.id} light={light}>
          {t("event.show")}
        </ShowButton>
      </div>
    </li>
  );
}

function History(props: { article: Article }) {
  const { article } = props;
  const others = article.story.filter((each) => each.id !== article.id);
  if (article.revisions.length < 2 && article.copies.length === 0 && others.length === 0) return null;
  return (
    <section class="history" aria-labelledby="history">
      <h2 id="history">{t("article.history")}</h2>
      {article.revisions.length > 1 && (
        <>
          <h3>{t("article.revisions")}</h3>
          <ol>
            {article.revisions.map((each) => (
              <li key={each.revision}>
                {date(each.date)} <span class="quiet">{t("article.words", { n: each.words })}, {bytes(each.bytes)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      {article.copies.length > 0 && (
        <>
          <h3>{t("article.copies")}</h3>
          <ul>
            {article.copies.map((each, i) => (
              <li key={i}>
                <bdi>{each.source ?? each.id}</bdi> <span class="quiet">{date(each.date)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>{t("article.story")}</h3>
          <ul>
            {others.map((each) => (
              <li key={each.id}>
                <ArticleLink article={each} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
