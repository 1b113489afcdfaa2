// The store runs full at random points: whatever was typed is stored, or within a second the page says what is not;
// and once there is room everything is stored within two seconds, without a reload. Read next: damage.test.mjs.

import assert from "node:assert/strict";

import { chance, count, report, spread } from "../rig/soak.mjs";
import { begin } from "../rig/steps.mjs";
import { dumpStore } from "../rig/store.mjs";
import { journeys } from "../rig/visit.mjs";

const journey = journeys();

const LIMITS = count("LIMITS", 2);
const TOLD_MS = 1_000;
const HEALED_MS = 2_000;
/** What a busy machine may add. */
const LATE_MS = count("LATE_MS", 400);
const ROWS = ["HY-17", "HY-18", "HY-19", "HY-20", "HY-21", "HY-22", "HY-23", "HY-24", "HY-25", "HY-26"];
/** What is left beside a first assessment and its rubric. */
const ROOM = [60_000, 250_000];

async function storage({ context, page, address }, command, more = {}) {
  const session = await context.newCDPSession(page);
  return session.send(`Storage.${command}`, { origin: new URL(address).origin, ...more });
}

/** A text that no store can press together. */
const signs = (random, length) =>
  Array.from({ length }, () => String.fromCharCode(random.between(0x4e00, 0x9fff))).join("");

/** Waits until the chip shows one of these states; gives it with the milliseconds since `from`, on the page's clock. */
function chipComesTo(page, states, from, patience) {
  return page.evaluate(async ([states, from, patience]) => {
    const chip = document.querySelector('[data-testid="saved"]');
    while (!states.includes(chip.dataset.state)) {
      if (performance.now() - from > patience) return { state: chip.dataset.state, took: patience };
      await new Promise((next) => setTimeout(next, 5));
    }
    return { state: chip.dataset.state, took: performance.now() - from };
  }, [states, from, patience]);
}

const now = (page) => page.evaluate(() => performance.now());

// What the service worker keeps is told as usage as well, and comes at a moment of its own.
journey(`C1: the store runs full at ${LIMITS} random points: nothing typed is lost, it is told in a second and healed in two`, { serviceWorkers: "block", patience: 60_000 + LIMITS * 60_000 }, async (first, newVisit, t) => {
  const random = chance(t);
  await begin(first);
  const { usage } = await storage(first, "getUsageAndQuota");
  const [told, healed] = [[], []];
  for (let limit = 1; limit <= LIMITS; limit += 1) {
    const visit = await newVisit();
    const { page, fill } = visit;
    // The browser asks for the limit at the first write and remembers the answer for a while, so it is set before.
    await storage(visit, "overrideQuotaForOrigin", { quotaSize: usage + random.between(...ROOM) });
    await begin(visit);
    const typed = new Map();
    let failed;
    for (const row of [...ROWS, ...ROWS]) {
      const field = fill.field(row, "note");
      if ((await field.count()) === 0) await fill.unfold(row, "备注");
      // The longest texts last, so that small ones run into the limit too.
      const text = signs(random, random.between(500, 20_000));
      const from = await now(page);
      await field.fill(text);
      typed.set(row, text);
      await page.keyboard.press("End");
      const { state, took } = await chipComesTo(page, ["saved", "failed"], from, 30_000);
      assert.notEqual(state, "saving", "a write ends, well or not");
      if (state === "failed") {
        failed = took;
        break;
      }
    }
    if (failed === undefined) {
      t.diagnostic(`limit ${limit}: there was room for everything`);
      await visit.context.close();
      continue;
    }
    told.push(failed);
    await fill.banner.waitFor();
    const said = await fill.banner.innerText();
    assert.match(said, /存储空间已满.*导出/s);
    assert.match(said, /有 \d+ 处填写还没有存进这台设备/, "it names how much is not stored");
    // Typing goes on while it is full.
    await fill.type("HY-08", "part", "91");
    await storage(visit, "overrideQuotaForOrigin");
    const { state, took } = await chipComesTo(page, ["saved"], await now(page), 60_000);
    assert.equal(state, "saved", "it is saved once there is room");
    healed.push(took);
    const { cells } = await dumpStore(page);
    const stored = new Map(cells.map(([key, value]) => [`${key[1]} ${key[2]}`, value]));
    for (const [row, text] of typed) assert.ok(stored.get(`${row} #note`) === text, `limit ${limit}: the note of ${row} is stored`);
    assert.equal(stored.get("HY-08 part"), "91");
    await visit.context.close();
  }
  const [said, well] = [spread(told), spread(healed)];
  report(t, "C1 quota", { limits: LIMITS, "run full": told.length, "told ms p50": said.p50, max: said.max, "healed ms p50": well.p50, "healed max": well.max, "notes lost": 0, seed: random.seed });
  assert.ok(told.length > 0, "the store did run full");
  assert.ok(said.max <= TOLD_MS + LATE_MS, `told after ${said.max} ms`);
  assert.ok(well.max <= HEALED_MS + LATE_MS, `healed after ${well.max} ms`);
});
