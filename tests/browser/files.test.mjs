// Files that must never lie: sealed and opened again, put in place of what is here and brought back, backed up and
// restored whole, hundreds at a time without holding the page up, with what is attached. soak/restore.test.mjs kills the
// browser in the middle of a restore. Read next: policy.test.mjs.

import assert from "node:assert/strict";

import { download } from "./pages/fill.mjs";
import { count } from "./rig/soak.mjs";
import { WORKED_FILE, begin, beginFilled, workedFile } from "./rig/steps.mjs";
import { attach, dumpStore, multiply } from "./rig/store.mjs";
import { journeys } from "./rig/visit.mjs";

const journey = journeys();

/** No task holds the page up for longer; the long form holds to it, the short one allows for busy machines. */
const TASK_MS = 200;
const GRACE = count("GRACE", 3);

const PASSPHRASE = "山 水 之 间 有一座桥";

/** Types the passphrase twice into the dialog and gives the sealed file. */
function seal({ page, home }, first = PASSPHRASE, second = first) {
  return download(page, async () => {
    await home.dialog.locator("#passphrase").fill(first);
    await home.dialog.locator("#passphrase-again").fill(second);
    await home.dialog.locator(".btn.primary").click();
  });
}

/** Enters a passphrase into the dialog over a sealed file. */
async function unlock({ home }, passphrase) {
  await home.dialog.locator("#passphrase").fill(passphrase);
  await home.dialog.locator(".btn.primary").click();
}

/** Everything of a store that a backup restores: what is left out is said beside each line. */
function restored(dump) {
  const heads = dump.assessments.map(([id, json]) => {
    const head = JSON.parse(json);
    // Which tab wrote last and what was handed out as a file belong to the device.
    delete head.turn;
    delete head.exported;
    return [id, head];
  });
  const { projects, cells, journal, attachments, rubrics } = dump;
  return { projects, heads, cells, journal, attachments, rubrics };
}

