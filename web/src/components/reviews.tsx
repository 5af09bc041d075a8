// What reviewers said of an event, beside the machine's coding.

import { useApi, type List } from "../api";
import { type Key, moment, t, tOr } from "../i18n";
import type { Review } from "../types";

export function Correction(props: { correction: Record<string, unknown> }) {
  return (
    <dl class="correction">
      {Object.entries(props.correction).map(([field, value]) => (
        <div key={field}>
          <dt>{tOr("correct", field)}</dt>
          <dd>{valueText(value) || <span class="quiet">–</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  if (typeof value === "object") {
    const party = value as { code?: string | null; sector?: string | null };
    return [party.code, party.sector].filter(Boolean).join(" ");
  }
  return String(value);
}

export function Reviews(props: { event: string }) {
  const answer = useApi<List<Review>>("reviews", { event: props.event });
  const items = answer.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section class="reviews">
      <h2>{t("review.said")}</h2>
      <ul>
        {items.map((each) => (
          <li key={each.number} class={each.is_last ? "" : "overtaken"}>
            <p>
              <span class={`tag tag-review-${each.verdict}`}>{t(`verdict.${each.verdict}` as Key)}</span> <bdi>{each.reviewer}</bdi>{" "}
              <span class="quiet">
                {moment(each.at)}
                {!each.is_last && ` · ${t("review.overtaken")}`}
              </span>
            </p>
            {each.reason && <p dir="auto">{each.reason}</p>}
            {each.correction && <Correction correction={each.correction} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
