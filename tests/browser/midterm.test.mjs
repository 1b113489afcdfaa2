// 中期: “项目过半” halves what is due; the person may put another figure in its place, with a reason.
// Scores are worked by hand: 2→1, 5→3 (half of an odd count rounds up), 20→10 hours, 200→100 people.
// Read next: print.test.mjs.

import assert from "node:assert/strict";

import { begin } from "./rig/steps.mjs";
import { journeys } from "./rig/visit.mjs";

const journey = journeys();

journey("at mid-term the targets are halved, can be adjusted with a reason, and the paper says so", {}, async (visit) => {
  await begin(visit, "中期");
  const { fill, print } = visit;

  for (const [row, count, target, score] of [["HY-17", "1", "1", "2"], ["HY-18", "2", "3", "2.4"], ["HY-19", "1", "1", "2"]]) {
    await fill.type(row, "count", count);
    assert.equal(await fill.score(row), score, row);
    assert.match(await fill.card(row).locator(".target").innerText(), new RegExp(`中期应达 ${target} `), row);
  }
  await fill.answer("HY-06", [["stability.item.stable", "yes"], ["training.value", "9.5"]]);
  assert.equal(await fill.score("HY-06"), "1.5");
  await fill.type("HY-06", "training.value", "10");
  assert.equal(await fill.score("HY-06"), "2");
  // Rates are not halved.
  await fill.answer("HY-08", [["part", "91"], ["whole", "100"]]);
  assert.equal(await fill.score("HY-08"), "3");

  await fill.answer("HY-10", [["part", "60"], ["whole", "200"]]);
  assert.match(await fill.card("HY-10").locator(".target").innerText(), /全周期 200 人，中期应达 100 人/);
  // 60 of 100 is 36 points below 96 %: eight steps, nothing left.
  assert.equal(await fill.score("HY-10"), "0");
  await fill.card("HY-10").getByRole("button", { name: "调整" }).click();
  await fill.type("HY-10", "whole.due", "300");
  assert.match(await fill.card("HY-10").locator(".error").innerText(), /不能大于全周期的数量（200）/);
  await fill.type("HY-10", "whole.due", "60");
  assert.equal(await fill.score("HY-10"), "—", "a reason is compulsory");
  await fill.type("HY-10", "whole.due.why", "项目四月才启动");
  assert.equal(await fill.score("HY-10"), "5");
  await fill.isSaved();

  await fill.openPrint();
  await print.ready();
  const paper = await print.form.innerText();
  assert.match(paper, /备注：中期评估按照“项目过半”的原则对应表内相应指标数据。/);
  assert.match(paper, /项目四月才启动/);
  await print.goBack();
  await fill.ready();
  await fill.card("HY-10").getByRole("button", { name: "恢复按比例计算" }).click();
  assert.equal(await fill.score("HY-10"), "0");
});
