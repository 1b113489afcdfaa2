// One assessment in several tabs: one edits, the others follow and can take over. Tabs are closed, crashed, stopped
// and brought back, and what lies in the store in the end is what was typed. RUNS and TABS make the random part long,
// ROUNDS the going and coming back. Read next: rig/store.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";

import { newProfile, spawnOn } from "./rig/browser.mjs";
import { openSite } from "./rig/site.mjs";
import { chance, count, report, spread } from "./rig/soak.mjs";
import { begin } from "./rig/steps.mjs";
import { dumpStore, storedCell } from "./rig/store.mjs";
import { journeys, pagesOn } from "./rig/visit.mjs";

const journey = journeys();

/** Rows with a field for a number each. */
const ROWS = ["HY-17", "HY-18", "HY-19", "HY-20"];

/** The band above the page, and its button. */
const band = ({ page }) => page.locator(".tabs .banner");
const editHere = ({ page }) => page.locator(".tabs .banner button", { hasText: "在这里填写" });

/** Another tab of the same profile on the same place. */
async function anotherTab(visit) {
  const page = await visit.context.newPage();
  await page.goto(visit.page.url());
  const tab = { ...visit, ...pagesOn(page, visit.address) };
  await tab.fill.ready();
  return tab;
}

const note = ({ fill }, row) => fill.field(row, "note");

/** Whether a tab may type. */
async function edits(tab) {
  return (await note(tab, "HY-17").count()) > 0 && (await note(tab, "HY-17").getAttribute("readonly")) === null;
}

/** Waits until a tab may type, and gives how long that took. */
async function becomesEditor(tab, since = performance.now(), patience = 15_000) {
  await tab.page.locator('[id="HY-17.note"]:not([readonly])').waitFor({ timeout: patience });
  return performance.now() - since;
}

async function becomesFollower(tab) {
  await tab.page.locator('[id="HY-17.note"][readonly]').waitFor();
}

/** What each tab says of who edits. */
async function standings(tabs, wanted) {
  const said = tabs.map(async (tab) => {
    const bands = await tab.page.locator(".tabs").allInnerTexts();
    return `${tab === wanted ? "wanted" : "other"} ${(await edits(tab)) ? "edits" : "does not"} ${JSON.stringify(bands.join(" "))}`;
  });
  return (await Promise.all(said)).join("; ");
}

/** An assessment with a note unfolded in some rows, in the first tab. */
async function beginWithNotes(visit) {
  await begin(visit);
  await becomesNoted(visit);
}

/** Unfolds the notes of a tab. */
async function becomesNoted(tab) {
  for (const row of ROWS) {
    if ((await note(tab, row).count()) === 0) await tab.fill.unfold(row, "备注");
  }
}

/** Types into a note at its end, key by key. */
async function type(tab, row, text) {
  await note(tab, row).press("End");
  await tab.page.keyboard.type(text);
}

