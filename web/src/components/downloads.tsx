// The rows that are shown, all of them, as files.

import { apiAddress, type Params } from "../api";
import { t } from "../i18n";

const names: Record<string, string> = { csv: "CSV", jsonl: "JSONL", geojson: "GeoJSON" };

export function Downloads(props: { path: string; params: Params; formats?: readonly string[]; keepsLimit?: boolean }) {
  const address = (format: string) => {
    const query = new URLSearchParams(
      props.params instanceof URLSearchParams ? props.params : Object.entries(props.params).map(([k, v]) => [k, String(v)]),
    );
    // A network has no more rows than its nodes have links: there the limit says which.
    if (!props.keepsLimit) query.delete("limit");
    query.delete("cursor");
    query.set("format", format);
    return apiAddress(props.path, query);
  };
  return (
    <span class="downloads">
      <span class="downloads-label">{t("table.download")}</span>
      {(props.formats ?? ["csv", "jsonl"]).map((format) => (
        <a key={format} href={address(format)} download>
          {names[format] ?? format}
        </a>
      ))}
    </span>
  );
}
