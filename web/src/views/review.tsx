// Review: one event a screen, judged by keys; how far two reviewers agree; the corrections as gold.

import { useState } from "preact/hooks";
import { useApi } from "../api";
import { Heading } from "../components/heading";
import { Problem } from "../components/problem";
import { ReviewDesk } from "../components/review_desk";
import { Table } from "../components/table";
import { number, t, type Key } from "../i18n";
import { type Reviewer, keepReviewer, readReviewer } from "../reviewer";
import type { Status } from "../types";

export default function ReviewView() {
  const [reviewer, setReviewer] = useState<Reviewer | null>(readReviewer());
  const [refusal, setRefusal] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const status = useApi<Status>("status");
  const enter = (who: Reviewer | null, why: string | null = null) => {
    keepReviewer(who);
    setRefusal(why);
    setReviewer(who);
  };
  const takes = status.data?.takes_reviews ?? true;
  return (
    <>
      <Heading
        aside={
          reviewer && (
            <span class="review-who">
              <bdi>{reviewer.name}</bdi>
              <button type="button" class="plain" onClick={() => enter(null)}>
                {t("review.leave")}
              </button>
            </span>
          )
        }
      >
        {t("view.review")}
      </Heading>
      {status.error && <Problem problem={status.error} retry={status.reload} />}
      {!takes && <p class="note">{t("review.read-only")}</p>}
      {takes && !reviewer && <Enter enter={enter} refusal={refusal} />}
      {takes && reviewer && (
        <ReviewDesk reviewer={reviewer} refused={(why) => enter(null, why)} judged={() => setTurn((old) => old + 1)} />
      )}
      <Agreement turn={turn} />
    </>
  );
}

function Enter(props: { enter: (reviewer: Reviewer) => void; refusal: string | null }) {
  const [name, setName] = useState("");
  const [token, setToken] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    if (name.trim() && token) props.enter({ name: name.trim(), token });
  };
  return (
    <form class="card enter" onSubmit={submit}>
      <p>{t("review.enter")}</p>
      {props.refusal && (
        <p class="problem" role="alert">
          {props.refusal}
        </p>
      )}
      <p class="panel-field">
        <label for="reviewer-name">{t("review.name")}</label>
        <input
          id="reviewer-name"
          required
          maxLength={64}
          autocomplete="username"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </p>
      <p class="panel-field">
        <label for="reviewer-token">{t("review.token")}</label>
        <input
          id="reviewer-token"
          required
          type="password"
          autocomplete="off"
          aria-describedby="reviewer-token-help"
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        <span id="reviewer-token-help" class="quiet">
          {t("review.token-help")}
        </span>
      </p>
      <button type="submit" class="primary">
        {t("review.begin")}
      </button>
    </form>
  );
}

interface AgreementData {
  reviewers: { reviewer: string; events: number; accept: number; correct: number; reject: number }[];
  pairs: {
    a: string;
    b: string;
    events: number;
    same: number;
    agreement: number;
    kappa: number | null;
    table: { a: string; b: string; events: number }[];
  }[];
}

function Agreement(props: { turn: number }) {
  // The turn makes it a new question once something was judged.
  const answer = useApi<AgreementData>("reviews/agreement", undefined, props.turn);
  const data = answer.data;
  if (answer.error) return <Problem problem={answer.error} retry={answer.reload} />;
  if (!data || data.reviewers.length === 0) return null;
  return (
    <section class="agreement" aria-labelledby="agreement">
      <h2 id="agreement">{t("review.agreement")}</h2>
      <Table
        caption={t("review.reviewers")}
        columns={[
          { key: "who", title: t("review.reviewer"), isHeader: true, cell: (row: AgreementData["reviewers"][0]) => <bdi>{row.reviewer}</bdi> },
          { key: "events", title: t("view.events"), kind: "number", cell: (row: AgreementData["reviewers"][0]) => number(row.events) },
          { key: "accept", title: t("verdict.accept"), kind: "number", cell: (row: AgreementData["reviewers"][0]) => number(row.accept) },
          { key: "correct", title: t("verdict.correct"), kind: "number", cell: (row: AgreementData["reviewers"][0]) => number(row.correct) },
          { key: "reject", title: t("verdict.reject"), kind: "number", cell: (row: AgreementData["reviewers"][0]) => number(row.reject) },
        ]}
        rows={data.reviewers}
        rowKey={(row) => row.reviewer}
      />
      {data.pairs.length > 0 && (
        <Table
          caption={t("review.pairs")}
          showCaption
          columns={[
            {
              key: "pair",
              title: t("review.pair"),
              isHeader: true,
              cell: (row: AgreementData["pairs"][0]) => (
                <>
                  <bdi>{row.a}</bdi> – <bdi>{row.b}</bdi>
                </>
              ),
            },
            { key: "events", title: t("review.both"), kind: "number", cell: (row: AgreementData["pairs"][0]) => number(row.events) },
            { key: "same", title: t("review.same"), kind: "number", cell: (row: AgreementData["pairs"][0]) => number(row.same) },
            {
              key: "agreement",
              title: t("review.agreed"),
              kind: "number",
              cell: (row: AgreementData["pairs"][0]) => `${number(100 * row.agreement)}%`,
            },
            {
              key: "kappa",
              title: t("review.kappa"),
              kind: "number",
              cell: (row: AgreementData["pairs"][0]) => (row.kappa === null ? "–" : number(row.kappa, 2)),
            },
            {
              key: "table",
              title: t("review.differ"),
              cell: (row: AgreementData["pairs"][0]) =>
                row.table
                  .filter((each) => each.a !== each.b)
                  .map((each) => `${t(`verdict.${each.a}` as Key)} / ${t(`verdict.${each.b}` as Key)}: ${number(each.events)}`)
                  .join("; "),
            },
          ]}
          rows={data.pairs}
          rowKey={(row) => `${row.a}/${row.b}`}
        />
      )}
      <p class="downloads">
        <a href="/api/v1/reviews/gold" download>
          {t("review.gold")}
        </a>
        <a href="/api/v1/reviews?format=csv" download>
          {t("review.all-csv")}
        </a>
      </p>
    </section>
  );
}
