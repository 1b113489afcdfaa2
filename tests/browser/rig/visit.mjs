// A person's visit: a fresh profile with the app open in it, the page objects to work with, and at the end the
// assurance that nothing went wrong beside the way. Every test but the killing ones is written with `journeys`.
// Read next: ../journey.test.mjs.

import { after, before, test } from "node:test";

import { FillPage } from "../pages/fill.mjs";
import { HomePage } from "../pages/home.mjs";
import { LibraryPage } from "../pages/library.mjs";
import { NewPage } from "../pages/new.mjs";
import { PrintPage } from "../pages/print.mjs";
import { SettingsPage } from "../pages/settings.mjs";
import { VaultPages } from "../pages/vault.mjs";
import { LOCALE, TIMEZONE, launch } from "./browser.mjs";
import { watchIncidents } from "./incidents.mjs";
import { openSite } from "./site.mjs";

/** How long one test may take. */
const PATIENCE = 120_000;
/** How long a step may wait for the page. */
const STEP_PATIENCE = 15_000;

/** The screens people use, by the width that decides the layout. */
export const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  landscape: { viewport: { width: 1180, height: 820 } },
  desktop: { viewport: { width: 1440, height: 900 } },
};

/** The site and the browser of one test file; gives the function that declares its tests. */
export function journeys() {
  let site;
  let browser;
  before(async () => {
    site = await openSite();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /**
   * A test with a visit of its own. `options` are those of a browser context, and `patience`, the milliseconds it may
   * take. `walk` is given the visit, a function that begins another one (a second profile, perhaps on another server),
   * and the test itself, for what it has to say.
   */
  return function journey(name, options, walk) {
    const { patience = PATIENCE, ...ofContext } = options;
    test(name, { timeout: patience }, async (t) => {
      const visits = [];
      const newVisit = async (where = site) => {
        const visit = await beginVisit(browser, where, ofContext);
        visits.push(visit);
        return visit;
      };
      try {
        await walk(await newVisit(), newVisit, t);
        for (const visit of visits) visit.incidents.expectNone();
      } finally {
        for (const visit of visits) await visit.context.close();
      }
    });
  };
}

/** A fresh profile with a tab in it. */
export async function beginVisit(browser, site, options) {
  const context = await browser.newContext({
    ...SCREENS.desktop,
    timezoneId: TIMEZONE,
    locale: LOCALE,
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(STEP_PATIENCE);
  const incidents = await watchIncidents(context, site.origin);
  const page = await context.newPage();
  return { context, incidents, ...pagesOn(page, site.address) };
}

/** The page objects over one tab. */
export function pagesOn(page, address) {
  return {
    page,
    address,
    home: new HomePage(page, address),
    library: new LibraryPage(page, address),
    form: new NewPage(page),
    fill: new FillPage(page),
    print: new PrintPage(page),
    settings: new SettingsPage(page, address),
    vault: new VaultPages(page, address),
  };
}
