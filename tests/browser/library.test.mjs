// The library of rubrics: finding one, looking through it, printing it blank, beginning with it; files of one's own,
// good and bad; versions beside each other; and an assessment that needs nobody for its rubric. Read next: README.md.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { axeComplaints, cutComplaints, sidewaysComplaints, tapComplaints } from "./rig/look.mjs";
import { begin } from "./rig/steps.mjs";
import { dumpStore } from "./rig/store.mjs";
import { SCREENS, journeys } from "./rig/visit.mjs";
import { PROJECT } from "./worked.mjs";

const journey = journeys();

const HAIYAN = "海盐县政府购买社会组织服务项目评估细则";
const OWN = "社区阅览室服务评估表";

/** The small rubric at the end of the format's description. */
async function small(change = (text) => text) {
  const readme = await readFile(new URL("../../rubrics/README.md", import.meta.url), "utf8");
  const text = readme.split("```json\n").at(-1).split("```")[0];
  return Buffer.from(change(text));
}

const file = (name, buffer) => ({ name, mimeType: "application/json", buffer });

/** Home, the library, and the small rubric taken in. */
async function takeIn({ home, library }, buffer) {
  await home.open();
  await library.openFromHome();
  await library.chooseFile(file("阅览室.json", buffer));
  await library.accept();
}

journey("a rubric is found by the words of an indicator, narrowed down, looked through and begun with", {}, async ({ page, home, library, form, fill }) => {
  await home.open();
  await library.openFromHome();
  assert.ok((await library.titles()).includes(HAIYAN));
  await library.search.fill("隐私保护制度");
  await page.locator("main [role=status]", { hasText: /找到 \d+ 份细则/ }).waitFor();
  assert.ok((await library.titles()).includes(HAIYAN));
  await library.search.fill("没有哪一份细则会有的字样");
  await page.locator(".empty").waitFor();
  await page.locator(".empty button").click();
  await library.ready();
  await library.choose("stage", "中期");
  await library.choose("provenance", "官方");
  assert.ok((await library.titles()).includes(HAIYAN));
  await library.open(HAIYAN);
  assert.match(await page.locator("main").innerText(), /官方/);
  const row = library.node("内容一致率");
  await row.locator("> summary").press("Enter");
  // What is inside is drawn when it is first opened.
  await row.getByText("每不足5%扣1分").first().waitFor();
  const text = await row.innerText();
  // The printed rule, and what it comes to.
  assert.match(text, /每不足5%扣1分，直至扣完。/);
  assert.match(text, /达到 95%得满分；每低 5%扣 1 分/);
  await library.begin();
  await form.fill({ name: PROJECT.name });
  assert.equal(await page.locator('input[name="rubric"][value="haiyan-purchase"]').isChecked(), true);
  await form.begin();
  await fill.ready();
});

journey("the blank form has every row of the rubric and no score", {}, async ({ page, home, library, print }) => {
  await home.open();
  await library.openFromHome();
  await library.open(HAIYAN);
  await library.blank();
  await print.ready();
  const rows = await print.rows();
  assert.equal(rows.length, 29);
  // The last four cells are points, the two scores, and the rule.
  for (const cells of rows) assert.deepEqual(cells.slice(-3, -1), ["", ""]);
  const pdf = await print.pdf();
  assert.ok(pdf.length > 10_000);
  assert.match(await page.title(), /空白评估表/);
});

journey("a file of one's own is taken in, used, exported as it came, and not deleted while it is used", {}, async (visit) => {
  const { page, home, library, form, fill } = visit;
  const own = await small();
  await takeIn(visit, own);
  await library.open(OWN);
  assert.match(await page.locator("main").innerText(), /自拟示例/);
  const exported = await library.export();
  assert.equal(exported.name, "reading-room-1.0.json");
  assert.ok(exported.bytes.equals(own), "the file is the same, byte for byte");
  await library.begin();
  await form.fill({ name: "阅览室" });
  await form.begin();
  await fill.ready();
  await fill.goHome();
  await home.ready();
  assert.match(await home.entries.first().innerText(), /社区阅览室服务评估表/);
  await library.openFromHome();
  await library.open(OWN);
  await library.delete();
  await home.toast.filter({ hasText: "有评估正在使用" }).waitFor();
  assert.equal((await dumpStore(page)).rubrics.some(([, text]) => text === own.toString()), true);
});

journey("an unused rubric is deleted, and comes back by undo", {}, async (visit) => {
  const { page, home, library } = visit;
  await takeIn(visit, await small());
  await library.open(OWN);
  await library.delete();
  await library.ready();
  assert.ok(!(await library.titles()).includes(OWN));
  await home.toast.locator("button.btn:not(.icon)").last().click();
  await library.cards.filter({ hasText: OWN }).waitFor();
  assert.equal((await dumpStore(page)).rubrics.filter(([, text]) => text.includes("reading-room")).length, 1);
});

