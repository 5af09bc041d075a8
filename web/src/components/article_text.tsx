// The whole text, cut at the edges of what is marked. Paragraphs are the text's own; what the text
// says is text and nothing else.

import { useMemo } from "preact/hooks";
import { type Evidence, eventEvidence, factEvidence } from "../evidence";
import { t } from "../i18n";
import { CodePoints, type Marked, type Piece, piecesOf } from "../text_spans";
import type { Article, Span } from "../types";
import { type Lit, isLit } from "./evidence_text";

export type Layer = "events" | "facts" | "entities" | "times" | "places";

export function layersOf(article: Article): { layer: Layer; count: number }[] {
  return (["events", "facts", "entities", "times", "places"] as const).map((layer) => ({
    layer,
    count: article[layer]?.length ?? 0,
  }));
}

interface Mark {
  layer: Layer;
  item: string;
  evidence: Evidence | null;
  number: number; // of the event, where its sentence ends
  quad: number;
  title: string;
}

interface Props {
  article: Article;
  points: CodePoints;
  layers: ReadonlySet<Layer>;
  lit: Lit | null;
}

function marksOf(article: Article, points: CodePoints, layers: ReadonlySet<Layer>): Marked<Mark>[] {
  const marks: Marked<Mark>[] = [];
  const put = (layer: Layer, item: string, evidence: Evidence, number: number, quad: number) => {
    for (const span of evidence.spans) {
      marks.push({ start: span.start, end: span.end, mark: { layer, item, evidence, number, quad, title: "" } });
    }
  };
  article.events.forEach((event, i) => {
    for (const each of eventEvidence(points, event, article)) put("events", event.id, each, i + 1, event.quad_code);
  });
  for (const fact of article.facts) for (const each of factEvidence(fact, article)) put("facts", fact.id, each, 0, 0);
  const plain = (layer: "entities" | "times" | "places", title: (each: never) => string) => {
    if (!layers.has(layer)) return;
    for (const each of article[layer] ?? []) {
      marks.push({
        start: each.start,
        end: each.end,
        mark: { layer, item: "", evidence: null, number: 0, quad: 0, title: title(each as never) },
      });
    }
  };
  plain("entities", (each: { name: string; type: string; code: string | null }) => [each.type, each.name, each.code].filter(Boolean).join(" · "));
  plain("times", (each: { type: string; value: string }) => `${each.type} ${each.value}`);
  plain("places", (each: { resolved_place: string | null; country_code: string | null }) =>
    [each.resolved_place, each.country_code].filter(Boolean).join(", "),
  );
  return marks;
}

function classesOf(piece: Piece<Mark>, layers: ReadonlySet<Layer>, lit: Lit | null): string {
  const classes = new Set<string>();
  for (const { layer, item, evidence, quad } of piece.marks) {
    if (evidence && isLit(lit, item, evidence)) classes.add(evidence.field === "whole" ? "lit-whole" : "lit");
    if (!layers.has(layer)) continue;
    if (!evidence) classes.add(`in-${layer}`);
    else if (layer === "events" && evidence.field === "whole") classes.add(`in-event quad-line-${quad}`);
    else if (layer === "events" && evidence.field === "trigger") classes.add("in-trigger");
    else if (layer === "facts" && evidence.field === "trigger") classes.add("in-fact");
  }
  return [...classes].join(" ");
}

// The numbers of the events whose sentence ends here: links to their cards.
function endsAt(pieces: readonly Piece<Mark>[], at: number): number[] {
  const piece = pieces[at]!;
  const next = pieces[at + 1];
  const numbers = (each: Piece<Mark> | undefined) =>
    new Set((each?.marks ?? []).filter((m) => m.layer === "events" && m.evidence?.field === "whole").map((m) => m.number));
  const after = numbers(next);
  return [...numbers(piece)].filter((each) => !after.has(each));
}

export function paragraphs(points: CodePoints): Span[] {
  const spans: Span[] = [];
  let start = 0;
  let at = 0;
  for (const part of points.text.split(/(\n\s*\n)/)) {
    const length = [...part].length;
    if (/^\n\s*\n$/.test(part)) {
      if (at > start) spans.push({ start, end: at });
      start = at + length;
    }
    at += length;
  }
  if (at > start) spans.push({ start, end: at });
  return spans;
}

export function ArticleText(props: Props) {
  const { article, points, layers, lit } = props;
  const marks = useMemo(() => marksOf(article, points, layers), [article, points, layers]);
  const blocks = useMemo(() => {
    const spans = paragraphs(points);
    const buckets = bucketsOf(spans, marks);
    return spans.map((span, i) => ({ span, pieces: piecesOf(points, span, buckets[i]!) }));
  }, [points, marks]);
  return (
    <div class="article-text" lang={article.language ?? undefined}>
      {blocks.map(({ span, pieces }) => (
        <p key={span.start} dir="auto">
          {pieces.map((piece, i) => (
            <PieceOfText key={piece.start} piece={piece} ends={layers.has("events") ? endsAt(pieces, i) : []} layers={layers} lit={lit} />
          ))}
        </p>
      ))}
    </div>
  );
}

// The marks that touch each paragraph.
function bucketsOf(spans: readonly Span[], marks: readonly Marked<Mark>[]): Marked<Mark>[][] {
  const buckets: Marked<Mark>[][] = spans.map(() => []);
  for (const mark of marks) {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans[middle]!.end <= mark.start) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < spans.length && spans[i]!.start < mark.end; ++i) buckets[i]!.push(mark);
  }
  return buckets;
}

function PieceOfText(props: { piece: Piece<Mark>; ends: number[]; layers: ReadonlySet<Layer>; lit: Lit | null }) {
  const { piece } = props;
  if (piece.marks.length === 0) return <>{piece.text}</>;
  const classes = classesOf(piece, props.layers, props.lit);
  const title = piece.marks.find((each) => each.title)?.title;
  return (
    <>
      <span class={classes} title={title} data-lit={classes.includes("lit") ? "true" : undefined}>
        {piece.text}
      </span>
      {props.ends.map((each) => (
        <a key={each} class="event-number" href={`#event-${each}`} aria-label={t("article.to-event", { n: each })}>
          {each}
        </a>
      ))}
    </>
  );
}
