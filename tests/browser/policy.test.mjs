// What the page may do: no request leaves its origin (every test looks out for that), nothing turns text into
// markup or code, and the rig would notice. Read next: offline.test.mjs.

import assert from "node:assert/strict";

import { Updates } from "./pages/updates.mjs";
import { beginFilled, workedFile } from "./rig/steps.mjs";
import { openSite } from "./rig/site.mjs";
import { journeys } from "./rig/visit.mjs";

const journey = journeys();

/** Strings that would run something or fetch something if they became markup. */
const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  "<img src=https://example.com/x.png>",
  "<script>alert(1)</script>",
  "<svg onload=alert(1)></svg>",
  "<svg><script>alert(1)</script></svg>",
  "<iframe src='javascript:alert(1)'></iframe>",
  "<a href='javascript:alert(1)'>x</a>",
  '<a href="https://example.com/">x</a>',
  "<form action=https://example.com><button>x</button></form>",
  "<input autofocus onfocus=alert(1)>",
  "<details open ontoggle=alert(1)></details>",
  "<style>*{background:url(https://example.com)}</style>",
  '<p style="background:url(https://example.com)">x</p>',
  "<link rel=stylesheet href=https://example.com/x.css>",
  "<meta http-equiv=refresh content='0;url=https://example.com'>",
  "<base href=https://example.com/>",
  "<object data=x></object>",
  "<embed src=x>",
  "<math><mtext><script>alert(1)</script></mtext></math>",
  "<!--><img src=x onerror=alert(1)>-->",
  '<p title="&#106;avascript:">x</p>',
  "<x-y onclick=alert(1)>",
];

journey("no string becomes markup, script or an address of a script", {}, async ({ page, home, incidents }) => {
  await home.open();
  const passed = await page.evaluate((hostile) => {
    const refused = (attempt) => {
      try {
        attempt();
        return false;
      } catch (error) {
        return error instanceof TypeError || error instanceof EvalError;
      }
    };
    const ways = {
      innerHTML: (text) => (document.createElement("div").innerHTML = text),
      template: (text) => (document.createElement("template").innerHTML = text),
      outerHTML: (text) => (document.createElement("div").appendChild(document.createElement("p")).outerHTML = text),
      insertAdjacentHTML: (text) => document.createElement("div").insertAdjacentHTML("beforeend", text),
      parseFromString: (text) => new DOMParser().parseFromString(text, "text/html"),
      write: (text) => document.write(text),
      script: (text) => (document.createElement("script").text = text),
      scriptSource: () => (document.createElement("script").src = "https://example.com/x.js"),
      ownPolicy: () => trustedTypes.createPolicy("mine", { createHTML: (text) => text }),
      secondDefault: () => trustedTypes.createPolicy("default", { createHTML: (text) => text }),
    };
    const through = [];
    for (const [way, attempt] of Object.entries(ways)) {
      for (const text of hostile) if (!refused(() => attempt(text))) through.push(`${way}: ${text}`);
    }
    return through;
  }, HOSTILE);
  assert.deepEqual(passed, []);
  // A policy of one's own is a violation the browser reports; here it was asked for.
  for (const incident of incidents.takeOut(/trusted-types|policy|Policy|Trusted/)) assert.match(incident, /mine|default|[Tt]rusted/);
});

// ---- Every test looks out for incidents; here each kind is brought about, or a silent rig would prove nothing -----

