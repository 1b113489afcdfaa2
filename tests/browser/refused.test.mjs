// Files that are not ours, not whole, too new or made to do harm: each is refused with a sentence that says what is
// wrong, and nothing in the store changes by a byte. Read next: look.test.mjs.

import assert from "node:assert/strict";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beginFilled, workedFile } from "./rig/steps.mjs";
import { dumpStore } from "./rig/store.mjs";
import { journeys } from "./rig/visit.mjs";

const journey = journeys();

/** The worked file with one text in it replaced, which must be there exactly once. */
function altered(worked, from, to) {
  const text = worked.toString();
  assert.equal(text.split(from).length, 2, `${from} is there once`);
  return Buffer.from(text.replace(from, () => to));
}

/** Name, bytes, and what the sentence must say. */
function hostileFiles(worked) {
  const text = worked.toString();
  const change = (from, to) => altered(worked, from, to);
  return [
    ["空文件.json", Buffer.alloc(0), /空的/],
    ["只有空白.json", Buffer.from("\uFEFF \r\n\t"), /空的/],
    ["说明.txt.json", Buffer.from("项目名称,得分\n暖夕阳,90"), /第 1 行第 1 个字符/],
    ["网页.json", Buffer.from("<!doctype html><script>alert(1)</script>"), /这是网页/],
    ["照片.json", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46]), /这是图片/],
    ["表格.json", Buffer.from([0x50, 0x4b, 3, 4, 0x14, 0, 8, 8, 0xff, 0xfe, 0]), /这是压缩包/],
    ["国标码.json", Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xcf, 0xee, 0x22, 0x7d]), /图片、表格或压缩包/],
    ["UTF-16.json", Buffer.from(`\uFEFF${text}`, "utf16le"), /UTF-16/],
    ["UTF-16大端.json", Buffer.from(`\uFEFF${text}`, "utf16le").swap16(), /UTF-16/],
    ["截断一半.json", worked.subarray(0, worked.length >> 1), /不完整/],
    ["缺最后一个括号.json", worked.subarray(0, worked.length - 3), /不完整/],
    ["断在字中.json", worked.subarray(0, text.indexOf("海") >= 0 ? worked.indexOf("海") + 1 : 9), /不完整/],
    ["数组.json", Buffer.from("[1, 2, 3]"), /不是公评导出的评估文件/],
    ["空值.json", Buffer.from("null"), /不是公评导出的评估文件/],
    ["别的软件.json", Buffer.from('{"type":"excalidraw","version":2,"elements":[]}'), /不是公评导出的评估文件/],
    ["更新的版本.json", change('"version": 1,', '"version": 4,'), /更新版本的公评.*第 4 版/],
    ["版本对不上.json", change('"version": 1,', '"version": 2,'), /缺少 result.verdict/],
    ["极大的版本.json", change('"version": 1,', '"version": 18446744073709551615,'), /更新版本的公评/],
    ["版本为零.json", change('"version": 1,', '"version": 0,'), /version/],
    ["小数版本.json", change('"version": 1,', '"version": 1.5,'), /version/],
    ["没有版本.json", change('"version": 1,', ""), /缺少 version/],
    ["无穷大.json", change('"answered": 26', '"answered": 1e999'), /读不下去/],
    ["负零.json", change('"answered": 26', '"answered": -0'), /answered/],
    ["校验码不对.json", Buffer.from(text.replace(/"digest": "[0-9a-f]{4}/, '"digest": "0000')), /内容不同/],
    ["没有的细则.json", change('"id": "haiyan-purchase"', '"id": "jiaxing-purchase"'), /本页没有/],
    ["没有的阶段.json", change('"stage": "final"', '"stage": "kickoff"'), /没有“kickoff”这个阶段/],
    ["没有的角色.json", change('"role": "self"', '"role": "god"'), /没有“god”这种评估人/],
    ["没有的指标.json", change('"HY-01": {\n      "met', '"HY-99": {\n      "met'), /没有指标 HY-99/],
    ["没有的数据.json", change('"met.clear"', '"met.blurred"'), /HY-01 没有 met\.blurred/],
    ["原型键.json", change('"met.clear"', '"__proto__"'), /__proto__/],
    ["重复的键.json", change('"met.clear": "yes"', '"met.clear": "no", "met.clear": "yes"'), /出现了两次/],
    ["重复的段.json", change('"notes": {', '"notes": {}, "notes": {'), /notes 出现了两次/],
    ["多出的字段.json", change('"role": "self"', '"role": "self", "photo": "x"'), /photo 不是评估文件应有的内容/],
    ["数字代替文字.json", change('"met.clear": "yes"', '"met.clear": true'), /met\.clear 的内容不是应有的类型/],
    ["缺项目名称.json", change('"name": "“暖夕阳”居家养老社工服务项目",', ""), /缺少 project\.name/],
    ["编号带路径.json", change("0193a5c0-8f02-7a51-b6c3-20f1d2b7a9e4", "../../../etc/passwd"), /不是有效的编号/],
    ["编号带网页.json", change("0193a5c0-8f02-7a51-b6c3-20f1d2b7a9e4", "<img src=x onerror=alert(1)>"), /不是有效的编号/],
    ["文字太长.json", change("某某社会工作服务中心", "长".repeat(22_000)), /太长/],
    ["嵌套很深.json", Buffer.from(`${'{"a":'.repeat(200)}1${"}".repeat(200)}`), /嵌套超过/],
    ["嵌套十万层.json", Buffer.from("[".repeat(100_000)), /嵌套超过|不完整/],
    ["尾随内容.json", Buffer.concat([worked, Buffer.from("{}")]), /读不下去|不是公评/],
    ["零字节.json", change("某某社会工作服务中心", "某某\u0000中心"), /读不下去|被改动|改坏/],
    ["十一兆.json", Buffer.concat([worked, Buffer.alloc(11 * 1024 * 1024, " ")]), /超过 10 MB/],
    ["<img src=x onerror=alert(1)>.json", Buffer.from("{}"), /不是公评导出的评估文件/],
    ["\u202Enosj.报表.json", Buffer.from("[]"), /不是公评导出的评估文件/],
  ];
}

journey("every broken or hostile file is refused with a sentence that fits, and the store stays as it was", {}, async (visit) => {
  await beginFilled(visit);
  const { page, fill, home } = visit;
  await fill.isSaved();
  await fill.goHome();
  await home.ready();
  const before = await dumpStore(page);
  assert.equal(before.projects.length, 1);
  const files = hostileFiles(await workedFile());
  assert.ok(files.length >= 25);
  for (const [name, buffer, sentence] of files) {
    await home.chooseFile({ name, mimeType: "application/json", buffer });
    const said = await home.dialog.innerText();
    assert.match(said, /没有导入/, name);
    assert.match(said, sentence, name);
    assert.match(said, /本机的数据没有任何改动/, name);
    assert.ok(said.includes(name), "the file is named, as text");
    await home.closeDialog();
    assert.deepEqual(await dumpStore(page), before, name);
  }
});

journey("a file of 60 MB is refused before it is read", {}, async (visit) => {
  const folder = await mkdtemp(join(tmpdir(), "gongping-file-"));
  try {
    const path = join(folder, "很大.json");
    await writeFile(path, "{");
    await truncate(path, 60 * 1024 * 1024);
    const { page, home } = visit;
    await home.open();
    const before = await dumpStore(page);
    await home.chooseFile(path);
    assert.match(await home.dialog.innerText(), /文件太大/);
    await home.closeDialog();
    assert.deepEqual(await dumpStore(page), before);
  } finally {
    await rm(folder, { recursive: true });
  }
});

journey("a file whose figures were changed by hand says so before it is taken in, and the facts decide", {}, async ({ home, fill }) => {
  await home.open();
  const buffer = altered(await workedFile(), '"total": "89.9"', '"total": "99.9"');
  await home.chooseFile({ name: "改过.json", mimeType: "application/json", buffer });
  assert.match(await home.dialog.innerText(), /合计：文件写 99\.9，重算为 89\.9/);
  await home.acceptImport();
  await fill.ready();
  assert.equal((await fill.totals()).combined, "89.9");
});

journey("the same file again is recognised; a changed one is kept beside it", {}, async (visit) => {
  await beginFilled(visit);
  const { page, home, fill } = visit;
  await fill.goHome();
  await home.ready();
  const before = await dumpStore(page);
  await home.chooseFile({ name: "一样.json", mimeType: "application/json", buffer: await workedFile() });
  assert.match(await home.dialog.innerText(), /完全相同/);
  await home.closeDialog();
  assert.deepEqual(await dumpStore(page), before);
  const buffer = altered(await workedFile(), '"met.clear": "yes"', '"met.clear": "no"');
  await home.chooseFile({ name: "另一版.json", mimeType: "application/json", buffer });
  assert.match(await home.dialog.innerText(), /另存一份，不会覆盖/);
  await home.acceptImport();
  await fill.ready();
  assert.equal(await fill.score("HY-01"), "0");
  await fill.goHome();
  await home.ready();
  assert.equal(await home.entries.count(), 2);
});
