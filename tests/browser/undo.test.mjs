// Taking back and doing again, by Ctrl+Z and Ctrl+Y and by the buttons, across rows; what is taken back is taken
// out of the store as well. Read next: midterm.test.mjs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { newProfile, spawnOn } from "./rig/browser.mjs";
import { openSite } from "./rig/site.mjs";
import { begin } from "./rig/steps.mjs";
import { storedCell } from "./rig/store.mjs";
import { journeys, pagesOn } from "./rig/visit.mjs";

const journey = journeys();

journey("Ctrl+Z takes back step by step across rows, Ctrl+Y does it again, and the store follows", {}, async (visit) => {
  await begin(visit);
  const { page, fill } = visit;
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.type("HY-18", "count", "14");
  await fill.choose("HY-20", "level", "good");
  const scores = async () => [await fill.score("HY-01"), await fill.score("HY-18"), await fill.score("HY-20")];
  assert.deepEqual(await scores(), ["2", "3", "2"]);
  const steps = [["2", "3", "—"], ["2", "—", "—"], ["—", "—", "—"]];
  for (const expected of steps) {
    await page.keyboard.press("Control+z");
    assert.deepEqual(await scores(), expected);
  }
  assert.equal(await fill.undo.isDisabled(), true);
  await fill.isSaved();
  assert.equal(await storedCell(page, "HY-18", "count"), "");
  await page.keyboard.press("Control+y");
  await page.keyboard.press("Control+Shift+z");
  assert.deepEqual(await scores(), ["2", "3", "—"]);
  assert.equal(await fill.field("HY-18", "count").inputValue(), "14");
  await page.keyboard.press("Control+y");
  assert.deepEqual(await scores(), ["2", "3", "2"]);
  assert.equal(await fill.redo.isDisabled(), true);
  await fill.isSaved();
  assert.equal(await storedCell(page, "HY-18", "count"), "14");
});

journey("the buttons do the same, and a new edit ends what could be done again", {}, async (visit) => {
  await begin(visit);
  const { fill } = visit;
  assert.equal(await fill.undo.isDisabled(), true);
  assert.equal(await fill.redo.isDisabled(), true);
  await fill.choose("HY-05", "met.team", "yes");
  await fill.choose("HY-05", "met.full-time", "na");
  await fill.undo.click();
  assert.equal(await fill.option("HY-05", "met.full-time", "na").isChecked(), false);
  assert.equal(await fill.option("HY-05", "met.team", "yes").isChecked(), true);
  await fill.undo.click();
  assert.equal(await fill.option("HY-05", "met.team", "yes").isChecked(), false);
  await fill.redo.click();
  assert.equal(await fill.option("HY-05", "met.team", "yes").isChecked(), true);
  await fill.choose("HY-01", "met.clear", "yes");
  assert.equal(await fill.redo.isDisabled(), true);
});

journey("in a text field Ctrl+Z takes back ours, not the browser's own idea of it", {}, async (visit) => {
  await begin(visit);
  const { page, fill } = visit;
  await fill.choose("HY-24", "verdict", "no");
  await fill.type("HY-24", "reason", "缺签字");
  await page.keyboard.press("Control+z");
  // The reason went with its one step; the verdict before it is still there.
  assert.equal(await fill.field("HY-24", "reason").inputValue(), "");
  assert.equal(await fill.option("HY-24", "verdict", "no").isChecked(), true);
  await fill.isSaved();
  assert.equal(await storedCell(page, "HY-24", "reason"), "");
});

journey("“all the rest met” is one step", {}, async (visit) => {
  await begin(visit);
  const { page, fill } = visit;
  await fill.choose("HY-14", "item.follow-up", "no");
  await fill.card("HY-14").getByRole("button", { name: "其余全部达标" }).click();
  assert.equal(await fill.score("HY-14"), "12");
  await page.keyboard.press("Control+z");
  assert.equal(await fill.score("HY-14"), "—");
  assert.equal(await fill.option("HY-14", "item.follow-up", "no").isChecked(), true);
});

/** What the three rows of these tests show. */
const shown = async (fill) => [
  await fill.field("HY-18", "count").inputValue(),
  await fill.option("HY-20", "level", "good").isChecked(),
  await fill.field("HY-17", "count").inputValue(),
];

/** Takes everything back to the blank form, and does it all again. */
async function thereAndBack(fill, end) {
  let steps = 0;
  for (; !(await fill.undo.isDisabled()); steps += 1) await fill.undo.click();
  assert.deepEqual(await shown(fill), ["", false, ""]);
  for (let again = 0; again < steps; again += 1) await fill.redo.click();
  assert.deepEqual(await shown(fill), end);
}

journey("after a restart everything can be taken back to the blank form, and what was taken back can be done again", {}, async (visit) => {
  await begin(visit);
  const { page, fill, home } = visit;
  await fill.type("HY-18", "count", "4");
  await fill.choose("HY-20", "level", "good");
  await fill.type("HY-17", "count", "2");
  await fill.undo.click();
  await fill.isSaved();
  await page.reload();
  await fill.ready();
  await fill.redo.click();
  assert.deepEqual(await shown(fill), ["4", true, "2"]);
  await thereAndBack(fill, ["4", true, "2"]);
  await fill.goHome();
  await home.ready();
  await home.openEntry();
  await fill.ready();
  await thereAndBack(fill, ["4", true, "2"]);
});

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

test("after the browser was killed in the middle of a word everything can be taken back too", { timeout: 120_000 }, async () => {
  const profile = await newProfile();
  try {
    const first = await spawnOn(profile);
    const visit = pagesOn(await first.context.newPage(), site.address);
    await begin(visit);
    await visit.fill.type("HY-18", "count", "4");
    await visit.fill.choose("HY-20", "level", "good");
    await visit.fill.isSaved();
    await visit.page.waitForTimeout(1_500);
    // These have no second any more in which the journal would be written.
    await visit.fill.type("HY-17", "count", "2");
    await visit.fill.isSaved();
    await first.kill();
    const second = await spawnOn(profile);
    try {
      const { home, fill } = pagesOn(await second.context.newPage(), site.address);
      await home.open();
      await home.openEntry();
      await fill.ready();
      assert.deepEqual(await shown(fill), ["4", true, "2"]);
      await thereAndBack(fill, ["4", true, "2"]);
    } finally {
      await second.kill();
    }
  } finally {
    await profile.remove();
  }
});
