// A stretch of an article with the words that gave something marked, and those of the field under the
// reader's hand or focus lit.

import { useMemo } from "preact/hooks";
import type { Evidence, Field } from "../evidence";
import { CodePoints, type Marked, piecesOf } from "../text_spans";
import type { Span } from "../types";

export interface Lit {
  item: string; // of an event or fact
  field: Field;
  index: number;
}

export function isLit(lit: Lit | null, item: string, each: Evidence): boolean {
  if (!lit || lit.item !== item) return false;
  return lit.field === "whole" ? each.field === "whole" || each.field === "trigger" : lit.field === each.field && lit.index === each.index;
}

interface Mark {
  kind: Field;
  isLit: boolean;
}

// One event's or fact's words; `offset`: where the text stands in its article.
export function EvidenceText(props: { text: string; offset: number; item: string; evidence: readonly Evidence[]; lit: Lit | null }) {
  const points = useMemo(() => new CodePoints(props.text), [props.text]);
  const whole = { start: 0, end: [...props.text].length };
  const move = (span: Span) => ({ start: span.start - props.offset, end: span.end - props.offset });
  const marked: Marked<Mark>[] = props.evidence
    .filter((each) => each.field !== "whole")
    .flatMap((each) =>
      each.spans.map((span) => ({ ...move(span), mark: { kind: each.field, isLit: isLit(props.lit, props.item, each) } })),
    );
  return (
    <p class="evidence" dir="auto">
      {piecesOf(points, whole, marked).map((piece) =>
        piece.marks.length === 0 ? (
          piece.text
        ) : (
          <span
            key={piece.start}
            class={`word ${piece.marks.map((each) => `word-${each.kind}`).join(" ")} ${piece.marks.some((each) => each.isLit) ? "lit" : ""}`}
          >
            {piece.text}
          </span>
        ),
      )}
    </p>
  );
}
