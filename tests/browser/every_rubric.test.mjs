// Every rubric that ships, as a person meets it: begun from the list, filled in part with whatever its rows ask for,
// stored, and printed. The list is the catalogue itself, so a new rubric is tried without anything to add here.
// Read next: library.test.mjs.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { cutComplaints, sidewaysComplaints } from "./rig/look.mjs";
import { readPdf } from "./rig/pdf.mjs";
import { journeys } from "./rig/visit.mjs";
import { PROJECT } from "./worked.mjs";

const journey = journeys();

/** How many rows are filled at the beginning of each form; the last row is filled too. */
const ROWS = 8;

const catalogue = JSON.parse(await readFile(new URL("../../rubrics/catalogue.json", import.meta.url), "utf8"));
const current = Object.entries(catalogue).filter(([file]) => !file.includes("/"));

/** Gives every question of a row an answer: the first of a few, a 1 for a number, a word for a text. */
async function answer(page, card) {
  const done = new Set();
  // An answer may bring up further questions, so the row is gone through until nothing new comes.
  for (let round = 0; round < 4; round += 1) {
    const before = done.size;
    for (const name of await card.locator("input[type=radio]:visible").evaluateAll((all) => all.map((it) => it.name))) {
      if (done.has(name)) continue;
      done.add(name);
      const value = await card.locator(`input[name="${name}"]`).first().getAttribute("value");
      const first = page.locator(`input[name="${name}"][value="${value}"]`);
      await page.locator("label", { has: first }).click();
      assert.ok(await first.isChecked(), name);
    }
    const typed = card.locator(".card-body input:not([type=radio]):not([type=checkbox]):visible, .card-body textarea:visible");
    for (const id of await typed.evaluateAll((all) => all.map((it) => it.id))) {
      if (done.has(id)) continue;
      done.add(id);
      const field = page.locator(`[id="${id}"]`);
      await field.fill((await field.evaluate((it) => it.tagName)) === "TEXTAREA" ? "现场查看" : "1");
    }
    if (done.size === before) return done.size;
  }
  return done.size;
}

for (const [file, entry] of current) {
  journey(`${file} is begun, filled in part, stored and printed`, {}, async ({ page, home, form, fill, print }) => {
    await home.open();
    await home.startNew();
    await form.fill({ name: PROJECT.name });
    await form.chooseRubric(entry.id);
    await form.begin();
    await fill.ready();
    const cards = page.locator("article.card");
    await page.waitForFunction(
      (rows) => document.querySelectorAll("article.card").length >= rows,
      entry.indicators - 1,
    );
    const rows = await cards.count();
    for (const at of new Set([...Array(Math.min(ROWS, rows)).keys(), rows - 1])) {
      const card = cards.nth(at);
      await card.scrollIntoViewIfNeeded();
      assert.ok((await answer(page, card)) > 0, `row ${at} of ${file} asks for something`);
    }
    const scored = await page.locator('article.card:is([data-state="full"], [data-state="partial"], [data-state="zero"])').count();
    // A 1 is not in every range of marks, so not every row filled has a score.
    assert.ok(scored > 0, `${file}: no row has a score`);
    assert.deepEqual(await sidewaysComplaints(page), []);
    await fill.isSaved();
    await fill.openPrint();
    await print.ready();
    const printed = await print.rows();
    assert.ok(printed.length >= rows, `${printed.length} of ${rows} rows are on the paper`);
    assert.ok(printed.some((cells) => /\d/.test(cells.at(-3) + cells.at(-2))), "the scores are on the paper");
    assert.deepEqual(await cutComplaints(page), []);
    const { pages, fonts } = readPdf(await print.pdf());
    const text = pages.map((one) => one.text).join("");
    assert.ok(text.includes(entry.title.replaceAll(/\s/g, "")), "the title is on the paper");
    assert.ok(pages.every((one) => one.text.length > 20), "no page is blank");
    assert.ok(fonts.every((font) => font.isEmbedded && font.isReadable), "every font is in the file");
  });
}

journey("a veto takes the whole result, on the page and in the list", {}, async ({ page, home, form, fill }) => {
  await home.open();
  await home.startNew();
  await form.fill({ name: PROJECT.name });
  await form.chooseRubric("contractor-eligibility");
  await form.begin();
  await fill.ready();
  const cards = page.locator("article.card");
  for (let at = 0; at < (await cards.count()); at += 1) await answer(page, cards.nth(at));
  const { base } = await fill.totals();
  assert.notEqual(base, "0");
  await fill.choose("EL-01", "met.registered", "no");
  assert.equal((await fill.totals()).combined, "0");
  await fill.isSaved();
  await fill.goHome();
  await home.ready();
  assert.match(await home.entries.first().innerText(), /＝\s*0(?![.\d])/);
});
