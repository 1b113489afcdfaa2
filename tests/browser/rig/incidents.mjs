// What no test may leave behind, whatever it is about: a violation of the page's security policy, an error in the
// console, an exception, a request to anybody else, and, once the app is kept on the device, a request to its own server.
// Read next: visit.mjs; policy.test.mjs shows that each of them is seen.

import assert from "node:assert/strict";

/** The moment between a request and our hearing of it, in milliseconds. */
const HEARD_MS = 100;

/** Watches every page of a context; `expectNone` fails with everything that was seen. */
export async function watchIncidents(context, origin) {
  const seen = [];
  const requests = [];
  /** When the service worker began to answer for the pages, and which requests were made before it did. */
  let keptAt = Infinity;
  const early = new WeakSet();
  let deploys = false;
  context.on("request", (request) => {
    const url = request.url();
    requests.push(url);
    if (Date.now() < keptAt) early.add(request);
    // Files are handed out under blob: addresses, small pictures stand in the style sheet.
    if (!url.startsWith(`${origin}/`) && !/^(?:blob|data|about):/.test(url)) {
      seen.push(`a request to another origin: ${url}`);
    }
  });
  context.on("response", (response) => {
    const request = response.request();
    // What a page had asked for by then may be heard of a moment later.
    if (!request.serviceWorker() && request.timing().startTime < keptAt + HEARD_MS) return;
    if (early.has(request) || response.fromServiceWorker() || !request.url().startsWith(`${origin}/`)) return;
    // The service worker itself may ask whether there is a newer version, and fetch one where a test deploys it.
    if (request.serviceWorker() && (deploys || request.url().endsWith("/sw.js"))) return;
    seen.push(`a request although the app is kept: ${request.url()}`);
  });
  context.on("requestfailed", (request) => {
    // Going to another page gives up what was still on its way, as the tab's icon is at times.
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") seen.push(`a failed request: ${request.url()} ${why}`);
  });
  context.on("console", (message) => {
    if (message.type() === "error") seen.push(`an error in the console: ${message.text()}`);
  });
  context.on("weberror", (error) => seen.push(`an exception: ${error.error()}`));
  await context.exposeBinding("reportViolation", (_source, violation) => {
    seen.push(`a policy violation: ${violation}`);
  });
  await context.exposeBinding("reportKept", (_source, at) => {
    keptAt = Math.min(keptAt, at);
  });
  await context.addInitScript(() => {
    navigator.serviceWorker?.addEventListener("controllerchange", () => window.reportKept(performance.timeOrigin + performance.now()));
    document.addEventListener("securitypolicyviolation", (event) => {
      window.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return {
    requests,
    expectNone: () => assert.deepEqual(seen, []),
    /** The test deploys other versions, which the service worker fetches. */
    expectDeploys: () => {
      deploys = true;
    },
    /** Takes out the incidents a test caused on purpose, and gives them back. */
    takeOut: (pattern) => {
      const taken = seen.filter((incident) => pattern.test(incident));
      const left = seen.filter((incident) => !pattern.test(incident));
      seen.splice(0, seen.length, ...left);
      return taken;
    },
  };
}
