// The clock is wrong, and is set while a person works: times are only shown, so nothing may be lost, put in another
// order, shown as of the future or thrown away. Read next: wiped.test.mjs.

import assert from "node:assert/strict";

import { setClock, wrongClock } from "../rig/clock.mjs";
import { begin } from "../rig/steps.mjs";
import { dumpStore } from "../rig/store.mjs";
import { journeys, pagesOn } from "../rig/visit.mjs";

const journey = journeys();

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What the clock is wrong by at the start, and what it is set to while typing goes on. */
const CLOCKS = [
  ["ten years back from the start", -3_653 * DAY, -3_653 * DAY],
  ["ten years back while typing", 0, -3_653 * DAY],
  ["a day ahead while typing", 0, DAY],
  ["an hour back while typing", 0, -HOUR],
  ["sixty days ahead, then right again", 60 * DAY, 0],
  ["before 1970", 0, -60 * 366 * DAY],
];

for (const [name, before, after] of CLOCKS) {
  journey(`C7: ${name}: what was typed is there in its order, and no age is negative`, {}, async (visit) => {
    const { page, fill, home, context, address } = visit;
    await wrongClock(context, before);
    await begin(visit);
    await fill.choose("HY-24", "verdict", "no");
    await fill.type("HY-24", "reason", "三月的票据");
    await fill.isSaved();
    await setClock(page, after);
    await fill.field("HY-24", "reason").press("End");
    await page.keyboard.type("after");
    await fill.type("HY-17", "count", "2");
    await fill.type("HY-17", "count", "1");
    await page.keyboard.press("Control+z");
    await fill.isSaved();
    const typed = await fill.field("HY-17", "count").inputValue();
    await page.close();
    const next = pagesOn(await context.newPage(), address);
    await next.home.open();
    await setClock(next.page, after);
    await next.page.reload();
    await next.home.ready();
    assert.equal(await next.home.entries.count(), 1, "the assessment is in the list");
    const told = await next.home.entries.first().innerText();
    assert.doesNotMatch(told, /-\d|−\d+ *(?:秒|分|小时|天|年)|NaN|Invalid|undefined/, "no age is negative");
    await next.home.openEntry();
    await next.fill.ready();
    assert.equal(await next.fill.field("HY-24", "reason").inputValue(), "三月的票据after");
    assert.equal(await next.fill.field("HY-17", "count").inputValue(), typed);
    const { assessments } = await dumpStore(next.page);
    assert.equal(assessments.length, 1, "nothing was thrown away");
  });
}
