// Fails where web/src/messages/*.json do not have the same keys, a message does not have the same
// {blanks}, or a language lacks one of its plural forms.

import { readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "src", "messages");
const kForm = /\.(zero|one|two|few|many|other)$/;
const faults = [];

// "events.one", "events.other" -> "events" with its forms.
function entries(messages) {
  const found = new Map();
  for (const [key, text] of Object.entries(messages)) {
    const form = key.match(kForm)?.[1];
    const name = form ? key.slice(0, -form.length - 1) : key;
    const entry = found.get(name) ?? { forms: new Set(), blanks: new Set() };
    if (form) entry.forms.add(form);
    for (const blank of text.match(/\{\w+\}/g) ?? []) entry.blanks.add(blank);
    found.set(name, entry);
  }
  return found;
}

const languages = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({
    code: basename(name, ".json"),
    entries: entries(JSON.parse(readFileSync(join(folder, name), "utf8"))),
  }));
const first = languages.find((each) => each.code === "en");
for (const { code, entries: own } of languages) {
  const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
  for (const [name, entry] of own) {
    const same = first.entries.get(name);
    if (!same) faults.push(`${code}.json: '${name}' is not in en.json`);
    else if ([...entry.blanks].sort().join() !== [...same.blanks].sort().join()) {
      faults.push(`${code}.json: '${name}' has other blanks than en.json`);
    }
    if (entry.forms.size > 0) {
      for (const form of forms) if (!entry.forms.has(form)) faults.push(`${code}.json: '${name}.${form}' is missing`);
    }
  }
  for (const name of first.entries.keys()) if (!own.has(name)) faults.push(`${code}.json: '${name}' is missing`);
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`messages: ${first.entries.size} in ${languages.length} languages`);
