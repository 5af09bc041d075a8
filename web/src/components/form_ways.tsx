// The row that ends a form of the review desk: do it, or go back to judging.

import { t } from "../i18n";

export function FormWays(props: { submit: string; cancel: () => void }) {
  return (
    <p class="verdict-ways">
      <button type="submit" class="primary">
        {props.submit}
      </button>
      <button type="button" onClick={props.cancel}>
        {t("review.cancel")} <kbd aria-hidden="true">Esc</kbd>
      </button>
    </p>
  );
}
