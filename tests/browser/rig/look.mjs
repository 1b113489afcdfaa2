// What can be measured of a page's look: rules of accessibility, sideways scrolling, the size of what fingers press,
// words cut off. Each function gives a list of complaints, empty when all is well. Read next: ../look.test.mjs.

import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fingers need this much, in CSS pixels. */
const TAP = 44;

/** Lays out what is far from the screen too, as a person meets it on getting there; until then its places are guesses. */
export function layOutWhole(page) {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { content-visibility: visible !important; }");
    document.adoptedStyleSheets = [sheet];
  });
}

/**
 * The violations axe finds: WCAG 2.0 to 2.2 at A and AA, and what is good practice.
 * It runs in a world of its own beside the page, which the page's security policy does not reach.
 */
export async function axeComplaints(page) {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId } = await session.send("Page.createIsolatedWorld", {
    frameId: frameTree.frame.id,
    worldName: "axe",
  });
  const run = async (expression) => {
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await run(`${AXE}; undefined`);
  const complaints = await run(`axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
  }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => id + " " + target.join(" ") + ": " + failureSummary.replace(/\\s+/g, " "))))`);
  await session.detach();
  return complaints;
}

/** What sticks out of the page sideways. */
export function sidewaysComplaints(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement;
    if (scrollWidth <= clientWidth) return [];
    const scrolls = (element) => /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX);
    const inside = (element) => {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) if (scrolls(at)) return true;
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1 && !inside(element),
    );
    return [`${scrollWidth} > ${clientWidth}`, ...wide.slice(0, 5).map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 30)}`)];
  });
}

/** Controls that a finger could miss. A box counts for the input in it, a label for the button it dresses. */
export function tapComplaints(page) {
  return page.evaluate((least) => {
    const complaints = [];
    for (const control of document.querySelectorAll("button, summary, select, textarea, input, a[href], [role=menuitem]")) {
      const dress = control.matches("input, select") ? control.closest("label, .box, .seg") ?? control : control;
      // A link within a sentence is as tall as its line.
      if (control.matches("a[href]") && getComputedStyle(control).display === "inline") continue;
      if (!control.checkVisibility({ visibilityProperty: true }) || control.closest(".skip")) continue;
      const { width, height } = dress.getBoundingClientRect();
      if (width === 0 && height === 0) continue;
      if (width < least - 0.5 || height < least - 0.5) {
        complaints.push(`${control.tagName} ${control.id || control.className} “${dress.textContent.trim().slice(0, 20)}” is ${width.toFixed(1)} × ${height.toFixed(1)}`);
      }
    }
    return complaints;
  }, TAP);
}

/** Words that are hidden because their box is too small. */
export function cutComplaints(page) {
  return page.evaluate(() => {
    const complaints = [];
    for (const element of document.body.querySelectorAll("*")) {
      if (element.closest(".vh, svg, dialog:not([open])") || !element.checkVisibility()) continue;
      // Typed texts scroll in their fields; the bar's lines end in an ellipsis, and say in full at home and on paper.
      if (element.matches("input, textarea, .topbar-title > *")) continue;
      const { overflowX, overflowY, clipPath } = getComputedStyle(element);
      // Words for screen readers alone, such as the head of a table that stands as cards.
      if (clipPath === "inset(50%)") continue;
      const hidesX = /hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1;
      const hidesY = /hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1;
      if ((hidesX || hidesY) && element.textContent.trim()) {
        complaints.push(`${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 30)}`);
      }
    }
    return complaints;
  });
}
