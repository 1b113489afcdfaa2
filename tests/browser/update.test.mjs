// A newer version arrives while people work: it is fetched beside the old one, said once, and let in only on the
// person's word with everything stored. A version that does not arrive whole changes nothing, and one that stands in
// its own way can be taken back. Read next: rig/deploy.mjs, which makes the versions.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { Updates } from "./pages/updates.mjs";
import { listOf, releases, versionOf } from "./rig/deploy.mjs";
import { axeComplaints, sidewaysComplaints, tapComplaints } from "./rig/look.mjs";
import { openSite } from "./rig/site.mjs";
import { count, report, spread } from "./rig/soak.mjs";
import { begin } from "./rig/steps.mjs";
import { storedCell } from "./rig/store.mjs";
import { SCREENS, journeys, pagesOn } from "./rig/visit.mjs";

const journey = journeys();

/** Versions deployed in the middle of typing; a release is tried with DEPLOYS=50. */
const DEPLOYS = count("DEPLOYS", 3);
/** How many of the files are damaged on the way, each in every way; FAULTS=0 damages all. */
const FAULTS = count("FAULTS", 3);
/** How long an update may take from the click until the same field can be typed in; one of them may meet a machine that is
 * busy with other things. */
const UPDATE_MS = 3_000;
const BUSY_MS = 9_000;

let made;
let versions;
before(async () => {
  made = await releases();
  // The second changes a rubric as well, whose name stays the same: each tab must go on with its own.
  const longer = (text) => `${text}\n`;
  versions = {
    one: await made.make("1"),
    two: await made.make("2", { "rubrics/grades.json": longer }),
    three: await made.make("3"),
    stuck: await made.make("4", { "index.html": () => "<!doctype html><title>stuck</title><p>nothing here" }),
  };
});
after(() => made?.remove());

/** A visit on a server of its own with the first version kept. */
async function onVersionOne(newVisit) {
  const site = await openSite({ folder: versions.one });
  const visit = await newVisit(site);
  const updates = new Updates(visit.page, visit.address);
  visit.incidents.expectDeploys();
  await visit.home.open();
  await updates.kept();
  // From now on the page is the kept one.
  await visit.page.reload();
  await visit.home.ready();
  assert.equal(await updates.release(), "1");
  return { ...visit, site, updates };
}

/** Marks the document, so that a load nobody asked for is noticed. */
const mark = (page) => page.evaluate(() => (window.sameDocument = true));
const isSame = (page) => page.evaluate(() => window.sameDocument === true);

/** Types into the reason of HY-24 with its caret at the end. */
async function typeOn({ page }, text) {
  await page.keyboard.type(text, { delay: 10 });
}

journey(`${DEPLOYS} versions are deployed in the middle of typing: no key is lost, nothing reloads by itself, and after the click the same field is there`, { patience: 60_000 + DEPLOYS * 20_000 }, async (_, newVisit, t) => {
  const visit = await onVersionOne(newVisit);
  const { site, page, fill, updates } = visit;
  const took = [];
  try {
    await begin(visit);
    await fill.choose("HY-24", "verdict", "no");
    const reason = fill.field("HY-24", "reason");
    await reason.click();
    let typed = "";
    for (let deploy = 1; deploy <= DEPLOYS; deploy += 1) {
      // Up and back down again, each time past a version that is never let in.
      const [passed, wanted, release] = [
        [versions.two, versions.three, "3"],
        [versions.one, versions.two, "2"],
        [versions.three, versions.one, "1"],
      ][(deploy - 1) % 3];
      await mark(page);
      site.deploy(passed);
      const looking = updates.look();
      typed += `第${deploy}次，`;
      await typeOn(visit, `第${deploy}次，`);
      await looking;
      await updates.message.waitFor();
      assert.match(await updates.message.innerText(), /有新版本/);
      site.deploy(wanted);
      await updates.arrived(await versionOf(wanted));
      typed += "照常";
      await typeOn(visit, "照常");
      assert.ok(await isSame(page), "nothing reloads by itself");
      assert.equal(await reason.inputValue(), typed);
      // The caret stands in the middle of the text when the person answers.
      await reason.press("ArrowLeft");
      const clicked = Date.now();
      await Promise.all([page.waitForEvent("load"), updates.update.click()]);
      await fill.ready();
      await page.waitForFunction(() => document.activeElement?.id === "HY-24.reason");
      took.push(Date.now() - clicked);
      assert.equal(await updates.release(), release);
      await page.keyboard.type("又");
      typed = `${typed.slice(0, -1)}又${typed.slice(-1)}`;
      assert.equal(await reason.inputValue(), typed, "every key, and the caret where it was");
      await reason.press("End");
      await fill.isSaved();
      assert.equal(await storedCell(page, "HY-24", "reason"), typed);
    }
    const { p50: middle, max: longest } = spread(took);
    report(t, "F1", { deploys: DEPLOYS, "keys lost": 0, reloads: 0, "from the click to the field, ms, middle": middle, longest });
    assert.ok(middle <= UPDATE_MS && longest <= BUSY_MS, `${took}`);
  } finally {
    await site.close();
  }
});

