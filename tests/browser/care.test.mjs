// Taking care of what was typed: the browser's promise to keep it, the bin, records that cannot be read, the record of
// changes, the signature. Read next: storage.test.mjs.

import assert from "node:assert/strict";

import { begin, beginFilled } from "./rig/steps.mjs";
import { setClock, wrongClock } from "./rig/clock.mjs";
import { keepForGood, putRecord } from "./rig/storage.mjs";
import { dumpStore } from "./rig/store.mjs";
import { journeys, pagesOn } from "./rig/visit.mjs";
import { PROJECT } from "./worked.mjs";
import { download } from "./pages/fill.mjs";

const journey = journeys();

const DAY = 24 * 60 * 60 * 1000;

// ---- The browser's promise -----------------------------------------------------------------------------

journey("the browser is asked at the first edit, and its promise is told in plain words", {}, async (visit) => {
  const { page, fill, settings } = visit;
  await settings.open();
  assert.match(await settings.line("长期保存"), /第一次填写时会自动询问/);
  await keepForGood(visit);
  await begin(visit);
  await fill.choose("HY-01", "met.clear", "yes");
  await page.waitForFunction(() => navigator.storage.persisted());
  await settings.open();
  assert.match(await settings.line("长期保存"), /浏览器答应长期保存/);
  assert.equal(await settings.button("长期保存").count(), 0);
});

journey("a refusal is told, is not asked about again, and the person can ask once more", {}, async (visit) => {
  const { context, page, fill, settings } = visit;
  await context.addInitScript(() => {
    if (location.protocol === "about:") return;
    const ask = StorageManager.prototype.persist;
    StorageManager.prototype.persist = function () {
      sessionStorage.setItem("asked", String(Number(sessionStorage.getItem("asked")) + 1));
      return ask.call(this);
    };
  });
  const asked = () => page.evaluate(() => Number(sessionStorage.getItem("asked")));
  await begin(visit);
  assert.equal(await asked(), 0, "opening is no work");
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.choose("HY-01", "met.clear", "no");
  await fill.isSaved();
  assert.equal(await asked(), 1);
  await settings.open();
  assert.match(await settings.line("长期保存"), /空间不足时清除/);
  await page.goBack();
  await page.reload();
  await fill.ready();
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.isSaved();
  assert.equal(await asked(), 1, "after a refusal only the person asks");
  await keepForGood(visit);
  await settings.open();
  await settings.button("长期保存").click();
  await page.getByText("浏览器答应长期保存").waitFor();
  assert.equal(await asked(), 2);
});

journey("how much is stored is shown, as an estimate", {}, async ({ settings }) => {
  await settings.open();
  assert.match(await settings.line("占用空间"), /已用 \d+(\.\d)? MB，浏览器给 \d+(\.\d)? (MB|GB)。.*估算/);
});

journey("where the browser has nothing to say of its store, that is told, and filling works", {}, async (visit) => {
  const { context, settings, fill } = visit;
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "storage", { get: () => undefined }));
  await settings.open();
  assert.match(await settings.line("长期保存"), /没有说明/);
  assert.equal(await settings.page.getByText("占用空间").count(), 0);
  await begin(visit);
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.isSaved();
});

// ---- The bin -------------------------------------------------------------------------------------------

/** Deletes the only assessment from the home page. */
async function deleteIt({ home }) {
  await home.open();
  await home.fromMenu("trash");
  await home.dialog.locator(".btn.danger").click();
  await home.toast.first().waitFor();
}

