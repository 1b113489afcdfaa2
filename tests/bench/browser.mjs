// How fast the built app is in a real browser on the 海盐 form: from the navigation to a form that can be filled and
// shows its total, and from a key to the painted total, its saving included. Medians of several, at the machine's
// own speed and four times slower. Figures to look at beside others of the same run; nothing fails here.
// `cargo xtask bench` calls it. Read next: tests/browser/rig/visit.mjs.

import { setTimeout as wait } from "node:timers/promises";

import { launch } from "../browser/rig/browser.mjs";
import { openSite } from "../browser/rig/site.mjs";
import { beginFilled } from "../browser/rig/steps.mjs";
import { pagesOn } from "../browser/rig/visit.mjs";

const STARTS = 7;
const KEYS = 40;
const RATES = [1, 4];

/** The middle of some figures, and the one that 95 of 100 stay below. */
function spread(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { median: at(0.5), p95: at(0.95) };
}

async function throttled(page, rate) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  return session;
}

/** Asks the page until the answer is yes; the page's policy does not let Playwright's own waiting in. */
async function eventually(page, question, argument) {
  for (let tries = 0; tries < 3_000; tries += 1) {
    const answer = await page.evaluate(question, argument);
    if (answer) return answer;
    await wait(5);
  }
  throw new Error("the page did not come to it within 15 seconds");
}

/** Milliseconds from the navigation to the painted form with its total, in a fresh profile. */
async function start(browser, site, rate) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    await throttled(page, rate);
    await page.addInitScript(() => {
      const isThere = () => document.querySelector("article.card input") && document.querySelector('[data-testid="combined"]')?.textContent;
      const watch = new MutationObserver(() => {
        if (!isThere()) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => (window.paintedAt = performance.now())));
      });
      watch.observe(document, { childList: true, subtree: true, characterData: true });
    });
    await page.goto(`${site.address}#/a/sample`);
    return await eventually(page, () => window.paintedAt);
  } finally {
    await context.close();
  }
}

/** What single keys cost on a stored form: until the total is painted, and in script, style and layout. */
async function keys(browser, site, rate) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    const visit = pagesOn(page, site.address);
    await beginFilled(visit);
    const field = visit.fill.field("HY-08", "part");
    await field.focus();
    await page.evaluate(() => {
      window.painted = [];
      addEventListener("keydown", (event) => {
        requestAnimationFrame(() => setTimeout(() => window.painted.push(performance.now() - event.timeStamp)));
      }, true);
    });
    const session = await throttled(page, rate);
    await session.send("Performance.enable");
    const work = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      const of = (name) => metrics.find((metric) => metric.name === name).value * 1_000;
      return of("ScriptDuration") + of("RecalcStyleDuration") + of("LayoutDuration");
    };
    const costs = [];
    const totals = new Set();
    for (let at = 0; at < KEYS; at += 1) {
      const before = await work();
      // 9 and 91 of 100 by turns, so that every key changes the total.
      await page.keyboard.press(at % 2 === 0 ? "Backspace" : "1");
      await eventually(page, (count) => window.painted.length === count, at + 1);
      costs.push((await work()) - before);
      totals.add((await visit.fill.totals()).combined);
    }
    if (totals.size !== 2) throw new Error(`the total should change with every key: ${[...totals]}`);
    return { painted: await page.evaluate(() => window.painted), costs };
  } finally {
    await context.close();
  }
}

const site = await openSite();
const browser = await launch();
try {
  const lines = [["", "median", "95 of 100 below"]];
  const line = (name, figures) => {
    const { median, p95 } = spread(figures);
    lines.push([name, `${median.toFixed(1)} ms`, `${p95.toFixed(1)} ms`]);
  };
  for (const rate of RATES) {
    const suffix = rate === 1 ? "" : `, CPU ${rate}× slower`;
    const starts = [];
    for (let at = 0; at < STARTS; at += 1) starts.push(await start(browser, site, rate));
    line(`start to a form that can be filled${suffix}`, starts);
    const { painted, costs } = await keys(browser, site, rate);
    line(`key to painted total${suffix}`, painted);
    line(`key: script, style and layout${suffix}`, costs);
  }
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((cells) => cells[column].length)));
  for (const [name, ...figures] of lines) {
    console.log([name.padEnd(widths[0]), ...figures.map((figure, at) => figure.padStart(widths[at + 1]))].join("  "));
  }
} finally {
  await browser.close();
  await site.close();
}
