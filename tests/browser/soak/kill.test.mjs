// The browser is killed at a random moment while a person works on the real app, and started again on the same
// profile. What was on the screen must be in the store but for the last step, and all that was called saved.
// Long: cargo xtask soak kill. Read next: ../rig/kinds.mjs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";

import { newProfile, spawnOn } from "../rig/browser.mjs";
import { watchIncidents } from "../rig/incidents.mjs";
import { KINDS } from "../rig/kinds.mjs";
import { followShown } from "../rig/shown.mjs";
import { openSite } from "../rig/site.mjs";
import { chance, count, report } from "../rig/soak.mjs";
import { begin } from "../rig/steps.mjs";
import { dumpStore } from "../rig/store.mjs";
import { pagesOn } from "../rig/visit.mjs";

const KILL_AFTER_MS = [300, 1_600];
/** Of so many kills one may lose something. */
const LOSSES_IN = 50;

let site;
before(async () => (site = await openSite()));
after(() => site?.close());

const MAIN = "keys in a reason";
const KILLS = count("KILLS", 6);
const ROUNDS = count("KILLS_EACH", 1);

test(`A1: the browser is killed ${KILLS} times while typing: at most one key is gone, and nothing that was called saved`, { timeout: (KILLS + 2) * 40_000 }, async (t) => {
  await killed(t, "A1", Array(KILLS).fill(MAIN));
});

const OTHERS = Object.keys(KINDS).filter((kind) => kind !== MAIN);
const TURNS = Array(ROUNDS).fill(OTHERS).flat();

test(`A4: killed ${ROUNDS} times in each other kind of input: at most one step is gone, and nothing that was called saved`, { timeout: (TURNS.length + 2) * 40_000 }, async (t) => {
  await killed(t, "A4", TURNS);
});

/** Works in these ways one after the other, each until a kill; the next browser on the profile shows what became of it. */
async function killed(t, id, turns) {
  const random = chance(t);
  const profile = await newProfile();
  const figures = {};
  try {
    const addresses = await firstRun(profile, new Set(turns.map((kind) => KINDS[kind].rubric)));
    let trial;
    for (let turn = 0; turn <= turns.length; turn += 1) {
      const kind = turns[turn] ?? turns.at(-1);
      const run = await spawnOn(profile);
      try {
        const opened = await openAgain(run, addresses[KINDS[kind].rubric]);
        if (trial) compare(t, turn, trial, opened, (figures[trial.kind] ??= noFigures()));
        trial = turn < turns.length && { kind, ...(await workUntilKilled(run, opened, KINDS[kind], random)) };
      } finally {
        await run.kill();
      }
    }
  } finally {
    await profile.remove();
    for (const [kind, found] of Object.entries(figures)) report(t, `${id} ${kind}`, { ...found, seed: random.seed });
  }
  for (const [kind, found] of Object.entries(figures)) {
    assert.equal(found["broken acknowledgements"], 0, `${kind}: what was called saved was stored`);
    assert.equal(found["stores damaged"], 0, `${kind}: no store was damaged`);
    assert.ok(found["worst loss in steps"] <= 1, `${kind}: never more than one step`);
    assert.ok(found["with loss"] <= Math.max(1, found.kills / LOSSES_IN), `${kind}: loss in ${found["with loss"]} of ${found.kills}`);
  }
}

const noFigures = () => ({
  kills: 0,
  undecided: 0,
  "steps seen": 0,
  "with loss": 0,
  "worst loss in steps": 0,
  "worst loss in ms": 0,
  "broken acknowledgements": 0,
  "stores damaged": 0,
});

/** Makes an assessment on the profile for each of these rubrics, and gives the addresses of their pages. */
async function firstRun(profile, rubrics) {
  const run = await spawnOn(profile);
  const addresses = {};
  try {
    for (const rubric of rubrics) {
      const visit = pagesOn(await run.context.newPage(), site.address);
      if (rubric) await beginWith(visit, rubric);
      else {
        await begin(visit);
        await visit.fill.choose("HY-24", "verdict", "no");
      }
      await visit.fill.isSaved();
      addresses[rubric] = visit.page.url();
      await visit.page.close();
    }
    return addresses;
  } finally {
    await run.quit();
  }
}

async function beginWith({ page, home, form, fill }, rubric) {
  await home.open();
  await page.goto(`${site.address}#/new`);
  await form.ready();
  await form.fill({ name: "能力建设" });
  await form.chooseRubric(rubric);
  await form.choose("年度评估");
  await form.begin();
  await fill.ready();
}