journey("what was deleted is in the bin with everything in it, and comes back from there", {}, async (visit) => {
  const { page, home, fill, vault } = visit;
  await beginFilled(visit);
  const { cells } = await dumpStore(page);
  await deleteIt(visit);
  assert.deepEqual(await home.projects(), []);
  await page.reload();
  await home.ready();
  await page.getByRole("link", { name: "回收站（1）" }).click();
  assert.match(await vault.entries.first().innerText(), /还保留 30 天/);
  assert.equal(await vault.entries.first().locator("h2").innerText(), PROJECT.name);
  await vault.press("恢复");
  await vault.toast.waitFor();
  assert.match(await page.locator("main").innerText(), /回收站是空的/);
  assert.equal(await page.evaluate(() => document.activeElement?.localName), "main", "the keyboard goes on in the page");
  assert.deepEqual((await dumpStore(page)).cells, cells);
  // Bringing it back can be taken back as well.
  await vault.toast.getByRole("button", { name: "撤销" }).click();
  await vault.entries.first().waitFor();
  await vault.press("恢复");
  await vault.entries.first().waitFor({ state: "detached" });
  await home.open();
  await home.openEntry();
  await fill.ready();
  assert.equal((await fill.totals()).combined, "89.9");
});

journey("deleting for good asks, and leaves nothing of it", {}, async (visit) => {
  const { page, vault } = visit;
  await begin(visit);
  await visit.fill.choose("HY-01", "met.clear", "yes");
  await visit.fill.isSaved();
  await deleteIt(visit);
  await vault.openBin();
  await vault.press("彻底删除");
  assert.match(await vault.dialog.innerText(), /不能恢复/);
  await page.keyboard.press("Escape");
  await vault.dialog.waitFor({ state: "detached" });
  assert.equal(await vault.entries.count(), 1);
  await vault.press("彻底删除");
  await vault.confirm("彻底删除");
  await vault.entries.first().waitFor({ state: "detached" });
  const { projects, assessments, cells, journal } = await dumpStore(page);
  assert.deepEqual([projects, assessments, cells, journal], [[], [], [], []]);
});

journey("the bin is emptied at once after asking", {}, async (visit) => {
  const { page, home, vault } = visit;
  await begin(visit);
  await home.open();
  await home.fromMenu("copy");
  await visit.fill.ready();
  await deleteIt(visit);
  await home.entries.nth(1).waitFor({ state: "detached" });
  await deleteIt(visit);
  await vault.openBin();
  assert.equal(await vault.entries.count(), 2);
  await page.getByRole("button", { name: "清空回收站" }).click();
  assert.match(await vault.dialog.innerText(), /2 份/);
  await vault.confirm("清空回收站");
  await vault.entries.first().waitFor({ state: "detached" });
  const { projects, assessments } = await dumpStore(page);
  assert.deepEqual([projects, assessments], [[], []]);
});

journey("what has been in the bin for 30 days goes at the second start that says so; one wrong clock takes nothing", {}, async (visit) => {
  const { context, page, home, vault } = visit;
  await wrongClock(context, 0);
  await begin(visit);
  await deleteIt(visit);
  const startAt = async (days) => {
    await setClock(page, days * DAY);
    await home.open();
    await page.reload();
    await home.ready();
    // What goes, goes a moment after the lists are there.
    await page.waitForTimeout(500);
    await vault.openBin();
    return (await vault.entries.count()) ? vault.entries.first().innerText() : "";
  };
  assert.match(await startAt(29), /还保留 1 天/);
  assert.match(await startAt(400), /已满 30 天/, "the clock jumped ahead once");
  assert.match(await startAt(29), /还保留 1 天/, "and came back");
  assert.match(await startAt(-3650), /还保留 30 天/, "a clock set back makes no negative time");
  assert.match(await startAt(31), /已满 30 天/);
  assert.equal(await startAt(32), "");
  const { assessments, projects } = await dumpStore(page);
  assert.deepEqual([assessments, projects], [[], []]);
});

// ---- Records that cannot be read -----------------------------------------------------------------------

