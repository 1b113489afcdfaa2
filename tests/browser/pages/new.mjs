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

  async rubricIsChosen() {
    await this.page.locator('form input[name="rubric"]').first().waitFor();
    const chosen = this.page.locator('form input[name="rubric"]:checked');
    if ((await chosen.count()) === 0) await this.chooseRubric("haiyan-purchase");
    await this.page.locator('form input[name="stage"]').first().waitFor();
  }

  /** 结项 or 中期; 自评 or 评估. */
  async choose(word) {
    await this.rubricIsChosen();
    await this.page.locator("form .seg label", { hasText: word }).click();
  }

  /** Chooses the rubric of that id. */
  async chooseRubric(id) {
    await this.page.locator(`form input[name="rubric"][value="${id}"]`).check({ force: true });
  }

  /** Begins, with the 海盐 rubric where none has been chosen. */
  async begin() {
    await this.rubricIsChosen();
    await this.page.locator("form.form button[type=submit]").click();
  }
}
