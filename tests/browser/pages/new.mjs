// The form for a new project with its first assessment, and for the details of a stored one. Read next: fill.mjs.

export class NewPage {
  constructor(page) {
    this.page = page;
    this.problems = page.locator(".problems[role=alert]");
  }

  async ready() {
    await this.page.locator("form.form").waitFor();
  }

  /** name, implementer, purchaser, year, sum, starts, ends */
  field(detail) {
    return this.page.locator(`#project-${detail}`);
  }

  error(detail) {
    return this.page.locator(`#project-${detail}-error`);
  }

  /** Types the details that are given. Days are set at once, for their field is the browser's own. */
  async fill(details) {
    for (const [detail, text] of Object.entries(details)) {
      const field = this.field(detail);
      await field.fill("");
      if (detail === "starts" || detail === "ends") await field.fill(text);
      else await field.pressSequentially(text);
    }
  }

  /** 结项 or 中期; 自评 or 评估. */
  async choose(word) {
    await this.page.locator("form .seg label", { hasText: word }).click();
  }

  async begin() {
    await this.page.locator("form.form button[type=submit]").click();
  }
}