journey("a damaged record is kept apart, handed out as it is and deleted alone; the rest opens", {}, async (visit) => {
  const { page, home, fill, vault } = visit;
  await beginFilled(visit);
  await fill.isSaved();
  await putRecord(page, "assessments", "坏的", '{"project": 1, 半截');
  await putRecord(page, "projects", "坏项目", { not: "a text" });
  await home.open();
  const band = page.locator(".banner[role=alert]");
  assert.match(await band.innerText(), /有 2 条记录读不出来/);
  await home.openEntry();
  await fill.ready();
  assert.equal((await fill.totals()).combined, "89.9");
  await home.open();
  await band.getByRole("link", { name: "查看" }).click();
  await vault.entries.nth(1).waitFor();
  const whole = vault.entries.filter({ hasText: "坏的" });
  await whole.getByText("半截").waitFor();
  const file = await download(page, () => whole.getByRole("button", { name: "导出原样" }).click());
  const raw = JSON.parse(file.bytes.toString());
  assert.equal(raw.record, '{"project": 1, 半截');
  const before = await dumpStore(page);
  await whole.getByRole("button", { name: "单独删除" }).click();
  await vault.confirm("删除");
  await whole.waitFor({ state: "detached" });
  assert.equal(await vault.entries.count(), 1);
  const after = await dumpStore(page);
  assert.deepEqual(after.assessments, before.assessments.filter(([id]) => id !== "坏的"));
  assert.deepEqual([after.cells, after.projects], [before.cells, before.projects]);
  await vault.entries.first().getByRole("button", { name: "单独删除" }).click();
  await vault.confirm("删除");
  await vault.entries.first().waitFor({ state: "detached" });
  await home.open();
  assert.equal(await band.count(), 0);
  assert.deepEqual(await home.projects(), [PROJECT.name]);
});

// ---- The record of changes -----------------------------------------------------------------------------

