// That a number on the page is that of the rows in the files behind it.

import assert from "node:assert/strict";

function lines(text) {
  return text.trim().split("\n").length;
}

// The number on the page, the rows of the list, and those of each download are one number.
export async function countsAgree(world, page, csvHeader = 1) {
  const shown = await world.count(page);
  for (const link of await page.locator(".table-head .downloads a[href*='format=']").all()) {
    const href = await link.getAttribute("href");
    const text = await (await world.get(href)).text();
    if (href.includes("format=jsonl")) assert.equal(lines(text), shown, href);
    if (href.includes("format=geojson")) assert.equal(JSON.parse(text).features.length, shown, href);
    if (href.includes("format=csv")) assert.equal(csvRows(text) - csvHeader, shown, href);
  }
  return shown;
}

function csvRows(text) {
  let rows = 0;
  let quoted = false;
  for (const each of text) {
    if (each === '"') quoted = !quoted;
    if (each === "\n" && !quoted) ++rows;
  }
  return rows;
}

// The table's head says as many rows as each file of it has.
export async function filesAgree(world, page, table) {
  const shown = Number((await table.locator(".table-count").innerText()).replace(/\D/g, ""));
  const texts = {};
  for (const link of await table.locator(".downloads a").all()) {
    const href = await link.getAttribute("href");
    const format = new URL(href, world.base).searchParams.get("format");
    const text = await (await world.get(href)).text();
    texts[format] = text;
    const rows =
      format === "geojson" ? JSON.parse(text).features.length : text.trim().split("\n").length - (format === "csv" ? 1 : 0);
    assert.equal(rows, shown, href);
  }
  return { shown, texts };
}