journey("while a newer version waits the old one opens every page without a server", {}, async (_, newVisit) => {
  const { site, page, address, home, updates, incidents } = await onVersionOne(newVisit);
  site.deploy(versions.two);
  await updates.look();
  await updates.message.waitFor();
  await updates.later.click();
  await updates.message.waitFor({ state: "detached" });
  await site.close();
  for (const route of ["#/", "#/new", "#/rubrics", "#/rubrics/haiyan-purchase", "#/rubrics/haiyan-purchase/blank", "#/a/sample", "#/a/sample/print", "#/settings"]) {
    // Without leaving the app: a version that waits takes over once no page of it is open.
    await page.goto(address + route);
    await page.reload();
    await page.locator("main").first().waitFor();
    assert.equal(await updates.release(), "1", route);
  }
  // The browser lets the newer one in some time after the last page is gone.
  for (let tries = 1; tries <= 5; tries += 1) {
    await page.goto("about:blank");
    await page.waitForTimeout(tries * 400);
    await home.open();
    if ((await updates.release()) === "2") break;
  }
  assert.equal(await updates.release(), "2", "once no page is open the newer one takes over by itself");
  incidents.takeOut(/sw\.js/);
});

journey("a tab that did not ask keeps its page and its version, is told, and changes when it likes", {}, async (_, newVisit) => {
  const { site, page, context, address, updates } = await onVersionOne(newVisit);
  try {
    const other = pagesOn(await context.newPage(), address);
    const told = new Updates(other.page, address);
    await other.home.open();
    await other.home.openSample();
    await other.fill.ready();
    await mark(other.page);
    site.deploy(versions.two);
    await updates.look();
    await updates.message.waitFor();
    await Promise.all([page.waitForEvent("load"), updates.update.click()]);
    assert.equal(await updates.release(), "2");
    await told.message.waitFor();
    assert.match(await told.message.innerText(), /另一个标签页已经换用新版本/);
    assert.ok(await isSame(other.page), "no tab is reloaded but the one that asked");
    await other.fill.choose("HY-01", "met.clear", "no");
    // Each tab gets the files of the version it was opened with.
    const length = (tab) => tab.evaluate(async () => (await (await fetch("./rubrics/grades.json")).text()).length);
    assert.equal((await length(page)) - (await length(other.page)), 1);
    const asked = site.asked.length;
    await Promise.all([other.page.waitForEvent("load"), told.update.click()]);
    assert.equal(await told.release(), "2");
    assert.deepEqual(site.asked.slice(asked).filter((name) => name !== "sw.js"), []);
  } finally {
    await site.close();
  }
});

journey("an update does not take away what is typed but not stored", {}, async (_, newVisit) => {
  const { site, page, home, form, updates } = await onVersionOne(newVisit);
  try {
    await home.startNew();
    await form.fill({ name: "还没有存的项目" });
    await mark(page);
    site.deploy(versions.two);
    await updates.look();
    await updates.update.click();
    await page.waitForFunction(() => /没有更新/.test(document.querySelector('[data-testid="newer"]').innerText));
    assert.ok(await isSame(page));
    await form.begin();
    await Promise.all([page.waitForEvent("load"), updates.update.click()]);
    assert.equal(await updates.release(), "2");
  } finally {
    await site.close();
  }
});

journey("with a store that fails nothing is updated, and it is said", {}, async (_, newVisit) => {
  const visit = await onVersionOne(newVisit);
  const { site, page, fill, updates, incidents } = visit;
  try {
    await begin(visit);
    await fill.type("HY-18", "count", "4");
    await fill.isSaved();
    await mark(page);
    site.deploy(versions.two);
    await updates.look();
    await page.evaluate(() => {
      window.begin = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await page.keyboard.type("2");
    await fill.banner.waitFor();
    await updates.update.click();
    await page.waitForFunction(() => /没有更新/.test(document.querySelector('[data-testid="newer"]').innerText));
    assert.ok(await isSame(page));
    assert.equal(await fill.field("HY-18", "count").inputValue(), "42");
    await page.evaluate(() => (IDBDatabase.prototype.transaction = window.begin));
    await fill.isSaved();
    await Promise.all([page.waitForEvent("load"), updates.update.click()]);
    await fill.ready();
    assert.equal(await fill.field("HY-18", "count").inputValue(), "42");
    incidents.takeOut(/QuotaExceeded/);
  } finally {
    await site.close();
  }
});

journey("the message about a newer version can be read and pressed on every screen", {}, async (_, newVisit) => {
  const { site, page, home, fill, updates } = await onVersionOne(newVisit);
  try {
    site.deploy(versions.two);
    await updates.look();
    await home.openSample();
    await fill.ready();
    await updates.message.waitFor();
    for (const [screen, { viewport }] of Object.entries(SCREENS)) {
      await page.setViewportSize(viewport);
      const box = await updates.message.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= viewport.width && box.y + box.height <= viewport.height, screen);
      for (const scheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme: scheme });
        const complaints = [...(await axeComplaints(page)), ...(await sidewaysComplaints(page)), ...(await tapComplaints(page))];
        assert.deepEqual(complaints, [], `${screen}, ${scheme}`);
      }
    }
    // With the keyboard alone, and back to where one was.
    await updates.later.focus();
    await page.keyboard.press("Enter");
    await updates.message.waitFor({ state: "detached" });
    const row = await updates.inSettings();
    assert.match(await row.innerText(), /有新版本/);
  } finally {
    await site.close();
  }
});