journey("a second tab follows at once, cannot be typed into, shows what is typed in the first, and takes over by its button", {}, async (visit, _newVisit, t) => {
  await beginWithNotes(visit);
  await type(visit, "HY-17", "甲");
  const { page } = visit;
  const opened = performance.now();
  const second = await anotherTab(visit);
  await band(second).waitFor();
  report(t, "B1 second tab", { "read-only after ms": Math.round(performance.now() - opened) });
  assert.match(await band(second).innerText(), /正在另一个页面里填写.*跟着更新/s);
  assert.equal(await second.fill.field("HY-18", "count").getAttribute("readonly"), "");
  assert.ok(await second.fill.option("HY-01", "met.clear", "yes").isDisabled());
  assert.ok(await second.fill.undo.isDisabled());
  await second.page.keyboard.press("ControlOrMeta+z");
  await becomesNoted(second);
  await note(second, "HY-17").press("End");
  await second.page.keyboard.type("不该进去");
  assert.equal(await note(second, "HY-17").inputValue(), "甲", "nothing can be typed");

  // It keeps up: facts, choices and figures.
  await visit.fill.type("HY-18", "count", "4");
  await visit.fill.choose("HY-01", "met.clear", "yes");
  await type(visit, "HY-17", "乙");
  const follows = performance.now();
  await second.page.waitForFunction(() => document.getElementById("HY-17.note").value === "甲乙");
  report(t, "B1 follows", { "after ms": Math.round(performance.now() - follows) });
  await second.page.waitForFunction(() => document.getElementById("HY-18.count").value === "4");
  assert.ok(await second.fill.option("HY-01", "met.clear", "yes").isChecked());
  assert.equal(await second.fill.score("HY-18"), await visit.fill.score("HY-18"));
  assert.deepEqual(await second.fill.totals(), await visit.fill.totals());

  // Taking over: nothing typed last is lost, and the first one follows.
  await type(visit, "HY-17", "丙");
  await editHere(second).click();
  const took = await becomesEditor(second);
  await becomesFollower(visit);
  report(t, "B1 taking over", { "ms": Math.round(took) });
  assert.equal(await note(second, "HY-17").inputValue(), "甲乙丙");
  await band(visit).waitFor();
  await type(second, "HY-17", "丁");
  await second.fill.isSaved();
  assert.equal(await storedCell(page, "HY-17", "#note"), "甲乙丙丁");
  await page.waitForFunction(() => document.getElementById("HY-17.note").value === "甲乙丙丁");
  // What was done in the other tab can be taken back in this one.
  await second.fill.undo.click();
  await second.page.waitForFunction(() => document.getElementById("HY-17.note").value === "甲乙丙");
});

for (const [how, end] of [
  ["closed", async (tab) => tab.page.close()],
  ["crashed", async (tab) => {
    const session = await tab.context.newCDPSession(tab.page);
    await session.send("Page.crash").catch(() => {});
  }],
  ["taken to another page", async (tab) => tab.page.evaluate(() => { location.hash = "#/"; })],
]) {
  journey(`where the tab that edits is ${how} the other takes over within a second, with the last that was stored`, {}, async (visit, _newVisit, t) => {
    await beginWithNotes(visit);
    const second = await anotherTab(visit);
    await becomesNoted(second);
    await becomesFollower(second);
    await type(visit, "HY-17", "最后一句");
    await visit.fill.isSaved();
    const since = performance.now();
    end(visit).catch(() => {});
    const after = await becomesEditor(second, since);
    report(t, `B1 owner ${how}`, { "takes over after ms": Math.round(after) });
    assert.equal(await note(second, "HY-17").inputValue(), "最后一句");
    await type(second, "HY-17", "，接着写");
    await second.fill.isSaved();
    assert.equal(await storedCell(second.page, "HY-17", "#note"), "最后一句，接着写");
    visit.incidents.takeOut(/crash/i);
  });
}

