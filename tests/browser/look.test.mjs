// Every page and dialog in both languages and both colour schemes: no violation of the rules of accessibility, the
// right language, no sideways scrolling from phone to desktop, nothing too small for a finger, nothing cut at the
// largest text. Read next: keyboard.test.mjs.

import assert from "node:assert/strict";

import { axeComplaints, cutComplaints, layOutWhole, sidewaysComplaints, tapComplaints } from "./rig/look.mjs";
import { workedFile } from "./rig/steps.mjs";
import { putRecord } from "./rig/storage.mjs";
import { SCREENS, journeys } from "./rig/visit.mjs";

const journey = journeys();

/** Waits until the page of a route is there. */
const READY = ".choices, .listbar, form.form, article.card, article.form-sheet, .setting, .banner.bad, .trail, .shelf, p.empty:not([role])";

async function go(page, address, route) {
  // Through an empty document, so that the page of a route is made anew and nothing of the last is measured.
  await page.goto("about:blank");
  await page.goto(`${address}#${route}`);
  await page.locator(READY).filter({ visible: true }).first().waitFor();
}

/** Every state of every page worth looking at, one after the other. `judge` is called with the name of each. */
async function tour({ page, address, home, fill, form, print }, judge) {
  const look = async (name) => {
    await layOutWhole(page);
    await judge(name);
  };
  await go(page, address, "/");
  await look("home, empty");
  await go(page, address, "/new");
  await look("new");
  await form.begin();
  await form.problems.waitFor();
  await look("new, with problems");
  await go(page, address, "/a/nowhere");
  await look("not found");

  await go(page, address, "/");
  await home.chooseFile({ name: "坏.json", mimeType: "application/json", buffer: Buffer.from("{") });
  await look("import refused");
  await home.closeDialog();
  const changed = (await workedFile()).toString().replace('"total": "89.9"', '"total": "99.9"');
  await home.chooseFile({ name: "改过.json", mimeType: "application/json", buffer: Buffer.from(changed) });
  await look("import preview");
  await home.dialog.locator(".btn.primary").click();
  await home.toast.waitFor();
  await look("home, list and message");
  await home.toast.locator("button.btn:not(.icon)").click();
  await fill.ready();
  const route = new URL(page.url()).hash.slice(1);

  await go(page, address, "/");
  await page.locator("input[type=search]").fill("没有这个");
  await look("home, nothing found");
  await page.locator("input[type=search]").fill("");
  await home.entries.first().locator(".menu > button").click();
  await look("home, menu");
  await page.keyboard.press("Escape");
  await home.fromMenu("trash");
  await look("home, deleting");
  await page.keyboard.press("Escape");
  await home.dialog.waitFor({ state: "detached" });

  await go(page, address, "/settings");
  await look("settings");
  await go(page, address, "/a/sample");
  await look("sample");
  await go(page, address, route);
  await look("fill");
  await fill.type("HY-08", "part", "九十一");
  for (const row of ["HY-08", "HY-24"]) {
    // From the last to the first, for one that is open is no longer counted.
    const folds = await fill.card(row).locator('button.fold-title[aria-expanded="false"]').all();
    for (const fold of folds.reverse()) await fold.click();
  }
  await fill.card("HY-09").locator(".card-foot > button.link").click();
  await fill.type("HY-09", "override", "9");
  await look("fill, with a wrong figure, an override and open folds");
  await page.locator(".topbar .menu > button").click();
  await look("fill, menu");
  await page.keyboard.press("Escape");
  await fill.card("HY-14").locator(".checks-foot button:has(.i-plus)").click();
  await look("fill, with an item added");
  await go(page, address, `${route}/print`);
  await print.ready();
  await look("print");
  await page.locator(".banner .tick input").last().check();
  await page.locator(".annex .trail").waitFor();
  await look("print, with the changes");
  await go(page, address, `${route}/journal`);
  await look("changes");
  await go(page, address, "/bin");
  await look("bin, empty");
  await putRecord(page, "assessments", "019aa000-0000-7000-8000-000000000bad", '{"project": 1');
  await go(page, address, "/damaged");
  await page.locator("code:not(:empty)").waitFor();
  await look("damaged");
  await page.locator("main .btn.danger").first().click();
  await look("damaged, deleting");
  await page.keyboard.press("Escape");
  await go(page, address, "/");
  await page.locator(".banner a").waitFor();
  await home.fromMenu("trash");
  await home.dialog.locator(".btn.danger").click();
  await home.toast.first().waitFor();
  await look("home, with bands");
  await go(page, address, "/bin");
  await look("bin");
  await page.locator("main li .btn.danger").first().click();
  await look("bin, deleting");
}

