// Facts that cannot be right: each gets its message beside the field, stays as it was typed and never becomes 0;
// once it is corrected, the score is right. Scores are worked by hand from the printed rules.
// Read next: undo.test.mjs.

import assert from "node:assert/strict";

import { begin } from "./rig/steps.mjs";
import { storedCell } from "./rig/store.mjs";
import { journeys } from "./rig/visit.mjs";
import { PROJECT } from "./worked.mjs";

const journey = journeys();

/** What is typed, the field it is typed into, and what the message must say. */
const WRONG = [
  ["HY-08", "part", "九十一", /要填数字/],
  ["HY-08", "part", "abc", /要填数字/],
  ["HY-08", "part", "1e5", /要填数字/],
  ["HY-08", "part", "9 1", /要填数字/],
  ["HY-08", "part", "91-", /要填数字/],
  ["HY-08", "part", "-3", /不能小于 0/],
  ["HY-08", "part", "91.5", /整数/],
  ["HY-08", "part", "1234567890123", /数字太大/],
  ["HY-08", "whole", "90", /不能大于|不能小于/],
  ["HY-06", "training.value", "19.55", /1 位小数/],
  ["HY-17", "count", "两", /要填数字/],
  ["HY-26", "part", "6200.001", /2 位小数/],
];

journey("a fact that cannot be right has a message beside it, stays as it was typed, and is never 0", {}, async (visit) => {
  await begin(visit);
  const { page, fill } = visit;
  // 12 consistent items would be a fine figure; 91 of 100 is what each wrong one takes the place of.
  await fill.answer("HY-08", [["part", "91"], ["whole", "100"]]);
  await fill.answer("HY-06", [["stability.item.stable", "yes"], ["training.value", "20"]]);
  await fill.answer("HY-26", [["part", "5000"], ["whole", "100000"]]);
  await fill.answer("HY-17", [["count", "2"]]);
  const right = { "HY-08": { part: "91", whole: "100", score: "3" }, "HY-06": { "training.value": "20", score: "2" }, "HY-26": { part: "5000", score: "2" }, "HY-17": { count: "2", score: "2" } };
  for (const [row, fact, text, message] of WRONG) {
    const name = `${row}.${fact} “${text}”`;
    await fill.type(row, fact, text);
    const errors = fill.card(row).locator(".error[role=alert]");
    await errors.first().waitFor();
    assert.match((await errors.allInnerTexts()).join(" "), message, name);
    assert.equal(await fill.score(row), "—", name);
    assert.equal(await fill.state(row), "invalid", name);
    assert.equal(await fill.field(row, fact).inputValue(), text, name);
    await fill.isSaved();
    assert.equal(await storedCell(page, row, fact), text, `${name} is stored as typed`);
    await fill.type(row, fact, right[row][fact]);
    assert.equal(await fill.score(row), right[row].score, `${name} corrected`);
    assert.equal(await errors.count(), 0, name);
  }
});

journey("12 of 10 is objected to at both figures, and the field says so to a screen reader", {}, async (visit) => {
  await begin(visit);
  const { fill } = visit;
  await fill.answer("HY-09", [["part", "12"], ["whole", "10"]]);
  assert.equal(await fill.state("HY-09"), "invalid");
  const field = fill.field("HY-09", "part");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  const described = await field.getAttribute("aria-describedby");
  assert.match(await fill.page.locator(`[id="${described}"]`).innerText(), /不能大于.*10/);
  assert.deepEqual(await fill.totals(), { base: "0", bonus: "＋0", combined: "0" });
  // 10 of 12 is 83.33 %, 11.67 below 95 %: three begun steps of 5, one point each.
  await fill.type("HY-09", "part", "10");
  await fill.type("HY-09", "whole", "12");
  assert.equal(await fill.score("HY-09"), "2");
});

journey("full-width digits, separators and a currency sign are read as a person means them", {}, async (visit) => {
  await begin(visit);
  const { fill } = visit;
  await fill.answer("HY-08", [["part", "９１"], ["whole", "１００"]]);
  assert.equal(await fill.score("HY-08"), "3");
  // 6,200 of 100,000 is 6.2 %: one begun step above 5 %.
  await fill.answer("HY-26", [["part", "6，200.00"], ["whole", "¥100,000"]]);
  assert.equal(await fill.score("HY-26"), "1.5");
});

