// Reading by everybody: keys, screen readers (axe), phones, Russian, dark, and texts that mean harm.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axePath } from "./world.mjs";

const axe = readFileSync(axePath, "utf8");
const kPaths = [
  "/",
  "/?q=ceasefire",
  "/articles/lake-1",
  "/articles/names-1",
  "/events?asserted=false",
  "/events/lake-1-1-1",
  "/timeline",
  "/dyad?dyad=RWA,COD",
  "/map",
  "/network",
  "/registers",
  "/registers?kind=agreement",
  "/review",
  "/status",
  "/nothing-here",
];

// The page's policy keeps scripts out; what the test evaluates is let in.
async function violations(page, runOnly) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules, resultTypes: ["violations"] }), runOnly);
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
}

const kRules = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const kColours = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

export const checks = {
  "axe finds nothing, in light colours and in dark": async (world) => {
    const faults = [];
    for (const path of kPaths) {
      const page = await world.page(path);
      if (path.startsWith("/events?")) {
        await page.getByRole("button", { name: "Filter", exact: true }).click();
        await page.locator(".opener button").first().click();
        await world.settled(page);
      }
      if (path === "/articles/lake-1") await page.getByRole("button", { name: "Why?" }).first().click();
      for (const each of await violations(page, kRules)) faults.push(`${path}: ${each}`);
      await page.emulateMedia({ colorScheme: "dark" });
      for (const each of await violations(page, kColours)) faults.push(`${path} in dark: ${each}`);
      await page.close();
    }
    assert.deepEqual(faults, []);
  },

  "hostile texts are shown, and nothing of them runs": async (world) => {
    const id = encodeURIComponent("hostile <b>\"'&");
    for (const path of ["/", `/articles/${id}`, `/events/${encodeURIComponent("hostile <b>\"'&-1-1")}`, "/events", "/status", "/registers", "/?q=protesters", "/articles/names-1", "/articles/long-1", "/articles/megabyte"]) {
      const page = await world.page(path);
      assert.notEqual(await page.title(), "broken", path); // what its scripts would make of it
      const foreign = await page.evaluate(() => ({
        images: document.querySelectorAll("main img, main iframe, main script, main svg[onload]").length,
        links: [...document.querySelectorAll("a[href]")].filter((each) => !/^https?:$/.test(each.protocol)).length,
      }));
      assert.deepEqual(foreign, { images: 0, links: 0 }, path);
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      assert.equal(isWide, false, `${path} is wider than the window`);
      assert.deepEqual(page.faults, [], path);
      await page.close();
    }
    const page = await world.page(`/articles/${id}`);
    assert.match(await page.locator("h1").innerText(), /<img src=x onerror/);
    assert.match(await page.locator(".article-text").innerText(), /<\/script><script>document\.title/);
    await page.close();
  },

  "keys alone: skip link, views, focus on the new heading": async (world) => {
    const page = await world.page("/");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Registers" }).focus();
    await page.keyboard.press("Enter");
    await world.settled(page);
    await page.waitForFunction(() => document.activeElement.id === "heading");
    assert.equal(await page.locator("h1").innerText(), "Registers");
    assert.match(await page.title(), /Registers/);
    await page.close();
  },

  "every view fits a phone": async (world) => {
    for (const path of kPaths) {
      const page = await world.page(path, { viewport: { width: 360, height: 740 } });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 360, `${path} is ${width} pixels wide`);
      await page.close();
    }
  },

  "the interface in Russian, kept for the next visit; dark by choice": async (world) => {
    const page = await world.page("/events");
    await page.getByLabel("Language").selectOption("ru");
    assert.equal(await page.locator("h1").innerText(), "События");
    assert.equal(await page.evaluate(() => document.documentElement.lang), "ru");
    await page.reload();
    await world.settled(page);
    assert.equal(await page.locator("h1").innerText(), "События");
    await page.getByLabel("Язык").selectOption("en");
    await page.getByRole("button", { name: "Dark colours" }).click();
    const dark = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.getByRole("button", { name: "Dark colours" }).click();
    const light = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.notEqual(dark, light);
    await page.evaluate(() => localStorage.clear());
    await page.close();
  },

  "a server that is gone is told, and asked again": async (world) => {
    const page = await world.page("/");
    await page.route("**/api/v1/events*", (route) => route.abort());
    await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Events" }).click();
    await page.getByRole("alert").first().waitFor();
    await page.unroute("**/api/v1/events*");
    await page.getByRole("button", { name: "Try again" }).first().click();
    await page.locator("tbody tr").first().waitFor();
    await page.close();
  },
};
