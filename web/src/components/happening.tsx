// The reports of one happening: who tells it, and claims that contradict each other side by side.

import { useApi } from "../api";
import { date, label, number, t } from "../i18n";
import type { EventItem, Happening as Data } from "../types";
import { Problem } from "./problem";
import { ArticleLink, Claimants, Code, Modality, sizeText } from "./words";

export function Happening(props: { link: string; current?: string }) {
  const answer = useApi<Data>(`links/${encodeURIComponent(props.link)}`);
  if (answer.error) return <Problem problem={answer.error} retry={answer.reload} />;
  const data = answer.data;
  if (!data) return <p class="quiet">{t("frame.loading")}</p>;
  const claims = data.claims ?? [];
  return (
    <section class="happening" aria-label={t("happening.title")}>
      <p class="happening-title">
        {t("happening.title")}: {label("category", data.category)}
        {data.date && `, ${date(data.date)}`}
      </p>
      <p class="quiet">
        {t("happening.summary", {
          reports: t("count.reports", { n: data.reports }),
          articles: t("count.articles", { n: data.articles }),
        })}
        {": "}
        {data.sources.map((each, i) => (
          <span key={i}>
            {i > 0 && ", "}
            <bdi>{each.source ?? t("source.unknown")}</bdi> ({number(each.reports)})
          </span>
        ))}
      </p>
      <Reports events={data.events} current={props.current} />
      {claims.length > 1 && (
        <>
          <p class="happening-title">{t("happening.claims")}</p>
          <Claims data={data} />
        </>
      )}
      {data.contradictions.length > 0 && (
        <>
          <p class="happening-title">{t("happening.against")}</p>
          <Reports events={data.contradictions} />
        </>
      )}
    </section>
  );
}

function Reports(props: { events: readonly EventItem[]; current?: string }) {
  return (
    <ul class="reports">
      {props.events.map((each) => (
        <li key={each.id} aria-current={each.id === props.current ? "true" : undefined}>
          <p class="reports-words" dir="auto">
            {each.text}
          </p>
          <p class="reports-source">
            <ArticleLink article={each.article} event={each.id} /> <Modality auxiliary={each.auxiliary} />
            {each.attribution.length > 0 && (
              <>
                {" · "}
                <span class="quiet">{t("event.claimant")}</span> <Claimants claims={each.attribution} />
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Claims(props: { data: Data }) {
  return (
    <div class="claims">
      {props.data.claims.map((each, i) => (
        <div key={i} class="claim">
          <p class="claim-who">
            {each.claimants.length === 0 && t("happening.text-itself")}
            {each.claimants.map((claimant, at) => (
              <span key={at}>
                {at > 0 && <span class="quiet"> ← </span>}
                <bdi>{claimant.entity_text}</bdi> <Code party={claimant} />
              </span>
            ))}
          </p>
          <p>
            {each.auxiliary.length > 0 ? <Modality auxiliary={each.auxiliary} /> : <span class="tag">{t("happening.asserted")}</span>}
          </p>
          {sizeText(each.size) && <p>{sizeText(each.size)}</p>}
          <p class="quiet">{t("count.reports", { n: each.events.length })}</p>
        </div>
      ))}
    </div>
  );
}
