// The page over an archive of a million events and 100,000 articles: every view, filter, download and
// keyboard path, and the review of an event. It takes some ten minutes, and is no part of ./test:
//
//   cmake --build build/release --target casus casus_make_archive
//   CASUS=build/release/casus node --test tests/web/million_test.mjs
//
// CASUS_ARCHIVE names an archive of casus_make_archive that is there already; reviews are added to it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { countsAgree, filesAgree } from "./counting.mjs";
import { enter, judge } from "./review_keys.mjs";
import { World, casus } from "./world.mjs";

const kArticles = 100_000;
const kEvents = 1_000_000;
const kMost = 20_000; // rows of a file that is counted here
const kViews = ["/", "/?q=a*", "/events", "/events?actor=AAX", "/articles/generated-7", "/events/generated-7-1-1", "/timeline", "/dyad?dyad=AAX,ABX", "/map", "/network", "/network?form=matrix", "/registers", "/registers?kind=agreement", "/review", "/status"];

let world;
let folder;
before(async () => {
  let archive = process.env.CASUS_ARCHIVE;
  if (!archive) {
    folder = mkdtempSync(join(tmpdir(), "casus-million-"));
    archive = join(folder, "million.db");
    const make = join(dirname(casus), "casus_make_archive");
    const made = spawnSync(make, [archive, String(kArticles), "10", "40", "varied"], { encoding: "utf8" });
    if (made.status !== 0) throw new Error(`${make}: ${made.stderr ?? made.error}`);
  }
  assert.ok(existsSync(archive), archive);
  world = await World.open(archive);
});
after(async () => {
  await world?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

function check(name, act) {
  test(name, { timeout: 600_000 }, act);
}

const total = async (path) => (await world.json(path)).total;
const asserted = (query = "") => `/api/v1/events?limit=1&asserted=true${query}`;

check("archive: all news, a source, more of them, words", async () => {
  const page = await world.page("/");
  assert.equal(await world.count(page), kArticles);
  const before = await page.locator(".entry").count();
  await page.getByRole("button", { name: "Show more" }).click();
  await world.settled(page);
  assert.ok((await page.locator(".entry").count()) > before);
  await page.locator(".rail").getByRole("button", { name: /^Agency 7\b/ }).click();
  await world.settled(page);
  assert.equal(await world.count(page), await total("/api/v1/articles?limit=1&source=Agency 7&fold=true"));
  await countsAgree(world, page);
  await page.getByRole("searchbox").fill("a*");
  await page.keyboard.press("Enter");
  await world.settled(page);
  assert.equal(await world.count(page), await total("/api/v1/articles?limit=1&source=Agency 7&fold=true&q=a*"));
  assert.deepEqual(page.faults, []);
  await page.close();
});

check("events: the switch, sorting, an event in full, by keys", async () => {
  const page = await world.page("/events");
  assert.equal(await world.count(page), await total(asserted()));
  await page.getByRole("switch").focus();
  await page.keyboard.press("Space");
  await world.settled(page);
  assert.equal(await world.count(page), kEvents);
  for (const name of [/^Confidence/, /^Category/, /^Date/]) {
    await page.getByRole("button", { name }).focus();
    await page.keyboard.press("Enter");
    await world.settled(page);
    assert.ok((await page.locator("tbody > tr:not(.detail)").count()) > 0);
  }
  await page.getByRole("button", { name: "Show more" }).click();
  await world.settled(page);
  await page.locator(".opener button").first().focus();
  await page.keyboard.press("Enter");
  await page.locator("tr.detail:not([hidden])").waitFor();
  await page.getByRole("link", { name: "Page of the event" }).first().click();
  await world.settled(page);
  assert.match(page.url(), /\/events\/generated-/);
  assert.deepEqual(page.faults, []);
  await page.close();
});

check("events: every facet narrows the rows to its number, and the files have as many", async () => {
  for (const name of ["Category", "Actor", "Recipient", "Country", "Source", "Mode", "Context", "Modality", "Claimant", "Confidence"]) {
    const page = await world.page("/events?from=2024-12-20");
    const all = await world.count(page);
    const group = page.locator(".rail-group", { has: page.locator("summary", { hasText: new RegExp(`^${name}$`) }) });
    if ((await group.getAttribute("open")) === null) await group.locator("summary").click();
    const first = group.getByRole("button").first();
    await first.waitFor();
    const number = Number((await first.innerText()).split("\n").pop().replace(/\D/g, ""));
    await first.click();
    await world.settled(page);
    assert.equal(await world.count(page), number, name);
    assert.ok(number <= all || name === "Modality", name);
    assert.ok(number < kMost, name);
    await countsAgree(world, page);
    assert.deepEqual(page.faults, []);
    await page.close();
  }
});

check("article: its events, its words, why", async () => {
  const page = await world.page("/articles/generated-7");
  const article = await world.json("/api/v1/articles/generated-7");
  assert.equal(await page.locator(".event-card").count(), article.events.length);
  assert.equal(article.events.length, 10);
  await page.locator(".event-card").first().getByRole("button", { name: "Show in the text" }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".article-text .lit-whole").first().waitFor();
  await page.locator(".event-card").first().getByRole("button", { name: "Why?" }).click();
  await page.locator(".why-text").first().waitFor();
  await page.getByRole("navigation", { name: "Way back" }).getByRole("link", { name: "All news" }).click();
  await world.settled(page);
  assert.equal(await world.count(page), kArticles);
  assert.deepEqual(page.faults, []);
  await page.close();
});

check("timeline: all periods, their sum, keys and brush", async () => {
  for (const by of ["week", "month", "year"]) {
    const page = await world.page(`/timeline?by=${by}&split=category`);
    const { texts } = await filesAgree(world, page, page.locator(".chart-table"));
    const rows = texts.csv.trim().split("\r\n").slice(1).map((line) => line.split(","));
    const api = await world.json(`/api/v1/timeline?by=${by}&split=category&asserted=true`);
    assert.equal(rows.reduce((sum, row) => sum + Number(row[1]), 0) + api.undated, await total(asserted()), by);
    assert.deepEqual(page.faults, []);
    await page.close();
  }
  const page = await world.page("/timeline?by=month");
  await page.getByRole("slider", { name: "From" }).focus();
  await page.keyboard.press("PageUp");
  await page.waitForURL(/from=1996-01/);
  await world.settled(page);
  await page.getByRole("slider", { name: "Period", exact: true }).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await world.settled(page);
  assert.match(page.url(), /\/events\?from=1996-01&to=1996-01/);
  assert.equal(await world.count(page), await total(asserted("&from=1996-01&to=1996-01")));
  await page.close();
});

check("dyad: found by code, both directions, the band, files", async () => {
  const page = await world.page("/dyad");
  await page.getByLabel("First party").fill("AAX");
  await page.getByLabel("Second party").fill("ABX");
  await page.keyboard.press("Enter");
  await page.waitForURL(/dyad=AAX%2CABX/);
  await world.settled(page);
  const dyad = await world.json("/api/v1/dyad?dyad=AAX,ABX&asserted=true");
  assert.equal(dyad.events, await total(asserted("&dyad=AAX,ABX&either_way=true")));
  assert.equal((await filesAgree(world, page, page.locator(".chart-table"))).shown, dyad.items.length);
  await page.getByRole("button", { name: "Swap" }).click();
  await page.waitForURL(/dyad=ABX%2CAAX/);
  await world.settled(page);
  assert.deepEqual(page.faults, []);
  await page.close();
});

check("map: the thousand most frequent places, the list, an area, files", async () => {
  const page = await world.page("/map?actor=AAX&from=2024-12-20");
  const places = await world.json("/api/v1/places?asserted=true&limit=1&actor=AAX&from=2024-12-20");
  const { shown } = await filesAgree(world, page, page.locator(".chart-table"));
  assert.equal(shown, places.total);
  await page.goto(`${world.base}/map`);
  await world.settled(page);
  assert.ok((await page.locator(".map-marker").count()) > 10);
  await page.locator(".map-svg").focus();
  await page.keyboard.press("+");
  await page.waitForURL(/at=/);
  await page.getByRole("button", { name: "Filter by this area" }).click();
  await page.waitForURL(/box=/);
  await world.settled(page);
  const box = new URL(page.url()).searchParams.get("box");
  assert.equal(Number((await page.locator(".chart-table .table-count").innerText()).replace(/\D/g, "")), await total(`/api/v1/places?limit=1&asserted=true&box=${box}`));
  assert.deepEqual(page.faults, []);
  await page.close();
});

check("network: links are the file's, by keys to a focus, as a matrix", async () => {
  const page = await world.page("/network?top=20");
  const network = await world.json("/api/v1/network?limit=20&asserted=true");
  assert.equal((await filesAgree(world, page, page.locator(".chart-table"))).shown, network.edges.length);
  await page.locator(".node").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.waitForURL(/focus=/);
  await world.settled(page);
  await page.goto(`${world.base}/network?form=matrix&top=80`);
  await world.settled(page);
  assert.ok((await page.locator(".network-matrix .edge").count()) > 100);
  assert.deepEqual(page.faults, []);
  await page.close();
});

check("registers: every kind, agreements with the breaches that others tell", async () => {
  const page = await world.page("/registers");
  const all = await world.count(page);
  assert.equal(all, await total("/api/v1/facts?limit=1"));
  let sum = 0;
  for (const tab of (await page.locator(".tabs button").all()).slice(1)) {
    const name = await tab.innerText();
    await tab.click();
    await world.settled(page);
    const shown = await world.count(page);
    assert.equal(shown, Number(name.replace(/\D/g, "")), name);
    sum += shown;
  }
  assert.equal(sum, all);
  await page.goto(`${world.base}/registers?kind=agreement&from=2024-12-01`);
  await world.settled(page);
  if ((await world.count(page)) > 0) await countsAgree(world, page);
  if (all > 0) {
    const agreements = (await world.json("/api/v1/facts?kind=agreement&limit=1000&sort=-date")).items;
    assert.ok(agreements.some((each) => each.parts.some((part) => part.joined_by === "parties")));
  }
  assert.deepEqual(page.faults, []);
  await page.close();
});

check("review: accepted, corrected and rejected by keys", async () => {
  const reviewer = `million-${Date.now()}`;
  const page = await world.page("/review?order=random");
  await enter(world, page, reviewer);
  await page.locator(".desk-event:focus").waitFor();
  const accepted = await judge(page, "a");
  const rejected = await judge(page, "r", async () => {
    await page.keyboard.type("no event");
    await page.keyboard.press("Enter");
  });
  const corrected = await judge(page, "c", async () => {
    const category = page.locator("#correct-event");
    await category.selectOption((await category.inputValue()) === "AID" ? "ACCUSE" : "AID");
    await page.locator("#correct-reason").focus();
    await page.keyboard.press("Enter");
  });
  const reviews = (await world.json(`/api/v1/reviews?reviewer=${reviewer}`)).items;
  assert.deepEqual([accepted, rejected, corrected].map((id) => reviews.find((each) => each.event === id).verdict), ["accept", "reject", "correct"]);
  assert.deepEqual(page.faults, []);
  await page.close();
});

check("status: the archive's numbers", async () => {
  const page = await world.page("/status");
  const numbers = (await page.locator(".numbers dd").allInnerTexts()).map((each) => Number(each.replace(/\D/g, "")));
  assert.deepEqual(numbers.slice(0, 2), [kArticles, kEvents]);
  await countsAgree(world, page);
  assert.deepEqual(page.faults, []);
  await page.close();
});

check("every view fits a phone, and axe finds nothing on it", async () => {
  const faults = [];
  for (const path of kViews) {
    const page = await world.page(path, { viewport: { width: 360, height: 740 } });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 360) faults.push(`${path} is ${width} pixels wide`);
    for (const each of await violations(page)) faults.push(`${path}: ${each}`);
    await page.close();
  }
  assert.deepEqual(faults, []);
});
