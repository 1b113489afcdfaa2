// Archives that lie, made byte by byte, because a good program does not write them. Each is a package of ours but for
// one thing. Read next: ../../soak/hostile.test.mjs.

import { createHash } from "node:crypto";
import { crc32, deflateRawSync } from "node:zlib";

/** One archive. An entry may lie about anything: name, sizes, checksum, method, flags, where its data begins. */
export function zip(entries, { comment = Buffer.alloc(0), trailing = Buffer.alloc(0), count, size, offset } = {}) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = Buffer.from(entry.data ?? "");
    const method = entry.method ?? 8;
    const packed = entry.packed ?? (method === 8 ? deflateRawSync(data) : data);
    const fields = {
      flags: entry.flags ?? 0x0800,
      method,
      crc: entry.crc ?? crc32(data),
      packed: entry.packedSize ?? packed.length,
      whole: entry.size ?? data.length,
    };
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    common(local, 4, fields, name.length, entry.extra?.length ?? 0);
    const begins = entry.at ?? at;
    if (!entry.onlyListed) {
      parts.push(local, name, entry.extra ?? Buffer.alloc(0), packed);
      at += 30 + name.length + (entry.extra?.length ?? 0) + packed.length;
    }
    const listed = Buffer.from(entry.listedAs ?? entry.name);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(entry.host ?? 20, 4);
    common(central, 6, fields, listed.length, 0);
    central.writeUInt32LE(entry.attributes ?? 0, 38);
    central.writeUInt32LE(begins, 42);
    if (!entry.unlisted) directory.push(Buffer.concat([central, listed]));
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count ?? directory.length, 8);
  end.writeUInt16LE(count ?? directory.length, 10);
  end.writeUInt32LE(size ?? central.length, 12);
  end.writeUInt32LE(offset ?? at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, central, end, comment, trailing]);
}

function common(into, at, { flags, method, crc, packed, whole }, name, extra) {
  into.writeUInt16LE(20, at);
  into.writeUInt16LE(flags, at + 2);
  into.writeUInt16LE(method, at + 4);
  // The time of day of all our entries is the beginning of 1980.
  into.writeUInt16LE(0, at + 6);
  into.writeUInt16LE(0x21, at + 8);
  into.writeUInt32LE(crc, at + 10);
  into.writeUInt32LE(packed, at + 14);
  into.writeUInt32LE(whole, at + 18);
  into.writeUInt16LE(name, at + 22);
  into.writeUInt16LE(extra, at + 24);
}

const digest = (data) => createHash("sha256").update(data).digest("hex");

/** The entries of a package around an assessment, with its manifest; `change` may spoil the manifest. */
export function packageEntries(assessment, more = [], change = (manifest) => manifest) {
  const files = [{ name: "assessment.json", data: assessment }, ...more];
  const manifest = change({
    format: "gongping-package",
    version: 1,
    files: files.map(({ name, data }) => ({ path: name, size: Buffer.byteLength(data), sha256: digest(data) })),
  });
  return [{ name: "manifest.json", data: JSON.stringify(manifest) }, ...files];
}

