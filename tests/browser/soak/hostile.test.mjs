// Hundreds of files that are broken, foreign or made to do harm, through the app's own import: each is refused with a
// sentence in the person's language, nothing in the store changes by a byte, and the page goes on answering.
// Read next: ../rig/hostile/texts.mjs and zips.mjs, which make them; ../refused.test.mjs for the sentences.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { foreign, hostileTexts } from "../rig/hostile/texts.mjs";
import { hostileZips } from "../rig/hostile/zips.mjs";
import { chance, count, report, spread } from "../rig/soak.mjs";
import { beginFilled, workedFile } from "../rig/steps.mjs";
import { dumpStore } from "../rig/store.mjs";
import { journeys } from "../rig/visit.mjs";

const journey = journeys();

/** How many of them, by chance; 0 is all. */
const FILES = count("HOSTILE", 30);
const BLOCKED_MS = 200;
/** A larger file is chosen from the disk: bytes handed to the page would be unpacked in its own tasks, which are measured. */
const FROM_DISK = 50_000;
/** Milliseconds are those of a machine that does nothing else; others may say how much slower theirs is. */
const GRACE = count("GRACE", 3);

function all(worked) {
  const files = [
    ...hostileTexts(worked).map(([name, buffer]) => [`${name}.json`, buffer]),
    ...hostileZips(worked).map(([name, buffer]) => [`${name}.zip`, buffer]),
    ...foreign(),
  ];
  assert.ok(files.length >= 300, `${files.length} files`);
  return files;
}

journey(`D3: ${FILES || "all"} hostile files are refused with a sentence, the store stays as it was, and the page answers`, { patience: 120_000 + (FILES || 400) * 8_000 }, async (visit, _newVisit, t) => {
  const random = chance(t);
  await beginFilled(visit);
  const { page, fill, home } = visit;
  await fill.isSaved();
  await fill.goHome();
  await home.ready();
  await page.waitForTimeout(1_300);
  const before = await dumpStore(page);
  const files = all(await workedFile());
  const chosen = FILES === 0 ? files : Array.from({ length: FILES }, () => files.splice(random.between(0, files.length - 1), 1)[0]);
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) window.longTasks.push(task.duration);
    }).observe({ type: "longtask" });
  });
  const blocks = [];
  const accepted = [];
  const folder = await mkdtemp(join(tmpdir(), "gongping-hostile-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, buffer] of chosen) {
    await page.evaluate(() => window.longTasks.splice(0));
    let file = { name, mimeType: "application/octet-stream", buffer };
    if (buffer.length > FROM_DISK) {
      file = join(folder, name);
      await writeFile(file, buffer);
    }
    await home.chooseFile(file);
    const verdict = home.dialog.getByText(/没有导入|本机的数据没有任何改动/).first();
    const refused = await verdict.waitFor({ timeout: 15_000 }).then(() => true, () => false);
    const said = await home.dialog.innerText();
    if (!refused) accepted.push(`${name}: ${said.slice(0, 120)}`);
    else {
      assert.match(said, /本机的数据没有任何改动/, name);
      assert.match(said, /[\u4e00-\u9fff]{6,}/, `${name}: a sentence`);
      assert.doesNotMatch(said.replace(name, ""), /undefined|NaN|\[object|panicked|unwrap/, name);
    }
    const longest = Math.max(0, ...(await page.evaluate(() => window.longTasks.splice(0))));
    if (longest > 0) blocks.push([longest, name]);
    await home.closeDialog();
    assert.deepEqual(await dumpStore(page), before, `${name}: the store is as it was`);
    assert.equal(await page.locator("#crash").count(), 0, name);
  }
  blocks.sort((a, b) => b[0] - a[0]);
  for (const [ms, name] of blocks.slice(0, 5)) t.diagnostic(`the page was blocked for ${Math.round(ms)} ms by ${name}`);
  const { p50, p95, max } = spread(blocks.map(([ms]) => ms));
  report(t, "D3 hostile files", { files: chosen.length, accepted: accepted.length, "blocked over 50 ms": blocks.length, "ms p50": p50, p95, max, panics: 0, seed: random.seed });
  assert.deepEqual(accepted, []);
  assert.ok(max <= BLOCKED_MS * GRACE, `the page was blocked for ${max} ms by ${blocks[0]?.[1]}`);
});
