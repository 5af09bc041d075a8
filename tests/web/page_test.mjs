// Every view of the page in a real browser. Each *_checks.mjs lists its checks: a name and a function
// that takes the World.

import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { World } from "./world.mjs";

const here = dirname(fileURLToPath(import.meta.url));
let world;
before(async () => {
  world = await World.open();
});
after(async () => {
  await world?.close();
});

const wanted = (process.env.CASUS_CHECKS ?? "").split(","); // only those whose names have one of these
for (const file of readdirSync(here).filter((name) => name.endsWith("_checks.mjs")).sort()) {
  const { checks } = await import(join(here, file));
  for (const [name, check] of Object.entries(checks)) {
    if (wanted.some((each) => name.includes(each))) test(name, { timeout: 300_000 }, () => check(world));
  }
}
