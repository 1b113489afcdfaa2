// The first visit keeps the whole app on the device; from then on it opens and works with the server gone. And what
// there is without it: plain http, a page of another site around it. Read next: update.test.mjs.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { Updates } from "./pages/updates.mjs";
import { launch } from "./rig/browser.mjs";
import { listOf } from "./rig/deploy.mjs";
import { sidewaysComplaints, axeComplaints } from "./rig/look.mjs";
import { openSite } from "./rig/site.mjs";
import { count, report } from "./rig/soak.mjs";
import { begin, workedFile } from "./rig/steps.mjs";
import { SCREENS, beginVisit, journeys } from "./rig/visit.mjs";

const journey = journeys();

/** How often the page is loaded again without a server; a release is tried with RELOADS=100. */
const RELOADS = count("RELOADS", 10);

/** A visit on a server of its own, with everything kept. */
async function keptVisit(newVisit) {
  const site = await openSite();
  const visit = await newVisit(site);
  const updates = new Updates(visit.page, visit.address);
  await visit.home.open();
  await updates.kept();
  return { ...visit, site, updates };
}

journey("the first visit fetches every file of the build once more and keeps it, and the settings say so", {}, async (_, newVisit) => {
  const { site, page, address, updates, incidents } = await keptVisit(newVisit);
  try {
    const list = Object.keys(await listOf());
    for (const name of list) assert.ok(site.asked.includes(name), `${name} was fetched`);
    for (const part of ["index.html", "manifest.webmanifest", "icons/maskable-512.png", "rubrics/catalogue.json"]) {
      assert.ok(list.includes(part), part);
    }
    for (const end of [".wasm", ".css", ".js"]) assert.ok(list.some((name) => name.endsWith(end)), end);
    const kept = Object.entries(await updates.caches()).filter(([name]) => !name.endsWith("tabs"));
    assert.equal(kept.length, 1);
    const expected = list.map((name) => address + (name === "index.html" ? "" : name));
    assert.deepEqual(kept[0][1].sort(), [...expected, `${address}sw-whole`].sort());
    const row = await updates.inSettings();
    await row.and(page.locator("[data-ready]")).waitFor();
    assert.match(await row.innerText(), /可离线使用：.*版本 [0-9a-f]{16}，\d{4}-\d\d-\d\d \d\d:\d\d:\d\d 存好/);
    // From here on the server is only asked whether there is a newer version.
    const before = site.asked.length;
    for (const route of ["#/", "#/new", "#/rubrics", "#/a/sample", "#/a/sample/print", "#/settings"]) {
      await page.goto("about:blank");
      await page.goto(address + route);
      await page.locator("main").first().waitFor();
    }
    assert.deepEqual(site.asked.slice(before).filter((name) => name !== "sw.js"), []);
    incidents.expectNone();
  } finally {
    await site.close();
  }
});

journey(`with the server gone every page opens, an assessment is made, filled, printed, exported, imported, and the page reloads ${RELOADS} times`, { patience: 60_000 + RELOADS * 5_000 }, async (_, newVisit, t) => {
  const visit = await keptVisit(newVisit);
  const { site, page, address, home, library, fill, print, settings, incidents } = visit;
  await site.close();
  await page.goto("about:blank");
  await home.open();
  await begin(visit);
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.type("HY-18", "count", "4");
  await fill.isSaved();
  const file = await fill.export();
  await fill.openPrint();
  await print.ready();
  await print.goBack();
  await fill.ready();
  const form = page.url();
  await page.goto(`${address}#/rubrics`);
  await library.ready();
  await page.goto(`${address}#/settings`);
  await settings.ready();
  await settings.choose("English");
  await settings.choose("中文");
  await home.open();
  await home.chooseFile({ name: "别处.json", mimeType: "application/json", buffer: await workedFile() });
  await home.acceptImport();
  await fill.ready();
  assert.ok(file.bytes.length > 0);
  await page.goto(form);
  await fill.ready();
  for (let reload = 1; reload <= RELOADS; reload += 1) {
    await page.reload();
    await fill.ready();
    assert.equal(await fill.field("HY-18", "count").inputValue(), "4", `reload ${reload}`);
  }
  report(t, "F3", { reloads: RELOADS, failed: 0 });
  // The address of the server is dead; the browser says so when it looks for a newer version.
  incidents.takeOut(/sw\.js/);
});

