// What is changed of the rubric for one assessment: a reading, a target, a list, the grades; in sight, taken back,
// after a reload, in the file, in another browser and on paper. The figures were worked by hand from the printed rules.
// Read next: worked.mjs.

import assert from "node:assert/strict";

import { axeComplaints, sidewaysComplaints } from "./rig/look.mjs";
import { begin } from "./rig/steps.mjs";
import { dumpStore, rewriteHeads } from "./rig/store.mjs";
import { SCREENS, journeys } from "./rig/visit.mjs";
import { ROWS, TOTALS } from "./worked.mjs";

const journey = journeys();

const COMPLETED = "form.adjust.begun-step.completed";

journey("91 of 100 is 3 points as printed and 4 where only whole steps count, and 3 again when the reading is taken back", {}, async (visit) => {
  const { page, fill } = visit;
  await begin(visit);
  await fill.answer("HY-08", [["part", "91"], ["whole", "100"]]);
  assert.equal(await fill.score("HY-08"), "3");
  assert.equal(await fill.changes.count(), 0);
  await fill.openAbout();
  await fill.chooseReading(COMPLETED);
  await fill.changes.waitFor();
  assert.equal(await fill.score("HY-08"), "4");
  assert.equal(await fill.totals().then((totals) => totals.base), "4");
  assert.equal(await page.evaluate(() => document.activeElement.id), COMPLETED, "the keyboard is where it was");
  const [line, ...rest] = await fill.changeLines();
  assert.deepEqual(rest, []);
  assert.match(line, /全表.*不满一档的差额怎么计.*改读为“满一档才扣/s);

  // It is stored at once, and what was typed before can still be taken back.
  await page.reload();
  await fill.ready();
  assert.equal(await fill.score("HY-08"), "4");
  await fill.type("HY-08", "part", "90");
  assert.equal(await fill.score("HY-08"), "3");
  await fill.takeBack(0);
  assert.equal(await fill.changes.count(), 0);
  // 5 below is one step in either reading.
  assert.equal(await fill.score("HY-08"), "3");
  await fill.undo.click();
  assert.equal(await fill.field("HY-08", "part").inputValue(), "91");
  assert.equal(await fill.score("HY-08"), "3");
  await page.reload();
  await fill.ready();
  assert.equal(await fill.changes.count(), 0);
});

