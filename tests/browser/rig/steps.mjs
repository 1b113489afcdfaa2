// Ways into the app that many tests take. Read next: visit.mjs.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { PROJECT } from "../worked.mjs";

/** A file of version 1 with the worked form: the frozen fixture of the domain tests. */
export const WORKED_FILE = fileURLToPath(new URL("../../domain/fixtures/assessment-v1.json", import.meta.url));

/** The bytes of that file. */
export const workedFile = () => readFile(WORKED_FILE);

/** A new project with an empty self-assessment, open on the fill page. */
export async function begin({ home, form, fill }, stage = "结项") {
  await home.open();
  await home.startNew();
  await form.fill({ name: PROJECT.name });
  await form.choose(stage);
  await form.begin();
  await fill.ready();
}

/** The worked form, imported and open on the fill page. */
export async function beginFilled({ home, fill }) {
  await home.open();
  await home.chooseFile(WORKED_FILE);
  await home.acceptImport();
  await fill.ready();
}