journey("B3: the turn is taken from a tab that does not answer, and what it types afterwards is kept and can be written again", {}, async (visit, _newVisit, t) => {
  await beginWithNotes(visit);
  const second = await anotherTab(visit);
  await becomesNoted(second);
  await becomesFollower(second);
  // The first tab answers nothing for a while, and what is typed meanwhile reaches it at the end of it.
  const busy = visit.page.evaluate(() => {
    setTimeout(() => {
      const field = document.getElementById("HY-18.note");
      const end = Date.now() + 4_000;
      while (Date.now() < end);
      field.value = "醒来时的一句";
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
  });
  await busy;
  await editHere(second).click();
  const took = await becomesEditor(second);
  report(t, "B3 silent owner", { "taken over after ms": Math.round(took) });
  await type(second, "HY-17", "新的一句");
  await second.fill.isSaved();
  const kept = visit.page.locator(".tabs .banner.bad");
  await kept.waitFor();
  assert.match(await kept.innerText(), /1 处没有存进去/);
  await becomesFollower(visit);
  assert.equal(await storedCell(second.page, "HY-18", "#note"), "", "the store took nothing of it");
  assert.equal(await storedCell(second.page, "HY-17", "#note"), "新的一句");
  const [file] = await Promise.all([
    visit.page.waitForEvent("download"),
    kept.getByRole("button", { name: "导出这一页的内容" }).click(),
  ]);
  assert.match(file.suggestedFilename(), /\.json$/);
  await kept.getByRole("button", { name: "在这里填写，并重新写入" }).click();
  await visit.page.locator(".tabs .banner", { hasText: "已重新写入" }).waitFor();
  await visit.fill.isSaved();
  assert.equal(await storedCell(visit.page, "HY-18", "#note"), "醒来时的一句");
  assert.equal(await storedCell(visit.page, "HY-17", "#note"), "新的一句");
  await becomesFollower(second);
});

journey("B3: a tab that the browser has stopped holds nobody up", {}, async (visit, _newVisit, t) => {
  await beginWithNotes(visit);
  const second = await anotherTab(visit);
  await becomesNoted(second);
  await becomesFollower(second);
  await type(visit, "HY-17", "停住之前");
  await visit.fill.isSaved();
  const session = await visit.context.newCDPSession(visit.page);
  const since = performance.now();
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  if (await editHere(second).isVisible()) await editHere(second).click().catch(() => {});
  report(t, "B3 stopped owner", { "taken over after ms": Math.round(await becomesEditor(second, since)) });
  await type(second, "HY-17", "，之后");
  await second.fill.isSaved();
  await session.send("Page.setWebLifecycleState", { state: "active" });
  await becomesFollower(visit);
  await visit.page.waitForFunction(() => document.getElementById("HY-17.note").value === "停住之前，之后");
});

journey("without locks the tab opened last edits, the other follows and can take it back", {}, async (visit) => {
  await visit.context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined });
  });
  await beginWithNotes(visit);
  await type(visit, "HY-17", "先写");
  await visit.fill.isSaved();
  const second = await anotherTab(visit);
  await becomesNoted(second);
  await becomesEditor(second);
  await becomesFollower(visit);
  await band(visit).waitFor();
  await type(second, "HY-17", "后写");
  await visit.page.waitForFunction(() => document.getElementById("HY-17.note").value === "先写后写");
  await editHere(visit).click();
  await becomesEditor(visit);
  await becomesFollower(second);
  await type(visit, "HY-17", "再写");
  await visit.fill.isSaved();
  assert.equal(await storedCell(visit.page, "HY-17", "#note"), "先写后写再写");
  await visit.page.close();
  await becomesEditor(second);
});

journey("B2: two tabs on two assessments both edit, and a file of one is whole while the other is typed into", {}, async (visit) => {
  await beginWithNotes(visit);
  const page = await visit.context.newPage();
  const second = { ...visit, ...pagesOn(page, visit.address) };
  await second.home.open();
  await second.home.startNew();
  await second.form.fill({ name: "另一个项目" });
  await second.form.choose("结项");
  await second.form.begin();
  await second.fill.ready();
  await becomesNoted(second);
  assert.ok((await edits(visit)) && (await edits(second)));
  await type(visit, "HY-17", "第一份");
  const typing = type(second, "HY-17", "第二份".repeat(12));
  const file = await visit.fill.export();
  await typing;
  await Promise.all([visit.fill.isSaved(), second.fill.isSaved()]);
  assert.equal(JSON.parse(file.bytes.toString()).notes["HY-17"], "第一份");
  const { cells } = await dumpStore(page);
  assert.deepEqual(cells.map(([, text]) => text).sort(), ["第一份", "第二份".repeat(12)].sort());
});

journey("the lists of one tab follow what is made and deleted in another, and an open assessment that is deleted elsewhere says so", {}, async (visit) => {
  await beginWithNotes(visit);
  const page = await visit.context.newPage();
  const lists = { ...visit, ...pagesOn(page, visit.address) };
  await lists.home.open();
  await lists.home.entries.first().waitFor();
  const remove = async () => {
    await lists.home.fromMenu("trash");
    await lists.home.dialog.locator(".btn.danger").click();
  };
  await remove();
  await band(visit).waitFor();
  assert.match(await band(visit).innerText(), /已在另一个页面里删除/);
  await becomesFollower(visit);
  await lists.home.toast.getByRole("button", { name: "撤销" }).click();
  await becomesEditor(visit);
  await type(visit, "HY-17", "还在");
  await visit.fill.isSaved();
  await visit.fill.goHome();
  await visit.home.entries.first().waitFor();
  await remove();
  await visit.home.entries.first().waitFor({ state: "detached" });
});