journey("every change is told with who, when, where, from and to, also after a restart", {}, async (visit) => {
  const { page, address, fill, settings, vault } = visit;
  await settings.open();
  await page.locator("#signature").fill("王评估");
  await begin(visit);
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.type("HY-18", "count", "14");
  await fill.isSaved();
  await vault.openChanges();
  const clear = "组织架构、层次、责任、运作清晰";
  const count = "县级媒体的正面报道和评价";
  const first = ["1.1 管理架构", clear, "（空白）", "是", "录入", "王评估"];
  const second = ["3.4 县级媒体报道", count, "（空白）", "14", "录入", "王评估"];
  assert.deepEqual([await vault.change(0), await vault.change(1)], [second, first]);
  for (const time of await vault.times()) assert.match(time, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

  const next = pagesOn(await visit.context.newPage(), address);
  await page.close();
  await next.home.open();
  await next.home.openEntry();
  await next.fill.ready();
  await next.page.keyboard.press("Control+z");
  assert.equal(await next.fill.score("HY-18"), "—", "undo goes on after the restart");
  await next.fill.isSaved();
  await next.vault.openChanges();
  assert.deepEqual(await next.vault.change(0), ["3.4 县级媒体报道", count, "14", "（空白）", "撤销", "王评估"]);
  assert.deepEqual([await next.vault.change(1), await next.vault.change(2)], [second, first]);

  await next.page.locator("#journal-row").selectOption({ label: "1.1 管理架构" });
  await next.page.getByText("共 1 处修改").waitFor();
  assert.deepEqual(await next.vault.change(0), first);
});

journey("the record of changes says that nothing was changed yet, and can be printed", {}, async (visit) => {
  const { page, fill, vault, print } = visit;
  await begin(visit);
  await vault.openChanges();
  assert.match(await page.locator("main").innerText(), /还没有修改记录/);
  await page.goBack();
  await fill.ready();
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.openPrint();
  await print.ready();
  await page.getByLabel("附上修改记录").check();
  await page.locator(".annex table.trail tbody tr").first().waitFor();
  assert.match(await page.locator(".annex table.trail").innerText(), /管理架构[\s\S]*未署名/);
});

journey("200 changes are shown at a time", {}, async (visit) => {
  const { page, fill, vault } = visit;
  await begin(visit);
  for (let at = 0; at < 101; at++) {
    await fill.choose("HY-01", "met.clear", "yes");
    await fill.choose("HY-01", "met.clear", "no");
  }
  await fill.isSaved();
  await vault.openChanges();
  assert.equal(await vault.changes.count(), 200);
  await page.getByRole("button", { name: "再显示一些（还有 2 处）" }).click();
  await vault.changes.nth(201).waitFor();
  assert.equal(await vault.changes.count(), 202);
});

// ---- The reminder of a backup --------------------------------------------------------------------------

/** The band that reminds of a backup. */
const reminder = (page) => page.locator("section.banner[aria-label=备份]");

/** Comes home as the days pass. */
async function homeAfter({ page, home }, ms) {
  await setClock(page, ms);
  await home.open();
  await page.reload();
  await home.ready();
}

journey("20 minutes of work without a backup are reminded of; 以后再说 keeps quiet for a day", {}, async (visit) => {
  const { context, page, fill, home } = visit;
  await wrongClock(context, 0);
  await begin(visit);
  const minute = 60_000;
  let at = 0;
  const work = async (minutes) => {
    for (let each = 0; each < minutes; each++) {
      await setClock(page, (at += minute));
      await fill.type("HY-18", "count", String(at / minute));
    }
    await fill.isSaved();
  };
  await work(19);
  await home.open();
  assert.equal(await reminder(page).count(), 0, "19 minutes are not worth it");
  await home.openEntry();
  await fill.ready();
  await work(3);
  await home.open();
  await reminder(page).waitFor();
  assert.match(await reminder(page).innerText(), /还没有备份过/);
  await reminder(page).getByRole("button", { name: "以后再说" }).click();
  await reminder(page).waitFor({ state: "detached" });
  const day = at + DAY;
  await homeAfter(visit, day - minute);
  assert.equal(await reminder(page).count(), 0);
  await homeAfter(visit, day);
  await reminder(page).waitFor();
});

journey("a backup quiets the reminder for 7 days, and its age is always in the settings, never negative", {}, async (visit) => {
  const { context, page, fill, home, settings } = visit;
  await wrongClock(context, 0);
  await settings.open();
  assert.match(await settings.line("备份"), /还没有备份过/);
  await beginFilled(visit);
  await fill.choose("HY-01", "met.clear", "no");
  await fill.isSaved();
  await home.open();
  await reminder(page).waitFor();
  const file = await download(page, () => reminder(page).getByRole("button", { name: "备份全部" }).click());
  assert.match(file.name, /\.zip$/);
  await reminder(page).waitFor({ state: "detached" });
  await settings.open();
  await page.getByText(/上次备份：不到一天/).waitFor();
  await homeAfter(visit, 30 * DAY);
  assert.equal(await reminder(page).count(), 0, "nothing has changed since");
  await home.openEntry();
  await fill.ready();
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.isSaved();
  await homeAfter(visit, 7 * DAY - 60_000);
  assert.equal(await reminder(page).count(), 0);
  await homeAfter(visit, 8 * DAY);
  await reminder(page).waitFor();
  assert.match(await reminder(page).innerText(), /上次备份是 8 天前/);
  await settings.open();
  await page.getByText(/上次备份：8 天前/).waitFor();
  await homeAfter(visit, -3650 * DAY);
  await settings.open();
  await page.getByText(/上次备份：不到一天/).waitFor();
});

// ---- After a loss --------------------------------------------------------------------------------------

journey("a loss is said with the way to a backup, and not again once the person knows", {}, async (visit) => {
  const { page, address, home, fill } = visit;
  await home.open();
  assert.match(await page.locator("main").innerText(), /以前在这里填过？\s*打开备份文件/);
  await begin(visit);
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.isSaved();
  await page.goto("about:blank");
  const session = await visit.context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(address).origin, storageTypes: "indexeddb" });
  await home.open();
  const band = page.locator(".banner[role=alert]");
  assert.match(await band.innerText(), /清除过本机的数据/);
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    band.getByRole("button", { name: "打开备份文件" }).click(),
  ]);
  assert.ok(chooser);
  await band.getByRole("button", { name: "知道了" }).click();
  await band.waitFor({ state: "detached" });
  await page.reload();
  await home.ready();
  assert.equal(await band.count(), 0);
});
