import { Heading } from "../components/heading";
import { t } from "../i18n";

export default function View() {
  return <Heading>{t("view.status")}</Heading>;
}
