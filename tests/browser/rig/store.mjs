// What lies in the browser's own store, read behind the app's back: the proof that "saved" means saved and that a
// refused file changed nothing. The names of the stores are those of src/app/platform/store/schema.rs.

/** Everything in the store, in the order of its keys: plain values that compare by deepEqual. */
export function dumpStore(page) {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const dump = { databases: databases.map(({ name, version }) => `${name} ${version}`) };
    for (const { name } of databases) {
      const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of database.objectStoreNames) {
        const transaction = database.transaction(store, "readonly");
        const all = (request) =>
          new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        const [keys, values] = await Promise.all([
          all(transaction.objectStore(store).getAllKeys()),
          all(transaction.objectStore(store).getAll()),
        ]);
        dump[store] = keys.map((key, at) => [key, values[at]]);
      }
      database.close();
    }
    return dump;
  });
}

/** The text stored for a cell of the only assessment there is; blank where nothing is stored. */
export async function storedCell(page, row, cell) {
  const { cells } = await dumpStore(page);
  const found = cells.find(([key]) => key[1] === row && key[2] === cell);
  return found ? found[1] : "";
}

/** Writes the heads of the assessments anew, as a later or an earlier app might have left them. */
export function rewriteHeads(page, from, to) {
  return page.evaluate(async ([from, to]) => {
    const settled = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name));
      if (database.objectStoreNames.contains("assessments")) {
        const heads = database.transaction("assessments", "readwrite").objectStore("assessments");
        for (const key of await settled(heads.getAllKeys())) {
          const head = await settled(heads.get(key));
          await settled(heads.put(head.replaceAll(from, to), key));
        }
      }
      database.close();
    }
  }, [from, to]);
}

/** Runs a function of the page with the app's database open. */
function withDatabase(page, work, given) {
  return page.evaluate(`(async () => {
    const settled = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await settled(indexedDB.open("gongping"));
    try { return await (${work})(database, settled, ${JSON.stringify(given)}); } finally { database.close(); }
  })()`);
}

/** Attaches a file to the only assessment there is, as a later version of the app does. */
export function attach(page, name, type, bytes) {
  return withDatabase(page, async (database, settled, { name, type, bytes }) => {
    const content = new Uint8Array(bytes);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
    const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const transaction = database.transaction(["assessments", "attachments"], "readwrite");
    const heads = transaction.objectStore("assessments");
    const [id] = await settled(heads.getAllKeys());
    const head = JSON.parse(await settled(heads.get(id)));
    head.attachments = [...(head.attachments ?? []), { name, type, size: content.length, sha256 }];
    heads.put(JSON.stringify(head), id);
    await settled(transaction.objectStore("attachments").put(content, [id, name]));
  }, { name, type, bytes });
}

/** Makes so many assessments of the only one there is, each with a project of its own. */
export function multiply(page, count) {
  return withDatabase(page, async (database, settled, count) => {
    const stores = ["assessments", "projects", "cells", "journal", "meta"];
    const transaction = database.transaction(stores, "readwrite");
    const [heads, projects, cells, journal, meta] = stores.map((name) => transaction.objectStore(name));
    const [[id], [head], [project], keys, values, steps, texts] = await Promise.all([
      settled(heads.getAllKeys()), settled(heads.getAll()), settled(projects.getAll()),
      settled(cells.getAllKeys()), settled(cells.getAll()), settled(journal.getAllKeys()), settled(journal.getAll()),
    ]);
    const own = JSON.parse(head).project;
    for (let at = 1; at < count; at += 1) {
      const one = (text) => `${text.slice(0, -4)}${at.toString(16).padStart(4, "0")}`;
      heads.put(head.replaceAll(own, one(own)), one(id));
      projects.put(project, one(own));
      keys.forEach((key, place) => cells.put(values[place], [one(id), key[1], key[2]]));
      steps.forEach((key, place) => journal.put(texts[place], [one(id), key[1]]));
    }
    await settled(meta.put(String(count), "count"));
  }, count);
}
