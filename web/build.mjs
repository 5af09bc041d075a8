// Bundles the page:  node build.mjs [--out FOLDER] [--cpp FILE]
//
// FOLDER (dist) gets the files as a web server would give them; FILE, if it is asked for, the same as
// a C++ source for src/serve/assets.h, compressed. Fails where the bundle outgrows its limit.

import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { worldPlugin } from "./make_world.mjs";

const kLimit = 400 * 1000; // bytes, compressed, of all files together
const kTypes = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".txt": "text/plain; charset=utf-8",
};

const here = dirname(fileURLToPath(import.meta.url));

function option(name, otherwise) {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : resolve(process.argv[at + 1]);
}

async function bundle(out) {
  if (existsSync(out)) rmSync(out, { recursive: true });
  mkdirSync(out, { recursive: true });
  const result = await build({
    absWorkingDir: here,
    entryPoints: { app: "src/main.tsx" },
    outdir: join(out, "assets"),
    bundle: true,
    splitting: true,
    format: "esm",
    target: ["es2021", "chrome100", "firefox100", "safari15.4"],
    minify: true,
    charset: "utf8",
    legalComments: "none",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".svg": "text" },
    jsx: "automatic",
    jsxImportSource: "preact",
    plugins: [worldPlugin],
    metafile: true,
    logLevel: "warning",
  });
  const entry = Object.entries(result.metafile.outputs).find(([, each]) => each.entryPoint === "src/main.tsx");
  const address = (path) => "/" + relative(out, resolve(here, path)).replaceAll("\\", "/");
  const links = [`<script type="module" src="${address(entry[0])}"></script>`];
  if (entry[1].cssBundle) links.unshift(`<link rel="stylesheet" href="${address(entry[1].cssBundle)}">`);
  const html = readFileSync(join(here, "index.html"), "utf8").replace("</head>", links.join("\n") + "\n</head>");
  writeFileSync(join(out, "index.html"), html);
  writeFileSync(join(out, "icon.svg"), readFileSync(join(here, "icon.svg")));
  writeFileSync(join(out, "licenses.txt"), licenses(Object.keys(result.metafile.inputs)));
}

// The licences of the packages that the bundle has something of, as code or by way of data.
function licenses(inputs) {
  const own = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  const names = inputs.map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean);
  names.push(...Object.keys(own.dependencies));
  const texts = [...new Set(names)].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    if (!file) throw new Error(`${name} comes without its licence`);
    return `${name} ${about.version} (${about.license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  return `What the page of casus is made with, and on which terms.\n\n${texts.join("\n----\n\n")}`;
}

function filesUnder(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesUnder(path) : [path];
    });
}

function literal(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 64) {
    let line = "";
    for (const byte of bytes.subarray(at, at + 64)) line += "\\" + byte.toString(8).padStart(3, "0");
    lines.push(`    "${line}"`);
  }
  return lines.length === 0 ? '    ""' : lines.join("\n");
}

function cpp(assets) {
  const entries = assets.map(
    (each, i) =>
      `    {"${each.path}", "${each.type}", std::string_view(kBytes${i}, sizeof kBytes${i} - 1), ${each.gzip}},`,
  );
  return [
    "// Made by web/build.mjs out of web/. Do not edit.",
    '#include "serve/assets.h"',
    "namespace casus::serve {",
    "namespace {",
    ...assets.map((each, i) => `constexpr char kBytes${i}[] =\n${literal(each.bytes)};`),
    "constexpr Asset kAssets[] = {",
    ...entries,
    "};",
    "}  // namespace",
    "std::span<const Asset> assets() { return kAssets; }",
    "}  // namespace casus::serve",
    "",
  ].join("\n");
}

const out = option("--out", join(here, "dist"));
await bundle(out);
const assets = filesUnder(out).map((path) => {
  const raw = readFileSync(path);
  const packed = gzipSync(raw, { level: 9 });
  const gzip = packed.length < raw.length;
  return {
    path: "/" + relative(out, path).replaceAll("\\", "/"),
    type: kTypes[extname(path)] ?? "application/octet-stream",
    bytes: gzip ? packed : raw,
    gzip,
  };
});
const size = assets.reduce((sum, each) => sum + each.bytes.length, 0);
console.log(`page: ${assets.length} files, ${(size / 1000).toFixed(1)} kB compressed`);
if (size > kLimit) {
  console.error(`page: more than ${kLimit / 1000} kB: load less, or later`);
  process.exit(1);
}
const source = option("--cpp", "");
if (source) writeFileSync(source, cpp(assets));
