// The worked form of the 海盐 rubric: a whole assessment with the score of every row, worked by hand from the
// printed rules. 项目管理 8.5, 服务执行 39, 服务成效 20.9, 财务管理 18.5; base 86.9, bonus 3, 合计 89.9.
// Read next: journey.test.mjs, which types it.

/** The project it belongs to. */
export const PROJECT = {
  name: "“暖夕阳”居家养老社工服务项目",
  implementer: "某某社会工作服务中心",
  purchaser: "某某街道办事处",
  year: "2026",
  sum: "100000",
  starts: "2026-01-01",
  ends: "2026-12-31",
};

/** Row, score, and the facts in the order a person meets them. */
export const ROWS = [
  ["HY-01", "2", [["met.clear", "yes"]]],
  ["HY-02", "1.5", [["item.survey", "yes"], ["item.needs", "yes"], ["item.goals", "yes"], ["item.report", "no"]]],
  ["HY-03", "3", [
    ["item.safety", "yes"],
    ["item.privacy", "yes"],
    ["item.emergency", "yes"],
    ["item.complaints.total", "0"],
    ["item.records", "yes"],
  ]],
  ["HY-04", "2", [["item.plan", "yes"], ["item.methods", "yes"], ["item.files", "no"]]],
  ["HY-05", "2", [["met.team", "yes"], ["met.full-time", "yes"], ["met.professional", "na"]]],
  ["HY-06", "1", [["stability.item.stable", "no"], ["training.value", "19"]]],
  ["HY-07", "2", [["item.recruit", "yes"], ["item.train", "yes"], ["item.log", "yes"]]],
  ["HY-08", "3", [["part", "91"], ["whole", "100"]]],
  ["HY-09", "5", [["part", "12"], ["whole", "12"]]],
  ["HY-10", "5", [["part", "192"], ["whole", "200"]]],
  ["HY-11", "4", [["part", "95"], ["whole", "96"]]],
  ["HY-12", "2", [["item.held", "yes"], ["item.varied", "yes"], ["item.records", "yes"]]],
  ["HY-13", "3", [["met.visits.applies", "yes"], ["met.visits.actual", "40"], ["met.visits.required", "40"]]],
  ["HY-14", "12", [
    ["item.plan", "yes"],
    ["item.record", "yes"],
    ["item.summary", "yes"],
    ["item.follow-up", "no"],
    ["item.photos", "yes"],
  ]],
  ["HY-15", "1.5", [["part", "58"], ["whole", "60"]]],
  ["HY-16", "5", [["gate.survey", "yes"], ["part", "57"], ["whole", "60"]]],
  ["HY-17", "1", [["count", "1"]]],
  ["HY-18", "2.4", [["count", "4"]]],
  ["HY-19", "2", [["count", "2"]]],
  ["HY-20", "1", [["level", "fair"], ["reason", "服务方式沿用上年"]]],
  ["HY-21", "4", [["level", "good"], ["ceiling.stationed.applies", "no"]]],
  ["HY-22", "4", [
    ["coverage.part", "200"],
    ["coverage.whole", "200"],
    ["participation.part", "194"],
    ["participation.whole", "200"],
  ]],
  ["HY-23", "2", [["item.rules", "yes"], ["item.staff", "yes"]]],
  ["HY-24", "7", [["verdict", "no"], ["marks", "7"], ["reason", "两张票据缺签批人签字"]]],
  ["HY-25", "8", [["verdict", "yes"]]],
  ["HY-26", "1.5", [["part", "6200"], ["whole", "100000"]]],
  ["HY-B1", "2", [["count", "1"]]],
  ["HY-B2", "0", [["count", "0"]]],
  ["HY-B3", "1", [["count", "1"]]],
];

/** The points of the sections, as the form prints them. */
export const SECTIONS = ["8.5", "39", "20.9", "18.5", "3"];

/** The totals. */
export const TOTALS = { base: "86.9", bonus: "3", combined: "89.9" };
