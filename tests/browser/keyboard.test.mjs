// The whole job without a mouse: create, fill five rows of different rules, print. At every stop it can be seen
// where the keyboard is. Read next: sample.test.mjs.

import assert from "node:assert/strict";

import { journeys } from "./rig/visit.mjs";
import { PROJECT } from "./worked.mjs";

const journey = journeys();

/** More stops than any way on these pages has. */
const PATIENCE = 400;

/** Presses Tab until what has the keyboard matches; each stop on the way must show itself. */
async function tabTo(page, selector, key = "Tab") {
  for (let stops = 0; stops < PATIENCE; stops += 1) {
    await page.keyboard.press(key);
    const stop = await page.evaluate((selector) => {
      const element = document.activeElement;
      if (element === document.body) return { arrived: false };
      const ring = (one) => {
        if (!one) return false;
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor);
      };
      // A dressed radio button shows it on its dress, a field in a box on the box.
      const isSeen = ring(element) || ring(element.nextElementSibling) || ring(element.closest(".box"));
      const { top, bottom } = element.getBoundingClientRect();
      const isInSight = bottom > 0 && top < innerHeight;
      return {
        arrived: element.matches(selector),
        isSeen,
        isInSight,
        name: `${element.tagName} ${element.id || element.className} ${element.textContent.trim().slice(0, 20)}`,
      };
    }, selector);
    if (stop.name) {
      assert.ok(stop.isSeen, `it cannot be seen that the keyboard is at ${stop.name}`);
      assert.ok(stop.isInSight, `the keyboard is out of sight at ${stop.name}`);
    }
    if (stop.arrived) return;
  }
  assert.fail(`${selector} was not reached by ${key}`);
}

const fact = (row, key) => `[id="${row}.${key}"]`;
const group = (row, key) => `input[name="${row}.${key}"]`;

journey("a person without a mouse creates an assessment, fills five rows and prints", {}, async ({ page, home, form, fill, print }) => {
  await page.addInitScript(() => {
    window.printed = 0;
    window.print = () => (window.printed += 1);
  });
  const { keyboard } = page;
  await home.open();
  await tabTo(page, 'a[href="#/new"]');
  await keyboard.press("Enter");
  await form.ready();
  await tabTo(page, "#project-name");
  await keyboard.type(PROJECT.name);
  await tabTo(page, "#project-sum");
  await keyboard.type("100,000");
  await tabTo(page, "input[name=rubric]");
  await keyboard.press("Space");
  await tabTo(page, "input[name=stage]");
  await keyboard.press("ArrowRight");
  assert.equal(await page.locator("input[name=stage]").nth(1).isChecked(), true);
  await keyboard.press("ArrowLeft");
  await keyboard.press("Enter");
  await fill.ready();

  await tabTo(page, "a.skip");
  await keyboard.press("Enter");
  // All or nothing: two options; the space bar takes the first, an arrow the next.
  await tabTo(page, group("HY-01", "met.clear"));
  await keyboard.press("Space");
  assert.equal(await fill.score("HY-01"), "2");
  await keyboard.press("ArrowRight");
  assert.equal(await fill.score("HY-01"), "0");
  await keyboard.press("ArrowLeft");
  assert.equal(await fill.score("HY-01"), "2");
  await keyboard.press("Backspace");
  assert.equal(await fill.score("HY-01"), "—");
  await keyboard.press("Space");

  // A list: one item is not met, the rest by one button.
  await tabTo(page, group("HY-02", "item.survey"));
  await keyboard.press("Space");
  await keyboard.press("ArrowRight");
  await tabTo(page, '[id="HY-02"] .checks-foot button');
  await keyboard.press("Enter");
  assert.equal(await fill.score("HY-02"), "1.5");

  // A rate.
  await tabTo(page, fact("HY-08", "part"));
  await keyboard.type("91");
  await keyboard.press("Tab");
  await keyboard.type("100");
  assert.equal(await fill.score("HY-08"), "3");

  // Levels with a reason.
  await tabTo(page, group("HY-20", "level"));
  await keyboard.press("Space");
  await keyboard.press("ArrowRight");
  await tabTo(page, fact("HY-20", "reason"));
  await keyboard.type("服务方式沿用上年");
  assert.equal(await fill.score("HY-20"), "1");

  // Marks by discretion: 8 less one step of 0.5 is 7.5.
  await tabTo(page, group("HY-24", "verdict"));
  await keyboard.press("Space");
  await keyboard.press("ArrowRight");
  await tabTo(page, '[id="HY-24"] .stepper button');
  await keyboard.press("Enter");
  await tabTo(page, fact("HY-24", "reason"));
  await keyboard.type("一张票据缺签字");
  assert.equal(await fill.score("HY-24"), "7.5");
  assert.equal((await fill.totals()).base, "15");

  await tabTo(page, ".topbar > a:has(.i-print)", "Shift+Tab");
  await keyboard.press("Enter");
  await print.ready();
  await tabTo(page, ".topbar > button:has(.i-print)");
  await keyboard.press("Enter");
  assert.equal(await page.evaluate(() => window.printed), 1);
});

journey("menus and dialogs are opened, walked through and left by the keyboard, which then is where it was", {}, async ({ page, home, form, fill }) => {
  await home.open();
  await home.startNew();
  await form.fill({ name: PROJECT.name });
  await form.begin();
  await fill.ready();
  await fill.goHome();
  await home.ready();
  const { keyboard } = page;
  await tabTo(page, ".entry .menu > button");
  await keyboard.press("Enter");
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
  assert.equal(await focused(), "打印评估表");
  await keyboard.press("ArrowDown");
  assert.equal(await focused(), "导出文件");
  await keyboard.press("End");
  assert.equal(await focused(), "删除");
  await keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.matches(".menu > button")), true);
  await keyboard.press("Enter");
  await keyboard.press("ArrowUp");
  await keyboard.press("Enter");
  await home.dialog.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.closest("dialog") !== null), true);
  await keyboard.press("Escape");
  await home.dialog.waitFor({ state: "detached" });
  await page.locator(".entry .menu > button:focus").waitFor();
  assert.equal(await home.entries.count(), 1);
});
