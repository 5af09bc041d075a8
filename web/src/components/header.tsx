// Name, views, search, language, light and dark.

import { useEffect, useState } from "preact/hooks";
import { applyFilters, useFilters, viewAddress } from "../filters";
import { currentLanguage, languages, setLanguage, t } from "../i18n";
import { currentPlace, go, usePlace } from "../router";
import { isDark, setTheme } from "../theme";
import { views } from "../views";

export function Header(props: { current: string }) {
  usePlace(); // the links carry the filters
  const current = props.current === "articles" ? "archive" : props.current;
  return (
    <header class="top">
      <div class="top-row">
        <a class="brand" href="/">
          <svg viewBox="0 0 32 32" aria-hidden="true" class="brand-mark">
            <rect width="32" height="32" rx="6" />
            <path d="M22 11.5a7.5 7.5 0 1 0 0 9" />
            <circle cx="23" cy="16" r="2.6" />
          </svg>
          casus
        </a>
        <Search />
        <div class="top-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </div>
      <nav aria-label={t("frame.views")} class="views-nav">
        <ul>
          {views
            .filter((each) => !each.isHidden)
            .map((each) => (
              <li key={each.name}>
                <a href={viewAddress(each.name)} aria-current={each.name === current ? "page" : undefined}>
                  {t(each.title)}
                </a>
              </li>
            ))}
        </ul>
      </nav>
    </header>
  );
}

function Search() {
  const filters = useFilters();
  const [text, setText] = useState(filters.get("q") ?? "");
  useEffect(() => setText(filters.get("q") ?? ""), [filters.get("q")]);
  const search = (event: Event) => {
    event.preventDefault();
    const next = filters.set("q", text.trim() || null);
    // What has no list of its own shows what was found in the archive.
    if (["articles", "status", "review"].includes(currentPlace().view)) go(viewAddress("archive", null, next));
    else applyFilters(next);
  };
  return (
    <form role="search" class="search" onSubmit={search}>
      <label class="unseen" for="search">
        {t("search.label")}
      </label>
      <input
        id="search"
        type="search"
        dir="auto"
        value={text}
        placeholder={t("search.label")}
        maxLength={500}
        onInput={(event) => setText(event.currentTarget.value)}
        aria-describedby="search-help"
      />
      <span id="search-help" class="unseen">
        {t("search.help")}
      </span>
      <button type="submit">{t("search.go")}</button>
    </form>
  );
}

function LanguageChoice() {
  return (
    <label class="choice">
      <span class="unseen">{t("frame.language")}</span>
      <select value={currentLanguage()} onChange={(event) => setLanguage(event.currentTarget.value)}>
        {languages.map((each) => (
          <option key={each.code} value={each.code} lang={each.code}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function ThemeChoice() {
  const [dark, setDark] = useState(isDark());
  const change = () => {
    setTheme(dark ? "light" : "dark");
    setDark(!dark);
  };
  return (
    <button type="button" class="theme" aria-pressed={dark} title={t("frame.dark")} onClick={change}>
      <span class="unseen">{t("frame.dark")}</span>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M10 2a8 8 0 1 0 0 16z" class="theme-half" />
        <circle cx="10" cy="10" r="7.2" class="theme-ring" />
      </svg>
    </button>
  );
}
