// What stands in a PDF that Chromium printed: its pages, the text of each, and whether every font came along.
// It reads just what Chromium writes (plain objects, deflated streams, a map from codes to characters), so no
// library is needed. Read next: ../print.test.mjs.

import { inflateSync } from "node:zlib";

/** Reads a PDF. Texts have no blanks or line breaks, for these depend on where the lines were broken. */
export function readPdf(bytes) {
  const objects = objectsOf(bytes);
  const fonts = new Map();
  const fontOf = (number) => {
    if (!fonts.has(number)) fonts.set(number, font(objects, number));
    return fonts.get(number);
  };
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary));
  return {
    pages: pages.map(({ dictionary }) => {
      const named = new Map();
      for (const [, name, number] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) named.set(name, fontOf(Number(number)));
      const size = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(dictionary);
      const content = objects.get(Number(/\/Contents (\d+)/.exec(dictionary)[1])).data;
      return { width: Number(size[1]), height: Number(size[2]), text: textOf(content.toString("latin1"), named) };
    }),
    fonts: [...fonts.values()],
  };
}

function objectsOf(bytes) {
  const source = bytes.toString("latin1");
  const objects = new Map();
  for (const match of source.matchAll(/(?:^|\n)(\d+) 0 obj\s/g)) {
    const start = match.index + match[0].length;
    const end = source.indexOf("endobj", start);
    const stream = source.indexOf("stream\n", start);
    const hasStream = stream !== -1 && stream < end;
    const dictionary = source.slice(start, hasStream ? stream : end);
    let data;
    if (hasStream) {
      const first = stream + "stream\n".length;
      data = bytes.subarray(first, first + Number(/\/Length (\d+)/.exec(dictionary)[1]));
      if (dictionary.includes("/FlateDecode")) data = inflateSync(data);
    }
    objects.set(Number(match[1]), { dictionary, data });
  }
  return objects;
}

/** A font: whether its shapes are in the file, and the character of each code. */
function font(objects, number) {
  const { dictionary } = objects.get(number);
  const below = /\/DescendantFonts \[(\d+)/.exec(dictionary);
  const all = below ? dictionary + objects.get(Number(below[1])).dictionary : dictionary;
  const descriptor = /\/FontDescriptor (\d+)/.exec(all);
  const shapes = all + (descriptor ? objects.get(Number(descriptor[1])).dictionary : "");
  const map = /\/ToUnicode (\d+)/.exec(dictionary);
  const characters = new Map();
  let digits = 2;
  if (map) {
    const text = objects.get(Number(map[1])).data.toString("latin1");
    digits = /begincodespacerange\s*<([0-9A-F]+)>/i.exec(text)[1].length;
    for (const [, block] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
      for (const [, code, to] of block.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi)) characters.set(parseInt(code, 16), utf16(to));
    }
    for (const [, block] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
      for (const [, from, to, first] of block.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi)) {
        const start = parseInt(from, 16);
        for (let at = start; at <= parseInt(to, 16); at += 1) {
          characters.set(at, String.fromCodePoint(utf16(first).codePointAt(0) + at - start));
        }
      }
    }
  }
  return { isEmbedded: /\/Subtype \/Type3|\/FontFile/.test(shapes), isReadable: map !== null, digits, characters };
}

function textOf(content, fonts) {
  let text = "";
  let current;
  let depth = 0;
  let replacedAt = 0;
  const token = /\/(F\d+) [\d.]+ Tf|<([0-9A-F]*)> Tj|\[((?:<[0-9A-F]*>|[\s\d.-])*)\] TJ|\/Span<<\/ActualText <FEFF([0-9A-F]*)> >> BDC|\bBDC\b|\bEMC\b/gi;
  for (const [whole, name, one, many, actual] of content.matchAll(token)) {
    if (name) current = fonts.get(name);
    else if (whole.endsWith("BDC")) {
      depth += 1;
      if (actual !== undefined) {
        text += utf16(actual);
        replacedAt = depth;
      }
    } else if (whole === "EMC") {
      if (replacedAt === depth) replacedAt = 0;
      depth -= 1;
    } else if (replacedAt === 0) {
      const codes = one ?? [...many.matchAll(/<([0-9A-F]*)>/gi)].map(([, part]) => part).join("");
      for (let at = 0; at < codes.length; at += current.digits) {
        text += current.characters.get(parseInt(codes.slice(at, at + current.digits), 16)) ?? "\uFFFD";
      }
    }
  }
  return text.replace(/\s+/g, "");
}

function utf16(hexadecimal) {
  return Buffer.from(hexadecimal, "hex").swap16().toString("utf16le");
}
