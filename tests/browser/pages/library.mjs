// The library of rubrics and a rubric's own page, with the dialog over a rubric file. Read next: ../library.test.mjs.

import { download } from "./fill.mjs";
import { chooseImport } from "./home.mjs";

export class LibraryPage {
  constructor(page, address) {
    this.page = page;
    this.address = address;
    this.cards = page.locator(".shelf-card");
    this.search = page.locator("#rubrics-search");
    this.dialog = page.locator("dialog[open]:not(#file-busy)");
    this.title = page.locator(".rubric-title");
    this.problems = page.locator(".problem-list > li");
  }

  /** Goes there from home. */
  async openFromHome() {
    await this.page.locator('.masthead a[href="#/rubrics"]').click();
    await this.ready();
  }

  async ready() {
    await this.cards.first().waitFor();
  }

  /** The titles in the list. */
  titles() {
    return this.cards.locator("h2").allInnerTexts();
  }

  /** Narrows the list: stage, object or provenance. */
  choose(which, label) {
    return this.page.locator(`#rubrics-${which}`).selectOption({ label });
  }

  /** Opens the rubric of that title. */
  async open(title) {
    await this.cards.locator("h2 > a", { hasText: title }).first().click();
    await this.title.waitFor();
  }

  /** A node of the tree, by words of its heading. */
  node(words) {
    return this.page.locator(".tree details", { has: this.page.locator("> summary", { hasText: words }) }).last();
  }

  begin() {
    return this.page.locator("main a:has(.i-start)").click();
  }

  blank() {
    return this.page.locator("main a:has(.i-print)").click();
  }

  export() {
    return download(this.page, () => this.page.locator("main button:has(.i-export)").click());
  }

  delete() {
    return this.page.locator("main button:has(.i-trash)").click();
  }

  /** Chooses a rubric file. */
  chooseFile(file) {
    return chooseImport(this, file);
  }

  async accept() {
    await this.dialog.locator(".btn.primary").click();
    await this.dialog.waitFor({ state: "detached" });
  }
}
