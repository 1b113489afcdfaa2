// The built app as a candidate of a comparison of form engines: an adapter that opens the comparison's form as an
// imported rubric, in the app as it is released, with autosave on. `prepare` lets the app make its own store and puts
// the text of the rubric and a blank assessment into it, as an import does. From the folder of the comparison:
//   node bench.mjs --peers=floor,PATH/tests/bench/peers.mjs
// GONGPING_DIST names another build. Read next: browser.mjs.

import { fileURLToPath } from "node:url";

const INPUT = 'article.card input[data-cell="value"]';
const TOTAL = '[data-testid="combined"]';

/** The form of the comparison as a rubric: each begun 5 % below the target costs a step. */
function rubricOf(spec) {
  const words = { project: "项目：", implementer: "单位：", date: "日期：", columns: ["内容", "指标", "分值", "自评", "评估", "因素"] };
  return {
    format: 1,
    id: spec.id,
    version: "1.0",
    title: spec.title,
    provenance: "example",
    source: { title: spec.title },
    places: 2,
    base: String(spec.maxTotal),
    stages: [{ id: "final", name: "结项" }],
    form: { ...words, total: "合计", remark: "备注", signature: "签名：", signature_date: "日期：" },
    readings: [],
    sections: spec.dimensions.map((dimension) => ({
      id: dimension.id,
      name: dimension.title,
      heading: dimension.title,
      points: String(dimension.indicators.reduce((sum, { points }) => sum + points, 0)),
      indicators: dimension.indicators.map((indicator) => ({
        id: indicator.id,
        label: indicator.title,
        text: indicator.title,
        points: String(indicator.points),
        rule_text: `每不足5%扣${indicator.step}分`,
        rule: {
          type: "step_below",
          measure: { type: "value", label: "实际", unit: "%", places: 2 },
          threshold: String(indicator.target),
          step: "5",
          per: String(indicator.step),
          counting: "begun",
        },
        readings: [],
      })),
    })),
  };
}

/** Runs in the page: stores a rubric, a project and a blank assessment, and gives the assessment's id. */
async function store([text, id]) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  const digest = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const summary = { answered: 0, of: 0, base: "0", bonus: "0", total: "0", provisional: true };
  const head = { project: "p", rubric: id, rubric_version: "1.0", rubric_digest: digest, stage: "final", role: "self", changed: 0, revision: 0, summary };
  const project = { name: "P", implementer: "", purchaser: "", year: "", contract_sum: "", starts: "", ends: "" };
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("gongping");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = database.transaction(["rubrics", "projects", "assessments"], "readwrite");
  transaction.objectStore("rubrics").put(text, digest);
  transaction.objectStore("projects").put(JSON.stringify(project), "p");
  transaction.objectStore("assessments").put(JSON.stringify(head), "a");
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  database.close();
  return "a";
}

export default {
  name: "gongping",
  label: "公评",
  kind: "candidate",
  enter: "insertText",
  commit: null,
  serveDir: process.env.GONGPING_DIST ?? fileURLToPath(new URL("../../dist/", import.meta.url)),
  async prepare(page, _n, spec, { origin }) {
    await page.goto(`${origin}/index.html`);
    await page.locator(".choices").waitFor();
    const id = await page.evaluate(store, [JSON.stringify(rubricOf(spec)), spec.id]);
    return `/index.html#/a/${id}`;
  },
  inputs: (page) => page.locator(INPUT),
  totalText: (page) => page.locator(TOTAL).textContent(),
  selectors: { input: INPUT, total: TOTAL, score: "article.card .score > b", subtotal: ".sec-link > .num > span" },
};
