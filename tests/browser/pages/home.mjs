// The home page: the list of projects, or the three ways to begin; import and delete with their dialogs.
// Read next: new.mjs.

import { download } from "./fill.mjs";

export class HomePage {
  constructor(page, address) {
    this.page = page;
    this.address = address;
    this.entries = page.locator("li.entry");
    this.dialog = page.locator("dialog[open]:not(#file-busy)");
    this.toast = page.locator(".toast");
  }

  /** Opens the app at its front door. */
  async open() {
    await this.page.goto(`${this.address}#/`);
    await this.ready();
  }

  async ready() {
    await this.page.locator(".choices, .listbar").first().waitFor();
  }

  async startNew() {
    await this.page.locator('a[href="#/new"]').click();
  }

  async openSample() {
    await this.page.locator('a[href="#/a/sample"]').click();
  }

  async openSettings() {
    await this.page.locator('a[href="#/settings"]').click();
  }

  /** Opens the assessment at that place of the list. */
  async openEntry(at = 0) {
    await this.entries.nth(at).locator(".entry-do > a").click();
  }

  /** The names of the projects in the list. */
  projects() {
    return this.page.locator(".project h3").allInnerTexts();
  }

  /** Opens the menu of an entry and chooses from it by the icon of the item. */
  async fromMenu(icon, at = 0) {
    const menu = this.entries.nth(at).locator(".menu");
    await menu.locator("> button").click();
    await menu.locator(`[role=menuitem]:has(.i-${icon})`).click();
  }

  /** Exports an entry from its menu. */
  export(at = 0) {
    return download(this.page, () => this.fromMenu("export", at));
  }

  /** Chooses a file to import: a path, or a name with bytes. */
  chooseFile(file) {
    return chooseImport(this, file);
  }

  /** Takes in what the dialog shows, and opens it. */
  async acceptImport() {
    await this.dialog.locator(".btn.primary").click();
    // The newest message stands last.
    await this.toast.locator("button", { hasText: /打开|Open/ }).last().click();
  }

  async closeDialog() {
    await this.dialog.locator(".dialog-foot .btn").first().click();
    await this.dialog.waitFor({ state: "detached" });
  }
}

/** Chooses a file to bring in on a page that has the button for it, and waits for the dialog that shows it. */
export async function chooseImport({ page, dialog }, file) {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.locator("button:has(.i-import)").click(),
  ]);
  await chooser.setFiles(file);
  await dialog.waitFor();
}
