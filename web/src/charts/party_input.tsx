// An input for a party with what the archive has as suggestions: a name that is one of them stands for
// its code; anything else is taken as it is written.

import { useId } from "preact/hooks";
import { type List, useApi } from "../api";
import { actorLabel, label } from "../i18n";

export interface Party {
  value: string;
  label: string;
  events: number;
}

export function useParties(): { value: string; name: string }[] {
  const answer = useApi<List<Party>>("facets", { column: "actor", limit: 400 });
  return (answer.data?.items ?? []).map((each) => ({ value: each.value, name: label("code", each.value) || each.label }));
}

export function PartyInput(props: {
  name: string;
  text: string;
  setText: (text: string) => void;
  known: readonly { value: string; name: string }[];
  hint?: string;
}) {
  const id = useId();
  return (
    <label class="party-input">
      <span>{props.name}</span>
      <input
        list={id}
        value={props.text}
        dir="auto"
        maxLength={200}
        autoComplete="off"
        placeholder={props.hint}
        onInput={(event) => props.setText(event.currentTarget.value)}
      />
      <datalist id={id}>
        {props.known.map((each) => (
          <option key={each.value} value={each.name}>
            {each.value}
          </option>
        ))}
      </datalist>
    </label>
  );
}

export function partyText(value: string): string {
  return actorLabel(value) || value;
}
