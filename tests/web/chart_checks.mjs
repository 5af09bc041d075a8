// Timeline, dyad, map and network: what is drawn is the table's rows and the files' rows, and all of it
// is reached by keys as by the mouse.

import assert from "node:assert/strict";
import { filesAgree } from "./counting.mjs";

function records(csv) {
  return csv.trim().split("\r\n").map((line) => line.split(","));
}

const settings = (page) => Object.fromEntries(new URL(page.url()).searchParams);

async function box(locator) {
  await locator.scrollIntoViewIfNeeded();
  return locator.boundingBox();
}

export const checks = {
  "timeline: rows with explicit zeros are the file's, and their sum is the events'": async (world) => {
    for (const by of ["day", "week", "month", "year"]) {
      for (const split of ["quad", "category"]) {
        const page = await world.page(`/timeline?by=${by}&split=${split}`);
        const { shown, texts } = await filesAgree(world, page, page.locator(".chart-table"));
        const [head, ...rows] = records(texts.csv);
        assert.deepEqual(head.slice(0, 3), ["period", "events", "mean_scale"]);
        const api = await world.json(`/api/v1/timeline?by=${by}&split=${split}&asserted=true`);
        const total = (await world.json("/api/v1/events?asserted=true&limit=1")).total;
        const sum = rows.reduce((all, row) => all + Number(row[1]), 0);
        assert.equal(sum + api.undated, total);
        for (const row of rows) {
          assert.equal(row.slice(3).reduce((all, each) => all + Number(each), 0), Number(row[1]), row[0]);
          assert.equal(row[2] === "", row[1] === "0", row[0]);
        }
        const cells = await page.locator(".chart-table tbody tr").evaluateAll((list) =>
          list.map((row) => [...row.querySelectorAll("td")].map((each) => each.textContent)),
        );
        cells.forEach((row, i) => assert.deepEqual([row[0], ...row.slice(2)].map((each) => each.replace(/\D/g, "")), [rows[i][1], ...rows[i].slice(3)]));
        assert.ok(cells.length === Math.min(shown, 200));
        assert.deepEqual(page.faults, []);
        await page.close();
      }
    }
  },

  "timeline: the chart is walked with arrow keys, and Enter opens a period's events": async (world) => {
    const page = await world.page("/timeline?by=month");
    const cursor = page.getByRole("slider", { name: "Period", exact: true });
    await cursor.focus();
    const before = await cursor.getAttribute("aria-valuetext");
    await page.keyboard.press("Home");
    const first = await cursor.getAttribute("aria-valuetext");
    assert.notEqual(first, before);
    assert.match(first, /^Feb 2018: 2 events, Mean scale/);
    assert.equal(await page.locator(".readout-period").innerText(), "Feb 2018");
    await page.keyboard.press("ArrowRight");
    assert.match(await cursor.getAttribute("aria-valuetext"), /^Mar 2018: 3 events/);
    await page.keyboard.press("Enter");
    await world.settled(page);
    assert.match(page.url(), /\/events\?from=2018-03&to=2018-03/);
    assert.equal((await world.json("/api/v1/events?from=2018-03&to=2018-03&asserted=true")).total, 3);
    await page.close();
  },

  "timeline: a brush sets the dates, by keys, mouse and finger, and the whole comes back": async (world) => {
    const page = await world.page("/timeline?by=month");
    const from = page.getByRole("slider", { name: "From" });
    await from.focus();
    await page.keyboard.press("PageUp");
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/from=2019-03/);
    await world.settled(page);
    assert.equal(await page.locator(".chart-table tbody th").first().innerText(), "May 2019");
    await page.getByRole("slider", { name: "Until" }).focus();
    for (let i = 0; i < 6; ++i) await page.keyboard.press("ArrowLeft");
    await page.waitForURL(/to=2020-10/);
    await page.getByRole("button", { name: "Show the whole" }).click();
    await world.settled(page);
    assert.equal(new URL(page.url()).searchParams.get("from"), null);
    // The mouse drags over the strip.
    const strip = await box(page.locator(".brush-strip"));
    const y = strip.y + strip.height / 2;
    await page.mouse.move(strip.x + strip.width * 0.3, y);
    await page.mouse.down();
    await page.mouse.move(strip.x + strip.width * 0.5, y, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=/);
    const chosen = settings(page);
    assert.ok(chosen.from >= "2019-01" && chosen.to <= "2019-11" && chosen.from < chosen.to, JSON.stringify(chosen));
    await world.settled(page);
    // And over the chart itself; a finger is a pointer, too.
    const chart = page.locator(".cursor-catch");
    const area = await box(chart);
    const at = (share) => ({ bubbles: true, button: 0, pointerId: 1, pointerType: "touch", clientX: area.x + area.width * share, clientY: area.y + 20 });
    await chart.evaluate((node, [a, b]) => {
      node.setPointerCapture = () => undefined; // no real finger stands behind the events
      node.dispatchEvent(new PointerEvent("pointerdown", a));
      node.dispatchEvent(new PointerEvent("pointermove", b));
    }, [at(0.05), at(0.95)]);
    await page.locator(".cursor-draft").waitFor();
    await chart.evaluate((node, b) => node.dispatchEvent(new PointerEvent("pointerup", b)), at(0.95));
    await world.settled(page);
    assert.ok(settings(page).from >= chosen.from && settings(page).to <= chosen.to);
    await page.goBack();
    await world.settled(page);
    assert.deepEqual(settings(page), chosen);
    assert.deepEqual(page.faults, []);
    await page.close();
  },

  "timeline: agreements and breaches are marks with a table and files of their own": async (world) => {
    const page = await world.page("/timeline?by=month");
    const facts = await world.json("/api/v1/facts?kind=agreement&kind=breach&limit=1000");
    const { shown } = await filesAgree(world, page, page.locator(".agreements"));
    assert.equal(shown, facts.total);
    const breach = page.getByRole("button", { name: /^Breach/ }).first();
    const name = await breach.getAttribute("aria-label");
    await breach.focus();
    await page.keyboard.press("Enter");
    const row = await page.locator("[id^='fact-']:focus").getAttribute("id");
    const fact = facts.items.find((each) => `fact-${each.id}` === row);
    assert.ok(fact && (fact.kind === "breach" || fact.status === "violated"), row);
    const day = new Date(fact.date).toLocaleDateString("en-GB", { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });
    assert.ok(name.includes(day), `${name}: ${day}`);
    await page.close();
  },

  "dyad: two parties are found by name; both directions and the band are the API's": async (world) => {
    const page = await world.page("/dyad");
    await page.getByLabel("First party").fill("Rwanda");
    await page.getByLabel("Second party").fill("democratic republic of the congo");
    await page.keyboard.press("Enter");
    await page.waitForURL(/dyad=RWA%2CCOD/);
    await world.settled(page);
    const dyad = await world.json("/api/v1/dyad?dyad=RWA,COD&asserted=true");
    const both = (await world.json("/api/v1/events?dyad=RWA,COD&either_way=true&asserted=true")).total;
    assert.equal(dyad.events, both);
    const { shown, texts } = await filesAgree(world, page, page.locator(".chart-table"));
    assert.equal(shown, dyad.items.length);
    const rows = records(texts.csv).slice(1);
    rows.forEach((row, i) => {
      const item = dyad.items[i];
      assert.deepEqual([row[0], ...row.slice(1, 5).map(Number)], [item.period, item.forth.events, item.back.events, item.mutual.events, item.events]);
    });
    const latest = page.locator(".dyad-latest section");
    for (const [i, pair] of ["RWA,COD", "COD,RWA"].entries()) {
      const { total } = await world.json(`/api/v1/events?dyad=${pair}&asserted=true`);
      assert.equal(await latest.nth(i).locator(".latest li").count(), Math.min(8, total), pair);
    }
    await page.getByRole("button", { name: "Swap" }).click();
    await page.waitForURL(/dyad=COD%2CRWA/);
    await page.locator(".segment", { hasText: "Weeks" }).click();
    await world.settled(page);
    assert.match(await page.locator(".chart-note").innerText(), /26 weeks/);
    await filesAgree(world, page, page.locator(".chart-table"));
    await page.getByRole("slider", { name: "Period", exact: true }).focus();
    await page.keyboard.press("Home");
    assert.match(await page.getByRole("slider", { name: "Period", exact: true }).getAttribute("aria-valuetext"), /: \d+ events?; /);
    assert.deepEqual(page.faults, []);
    await page.close();
  },

  "map: no pin for a country, as many events as there are, the list shows each place": async (world) => {
    const page = await world.page("/map");
    const places = await world.json("/api/v1/places?asserted=true");
    const { shown, texts } = await filesAgree(world, page, page.locator(".chart-table"));
    assert.equal(shown, places.total);
    for (const feature of JSON.parse(texts.geojson).features) {
      if (feature.properties.resolution <= 1) assert.equal(feature.geometry, null);
    }
    const pinned = places.items.filter((each) => each.resolution > 1 && each.lat !== null).reduce((sum, each) => sum + each.events, 0);
    const titles = await page.locator(".map-marker > title").allTextContents();
    const drawn = titles.reduce((sum, each) => sum + Number(each.match(/([\d,]+) events?/)[1]), 0);
    assert.equal(drawn, pinned);
    const wide = places.items.filter((each) => (each.resolution <= 1 && !each.country_code) || (each.resolution > 1 && each.lat === null));
    const wideEvents = wide.reduce((sum, each) => sum + each.events, 0);
    if (wideEvents > 0) assert.match(await page.locator(".chart-note").innerText(), new RegExp(`\\b${wideEvents} events? stands? in the list alone`));
    const shaded = await page.locator(".map-land:not(.map-shade-0) > title").allTextContents();
    const countries = places.items.filter((each) => each.resolution === 1 && each.country_code);
    assert.equal(shaded.length, new Set(countries.map((each) => each.country_code)).size);
    // By keys: the list shows a place, and its number opens its events.
    const row = page.locator(".chart-table tbody tr", { hasText: "Bukavu" }).first();
    await row.getByRole("button").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/at=-2\./);
    assert.match(await page.locator(".map-chosen-list").innerText(), /Bukavu/);
    const count = Number(await row.getByRole("link").innerText());
    await row.getByRole("link").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/events\?.*place=Bukavu/);
    await world.settled(page);
    const query = new URL(page.url()).searchParams;
    query.set("asserted", "true");
    assert.equal((await world.json(`/api/v1/events?${query}`)).total, count);
    assert.deepEqual(page.faults, []);
    await page.close();
  },

  "map: every place's number is that of the events which it opens": async (world) => {
    const page = await world.page("/map");
    for (const link of await page.locator(".chart-table tbody td.number a").all()) {
      const query = new URL(await link.getAttribute("href"), world.base).searchParams;
      query.set("asserted", "true");
      query.set("limit", "1");
      assert.equal((await world.json(`/api/v1/events?${query}`)).total, Number((await link.innerText()).replace(/\D/g, "")), String(query));
    }
    await page.close();
  },

  "map: moved and enlarged by keys, wheel and finger, and an area filters": async (world) => {
    const page = await world.page("/map");
    const map = page.locator(".map-svg");
    const view = () => page.locator(".map-svg > g").first().getAttribute("transform");
    const changed = (before) => page.waitForFunction((old) => document.querySelector(".map-svg > g").getAttribute("transform") !== old, before);
    await map.focus();
    const whole = await view();
    await page.keyboard.press("+");
    await changed(whole);
    const near = await view();
    await page.keyboard.press("ArrowLeft");
    await changed(near);
    await page.keyboard.press("0");
    await page.waitForFunction(() => document.querySelector(".map-svg > g").getAttribute("transform") === "translate(0 0) scale(1)");
    const area = await box(map);
    await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
    await page.mouse.wheel(0, -600);
    await changed("translate(0 0) scale(1)");
    const wheeled = await view();
    await page.mouse.down();
    await page.mouse.move(area.x + area.width / 2 + 60, area.y + area.height / 2 + 20, { steps: 4 });
    await page.mouse.up();
    await changed(wheeled);
    await page.waitForURL(/at=/);
    await page.getByRole("button", { name: "Filter by this area" }).click();
    await page.waitForURL(/box=/);
    await world.settled(page);
    const [south, west, north, east] = settings(page).box.split(",").map(Number);
    const { items } = await world.json(`/api/v1/places?box=${south},${west},${north},${east}`);
    for (const each of items) assert.ok(each.lat >= south && each.lat <= north && each.lon >= west && each.lon <= east);
    assert.deepEqual(page.faults, []);
    await page.close();
  },

  "map: disputed borders and areas are drawn as such, and named": async (world) => {
    const page = await world.page("/map");
    assert.ok((await page.locator(".map-svg .map-disputed").count()) >= 20);
    assert.equal(await page.locator(".map-svg .map-hatched").count(), 10);
    await page.locator(".disputed summary").click();
    const text = await page.locator(".disputed").innerText();
    for (const name of ["Western Sahara", "Kosovo", "Northern Cyprus", "Somaliland", "Palestine", "Taiwan", "Crimea", "Kashmir", "Abkhazia"]) {
      assert.match(text, new RegExp(name));
    }
    await page.close();
  },

  "network: links are the file's, nodes are walked by keys, a focus narrows": async (world) => {
    const page = await world.page("/network?top=10");
    const network = await world.json("/api/v1/network?limit=10&asserted=true");
    const { shown } = await filesAgree(world, page, page.locator(".chart-table"));
    assert.equal(shown, network.edges.length);
    assert.equal(await page.locator(".node").count(), network.nodes.length);
    const places = () => page.locator(".node-circle").evaluateAll((list) => list.map((each) => `${each.getAttribute("cx")} ${each.getAttribute("cy")}`));
    const before = await places();
    await page.reload();
    await world.settled(page);
    assert.deepEqual(await places(), before);
    assert.equal(await page.locator(".node[tabindex='0']").count(), 1);
    await page.locator(".node[tabindex='0']").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const code = network.nodes[1].code;
    await page.waitForURL(new RegExp(`focus=${code}`));
    await world.settled(page);
    const around = await world.json(`/api/v1/network?limit=10&focus=${code}&asserted=true`);
    assert.equal((await filesAgree(world, page, page.locator(".chart-table"))).shown, around.edges.length);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.waitForURL((url) => !url.searchParams.has("focus"));
    await page.locator(".segment", { hasText: "Conflict" }).click();
    await world.settled(page);
    await filesAgree(world, page, page.locator(".chart-table"));
    const sums = await page.locator(".chart-table tbody tr").evaluateAll((list) => list.map((row) => [...row.querySelectorAll("td.number")].map((each) => Number(each.textContent))));
    assert.ok(sums.length > 0);
    for (const row of sums) assert.equal(row[0], row[4] + row[5]);
    await page.locator(".segment", { hasText: "Matrix" }).click();
    await world.settled(page);
    assert.equal(await page.locator(".network-matrix .edge").count(), sums.length);
    assert.deepEqual(page.faults, []);
    await page.close();
  },

  "network: each link's number is that of the events which it opens": async (world) => {
    const page = await world.page("/network?top=20");
    for (const link of (await page.locator(".chart-table tbody td.number a").all()).slice(0, 25)) {
      const query = new URL(await link.getAttribute("href"), world.base).searchParams;
      query.set("asserted", "true");
      query.set("limit", "1");
      assert.equal((await world.json(`/api/v1/events?${query}`)).total, Number((await link.innerText()).replace(/\D/g, "")), String(query));
    }
    await page.close();
  },

  "charts: one filter holds in all, in Russian and on a phone, and nothing is wider than the screen": async (world) => {
    for (const path of ["/timeline?with=COD", "/dyad?dyad=RWA,COD", "/map?with=COD", "/network?with=COD", "/network?form=matrix"]) {
      const page = await world.page(path, { viewport: { width: 390, height: 844 } });
      await page.evaluate(() => localStorage.setItem("casus.language", "ru"));
      await page.reload();
      await world.settled(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${path} is ${wide} px too wide`);
      assert.match(await page.locator("h1").innerText(), /[А-я]/);
      const left = await page.locator(".chart").evaluate((node) => {
        const copy = node.cloneNode(true);
        for (const each of copy.querySelectorAll("bdi, table, svg, datalist, h2, .downloads")) each.remove();
        return copy.textContent.match(/[A-Za-z]{5,}/g);
      });
      assert.deepEqual((left ?? []).filter((each) => !["PLOVER", "Natural", "Earth", "Enter"].includes(each)), [], path);
      assert.deepEqual(page.faults, []);
      await page.evaluate(() => localStorage.removeItem("casus.language"));
      await page.close();
    }
  },
};
