// The settings: language, colours, text size, data and backup. Read next: ../README.md.

export class SettingsPage {
  constructor(page, address) {
    this.page = page;
    this.address = address;
  }

  async open() {
    await this.page.goto(`${this.address}#/settings`);
    await this.ready();
  }

  async ready() {
    await this.page.locator(".setting").first().waitFor();
  }

  /** What a line of that title says. */
  line(title) {
    return this.setting(title).innerText();
  }

  /** The button of a line. */
  button(title) {
    return this.setting(title).getByRole("button");
  }

  setting(title) {
    return this.page.locator(".setting", { has: this.page.getByText(title, { exact: true }) });
  }

  /** Chooses the option with that label: English, 深色, 特大. */
  async choose(label) {
    await this.page.locator(".setting label", { hasText: new RegExp(`^${label}$`) }).click();
  }
}
