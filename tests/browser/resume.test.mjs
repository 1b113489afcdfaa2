// Nothing typed is lost: the tab is closed or reloaded in the middle of a word, or left for another page of the app.
// soak/kill.test.mjs kills the browser. Read next: input.test.mjs.

import assert from "node:assert/strict";

import { begin } from "./rig/steps.mjs";
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
