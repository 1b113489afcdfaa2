// What a browser decides about an origin's store: whether it is kept for good, and how much it may hold.
// Read next: visit.mjs.

/** Has the browser keep the store for good when it is asked; without it a fresh profile refuses. */
export async function keepForGood({ context, page, address }) {
  const own = await context.newCDPSession(page);
  const { targetInfo } = await own.send("Target.getTargetInfo");
  const browser = await context.browser().newBrowserCDPSession();
  await browser.send("Browser.grantPermissions", {
    origin: new URL(address).origin,
    permissions: ["durableStorage"],
    browserContextId: targetInfo.browserContextId,
  });
}

/** Puts a value where the app keeps a record, as damage or another version might have left it. */
export function putRecord(page, store, key, value) {
  return page.evaluate(async ([store, key, value]) => {
    const settled = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const [{ name }] = await indexedDB.databases();
    const database = await settled(indexedDB.open(name));
    const transaction = database.transaction(store, "readwrite");
    const done = new Promise((resolve) => (transaction.oncomplete = resolve));
    transaction.objectStore(store).put(value, key);
    await done;
    database.close();
  }, [store, key, value]);
}
