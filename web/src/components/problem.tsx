// What went wrong, and what to do about it.

import type { ApiProblem } from "../api";
import { applyFilters, filterKind, useFilters } from "../filters";
import { t } from "../i18n";

export function Problem(props: { problem: ApiProblem; retry?: () => void }) {
  const filters = useFilters();
  const { problem } = props;
  const parameter = problem.parameter && filterKind(problem.parameter) ? problem.parameter : null;
  const title = problem.status === 0 ? t("problem.no-answer") : problem.title;
  return (
    <div class="problem" role="alert">
      <strong dir="auto">{title}</strong>
      {problem.detail && (
        <p class="problem-detail" dir="auto">
          {problem.detail}
        </p>
      )}
      <p class="problem-ways">
        {parameter && filters.get(parameter) !== null && (
          <button type="button" onClick={() => applyFilters(filters.without(parameter))}>
            {t("problem.drop-filter")}
          </button>
        )}
        {props.retry && (
          <button type="button" onClick={props.retry}>
            {t("problem.again")}
          </button>
        )}
      </p>
    </div>
  );
}
