// Reading by everybody: keys, screen readers (axe), phones, Russian, dark, and texts that mean harm.

import assert from "node:assert/strict";
import { violations } from "./axe.mjs";
import { enter } from "./review_keys.mjs";

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
  "/timeline?by=week&split=category",
  "/network",
  "/network?form=matrix",
  "/registers",
  "/registers?kind=agreement",
  "/review",
  "/status",
  "/nothing-here",
];

const kDesktop = { width: 1360, height: 900 };
const kPhone = { width: 360, height: 740 };

// What opens on a view, before it is looked at.
const kOpened = {
  "/events?asserted=false": async (world, page) => {
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.locator(".opener button").first().click();
    await world.settled(page);
  },
  "/articles/lake-1": async (world, page) => {
    await page.getByRole("button", { name: "Why?" }).first().click();
    await page.locator(".why-text").first().waitFor();
  },
};

// On every view, and on the review of an event with each of its forms.
async function axeFindsNothing(world, look) {
  const faults = [];
  const see = async (page, name) => {
    for (const each of await violations(page)) faults.push(`${name}: ${each}`);
  };
  for (const path of kPaths) {
    const page = await world.page(path, look);
    await kOpened[path]?.(world, page);
    await see(page, path);
    await page.close();
  }
  const page = await world.page("/review?order=random", look);
  await enter(world, page, "axe");
  await page.locator(".desk-event:focus").waitFor();
  await see(page, "an event to review");
  await page.keyboard.press("c");
  await page.locator("#correct-event").waitFor();
  await page.locator(".verdict-form summary").click();
  await see(page, "its correction");
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await page.locator("#reject-reason").waitFor();
  await see(page, "its rejection");
  await page.close();
  assert.deepEqual(faults, []);
}

export const checks = {
  "axe finds nothing in light colours": (world) => axeFindsNothing(world, { viewport: kDesktop, scheme: "light" }),
  "axe finds nothing in dark colours": (world) => axeFindsNothing(world, { viewport: kDesktop, scheme: "dark" }),
  "axe finds nothing on a phone, in light colours": (world) => axeFindsNothing(world, { viewport: kPhone, scheme: "light" }),
  "axe finds nothing on a phone, in dark colours": (world) => axeFindsNothing(world, { viewport: kPhone, scheme: "dark" }),

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
    await page.locator(".skip:focus").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("#main:focus").waitFor();
    await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Registers" }).focus();
    await page.keyboard.press("Enter");
    await world.settled(page);
    await page.locator("#heading:focus").waitFor();
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
