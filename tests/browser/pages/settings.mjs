// The settings: language, colours, text size. Read next: ../README.md.

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

  /** Chooses the option with that label: English, 深色, 特大. */
  async choose(label) {
    await this.page.locator(".setting label", { hasText: new RegExp(`^${label}$`) }).click();
  }
}