journey("a target, a list and grades are changed with a reason, and are the same in the file, in another browser and on paper", {}, async (visit, newVisit) => {
  const { fill } = visit;
  await begin(visit);
  for (const [row, , facts] of ROWS) await fill.answer(row, facts);
  assert.equal((await fill.totals()).combined, TOTALS.combined);

  // Only whole steps: 0.5 more in HY-06, HY-15 and HY-26, 1 more in HY-08, HY-11 and HY-22.
  await fill.openAbout();
  await fill.chooseReading(COMPLETED);
  await fill.changes.waitFor();
  assert.deepEqual(await fill.totals(), { base: "91.4", bonus: "＋3", combined: "94.4" });
  await fill.takeBack(0);
  assert.deepEqual(await fill.totals(), { base: TOTALS.base, bonus: "＋3", combined: TOTALS.combined });

  // 1 of 1 report in place of 1 of 2: 2 points for 1.
  await fill.unfold("HY-17", "读法与改动");
  const target = fill.choice("HY-17", "target");
  await target.locator('[data-role="value"]').fill("1");
  await target.locator('[data-adjust="target"]').click();
  assert.match(await target.locator(".error").innerText(), /理由/);
  assert.equal(await fill.score("HY-17"), "1");
  await target.locator('[data-role="why"]').fill("合同第三条约定1篇");
  await target.locator('[data-adjust="target"]').click();
  await fill.changes.waitFor();
  assert.equal(await fill.score("HY-17"), "2");
  assert.deepEqual(await fill.marks("HY-17"), ["已改标准"]);

  // The report, which was missing, is taken off the list; another item comes on it and is in order: 2 points for 1.5.
  await fill.unfold("HY-02", "读法与改动");
  const items = fill.choice("HY-02", "items");
  await items.locator('[data-item="report"] button').click();
  await items.locator('[data-adjust="item-add"]').click();
  await items.locator('[data-item="own-1"] input').fill("形成需求清单");
  await items.locator('[data-role="why"]').fill("项目书约定以需求清单代替报告");
  await items.locator('[data-adjust="items"]').click();
  await fill.field("HY-02", "fold.readings").waitFor();
  await fill.option("HY-02", "item.own-1", "yes").waitFor({ state: "attached" });
  assert.equal(await fill.option("HY-02", "item.report", "yes").count(), 0);
  assert.equal(await fill.score("HY-02"), "—");
  await fill.choose("HY-02", "item.own-1", "yes");
  assert.equal(await fill.score("HY-02"), "2");
  assert.deepEqual(await fill.marks("HY-02"), ["已改清单"]);

  // 91.4 of 100.
  await fill.chooseGrades("shenzhen-2021");
  await fill.grade.waitFor();
  assert.equal(await fill.grade.textContent(), "优秀（90分以上）");
  const figures = { base: "88.4", bonus: "＋3", combined: "91.4" };
  assert.deepEqual(await fill.totals(), figures);
  const lines = await fill.changeLines();
  assert.equal(lines.length, 3);
  await fill.isSaved();

  const file = await fill.export();
  const content = JSON.parse(file.bytes.toString());
  assert.deepEqual(content.adjustments.map((one) => one.type).sort(), ["grades", "items", "target"]);
  assert.equal(content.kept["HY-02"]["item.report"], "no");

  await fill.openPrint();
  await visit.print.ready();
  const annex = await visit.page.locator(".annex").innerText();
  for (const words of ["合同第三条约定1篇", "项目书约定以需求清单代替报告", "形成需求清单", "深圳 2021"]) {
    assert.ok(annex.includes(words), `${words} is printed`);
  }

  const elsewhere = await newVisit();
  await elsewhere.home.open();
  await elsewhere.home.chooseFile({ name: file.name, mimeType: "application/json", buffer: file.bytes });
  await elsewhere.home.acceptImport();
  await elsewhere.fill.ready();
  assert.deepEqual(await elsewhere.fill.totals(), figures);
  assert.deepEqual(await elsewhere.fill.changeLines(), lines);
  assert.equal(await elsewhere.fill.grade.textContent(), "优秀（90分以上）");
  const again = await elsewhere.fill.export();
  assert.ok(again.bytes.equals(file.bytes), "the file is the same, byte for byte");

  // The rubric's own list again: what was found of the report is there as before.
  const lists = (await elsewhere.fill.changeLines()).findIndex((line) => line.includes("形成需求清单"));
  await elsewhere.fill.takeBack(lists);
  assert.ok(await elsewhere.fill.option("HY-02", "item.report", "no").isChecked());
  assert.equal(await elsewhere.fill.score("HY-02"), "1.5");
  await elsewhere.page.reload();
  await elsewhere.fill.ready();
  assert.equal(await elsewhere.fill.score("HY-02"), "1.5");
  assert.equal(await elsewhere.page.locator(".banner[role=note]").count(), 0, "nothing is out of place");
});

journey("a change that does not fit the rubric is named and left out, and nothing is lost", {}, async (visit) => {
  const { page, home, fill } = visit;
  await begin(visit);
  await fill.answer("HY-08", [["part", "91"], ["whole", "100"]]);
  await fill.openAbout();
  await fill.chooseReading(COMPLETED);
  await fill.changes.waitFor();
  await fill.isSaved();
  await fill.goHome();
  await home.ready();
  await rewriteHeads(page, '"completed"', '"of-another-app"');
  await page.reload();
  await home.ready();
  await home.openEntry();
  await fill.ready();
  assert.match(await page.locator(".banner[role=note]").innerText(), /有一处对细则的改动现在用不上/);
  assert.equal(await fill.changes.count(), 0);
  assert.equal(await fill.score("HY-08"), "3");
  await fill.type("HY-08", "part", "92");
  await fill.isSaved();
  await fill.goHome();
  await home.ready();
  const [[, head]] = (await dumpStore(page)).assessments;
  assert.match(head, /"of-another-app"/, "the change is still stored");
});

journey("the choices fit a phone and can be used by everybody", SCREENS.phone, async (visit) => {
  const { page, fill } = visit;
  await begin(visit);
  await fill.openAbout();
  await page.locator('[id="form.grades.mof"]').waitFor();
  await fill.chooseReading(COMPLETED);
  await fill.changes.waitFor();
  await fill.unfold("HY-02", "读法与改动");
  assert.deepEqual(await axeComplaints(page), []);
  assert.deepEqual(await sidewaysComplaints(page), []);
});