journey("a file sealed with a passphrase opens with it alone, and holds what the plain one holds, byte for byte", {}, async (visit, newVisit) => {
  await beginFilled(visit);
  const { page, fill, home } = visit;
  await fill.isSaved();
  const plain = await fill.export();
  await fill.fromMenu("lock");
  await home.dialog.locator("#passphrase").fill(PASSPHRASE);
  await home.dialog.locator("#passphrase-again").fill("另一个");
  await home.dialog.locator(".btn.primary").click();
  assert.match(await home.dialog.innerText(), /两遍输入的不一样/);
  assert.match(await home.dialog.innerText(), /忘记了，这个文件谁也打不开/);
  const sealed = await seal(visit);
  assert.match(sealed.name, /\.gongping$/);
  assert.match(sealed.bytes.toString("latin1"), /^GONGPING-SEALED 1\n\{"kdf":"PBKDF2-SHA-256","iterations":600000,/);
  assert.equal(sealed.bytes.includes("暖夕阳".slice(0, 2)) && sealed.bytes.includes("某某社会工作"), false);

  const elsewhere = await newVisit();
  await elsewhere.home.open();
  const before = await dumpStore(elsewhere.page);
  const file = { name: sealed.name, mimeType: "application/octet-stream", buffer: sealed.bytes };
  await elsewhere.home.chooseFile(file);
  for (const wrong of ["不是这个", PASSPHRASE.replaceAll(" ", ""), PASSPHRASE.toUpperCase() + " "]) {
    await unlock(elsewhere, wrong);
    await elsewhere.home.dialog.getByText("口令不对").waitFor();
  }
  const damaged = Buffer.from(sealed.bytes);
  damaged[damaged.length - 20] ^= 1;
  await elsewhere.home.closeDialog();
  await elsewhere.home.chooseFile({ ...file, buffer: damaged });
  await unlock(elsewhere, PASSPHRASE);
  await elsewhere.home.dialog.getByText("口令不对").waitFor();
  await elsewhere.home.closeDialog();
  assert.deepEqual(await dumpStore(elsewhere.page), before);

  await elsewhere.home.chooseFile(file);
  await unlock(elsewhere, PASSPHRASE);
  await elsewhere.page.locator("#import").waitFor();
  await elsewhere.home.acceptImport();
  await elsewhere.fill.ready();
  const again = await elsewhere.fill.export();
  assert.equal(again.name, plain.name);
  assert.ok(again.bytes.equals(plain.bytes), "the same, byte for byte");
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

journey("another state of an assessment is shown row by row, put in place of the one here, and that is taken back from the message and from the bin", {}, async (visit) => {
  await begin(visit);
  const { page, fill, home } = visit;
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.isSaved();
  const first = await fill.export();
  await fill.choose("HY-01", "met.clear", "no");
  await fill.type("HY-18", "count", "4");
  await fill.isSaved();
  const second = await fill.export();
  await fill.goHome();
  await home.ready();
  const asFile = (file) => ({ name: file.name, mimeType: "application/json", buffer: file.bytes });

  // The one in the file is what was here before.
  await home.chooseFile(asFile(first));
  const said = await home.dialog.innerText();
  assert.match(said, /文件里的更旧/);
  const rows = await home.dialog.locator(".differences tbody tr").allInnerTexts();
  assert.ok(rows.some((row) => /组织架构、层次、责任、运作清晰\s+否\s+是/.test(row)), rows.join("\n"));
  assert.ok(rows.some((row) => /4\s+（空白）/.test(row)), rows.join("\n"));
  assert.equal(rows.length, 2);
  const id = (await dumpStore(page)).assessments[0][0];
  await home.dialog.getByRole("button", { name: "替换（原来的进回收站）" }).click();
  await home.toast.getByText("已替换").waitFor();
  const replaced = await dumpStore(page);
  assert.equal(replaced.assessments.length, 2);
  const heads = new Map(replaced.assessments.map(([key, json]) => [key, JSON.parse(json)]));
  assert.equal(heads.get(id).deleted, undefined);
  const binned = [...heads].find(([key]) => key !== id);
  assert.ok(binned[1].deleted > 0);
  const cell = (dump, key, row, name) => dump.cells.find(([path]) => path.join() === [key, row, name].join())?.[1];
  assert.equal(cell(replaced, id, "HY-01", "met.clear"), "yes");
  assert.equal(cell(replaced, binned[0], "HY-01", "met.clear"), "no");
  assert.equal(cell(replaced, binned[0], "HY-18", "count"), "4");
  assert.equal(await home.entries.count(), 1);

  // The newer one is now in the file, and is the first choice. The messages go, so that the next one is its own.
  await page.evaluate(() => document.querySelectorAll(".toast button.icon").forEach((close) => close.click()));
  await home.toast.getByText("已替换").waitFor({ state: "detached" });
  await home.chooseFile(asFile(second));
  assert.match(await home.dialog.innerText(), /文件里的更新/);
  await home.dialog.locator(".btn.primary").click();
  await home.toast.getByText("已替换").last().waitFor();
  const newest = await dumpStore(page);
  assert.equal(cell(newest, id, "HY-18", "count"), "4");
  // Taken back: the two change places.
  await home.toast.locator("button", { hasText: "撤销" }).last().click();
  await home.toast.getByText("已恢复").waitFor();
  const back = await dumpStore(page);
  assert.equal(back.assessments.length, newest.assessments.length);
  assert.equal(cell(back, id, "HY-01", "met.clear"), "yes");
  assert.equal(cell(back, id, "HY-18", "count"), undefined);

  // Both are kept where the person says so.
  await home.chooseFile(asFile(second));
  await home.dialog.getByRole("button", { name: "两份都留" }).click();
  await home.toast.getByText("已导入").waitFor();
  assert.equal(await home.entries.count(), 2);
  const both = await dumpStore(page);
  assert.equal(cell(both, id, "HY-01", "met.clear"), "yes");
  assert.equal(both.assessments.length, back.assessments.length + 1);

  // The very same again is nothing to do.
  const before = await dumpStore(page);
  await home.chooseFile(asFile(first));
  assert.match(await home.dialog.innerText(), /完全相同/);
  await home.closeDialog();
  assert.deepEqual(await dumpStore(page), before);
});

journey("what is asked about a file is asked no more once the person goes to another place", {}, async ({ page, home, settings }) => {
  await home.open();
  await home.chooseFile(WORKED_FILE);
  await home.dialog.waitFor();
  await page.evaluate(() => (location.hash = "#/settings"));
  await settings.ready();
  await home.dialog.waitFor({ state: "detached" });
  await home.open();
  assert.equal(await page.locator("dialog").count(), 0);
  assert.equal(await home.entries.count(), 0, "nothing was taken in");
});

journey("a backup restored in an empty browser holds everything that was there: bin, journal, attachments and rubrics", {}, async (visit, newVisit) => {
  await beginFilled(visit);
  const { page, fill, home, settings } = visit;
  await fill.choose("HY-01", "met.clear", "no");
  await fill.isSaved();
  await fill.goHome();
  await home.ready();
  await attach(page, "照片 1.jpg", "image/jpeg", [0xff, 0xd8, 0xff, 1, 2, 3]);
  await begin(visit, "中期");
  await fill.type("HY-18", "count", "2");
  await fill.isSaved();
  await fill.goHome();
  await home.ready();
  await home.fromMenu("trash");
  await home.dialog.locator(".btn.danger").click();
  await home.toast.getByText("已删除").waitFor();
  const before = await dumpStore(page);
  assert.equal(before.assessments.length, 2);
  assert.equal(before.attachments.length, 1);
  await home.openSettings();
  await settings.ready();
  const file = await download(page, () => page.getByRole("button", { name: "备份全部" }).click());
  assert.match(file.name, /^公评备份-\d{4}-\d\d-\d\d\.zip$/);
  const noted = (await dumpStore(page)).meta.find(([key]) => key === "backup");
  assert.ok(JSON.parse(noted[1]).at > 0);

  const elsewhere = await newVisit();
  await elsewhere.home.open();
  const buffer = { name: file.name, mimeType: "application/zip", buffer: file.bytes };
  await elsewhere.home.chooseFile(buffer);
  assert.match(await elsewhere.home.dialog.innerText(), /2 份评估：本机没有 2 份/);
  await elsewhere.home.dialog.locator(".btn.primary").click();
  await elsewhere.home.toast.getByText("已从备份恢复 2 份").waitFor();
  assert.deepEqual(restored(await dumpStore(elsewhere.page)), restored(before));
  // Once more: everything is here already, and nothing can be restored.
  await elsewhere.home.chooseFile(buffer);
  assert.match(await elsewhere.home.dialog.innerText(), /完全相同 2 份/);
  assert.deepEqual(await elsewhere.home.dialog.getByRole("button").allInnerTexts(), ["知道了"]);
  await elsewhere.home.closeDialog();
  // A byte changed anywhere is refused, and nothing happens.
  const damaged = Buffer.from(file.bytes);
  damaged[damaged.length >> 1] ^= 1;
  const was = await dumpStore(elsewhere.page);
  await elsewhere.home.chooseFile({ ...buffer, buffer: damaged });
  assert.match(await elsewhere.home.dialog.innerText(), /没有导入/);
  await elsewhere.home.closeDialog();
  assert.deepEqual(await dumpStore(elsewhere.page), was);
});

journey("five hundred assessments are backed up and restored without holding the page up for 200 ms", { patience: 240_000 }, async (visit, newVisit) => {
  await beginFilled(visit);
  const { page, fill, home } = visit;
  await fill.isSaved();
  await fill.goHome();
  await home.ready();
  await multiply(page, 500);
  await page.reload();
  await home.ready();
  const before = await dumpStore(page);
  assert.equal(before.assessments.length, 500);
  await watchTasks(page);
  page.setDefaultTimeout(90_000);
  // The reminder offers it as well.
  const file = await download(page, () => page.getByRole("button", { name: "备份全部" }).first().click());
  const backing = await longestTask(page);

  const elsewhere = await newVisit();
  await elsewhere.home.open();
  elsewhere.page.setDefaultTimeout(90_000);
  await watchTasks(elsewhere.page);
  await elsewhere.home.chooseFile({ name: file.name, mimeType: "application/zip", buffer: file.bytes });
  assert.match(await elsewhere.home.dialog.innerText(), /500 份评估：本机没有 500 份/);
  await elsewhere.home.dialog.locator(".btn.primary").click();
  await elsewhere.home.toast.getByText("已从备份恢复 500 份").waitFor();
  const restoring = await longestTask(elsewhere.page);
  assert.deepEqual(restored(await dumpStore(elsewhere.page)), restored(before));
  console.log(`longest task: backing up ${backing} ms, restoring ${restoring} ms, ${file.bytes.length} bytes`);
  assert.ok(backing < TASK_MS * GRACE, `backing up: ${backing} ms`);
  assert.ok(restoring < TASK_MS * GRACE, `restoring: ${restoring} ms`);
});

journey("what is attached goes along in a package, and comes back with every byte", {}, async (visit, newVisit) => {
  await beginFilled(visit);
  const { page, fill, home } = visit;
  await fill.isSaved();
  await fill.goHome();
  await home.ready();
  const picture = Array.from({ length: 70_000 }, (_, at) => (at * 7919) % 251);
  await attach(page, "照片 1.jpg", "image/jpeg", picture);
  await page.reload();
  await home.ready();
  const before = await dumpStore(page);
  const file = await home.export();
  assert.match(file.name, /\.zip$/);

  const elsewhere = await newVisit();
  await elsewhere.home.open();
  await elsewhere.home.chooseFile({ name: file.name, mimeType: "application/zip", buffer: file.bytes });
  assert.match(await elsewhere.home.dialog.innerText(), /附件\s+1 个/);
  await elsewhere.home.acceptImport();
  await elsewhere.fill.ready();
  await elsewhere.fill.goHome();
  await elsewhere.home.ready();
  const there = await dumpStore(elsewhere.page);
  assert.deepEqual(there.attachments, before.attachments);
  assert.deepEqual(there.cells, before.cells);
  const again = await elsewhere.home.export();
  assert.ok(again.bytes.equals(file.bytes), "the same package, byte for byte");
  // Cut short anywhere, it is refused.
  await elsewhere.home.chooseFile({
    name: file.name,
    mimeType: "application/zip",
    buffer: file.bytes.subarray(0, file.bytes.length - 500),
  });
  assert.match(await elsewhere.home.dialog.innerText(), /没有导入[^]*不完整/);
  await elsewhere.home.closeDialog();
});

journey("an assessment of version 1 that is changed by hand is recomputed when that is asked for", {}, async ({ home, fill }) => {
  await home.open();
  const text = (await workedFile()).toString().replace('"total": "89.9"', '"total": "99.9"');
  await home.chooseFile({ name: "改过.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await home.dialog.getByRole("button", { name: "按本机重新计算并导入" }).click();
  await home.toast.locator("button", { hasText: "打开" }).last().click();
  await fill.ready();
  assert.equal((await fill.totals()).combined, "89.9");
});

/** Notes every task of the page that takes longer than 50 ms, from now on. */
async function watchTasks(page) {
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((task) => task.duration))).observe({
      type: "longtask",
    });
  });
}

async function longestTask(page) {
  return Math.round(Math.max(0, ...(await page.evaluate(() => window.longTasks))));
}
