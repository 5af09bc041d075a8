// How soon each view of the page is drawn, all its rows there, over an archive:
//
//   node bench/page_views.mjs build/release/casus big.db
//
// casus_make_archive makes an archive of a million events. Each number is the median of five visits,
// each in a browser profile of its own: nothing of the page is kept from the one before. The second number
// is the processor time that the page's own thread took, which does not depend on what else the machine does.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { chromium } = createRequire(join(root, "web", "package.json"))("playwright-core");
const [casus, db] = process.argv.slice(2);
const kViews = ["/", "/?q=ceasefire", "/events", "/events?category=ASSAULT&from=2020", "/timeline", "/dyad?dyad=AAX,ABX", "/map", "/network", "/registers", "/status"];
const kFlags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const server = spawn(casus, ["serve", "--db", db, "--port", "0", "--data", join(root, "data")]);
const base = await new Promise((resolve) => {
  for (const each of [server.stdout, server.stderr]) {
    each.on("data", (said) => {
      const found = String(said).match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    });
  }
});
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: kFlags });

async function visit(path) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const began = performance.now();
  await page.goto(base + path);
  // A view says how many rows it has once they are there.
  await page.waitForFunction(() => /\d/.test(document.querySelector(".table-count")?.textContent ?? "") && !document.querySelector('[aria-busy="true"]'));
  const took = performance.now() - began;
  const { metrics } = await session.send("Performance.getMetrics");
  const worked = 1000 * metrics.find((each) => each.name === "TaskDuration").value;
  await context.close();
  return { took, worked };
}

console.log(`load before: ${loadavg()[0].toFixed(1)}`);
for (const path of kViews) {
  const visits = [];
  for (let i = 0; i < 5; ++i) visits.push(await visit(path).catch(() => ({ took: Infinity, worked: Infinity })));
  const median = (name) => Math.round(visits.map((each) => each[name]).sort((a, b) => a - b)[2]);
  console.log(`${path.padEnd(40)} ${median("took")} ms, ${median("worked")} ms of processor time`);
}
await browser.close();
server.kill();