journey("the rig sees a foreign request, a violation, an exception, an error, and a request although the app is kept", {}, async (_, newVisit) => {
  const site = await openSite();
  try {
    const { page, address, home, incidents } = await newVisit(site);
    await home.open();
    await new Updates(page, address).kept();
    incidents.expectNone();
    const sees = async (pattern, cause) => {
      await page.evaluate(cause);
      for (let tries = 0; tries < 50; tries += 1) {
        if (incidents.takeOut(pattern).length > 0) return;
        await page.waitForTimeout(100);
      }
      assert.fail(`not seen: ${pattern}`);
    };
    await sees(/a request although the app is kept: .*nowhere\.json/, () => fetch("./nowhere.json").then(() => {}));
    await sees(/an error in the console: on purpose/, () => console.error("on purpose"));
    await sees(/an exception: Error: thrown on purpose/, () => void setTimeout(() => {
      throw new Error("thrown on purpose");
    }));
    await sees(/a policy violation: img-src/, () => void (document.createElement("img").src = "http://127.0.0.1:9/x.png"));
    await sees(/a policy violation: trusted-types/, () => {
      try {
        trustedTypes.createPolicy("another", {});
      } catch {
        // Refused, as it has to be.
      }
    });
    // A link leads away without a policy against it; the server it names need not be there.
    await sees(/a request to another origin/, () => void window.open("http://127.0.0.1:9/elsewhere"));
    incidents.takeOut(/./);
  } finally {
    await site.close();
  }
});

journey("only the service worker and the worker for files pass as the address of a script", {}, async ({ page, home, incidents }) => {
  await home.open();
  const passed = await page.evaluate(() => {
    const { offline, files } = document.getElementById("app-code").dataset;
    const passes = (address) => {
      try {
        return trustedTypes.defaultPolicy.createScriptURL(address).toString() === address;
      } catch {
        return false;
      }
    };
    const others = ["", "./", "sw.js", `${offline}?x`, new URL(offline, location.href).href, `/${offline}`, "./boot.js", "https://example.com/sw.js", "data:text/javascript,1", "undefined"];
    return { ours: [offline, files].map(passes), others: others.filter(passes) };
  });
  assert.deepEqual(passed, { ours: [true, true], others: [] });
  incidents.takeOut(/Trusted/);
});

journey("an inline script, a handler and code from a string do not run", {}, async ({ page, home, incidents }) => {
  await home.open();
  await page.evaluate(() => {
    window.ran = [];
    const handler = document.createElement("button");
    try {
      handler.setAttribute("onclick", "window.ran.push('handler')");
    } catch {
      // Refused already as an attribute.
    }
    document.body.append(handler);
    handler.click();
    handler.remove();
    const link = document.createElement("a");
    link.href = "javascript:window.ran.push('address')";
    document.body.append(link);
    link.click();
    link.remove();
  });
  await page.evaluate(() => fetch("https://example.com/").catch(() => window.ran.push("refused fetch")));
  assert.deepEqual(await page.evaluate(() => window.ran), ["refused fetch"]);
  const seen = incidents.takeOut(/./);
  assert.ok(seen.some((incident) => /connect-src/.test(incident)), seen.join("\n"));
  assert.ok(!seen.some((incident) => /request to another origin/.test(incident) && !/example\.com/.test(incident)));
});

journey("texts that look like markup are shown as the texts they are, on screen and on paper", {}, async (visit) => {
  const { page, home, fill, print } = visit;
  const payload = '<img src=x onerror="window.ran=1"><b>粗</b>';
  const escaped = JSON.stringify(payload).slice(1, -1);
  const text = (await workedFile()).toString().replaceAll("某某社会工作服务中心", escaped).replace("“暖夕阳”居家养老社工服务项目", escaped).replace("创新做法尚未形成书面的经验模式", escaped);
  await home.open();
  await home.chooseFile({ name: `${payload}.json`.replaceAll("/", "_"), mimeType: "application/json", buffer: Buffer.from(text) });
  assert.ok((await home.dialog.innerText()).includes(payload));
  await home.acceptImport();
  await fill.ready();
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), payload);
  await fill.openPrint();
  await print.ready();
  assert.ok((await print.form.innerText()).includes(payload));
  await print.goBack();
  await fill.goHome();
  await home.ready();
  assert.deepEqual(await home.projects(), [payload]);
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.evaluate(() => window.ran), undefined);
});
