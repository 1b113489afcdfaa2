// What the app says of itself above every page and in the settings: that it is kept on the device, that a newer version
// waits, what an address without encryption lacks. Read next: settings.mjs.

export class Updates {
  constructor(page, address) {
    this.page = page;
    this.address = address;
    this.message = page.locator('[data-testid="newer"]');
    this.update = this.message.getByRole("button", { name: "现在更新" });
    this.later = this.message.getByRole("button", { name: /稍后|知道了/ });
    this.plain = page.locator('[data-testid="plain-http"]');
  }

  /** Waits until every file is on the device and the page is served from there. */
  async kept() {
    await this.page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  }

  /** Looks until it is this version that waits: a look that is under way already may bring the one before. */
  async arrived(version) {
    const waits = () =>
      this.page.evaluate(async () => {
        const { waiting } = await navigator.serviceWorker.getRegistration();
        return new Promise((done) => {
          const hear = ({ data }) => data.kind === "ready" && done(data.version);
          navigator.serviceWorker.addEventListener("message", hear, { once: true });
          waiting.postMessage("hello");
        });
      });
    do await this.look();
    while ((await waits()) !== version);
  }

  /** What the settings say about it. */
  async inSettings() {
    await this.page.goto(`${this.address}#/settings`);
    const row = this.page.locator('[data-testid="offline"]');
    await row.waitFor();
    return row;
  }

  /** Has the browser look for a newer version, as it does by itself at the start and every hour; waits for the outcome. */
  async look() {
    await this.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update().catch(() => {});
      while (registration.installing) await new Promise((done) => setTimeout(done, 20));
    });
  }

  /** Waits until there is no service worker any more. */
  async gone() {
    const isThere = () => this.page.evaluate(async () => Boolean(await navigator.serviceWorker.getRegistration()));
    while (await isThere()) await this.page.waitForTimeout(200);
  }

  /** The name of the release the page is of, as rig/deploy.mjs wrote it; nothing for the build itself. */
  release() {
    return this.page.evaluate(() => document.querySelector('meta[name="release"]')?.content);
  }

  /** What is kept on the device: the names of the files by the name of the cache. */
  caches() {
    return this.page.evaluate(async () => {
      const found = {};
      for (const name of await caches.keys()) {
        const requests = await (await caches.open(name)).keys();
        found[name] = requests.map((request) => request.url);
      }
      return found;
    });
  }
}
