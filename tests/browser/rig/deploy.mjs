// Other versions of the build, made from the one under test: the same app with one file changed and a service worker
// whose list says so, as a later release would have it. Read next: ../update.test.mjs.

import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { DIST } from "./site.mjs";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** The list the service worker of a build carries: digests by name. */
export async function listOf(folder = DIST) {
  const text = await readFile(join(folder, "sw.js"), "utf8");
  const [, lines] = text.split("const FILES = {\n");
  const entries = [...lines.matchAll(/^ {2}"([^"]+)": "([0-9a-f]{64})",$/gm)];
  return Object.fromEntries(entries.map(([, name, digest]) => [name, digest]));
}

/** The version a build carries. */
export async function versionOf(folder = DIST) {
  return /^const VERSION = "([0-9a-f]{16})";$/m.exec(await readFile(join(folder, "sw.js"), "utf8"))[1];
}

/**
 * A later release: the name of the page says which, and each file of `changes` is what it makes of its text. `remove`
 * takes all such folders away again.
 */
export async function releases() {
  const top = await mkdtemp(join(tmpdir(), "gongping-releases-"));
  return {
    async make(name, changes = {}) {
      const folder = join(top, name);
      await cp(DIST, folder, { recursive: true });
      const title = (text) => text.replace("<title>公评</title>", `<title>公评 ${name}</title><meta name="release" content="${name}">`);
      const all = { "index.html": title, ...changes };
      let worker = await readFile(join(folder, "sw.js"), "utf8");
      const list = await listOf(folder);
      for (const [file, change] of Object.entries(all)) {
        const text = change(await readFile(join(folder, file), "utf8"));
        await writeFile(join(folder, file), text);
        worker = worker.replace(list[file], sha256(Buffer.from(text)));
      }
      worker = worker.replace(/^const VERSION = ".*";$/m, `const VERSION = "${sha256(name).slice(0, 16)}";`);
      await writeFile(join(folder, "sw.js"), worker);
      return folder;
    },
    /** Puts sw-off.js in the place of sw.js, as the README says. */
    turnOff: (folder) => cp(join(folder, "sw-off.js"), join(folder, "sw.js")),
    remove: () => rm(top, { recursive: true, force: true }),
  };
}
