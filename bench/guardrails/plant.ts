import { units } from '../../src/guardrails/learned/units.ts';
import { seeded } from './seeded.ts';

/** A document, with the place of what was planted in it. */
export interface Planted {
  text: string;
  start: number;
  end: number;
}

/** Puts an instruction into a document: before it, after it, or between two of its sentences. */
export function plant(document: string, attack: string, seed: number): Planted {
  const random = seeded(seed);
  const where = random();
  const parts = units(document);
  const at =
    where < 0.3
      ? 0
      : where < 0.65
        ? document.length
        : (parts[Math.floor(random() * parts.length)]?.end ?? document.length);
  const gap = random() < 0.75 ? '\n' : ' ';
  const before = document.slice(0, at) + (at === 0 ? '' : gap);
  const after = (at === document.length ? '' : gap) + document.slice(at).trimStart();
  return { text: before + attack + after, start: before.length, end: before.length + attack.length };
}
