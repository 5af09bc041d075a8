// Every rule of WCAG 2.2 AA, and axe's best practices, on a page as it stands.

import { readFileSync } from "node:fs";
import { axePath } from "./world.mjs";

const axe = readFileSync(axePath, "utf8");
const kRules = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

// The page's policy keeps scripts out; what the test evaluates is let in.
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules, resultTypes: ["violations"] }), kRules);
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
}
