// A tab that may not write any more: a later turn was taken behind its back, or a newer version of the app took the
// store over. Whatever it is given then stays out of the store, is held in the page, and can be written to a file.
// Read next: faults.test.mjs.

import assert from "node:assert/strict";

import { begin } from "../rig/steps.mjs";
import { dumpStore, storedCell } from "../rig/store.mjs";
import { journeys } from "../rig/visit.mjs";

const journey = journeys();

/** Opens the store beside the app and does something in it; `version` asks for another one. */
function beside(page, work, version) {
  return page.evaluate(async ([work, version]) => {
    const [{ name }] = await indexedDB.databases();
    const settled = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
        request.onblocked = () => reject(new Error("the app does not let go of the store"));
      });
    const request = version ? indexedDB.open(name, version) : indexedDB.open(name);
    const database = await settled(request);
    if (work) {
      const owners = database.transaction(work.store, "readwrite").objectStore(work.store);
      await settled(owners.put(work.value, work.key));
    }
    database.close();
    return database.version;
  }, [work, version]);
}

/** The chip must not say saved, and the store must stay as it is, however long one waits. */
async function staysOut({ page, fill }, before) {
  await fill.field("HY-17", "count").press("End");
  await page.keyboard.press("3");
  await page.waitForTimeout(2_500);
  assert.notEqual(await fill.saved.getAttribute("data-state"), "saved", "the chip does not say saved");
  const { cells } = await dumpStore(page);
  assert.deepEqual(cells, before, "nothing more is written");
}

journey("C3: where a later turn was taken the tab writes nothing more, and keeps what is typed", {}, async (visit) => {
  await begin(visit);
  const { page, fill } = visit;
  await fill.type("HY-18", "count", "4");
  await fill.isSaved();
  await page.waitForTimeout(1_300);
  const { cells, owners } = await dumpStore(page);
  const [assessment, turn] = owners.at(-1)[0];
  await beside(page, { store: "owners", key: [assessment, turn + 1], value: "another tab" });
  await fill.field("HY-17", "count").press("End");
  await page.keyboard.press("3");
  // Nobody else has the lock, so the tab goes on in a turn of its own, with what is stored.
  const kept = page.locator(".tabs .banner.bad");
  await kept.waitFor();
  assert.match(await kept.innerText(), /1 处没有存进去/);
  assert.deepEqual((await dumpStore(page)).cells, cells, "nothing more is written");
  await kept.getByRole("button", { name: "重新写入" }).click();
  await kept.waitFor({ state: "detached" });
  await fill.isSaved();
  assert.equal(await storedCell(page, "HY-17", "count"), "3");
});

journey("B4: where a newer version took the store over the tab lets go of it, writes nothing, and says so", {}, async (visit) => {
  await begin(visit);
  const { page, fill } = visit;
  await fill.type("HY-18", "count", "4");
  await fill.isSaved();
  await page.waitForTimeout(1_300);
  const { cells } = await dumpStore(page);
  const version = await beside(page);
  assert.equal(await beside(page, undefined, version + 1), version + 1);
  await staysOut(visit, cells);
  assert.match(await page.locator(".banner[role=alert]:visible").first().innerText(), /更新的版本/);
});
