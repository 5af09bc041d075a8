// How long each view takes from its address to what it shows:  node tests/web/first_view.mjs ADDRESS [TIMES]
// ADDRESS is that of a running `casus serve`. Prints milliseconds, the median and the slowest: until the
// chart or the list is drawn, in a browser that has nothing of the page yet.

import { launch } from "./world.mjs";

const kViews = {
  archive: ["/", ".day"],
  events: ["/events", "tbody tr"],
  timeline: ["/timeline", ".timeline path"],
  dyad: ["/dyad?dyad=AAX,ABX", ".dyad path"],
  map: ["/map", ".map-marker"],
  network: ["/network", ".node"],
  registers: ["/registers", "main h1"],
  status: ["/status", ".numbers dd"],
};

const [base = "http://127.0.0.1:8080", times = "5"] = process.argv.slice(2);
const browser = await launch();
for (const [name, [path, drawn]] of Object.entries(kViews)) {
  const taken = [];
  for (let i = 0; i < Number(times); ++i) {
    const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
    const page = await context.newPage();
    await page.goto(base + path, { waitUntil: "commit" });
    await page.locator(drawn).first().waitFor();
    taken.push(await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))));
    await context.close();
  }
  taken.sort((a, b) => a - b);
  console.log(`${name.padEnd(10)} ${Math.round(taken[Math.floor(taken.length / 2)])} ${Math.round(taken[taken.length - 1])}`);
}
await browser.close();
