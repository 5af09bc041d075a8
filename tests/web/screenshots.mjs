// Pictures of the views for docs/page.md:  node tests/web/screenshots.mjs [NAME...]

import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { World, source, token } from "./world.mjs";

const kViews = {
  archive: ["/?q=ceasefire"],
  article: ["/articles/lake-1", async (page) => page.locator(".event-card").first().getByRole("button", { name: /Rebels/ }).focus()],
  events: ["/events?from=2019"],
  event: ["/events/lake-1-1-1"],
  registers: ["/registers?kind=agreement&to=2020-06"],
  review: ["/review?order=random", review],
  status: ["/status"],
  timeline: ["/timeline?from=2019&to=2021"],
  dyad: ["/dyad?dyad=RWA,COD&by=week"],
  map: ["/map"],
  network: ["/network"],
};

async function review(page, world) {
  await page.getByLabel("Your name").fill("anna");
  await page.getByLabel("Token").fill(token);
  await page.keyboard.press("Enter");
  await world.settled(page);
  await page.keyboard.press("a");
  await page.waitForTimeout(500);
  await page.locator(".desk-event").waitFor();
}

const folder = join(source, "docs", "screenshots");
mkdirSync(folder, { recursive: true });
const wanted = process.argv.slice(2);
const world = await World.open();
try {
  for (const [name, [address, act]] of Object.entries(kViews)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const page = await world.page(address, { viewport: { width: 1240, height: 820 } });
    if (act) await act(page, world);
    await world.settled(page);
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path });
    spawnSync("pngquant", ["--force", "--skip-if-larger", "--output", path, "64", path]); // smaller, where it is there
    await page.close();
    console.log(name);
  }
} finally {
  await world.close();
}
