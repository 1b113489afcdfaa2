// Nothing typed is lost: the tab is closed or reloaded in the middle of a word, the browser is killed while typing.
// And the chip tells the truth: what it called saved was stored. Read next: input.test.mjs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";

import { newProfile, spawnOn } from "./rig/browser.mjs";
import { watchIncidents } from "./rig/incidents.mjs";
import { openSite } from "./rig/site.mjs";
import { seeded } from "./rig/random.mjs";
import { begin } from "./rig/steps.mjs";
import { storedCell } from "./rig/store.mjs";
import { journeys, pagesOn } from "./rig/visit.mjs";

const journey = journeys();

journey("a tab that is closed or reloaded in the middle of a word comes back with every letter", {}, async (visit) => {
  await begin(visit);
  const { page, fill, context, address } = visit;
  page.on("dialog", (dialog) => dialog.accept());
  await fill.choose("HY-24", "verdict", "no");
  await fill.type("HY-08", "part", "91");
  await fill.type("HY-24", "reason", "三月的两张票据缺经办人签");
  await page.reload();
  await fill.ready();
  assert.equal(await fill.field("HY-08", "part").inputValue(), "91");
  assert.equal(await fill.field("HY-24", "reason").inputValue(), "三月的两张票据缺经办人签");

  await fill.field("HY-24", "reason").press("End");
  await fill.field("HY-24", "reason").pressSequentially("字，已补");
  await page.close();
  const next = pagesOn(await context.newPage(), address);
  await next.home.open();
  await next.home.openEntry();
  await next.fill.ready();
  assert.equal(await next.fill.field("HY-24", "reason").inputValue(), "三月的两张票据缺经办人签字，已补");
  assert.equal(await next.fill.option("HY-24", "verdict", "no").isChecked(), true);
});

journey("going to another page of the app and back keeps everything, and the list knows it", {}, async (visit) => {
  await begin(visit);
  const { page, fill, home } = visit;
  await fill.type("HY-18", "count", "4");
  await fill.goHome();
  await home.ready();
  assert.match(await home.entries.first().innerText(), /1 \/ 29/);
  await page.goBack();
  await fill.ready();
  assert.equal(await fill.score("HY-18"), "2.4");
});

journey("what an input method shows while it is composing is kept as it is seen, and a pasted text is kept whole", {}, async (visit) => {
  await begin(visit);
  const { page, fill, context } = visit;
  page.on("dialog", (dialog) => dialog.accept());
  await fill.choose("HY-24", "verdict", "no");
  const field = fill.field("HY-24", "reason");
  await field.click();
  await page.keyboard.insertText("票据三张，");
  const session = await context.newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "que qian", selectionStart: 8, selectionEnd: 8 });
  assert.equal(await field.inputValue(), "票据三张，que qian");
  await page.reload();
  await fill.ready();
  assert.equal(await fill.field("HY-24", "reason").inputValue(), "票据三张，que qian");
});

journey("no longer text is taken than a file can hold, so that everything typed can be exported", {}, async (visit) => {
  await begin(visit);
  const { page, fill } = visit;
  await fill.unfold("HY-18", "备注");
  await fill.field("HY-18", "note").click();
  await page.keyboard.insertText("字".repeat(30_000));
  const kept = await fill.field("HY-18", "note").inputValue();
  assert.equal(kept.length, 20_000);
  await fill.isSaved();
  const file = await fill.export();
  assert.equal(JSON.parse(file.bytes.toString()).notes["HY-18"], kept);
});

// ---- Killing -------------------------------------------------------------------------------------------

/** A release is tried with more: KILLS=500 node --test resume.test.mjs */
const KILLS = Number(process.env.KILLS ?? 8);
/** People type slower than this. */
const KEY_MS = [10, 70];
const KILL_AFTER_MS = [300, 1_600];

let site;
let profile;
before(async () => {
  site = await openSite();
  profile = await newProfile();
});
after(async () => {
  await site?.close();
  await profile?.remove();
});

test(`the browser is killed ${KILLS} times while typing, and at most one key is gone each time`, { timeout: KILLS * 30_000 }, async (t) => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  t.diagnostic(`seed ${seed} (SEED=${seed} repeats it)`);
  const random = seeded(seed);
  const address = await firstRun();
  let stored = "";
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const { typed, acknowledged, found } = await killWhileTyping(address, stored, random);
    const sentence = `kill ${kill}: ${typed.length} keys typed, ${acknowledged} called saved, ${found.length} found`;
    t.diagnostic(sentence);
    assert.ok(typed.startsWith(found) || found.startsWith(typed), `${sentence}: the text is another one`);
    assert.ok(found.length >= typed.length - 1, `${sentence}: more than one key is gone`);
    assert.ok(found.length >= acknowledged, `${sentence}: what was called saved is gone`);
    stored = found;
  }
});

/** Runs a browser on the profile, and kills it at the end whatever happened. */
async function withBrowser(work) {
  const run = await spawnOn(profile);
  try {
    return await work(run);
  } finally {
    await run.kill();
  }
}

/** Makes an assessment on the profile, and gives the address of its page. */
function firstRun() {
  return withBrowser(async ({ context }) => {
    const page = await context.newPage();
    const visit = pagesOn(page, site.address);
    await begin(visit);
    await visit.fill.choose("HY-24", "verdict", "no");
    await visit.fill.isSaved();
    return page.url();
  });
}

/** Types at the end of a reason until the browser is killed; then looks what is stored. */
async function killWhileTyping(address, stored, random) {
  const { typed, acknowledged } = await withBrowser((run) => typeUntilKilled(run, address, stored, random));
  const found = await withBrowser(async ({ context }) => {
    const page = await context.newPage();
    await page.goto(address);
    await pagesOn(page, site.address).fill.ready();
    return storedCell(page, "HY-24", "reason");
  });
  return { typed, acknowledged, found };
}

async function typeUntilKilled({ context, kill }, address, stored, random) {
  const incidents = await watchIncidents(context, site.origin);
  const page = await context.newPage();
  let acknowledged = 0;
  await context.exposeBinding("reportSaved", (_source, length) => {
    acknowledged = Math.max(acknowledged, length);
  });
  await page.goto(address);
  const { fill } = pagesOn(page, site.address);
  const field = fill.field("HY-24", "reason");
  await field.waitFor();
  assert.equal(await field.inputValue(), stored, "what was stored is shown");
  await fill.saved.evaluate((chip, id) => {
    const report = () => {
      if (chip.dataset.state === "saved") window.reportSaved(document.getElementById(id).value.length);
    };
    new MutationObserver(report).observe(chip, { attributes: true, childList: true, characterData: true, subtree: true });
  }, "HY-24.reason");
  await field.press("End");

  let typed = stored;
  let isDead = false;
  const killing = wait(random.between(...KILL_AFTER_MS)).then(() => {
    isDead = true;
    return kill();
  });
  while (!isDead) {
    const letter = random.letter();
    // A press that the kill cuts off counts only if it came back: then the input event had run.
    const arrived = await page.keyboard.press(letter).then(() => true, () => false);
    if (!arrived) break;
    typed += letter;
    await wait(random.between(...KEY_MS));
  }
  await killing;
  incidents.expectNone();
  return { typed, acknowledged };
}
