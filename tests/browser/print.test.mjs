// The printed form as PDF: A4, every word there, no text cut, the head repeated, the right glyphs, the sample marked.
// Read next: refused.test.mjs.

import assert from "node:assert/strict";

import { readPdf } from "./rig/pdf.mjs";
import { beginFilled } from "./rig/steps.mjs";
import { journeys } from "./rig/visit.mjs";
import { ROWS } from "./worked.mjs";

const journey = journeys();

const HEAD = "评估内容评估指标指标等级(分值）自评分评估分扣分因素";

/** Printed wording of the original, with its slips; every row's text and rule is compared with the page below. */
const WORDING = [
  "海盐县政府购买社会组织服务项目评估细则",
  "服务对象隐私保护制度.有安全、应急预案",
  "每有一项未达标扣3分，直至完。",
  "未到达要求不得分。",
  "每不足5％扣1分，直至扣完。无满意率调查不得分。现场随机抽查样本。",
  "备注：中期评估按照“项目过半”的原则对应表内相应指标数据。",
  "评估人员/机构负责人签名（加盖公章）：",
];

/** A4 in points, to a tenth. */
function isA4({ width, height }) {
  return Math.abs(width - 595.3) < 0.6 && Math.abs(height - 841.9) < 0.6;
}

/** The cells of the printed page whose text is larger than their box. */
function cutCells(page) {
  return page.locator("article.form-sheet").evaluate((form) =>
    [...form.querySelectorAll("th, td, h1, u, p, li")]
      .filter((cell) => cell.scrollHeight > cell.clientHeight + 1 || cell.scrollWidth > cell.clientWidth + 1)
      .filter((cell) => getComputedStyle(cell).display !== "inline" && cell.clientHeight > 0)
      .map((cell) => `${cell.tagName} ${cell.className}: ${cell.textContent.slice(0, 40)}`),
  );
}

/** The names of the font families that really drew the form. */
async function familiesDrawn(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument", { depth: 1 });
  const { nodeIds } = await session.send("DOM.querySelectorAll", {
    nodeId: root.nodeId,
    selector: ".form-sheet h1, .form-sheet th, .form-sheet td, .form-sheet p",
  });
  const families = new Set();
  for (const nodeId of nodeIds) {
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
    for (const font of fonts) families.add(font.familyName);
  }
  await session.detach();
  return [...families];
}

journey("the worked form is printed whole: A4, every page headed, every word there, every glyph Chinese", {}, async (visit) => {
  await beginFilled(visit);
  const { page, fill, print } = visit;
  await fill.openPrint();
  await print.ready();
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(await cutCells(page), []);
  // The characters must come from a font for simplified Chinese, or 骨, 直 and 门 look Japanese.
  const families = await familiesDrawn(page);
  const wrong = families.filter((name) => /CJK (?!SC)/.test(name));
  assert.deepEqual(wrong, [], families.join(", "));

  const shown = await print.form.evaluate((form) => {
    const text = (selector) => [...form.querySelectorAll(selector)].map((node) => node.innerText.replace(/\s+/g, ""));
    return { rules: text(".form-rule"), texts: text("tbody td:nth-last-child(5)"), factors: text(".factors-text") };
  });
  assert.equal(shown.rules.length, ROWS.length);

  const pdf = readPdf(await print.pdf());
  assert.ok(pdf.pages.every(isA4), "A4, portrait");
  assert.ok(pdf.fonts.every((font) => font.isEmbedded && font.isReadable), "every font came along");
  const whole = pdf.pages.map(({ text }) => text).join("");
  assert.ok(!whole.includes("\uFFFD"), "every glyph has its character");
  const withTable = pdf.pages.filter(({ text }) => /直至|加\d分/.test(text) && !text.includes("附："));
  assert.ok(withTable.length >= 2 && withTable.length <= 4, `${withTable.length} pages of table`);
  for (const [at, { text }] of pdf.pages.entries()) {
    assert.ok(text.length > 60, `page ${at + 1} is not blank`);
    assert.ok(text.includes(`第${at + 1}页/共${pdf.pages.length}页`), `page ${at + 1} is numbered`);
  }
  for (const { text } of withTable) assert.ok(text.includes(HEAD), "the head is repeated");
  for (const words of WORDING) assert.ok(whole.includes(words), words);
  for (const words of [...shown.rules, ...shown.texts, ...shown.factors]) assert.ok(whole.includes(words), words);
  assert.match(whole, /合计100＋5(?:暂计)?89\.9/);
  assert.match(whole, /基本分86\.9，加分3/);
  assert.ok(!whole.includes("示例"), "real work is not marked as a sample");
});

journey("a reason of 600 characters is printed to its last word", {}, async (visit) => {
  await beginFilled(visit);
  const { page, fill, print } = visit;
  const reason = "三月和五月的两笔活动物资票据缺经办人与签批人签字，".repeat(24).slice(0, 598) + "终。";
  assert.equal(reason.length, 600);
  await fill.unfold("HY-24", "扣分因素");
  await fill.field("HY-24", "factors").fill(reason);
  await fill.isSaved();
  await fill.openPrint();
  await print.ready();
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(await cutCells(page), []);
  const whole = readPdf(await print.pdf()).pages.map(({ text }) => text.replaceAll(HEAD, "")).join("");
  // The reason may go on overleaf, where page numbers stand between; its two ends are found in any case.
  assert.ok(whole.includes(reason.slice(0, 100)), "the beginning");
  assert.ok(whole.includes(reason.slice(-100)), "the end");
});

journey("an unfinished form says 暂计 and prints blanks as blanks", {}, async (visit) => {
  const { home, form, fill, print } = visit;
  await home.open();
  await home.startNew();
  await form.fill({ name: "空表" });
  await form.begin();
  await fill.ready();
  await fill.choose("HY-01", "met.clear", "yes");
  await fill.openPrint();
  await print.ready();
  const scores = await print.selfScores();
  assert.equal(scores[0], "2");
  assert.deepEqual([...new Set(scores.slice(1))], [""]);
  const pdf = readPdf(await print.pdf());
  assert.match(pdf.pages.map(({ text }) => text).join(""), /合计100＋5暂计2/);
});

journey("factors are edited on the printed form itself, and kept", {}, async (visit) => {
  await beginFilled(visit);
  const { fill, print } = visit;
  await fill.openPrint();
  await print.ready();
  const area = print.form.locator("tbody tr textarea").nth(1);
  assert.match(await area.inputValue(), /调研分析报告/);
  await area.fill("缺调研报告，已约定十月补交。");
  await print.goBack();
  await fill.ready();
  await fill.isSaved();
  await fill.unfold("HY-02", "扣分因素");
  assert.equal(await fill.field("HY-02", "factors").inputValue(), "缺调研报告，已约定十月补交。");
});

journey("the sample is marked on every page", {}, async ({ home, fill, print }) => {
  await home.open();
  await home.openSample();
  await fill.ready();
  await fill.openPrint();
  await print.ready();
  const pdf = readPdf(await print.pdf());
  for (const [at, { text }] of pdf.pages.entries()) assert.ok(text.includes("示例"), `page ${at + 1}`);
});
