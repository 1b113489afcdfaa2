// The service worker of 公评: keeps the whole site on the device, so that it opens and works with the server gone.
// A new version arrives whole or not at all, and takes over only when a person says so in the app, or when no page of
// the app is open any more. Until then, and for every tab that was opened with it, the version before stays.
// Should it ever stand in the way: put sw-off.js in its place on the server (README, Hosting).
"use strict";

/* global FILES, VERSION */
const SCOPE = self.registration.scope;
// Other sites may share the origin, so the caches carry our address.
const OURS = `gongping ${SCOPE} `;
// Which tab was opened with which version.
const TABS = `${OURS}tabs`;
// Stands in a cache once everything else does, and says when.
const WHOLE = "sw-whole";
const AT_ONCE = 4;
const SOON_MS = 60_000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "skip") self.skipWaiting();
  if (event.data === "hello") event.waitUntil(hello(event.source));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  const name = request.url.slice(SCOPE.length).replace(/[?#].*/s, "");
  if (request.mode !== "navigate") event.respondWith(answer(event, name));
  else if (name === "" || name === "index.html") event.respondWith(open(event));
});

const now = () => OURS + VERSION;
// The page is asked for as people do: some servers send index.html on to the folder.
const address = (name) => new URL(name === "index.html" ? "./" : name, SCOPE).href;
const kept = (cacheName, name) => caches.match(address(name), { cacheName });

/** Fetches every file, checks it, and keeps all of them or none. */
async function install() {
  try {
    const [names, files] = [Object.keys(FILES), new Map()];
    const next = async () => {
      for (let name = names.pop(); name !== undefined; name = names.pop()) files.set(name, await fetched(name));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    await keep(files);
  } catch (error) {
    const { file, why } = error;
    for (const tab of await tabs()) tab.postMessage({ kind: "broken", file: file ?? "", why: why ?? String(error) });
    throw error;
  }
}

async function fetched(name) {
  const fail = (why) => Promise.reject(Object.assign(new Error(`${name}: ${why}`), { file: name, why }));
  let response, bytes;
  try {
    response = await fetch(address(name), { cache: "reload", credentials: "same-origin" });
    bytes = await response.clone().arrayBuffer();
  } catch {
    return fail("network");
  }
  if (!response.ok || response.redirected) return fail("missing");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === FILES[name] ? response : fail("changed");
}

async function keep(files) {
  const before = await kept(now(), WHOLE);
  try {
    const cache = await caches.open(now());
    await Promise.all(Array.from(files, ([name, response]) => cache.put(address(name), response)));
    await cache.put(address(WHOLE), new Response(String(Date.now())));
  } catch (error) {
    // The same version may be in use already: then what is there is as good.
    if (!before) await caches.delete(now());
    throw error;
  }
}

async function activate() {
  await self.clients.claim();
  // Tabs that came from the server came with this version, or with none that is kept.
  for (const tab of await tabs()) if (!(await versionOf(tab.id))) await remember(tab.id);
  await tidy();
}

/** A page has started: it is told what it has, and what nobody uses any more goes. */
async function hello(tab) {
  // The browser may have cleared the files to make room.
  if (!(await kept(now(), WHOLE))) await install();
  const at = Number(await (await kept(now(), WHOLE)).text());
  tab.postMessage({ kind: "ready", version: VERSION, at, files: Object.keys(FILES).length });
  await tidy();
}

async function open(event) {
  const page = await kept(now(), "index.html");
  if (!page) return fetch(event.request);
  event.waitUntil(remember(event.resultingClientId));
  return page;
}

/** From the version the tab was opened with, then from this one, then from any that is left, then from the server. */
async function answer(event, name) {
  const found = (await kept((await versionOf(event.clientId)) ?? now(), name)) ?? (await kept(now(), name));
  if (found) return found;
  for (const cache of (await caches.keys()).filter((cache) => cache.startsWith(OURS) && cache !== TABS)) {
    const left = await kept(cache, name);
    if (left) return left;
  }
  return fetch(event.request);
}

const tabs = async () => {
  const all = await self.clients.matchAll({ includeUncontrolled: true, type: "all" });
  return all.filter((tab) => tab.url.startsWith(SCOPE));
};
const versionOf = async (id) => (id ? (await (await kept(TABS, id))?.json())?.version : undefined);
const remember = async (id) => {
  const entry = new Response(JSON.stringify({ version: now(), since: Date.now() }));
  if (id) await (await caches.open(TABS)).put(address(id), entry);
};

/** Removes the versions that no open tab came with. */
async function tidy() {
  const open = new Set((await tabs()).map((tab) => address(tab.id)));
  const [list, used] = [await caches.open(TABS), new Set([now(), TABS])];
  for (const request of await list.keys()) {
    const { version, since } = await (await list.match(request)).json();
    // A tab that is just opening is not among the open ones yet.
    if (open.has(request.url) || Date.now() - since < SOON_MS) used.add(version);
    else await list.delete(request);
  }
  for (const cache of await caches.keys()) {
    // A version that is just arriving has a cache that nobody uses yet.
    const arriving = self.registration.installing ?? self.registration.waiting;
    if (cache.startsWith(OURS) && !used.has(cache) && !arriving) await caches.delete(cache);
  }
}

// The build writes the version and the list below (xtask/src/precache.rs). They stand last, so that a copy of this file
// that is cut off cannot be taken for a whole one.
