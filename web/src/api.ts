// Asks the server. Failures are values of type ApiProblem, made of its problem+json answers.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";

export class ApiProblem extends Error {
  constructor(
    readonly status: number, // 0: no answer
    readonly title: string,
    readonly detail: string,
    readonly parameter: string | null = null,
  ) {
    super(title);
  }
}

export type Params = URLSearchParams | Record<string, string | number | boolean>;

export function apiAddress(path: string, params?: Params): string {
  const query = params instanceof URLSearchParams ? params.toString() : queryOf(params ?? {});
  return "/api/v1/" + path + (query ? "?" + query : "");
}

function queryOf(values: Record<string, string | number | boolean>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) params.set(name, String(value));
  return params.toString();
}

async function problemOf(response: Response): Promise<ApiProblem> {
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // An answer of something between: its status says what there is to say.
  }
  const text = (name: string) => (typeof body[name] === "string" ? (body[name] as string) : "");
  return new ApiProblem(response.status, text("title") || `HTTP ${response.status}`, text("detail"), text("parameter") || null);
}

const kBusyWait = 1000; // milliseconds: what a busy server asks for

async function answered(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    throw new ApiProblem(0, "no-answer", "");
  }
}

export interface Ask {
  signal?: AbortSignal;
  method?: string;
  body?: unknown;
  token?: string;
}

// Throws ApiProblem; an AbortError where `signal` said so.
export async function api<T>(path: string, params?: Params, ask: Ask = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (ask.token) headers.Authorization = `Bearer ${ask.token}`;
  if (ask.body !== undefined) headers["Content-Type"] = "application/json";
  const address = path.startsWith("/api/") ? path : apiAddress(path, params);
  const request: RequestInit = {
    method: ask.method ?? "GET",
    headers,
    signal: ask.signal,
    body: ask.body === undefined ? undefined : JSON.stringify(ask.body),
  };
  let response = await answered(address, request);
  if (response.status === 429 || response.status === 503) {
    await new Promise((resolve) => setTimeout(resolve, kBusyWait));
    response = await answered(address, request);
  }
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

export interface Answer<T> {
  data: T | null; // the last good answer, until another comes
  error: ApiProblem | null;
  loading: boolean;
  reload: () => void;
}

// The answer to a question that may change; `path` null asks nothing. Another `round` asks again.
export function useApi<T>(path: string | null, params?: Params, round = 0): Answer<T> {
  const address = path === null ? null : apiAddress(path, params);
  const [state, setState] = useState<{ address: string | null; data: T | null; error: ApiProblem | null }>({
    address: null,
    data: null,
    error: null,
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (address === null) return undefined;
    const abort = new AbortController();
    api<T>(address, undefined, { signal: abort.signal }).then(
      (data) => setState({ address, data, error: null }),
      (error: unknown) => {
        if (!abort.signal.aborted) setState((old) => ({ address, data: old.data, error: asProblem(error) }));
      },
    );
    return () => abort.abort();
  }, [address, turn, round]);
  const reload = useCallback(() => setTurn((old) => old + 1), []);
  return { data: state.data, error: state.error, loading: address !== null && state.address !== address, reload };
}

export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem(0, "failed", String(error));
}

export interface List<T> {
  items: T[];
  total: number;
  next: string | null;
}

export interface Pages<T> {
  items: T[];
  total: number | null; // null: not known yet
  error: ApiProblem | null;
  loading: boolean;
  more: (() => void) | null; // null: there is no more
  reload: () => void;
}

// A list, page after page: more() brings those that follow.
export function usePages<T>(path: string, params: Params): Pages<T> {
  const address = apiAddress(path, params);
  const [state, setState] = useState<{ address: string; list: List<T> | null; error: ApiProblem | null }>({
    address: "",
    list: null,
    error: null,
  });
  const [turn, setTurn] = useState(0);
  const [loadingMore, setLoadingMore] = useState(false);
  const current = useRef(address);
  current.current = address;
  useEffect(() => {
    const abort = new AbortController();
    api<List<T>>(address, undefined, { signal: abort.signal }).then(
      (list) => setState({ address, list, error: null }),
      (error: unknown) => {
        if (!abort.signal.aborted) setState({ address, list: null, error: asProblem(error) });
      },
    );
    return () => abort.abort();
  }, [address, turn]);
  const next = state.list?.next ?? null;
  const more = () => {
    if (!next || loadingMore) return;
    setLoadingMore(true);
    api<List<T>>(next)
      .then((list) => {
        if (current.current !== state.address) return;
        const items = [...(state.list?.items ?? []), ...list.items];
        setState({ address, list: { ...list, items }, error: null });
      })
      .catch((error: unknown) => setState((old) => ({ ...old, error: asProblem(error) })))
      .finally(() => setLoadingMore(false));
  };
  return {
    items: state.list?.items ?? [],
    total: state.list?.total ?? null,
    error: state.error,
    loading: state.address !== address || loadingMore,
    more: next ? more : null,
    reload: useCallback(() => setTurn((old) => old + 1), []),
  };
}
