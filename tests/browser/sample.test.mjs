// The filled sample: anybody may play with it, nothing of it is ever stored, and it never stands among real work.
// Read next: policy.test.mjs.

import assert from "node:assert/strict";

import { dumpStore } from "./rig/store.mjs";
import { journeys } from "./rig/visit.mjs";
import { TOTALS } from "./worked.mjs";

const journey = journeys();

/** What lies in the store, but for the time of the last start, which each start writes anew. */
async function stored(page) {
  const dump = await dumpStore(page);
  return { ...dump, meta: dump.meta.filter(([key]) => key !== "seen") };
}

journey("the sample opens filled, can be changed, and leaves nothing behind", {}, async ({ page, home, fill, print }) => {
  await home.open();
  const before = await stored(page);
  await home.openSample();
  await fill.ready();
  assert.match(await fill.saved.or(page.locator(".topbar .saved")).innerText(), /示例/);
  assert.match(await page.locator(".banner[role=note]").first().innerText(), /不会保存/);
  assert.equal((await fill.totals()).combined, TOTALS.combined);
  await fill.choose("HY-01", "met.clear", "no");
  await fill.type("HY-18", "count", "5");
  // Two points less for HY-01, 0.6 more for HY-18.
  assert.equal((await fill.totals()).combined, "88.5");
  await fill.openPrint();
  await print.ready();
  assert.ok((await print.total()).includes("88.5"), "the form shows what was tried");
  await print.goBack();
  await fill.ready();
  await fill.goHome();
  await page.locator(".choices").waitFor();
  assert.equal(await home.entries.count(), 0);
  assert.deepEqual(await stored(page), before);
  await home.openSample();
  await fill.ready();
  assert.equal((await fill.totals()).combined, TOTALS.combined, "the next one sees it fresh");
  await page.reload();
  await fill.ready();
  assert.deepEqual(await stored(page), before);
});

journey("a file that calls itself the sample is taken in as work of its own", {}, async (visit) => {
  const { home, fill, page } = visit;
  await home.open();
  await home.openSample();
  await fill.ready();
  await fill.choose("HY-01", "met.clear", "no");
  const file = await fill.export();
  assert.match(file.name, /示例/);
  await fill.goHome();
  await home.ready();
  await home.chooseFile({ name: file.name, mimeType: "application/json", buffer: file.bytes });
  await home.acceptImport();
  await fill.ready();
  assert.ok(!page.url().endsWith("/sample"), page.url());
  await fill.isSaved();
});
