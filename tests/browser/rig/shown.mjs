// What a person sees in the fields they work on, noted after every event inside the page, and what the chip called
// saved: the other half of a comparison whose first half is the store. Read next: ../soak/kill.test.mjs.

/** Names of the cells: row and cell as in the store, "HY-24|reason", "HY-18|#note". */
export const idOf = (cell) => cell.replace("|", ".").replace("#", "");

/**
 * Follows those cells of the form on a page. `seen` is the list of all that was shown, each once and in order;
 * `acknowledged()` the position in it that was last called saved.
 */
export async function followShown(page, cells) {
  const seen = [];
  let acknowledged = -1;
  await page.exposeBinding("reportShown", (_source, shown) => seen.push(JSON.parse(shown)));
  await page.exposeBinding("reportSaved", (_source, at) => {
    acknowledged = Math.max(acknowledged, at);
  });
  return {
    seen,
    acknowledged: () => acknowledged,
    /** Call it once the form is there. */
    begin: () => page.evaluate(follow, cells.map((cell) => [cell, idOf(cell)])),
  };
}

function follow(cells) {
  const read = () => {
    const shown = {};
    for (const [cell, id] of cells) {
      const chosen = document.querySelectorAll(`input[type=radio][name="${CSS.escape(id)}"]`);
      const field = document.getElementById(id);
      if (chosen.length > 0) shown[cell] = [...chosen].find((one) => one.checked)?.value ?? "";
      else if (field?.type === "checkbox") shown[cell] = field.checked ? "yes" : "";
      else if (field) shown[cell] = field.value;
    }
    return JSON.stringify(shown);
  };
  let last;
  let position = -1;
  const note = () => {
    const now = read();
    if (now !== last) {
      last = now;
      position += 1;
      window.reportShown(now);
    }
    return position;
  };
  // A task of its own comes after everything the event set off.
  const soon = new MessageChannel();
  soon.port1.onmessage = note;
  for (const kind of ["input", "change", "click", "keydown"]) {
    addEventListener(kind, () => soon.port2.postMessage(0), true);
  }
  const chip = document.querySelector('[data-testid="saved"]');
  const report = () => {
    if (chip.dataset.state === "saved") window.reportSaved(note());
  };
  new MutationObserver(report).observe(chip, { attributes: true, childList: true, characterData: true, subtree: true });
  note();
  report();
}
