// The browser clears the site's data: under the open page, then everything is written back from memory within two
// seconds; or while it is closed, then the person is told and shown the way to a backup. Read next: faults.test.mjs.

import assert from "node:assert/strict";

import { chance, count, report, spread } from "../rig/soak.mjs";
import { begin } from "../rig/steps.mjs";
import { dumpStore } from "../rig/store.mjs";
import { journeys } from "../rig/visit.mjs";

const journey = journeys();

const WIPES = count("WIPES", 3);
const BACK_MS = 2_000;
/** What a busy machine may add. */
const LATE_MS = count("LATE_MS", 400);

async function wipe({ context, page, address }, what) {
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(address).origin, storageTypes: what });
}

journey(`C5: the site's data is cleared under the open page ${WIPES} times while typing: written back within two seconds, no key lost`, { patience: 60_000 + WIPES * 20_000 }, async (visit, _newVisit, t) => {
  const random = chance(t);
  const { page, fill } = visit;
  await begin(visit);
  await fill.choose("HY-24", "verdict", "no");
  await fill.choose("HY-01", "met.clear", "yes");
  const back = [];
  for (let time = 1; time <= WIPES; time += 1) {
    const field = fill.field("HY-24", "reason");
    await field.press("End");
    const keys = random.between(4, 20);
    const at = random.between(0, keys - 1);
    let wiping;
    for (let key = 0; key < keys; key += 1) {
      if (key === at) wiping = wipe(visit, "indexeddb,local_storage");
      await page.keyboard.press(random.letter());
      await page.waitForTimeout(random.between(10, 70));
    }
    await wiping;
    const began = performance.now();
    const typed = await field.inputValue();
    for (;;) {
      const { databases, cells, projects } = await dumpStore(page);
      const stored = cells?.find(([key]) => key[1] === "HY-24" && key[2] === "reason")?.[1];
      const whole = projects?.length === 1 && cells.some(([key]) => key[1] === "HY-01");
      if (stored === typed && whole) break;
      assert.ok(performance.now() - began < 10_000, `wipe ${time}: ${databases} holds ${stored} of ${typed}`);
      await page.waitForTimeout(20);
    }
    back.push(performance.now() - began);
    await fill.isSaved();
  }
  const { p50, max } = spread(back);
  report(t, "C5 wiped while open", { times: WIPES, "written back ms p50": p50, max, "keys lost": 0, seed: random.seed });
  assert.ok(max <= BACK_MS + LATE_MS, `written back after ${max} ms`);
});

journey("C5: data cleared while the page was closed is told on the next visit, with the way to bring a file in", {}, async (visit) => {
  await begin(visit);
  const { page, fill, home } = visit;
  await fill.type("HY-18", "count", "4");
  await fill.isSaved();
  await page.goto("about:blank");
  await wipe(visit, "indexeddb");
  await home.open();
  const warning = page.locator(".banner[role=alert]");
  assert.match(await warning.first().innerText(), /清除过本机的数据/);
  assert.ok((await page.locator("button:has(.i-import)").count()) > 0, "a file can be brought in at once");
});

journey("C5: where even the word beside the store is gone, the first page asks whether one has worked here before", {}, async (visit) => {
  await begin(visit);
  const { page, fill, home, incidents } = visit;
  await fill.type("HY-18", "count", "4");
  await fill.isSaved();
  await page.goto("about:blank");
  await wipe(visit, "all");
  await home.open();
  assert.match(await page.locator("main").innerText(), /以前在这里填过/);
  // What was kept of the app went with the rest.
  incidents.takeOut(/although the app is kept/);
});
