// What an event should have been: only the fields that are changed are sent.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { currentCodebook, label, t } from "../i18n";
import type { EventItem, Party } from "../types";
import { FormWays } from "./form_ways";
import type { Verdict } from "./review_desk";
import { codeOf } from "./words";

interface Fields {
  event: string;
  mode: string[];
  context: string[];
  auxiliary: string[];
  date: string;
  actor: string;
  recipient: string;
  country_code: string;
  reason: string;
}

function fieldsOf(event: EventItem): Fields {
  const codes = (parties: Party[]) => parties.map(codeOf).filter(Boolean).join(", ");
  return {
    event: event.event[0] ?? "",
    mode: event.mode,
    context: event.context,
    auxiliary: event.auxiliary,
    date: event.date ?? "",
    actor: codes(event.actor),
    recipient: codes(event.recipient),
    country_code: event.event_loc?.country_code ?? "",
    reason: "",
  };
}

// "RUS/MIL, /REB" as the API takes it.
function partiesOf(text: string): { code: string | null; sector: string | null }[] {
  return text
    .split(/[,;]/)
    .map((each) => each.trim().toUpperCase())
    .filter(Boolean)
    .map((each) => {
      const [code, sector] = each.split("/");
      return { code: code || null, sector: sector || null };
    });
}

export function correctionOf(before: Fields, after: Fields): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  if (after.event !== before.event) changed.event = after.event;
  for (const name of ["mode", "context", "auxiliary"] as const) {
    if ([...after[name]].sort().join() !== [...before[name]].sort().join()) changed[name] = after[name];
  }
  if (after.date !== before.date) changed.date = after.date || null;
  for (const name of ["actor", "recipient"] as const) if (after[name] !== before[name]) changed[name] = partiesOf(after[name]);
  if (after.country_code !== before.country_code) changed.country_code = after.country_code.toUpperCase() || null;
  // A mode belongs to its category: another category needs its own.
  if (changed.event !== undefined && changed.mode === undefined && after.mode.length > 0) changed.mode = after.mode;
  return changed;
}

export function CorrectionForm(props: { event: EventItem; judge: (verdict: Verdict) => void; cancel: () => void }) {
  const before = fieldsOf(props.event);
  const [fields, setFields] = useState(before);
  const [isEmpty, setEmpty] = useState(false);
  const first = useRef<HTMLSelectElement>(null);
  useLayoutEffect(() => first.current?.focus(), []); // before the next key is read
  const book = currentCodebook();
  const category = book?.categories.find((each) => each.name === fields.event);
  const change = (part: Partial<Fields>) => setFields({ ...fields, ...part });
  const toggle = (name: "mode" | "context" | "auxiliary", value: string) =>
    change({ [name]: fields[name].includes(value) ? fields[name].filter((each) => each !== value) : [...fields[name], value] });
  const submit = (submitted: Event) => {
    submitted.preventDefault();
    const correction = correctionOf(before, fields);
    if (Object.keys(correction).length === 0) {
      setEmpty(true);
      return;
    }
    props.judge({ verdict: "correct", correction, ...(fields.reason.trim() ? { reason: fields.reason.trim() } : {}) });
  };
  const text = (name: "date" | "actor" | "recipient" | "country_code" | "reason", hint: string) => (
    <div class="form-field">
      <label for={`correct-${name}`}>{t(`correct.${name}`)}</label>
      <input
        id={`correct-${name}`}
        value={fields[name]}
        dir="auto"
        aria-describedby={`correct-${name}-hint`}
        onInput={(event) => change({ [name]: event.currentTarget.value })}
      />
      <span id={`correct-${name}-hint`} class="quiet">
        {hint}
      </span>
    </div>
  );
  const checks = (name: "mode" | "context" | "auxiliary", values: readonly string[]) =>
    values.length > 0 && (
      <fieldset class="form-checks">
        <legend>{t(`correct.${name}`)}</legend>
        {values.map((each) => (
          <label key={each} class="check">
            <input type="checkbox" checked={fields[name].includes(each)} onChange={() => toggle(name, each)} />
            {label(name, each)}
          </label>
        ))}
      </fieldset>
    );
  return (
    <form class="verdict-form" onSubmit={submit}>
      {isEmpty && (
        <p class="problem" role="alert">
          {t("correct.nothing")}
        </p>
      )}
      <div class="form-grid">
        <div class="form-field">
          <label for="correct-event">{t("correct.event")}</label>
          <select
            id="correct-event"
            ref={first}
            value={fields.event}
            onChange={(event) => change({ event: event.currentTarget.value, mode: [] })}
          >
            {(book?.categories ?? []).map((each) => (
              <option key={each.name} value={each.name}>
                {label("category", each.name)}
              </option>
            ))}
          </select>
        </div>
        {text("actor", t("correct.hint.party"))}
        {text("recipient", t("correct.hint.party"))}
        {text("date", t("filter.hint.date"))}
        {text("country_code", t("correct.hint.country"))}
      </div>
      {checks("mode", category?.modes.map((each) => each.name) ?? [])}
      {checks("auxiliary", book?.auxiliaries.map((each) => each.name) ?? [])}
      <details>
        <summary>{t("correct.context")}</summary>
        {checks("context", book?.contexts.map((each) => each.name) ?? [])}
      </details>
      {text("reason", t("correct.hint.reason"))}
      <FormWays submit={t("review.save")} cancel={props.cancel} />
    </form>
  );
}