journey("a blank is not a nought", {}, async (visit) => {
  await begin(visit);
  const { page, fill } = visit;
  await fill.type("HY-18", "count", "0");
  assert.equal(await fill.score("HY-18"), "0");
  await fill.field("HY-18", "count").press("Backspace");
  assert.equal(await fill.score("HY-18"), "—");
  assert.equal(await fill.state("HY-18"), "unanswered");
  await fill.choose("HY-01", "met.clear", "no");
  assert.equal(await fill.score("HY-01"), "0");
  await fill.option("HY-01", "met.clear", "no").press("Delete");
  assert.equal(await fill.score("HY-01"), "—");
  assert.equal(await fill.option("HY-01", "met.clear", "no").isChecked(), false);
  await fill.isSaved();
  assert.equal(await storedCell(page, "HY-18", "count"), "");
  // One figure of two is not yet a score either.
  await fill.type("HY-08", "part", "91");
  assert.equal(await fill.score("HY-08"), "—");
  assert.match(await fill.missing("HY-08"), /约定的事项/);
});

journey("marks below full need to be on the grid, below full and explained", {}, async (visit) => {
  await begin(visit);
  const { fill } = visit;
  await fill.choose("HY-24", "verdict", "no");
  for (const [text, message] of [["8", /低于 8 分/], ["9", /低于 8 分/], ["6.3", /0\.5 分的间隔/], ["-1", /不能小于 0/]]) {
    await fill.type("HY-24", "marks", text);
    assert.match(await fill.error("HY-24", "marks").innerText(), message, text);
    assert.equal(await fill.score("HY-24"), "—", text);
  }
  await fill.type("HY-24", "marks", "6.5");
  assert.equal(await fill.score("HY-24"), "—", "a reason is compulsory");
  await fill.type("HY-24", "reason", "票据缺签字");
  assert.equal(await fill.score("HY-24"), "6.5");
});

journey("a score set by hand stays within the row's range and needs a reason", {}, async (visit) => {
  await begin(visit);
  const { fill } = visit;
  await fill.answer("HY-08", [["part", "91"], ["whole", "100"]]);
  await fill.card("HY-08").getByRole("button", { name: "改判…" }).click();
  const error = fill.card("HY-08").locator(".override .error");
  for (const [text, message] of [["4.5", /0 到 4 分之间/], ["-1", /0 到 4 分之间/], ["三", /要填数字/], ["2.555", /两位小数/], ["2.5", /必须写明理由/]]) {
    await fill.type("HY-08", "override", text);
    assert.match(await error.innerText(), message, text);
    assert.equal(await fill.score("HY-08"), "3", `${text}: the computed score stands`);
    assert.equal(await fill.field("HY-08", "override").inputValue(), text);
  }
  await fill.type("HY-08", "override.reason", "合同补充协议减少了两项");
  assert.equal(await fill.score("HY-08"), "2.5");
  assert.equal(await fill.state("HY-08"), "overridden");
  assert.equal((await fill.totals()).base, "2.5");
  await fill.card("HY-08").getByRole("button", { name: "撤销改判" }).click();
  assert.equal(await fill.score("HY-08"), "3");
  assert.equal(await fill.state("HY-08"), "partial");
});

journey("a project without a name, or that ends before it begins, is not created, and the messages lead to the fields", {}, async ({ page, home, form, fill }) => {
  await home.open();
  await home.startNew();
  await form.fill({ year: "26", sum: "十万", starts: "2026-05-01", ends: "2026-04-30" });
  await form.begin();
  await form.problems.waitFor();
  for (const detail of ["name", "year", "sum", "ends"]) assert.notEqual(await form.error(detail).innerText(), "", detail);
  assert.equal(await form.field("sum").inputValue(), "十万");
  await form.problems.locator("a").first().click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "project-name");
  await form.fill({ name: PROJECT.name, year: "2026", sum: "100,000", ends: "2026-12-31" });
  await form.begin();
  await fill.ready();
});
