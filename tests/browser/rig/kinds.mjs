// The kinds of input a person has, each as an endless way of working on a form until the browser is killed: the cells
// it touches, how to make the place ready, and one step of it. A step that leads back to what was there before says so
// by `hands.goesBack` before it is made. Read next: ../soak/kill.test.mjs.

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** People type slower than this. */
const KEY_MS = [10, 70];

const typing = (row, cell, fold) => ({
  cells: [`${row}|${cell}`],
  ready: async ({ fill }) => {
    if (fold && (await fill.field(row, cell.replace("#", "")).count()) === 0) await fill.unfold(row, fold);
    await fill.field(row, cell.replace("#", "")).press("End");
  },
  step: ({ page }, random) => page.keyboard.press(random.letter()),
  pause: KEY_MS,
});

const word = (random, length) => Array.from({ length }, () => LETTERS[random.between(0, 25)]).join("");

/** Rows of the 海盐 form with a judgement to choose. */
const JUDGED = [["HY-01", "met.clear"], ["HY-02", "item.survey"], ["HY-02", "item.goals"], ["HY-05", "met.team"]];

export const KINDS = {
  "keys in a reason": typing("HY-24", "reason"),
  "keys in a note": typing("HY-18", "#note", "备注"),
  "keys in the factors": {
    ...typing("HY-17", "#factors", "扣分因素"),
    ready: async ({ fill }) => {
      const field = fill.field("HY-17", "factors");
      if ((await field.count()) === 0) await fill.unfold("HY-17", "扣分因素");
      await field.press("End");
    },
  },
  "an override and its reason": {
    cells: ["HY-08|#override", "HY-08|#override.reason"],
    ready: async ({ fill }) => {
      const begin = fill.card("HY-08").getByRole("button", { name: "改判…" });
      if (await begin.isVisible()) await begin.click();
      await fill.field("HY-08", "override").fill("2.5");
      await fill.field("HY-08", "override.reason").press("End");
    },
    step: ({ page }, random) => page.keyboard.press(random.letter()),
    pause: KEY_MS,
  },
  "digits and the steps of a number": {
    cells: ["HY-08|part", "HY-17|count"],
    ready: async ({ fill }) => {
      await fill.field("HY-08", "part").press("End");
    },
    step: async (hands, random) => {
      const { page, fill } = hands;
      const button = fill.card("HY-17").locator('button[data-do="step"]').last();
      if (random.between(0, 3) === 0 && (await button.count()) > 0) {
        await button.click();
        await fill.field("HY-08", "part").press("End");
      } else if (random.between(0, 8) === 0) {
        hands.goesBack = true;
        await page.keyboard.press("Backspace");
      } else await page.keyboard.press(String(random.between(1, 9)));
    },
    pause: KEY_MS,
  },
  "an input method": {
    cells: ["HY-24|reason"],
    ready: ({ fill }) => fill.field("HY-24", "reason").press("End"),
    step: async ({ page, session }, random) => {
      const spelt = word(random, random.between(2, 7));
      for (let length = 1; length <= spelt.length; length += 1) {
        const text = spelt.slice(0, length);
        await session.send("Input.imeSetComposition", { text, selectionStart: length, selectionEnd: length });
      }
      const signs = String.fromCharCode(random.between(0x4e00, 0x9f00), random.between(0x4e00, 0x9f00));
      await session.send("Input.insertText", { text: signs });
    },
    pause: KEY_MS,
  },
  "pasted texts": {
    cells: ["HY-24|reason"],
    ready: async ({ page, fill, session }) => {
      // The clipboard is filled as a person fills it: a text is typed, chosen and cut.
      const field = fill.field("HY-24", "reason");
      await field.press("Home");
      await page.keyboard.insertText("三月票据");
      await page.keyboard.press("Shift+Home");
      await command(session, "cut");
      await field.press("End");
    },
    step: ({ session }) => command(session, "paste"),
    pause: [30, 120],
  },
  "undo and redo": {
    cells: ["HY-24|reason", "HY-01|met.clear"],
    ready: ({ fill }) => fill.field("HY-24", "reason").press("End"),
    step: async (hands, random) => {
      const { page, fill } = hands;
      const turn = random.between(0, 5);
      // What is undone or done again was there before, and so was the other one of two choices.
      hands.goesBack = turn <= 2;
      if (turn === 0) await page.keyboard.press("Control+z");
      else if (turn === 1) await page.keyboard.press("Control+y");
      else if (turn === 2) {
        await fill.option("HY-01", "met.clear", ["yes", "no"][random.between(0, 1)]).evaluate((option) => option.click());
      } else await page.keyboard.press(random.letter());
    },
    pause: KEY_MS,
  },
  judgements: {
    cells: JUDGED.map(([row, fact]) => `${row}|${fact}`),
    ready: async () => {},
    step: async (hands, random) => {
      hands.goesBack = true;
      const { fill } = hands;
      const [row, fact] = JUDGED[random.between(0, JUDGED.length - 1)];
      const option = fill.option(row, fact, ["yes", "no"][random.between(0, 1)]);
      await option.evaluate((input) => input.click());
    },
    pause: [20, 90],
  },
  "ticks and why a row does not apply": {
    rubric: "capability-developing",
    cells: ["CD-003", "CD-010"].flatMap((row) => [`${row}|#na`, `${row}|#na.why`]),
    ready: async () => {},
    step: async (hands, random) => {
      const { page, fill } = hands;
      const row = ["CD-003", "CD-010"][random.between(0, 1)];
      const why = fill.field(row, "na.why");
      if (random.between(0, 3) > 0 && (await why.isVisible())) {
        await why.press("End");
        await page.keyboard.press(random.letter());
      } else {
        hands.goesBack = true;
        await fill.field(row, "na").evaluate((tick) => tick.click());
      }
    },
    pause: [20, 90],
  },
  "items of a list": {
    cells: [1, 2, 3, 4, 5, 6].flatMap((item) => [`HY-14|extra.${item}`, `HY-14|extra.${item}.name`]),
    ready: async () => {},
    step: async ({ page, fill }, random) => {
      const card = fill.card("HY-14");
      const names = card.locator('input[data-cell$=".name"]');
      const there = await names.count();
      if (there < 2 || (there < 5 && random.between(0, 5) === 0)) {
        await card.locator('button[data-do="add"]').click();
      } else if (there > 3 && random.between(0, 5) === 0) {
        await card.locator('button[data-do="clear"]').first().click();
      } else if (random.between(0, 3) === 0) {
        await names.nth(random.between(0, there - 1)).press("End");
      } else if (await names.evaluateAll((all) => all.includes(document.activeElement))) {
        await page.keyboard.press(random.letter());
      } else await names.first().press("End");
    },
    pause: KEY_MS,
  },
};

/** An editing command of the browser, as its menu gives it. */
async function command(session, name) {
  const key = { cut: "x", paste: "v" }[name];
  const code = `Key${key.toUpperCase()}`;
  await session.send("Input.dispatchKeyEvent", { type: "keyDown", key, code, modifiers: 2, commands: [name] });
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", key, code, modifiers: 2 });
}
