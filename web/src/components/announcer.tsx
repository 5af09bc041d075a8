// Tells screen readers what changed without moving them: announce("12 events").

import { useEffect, useState } from "preact/hooks";

let tell: ((text: string) => void) | null = null;

export function announce(text: string): void {
  tell?.(text);
}

export function Announcer() {
  const [text, setText] = useState("");
  useEffect(() => {
    tell = setText;
    return () => {
      tell = null;
    };
  }, []);
  return (
    <div class="unseen" role="status" aria-live="polite">
      {text}
    </div>
  );
}
