// The frame: skip link, navigation, filters, and the view that the address names.

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { FilterBar } from "./components/filter_bar";
import { Header } from "./components/header";
import { Heading, focusHeading } from "./components/heading";
import { Announcer } from "./components/announcer";
import { Boundary } from "./components/boundary";
import { t, useLanguage } from "./i18n";
import { usePlace } from "./router";
import { type View, type ViewProps, views } from "./views";

const loaded = new Map<string, ComponentType<ViewProps>>();

function viewOf(name: string, id: string | null): View | undefined {
  if (name === "articles" && id === null) name = "archive";
  return views.find((each) => each.name === name);
}

function useView(view: View | undefined): ComponentType<ViewProps> | null {
  const [, setTurn] = useState(0);
  useEffect(() => {
    if (!view || loaded.has(view.name)) return;
    view
      .load()
      .then((module) => loaded.set(view.name, module.default))
      .catch(() => loaded.set(view.name, Unloadable))
      .finally(() => setTurn((old) => old + 1));
  }, [view]);
  return view ? (loaded.get(view.name) ?? null) : Missing;
}

function Missing() {
  return (
    <>
      <Heading>{t("missing.title")}</Heading>
      <p>
        <a href="/">{t("missing.home")}</a>
      </p>
    </>
  );
}

function Unloadable() {
  return (
    <>
      <Heading>{t("problem.title")}</Heading>
      <p role="alert">{t("problem.no-answer")}</p>
    </>
  );
}

let isFirst = true;

export function App() {
  const place = usePlace();
  const language = useLanguage();
  const view = viewOf(place.view, place.id);
  const Component = useView(view);
  // The address's path is the view: a new one is read from its beginning. Filters change in place.
  useEffect(() => {
    if (!Component) return;
    if (!isFirst) {
      scrollTo(0, 0);
      focusHeading();
    }
    isFirst = false;
  }, [place.view, place.id, Component]);
  useEffect(() => {
    document.title = `${view ? t(view.title) : t("missing.title")} · casus`;
  }, [view, language, place.id]);
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        {t("frame.skip")}
      </a>
      <Header current={view?.name ?? ""} />
      {view?.hasFilters && place.id === null && <FilterBar view={view.name} />}
      <main id="main" tabIndex={-1} class={`view view-${view?.name ?? "missing"}`}>
        <Boundary key={place.view + "/" + place.id}>
          {Component ? <Component id={place.id} /> : <p class="quiet">{t("frame.loading")}</p>}
        </Boundary>
      </main>
      <Announcer />
    </>
  );
}

function skip(event: Event) {
  event.preventDefault();
  const main = document.getElementById("main");
  main?.focus();
  main?.scrollIntoView();
}
