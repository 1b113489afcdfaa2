// The files of the store are damaged on the disk while the browser is closed. Then what was stored is there, or the
// person is told: never an empty list that looks like a first visit, never silently an older text.
// Read next: wiped.test.mjs.

import assert from "node:assert/strict";
import { cp, readFile, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { newProfile, spawnOn } from "../rig/browser.mjs";
import { openSite } from "../rig/site.mjs";
import { chance, count, report } from "../rig/soak.mjs";
import { begin } from "../rig/steps.mjs";
import { pagesOn } from "../rig/visit.mjs";

const FLIPS = count("FLIPS", 3);
/** How many of the whole cases the short form takes; 0 is all of them. */
const CASES = count("DAMAGES", 4);
const TEXT = "三月的两张票据缺经办人签字，已要求补签";

let site;
before(async () => (site = await openSite()));
after(() => site?.close());

/** The database's files: the log, the list of its files, the name of that list. */
async function files(profile) {
  const databases = join(profile.folder, "Default", "IndexedDB");
  const [folder] = (await readdir(databases)).filter((name) => name.endsWith(".leveldb"));
  const at = join(databases, folder);
  const names = await readdir(at);
  const longest = async (ending) => {
    const sizes = await Promise.all(names.filter((name) => ending.test(name)).map(async (name) => [(await stat(join(at, name))).size, name]));
    return sizes.length > 0 ? join(at, sizes.sort((a, b) => b[0] - a[0])[0][1]) : undefined;
  };
  return { folder: at, log: await longest(/\.log$/), manifest: await longest(/^MANIFEST/), current: join(at, "CURRENT"), table: await longest(/\.ldb$/) };
}

const half = async (file) => truncate(file, Math.floor((await stat(file)).size / 2));

/** Changes bytes of a file in place. */
async function overwrite(file, change) {
  const bytes = await readFile(file);
  change(bytes);
  await writeFile(file, bytes);
}

const zeroHead = (file) => overwrite(file, (bytes) => bytes.fill(0, 0, Math.min(64, bytes.length)));

/** Each of the three files, in four ways. */
const DAMAGES = ["log", "manifest", "current"].flatMap((name) => [
  [`${name} is gone`, async (found) => rm(found[name])],
  [`${name} is cut in half`, async (found) => half(found[name])],
  [`${name} begins with noughts`, async (found) => zeroHead(found[name])],
  [`${name} is empty`, async (found) => truncate(found[name], 0)],
]);

/** What a person sees afterwards: whether they are warned, and the text if the assessment opens. */
async function look(profile) {
  const run = await spawnOn(profile);
  try {
    const page = await run.context.newPage();
    page.setDefaultTimeout(20_000);
    const { home, fill } = pagesOn(page, site.address);
    await home.open();
    // The warning belongs to the store that was found, so it is there with the list.
    const warnings = await page.locator(".banner[role=alert]:visible").allInnerTexts();
    const entries = await home.entries.count();
    if (entries === 0) return { warnings, entries };
    await home.openEntry();
    await fill.card("HY-01").or(page.locator(".banner.bad:visible, .empty:visible")).first().waitFor();
    warnings.push(...(await page.locator(".banner:visible, .empty:visible").allInnerTexts()));
    const field = fill.field("HY-24", "reason");
    const text = (await field.count()) > 0 ? await field.inputValue() : undefined;
    return { warnings, entries, text };
  } finally {
    await run.kill();
  }
}

/** A profile with one assessment and a text, closed in good order. */
async function worked() {
  const profile = await newProfile();
  const run = await spawnOn(profile);
  try {
    const visit = pagesOn(await run.context.newPage(), site.address);
    await begin(visit);
    await visit.fill.choose("HY-24", "verdict", "no");
    for (let at = 0; at < TEXT.length; at += 4) {
      await visit.fill.field("HY-24", "reason").press("End");
      await visit.page.keyboard.insertText(TEXT.slice(at, at + 4));
      await visit.page.waitForTimeout(300);
    }
    await visit.page.waitForTimeout(1_500);
    await visit.fill.isSaved();
    await visit.page.goto("about:blank");
    // The word beside the store goes to the disk at leisure.
    await visit.page.waitForTimeout(500);
  } finally {
    await run.quit();
  }
  return profile;
}

/** Damages a copy of the profile, and says what came of it. */
async function damaged(original, harm) {
  const profile = await newProfile();
  try {
    await cp(original.folder, profile.folder, { recursive: true, verbatimSymlinks: true, filter: (path) => !/Singleton|\/Cache\//.test(path) });
    const what = await harm(await files(profile));
    const { warnings, entries, text } = await look(profile);
    const outcome = text === TEXT ? "intact" : warnings.length > 0 ? "told" : entries === 0 ? "EMPTY WITHOUT A WORD" : "OLDER WITHOUT A WORD";
    return { what, outcome, text, warnings };
  } finally {
    await profile.remove();
  }
}

test("C4: the store's files are damaged on the disk: what was stored is there, or it is told", { timeout: 120_000 + ((CASES || 12) + FLIPS) * 30_000 }, async (t) => {
  const random = chance(t);
  const original = await worked();
  const counts = { intact: 0, told: 0 };
  const silent = [];
  const note = (name, { outcome, text, warnings }) => {
    t.diagnostic(`${name}: ${outcome}${text === undefined || text === TEXT ? "" : `, text ${JSON.stringify(text)}`}${warnings.length > 0 ? `, said ${JSON.stringify(warnings[0].slice(0, 40))}` : ""}`);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    if (outcome !== "intact" && outcome !== "told") silent.push(`${name}: ${outcome}`);
  };
  try {
    const untouched = await damaged(original, async () => {});
    assert.equal(untouched.outcome, "intact", "without damage all is there");
    assert.deepEqual(untouched.warnings, [], "and nothing is said");
    const cases = [...DAMAGES];
    const chosen = CASES === 0 ? cases : Array.from({ length: CASES }, () => cases.splice(random.between(0, cases.length - 1), 1)[0]);
    for (const [name, harm] of chosen) note(name, await damaged(original, harm));
    for (let flip = 1; flip <= FLIPS; flip += 1) {
      let name;
      const outcome = await damaged(original, async (found) => {
        const all = [found.log, found.log, found.log, found.manifest, found.current, found.table].filter(Boolean);
        const file = all[random.between(0, all.length - 1)];
        const share = random.between(0, 999_999);
        await overwrite(file, (bytes) => {
          if (bytes.length === 0) return;
          const at = Math.floor((share / 1_000_000) * bytes.length);
          bytes[at] ^= 1 << random.between(0, 7);
          name = `flip ${flip}, ${file.split("/").pop()} at ${at} of ${bytes.length}`;
        });
      });
      note(name ?? `flip ${flip}`, outcome);
    }
  } finally {
    await original.remove();
    report(t, "C4 damage", { cases: CASES || DAMAGES.length, flips: FLIPS, intact: counts.intact, told: counts.told, silent: silent.length, seed: random.seed });
  }
  assert.deepEqual(silent, []);
});
