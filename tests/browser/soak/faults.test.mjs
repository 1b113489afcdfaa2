// The connection to the store fails at each of the app's calls in turn, in every way it can: it heals within a second,
// or the page says within three that it is not saving and offers a file. Nothing typed is lost either way.
// Read next: ../rig/faults.mjs, which makes the faults; quota.test.mjs.

import assert from "node:assert/strict";

import { FAULTS, arm, armNext, interpose, struck, takeCalls } from "../rig/faults.mjs";
import { chance, count, report, spread } from "../rig/soak.mjs";
import { begin } from "../rig/steps.mjs";
import { dumpStore, storedCell } from "../rig/store.mjs";
import { journeys } from "../rig/visit.mjs";

const journey = journeys();

/** How many of the fault points the short form takes by chance; 0 is every one. */
const POINTS = count("FAULT_POINTS", 12);
const HEALED_MS = 1_000;
const TOLD_MS = 3_000;
/** What a busy machine may add. */
const LATE_MS = count("LATE_MS", 400);

/** Each fault at each of so many calls, or so many of them by chance. */
function points(random, calls) {
  const all = FAULTS.flatMap((fault) => Array.from({ length: calls }, (_, at) => [at, fault]));
  if (POINTS === 0) return all;
  return Array.from({ length: Math.min(POINTS, all.length) }, () => all.splice(random.between(0, all.length - 1), 1)[0]);
}

const CELLS = [["HY-24", "reason"], ["HY-01", "met.clear"], ["HY-17", "count"]];

/** A few edits of each kind, and the strict write that follows them within a second. */
async function work({ page, fill }, random) {
  await fill.field("HY-24", "reason").press("End");
  for (let key = 0; key < 3; key += 1) await page.keyboard.press(random.letter());
  await fill.option("HY-01", "met.clear", ["yes", "no"][random.between(0, 1)]).evaluate((option) => option.click());
  await fill.field("HY-17", "count").press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.press(String(random.between(1, 9)));
}

/** Waits until the fault has healed, or was told; milliseconds from the fault. */
function outcome(page, patience) {
  return page.evaluate(async ([cells, patience]) => {
    const chip = document.querySelector('[data-testid="saved"]');
    const assessment = location.hash.split("/").pop();
    const shown = (id) => document.querySelector(`input[type=radio][name="${CSS.escape(id)}"]:checked`)?.value ?? document.getElementById(id)?.value ?? "";
    const isStored = () => cells.every(([row, cell]) => window.storeFaults.completed([assessment, row, cell]) === shown(`${row}.${cell}`));
    const isTold = () => {
      const banner = document.querySelector(".banner.bad[role=alert]");
      return chip.dataset.state === "failed" && banner?.checkVisibility() && banner.innerText.includes("导出");
    };
    const found = { told: undefined, healed: undefined, untrue: false };
    const began = performance.now();
    while (performance.now() - began < patience) {
      const at = window.storeFaults.struckAt();
      const since = performance.now() - at;
      if (at > 0) {
        if (chip.dataset.state === "saved" && !isStored()) found.untrue = true;
        if (isTold()) found.told ??= since;
        else if (chip.dataset.state === "saved" && isStored()) {
          found.healed = since;
          return found;
        }
      }
      await new Promise((next) => setTimeout(next, 10));
    }
    return found;
  }, [CELLS, patience]);
}

journey("C3: the store fails at any call while a person types: healed in a second or told in three, and nothing is lost", { patience: 240_000 + (POINTS === 0 ? 1_500_000 : POINTS * 20_000) }, async (visit, _newVisit, t) => {
  const random = chance(t);
  const { page, fill, context } = visit;
  await interpose(context);
  await begin(visit);
  await fill.choose("HY-24", "verdict", "no");
  await fill.type("HY-17", "count", "1");
  await fill.isSaved();
  await page.waitForTimeout(1_300);
  await takeCalls(page);
  await work(visit, random);
  await page.waitForTimeout(1_300);
  const calls = await takeCalls(page);
  const writes = calls.filter((call) => call.startsWith("transaction readwrite") && call.includes("cells"));
  assert.ok(writes.some((call) => !call.includes("assessments")), "single keys are written");
  assert.ok(writes.some((call) => call.includes("assessments")), "and all of it down to the disk");

  const [healed, told, late] = [[], [], []];
  const kinds = new Set();
  let tried = 0;
  for (const [at, fault] of points(random, calls.length)) {
    await arm(page, at, fault);
    await work(visit, random);
    const found = await outcome(page, 12_000);
    const call = await struck(page);
    await arm(page, -1, "");
    // The last of the calls may not have come this time.
    if (!call) continue;
    tried += 1;
    kinds.add(`${fault} at ${call}`);
    const name = `${fault} at call ${at}, ${call}: ${JSON.stringify(found)}`;
    assert.equal(found.untrue, false, `${name}: the chip said saved of what was not`);
    assert.notEqual(found.healed, undefined, `${name}: healed in the end`);
    healed.push(found.healed);
    if (found.told !== undefined) told.push(found.told);
    if (found.healed > HEALED_MS + LATE_MS && !(found.told <= TOLD_MS + LATE_MS)) late.push(name);
    for (const [row, cell] of CELLS) {
      const shown = cell === "met.clear"
        ? await fill.card(row).locator(`input[name="${row}.${cell}"]:checked`).inputValue()
        : await fill.field(row, cell).inputValue();
      assert.equal(await storedCell(page, row, cell), shown, `${name}: ${row} ${cell} is in the store`);
    }
  }
  const [well, said] = [spread(healed), spread(told)];
  report(t, "C3 while typing", { "calls a round": calls.length, points: tried, "fault at call": kinds.size, "healed ms p50": well.p50, max: well.max, "told of": told.length, "told ms max": said.max, late: late.length, seed: random.seed });
  assert.deepEqual(late, []);
});