// ---- Versions that do not arrive -------------------------------------------------------------------------

/** The next thing the service worker says of a version that did not arrive. */
function refusal(page) {
  return page.evaluate(
    () =>
      new Promise((done) => {
        navigator.serviceWorker.addEventListener("message", function hear({ data }) {
          if (data.kind !== "broken") return;
          navigator.serviceWorker.removeEventListener("message", hear);
          done(`${data.file} ${data.why}`);
        });
      }),
  );
}

journey(`a version of which any of ${FAULTS || "all"} files is missing, cut off or changed is not let in, the old one stays and says so`, { patience: FAULTS === 0 ? 600_000 : 120_000 }, async (_, newVisit, t) => {
  const { site, page, home, updates, incidents } = await onVersionOne(newVisit);
  try {
    await mark(page);
    site.deploy(versions.two);
    const names = Object.keys(await listOf(versions.two));
    const telling = ["index.html", names.find((name) => name.endsWith(".wasm")), "rubrics/grades.json"];
    const chosen = [...new Set([...telling, ...names])].slice(0, FAULTS || names.length);
    const damages = chosen.flatMap((name) => [
      [name, "missing", "missing"],
      [name, "cut", "changed"],
      [name, "changed", "changed"],
    ]);
    for (const [name, fault, why] of damages) {
      // The browser may look by itself at any moment, so something is wrong all the time.
      site.faults.clear();
      site.faults.set(name, fault);
      const [said] = await Promise.all([refusal(page), updates.look()]);
      assert.equal(said, `${name} ${why}`);
      await updates.message.waitFor();
      assert.match(await updates.message.innerText(), /新版本没有完整到达，仍用原来的版本/);
    }
    // The list itself may be missing or cut off as well.
    for (const fault of ["missing", "cut"]) {
      site.faults.set("sw.js", fault);
      await updates.look();
    }
    assert.ok(await isSame(page));
    await page.reload();
    await home.ready();
    assert.equal(await updates.release(), "1");
    const kept = Object.keys(await updates.caches()).filter((name) => !name.endsWith("tabs"));
    assert.equal(kept.length, 1, "nothing of it is left lying");
    // Once it is there whole it is offered.
    site.faults.clear();
    await updates.look();
    await updates.update.waitFor();
    await Promise.all([page.waitForEvent("load"), updates.update.click()]);
    assert.equal(await updates.release(), "2");
    incidents.takeOut(/sw\.js|404/);
    report(t, "F2", { files: chosen.length, damages: damages.length, "let in": 0 });
  } finally {
    await site.close();
  }
});

journey("sw-off.js in the place of sw.js brings back a site whose kept version does not start, and what was typed is there", {}, async (_, newVisit) => {
  const visit = await onVersionOne(newVisit);
  const { site, page, context, address, fill, updates, incidents } = visit;
  try {
    await begin(visit);
    await fill.type("HY-18", "count", "4");
    await fill.isSaved();
    const form = page.url();
    site.deploy(versions.stuck);
    await updates.look();
    await updates.message.waitFor();
    await Promise.all([page.waitForEvent("load"), updates.update.click()]);
    assert.match(await page.locator("body").innerText(), /nothing here/);
    await page.reload();
    assert.match(await page.locator("body").innerText(), /nothing here/, "the kept version stands in the way");

    const off = await made.make("off");
    await made.turnOff(off);
    site.deploy(off);
    // The browser itself looks at sw.js after the page is opened.
    await page.goto("about:blank");
    await page.goto(form);
    await updates.gone();
    await page.goto("about:blank");
    await page.goto(form);
    await fill.ready();
    assert.equal(await updates.release(), "off");
    assert.equal(await fill.field("HY-18", "count").inputValue(), "4");
    await page.close();

    // The real one back in its place: everything is kept again.
    site.deploy(versions.three);
    const next = pagesOn(await context.newPage(), address);
    const again = new Updates(next.page, address);
    await next.home.open();
    await again.kept();
    await again.inSettings();
    assert.equal(await again.release(), "3");
    // While nothing is kept the server is asked.
    incidents.takeOut(/although the app is kept|404/);
  } finally {
    await site.close();
  }
});