journey("a file that is wrong is refused with a list in plain words that can be copied", { permissions: ["clipboard-read", "clipboard-write"] }, async ({ page, home, library }) => {
  await home.open();
  await library.openFromHome();
  const before = await dumpStore(page);
  const wrong = await small((text) => text.replace('"base": "10"', '"base": "9"').replace('"target": "12"', '"target": "-1"'));
  await library.chooseFile(file("写错的细则.json", wrong));
  const said = await library.problems.allInnerTexts();
  assert.equal(said.length, 2);
  assert.ok(said.some((line) => /基本分满分（base）：各部分加起来是 10 分，印的是 9 分。/.test(line)), said.join("\n"));
  assert.ok(said.some((line) => /第 1 部分“日常服务”的第 2 小部分“读者”的第 1 个指标“活动场次”.*不能小于 0，现在是 -1。/.test(line)), said.join("\n"));
  await library.dialog.getByRole("button", { name: "复制问题清单" }).click();
  await home.toast.filter({ hasText: "已复制" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), said.join("\n"));
  await library.accept();
  assert.deepEqual(await dumpStore(page), before);
});

journey("a newer version stands beside the older one, under which a begun assessment goes on", {}, async (visit) => {
  const { page, home, library, form, fill } = visit;
  await takeIn(visit, await small());
  await library.open(OWN);
  await library.begin();
  await form.fill({ name: "阅览室" });
  await form.begin();
  await fill.ready();
  await fill.goHome();
  await home.ready();
  await library.openFromHome();
  // Every missing activity costs twice as much, under another version.
  const newer = (text) => text.replace('"version": "1.0"', '"version": "1.1"').replace('"per": "0.5"', '"per": "1"');
  await library.chooseFile(file("阅览室2.json", await small(newer)));
  assert.match(await library.dialog.innerText(), /本机已有第 1\.0 版，两份会并存/);
  await library.accept();
  await library.cards.filter({ hasText: "1.1" }).waitFor();
  assert.equal((await library.titles()).filter((title) => title === OWN).length, 2);
  // The same version once more, with other content, is told apart.
  const other = (text) => newer(text).replace("公示开放时间、借阅办法。", "公示开放时间。");
  await library.chooseFile(file("阅览室3.json", await small(other)));
  assert.match(await library.dialog.innerText(), /同一编号、同一版本的细则，但内容不同/);
  await library.dialog.locator(".btn.quiet").click();
  await page.goBack();
  await home.ready();
  await home.openEntry();
  await fill.ready();
  // 10 of 12: 2 short at 0.5 each, of 6 points, as the older version has it.
  await fill.type("R-2", "count", "10");
  assert.equal(await fill.score("R-2"), "5");
});

// What these tests refuse on the way has to be asked for by the page itself.
const WITHOUT_WORKER = { serviceWorkers: "block" };

journey("an open assessment reloads although no rubric can be fetched any more", WITHOUT_WORKER, async (visit) => {
  const { page, context, fill, incidents } = visit;
  await begin(visit);
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.isSaved();
  await context.route("**/rubrics/**", (route) => route.abort());
  await page.reload();
  await fill.ready();
  assert.equal(await fill.score("HY-01"), "2");
  // What was refused on purpose is told in the console.
  incidents.takeOut(/rubrics|ERR_FAILED/);
});

journey("without the network the library says so, and a retry brings the rubrics", WITHOUT_WORKER, async ({ page, context, home, library, incidents }) => {
  await context.route("**/rubrics/**", (route) => route.abort());
  await home.open();
  await page.locator('.masthead a[href="#/rubrics"]').click();
  const banner = page.locator(".banner.bad[role=alert]");
  await banner.waitFor();
  assert.match(await banner.innerText(), /评估细则没有取到/);
  await context.unroute("**/rubrics/**");
  await banner.getByRole("button", { name: "重试" }).click();
  await library.ready();
  incidents.takeOut(/rubrics|ERR_FAILED/);
});

for (const [screen, options] of Object.entries(SCREENS)) {
  journey(`the library looks right on a ${screen}, in light and dark`, options, async ({ page, home, library }) => {
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      await home.open();
      await library.openFromHome();
      const complaints = async (what) => [
        ...(await axeComplaints(page)),
        ...(await sidewaysComplaints(page)),
        ...(await tapComplaints(page)),
        ...(await cutComplaints(page)),
      ].map((line) => `${what}, ${scheme}: ${line}`);
      assert.deepEqual(await complaints("list"), []);
      await library.open(HAIYAN);
      await library.node("内容一致率").locator("> summary").click();
      assert.deepEqual(await complaints("rubric"), []);
    }
  });
}
