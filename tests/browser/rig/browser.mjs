// The browser under test: the system's own Chromium, named by CHROMIUM, without anything that phones home.
// Two ways to run it: `launch` for tests that need fresh profiles, `spawnOn` for those that kill it and come back
// to the same profile. Read next: visit.mjs.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { chromium } from "playwright-core";

/** Where and in which language every person of these tests lives. */
export const TIMEZONE = "Asia/Shanghai";
export const LOCALE = "zh-CN";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The program to run. `cargo xtask test` sets it; by hand: CHROMIUM=/usr/bin/chromium node --test */
export function program() {
  const named = process.env.CHROMIUM;
  if (!named) throw new Error("CHROMIUM does not name a browser. Run: cargo xtask test");
  return named;
}

/** A browser whose contexts are fresh profiles; `more` are further flags. */
export function launch(...more) {
  return chromium.launch({ executablePath: program(), args: ["--headless=new", ...FLAGS, ...more] });
}

/** A folder for a profile that outlives its browser. */
export async function newProfile() {
  const folder = await mkdtemp(join(tmpdir(), "gongping-profile-"));
  return {
    folder,
    // A browser that has just been killed may still be letting go of its files.
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }),
  };
}

/** A browser on a given profile, in a process group of its own, so that it can be killed as by the system. */
export async function spawnOn(profile) {
  const portFile = join(profile.folder, "DevToolsActivePort");
  await rm(portFile, { force: true });
  const args = ["--headless=new", ...FLAGS, "--remote-debugging-port=0", `--lang=${LOCALE}`];
  const child = spawn(program(), [...args, `--user-data-dir=${profile.folder}`, "about:blank"], {
    detached: process.platform !== "win32",
    stdio: "ignore",
    env: { ...process.env, TZ: TIMEZONE },
  });
  const gone = new Promise((done) => child.once("exit", done));
  const browser = await chromium.connectOverCDP(await endpoint(portFile, child));
  return {
    context: browser.contexts()[0],
    /** Ends it as a person does, so that it puts everything in order on the disk. */
    async quit() {
      const session = await browser.newBrowserCDPSession();
      await session.send("Browser.close").catch(() => {});
      await gone;
      await browser.close().catch(() => {});
    },
    /** Ends every process of the browser at once, with no chance to write anything. */
    async kill() {
      try {
        process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
      } catch (error) {
        if (error.code !== "ESRCH") throw error;
      }
      await gone;
      await browser.close().catch(() => {});
    },
  };
}

/** The address of the debugging port, which the browser writes to its profile when it is ready. */
async function endpoint(portFile, child) {
  for (let tries = 0; tries < 300; tries += 1) {
    const [port] = (await readFile(portFile, "utf8").catch(() => "")).split("\n");
    if (port) return `http://127.0.0.1:${port}`;
    if (child.exitCode !== null) throw new Error(`the browser ended with code ${child.exitCode}`);
    await wait(100);
  }
  throw new Error("the browser did not open its debugging port within 30 seconds");
}
