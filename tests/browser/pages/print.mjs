// The printed form: what stands on the paper, on the screen and as PDF. Read next: settings.mjs.

export class PrintPage {
  constructor(page) {
    this.page = page;
    this.form = page.locator("article.form-sheet");
  }

  async ready() {
    await this.form.waitFor();
  }

  /** The texts of each row of the form, cell by cell; a row that begins no group has fewer cells. */
  rows() {
    return this.form.locator(".form-table > tbody:not(.form-total) > tr").evaluateAll((rows) =>
      rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())),
    );
  }

  /** The self-scores of the rows, from top to bottom. The last four cells of a row are always
   * points, self-score, evaluator's score, factors. */
  async selfScores() {
    return (await this.rows()).map((cells) => cells.at(-3));
  }

  /** The cells of the line of the total. */
  total() {
    return this.form.locator(".form-total > tr").first().evaluate((row) =>
      [...row.cells].map((cell) => cell.innerText.trim()),
    );
  }

  pdf() {
    return this.page.pdf({ preferCSSPageSize: true, printBackground: true });
  }

  async goBack() {
    await this.page.locator(".topbar > a:has(.i-back)").click();
  }
}
