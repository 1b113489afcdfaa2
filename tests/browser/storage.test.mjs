// When the browser's store fails: the chip and a banner say so, nothing typed is lost, a file can be written, and
// once there is room again it is saved without a reload. Read next: README.md.

import assert from "node:assert/strict";

import { download } from "./pages/fill.mjs";
import { begin } from "./rig/steps.mjs";
import { dumpStore, storedCell } from "./rig/store.mjs";
import { seeded } from "./rig/random.mjs";
import { journeys } from "./rig/visit.mjs";

const journey = journeys();

/** A text of 40 KB where it lies, of signs in no order, so that no store can press it together. */
const SIGNS = seeded(20261121);
const NOTE = Array.from({ length: 20_000 }, () => String.fromCharCode(SIGNS.between(0x4e00, 0x9fff))).join("");
/** Rows for such texts: more than there is room for. */
const ROWS = ["HY-17", "HY-18", "HY-19", "HY-20", "HY-21", "HY-22", "HY-23", "HY-24", "HY-25", "HY-26"];
/** What is left beside what a first assessment takes: enough for another one and its rubric. */
const ROOM = 150_000;

async function storage({ context, page, address }, command, more = {}) {
  const session = await context.newCDPSession(page);
  return session.send(`Storage.${command}`, { origin: new URL(address).origin, ...more });
}

/** Sets how much the origin may store; without a figure it lifts the limit. */
function limitStore(visit, bytes) {
  return storage(visit, "overrideQuotaForOrigin", bytes === undefined ? {} : { quotaSize: bytes });
}

/** Writes notes until one is not saved, and gives its row. */
async function fillUp({ page, fill }) {
  for (const row of ROWS) {
    await fill.unfold(row, "备注");
    await fill.field(row, "note").fill(NOTE);
    const isStored = async () => (await storedCell(page, row, "#note")) === NOTE;
    while (!(await isStored())) {
      if ((await fill.saved.getAttribute("data-state")) === "failed") return row;
    }
  }
  throw new Error("there was room for every note");
}

/** What the service worker keeps is told as usage as well, and comes at a moment of its own. */
const WITHOUT_WORKER = { serviceWorkers: "block" };

journey("a full store: not saved is said at once, the export works, and with room again everything is saved", WITHOUT_WORKER, async (first, newVisit) => {
  await begin(first);
  const { usage } = await storage(first, "getUsageAndQuota");
  const visit = await newVisit();
  const { page, fill } = visit;
  // The browser asks for the limit at the first write and remembers the answer for a while, so it is set before.
  await limitStore(visit, usage + ROOM);
  await begin(visit);
  await fill.type("HY-18", "count", "4");
  await fill.isSaved();
  const full = await fillUp(visit);
  assert.match(await fill.saved.innerText(), /未能保存/);
  await fill.banner.waitFor();
  assert.match(await fill.banner.innerText(), /存储空间已满.*导出/);
  await fill.type("HY-17", "count", "2");
  assert.equal(await fill.score("HY-17"), "2", "typing goes on");
  await fill.isNotSaved();

  const file = await download(page, () => fill.banner.getByRole("button", { name: "导出文件" }).click());
  const content = JSON.parse(file.bytes.toString());
  assert.ok(content.notes[full] === NOTE, "the note is in the file");
  assert.equal(content.answers["HY-17"].count, "2");

  await limitStore(visit);
  // It is tried again by itself twice a second, and the button may be gone by now.
  await fill.banner.getByRole("button", { name: "重试" }).click({ timeout: 1_000 }).catch(() => {});
  await fill.isSaved();
  await fill.banner.waitFor({ state: "hidden" });
  assert.ok((await storedCell(page, full, "#note")) === NOTE, "the note is stored");
  assert.equal(await storedCell(page, "HY-17", "count"), "2");
  await page.reload();
  await fill.ready();
  assert.equal(await fill.score("HY-17"), "2");
});

journey("a device that is full from the start: the home page says so, the sample still works, and with room one can begin", {}, async (visit) => {
  const { page, home, fill } = visit;
  await limitStore(visit, 1);
  await home.open();
  const banner = page.locator(".banner.bad[role=alert]");
  assert.match(await banner.innerText(), /存储空间已满/);
  await home.openSample();
  await fill.ready();
  assert.equal((await fill.totals()).combined, "89.9");
  await fill.goHome();
  await limitStore(visit);
  await banner.getByRole("button", { name: "重试" }).click();
  await banner.waitFor({ state: "detached" });
  await begin(visit);
  await fill.type("HY-18", "count", "4");
  await fill.isSaved();
});

journey("an assessment that cannot be stored is not begun, and what was typed stays on the page", {}, async (visit) => {
  const { page, home, form, fill } = visit;
  await home.open();
  await home.startNew();
  await form.fill({ name: "“暖夕阳”居家养老社工服务项目", implementer: "某某社会工作服务中心" });
  // A browser remembers for a while that there was room, so the refusal is made here.
  await page.evaluate(() => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await form.begin();
  await home.toast.waitFor();
  assert.match(await home.toast.innerText(), /没有保存.*存储空间已满/);
  assert.equal(await form.field("implementer").inputValue(), "某某社会工作服务中心");
  assert.equal(await fill.card("HY-01").count(), 0);
});

journey("a store that is wiped under the open page is written anew from what is on the screen", {}, async (visit) => {
  await begin(visit);
  const { page, fill } = visit;
  await fill.type("HY-18", "count", "4");
  await fill.isSaved();
  await storage(visit, "clearDataForOrigin", { storageTypes: "indexeddb" });
  await fill.type("HY-17", "count", "2");
  await fill.isSaved();
  const { projects, cells } = await dumpStore(page);
  assert.equal(projects.length, 1);
  assert.deepEqual(cells.map(([key]) => key[1]).sort(), ["HY-17", "HY-18"]);
});

journey("the home page says when the browser has cleared what was here", {}, async (visit) => {
  await begin(visit);
  const { page, fill, home } = visit;
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.isSaved();
  await page.goto("about:blank");
  await storage(visit, "clearDataForOrigin", { storageTypes: "indexeddb" });
  await home.open();
  assert.match(await page.locator(".banner[role=alert]").innerText(), /清除过本机的数据/);
});
