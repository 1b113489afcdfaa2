// Takes the service worker of 公评 away again. Copied over sw.js on the server it is fetched by every browser that has
// the site, at the latest when the page is next opened: it removes the files that were kept and itself. What people
// typed lies elsewhere and stays. From the next opening on the pages come from the server alone, until sw.js is back.
"use strict";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(goAway()));

async function goAway() {
  const ours = `gongping ${self.registration.scope} `;
  for (const cache of await caches.keys()) if (cache.startsWith(ours)) await caches.delete(cache);
  await self.registration.unregister();
}
