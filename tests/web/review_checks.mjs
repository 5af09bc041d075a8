// Reviews: judged by keys, kept apart from the coding, shown beside it, exported as gold.

import assert from "node:assert/strict";
import { enter, judge } from "./review_keys.mjs";
import { token } from "./world.mjs";

export const checks = {
  "review: a wrong token is refused, and asked for again": async (world) => {
    const page = await world.page("/review?order=random");
    await enter(world, page, "mallory", "not the token at all");
    await page.locator(".desk-event").waitFor();
    await page.keyboard.press("a");
    await page.getByRole("alert").waitFor();
    assert.ok(await page.getByLabel("Token").isVisible());
    assert.equal((await world.json("/api/v1/reviews?reviewer=mallory")).total, 0);
    await page.close();
  },

  "review: accept, reject, correct, skip and back by keys": async (world) => {
    const page = await world.page("/review?order=random");
    await enter(world, page, "anna");
    await page.locator(".desk-event:focus").waitFor();
    const accepted = await judge(page, "a");
    const rejected = await judge(page, "r", async () => {
      await page.keyboard.type("a description, no event");
      await page.keyboard.press("Enter");
    });
    const corrected = await judge(page, "c", async () => {
      await page.locator("#correct-event").selectOption("AID");
      await page.locator("#correct-actor").fill("TJK/GOV");
      await page.keyboard.press("Enter");
    });
    const skipped = await judge(page, "s");
    await judge(page, "a");
    const list = await world.json("/api/v1/reviews?reviewer=anna");
    assert.equal(list.total, 4);
    const of = (id) => list.items.find((each) => each.event === id);
    assert.equal(of(accepted).verdict, "accept");
    assert.equal(of(rejected).reason, "a description, no event");
    assert.equal(of(corrected).correction.event, "AID");
    assert.deepEqual(of(corrected).correction.actor, [{ code: "TJK", sector: "GOV" }]);
    assert.equal(of(skipped), undefined);
    // Back: judged anew, the last verdict counts, the first is kept.
    await page.keyboard.press("b");
    await page.waitForTimeout(100);
    await judge(page, "r", async () => {
      await page.getByRole("button", { name: "The parties are wrong" }).click();
      await page.locator(".verdict-form .primary").click();
    });
    assert.equal((await world.json("/api/v1/reviews?reviewer=anna")).total, 5);
    // Letters typed elsewhere judge nothing.
    await page.getByRole("searchbox").focus();
    await page.keyboard.type("arc");
    assert.equal((await world.json("/api/v1/reviews?reviewer=anna")).total, 5);
    // The coding is as it was; the review stands beside it.
    const event = await world.json(`/api/v1/events/${encodeURIComponent(corrected)}`);
    assert.equal(event.review, "correct");
    await page.goto(`${world.base}/events/${encodeURIComponent(corrected)}`);
    await page.locator(".reviews").waitFor();
    assert.match(await page.locator(".reviews").innerText(), /anna/);
    assert.match(await page.locator("h1").innerText(), /corrected/);
    assert.deepEqual(page.faults, []);
    await page.close();
  },

  "review: two reviewers and their agreement; the gold": async (world) => {
    for (const verdict of [{ verdict: "accept" }, { verdict: "reject", reason: "no event" }, { verdict: "accept" }]) {
      const { event } = await world.json("/api/v1/reviews/next?reviewer=carla&order=random&asserted=true");
      const done = await fetch(`${world.base}/api/v1/events/${encodeURIComponent(event.id)}/reviews/carla`, {
        method: "PUT",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify(verdict),
      });
      assert.equal(done.status, 201);
    }
    const page = await world.page("/review?order=random");
    await enter(world, page, "boris");
    await page.locator(".desk-event:focus").waitFor();
    for (let i = 0; i < 3; ++i) await judge(page, "a");
    const row = page.locator(".agreement tr", { hasText: "boris – carla" });
    await row.filter({ hasText: "67%" }).waitFor();
    const agreement = await world.json("/api/v1/reviews/agreement");
    const pair = agreement.pairs.find((each) => [each.a, each.b].sort().join() === "boris,carla");
    assert.deepEqual([pair.events, pair.same], [3, 2]);
    const gold = await (await world.get(await page.getByRole("link", { name: /Gold records/ }).getAttribute("href"))).text();
    assert.ok(gold.trim().split("\n").length > 0);
    for (const line of gold.trim().split("\n")) JSON.parse(line);
    await page.close();
  },
};
