// The page goes away in the middle of a word: reloaded, closed, left by the back button or for another site, or its
// process dies. Every letter that was on the screen is there afterwards. Read next: label.test.mjs.

import assert from "node:assert/strict";

import { interpose, takeCalls } from "../rig/faults.mjs";
import { chance, count, report } from "../rig/soak.mjs";
import { begin } from "../rig/steps.mjs";
import { storedCell } from "../rig/store.mjs";
import { journeys, pagesOn } from "../rig/visit.mjs";

const journey = journeys();

const LEAVINGS = count("LEAVINGS", 4);
const CRASHES = count("CRASHES", 2);
/** People type slower than this. */
const KEY_MS = [10, 70];

/** The ways to leave; each gives the tab in which the app is open again, or can be opened. */
const WAYS = {
  reload: async ({ page }) => {
    await page.reload();
    return page;
  },
  close: async ({ page, context }) => {
    await page.close();
    return context.newPage();
  },
  back: async ({ page }) => {
    await page.goBack();
    await page.goForward();
    return page;
  },
  "another site": async ({ page, elsewhere }) => {
    await page.goto(elsewhere);
    await page.goBack();
    return page;
  },
};

/** Types letters at the end of a reason, and gives what the field holds. */
async function typeOn(page, field, random, keys) {
  await field.press("End");
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press(random.letter());
    await page.waitForTimeout(random.between(...KEY_MS));
  }
  return field.inputValue();
}

for (const [way, leave] of Object.entries(WAYS)) {
  const name = `A3: the page is left by ${way} in the middle of a word ${LEAVINGS} times, and comes back with every letter`;
  journey(name, { patience: 60_000 + LEAVINGS * 10_000 }, async (visit, _newVisit, t) => {
    const random = chance(t);
    const { context, address } = visit;
    // A page that answers from another origin, and may be kept alive behind.
    const elsewhere = "data:text/html,<title>elsewhere</title>";
    await begin(visit);
    await visit.fill.choose("HY-24", "verdict", "no");
    const home = `${address}#/`;
    const work = visit.page.url();
    let { page } = visit;
    let lost = 0;
    for (let leaving = 1; leaving <= LEAVINGS; leaving += 1) {
      const { fill } = pagesOn(page, address);
      page.removeAllListeners("dialog");
      page.on("dialog", (dialog) => dialog.accept());
      const typed = await typeOn(page, fill.field("HY-24", "reason"), random, random.between(3, 20));
      page = await leave({ page, context, elsewhere });
      if (page.url() === "about:blank") {
        await page.goto(home);
        await page.goto(work);
      }
      const { fill: again } = pagesOn(page, address);
      await again.ready();
      const found = await again.field("HY-24", "reason").inputValue();
      assert.equal(await storedCell(page, "HY-24", "reason"), found, "what is shown is what is stored");
      if (found !== typed) {
        lost += typed.length - found.length;
        t.diagnostic(`${way} ${leaving}: ${JSON.stringify(typed.slice(-20))} came back as ${JSON.stringify(found.slice(-20))}`);
      }
    }
    report(t, `A3 ${way}`, { times: LEAVINGS, "keys lost": lost, seed: random.seed });
    assert.equal(lost, 0, "no key is gone");
  });
}

journey("A3: a page that loses attention, is hidden or goes away brings everything down to the disk at once", {}, async (visit) => {
  const { page, fill, context } = visit;
  await interpose(context);
  await begin(visit);
  await fill.choose("HY-24", "verdict", "no");
  for (const [target, event] of [["window", "blur"], ["window", "pagehide"], ["document", "visibilitychange"]]) {
    await page.waitForTimeout(1_300);
    await fill.field("HY-24", "reason").press("End");
    await takeCalls(page);
    // A second later it goes to the disk anyway, so it is looked at in the same moment.
    const calls = await page.evaluate(([target, event]) => {
      const field = document.getElementById("HY-24.reason");
      field.value += "x";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      Object.defineProperty(document, "hidden", { configurable: true, get: () => event === "visibilitychange" });
      (target === "window" ? window : document).dispatchEvent(new Event(event, { bubbles: true }));
      return window.storeFaults.take();
    }, [target, event]);
    const writes = calls.filter((call) => call.startsWith("transaction readwrite"));
    // Going away is told twice: that the page is hidden, and that its place among the tabs is free.
    assert.ok(writes.length >= 2, `${event}: the key, and then all of it down to the disk: ${writes}`);
    for (const write of writes.slice(1)) assert.match(write, /cells.*assessments/, event);
  }
});

journey(`A2: the page's process dies ${CRASHES} times while typing, and at most one key is gone each time`, { patience: 60_000 + CRASHES * 15_000 }, async (visit, _newVisit, t) => {
  const random = chance(t);
  const { context, address, incidents } = visit;
  await begin(visit);
  await visit.fill.choose("HY-24", "verdict", "no");
  const work = visit.page.url();
  let { page } = visit;
  let [worst, withLoss] = [0, 0];
  for (let crash = 1; crash <= CRASHES; crash += 1) {
    const { fill } = pagesOn(page, address);
    const typed = await typeOn(page, fill.field("HY-24", "reason"), random, random.between(3, 25));
    const session = await context.newCDPSession(page);
    const died = page.waitForEvent("crash");
    session.send("Page.crash").catch(() => {});
    await died;
    const next = await context.newPage();
    await page.close();
    page = next;
    await page.goto(work);
    const { fill: again } = pagesOn(page, address);
    await again.ready();
    const found = await again.field("HY-24", "reason").inputValue();
    assert.ok(typed.startsWith(found), `crash ${crash}: the text is another one`);
    worst = Math.max(worst, typed.length - found.length);
    withLoss += typed === found ? 0 : 1;
  }
  incidents.takeOut(/crash/i);
  report(t, "A2 renderer crash", { times: CRASHES, "with loss": withLoss, "worst loss in keys": worst, seed: random.seed });
  assert.ok(worst <= 1, "at most one key");
});
