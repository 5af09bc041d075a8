// What a reviewer does at the desk, by keys.

import { token } from "./world.mjs";

export async function enter(world, page, name, secret = token) {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Token").fill(secret);
  await page.keyboard.press("Enter");
  await world.settled(page);
}

const eventOn = (page) => page.locator(".desk-event").getAttribute("data-event");

// Presses a key and waits for the next event.
export async function judge(page, key, last = null) {
  const before = await eventOn(page);
  await page.keyboard.press(key);
  if (last) await last();
  await page.waitForFunction((old) => {
    const desk = document.querySelector(".desk-event");
    return desk && desk.dataset.event !== old;
  }, before);
  return before;
}