journey("C3: a connection that died is replaced by itself, and nobody is told", {}, async ({ page, fill, context, ...visit }, _newVisit, t) => {
  const random = chance(t);
  await interpose(context);
  await begin({ page, fill, context, ...visit });
  await fill.choose("HY-24", "verdict", "no");
  await fill.isSaved();
  const healed = [];
  for (const fault of ["InvalidStateError", "close"]) {
    // The calls of the write of a key.
    for (let at = 0; at < 6; at += 1) {
      await page.waitForTimeout(1_200);
      await fill.field("HY-24", "reason").press("End");
      await arm(page, at, fault);
      await page.keyboard.press(random.letter());
      const found = await outcome(page, 12_000);
      const call = await struck(page);
      assert.equal(found.told, undefined, `${fault} at call ${at}, ${call}: it was told`);
      assert.notEqual(found.healed, undefined, `${fault} at call ${at}, ${call}: healed`);
      healed.push(found.healed);
    }
  }
  report(t, "C3 dead connections", { times: healed.length, "healed ms p50": spread(healed).p50, max: spread(healed).max, told: 0, seed: random.seed });
});

journey("C3: the store fails at any call while the app opens: it opens all the same, or says so and opens on asking", { patience: 240_000 + (POINTS === 0 ? 2_400_000 : POINTS * 50_000) }, async (visit, _newVisit, t) => {
  const random = chance(t);
  const { page, fill, home, context, incidents } = visit;
  await interpose(context);
  await begin(visit);
  await fill.choose("HY-24", "verdict", "no");
  await fill.type("HY-24", "reason", "三张票据");
  await fill.isSaved();
  await page.waitForTimeout(1_300);
  const before = await dumpStore(page);
  const work = page.url();
  await page.reload();
  await fill.ready();
  await page.waitForTimeout(300);
  const calls = await takeCalls(page);
  assert.ok(calls.includes("open"));

  const [opened, told] = [[], []];
  let tried = 0;
  for (const [at, fault] of points(random, calls.length)) {
    // Reading thousands of assessments may take its time, so silence there is told late; the long form waits for it.
    if (fault === "never" && POINTS > 0 && calls[at] !== "open") continue;
    await armNext(page, at, fault);
    await page.reload();
    const trouble = page.locator(".banner.bad[role=alert]:visible, .empty button:visible");
    await fill.card("HY-01").or(trouble).first().waitFor({ timeout: 45_000 });
    const took = await page.evaluate(() => performance.now() - window.storeFaults.struckAt());
    const call = await struck(page);
    if (!call) continue;
    tried += 1;
    const name = `${fault} at call ${at}, ${call}`;
    if (await fill.card("HY-01").count()) opened.push(took);
    else {
      told.push(took);
      if (fault !== "never") assert.ok(took <= TOLD_MS + LATE_MS, `${name}: told after ${took} ms`);
      const retry = page.getByRole("button", { name: "重试" });
      if ((await retry.count()) > 0) await retry.first().click();
      else await page.reload();
      await fill.ready();
    }
    assert.equal(await fill.field("HY-24", "reason").inputValue(), "三张票据", name);
    assert.equal(page.url(), work, name);
    assert.equal(await page.locator(".banner[role=alert]:visible").count(), 0, `${name}: nothing is wrong any more`);
  }
  incidents.takeOut(/made by the test/);
  assert.deepEqual((await dumpStore(page)).cells, before.cells, "nothing was written");
  report(t, "C3 while opening", { calls: calls.length, points: tried, "opened all the same": opened.length, "told, then opened": told.length, "told ms max": spread(told).max, seed: random.seed });
});
