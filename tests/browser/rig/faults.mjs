// Faults in the browser's store, made from outside: an init script stands before every call the app makes of
// IndexedDB, counts them, and at a chosen one lets a fault happen. It also keeps what really completed, so that the
// chip can be held against it at every moment. Read next: ../soak/faults.test.mjs, ../soak/label.test.mjs.

/** The faults there are: at a call that throws, at one whose transaction ends otherwise, or never. */
export const FAULTS = [
  "InvalidStateError",
  "UnknownError",
  "close",
  "abort",
  "request error",
  "never",
];

/** Stands before the store of every page of this context. */
export const interpose = (context) => context.addInitScript(stand);

/** The calls made since the last time they were asked for: "transaction readwrite cells", "put cells" and so on. */
export const takeCalls = (page) => page.evaluate(() => window.storeFaults.take());

/** Lets a fault happen at a call counted from now: 0 is the next. */
export const arm = (page, at, fault) => page.evaluate(([at, fault]) => window.storeFaults.arm(at, fault), [at, fault]);

/** The same for the next page that loads in this tab. */
export const armNext = (page, at, fault) =>
  page.evaluate(([at, fault]) => sessionStorage.setItem("storeFault", `${at} ${fault}`), [at, fault]);

/** Whether the armed fault has happened, and at which call. */
export const struck = (page) => page.evaluate(() => window.storeFaults.struck());

function stand() {
  // A page that is not of any site yet has no storage.
  if (!/^https?:/.test(location.protocol)) return;
  const calls = [];
  const [, at, kind] = /^(\d+) (.+)$/.exec(sessionStorage.getItem("storeFault") ?? "") ?? [];
  sessionStorage.removeItem("storeFault");
  let countdown = at === undefined ? -1 : Number(at);
  let armed = kind ?? "";
  let struck = "";
  let struckAt = 0;
  const open = new Set();
  const silenced = new WeakSet();
  const completed = new Map();
  const pending = new WeakMap();
  const timings = [];
  let bytes = 0;

  window.storeFaults = {
    take: () => calls.splice(0),
    arm: (at, fault) => {
      countdown = at;
      armed = fault;
      struck = "";
    },
    struck: () => struck,
    struckAt: () => struckAt,
    completed: (key) => completed.get(JSON.stringify(key)) ?? "",
    timings: () => timings.splice(0),
    bytes: () => bytes,
  };

  /** The fault that is due at this call, if one is. */
  const due = (call) => {
    calls.push(call);
    if (countdown < 0) return undefined;
    countdown -= 1;
    if (countdown >= 0) return undefined;
    struck = call;
    struckAt = performance.now();
    return armed;
  };
  const error = (name) => new DOMException("made by the test", name);

  /** Has every listener of the transaction or request kept from hearing of its end. */
  const silence = (target) => {
    silenced.add(target);
    for (const kind of ["complete", "abort", "error", "success", "blocked", "upgradeneeded"]) {
      target.addEventListener(kind, (event) => event.stopImmediatePropagation(), true);
    }
    for (const kind of ["oncomplete", "onabort", "onerror", "onsuccess"]) {
      Object.defineProperty(target, kind, { configurable: true, set() {}, get: () => null });
    }
  };

  const closeAll = () => {
    for (const database of [...open]) {
      database.close();
      open.delete(database);
      database.dispatchEvent(new Event("close"));
    }
  };

  /** Makes the fault happen in a transaction that is under way; the error is what the app is to read of it. */
  const spoil = (transaction, fault) => {
    if (fault === "never") silence(transaction);
    if (fault === "request error") {
      Object.defineProperty(transaction, "error", { get: () => error("UnknownError") });
    }
    transaction.abort();
  };

  const wrap = (prototype, name, around) => {
    const real = prototype[name];
    prototype[name] = function (...given) {
      return around.call(this, real, given);
    };
  };

  wrap(IDBFactory.prototype, "open", function (real, given) {
    const fault = due("open");
    if (fault === "InvalidStateError" || fault === "UnknownError") throw error(fault);
    const request = real.apply(this, given);
    request.addEventListener("success", () => open.add(request.result));
    if (fault === "never" || fault === "close") silence(request);
    if (fault === "request error" || fault === "abort") {
      request.addEventListener("success", (event) => {
        event.stopImmediatePropagation();
        request.result.close();
        Object.defineProperty(request, "error", { get: () => error(fault === "abort" ? "AbortError" : "UnknownError") });
        request.dispatchEvent(new Event("error"));
      }, true);
    }
    return request;
  });

  wrap(IDBDatabase.prototype, "transaction", function (real, given) {
    const stores = [given[0]].flat();
    const mode = given[1] ?? "readonly";
    const fault = due(`transaction ${mode} ${stores.join("+")}`);
    if (fault === "InvalidStateError" || fault === "UnknownError") throw error(fault);
    if (fault === "close") closeAll();
    const transaction = real.apply(this, given);
    const began = performance.now();
    if (mode === "readwrite") {
      const written = new Map();
      pending.set(transaction, written);
      transaction.addEventListener("complete", () => {
        if (silenced.has(transaction)) return;
        timings.push(performance.now() - began);
        for (const [key, value] of written) completed.set(key, value);
      }, true);
    }
    if (fault) spoil(transaction, fault);
    return transaction;
  });

  wrap(IDBTransaction.prototype, "objectStore", function (real, given) {
    const fault = due(`objectStore ${given[0]}`);
    if (fault === "InvalidStateError" || fault === "UnknownError") throw error(fault);
    if (fault === "close") closeAll();
    else if (fault) spoil(this, fault);
    return real.apply(this, given);
  });

  wrap(IDBTransaction.prototype, "commit", function (real, given) {
    const fault = due("commit");
    if (fault === "close") closeAll();
    else if (fault) spoil(this, fault);
    if (fault === "InvalidStateError" || fault === "UnknownError") throw error(fault);
    return real.apply(this, given);
  });

  for (const name of ["put", "add", "delete", "clear", "get", "getAll", "getAllKeys", "getKey", "count", "openCursor", "openKeyCursor"]) {
    wrap(IDBObjectStore.prototype, name, function (real, given) {
      const fault = due(`${name} ${this.name}`);
      if (fault === "InvalidStateError" || fault === "UnknownError") throw error(fault);
      if (fault === "close") closeAll();
      else if (fault) spoil(this.transaction, fault);
      const written = pending.get(this.transaction);
      if (name === "put" || name === "add") {
        bytes += 2 * (JSON.stringify(given[1] ?? null).length + (given[0]?.length ?? 0));
        if (this.name === "cells") written?.set(JSON.stringify(given[1]), given[0]);
      }
      if (name === "delete" && this.name === "cells" && Array.isArray(given[0])) written?.set(JSON.stringify(given[0]), "");
      return real.apply(this, given);
    });
  }
}
