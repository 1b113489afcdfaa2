// The built app on a small server of our own, under a sub-path as on a shared host, with the headers the README asks
// hosts for. Only files of the served folder are given out, each with its right type. For the tests of working offline
// the folder can be exchanged, files can be broken, and the server can go and come back.
// Read next: visit.mjs, which opens pages on it; deploy.mjs, which makes other versions.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the app is mounted: a folder below a folder, so that an address from the root would be noticed. */
export const MOUNT = "/gp/app/";

/** The release build; GONGPING_DIST names another one. */
export const DIST = resolve(
  process.env.GONGPING_DIST ?? fileURLToPath(new URL("../../../dist/", import.meta.url)),
);

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** Files whose names change with their content, which browsers may keep for good. */
const HASHED = /-[0-9a-f]{16}(_bg)?\.(js|css|wasm)$/;

/** The headers of `cargo xtask serve`, which stand in Trunk.toml. */
async function serveHeaders() {
  const settings = await readFile(fileURLToPath(new URL("../../../Trunk.toml", import.meta.url)), "utf8");
  const lines = settings.split("[serve.headers]")[1].split(/^\[/m)[0].matchAll(/^"([^"]+)" = "([^"]*)"$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name.toLowerCase(), value]));
}

/**
 * Serves a build on a free port of this machine; `close` ends it, `reopen` brings it back on the same port. `host` is
 * the address it listens on; without `headers` it sends those of the README.
 */
export async function openSite({ folder = DIST, host = "127.0.0.1", headers } = {}) {
  await stat(join(folder, "index.html")).catch(() => {
    throw new Error(`There is no build in ${folder}. Run: cargo xtask build`);
  });
  const sent = headers ?? (await serveHeaders());
  /** What was asked for since the start, by the path below the mount. */
  const asked = [];
  /** What is wrong with which file: "missing", "cut" or "changed". */
  const faults = new Map();
  let served = folder;

  async function answer(request, response) {
    const name = nameOf(request.url);
    if (name !== undefined) asked.push(name);
    const fault = faults.get(name);
    const bytes = name === undefined || fault === "missing" ? undefined : await bytesOf(served, name);
    if (bytes === undefined) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    const body = damaged(bytes, fault);
    const type = TYPES[extname(name)] ?? "application/octet-stream";
    const caching = HASHED.test(name) ? "public, max-age=31536000, immutable" : "no-cache";
    const own = { "content-type": type, "content-length": body.length, "cache-control": caching };
    response.writeHead(200, { ...sent, ...own }).end(body);
  }

  let server;
  const listen = async (port) => {
    server = createServer((request, response) => {
      answer(request, response).catch((error) => response.destroy(error));
    });
    await new Promise((done) => server.listen(port, host, done));
    return server.address().port;
  };
  const port = await listen(0);
  const origin = `http://${host}:${port}`;
  return {
    origin,
    address: origin + MOUNT,
    port,
    asked,
    faults,
    /** Serves another folder from now on. */
    deploy: (other) => {
      served = other;
    },
    reopen: () => listen(port),
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

function damaged(bytes, fault) {
  if (fault === "cut") return bytes.subarray(0, Math.floor(bytes.length / 2));
  if (fault !== "changed") return bytes;
  const other = Buffer.from(bytes);
  other[Math.floor(other.length / 2)] ^= 1;
  return other;
}

/** A file of the folder, or nothing where there is none or the name points outside. */
async function bytesOf(folder, name) {
  const file = normalize(join(folder, name));
  return file.startsWith(folder + sep) ? readFile(file).catch(() => undefined) : undefined;
}

/** The file a request names, by its path in the build. */
function nameOf(url) {
  const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  return path.startsWith(MOUNT) ? path.slice(MOUNT.length) || "index.html" : undefined;
}
