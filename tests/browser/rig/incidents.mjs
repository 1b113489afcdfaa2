// What no test may leave behind, whatever it is about: a violation of the page's security policy, an error in the
// console, an exception, a request to anybody else. Read next: visit.mjs.

import assert from "node:assert/strict";

/** Watches every page of a context; `expectNone` fails with everything that was seen. */
export async function watchIncidents(context, origin) {
  const seen = [];
  const requests = [];
  context.on("request", (request) => {
    const url = request.url();
    requests.push(url);
    // Files are handed out under blob: addresses, small pictures stand in the style sheet.
    if (!url.startsWith(`${origin}/`) && !/^(?:blob|data|about):/.test(url)) {
      seen.push(`a request to another origin: ${url}`);
    }
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
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return {
    requests,
    expectNone: () => assert.deepEqual(seen, []),
    /** Takes out the incidents a test caused on purpose, and gives them back. */
    takeOut: (pattern) => {
      const taken = seen.filter((incident) => pattern.test(incident));
      const left = seen.filter((incident) => !pattern.test(incident));
      seen.splice(0, seen.length, ...left);
      return taken;
    },
  };
}
