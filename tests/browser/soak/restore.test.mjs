// The browser is killed at a random moment while a backup is restored, and started again on the same profile: either all
// of it is there, or nothing of it. Long: cargo xtask soak restore. Read next: ../files.test.mjs.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";

import { download } from "../pages/fill.mjs";
import { launch, newProfile, spawnOn } from "../rig/browser.mjs";
import { openSite } from "../rig/site.mjs";
import { chance, count, report } from "../rig/soak.mjs";
import { beginFilled } from "../rig/steps.mjs";
import { attach, dumpStore, multiply } from "../rig/store.mjs";
import { pagesOn } from "../rig/visit.mjs";

const KILLS = count("KILLS", 3);
/** How many assessments are in the backup, and how many megabytes are attached to the first. */
const ASSESSMENTS = count("RESTORED", 150);
const MEGABYTES = count("RESTORED_MB", 3);

let site;
let folder;
before(async () => {
  site = await openSite();
  folder = await mkdtemp(join(tmpdir(), "gongping-backup-"));
});
after(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

test(`D4: killed ${KILLS} times while a backup is restored: all of it is there, or nothing`, { timeout: (KILLS + 3) * 60_000 }, async (t) => {
  const random = chance(t);
  const file = await backup();
  const found = { kills: 0, whole: 0, nothing: 0, bytes: (await stat(file)).size };
  let span = 0;
  try {
    // The first one is left alone, to learn how long it takes.
    for (let turn = 0; turn <= KILLS; turn += 1) {
      const profile = await newProfile();
      try {
        const run = await spawnOn(profile);
        const begun = await beginRestoring(run, file);
        if (turn === 0) {
          await begun.home.toast.getByText("已从备份恢复").waitFor({ timeout: 60_000 });
          span = Date.now() - begun.at;
        } else {
          await wait(random.between(0, span));
        }
        await run.kill();
        const next = await spawnOn(profile);
        const { page, home } = await open(next);
        const { assessments, cells, projects, attachments } = await dumpStore(page);
        await home.ready();
        await next.kill();
        const is = [assessments.length, projects.length, new Set(cells.map(([[id]]) => id)).size];
        if (turn === 0) assert.deepEqual(is, Array(3).fill(ASSESSMENTS));
        else found.kills += 1;
        const whole = is.every((one) => one === ASSESSMENTS) && attachments.length === MEGABYTES;
        const nothing = is.every((one) => one === 0) && attachments.length === 0;
        assert.ok(whole || nothing, `all or nothing, not ${is.join(", ")} and ${attachments.length}`);
        if (turn > 0) found[whole ? "whole" : "nothing"] += 1;
      } finally {
        await profile.remove();
      }
    }
  } finally {
    report(t, "D4", { ...found, "ms of a restore": span, seed: random.seed });
  }
});

/** A backup with many assessments and large attachments that do not get smaller, as a file: the browser reads it itself. */
async function backup() {
  const browser = await launch();
  try {
    const context = await browser.newContext({ acceptDownloads: true, locale: "zh-CN" });
    const visit = { context, ...pagesOn(await context.newPage(), site.address) };
    await beginFilled(visit);
    await visit.fill.isSaved();
    await visit.fill.goHome();
    await visit.home.ready();
    await multiply(visit.page, ASSESSMENTS);
    for (let at = 1; at <= MEGABYTES; at += 1) {
      await attach(visit.page, `照片 ${at}.jpg`, "image/jpeg", Array.from(randomBytes(1 << 20)));
    }
    await visit.page.reload();
    await visit.home.ready();
    const made = await download(visit.page, () => visit.page.getByRole("button", { name: "备份全部" }).first().click());
    const file = join(folder, made.name);
    await writeFile(file, made.bytes);
    return file;
  } finally {
    await browser.close();
  }
}

async function open(run) {
  const visit = pagesOn(run.context.pages()[0] ?? (await run.context.newPage()), site.address);
  // The backup of the long form goes to the browser byte by byte.
  visit.page.setDefaultTimeout(120_000);
  await visit.home.open();
  return visit;
}

async function beginRestoring(run, file) {
  const visit = await open(run);
  await visit.home.chooseFile(file);
  await visit.page.locator("#restore .btn.primary").click();
  return { ...visit, at: Date.now() };
}
