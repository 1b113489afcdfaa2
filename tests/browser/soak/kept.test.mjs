// Whether the browser keeps the store for good: it is asked at the first real input, in the person's own event, and the
// answer is shown in plain words, the good one and the bad one. Read next: wiped.test.mjs.

import assert from "node:assert/strict";

import { begin } from "../rig/steps.mjs";
import { journeys } from "../rig/visit.mjs";

const journey = journeys();

/** Counts how often the page asks, and whether a person's event was under way. */
const countAsking = (context) =>
  context.addInitScript(() => {
    if (!navigator.storage) return;
    const real = StorageManager.prototype.persist;
    window.asked = [];
    StorageManager.prototype.persist = function () {
      window.asked.push(navigator.userActivation.isActive);
      return real.call(this);
    };
  });

/** The line of the settings that says it. */
async function said({ page, settings }) {
  await settings.open();
  const line = page.locator(".setting", { hasText: "长期保存" }).first();
  await line.waitFor();
  return line.innerText();
}

for (const [answer, grants, words] of [
  ["no", false, /可能在空间不足时清除.*(?:备份|安装)/s],
  ["yes", true, /答应长期保存/],
]) {
  journey(`C6: the browser is asked once, at the first real input, and answers ${answer}: that is shown in plain words`, {}, async (visit) => {
    const { page, context, fill, address } = visit;
    await countAsking(context);
    if (grants) {
      const session = await context.newCDPSession(page);
      const { targetInfo } = await session.send("Target.getTargetInfo");
      const browser = await context.browser().newBrowserCDPSession();
      await browser.send("Browser.grantPermissions", {
        origin: new URL(address).origin,
        browserContextId: targetInfo.browserContextId,
        permissions: ["durableStorage"],
      });
    }
    await visit.home.open();
    if (!grants) assert.match(await said(visit), /还没有问过浏览器/);
    await begin(visit);
    await fill.type("HY-18", "count", "4");
    await fill.type("HY-17", "count", "2");
    await fill.isSaved();
    const asked = await page.evaluate(() => window.asked);
    // A browser that has promised already need not be asked.
    assert.deepEqual(asked, grants ? [] : [true], "asked once, in an event of the person");
    assert.match(await said(visit), words);
    assert.equal(await page.evaluate(() => navigator.storage.persisted()), grants);
  });
}
