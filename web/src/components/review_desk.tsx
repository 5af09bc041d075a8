// One event with the sentences around it, and the keys to judge it. The keys act while the desk has
// the focus, so that they take no letter from anything else on the page.

import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { ApiProblem, api, asProblem, useApi } from "../api";
import { eventEvidence } from "../evidence";
import { useFilters, useSetting, viewAddress } from "../filters";
import { type Key, t } from "../i18n";
import type { Reviewer } from "../reviewer";
import type { Article, EventItem, Span } from "../types";
import { announce } from "./announcer";
import { CorrectionForm } from "./correction_form";
import { EventFields, EventTitle, Why, eventPoints } from "./event_detail";
import { EvidenceText, type Lit } from "./evidence_text";
import { FormWays } from "./form_ways";
import { Problem } from "./problem";
import { ArticleLink } from "./words";

interface Next {
  event: EventItem | null;
  left: number;
  done: number;
}

type Mode = "judge" | "reject" | "correct";
export interface Verdict {
  verdict: "accept" | "correct" | "reject";
  reason?: string;
  correction?: Record<string, unknown>;
}

const kOrders = ["date", "random", "unsure"] as const;

export function ReviewDesk(props: { reviewer: Reviewer; refused: (why: string) => void; judged: () => void }) {
  const { reviewer } = props;
  const filters = useFilters();
  const [order, setOrder] = useSetting("order", "date");
  const [after, setAfter] = useState<string | null>(null);
  const [again, setAgain] = useState<EventItem | null>(null); // one judged before
  const [past, setPast] = useState<EventItem[]>([]);
  const [mode, setMode] = useState<Mode>("judge");
  const [fault, setFault] = useState<ApiProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [judged, setJudged] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const desk = useRef<HTMLDivElement>(null);
  const params = filters.query({ reviewer: reviewer.name, order, after });
  const answer = useApi<Next>("reviews/next", params, round);
  const next = answer.loading ? null : (answer.data?.event ?? null);
  // What was just judged is not judged twice while the next one is on its way.
  const event = again ?? (next?.id === judged ? null : next);
  const isReady = event !== null && !isBusy;

  // The next key is for the next event, however soon it comes.
  useLayoutEffect(() => {
    setMode("judge");
    if (event) desk.current?.focus({ preventScroll: true });
  }, [event?.id]);

  const judge = async (verdict: Verdict) => {
    if (!event || isBusy) return;
    setBusy(true);
    setFault(null);
    try {
      await api(`events/${encodeURIComponent(event.id)}/reviews/${encodeURIComponent(reviewer.name)}`, undefined, {
        method: "PUT",
        token: reviewer.token,
        body: verdict,
      });
      announce(t(`verdict.${verdict.verdict}` as Key));
      setPast([...past.filter((each) => each.id !== event.id), event]);
      setAgain(null);
      setJudged(event.id);
      setMode("judge");
      setRound((old) => old + 1);
      props.judged();
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 401) props.refused(problem.detail || problem.title);
      else setFault(problem);
    } finally {
      setBusy(false);
    }
  };
  const skip = () => {
    if (!event) return;
    setAgain(null);
    if (!again) setAfter(event.id);
  };
  const back = () => {
    const last = past[past.length - 1];
    if (!last) return;
    setPast(past.slice(0, -1));
    setAgain(last);
  };
  const keys: Record<string, () => void> = {
    a: () => void judge({ verdict: "accept" }),
    c: () => setMode("correct"),
    r: () => setMode("reject"),
    s: skip,
    b: back,
  };
  const onKey = (pressed: KeyboardEvent) => {
    if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
    if (pressed.key === "Escape" && mode !== "judge") {
      pressed.preventDefault();
      setMode("judge");
      desk.current?.focus();
      return;
    }
    const target = pressed.target as HTMLElement;
    if (["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) || mode !== "judge" || !isReady) return;
    const action = keys[pressed.key.toLowerCase()] ?? keys[kSameKey[pressed.code] ?? ""];
    if (!action) return;
    pressed.preventDefault();
    action();
  };

  return (
    <section class="desk" aria-label={t("review.desk")}>
      <div class="desk-head">
        <span class="quiet">
          {answer.data && t("review.progress", { done: answer.data.done, left: answer.data.left })}
        </span>
        <label class="choice">
          {t("review.order")}{" "}
          <select
            value={order}
            onChange={(changed) => {
              setAfter(null);
              setOrder(changed.currentTarget.value);
            }}
          >
            {kOrders.map((each) => (
              <option key={each} value={each}>
                {t(`review.order.${each}` as Key)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {answer.error && <Problem problem={answer.error} retry={answer.reload} />}
      {fault && <Problem problem={fault} />}
      {!event && !answer.loading && answer.data?.event === null && !answer.error && (
        <div class="empty">
          <p>{after ? t("review.end") : t("review.none-left")}</p>
          {after && (
            <button type="button" onClick={() => setAfter(null)}>
              {t("review.from-start")}
            </button>
          )}
          {past.length > 0 && (
            <button type="button" onClick={back}>
              {t("review.back")}
            </button>
          )}
        </div>
      )}
      {event && (
        <div class="card desk-event" ref={desk} tabIndex={-1} role="group" aria-label={t("review.event")} onKeyDown={onKey} data-event={event.id}>
          <Judged event={event} />
          {mode === "judge" && (
            <div class="verdicts" role="group" aria-label={t("review.verdict")}>
              <VerdictButton mark="A" text={t("review.accept")} isFirst act={keys.a!} disabled={!isReady} />
              <VerdictButton mark="C" text={t("review.correct")} act={keys.c!} disabled={!isReady} />
              <VerdictButton mark="R" text={t("review.reject")} act={keys.r!} disabled={!isReady} />
              <VerdictButton mark="S" text={t("review.skip")} act={skip} disabled={!isReady} />
              <VerdictButton mark="B" text={t("review.back")} act={back} disabled={past.length === 0} />
              <p class="quiet">{t("review.keys")}</p>
            </div>
          )}
          {mode === "reject" && <Reject judge={judge} cancel={() => setMode("judge")} />}
          {mode === "correct" && <CorrectionForm event={event} judge={judge} cancel={() => setMode("judge")} />}
        </div>
      )}
    </section>
  );
}

// The same keys where they lie under another layout's letters.
const kSameKey: Record<string, string> = { KeyA: "a", KeyC: "c", KeyR: "r", KeyS: "s", KeyB: "b" };

function VerdictButton(props: { mark: string; text: string; act: () => void; isFirst?: boolean; disabled: boolean }) {
  return (
    <button type="button" class={props.isFirst ? "primary" : ""} onClick={props.act} disabled={props.disabled} aria-keyshortcuts={props.mark}>
      <kbd aria-hidden="true">{props.mark}</kbd> {props.text}
    </button>
  );
}

// The event with the sentences before and after its own.
function Judged(props: { event: EventItem }) {
  const { event } = props;
  const [lit, light] = useState<Lit | null>(null);
  const answer = useApi<Article>(`articles/${encodeURIComponent(event.article.id)}`);
  const article = answer.data?.id === event.article.id ? answer.data : null;
  const points = useMemo(() => eventPoints(event, article?.text ?? null), [event, article]);
  const layers = article ?? { times: null, places: null };
  const evidence = eventEvidence(points, event, layers);
  const around = contextOf(event.text_info, article?.sentences ?? null);
  return (
    <>
      <h2 class="desk-title">
        <EventTitle event={event} isBlind />
      </h2>
      <div class="desk-body">
        <div>
          {article && around.before && <p class="context" dir="auto">{points.slice(around.before)}</p>}
          <EvidenceText text={event.text} offset={event.text_info.start} item={event.id} evidence={evidence} lit={lit} />
          {article && around.after && <p class="context" dir="auto">{points.slice(around.after)}</p>}
          <p class="event-source">
            <ArticleLink article={event.article} event={event.id} />
            {" · "}
            <a href={viewAddress("events", event.id)}>{t("event.page")}</a>
          </p>
          <Why event={event.id} />
        </div>
        <EventFields event={event} layers={layers} points={points} light={light} />
      </div>
    </>
  );
}

const kAround = 2; // sentences

function contextOf(sentence: Span, sentences: Span[] | null): { before: Span | null; after: Span | null } {
  if (!sentences) return { before: null, after: null };
  const before = sentences.filter((each) => each.end <= sentence.start).slice(-kAround);
  const after = sentences.filter((each) => each.start >= sentence.end).slice(0, kAround);
  const join = (list: Span[]) => (list.length > 0 ? { start: list[0]!.start, end: list[list.length - 1]!.end } : null);
  return { before: join(before), after: join(after) };
}

const kReasons = ["no-event", "wrong-actors", "wrong-category", "not-done", "broken-text"] as const;

function Reject(props: { judge: (verdict: Verdict) => void; cancel: () => void }) {
  const [reason, setReason] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []); // before the next key is read
  const submit = (event: Event) => {
    event.preventDefault();
    if (reason.trim()) props.judge({ verdict: "reject", reason: reason.trim() });
  };
  return (
    <form class="verdict-form" onSubmit={submit}>
      <p class="panel-field">
        <label for="reject-reason">{t("review.why-rejected")}</label>
        <input
          id="reject-reason"
          ref={field}
          required
          maxLength={2000}
          list="reject-reasons"
          dir="auto"
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
        <datalist id="reject-reasons">
          {kReasons.map((each) => (
            <option key={each} value={t(`reject.${each}` as Key)} />
          ))}
        </datalist>
      </p>
      <p class="verdict-ways">
        {kReasons.map((each) => (
          <button key={each} type="button" class="plain" onClick={() => setReason(t(`reject.${each}` as Key))}>
            {t(`reject.${each}` as Key)}
          </button>
        ))}
      </p>
      <FormWays submit={t("review.reject")} cancel={props.cancel} />
    </form>
  );
}

