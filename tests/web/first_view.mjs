// How long each view takes from its address to what it shows:  node tests/web/first_view.mjs ADDRESS [TIMES]
// ADDRESS is that of a running `casus serve`. Prints milliseconds until the chart or the list is drawn, in a
// browser that has nothing of the page yet: the median, the slowest, and the median of the processor time
// that the page took for it, which does not depend on what else the machine does.

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
  const worked = [];
  for (let i = 0; i < Number(times); ++i) {
    const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.goto(base + path, { waitUntil: "commit" });
    await page.locator(drawn).first().waitFor();
    taken.push(await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))));
    const { metrics } = await session.send("Performance.getMetrics");
    worked.push(1000 * metrics.find((each) => each.name === "TaskDuration").value);
    await context.close();
  }
  const sorted = (list) => list.sort((a, b) => a - b).map(Math.round);
  const median = (list) => sorted(list)[Math.floor(list.length / 2)];
  console.log(`${name.padEnd(10)} ${median(taken)} ${sorted(taken)[taken.length - 1]} ${median(worked)}`);
}
await browser.close();
