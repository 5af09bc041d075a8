// All news, the newest first; found by words, source and section; what nearly equals another folded.

import { useEffect, useMemo, useState } from "preact/hooks";
import { useApi, usePages, type List } from "../api";
import { announce } from "../components/announcer";
import { Downloads } from "../components/downloads";
import { Heading } from "../components/heading";
import { Problem } from "../components/problem";
import { More } from "../components/table";
import { articleTitle } from "../components/words";
import { Filters, applyFilters, useFilters, useSetting, viewAddress } from "../filters";
import { date, number, t } from "../i18n";
import { CodePoints, piecesOf } from "../text_spans";
import type { ArticleItem } from "../types";

export default function Archive() {
  const filters = useFilters();
  const [fold, setFold] = useSetting("fold", "true");
  const isFolded = fold === "true";
  const params = filters.queryAll({ sort: "-date", ...(isFolded ? { fold: "true" } : {}) });
  const pages = usePages<ArticleItem>("articles", params);
  const days = useMemo(() => byDay(pages.items), [pages.items]);
  useEffect(() => {
    if (pages.total !== null && !pages.loading) announce(t("count.articles", { n: pages.total }));
  }, [pages.total, pages.loading]);
  return (
    <>
      <Heading
        aside={
          <label class="check">
            <input type="checkbox" checked={isFolded} onChange={() => setFold(isFolded ? "false" : "true")} />
            {t("archive.fold")}
          </label>
        }
      >
        {t("view.archive")}
      </Heading>
      <div class="with-rail">
        <Sections filters={filters} />
        <div class="archive" aria-busy={pages.loading ? "true" : "false"}>
          {pages.error && pages.items.length === 0 ? (
            <Problem problem={pages.error} retry={pages.reload} />
          ) : (
            <>
              <div class="table-head">
                <span class="table-count">{pages.total === null ? t("frame.loading") : t("count.articles", { n: pages.total })}</span>
                <span class="downloads">
                  <a href={`/api/v1/feed?${filters.query()}`} type="application/atom+xml" download>
                    {t("archive.feed")}
                  </a>
                  <Downloads path="articles" params={params} />
                </span>
              </div>
              {days.map(([day, articles]) => (
                <section key={day} class="day">
                  <h2>{day ? <time dateTime={day}>{date(day)}</time> : t("archive.undated")}</h2>
                  <ul>
                    {articles.map((each) => (
                      <Entry key={each.id} article={each} filters={filters} isFolded={isFolded} />
                    ))}
                  </ul>
                </section>
              ))}
              {!pages.loading && pages.items.length === 0 && <div class="empty">{t("table.empty")}</div>}
              {pages.error && <Problem problem={pages.error} retry={pages.reload} />}
              <More more={pages.more} shown={pages.items.length} total={pages.total} loading={pages.loading} />
            </>
          )}
        </div>
      </div>
    </>
  );
}

function byDay(articles: readonly ArticleItem[]): [string, ArticleItem[]][] {
  const days: [string, ArticleItem[]][] = [];
  for (const each of articles) {
    const day = each.date ?? "";
    const last = days[days.length - 1];
    if (last && last[0] === day) last[1].push(each);
    else days.push([day, [each]]);
  }
  return days;
}

function Entry(props: { article: ArticleItem; filters: Filters; isFolded: boolean }) {
  const { article, filters } = props;
  const others = (article.story_size ?? 1) - 1;
  return (
    <li class="entry">
      <h3>
        <a href={viewAddress("articles", article.id)}>
          <bdi>{articleTitle(article)}</bdi>
        </a>
      </h3>
      {article.snippet && <Snippet text={article.snippet} marks={article.snippet_marks ?? []} />}
      <p class="entry-about">
        {article.source && (
          <a href={viewAddress("archive", null, filters.set("source", null).with("source", article.source))}>
            <bdi>{article.source}</bdi>
          </a>
        )}
        {article.section && <bdi class="quiet">{article.section}</bdi>}
        {article.events > 0 && (
          <a href={viewAddress("events", null, new Filters([["document", article.id], ["asserted", "false"]]))}>
            {t("count.events", { n: article.events })}
          </a>
        )}
        {article.facts > 0 && <span class="quiet">{t("count.facts", { n: article.facts })}</span>}
        {article.refusal && <span class="tag tag-bad">{t("article.refused")}</span>}
        {article.revisions > 1 && <span class="tag">{t("archive.revised", { n: article.revisions - 1 })}</span>}
        {article.copies > 0 && <span class="tag">{t("archive.copies", { n: article.copies })}</span>}
        {props.isFolded && others > 0 && <Folded story={article.story} n={others} except={article.id} filters={filters} />}
      </p>
    </li>
  );
}

