// Assessment files that are not right in one thing: other products' files, other encodings, wrong types at every place,
// figures no number can hold, keys twice, versions from the future. Read next: zips.mjs.

/** Every place of a JSON value below the root, as a list of keys. */
function* places(value, path = []) {
  if (path.length > 0) yield path;
  if (value && typeof value === "object") {
    for (const key of Object.keys(value)) yield* places(value[key], [...path, key]);
  }
}

/** A copy with the value at that place replaced, or taken away. */
function changed(value, path, replacement) {
  const copy = structuredClone(value);
  const parent = path.slice(0, -1).reduce((at, key) => at[key], copy);
  if (replacement === undefined) delete parent[path.at(-1)];
  else parent[path.at(-1)] = replacement;
  return copy;
}

/** What no place of an assessment file can be. */
const WRONG = [
  ["一个对象", { toString: "x" }],
  ["一层又一层", JSON.parse(`${"[".repeat(40)}${"]".repeat(40)}`)],
  ["是否", true],
  ["空值", null],
  ["很大的数", 1e21],
  ["文字太长", "长".repeat(30_000)],
];

/** Name and bytes. The order is fixed, so that a seed chooses the same ones again. */
export function hostileTexts(worked) {
  const text = worked.toString();
  const value = JSON.parse(text);
  const bytes = (made) => Buffer.from(typeof made === "string" ? made : JSON.stringify(made));
  const wrongTypes = [...places(value)]
    .filter((path) => path[0] !== "result")
    .flatMap((path, at) => {
      const [name, wrong] = WRONG[at % WRONG.length];
      const now = path.reduce((place, key) => place[key], value);
      if (typeof now === typeof wrong && typeof wrong === "boolean") return [];
      return [[`${path.join(".")} 是${name}`, bytes(changed(value, path, wrong))]];
    });
  const unknown = [[], ["project"], ["rubric"], ["answers"]].map((path) => {
    const at = [...path, "photo"];
    return [`${at.join(".")} 不该有`, bytes(changed(value, at, path[0] === "answers" ? { x: "1" } : "x"))];
  });
  const required = ["format", "version", "id", "project", "rubric", "stage", "role", "answers"]
    .filter((key) => key in value)
    .map((key) => [`缺 ${key}`, bytes(changed(value, [key], undefined))]);
  const spoilt = (name, from, to) => (text.includes(from) ? [[name, bytes(text.replace(from, () => to))]] : []);
  const cut = Array.from({ length: 40 }, (_, n) => [`截断到 ${n + 1}/41`, worked.subarray(0, Math.floor((worked.length * (n + 1)) / 41))]);
  const version = (figure) => spoilt(`版本 ${figure.slice(0, 20)}`, `"version": ${value.version}`, `"version": ${figure}`);
  return [
    ...cut,
    ...wrongTypes,
    ...unknown,
    ...required,
    ...["99", "0", "-1", "1.5", "1e999", "18446744073709551616", '"1"', "null", "[]", "01", "0x1", "NaN", "Infinity", "+1", "1e", "--1"].flatMap(version),
    ...spoilt("格式的名字不同", '"gongping-assessment"', '"gongping-assessments"'),
    ...spoilt("格式的名字里有零字节", '"gongping-assessment"', '"gongping\\u0000-assessment"'),
    ...spoilt("半个代理对", "社会工作", "\\ud800"),
    ...spoilt("原样的零字节", "社会工作", "\u0000"),
    ...spoilt("原样的换行", "社会工作", "\n"),
    ...spoilt("不认识的转义", "社会工作", "\\x41"),
    ...spoilt("转义断了", "社会工作", "\\u12"),
    ...["UTF-16", "UTF-16 大端"].map((name, at) => {
      const wide = Buffer.from(`\uFEFF${text}`, "utf16le");
      return [name, at === 0 ? wide : wide.swap16()];
    }),
    ["没有标记的 UTF-16", Buffer.from(text, "utf16le")],
    ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, ...Array.from(text.slice(0, 40)).flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8, 0, 0])])],
    ["Latin-1", Buffer.from(text.replace(/[^\x00-\xff]/g, "é"), "latin1")],
    ["过长的 UTF-8", Buffer.concat([bytes('{"a":"'), Buffer.from([0xc0, 0xaf]), bytes('"}')])],
    ["坏的 UTF-8", Buffer.concat([worked.subarray(0, 300), Buffer.from([0xff, 0xfe, 0xfd]), worked.subarray(300)])],
    ["两个标记", Buffer.concat([Buffer.from("\uFEFF\uFEFF"), worked])],
    ["注释", bytes(text.replace("{", "{ // 评估表\n"))],
    ["单引号", bytes(text.replaceAll('"', "'"))],
    ["多一个逗号", bytes(text.replace(/\}\s*$/, ",}"))],
    ["两份相连", Buffer.concat([worked, worked])],
    ["后面有别的", Buffer.concat([worked, bytes("<script>alert(1)</script>")])],
    ["许多括号", bytes("[".repeat(500_000))],
    ["许多对象", bytes('{"a":'.repeat(100_000))],
    ["许多空值", bytes(`[${"0,".repeat(900_000)}0]`)],
    ["许多键", bytes(`{${Array.from({ length: 150_000 }, (_, n) => `"k${n}":0`).join(",")}}`)],
    ["同一个键许多次", bytes(`{${'"format":"gongping-assessment",'.repeat(50_000)}"version":1}`)],
    ["很长的文字", bytes(`{"format":"${"x".repeat(9_000_000)}"}`)],
    ["很长的数", bytes(`{"version":${"9".repeat(1_000_000)}}`)],
    ["原型", bytes('{"__proto__":{"format":"gongping-assessment"},"constructor":1}')],
    ["空", bytes("")],
    ["空白", bytes(" \r\n\t\uFEFF")],
    ["只有标记", bytes("\uFEFF")],
    ...["null", "true", "0", '"x"', "[]", "{}", "[{}]", "-0", "1e999", "{}{}", "{'a':1}", "undefined", "NaN"].map((json) => [`只有 ${json}`, bytes(json)]),
  ];
}

