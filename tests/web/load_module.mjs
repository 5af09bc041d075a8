// A source file of the page as a module for Node, bundled on the fly.

import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const web = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "web");
const { build } = createRequire(join(web, "package.json"))("esbuild");

export async function load(source) {
  const folder = mkdtempSync(join(tmpdir(), "casus-web-"));
  try {
    const outfile = join(folder, "module.mjs");
    await build({ entryPoints: [join(web, "src", source)], outfile, bundle: true, format: "esm", jsx: "automatic", jsxImportSource: "preact", nodePaths: [join(web, "node_modules")] });
    return await import(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