function Snippet(props: { text: string; marks: [number, number][] }) {
  const points = useMemo(() => new CodePoints(props.text), [props.text]);
  const marked = props.marks.map(([start, end]) => ({ start, end, mark: true }));
  return (
    <p class="snippet" dir="auto">
      {piecesOf(points, { start: 0, end: [...props.text].length }, marked).map((each) =>
        each.marks.length > 0 ? <mark key={each.start}>{each.text}</mark> : each.text,
      )}
    </p>
  );
}

// The articles that stand folded behind this one.
function Folded(props: { story: number; n: number; except: string; filters: Filters }) {
  const [isOpen, setOpen] = useState(false);
  const params = props.filters.set("story", String(props.story)).queryAll({ sort: "-date" });
  return (
    <details class="folded" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("archive.others", { n: props.n })}</summary>
      {isOpen && <FoldedList params={params} except={props.except} />}
    </details>
  );
}

function FoldedList(props: { params: URLSearchParams; except: string }) {
  const answer = useApi<List<ArticleItem>>("articles", props.params);
  if (answer.error) return <Problem problem={answer.error} retry={answer.reload} />;
  return (
    <ul>
      {(answer.data?.items ?? [])
        .filter((each) => each.id !== props.except)
        .map((each) => (
          <li key={each.id}>
            <a href={viewAddress("articles", each.id)}>
              <bdi>{articleTitle(each)}</bdi>
            </a>{" "}
            <bdi class="quiet">{each.source ?? t("source.unknown")}</bdi>
          </li>
        ))}
    </ul>
  );
}

interface Section {
  source: string | null;
  section: string | null;
  articles: number;
}

function Sections(props: { filters: Filters }) {
  const { filters } = props;
  const params = filters.without("source").without("section").queryAll();
  const answer = useApi<List<Section>>("sections", params);
  const sources = useMemo(() => bySource(answer.data?.items ?? []), [answer.data]);
  const choose = (source: string | null, section: string | null) =>
    applyFilters(filters.set("source", source).set("section", section));
  return (
    <aside class="rail" aria-label={t("archive.sources")}>
      <h2>{t("archive.sources")}</h2>
      {answer.error && <p class="quiet">{answer.error.detail || answer.error.title}</p>}
      <ul class="sections">
        <li>
          <button
            type="button"
            class="rail-value"
            aria-pressed={!filters.get("source") && !filters.get("section")}
            onClick={() => choose(null, null)}
          >
            <span class="rail-label">{t("archive.all")}</span>
          </button>
        </li>
        {sources.map(({ source, articles, sections }) => (
          <li key={source}>
            <button
              type="button"
              class="rail-value"
              aria-pressed={filters.has("source", source) && !filters.get("section")}
              onClick={() => choose(source, null)}
            >
              <span class="rail-label">
                <bdi>{source}</bdi>
              </span>
              <span class="rail-count">{number(articles)}</span>
            </button>
            {sections.length > 0 && (
              <ul>
                {sections.map((each) => (
                  <li key={each.section}>
                    <button
                      type="button"
                      class="rail-value rail-sub"
                      aria-pressed={filters.has("source", source) && filters.has("section", each.section!)}
                      onClick={() => choose(source, each.section)}
                    >
                      <span class="rail-label">
                        <bdi>{each.section}</bdi>
                      </span>
                      <span class="rail-count">{number(each.articles)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </aside>
  );
}

function bySource(items: readonly Section[]): { source: string; articles: number; sections: Section[] }[] {
  const found = new Map<string, { source: string; articles: number; sections: Section[] }>();
  for (const each of items) {
    if (each.source === null) continue; // no filter asks for what has no source
    const entry = found.get(each.source) ?? { source: each.source, articles: 0, sections: [] };
    entry.articles += each.articles;
    if (each.section !== null) entry.sections.push(each);
    found.set(each.source, entry);
  }
  return [...found.values()];
}