/** The page of the assessment in a new browser, what the store holds, and whether anything warns of damage. */
async function openAgain({ context }, address) {
  const incidents = await watchIncidents(context, site.origin);
  const page = await context.newPage();
  await page.goto(address);
  const visit = pagesOn(page, site.address);
  await visit.fill.ready();
  const stored = {};
  for (const [[assessment, row, cell], value] of (await dumpStore(page)).cells) {
    (stored[assessment] ??= {})[`${row}|${cell}`] = value;
  }
  const warned = await page.locator(".banner.bad:visible").count();
  return { ...visit, context, incidents, stored, isDamaged: warned > 0 };
}

async function workUntilKilled({ kill }, visit, kind, random) {
  const { page, context, incidents } = visit;
  const shown = await followShown(page, kind.cells);
  const hands = { ...visit, session: await context.newCDPSession(page) };
  await kind.ready(hands);
  await shown.begin();
  const arrivals = [];
  let isDead = false;
  let killedAt = 0;
  let toldBefore = 0;
  const killing = wait(random.between(...KILL_AFTER_MS)).then(async () => {
    isDead = true;
    killedAt = performance.now();
    await kill();
  });
  while (!isDead) {
    hands.goesBack = false;
    toldBefore = shown.seen.length;
    // A step that the kill cuts off counts only if the page had told of it.
    const arrived = await Promise.resolve(kind.step(hands, random)).then(() => true, (error) => {
      if (!isDead) throw error;
      return false;
    });
    if (!arrived) break;
    arrivals[shown.seen.length - 1] ??= performance.now();
    await wait(random.between(...kind.pause));
  }
  await killing;
  incidents.expectNone();
  const assessment = page.url().split("#/a/")[1];
  const goesBack = hands.goesBack && shown.seen.length === toldBefore;
  return { assessment, cells: kind.cells, seen: shown.seen, acknowledged: shown.acknowledged(), arrivals, killedAt, goesBack };
}

/** Holds what is stored now against what was seen before the kill. */
function compare(t, kill, { assessment, cells, seen, acknowledged, arrivals, killedAt, goesBack }, opened, figures) {
  const stored = opened.stored[assessment] ?? {};
  const last = seen.length - 1;
  const holds = (shown) => Object.entries(shown).every(([cell, value]) => (stored[cell] ?? "") === value);
  let found = last;
  while (found >= 0 && !holds(seen[found])) found -= 1;
  const texts = cells.map((cell) => `${cell}=${JSON.stringify((stored[cell] ?? "").slice(-40))}`).join(" ");
  if (found < 0) {
    // The step that was cut off may be in the store without ever having been told of: one splice in one or two cells.
    // A cell whose field is not on the page, as a reason behind a tick that was taken away, keeps what it had.
    const before = seen[last] ?? {};
    const further = Object.keys(before).filter((cell) => !isOneSplice(before[cell], stored[cell] ?? ""));
    assert.deepEqual(further, [], `kill ${kill}: the store holds what was never on the screen: ${texts}; last seen ${JSON.stringify(before).slice(-200)}`);
    found = last;
  }
  if (found < last && goesBack) {
    // The last step was to undo, and the page had not told of it: the store may be one step ahead, which looks as if it
    // were behind. It proves nothing either way.
    figures.undecided += 1;
    found = last;
  }
  const lost = last - found;
  figures.kills += 1;
  figures["steps seen"] += last;
  if (opened.isDamaged) figures["stores damaged"] += 1;
  if (lost > 0) {
    const ms = Math.round(killedAt - (arrivals[found + 1] ?? killedAt));
    figures["with loss"] += 1;
    figures["worst loss in steps"] = Math.max(figures["worst loss in steps"], lost);
    figures["worst loss in ms"] = Math.max(figures["worst loss in ms"], ms);
    t.diagnostic(`kill ${kill}: ${lost} of ${last} steps gone, ${ms} ms: ${texts}`);
  }
  if (found < acknowledged) {
    figures["broken acknowledgements"] += 1;
    t.diagnostic(`kill ${kill}: step ${acknowledged} was called saved, ${found} was found: ${texts}; last seen ${JSON.stringify(seen.slice(found, acknowledged + 2))}`);
  }
}

/** Whether the second text comes of the first by taking out and putting in a few signs at one place. */
function isOneSplice(before, after) {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const left = Math.min(before.length, after.length) - start;
  while (end < left && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return Math.max(before.length, after.length) - start - end <= 8;
}
