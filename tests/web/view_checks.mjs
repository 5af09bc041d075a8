// What each view shows, and that what it shows is what the archive holds.

import assert from "node:assert/strict";
import { countsAgree } from "./counting.mjs";

export const checks = {
  "archive: newest first, with sections, folds, and as many as the files hold": async (world) => {
    const page = await world.page("/");
    const shown = await countsAgree(world, page);
    const days = await page.locator(".day time").evaluateAll((list) => list.map((each) => each.dateTime));
    assert.deepEqual(days, [...days].sort().reverse());
    assert.ok(shown >= 15);
    await page.getByText("and 1 like it").click();
    await page.locator(".folded li").first().waitFor();
    await page.getByLabel("Fold what nearly equals").uncheck();
    await world.settled(page);
    assert.equal(await world.count(page), shown + 1);
    assert.match(page.url(), /fold=false/);
    await page.locator(".rail").getByRole("button", { name: /lakeside-courier/ }).click();
    await world.settled(page);
    assert.equal(await world.count(page), 3);
    await page.locator(".rail").getByRole("button", { name: "Diplomacy" }).first().click();
    await world.settled(page);
    assert.equal(await world.count(page), 1);
    assert.match(page.url(), /source=lakeside-courier.example&section=Diplomacy/);
    assert.deepEqual(page.faults, []);
    await page.close();
  },

  "archive: words are found, with snippets, and a wrong search says what is wrong": async (world) => {
    const page = await world.page("/");
    await page.getByRole("searchbox").fill("ceasefire");
    await page.keyboard.press("Enter");
    await world.settled(page);
    assert.match(page.url(), /q=ceasefire/);
    for (const each of await page.locator(".snippet").all()) {
      assert.match((await each.locator("mark").first().innerText()).toLowerCase(), /ceasefire/);
    }
    assert.ok((await page.locator(".snippet").count()) >= 3);
    await page.getByRole("searchbox").fill('"unclosed');
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    assert.notEqual((await page.locator(".problem-detail").innerText()).trim(), "");
    await page.getByRole("button", { name: "Remove this filter" }).click();
    await world.settled(page);
    assert.ok((await world.count(page)) > 10);
    await page.close();
  },

  "article: evidence is marked in place, fields light the words that gave them": async (world) => {
    const page = await world.page("/articles/lake-1");
    const article = await world.json("/api/v1/articles/lake-1");
    const text = await page.locator(".article-text").evaluate((node) => {
      for (const each of node.querySelectorAll(".event-number")) each.remove();
      return node.textContent;
    });
    assert.equal(text, article.text.replace(/\n\s*\n/g, ""));
    await page.reload();
    await world.settled(page);
    assert.equal(await page.locator(".event-card").count(), article.events.length);
    // The first event that has all these fields; its words are where the API says.
    const at = article.events.findIndex((each) => each.actor[0] && each.recipient[0] && each.attribution[0] && each.event_loc && each.date_source === "clause");
    const event = article.events[at];
    const card = page.locator(".event-card").nth(at);
    const points = [...article.text];
    const words = (span) => points.slice(span.start, span.end).join("");
    for (const [field, expected] of [
      ["Actor", words(event.actor[0])],
      ["Recipient", words(event.recipient[0])],
      ["Date", words(article.times.find((each) => each.value === event.date))],
      ["Place", words(article.places.find((each) => each.geonameid === event.event_loc.geonameid))],
      ["Says who", words(event.attribution[0])],
    ]) {
      await card.locator(".definition", { hasText: field }).getByRole("button").first().focus();
      const lit = await page.locator(".article-text .lit").allInnerTexts();
      assert.equal(lit.join("").trim(), expected, field);
    }
    await card.getByRole("button", { name: "Show in the text" }).click();
    assert.equal((await page.locator(".article-text .lit-whole").allInnerTexts()).join(""), words(event.text_info));
    await card.getByRole("button", { name: "Why?" }).click();
    const why = page.locator(".why-text").first();
    await why.waitFor();
    assert.match(await why.innerText(), /trigger/);
    await page.getByLabel("times").check();
    assert.ok((await page.locator(".article-text .in-times").count()) > 0);
    await page.getByRole("navigation", { name: "Way back" }).getByRole("link", { name: "Conflict" }).click();
    await world.settled(page);
    assert.match(page.url(), /source=lakeside-courier.example&section=Conflict/);
    await page.goBack();
    await page.getByRole("navigation", { name: "Way back" }).getByRole("link", { name: "All news" }).click();
    await world.settled(page);
    assert.equal(new URL(page.url()).search, "");
    assert.deepEqual(page.faults, []);
    await page.close();
  },

  "article: revisions, copies, the same story, and the raw copy": async (world) => {
    const page = await world.page("/articles/lake-4");
    assert.equal(await page.locator(".history ol li").count(), 2);
    await page.goto(`${world.base}/articles/lake-1`);
    await world.settled(page);
    const history = await page.locator(".history").innerText();
    assert.match(history, /northern-mirror\.example/);
    assert.match(history, /wire-agency\.example/);
    const raw = await page.getByRole("link", { name: "Raw copy" }).getAttribute("href");
    assert.match(await (await world.get(raw)).text(), /Rebels shelled a market/);
    await page.close();
  },

  "events: sorted, asserted ones by default, with one switch for the others": async (world) => {
    const page = await world.page("/events");
    const asserted = await countsAgree(world, page);
    await page.getByRole("switch").click();
    await world.settled(page);
    const all = await countsAgree(world, page);
    assert.equal(all, (await world.json("/api/v1/events")).total);
    assert.ok(all > asserted);
    assert.match(page.url(), /asserted=false/);
    await page.getByRole("button", { name: /^Confidence/ }).click();
    await world.settled(page);
    const values = await page.locator("tbody > tr > td.number").allInnerTexts();
    const numbers = values.map(Number);
    assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a));
    assert.equal(await page.locator("th[aria-sort=descending]").innerText().then((text) => text.trim().split(/\s/)[0]), "Confidence");
    await page.getByRole("button", { name: /^Date/ }).click();
    await world.settled(page);
    assert.match(page.url(), /asserted=false/);
    while (await page.getByRole("button", { name: "Show more" }).isVisible()) {
      await page.getByRole("button", { name: "Show more" }).click();
      await world.settled(page);
    }
    await page.getByLabel("Fold reports of one happening").uncheck();
    await world.settled(page);
    assert.deepEqual(page.faults, []);
    await page.close();
  },

  "events: every facet narrows the rows and says so in the address": async (world) => {
    const page = await world.page("/events");
    const before = await world.count(page);
    for (const name of ["Category", "Actor", "Recipient", "Country", "Source", "Mode", "Context", "Modality", "Claimant", "Confidence"]) {
      const group = page.locator(".rail-group", { has: page.locator("summary", { hasText: new RegExp(`^${name}$`) }) });
      if ((await group.getAttribute("open")) === null) await group.locator("summary").click();
      const value = group.locator(".rail-value").nth(name === "Confidence" ? 5 : 0);
      await value.waitFor();
      const expected = Number((await value.locator(".rail-count").innerText()).replace(/\D/g, ""));
      await value.click();
      await world.settled(page);
      const shown = await countsAgree(world, page);
      // The switch goes on with a modality: what is denied is wanted.
      if (name !== "Modality") assert.equal(shown, expected, name);
      else assert.match(page.url(), /asserted=false/);
      assert.ok(shown > 0 && shown <= before, name);
      assert.equal(await page.locator(".chip").count(), 1, name);
      const address = page.url();
      await page.locator(".chip-remove").click();
      await world.settled(page);
      assert.equal(await page.locator(".chip").count(), 0, name);
      if (name === "Modality") await page.getByRole("switch").click();
      if (name !== "Category") continue;
      await page.goBack();
      await world.settled(page);
      assert.equal(page.url(), address);
      assert.equal(await world.count(page), shown, name);
      await page.goForward();
      await world.settled(page);
    }
    assert.deepEqual(page.faults, []);
    await page.close();
  },

  "events: filters from the panel, by keys alone": async (world) => {
    const page = await world.page("/events");
    await page.getByRole("button", { name: "Filter", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".panel select:focus").waitFor();
    for (const [name, value, pattern] of [
      ["from", "2019-05-01", /from=2019-05-01/],
      ["to", "2019-12", /to=2019-12/],
      ["confidence", "0.5", /confidence=0.5/],
      ["place", "Bukavu", /place=Bukavu/],
      ["sector", "REB", /sector=REB/],
    ]) {
      await page.locator(".panel select").selectOption(name);
      const field = page.locator(".panel form input");
      await field.fill(value);
      await field.press("Enter");
      await world.settled(page);
      assert.match(page.url(), pattern);
    }
    assert.equal(await page.locator(".chip").count(), 5);
    const shown = await countsAgree(world, page);
    assert.ok(shown > 0 && shown < 20);
    await page.locator(".panel select").press("Escape");
    assert.equal(await page.locator(".panel").count(), 0);
    await page.locator(".filters-add:focus").waitFor();
    await page.goto(`${world.base}/events?from=yesterday`);
    await page.getByRole("alert").waitFor();
    assert.match(await page.locator(".problem-detail").innerText(), /YYYY/);
    await page.close();
  },

  "events: reports of one happening, contradicting claims side by side": async (world) => {
    const { items } = await world.json("/api/v1/events?asserted=true&category=ASSAULT&limit=1000");
    const most = items.filter((each) => each.link).sort((a, b) => b.reports - a.reports)[0];
    const happening = await world.json(`/api/v1/links/${encodeURIComponent(most.link)}`);
    assert.ok(happening.reports >= 3 && happening.claims.length >= 2 && happening.contradictions.length >= 1);
    const page = await world.page(`/events?link=${encodeURIComponent(most.link)}`);
    assert.equal(await page.locator("tbody tr:not(.detail)").count(), 1);
    assert.equal(await world.count(page), happening.reports);
    await page.locator(".opener button").first().click();
    await page.locator(".happening").waitFor();
    const text = await page.locator(".happening").innerText();
    assert.match(text, new RegExp(`${happening.reports} reports in ${happening.articles} articles`));
    for (const each of happening.sources) assert.ok(text.includes(`${each.source} (${each.reports})`), each.source);
    assert.equal(await page.locator(".claim").count(), happening.claims.length);
    assert.match(text, /Told otherwise/);
    for (const each of happening.contradictions) assert.ok(text.includes(each.text), each.text);
    await page.getByRole("link", { name: "Page of the event" }).first().click();
    await world.settled(page);
    assert.match(page.url(), /\/events\/.+/);
    assert.deepEqual(page.faults, []);
    await page.close();
  },

  "registers: every kind, and agreements with their breaches": async (world) => {
    const page = await world.page("/registers");
    const all = await countsAgree(world, page);
    let sum = 0;
    for (const tab of await page.locator(".tabs button").all()) {
      const name = await tab.innerText();
      await tab.click();
      await world.settled(page);
      const shown = await countsAgree(world, page);
      assert.equal(shown, Number(name.replace(/\D/g, "")), name);
      if (!name.startsWith("All")) sum += shown;
    }
    assert.equal(sum, all);
    const agreements = (await world.json("/api/v1/facts?kind=agreement&limit=1000")).items;
    await page.goto(`${world.base}/registers?kind=agreement`);
    await world.settled(page);
    while (await page.getByRole("button", { name: "Show more" }).isVisible()) {
      await page.getByRole("button", { name: "Show more" }).click();
      await world.settled(page);
    }
    const parts = agreements.flatMap((each) => each.parts);
    assert.ok(parts.some((each) => each.joined_by === "article"));
    assert.ok(parts.some((each) => each.joined_by === "parties"), "a breach that another article tells of");
    const listed = (await page.locator(".breaches").allInnerTexts()).join("\n");
    for (const each of parts) {
      for (const party of each.participants) assert.ok(listed.includes(party.entity_text.slice(0, 60)), party.entity_text);
    }
    assert.equal(await page.locator(".breaches li").count(), parts.length);
    const elsewhere = page.locator(".breaches .told-elsewhere").first();
    assert.match(await elsewhere.innerText(), /of an agreement of this kind/);
    await elsewhere.getByRole("link").click();
    await world.settled(page);
    assert.match(page.url(), /\/articles\//);
    assert.deepEqual(page.faults, []);
    await page.close();
  },

  "status: sources, versions and numbers are those of the archive": async (world) => {
    const page = await world.page("/status");
    const status = await world.json("/api/v1/status");
    const numbers = await page.locator(".numbers dd").allInnerTexts();
    assert.equal(Number(numbers[0]), status.archive.articles);
    assert.equal(Number(numbers[1]), status.archive.events);
    assert.match(await page.locator("main").innerText(), new RegExp(status.runs[0].coder.replace(/[.+]/g, "\\$&")));
    assert.equal(await countsAgree(world, page), (await world.json("/api/v1/sources")).total);
    assert.deepEqual(page.faults, []);
    await page.close();
  },

  "an address that names nothing says so": async (world) => {
    for (const [path, pattern] of [
      ["/nothing-here", /no such page/],
      ["/articles/no-such-article", /no such article/],
      ["/events/no-such-event", /no such event/],
    ]) {
      const page = await world.page(path);
      await page.waitForFunction(() => /no such/.test(document.querySelector("main").innerText));
      assert.match(await page.locator("main").innerText(), pattern);
      await page.close();
    }
  },
};
