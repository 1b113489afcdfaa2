// The built app on a small server of our own, under a sub-path as on a shared host. Only files of dist/ are given
// out, each with its right type. Read next: visit.mjs, which opens pages on it.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the app is mounted: a folder below a folder, so that an address from the root would be noticed. */
export const MOUNT = "/gp/app/";

/** The release build; GONGPING_DIST names another one. */
const DIST = resolve(
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

/** Serves the build on a free port of this machine; `close` ends it. */
export async function openSite() {
  await stat(join(DIST, "index.html")).catch(() => {
    throw new Error(`There is no build in ${DIST}. Run: cargo xtask build`);
  });
  const server = createServer(answer);
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    address: origin + MOUNT,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

async function answer(request, response) {
  const path = fileOf(request.url);
  const size = path && (await stat(path).then((found) => found.isFile() && found.size, () => false));
  if (path === undefined || size === false) {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    return;
  }
  const type = TYPES[extname(path)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "content-length": size, "cache-control": "max-age=3600" });
  createReadStream(path).pipe(response);
}

/** The file a request names, or nothing where it points outside the build. */
function fileOf(url) {
  const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  if (!path.startsWith(MOUNT)) return undefined;
  const file = normalize(join(DIST, path.slice(MOUNT.length) || "index.html"));
  return file.startsWith(DIST + sep) ? file : undefined;
}