journey("B1: tabs are switched between at random, and every edit is in the store", { patience: 900_000 }, async (visit, _newVisit, t) => {
  const random = chance(t);
  const runs = count("RUNS", 10);
  const many = count("TABS", 3);
  const waits = [];
  await beginWithNotes(visit);
  let tabs = [visit];
  const expected = Object.fromEntries(ROWS.map((row) => [row, ""]));
  for (let run = 0; run < runs; run += 1) {
    while (tabs.length < (run % 2 ? many : 2)) {
      const tab = await anotherTab(tabs[0]);
      await becomesNoted(tab);
      tabs.push(tab);
    }
    for (let turn = 0; turn < 4; turn += 1) {
      const tab = tabs[random.between(0, tabs.length - 1)];
      const since = performance.now();
      if (!(await edits(tab))) {
        // Another tab may have gone, and this one edits by itself.
        const click = await editHere(tab).click({ timeout: 3_000 }).then(() => "clicked", ({ message }) => message);
        waits.push(await becomesEditor(tab, since).catch(async () => assert.fail(`run ${run}, ${click}: ${await standings(tabs, tab)}`)));
      }
      const row = ROWS[random.between(0, ROWS.length - 1)];
      const text = Array.from({ length: random.between(1, 5) }, () => random.letter()).join("");
      assert.equal(await note(tab, row).inputValue(), expected[row], `run ${run}: ${row} is shown as it was left`);
      await type(tab, row, text);
      expected[row] += text;
    }
    if (random.between(0, 2) === 0 && tabs.length > 1) {
      // One of them goes; if it was the one that edits, another does.
      const [gone] = tabs.splice(random.between(0, tabs.length - 1), 1);
      if (await edits(gone)) await gone.fill.isSaved();
      await gone.page.close();
    }
  }
  await wait(1_200);
  const { cells } = await dumpStore(tabs[0].page);
  const stored = Object.fromEntries(ROWS.map((row) => [row, cells.find(([key]) => key[1] === row)?.[1] ?? ""]));
  assert.deepEqual(stored, expected);
  report(t, "B1 random switching", { runs, tabs: many, "lost edits": 0, ...spread(waits) });
});

test("B5: after going to another page and back, and after the browser has put the page away, the first key is stored", { timeout: 600_000 }, async (t) => {
  const rounds = count("ROUNDS", 5);
  const site = await openSite();
  const profile = await newProfile();
  const browser = await spawnOn(profile);
  try {
    const page = await browser.context.newPage();
    const visit = { context: browser.context, ...pagesOn(page, site.address) };
    await beginWithNotes(visit);
    let kept = 0;
    let expected = "";
    for (let round = 0; round < rounds; round += 1) {
      await page.evaluate(() => {
        window.wasHere = true;
        addEventListener("pageshow", (event) => { window.wasKept = event.persisted; });
      });
      await page.goto("about:blank");
      // A page that is brought back as it was does not load again.
      await page.goBack({ waitUntil: "commit" });
      await visit.fill.ready();
      kept += (await page.evaluate(() => window.wasHere === true)) ? 1 : 0;
      await becomesNoted(visit);
      await becomesEditor(visit);
      const key = String(round % 10);
      await type(visit, "HY-17", key);
      expected += key;
      await visit.fill.isSaved();
      assert.equal(await storedCell(page, "HY-17", "#note"), expected, `round ${round}`);
    }
    report(t, "B5", { rounds, "brought back as it was": kept, "keys lost": 0 });
  } finally {
    await browser.kill();
    await profile.remove();
    await site.close();
  }
});
