// The pages that look after what was typed: the bin, records that cannot be read, and the changes of an assessment.
// Read next: settings.mjs.

export class VaultPages {
  constructor(page, address) {
    this.page = page;
    this.address = address;
    this.dialog = page.locator("dialog[open]");
    this.toast = page.locator(".toast");
    /** What is in the bin, or cannot be read. */
    this.entries = page.locator("main li.sheet");
    /** The changes, newest first. */
    this.changes = page.locator("table.trail tbody tr");
  }

  async openBin() {
    await this.page.goto(`${this.address}#/bin`);
    await this.page.locator("main li.sheet, main .empty:not([role])").first().waitFor();
  }

  async openDamaged() {
    await this.page.goto(`${this.address}#/damaged`);
    await this.page.locator("main li.sheet, main .empty:not([role])").first().waitFor();
  }

  /** Presses a button of an entry by its name. */
  async press(name, at = 0) {
    await this.entries.nth(at).getByRole("button", { name }).click();
  }

  /** Says yes in the dialog that asks. */
  async confirm(name) {
    await this.dialog.getByRole("button", { name, exact: true }).click();
    await this.dialog.waitFor({ state: "detached" });
  }

  /** From the fill page to its record of changes. */
  async openChanges() {
    await this.page.locator(".topbar .menu > button").click();
    await this.page.getByRole("menuitem", { name: "修改记录" }).click();
    await this.page.locator("table.trail, main .empty:not([role])").first().waitFor();
  }

  /** A change by its cells: indicator, field, before, after, how, who. */
  async change(at) {
    const cells = await this.changes.nth(at).locator("th, td").allInnerTexts();
    return cells.slice(1).map((text) => text.trim());
  }

  /** When each change was made, as it is shown. */
  async times() {
    return this.changes.locator("td:first-child").allInnerTexts();
  }
}
