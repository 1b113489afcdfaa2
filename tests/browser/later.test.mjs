// What no form needs to be filled is loaded after it: it is there when the network goes, and where it did not come the
// person is told and tries again. Without a service worker, which would keep it all.
// Read next: ../../src/app/pages/later.rs.

import assert from "node:assert/strict";

import { openSite } from "./rig/site.mjs";
import { begin } from "./rig/steps.mjs";
import { journeys } from "./rig/visit.mjs";

const journey = journeys();

const WITHOUT_WORKER = { serviceWorkers: "block" };
/** What the browser says of a request that a test aborts. */
const OF_THE_ABORT = /later-[0-9a-f]{16}\.wasm|ERR_FAILED|Failed to fetch/;
const LATER = /\/later-[0-9a-f]{16}\.wasm$/;

journey("the pages beside the form are fetched once the app stands, and open when the network is gone", WITHOUT_WORKER, async (_, newVisit) => {
  const site = await openSite();
  const { page, home, settings, address, incidents } = await newVisit(site);
  const fetched = page.waitForResponse(LATER);
  await home.open();
  const first = site.asked.filter((name) => LATER.test(`/${name}`)).length;
  assert.equal(first, 0, "it does not come before the first screen");
  await (await fetched).finished();
  // It is compiled while it arrives; a page that opens from it shows that it is ready.
  await page.goto(`${address}#/bin`);
  await page.locator("main h1, main .empty").first().waitFor();
  await site.close();
  await page.goto(`${address}#/settings`);
  await settings.ready();
  incidents.takeOut(/ERR_CONNECTION_REFUSED|Failed to load resource/);
});

journey("a page whose code does not come says so, and comes when it is tried again", WITHOUT_WORKER, async ({ page, context, address, settings, home, incidents }) => {
  await context.route(LATER, (route) => route.abort());
  await page.goto(`${address}#/settings`);
  const trouble = page.getByRole("alert");
  await trouble.waitFor();
  await page.getByRole("heading", { name: "应用的这一部分没有载入" }).waitFor();
  await trouble.getByRole("button", { name: "重试" }).click();
  await trouble.waitFor();
  // The rest works.
  await trouble.getByRole("link", { name: "返回我的项目" }).click();
  await home.ready();
  await context.unroute(LATER);
  await page.goto(`${address}#/settings`);
  await settings.ready();
  assert.ok(incidents.takeOut(OF_THE_ABORT).length > 0);
});

journey("a file cannot be handed out while that code is missing: it is told, what was typed stays, and the next try succeeds", WITHOUT_WORKER, async (visit) => {
  const { page, context, fill, incidents } = visit;
  await context.route(LATER, (route) => route.abort());
  const failed = page.waitForEvent("requestfailed", (request) => LATER.test(request.url()));
  await begin(visit);
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.isSaved();
  await failed;
  await page.locator(".topbar > button:has(.i-export)").click();
  await page.getByText("没有做成：应用的这一部分没有载入").waitFor();
  await context.unroute(LATER);
  const file = await fill.export();
  assert.ok(file.bytes.includes('"met.clear"'));
  assert.ok(incidents.takeOut(OF_THE_ABORT).length > 0);
});
