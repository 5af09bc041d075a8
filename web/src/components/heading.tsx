// The view's one heading, which is focused when the view opens.

import type { ComponentChildren } from "preact";

export function Heading(props: { children: ComponentChildren; aside?: ComponentChildren }) {
  return (
    <div class="heading">
      <h1 id="heading" tabIndex={-1}>
        {props.children}
      </h1>
      {props.aside && <div class="heading-aside">{props.aside}</div>}
    </div>
  );
}

export function focusHeading(): void {
  document.getElementById("heading")?.focus({ preventScroll: true });
}