/** Name and bytes of every hostile archive. */
export function hostileZips(assessment) {
  const good = (more, change) => packageEntries(assessment, more, change);
  const whole = zip(good());
  const zeros = Buffer.alloc(64 * 1024 * 1024);
  const bomb = deflateRawSync(zeros, { level: 9 });
  const picture = { name: "attachments/a.png", data: Buffer.from([0x89, 0x50, 0x4e, 0x47]) };
  const named = (name) => [`路径 ${JSON.stringify(name)}`, zip(good([{ ...picture, name }]))];
  return [
    ["炸弹：一个大文件", zip([...good(), { name: "attachments/b", packed: bomb, size: zeros.length, crc: crc32(zeros) }])],
    ["炸弹：说小了大小", zip([...good(), { name: "attachments/b", packed: bomb, size: 10, crc: 0 }])],
    ["炸弹：说大了大小", zip([...good(), { name: "attachments/b", data: "x", size: 0xfffffff0 }])],
    ["炸弹：许多条目指同一处", zip([...good(), ...Array.from({ length: 40 }, (_, n) => ({ name: `attachments/${n}`, packed: bomb, size: zeros.length, onlyListed: true, at: 0 }))])],
    ["条目太多", zip([...good(), ...Array.from({ length: 700 }, (_, n) => ({ name: `attachments/${n}`, data: "x" }))])],
    ["条目数说少了", zip(good([picture]), { count: 1 })],
    ["条目数说多了", zip(good(), { count: 9 })],
    ["目录大小不对", zip(good(), { size: 7 })],
    ["目录位置不对", zip(good(), { offset: 7 })],
    ["目录位置在文件之外", zip(good(), { offset: 0x7fffffff })],
    ...["../assessment.json", "../../etc/passwd", "/etc/passwd", "C:\\windows\\x", "attachments\\a.png", "attachments/../../x", "a\u0000b", "./x", "attachments//x", "attachments/", "CON", "\u202Egnp.exe", "attachments/ａ\u0301", "~root", "x".repeat(70_000 % 60_000)].map(named),
    ["同名两次", zip([...good([picture]), picture])],
    ["清单同名两次", zip([...good(), { name: "manifest.json", data: "{}" }])],
    ["大小写不同的同名", zip([...good([picture]), { ...picture, name: "attachments/A.png" }])],
    ["本地名与目录名不同", zip(good([{ ...picture, listedAs: "attachments/b.png" }]))],
    ["加密标志", zip(good([{ ...picture, flags: 0x0801 }]))],
    ["未知的压缩方法", zip(good([{ ...picture, method: 99, packed: Buffer.from("x") }]))],
    ["LZMA 方法", zip(good([{ ...picture, method: 14, packed: Buffer.from("x") }]))],
    ["校验和不对", zip(good([{ ...picture, crc: 1 }]))],
    ["压缩数据坏了", zip(good([{ ...picture, packed: Buffer.from([0xff, 0xff, 0xff]) }]))],
    ["压缩后大小说少了", zip(good([{ ...picture, packedSize: 1 }]))],
    ["条目重叠", zip(good([{ ...picture, at: 3 }]))],
    ["没有列在目录里", zip(good([{ ...picture, unlisted: true }]))],
    ["列了却没有", zip(good([{ ...picture, onlyListed: true, at: 999_999 }]))],
    ["清单里多一个文件", zip(good([], (m) => ({ ...m, files: [...m.files, { path: "attachments/x", size: 1, sha256: digest("x") }] })))],
    ["清单里少一个文件", zip(good([picture], (m) => ({ ...m, files: m.files.slice(0, 1) })))],
    ["清单里大小不对", zip(good([], (m) => ({ ...m, files: m.files.map((f) => ({ ...f, size: f.size + 1 })) })))],
    ["清单里校验码不对", zip(good([], (m) => ({ ...m, files: m.files.map((f) => ({ ...f, sha256: digest("y") })) })))],
    ["清单里校验码太短", zip(good([], (m) => ({ ...m, files: m.files.map((f) => ({ ...f, sha256: "00" })) })))],
    ["清单的版本更新", zip(good([], (m) => ({ ...m, version: 99 })))],
    ["清单的版本为零", zip(good([], (m) => ({ ...m, version: 0 })))],
    ["清单的格式不是我们的", zip(good([], (m) => ({ ...m, format: "excel" })))],
    ["清单里有不认识的内容", zip(good([], (m) => ({ ...m, script: "alert(1)" })))],
    ["清单不是 JSON", zip([{ name: "manifest.json", data: "not json" }, { name: "assessment.json", data: assessment }])],
    ["清单嵌套很深", zip([{ name: "manifest.json", data: "[".repeat(50_000) }, { name: "assessment.json", data: assessment }])],
    ["没有清单", zip([{ name: "assessment.json", data: assessment }])],
    ["清单不在最前", zip([...good()].reverse())],
    ["没有评估表", zip(good([], (m) => m).slice(0, 1))],
    ["评估表是空的", zip(packageEntries(""))],
    ["评估表截断", zip(packageEntries(String(assessment).slice(0, 900)))],
    ["评估表是另一个压缩包", zip(packageEntries(whole))],
    ["压缩包里有压缩包", zip(good([{ name: "attachments/x.zip", data: whole }]))],
    ["前面有别的内容", Buffer.concat([Buffer.from("MZ".padEnd(512)), whole])],
    ["后面有别的内容", zip(good(), { trailing: Buffer.from("x".repeat(100)) })],
    ["很长的注释", zip(good(), { comment: Buffer.alloc(65_535, 32) })],
    ["符号链接", zip(good([{ ...picture, host: 0x0314, attributes: 0xa1ff0000 }]))],
    ["假的 ZIP64", zip(good([{ ...picture, size: 0xffffffff, packedSize: 0xffffffff, extra: Buffer.from([1, 0, 16, 0, ...Array(16).fill(255)]) }]))],
    ["只有结尾", zip([])],
    ["只有开头", whole.subarray(0, 40)],
    ["断在目录里", whole.subarray(0, whole.length - 30)],
    ["断在结尾里", whole.subarray(0, whole.length - 5)],
    ...Array.from({ length: 24 }, (_, n) => [`截断到 ${n + 1}/25`, whole.subarray(0, Math.floor((whole.length * (n + 1)) / 25))]),
  ];
}
