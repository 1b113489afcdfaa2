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
