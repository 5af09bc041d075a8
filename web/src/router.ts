// Where the page is: the view and what it shows are the path, every filter and setting the query
// string, so that an address shows a colleague the same thing. Nothing else keeps state of views.

import { useSyncExternalStore } from "preact/compat";

export interface Place {
  view: string; // first segment of the path; "archive" at the root
  id: string | null; // the second
  params: URLSearchParams;
}

type Listener = () => void;
const listeners = new Set<Listener>();
let place = read();

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function read(): Place {
  const segments = location.pathname.split("/").filter(Boolean);
  return {
    view: decoded(segments[0] ?? "archive"),
    id: segments.length > 1 ? decoded(segments.slice(1).join("/")) : null,
    params: new URLSearchParams(location.search),
  };
}

function changed(): void {
  place = read();
  for (const each of [...listeners]) each();
}

export function currentPlace(): Place {
  return place;
}

export function usePlace(): Place {
  return useSyncExternalStore(subscribe, currentPlace);
}

function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// Goes to an address of this page. `replace` leaves no step to go back to: for what changes as one types.
export function go(address: string, options: { replace?: boolean } = {}): void {
  if (address === location.pathname + location.search) return;
  if (options.replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  changed();
}

export function addressOf(view: string, id: string | null, params: URLSearchParams): string {
  const path = "/" + encodeURIComponent(view) + (id === null ? "" : "/" + encodeURIComponent(id));
  const query = params.toString();
  return path + (query ? "?" + query : "");
}

// Plain links inside the page do not load it again.
export function watchLinks(): void {
  addEventListener("popstate", changed);
  document.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a[href]") as HTMLAnchorElement | null;
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname.startsWith("/api/") || link.getAttribute("href")!.startsWith("#")) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
