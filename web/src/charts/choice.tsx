// One of a few, side by side.

import { useId } from "preact/hooks";

export function Choice(props: {
  name: string;
  values: readonly { value: string; text: string }[];
  value: string;
  choose: (value: string) => void;
}) {
  const id = useId();
  return (
    <fieldset class="segments">
      <legend>{props.name}</legend>
      <span class="segments-row">
        {props.values.map((each) => (
          <label key={each.value} class="segment">
            <input
              type="radio"
              name={id}
              value={each.value}
              checked={each.value === props.value}
              onChange={() => props.choose(each.value)}
            />
            <span>{each.text}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