/** Files of other programs, or what begins like them. */
export function foreign() {
  const head = (name, bytes, size = 4_000) => [name, Buffer.concat([Buffer.from(bytes), Buffer.alloc(size, 0x41)])];
  return [
    head("照片.jpg", [0xff, 0xd8, 0xff, 0xe0]),
    head("图片.png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    head("动图.gif", Buffer.from("GIF89a")),
    head("扫描件.pdf", Buffer.from("%PDF-1.7\n")),
    head("老表格.xls", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    head("压缩.rar", Buffer.from("Rar!\x1a\x07\x01\x00", "latin1")),
    head("压缩.7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
    head("压缩.gz", [0x1f, 0x8b, 8, 0]),
    head("程序.exe", Buffer.from("MZ")),
    head("代码.wasm", [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
    head("视频.mp4", [0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70]),
    head("数据库.sqlite", Buffer.from("SQLite format 3\x00", "latin1")),
    ["全是零.bin", Buffer.alloc(100_000)],
    ["画图.excalidraw", Buffer.from('{"type":"excalidraw","version":2,"elements":[]}')],
    ["问卷.json", Buffer.from('{"survey":[{"type":"text","name":"q1"}],"settings":{}}')],
    ["地图.geojson", Buffer.from('{"type":"FeatureCollection","features":[]}')],
    ["包.json", Buffer.from('{"name":"x","version":"1.0.0","dependencies":{}}')],
    ["网页.html", Buffer.from("<!doctype html><title>x</title><script>alert(1)</script>")],
    ["图.svg", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["表.xml", Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')],
    ["表.csv", Buffer.from("项目,得分\n=1+1,90\n")],
    ["笔记.md", Buffer.from("# 评估\n")],
    ["封套没有内容.gongping", Buffer.from("GONGPING-SEALED 1\n")],
    ["封套更新.gongping", Buffer.from('GONGPING-SEALED 9\n{"kdf":"PBKDF2-SHA-256"}\nxxxx')],
    ["封套头不是 JSON.gongping", Buffer.from("GONGPING-SEALED 1\nnot json\nxxxx")],
    ["封套次数太多.gongping", Buffer.from(`GONGPING-SEALED 1\n{"kdf":"PBKDF2-SHA-256","iterations":4000000000,"salt":"${"0".repeat(32)}","cipher":"AES-256-GCM","iv":"${"0".repeat(24)}","name":"x"}\n${"x".repeat(64)}`)],
    ["<img src=x onerror=alert(1)>.json", Buffer.from("{}")],
    ["\u202Enosj.exe", Buffer.from("[]")],
    [`${"长".repeat(80)}.json`, Buffer.from("{}")],
    ["'; DROP TABLE x; --.json", Buffer.from("{}")],
  ];
}
