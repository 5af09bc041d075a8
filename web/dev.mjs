// Serves dist/ beside the API of a running `casus serve`, so that the page can be worked on without
// building the program:  node dev.mjs [PORT] [API]

import { createServer, request } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const dist = join(dirname(fileURLToPath(import.meta.url)), "dist");
const port = Number(process.argv[2] ?? 8090);
const api = new URL(process.argv[3] ?? "http://127.0.0.1:8080");
const kTypes = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const kPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const server = createServer((incoming, outgoing) => {
  if (incoming.url.startsWith("/api/")) {
    const options = { host: api.hostname, port: api.port, path: incoming.url, method: incoming.method, headers: incoming.headers };
    const onward = request(options, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
    return;
  }
  let path = join(dist, normalize(new URL(incoming.url, "http://localhost").pathname));
  if (!path.startsWith(dist) || !existsSync(path) || !statSync(path).isFile()) path = join(dist, "index.html");
  outgoing.writeHead(200, { "Content-Type": kTypes[extname(path)] ?? "text/plain", "Content-Security-Policy": kPolicy });
  outgoing.end(readFileSync(path));
});
server.listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/ with the API of ${api.origin}`));
