// The main job, from an empty browser to the exported file and back: the worked form typed through the real page.
// Read next: worked.mjs for the figures, then resume.test.mjs.

import assert from "node:assert/strict";

import { journeys } from "./rig/visit.mjs";
import { PROJECT, ROWS, SECTIONS, TOTALS } from "./worked.mjs";

const journey = journeys();

journey("a newcomer types the worked form and finds 86.9, 3 and 89.9 on the page, on paper and in the file, which opens in another browser and is written again byte for byte", {}, async (visit, newVisit) => {
  const { home, form, fill, print } = visit;
  await home.open();
  await home.startNew();
  await form.fill(PROJECT);
  await form.choose("结项");
  await form.choose("自评");
  await form.begin();
  await fill.ready();
  assert.equal(await fill.isProvisional(), true);

  for (const [row, score, facts] of ROWS) {
    await fill.answer(row, facts);
    assert.equal(await fill.score(row), score, row);
    assert.equal(await fill.missing(row), "", row);
  }
  assert.deepEqual(await fill.sections(), SECTIONS);
  assert.deepEqual(await fill.totals(), { base: "86.9", bonus: "＋3", combined: "89.9" });
  assert.equal(await fill.isProvisional(), false);
  await fill.isSaved();

  const file = await fill.export();
  const content = JSON.parse(file.bytes.toString());
  assert.equal(content.project.name, PROJECT.name);
  assert.deepEqual(
    { base: content.result.base, bonus: content.result.bonus, combined: content.result.total },
    TOTALS,
  );
  assert.deepEqual(Object.values(content.result.sections), SECTIONS);
  for (const [row, score, facts] of ROWS) {
    assert.equal(content.result.indicators[row].points, score, row);
    for (const [fact, value] of facts) assert.equal(content.answers[row][fact], value, `${row} ${fact}`);
  }

  await fill.openPrint();
  await print.ready();
  assert.deepEqual(await print.selfScores(), ROWS.map(([, score]) => score));
  const total = await print.total();
  assert.ok(total.includes("89.9"), total.join(" | "));
  assert.match(total.at(-1), /基本分 86\.9.*加分 3/);

  const elsewhere = await newVisit();
  await elsewhere.home.open();
  await elsewhere.home.chooseFile({ name: file.name, mimeType: "application/json", buffer: file.bytes });
  await elsewhere.home.acceptImport();
  await elsewhere.fill.ready();
  assert.deepEqual(await elsewhere.fill.totals(), { base: "86.9", bonus: "＋3", combined: "89.9" });
  const again = await elsewhere.fill.export();
  assert.equal(again.name, file.name);
  assert.ok(again.bytes.equals(file.bytes), "the file is the same, byte for byte");
  await elsewhere.fill.goHome();
  assert.deepEqual(await elsewhere.home.projects(), [PROJECT.name]);
});

journey("the list at home shows how far an assessment is, and a deleted one comes back by undo", {}, async ({ page, home, form, fill }) => {
  await home.open();
  await home.startNew();
  await form.fill({ name: PROJECT.name, implementer: PROJECT.implementer });
  await form.begin();
  await fill.ready();
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.isSaved();
  await fill.goHome();
  await home.ready();
  assert.match(await home.entries.first().innerText(), /1 \/ 29/);
  await home.fromMenu("trash");
  await home.dialog.locator(".btn.danger").click();
  await page.locator(".choices").waitFor();
  await home.toast.locator("button.btn:not(.icon)").click();
  await home.entries.first().waitFor();
  await home.openEntry();
  await fill.ready();
  assert.equal(await fill.score("HY-01"), "2");
});