/** When the first page can be used, in milliseconds from the start of the navigation, as the page itself sees it. */
const USABLE = () => {
  new MutationObserver((_, observer) => {
    if (!document.querySelector(".choices")) return;
    window.usable = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
};

journey("the second start, without a server, is quicker than the first", {}, async (_, newVisit, t) => {
  const [cold, warm] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    const site = await openSite();
    const visit = await newVisit(site);
    const { page, address, home } = visit;
    await page.addInitScript(USABLE);
    await home.open();
    cold.push(await page.evaluate(() => window.usable));
    await new Updates(page, address).kept();
    await page.goto("about:blank");
    await site.close();
    await home.open();
    warm.push(await page.evaluate(() => window.usable));
    visit.incidents.takeOut(/sw\.js/);
  }
  const median = (times) => times.sort((one, other) => one - other)[1];
  const ratio = median(warm) / median(cold);
  const figures = { "first, ms": median(cold).toFixed(0), "second without a server, ms": median(warm).toFixed(0) };
  report(t, "start", { ...figures, "ratio (aim 0.6)": ratio.toFixed(2) });
  // A shared machine is noisy; that it is no slower is the least.
  assert.ok(ratio < 1, `${ratio}`);
});

// ---- Addresses without encryption, and other sites around the page ---------------------------------------

let plainBrowser;
let plainSite;
before(async () => {
  plainBrowser = await launch("--host-resolver-rules=MAP gongping.test 127.0.0.1");
  const site = await openSite();
  plainSite = { ...site, origin: `http://gongping.test:${site.port}`, address: site.address.replace("127.0.0.1", "gongping.test") };
});
after(async () => {
  await plainBrowser?.close();
  await plainSite?.close();
});

test("over plain http the app says what is missing and why, and works", { timeout: 120_000 }, async () => {
  const visit = await beginVisit(plainBrowser, plainSite, {});
  const { page, context, address, home, fill, incidents } = visit;
  try {
    const updates = new Updates(page, address);
    await home.open();
    assert.equal(await page.evaluate(() => window.isSecureContext), false);
    await updates.plain.waitFor();
    assert.match(await updates.plain.innerText(), /https.*离线打开.*加密码.*长期保存.*两个标签页.*照常可用/);
    const row = await updates.inSettings();
    assert.match(await row.innerText(), /不能离线使用：这个网址不是 https/);
    for (const { viewport } of Object.values(SCREENS)) {
      await page.setViewportSize(viewport);
      await home.open();
      assert.deepEqual([...(await sidewaysComplaints(page)), ...(await axeComplaints(page))], []);
    }
    await updates.plain.getByRole("button").click();
    await updates.plain.waitFor({ state: "detached" });
    await begin(visit);
    await fill.type("HY-18", "count", "4");
    await fill.isSaved();
    assert.match((await fill.export()).bytes.toString(), /"HY-18":\s*\{\s*"count":\s*"4"/);
    await page.reload();
    await fill.ready();
    assert.equal(await fill.score("HY-18"), "2.4");
    assert.equal(await updates.plain.count(), 0, "what was read stays away");
    // Browsers say so of one of the headers.
    incidents.takeOut(/Cross-Origin-Opener-Policy header has been ignored/);
    incidents.expectNone();
  } finally {
    await context.close();
  }
});

/** A page of another origin with the app in a frame; gives the text of the frame, or nothing where it did not load. */
async function framed(context, site) {
  const host = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(`<iframe src="${site.address}" width="600" height="600"></iframe>`);
  });
  await new Promise((done) => host.listen(0, "127.0.0.1", done));
  try {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${host.address().port}/`);
    const frame = page.frames()[1];
    const panel = frame?.locator("#crash, .choices").first();
    await panel?.waitFor({ timeout: 5_000 }).catch(() => {});
    return (await panel?.isVisible()) ? panel.innerText() : "";
  } finally {
    host.close();
    host.closeAllConnections();
  }
}

test("inside a page of another site the app does not run, with the header and without it", { timeout: 60_000 }, async () => {
  const browser = await launch();
  const [headed, bare] = [await openSite(), await openSite({ headers: {} })];
  try {
    const context = await browser.newContext();
    assert.equal(await framed(context, headed), "", "the header keeps it out altogether");
    const text = await framed(context, bare);
    assert.match(text, /公评不在别的网站的页面里运行/);
    assert.ok(text.includes(bare.address), "the way out is named");
  } finally {
    await browser.close();
    await headed.close();
    await bare.close();
  }
});

test("every file comes with the headers the README asks for", { timeout: 30_000 }, async () => {
  const site = await openSite();
  try {
    for (const name of ["", "sw.js", "manifest.webmanifest", ...Object.keys(await listOf())]) {
      const { status, headers } = await fetch(site.address + name);
      assert.equal(status, 200, name);
      assert.match(headers.get("content-security-policy"), /^default-src 'none'; .*frame-ancestors 'none'$/, name);
      assert.equal(headers.get("x-content-type-options"), "nosniff", name);
      assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", name);
      assert.equal(headers.get("referrer-policy"), "no-referrer", name);
      assert.match(headers.get("permissions-policy"), /^camera=\(self\)/, name);
      assert.notEqual(headers.get("content-type"), "application/octet-stream", name);
      const lasting = /-[0-9a-f]{16}/.test(name);
      assert.match(headers.get("cache-control"), lasting ? /immutable/ : /^no-cache$/, name);
    }
  } finally {
    await site.close();
  }
});
