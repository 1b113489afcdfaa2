// What the long tests share: how often, with which seed, and where their figures go. Each test has a short form that
// CI runs; `cargo xtask soak` sets larger counts by environment and gathers the figures. Read next: ../soak/kill.test.mjs.

import { appendFileSync } from "node:fs";

import { seeded } from "./random.mjs";

/** How often something is tried: the environment's figure, else the short one. */
export function count(name, short) {
  const given = process.env[name];
  if (given === undefined) return short;
  const figure = Number(given);
  if (!Number.isInteger(figure) || figure < 0) throw new Error(`${name}=${given} is no count`);
  return figure;
}

/** Chance for one test, with the seed in its output; SEED repeats a run. */
export function chance(t) {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  t.diagnostic(`seed ${seed} (SEED=${seed} repeats it)`);
  return { seed, ...seeded(seed) };
}

/** Prints the figures of a test, and hands them to `cargo xtask soak` where that asked for them. */
export function report(t, id, figures) {
  const line = Object.entries(figures).map(([name, figure]) => `${name} ${figure}`).join(", ");
  t.diagnostic(`${id}: ${line}`);
  const file = process.env.SOAK_FIGURES;
  if (file) appendFileSync(file, `${id}\t${line}\n`);
}

/** Figures in order: the middle one, those that 95 and 99 of 100 stay below, the largest. */
export function spread(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (share) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
