// What the tests of the page stand on: an archive of the examples and of articles.jsonl, `casus serve`
// over it, and Debian's Chromium. CASUS names the program, CASUS_SOURCE the checkout.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const source = process.env.CASUS_SOURCE ?? join(here, "..", "..");
export const casus = process.env.CASUS ?? join(source, "build", "release", "casus");
export const token = "a token that only tests know";

const require = createRequire(join(source, "web", "package.json"));
const { chromium } = require("playwright-core");
export const axePath = require.resolve("axe-core/axe.min.js");

const kBrowsers = [process.env.CHROMIUM, "/usr/bin/chromium"];
const kFlags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function run(...options) {
  const done = spawnSync(casus, options, { cwd: source, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`casus ${options.join(" ")}: ${done.stderr}`);
  return done.stdout;
}

// Resolves to the address that the server says it serves at.
function addressOf(server) {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (chunk) => {
      said += chunk;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.on("exit", (code) => reject(new Error(`casus serve ended with ${code}: ${said}`)));
  });
}

export class World {
  // Over an archive of the examples and of articles.jsonl, or over one that is there; it takes reviews.
  static async open(archive = null) {
    const world = new World();
    world.folder = mkdtempSync(join(tmpdir(), "casus-page-"));
    world.db = archive ?? world.ingest();
    world.server = spawn(casus, ["serve", "--db", world.db, "--port", "0"], {
      cwd: source,
      env: { ...process.env, CASUS_TOKEN: token },
    });
    world.base = await addressOf(world.server);
    // CASUS_DIST=1: web/dist in place of the page inside the program, for those who work on the page.
    if (process.env.CASUS_DIST) {
      world.front = spawn("node", [join(source, "web", "dev.mjs"), "0", world.base]);
      world.base = await addressOf(world.front);
    }
    world.browser = await chromium.launchPersistentContext(join(world.folder, "profile"), {
      executablePath: kBrowsers.find((each) => each && existsSync(each)),
      args: kFlags,
      viewport: { width: 1360, height: 900 },
      locale: "en-GB",
      colorScheme: "light",
      acceptDownloads: true,
    });
    return world;
  }
  ingest() {
    const db = join(this.folder, "news.db");
    // A megabyte without a blank.
    const long = { id: "megabyte", date: "2020-07-18", language: "en", title: "Long", text: `${"x".repeat(1 << 20)} Police in Warsaw arrested three protesters on Friday.` };
    writeFileSync(join(this.folder, "long.jsonl"), JSON.stringify(long));
    run("ingest", join(this.folder, "long.jsonl"), "--db", db);
    run("ingest", "examples", join(here, "articles.jsonl"), "--db", db, "--date", "2020-07-20");
    run("ingest", join(here, "revision.jsonl"), "--db", db);
    return db;
  }
  async close() {
    await this.browser?.close();
    for (const each of [this.front, this.server]) each?.removeAllListeners("exit");
    this.front?.kill("SIGTERM");
    this.server?.kill("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }
  casus(...options) {
    return run(...options);
  }
  async get(path) {
    const response = await fetch(this.base + path);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response;
  }
  async json(path) {
    return (await this.get(path)).json();
  }
  // A page at `path`, all its answers there. What it complains of, or asks of another host, lands in
  // `page.faults`.
  async page(path, { viewport, scheme = "light" } = {}) {
    const page = await this.browser.newPage();
    page.setDefaultTimeout(120_000); // a busy machine is no fault of the page
    page.faults = [];
    page.waiting = new Set(); // requests under way
    page.on("request", (request) => page.waiting.add(request));
    for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => page.waiting.delete(request));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") page.faults.push(message.text());
    });
    page.on("pageerror", (error) => page.faults.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(this.base)) page.faults.push(`asks ${request.url()}`);
    });
    if (viewport) await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(this.base + path);
    await this.settled(page);
    return page;
  }
  // All that was asked for is there, and drawn: two looks in a row find the page at rest.
  async settled(page) {
    for (let rests = 0; rests < 2; ) {
      const isDrawn = await page.evaluate(
        () =>
          new Promise((resolve) =>
            requestAnimationFrame(() =>
              setTimeout(() => resolve(!!document.querySelector("h1") && !document.querySelector('[aria-busy="true"]')), 20),
            ),
          ),
      );
      rests = isDrawn && page.waiting.size === 0 ? rests + 1 : 0;
    }
  }
  async count(page) {
    const text = await page.locator(".table-count").first().innerText();
    return Number(text.replace(/[^\d]/g, ""));
  }
}
