// Stores of every released version of the schema: they open with equal content, also where the browser is killed in the
// middle of the upgrade, where an old tab does not let go, and where the store is newer than the app. KILLS makes it
// long. Read next: resume.test.mjs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";

import { newProfile, spawnOn } from "./rig/browser.mjs";
import { seeded } from "./rig/random.mjs";
import { VERSIONS, asideOf, dumpNow, dumpOf, layOut } from "./rig/schema.mjs";
import { count } from "./rig/soak.mjs";
import { storedCell } from "./rig/store.mjs";
import { openSite } from "./rig/site.mjs";
import { journeys } from "./rig/visit.mjs";

const journey = journeys();

const KILLS = count("KILLS", 4);
const SEED = Number(process.env.SEED ?? 20261122);
/** The newest version: what the app of today makes of any other. */
const NEWEST = VERSIONS.at(-1);
/** How long anything may take until it is done or said, in milliseconds; and what a busy machine adds. */
const PATIENCE_MS = 3_000 + Number(process.env.LATE_MS ?? 400);

/** The browser asks for an icon of a file that is no page of ours. */
const ICON = /404/;

/** What must be the same before and after: everything but what is noted of the store as a whole. */
function content({ stores: { meta, ...others } }) {
  const filled = Object.entries(others).filter(([, records]) => records.length > 0);
  const kept = meta.filter(([key]) => key === "store" || key === "backup");
  return Object.fromEntries([...filled, ["meta", kept]]);
}

for (const version of VERSIONS) {
  journey(`B4: a store of version ${version} opens with everything that is in it`, {}, async ({ page, address, home, fill, incidents }) => {
    const dump = await dumpOf(version);
    await page.goto(asideOf(address));
    await layOut(page, dump);
    incidents.takeOut(ICON);
    await home.open();
    assert.deepEqual(await home.projects(), ["“暖夕阳”居家养老社工服务项目"]);
    assert.equal(await home.entries.count(), 2, "the one in the bin is not listed");
    assert.equal(await page.locator(".banner[role=alert]").count(), 0, "nothing is missing");
    const now = await dumpNow(page);
    assert.equal(now.version, NEWEST);
    assert.deepEqual(content(now), content(dump));

    // Changed last, first in its project's list of two, oldest first.
    await home.openEntry(0);
    await fill.ready();
    assert.equal(await fill.field("HY-18", "count").inputValue(), "4");
    assert.equal(await fill.score("HY-18"), "2.4");
    if (version < NEWEST) {
      assert.equal(await fill.undo.isDisabled(), true, "what is older than its journal cannot be taken back");
    } else {
      for (const [count, note] of [["4", ""], ["3", ""], ["", ""]]) {
        await fill.undo.click();
        assert.equal(await fill.field("HY-18", "count").inputValue(), count);
        await fill.isSaved();
        assert.equal(await storedCell(page, "HY-18", "#note"), note);
      }
      assert.equal(await fill.undo.isDisabled(), true);
      for (let steps = 0; steps < 3; steps += 1) await fill.redo.click();
    }
    await fill.type("HY-18", "count", "2");
    await fill.isSaved();
    await page.reload();
    await fill.ready();
    assert.equal(await fill.field("HY-18", "count").inputValue(), "2");
    await fill.undo.click();
    assert.equal(await fill.field("HY-18", "count").inputValue(), "4", "taken back after a restart");
    // On a busy machine it may be heard of only now.
    incidents.takeOut(ICON);
  });
}

journey("B4: an old tab that does not let go of its version holds nobody up: it is said, and once it is closed one goes on", {}, async ({ page, context, address, home, incidents }) => {
  const dump = await dumpOf(NEWEST - 1);
  const old = await context.newPage();
  await old.goto(asideOf(address));
  await layOut(old, dump);
  incidents.takeOut(ICON);
  await old.evaluate(async (version) => {
    const request = indexedDB.open("gongping", version);
    await new Promise((resolve) => (request.onsuccess = resolve));
    // It hears of the newer version and does nothing.
    window.held = request.result;
  }, dump.version);
  const started = Date.now();
  await page.goto(`${address}#/`);
  const banner = page.locator(".banner.bad[role=alert]");
  await banner.waitFor({ timeout: 20_000 });
  const took = Date.now() - started;
  assert.match(await banner.innerText(), /旧版本|另一个标签页/);
  assert.ok(took <= PATIENCE_MS + 3_000, `said after ${took} ms, the start of the app included`);
  await old.close();
  await banner.getByRole("button", { name: "重试" }).click();
  await home.ready();
  assert.equal(await home.entries.count(), 2);
  assert.deepEqual(content(await dumpNow(page)), content(dump));
});

journey("B4: a store that is newer than the app is left alone, and why is said", {}, async ({ page, address, incidents }) => {
  const dump = { ...(await dumpOf(NEWEST)), version: NEWEST + 1 };
  await page.goto(asideOf(address));
  await layOut(page, dump);
  incidents.takeOut(ICON);
  await page.goto(`${address}#/`);
  const banner = page.locator(".banner.bad[role=alert]");
  await banner.waitFor();
  assert.match(await banner.innerText(), /更新的版本/);
  assert.deepEqual(await dumpNow(page), dump);
});

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

test(`B4: the browser is killed ${KILLS} times during the upgrade, and the store is the old one or the new one, never a mixture`, { timeout: 60_000 + KILLS * 30_000 }, async () => {
  const random = seeded(SEED);
  const seen = new Map();
  for (let trial = 0; trial < KILLS; trial += 1) {
    const version = 1 + (trial % (NEWEST - 1));
    const dump = await dumpOf(version);
    const profile = await newProfile();
    try {
      const first = await spawnOn(profile);
      const page = await first.context.newPage();
      await page.goto(asideOf(site.address));
      await layOut(page, dump);
      // The app is fetched beforehand, so that the kill falls into the upgrade more often than before it.
      const upgrading = page.goto(`${site.address}#/`, { waitUntil: "commit" }).catch(() => {});
      await wait(random.between(50, 1_500));
      await first.kill();
      await upgrading;
      const second = await spawnOn(profile);
      try {
        const next = await second.context.newPage();
        await next.goto(asideOf(site.address));
        const now = await dumpNow(next);
        const names = Object.keys(now.stores).sort();
        const expected = Object.keys((await dumpOf(now.version)).stores).sort();
        assert.ok([version, NEWEST].includes(now.version), `seed ${SEED}, trial ${trial}: version ${now.version}`);
        assert.deepEqual(names, expected, `seed ${SEED}, trial ${trial}`);
        assert.deepEqual(content(now), content(dump), `seed ${SEED}, trial ${trial}`);
        seen.set(now.version === version ? "old" : "new", true);
      } finally {
        await second.kill();
      }
    } finally {
      await profile.remove();
    }
  }
  console.log(`seed ${SEED}: ${KILLS} kills, found ${[...seen.keys()].join(" and ")}`);
});
