// A clock that can be set while the page runs: everything the page asks of Date is shifted. Read next: ../soak/clock.test.mjs.

/** Lets `setClock` set the clock of the context's pages; `shift` is what it is wrong by at the start, in milliseconds. */
export function wrongClock(context, shift) {
  return context.addInitScript((shift) => {
    const Real = Date;
    // A page that is not of any site yet has no storage.
    if (location.protocol === "about:") return;
    let by = Number(sessionStorage.getItem("clock") ?? shift);
    window.setClockBy = (ms) => {
      by = ms;
      sessionStorage.setItem("clock", String(ms));
    };
    const now = () => Real.now() + by;
    window.Date = new Proxy(Real, {
      construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
      apply: () => new Real(now()).toString(),
      get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
    });
  }, shift);
}

/** Sets the clock of an open page, and of those that follow in its tab. */
export const setClock = (page, ms) => page.evaluate((ms) => window.setClockBy(ms), ms);