/** Choices kept from an earlier visit. */
async function prefer(context, { language, scheme = "", size = "" }) {
  await context.addInitScript(([language, scheme, size]) => {
    if (location.protocol === "about:") return;
    localStorage.setItem("gongping.language", JSON.stringify(language));
    localStorage.setItem("gongping.scheme", JSON.stringify(scheme));
    localStorage.setItem("gongping.text-size", JSON.stringify(size));
  }, [language, scheme, size]);
}

const LANGUAGES = { zh: "zh-CN", en: "en" };

for (const [language, tag] of Object.entries(LANGUAGES)) {
  for (const scheme of ["light", "dark"]) {
    journey(`axe finds nothing to object to on any page: ${language}, ${scheme}`, {}, async (visit) => {
      await prefer(visit.context, { language, scheme });
      const complaints = [];
      await tour(visit, async (name) => {
        assert.equal(await visit.page.locator("html").getAttribute("lang"), tag, name);
        for (const form of await visit.page.locator(".form-sheet").all()) assert.equal(await form.getAttribute("lang"), "zh-CN");
        for (const complaint of await axeComplaints(visit.page)) complaints.push(`${name}: ${complaint}`);
      });
      assert.deepEqual(complaints, []);
    });
  }
}

for (const language of Object.keys(LANGUAGES)) {
  for (const [name, screen] of Object.entries(SCREENS)) {
    journey(`nothing scrolls sideways or is cut on the ${name}, at any text size: ${language}`, screen, async (visit) => {
      await prefer(visit.context, { language });
      const { page } = visit;
      const complaints = [];
      await tour(visit, async (where) => {
        for (const size of ["", "xl"]) {
          // The page only follows this attribute; setting it spares a second tour.
          await page.evaluate((size) => (document.documentElement.dataset.text = size), size);
          const found = [...(await sidewaysComplaints(page)), ...(await cutComplaints(page))];
          if (name === "phone" && size === "") found.push(...(await tapComplaints(page)));
          for (const complaint of found) complaints.push(`${where}${size && ", largest text"}: ${complaint}`);
        }
        await page.evaluate(() => delete document.documentElement.dataset.text);
      });
      assert.deepEqual(complaints, []);
    });
  }
}

journey("language, colours and text size are chosen in the settings and kept for the next visit", {}, async ({ page, context, address, settings }) => {
  await settings.open();
  await settings.choose("特大");
  await settings.choose("深色");
  await settings.choose("English");
  const root = () => page.evaluate(() => ({ lang: document.documentElement.lang, ...document.documentElement.dataset }));
  const chosen = { lang: "en", scheme: "dark", text: "xl" };
  assert.deepEqual(await root(), chosen);
  const next = await context.newPage();
  await next.goto(`${address}#/settings`);
  await next.locator(".setting").first().waitFor();
  assert.deepEqual(
    await next.evaluate(() => ({ lang: document.documentElement.lang, ...document.documentElement.dataset })),
    chosen,
  );
  assert.equal(await next.getByRole("heading", { level: 1 }).innerText(), "Settings");
});

journey("without a choice the colours follow the device", { colorScheme: "dark" }, async ({ page, home }) => {
  await home.open();
  const [ink, paper] = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.documentElement);
    const brightness = (text) => text.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    return [brightness(color), brightness(backgroundColor)];
  });
  assert.ok(ink > paper, `ink ${ink} on paper ${paper}`);
});

journey("what moves stands still for those who asked for it", { reducedMotion: "reduce" }, async ({ page, home }) => {
  await home.open();
  const moving = await page.evaluate(() => document.getAnimations().length);
  assert.equal(moving, 0);
});
