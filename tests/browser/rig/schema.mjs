// The store as each released version of the schema left it: frozen dumps, put into a browser that has not seen the app
// yet. A dump is { version, stores: { name: [[key, value], …] } }; bytes stand in it as { bytes: […] }.
// Read next: ../migrate.test.mjs.

import { readFile } from "node:fs/promises";

/** The versions that were released. */
export const VERSIONS = [1, 2, 3];

/** The dump of a version. */
export async function dumpOf(version) {
  return JSON.parse(await readFile(new URL(`../fixtures/schema-${version}.json`, import.meta.url), "utf8"));
}

/** A file of the site on which the app does not run, so that its store can be laid out first. */
export const asideOf = (address) => `${address}rubrics/catalogue.json`;

/** Lays out a store as a dump has it. Call it on a page of `asideOf`. */
export function layOut(page, dump) {
  return page.evaluate(async ({ version, stores }) => {
    const request = indexedDB.open("gongping", version);
    request.onupgradeneeded = () => {
      for (const [name, records] of Object.entries(stores)) {
        const store = request.result.createObjectStore(name);
        for (const [key, value] of records) store.put(value.bytes ? Uint8Array.from(value.bytes) : value, key);
      }
    };
    await new Promise((resolve, reject) => {
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
    request.result.close();
  }, dump);
}

/** What a store holds now, in the form of a dump, whatever its version. */
export function dumpNow(page) {
  return page.evaluate(async () => {
    const settled = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settled(indexedDB.open("gongping"));
    const dump = { version: database.version, stores: {} };
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name);
      const [keys, values] = [await settled(store.getAllKeys()), await settled(database.transaction(name).objectStore(name).getAll())];
      dump.stores[name] = keys.map((key, at) => [
        key,
        values[at] instanceof Uint8Array ? { bytes: [...values[at]] } : values[at],
      ]);
    }
    database.close();
    return dump;
  });
}
