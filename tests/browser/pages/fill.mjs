// The fill page as a person meets it: rows with their controls, the chip of saving, the totals. Controls are named
// as in the rubric and in src/app/pages/fill: row "HY-08", fact "part". Read next: print.mjs.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

const SAVED = '[data-testid="saved"]';

export class FillPage {
  constructor(page) {
    this.page = page;
    this.saved = page.locator(SAVED);
    this.undo = page.locator(".topbar > button:has(.i-undo)");
    this.redo = page.locator(".topbar > button:has(.i-redo)");
    this.changes = page.locator('[data-testid="changes"]');
    this.grade = page.locator('[data-testid="grade"]');
    this.banner = page.locator(".banner.bad[role=alert]");
  }

  /** Waits until the rows are there. */
  async ready() {
    await this.page.locator("article.card").first().waitFor();
  }

  // ---- Rows ------------------------------------------------------------------------------------------

  card(row) {
    return this.page.locator(`[id="${row}"]`);
  }

  /** A number or text field of a row. */
  field(row, fact) {
    return this.page.locator(`[id="${row}.${fact}"]`);
  }

  /** The message beside a field. */
  error(row, fact) {
    return this.page.locator(`[id="${row}.${fact}-error"]`);
  }

  /** Types into a field key by key, after clearing it as a person would. */
  async type(row, fact, text) {
    const field = this.field(row, fact);
    await field.click();
    if ((await field.inputValue()) !== "") {
      await field.press("ControlOrMeta+a");
      await field.press("Delete");
    }
    await field.pressSequentially(text);
    assert.equal(await field.inputValue(), text, `${row}.${fact} keeps what was typed`);
  }

  option(row, fact, value) {
    return this.page.locator(`input[name="${row}.${fact}"][value="${value}"]`);
  }

  /** Chooses one of a few: met or not, a level, a verdict. */
  async choose(row, fact, value) {
    const option = this.option(row, fact, value);
    // The button a person presses is the label; the radio button lies under its words.
    await this.page.locator("label", { has: option }).click();
    assert.ok(await option.isChecked(), `${row}.${fact} is ${value}`);
  }

  /** Opens one of the folds of a row by its title. */
  async unfold(row, title) {
    await this.card(row).locator("button.fold-title", { hasText: title }).click();
  }

  /** The score a row shows: "2.4", or "—" while there is none. */
  async score(row) {
    // A row that is scrolled out of sight is not laid out, so its text is read as it stands in the page.
    return (await this.card(row).locator('> header [data-testid="score"] b').textContent()).trim();
  }

  /** full, partial, zero, unanswered, invalid or overridden. */
  state(row) {
    return this.card(row).getAttribute("data-state");
  }

  /** The sentence behind the score. */
  why(row) {
    return this.card(row).locator('[data-testid="why"]').innerText();
  }

  /** What is still needed for a score. */
  async missing(row) {
    const line = this.card(row).locator('[data-testid="missing"]');
    return (await line.isVisible()) ? line.innerText() : "";
  }

  /** Fills a row by its facts: numbers and reasons are typed, everything else is chosen. */
  async answer(row, facts) {
    for (const [fact, value] of facts) {
      const isChoice = (await this.option(row, fact, value).count()) > 0;
      await (isChoice ? this.choose(row, fact, value) : this.type(row, fact, value));
    }
  }

  // ---- What is changed of the rubric -------------------------------------------------------------------

  /** Unfolds the readings of the whole form and the grades. */
  async openAbout() {
    await this.page.locator("#about-rubric > summary").click();
  }

  /** Chooses a reading by the id of its button; the page is built anew then. */
  async chooseReading(id) {
    await this.rebuilt(() => this.page.locator("label", { has: this.page.locator(`[id="${id}"]`) }).click());
  }

  /** Chooses a published set of grades. */
  async chooseGrades(set) {
    if ((await this.page.locator("#about-rubric[open]").count()) === 0) await this.openAbout();
    const option = this.page.locator(`[id="form.grades.${set}"]`);
    await this.rebuilt(() => this.page.locator("label", { has: option }).click());
  }

  /** The box of what can be changed at a row: its target or its items. */
  choice(row, kind) {
    return this.card(row).locator(`[data-choice="${kind}"]`);
  }

  /** Does what has the page built anew on the changed rubric, and waits until it is. */
  async rebuilt(act) {
    const before = await this.page.locator("article.card").first().elementHandle();
    await act();
    await before.waitForElementState("hidden");
    await this.ready();
  }

  /** What was changed, line by line. */
  changeLines() {
    return this.changes.locator("li > span").allInnerTexts();
  }

  /** Takes back the change in that line. */
  async takeBack(line) {
    await this.rebuilt(() => this.changes.locator("li").nth(line).locator("button").click());
  }

  /** The marks of a row of which something was changed. */
  marks(row) {
    return this.card(row).locator(".tags > .chip").allInnerTexts();
  }

  // ---- Totals ----------------------------------------------------------------------------------------

  /** The figures of the totals column. */
  async totals() {
    // A form without a bonus has no figure for one.
    const read = async (id) => (await this.page.locator(`[data-testid="${id}"]`).allTextContents()).join("").trim();
    return { base: await read("base"), bonus: await read("bonus"), combined: await read("combined") };
  }

  /** The points each section shows, in order. */
  async sections() {
    const points = await this.page.locator(".sec-link > .num:nth-of-type(2)").allTextContents();
    return points.map((text) => text.split("/")[0].trim());
  }

  /** The lines of what is most worth winning. */
  worth() {
    return this.page.locator('[data-testid="worth"] li').allInnerTexts();
  }

  /** Whether the total is marked as provisional. */
  isProvisional() {
    return this.page.locator(".total .stamp").isVisible();
  }

  // ---- Saving ----------------------------------------------------------------------------------------

  /** Waits until the chip says that everything is stored. */
  async isSaved() {
    await this.page.locator(`${SAVED}[data-state="saved"]`).waitFor();
  }

  async isNotSaved() {
    await this.page.locator(`${SAVED}[data-state="failed"]`).waitFor();
  }

  /** Exports from the top bar and gives the file's name and bytes. */
  async export() {
    return download(this.page, () => this.page.locator(".topbar > button:has(.i-export)").click());
  }

  /** Opens the menu of the top bar and chooses from it by the icon of the item. */
  async fromMenu(icon) {
    await this.page.locator(".topbar .menu > button").click();
    await this.page.locator(`.topbar [role=menuitem]:has(.i-${icon})`).click();
  }

  /** Goes to the printed form. */
  async openPrint() {
    await this.page.locator(".topbar > a:has(.i-print)").click();
  }

  async goHome() {
    await this.page.locator(".topbar > a:has(.i-back)").click();
  }
}

/** Does what starts a download, and gives the file's name and bytes. */
export async function download(page, start) {
  const [file] = await Promise.all([page.waitForEvent("download"), start()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
