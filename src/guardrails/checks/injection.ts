import type { Check, Finding } from '../check.ts';
import { openHead } from '../learned/head.ts';
import weights from '../learned/injection-weights.json' with { type: 'json' };
import { surroundings } from '../learned/surroundings.ts';
import { units } from '../learned/units.ts';
import { embedUnits } from './embed-units.ts';
import { overrides } from './overrides.ts';

/** A document has at least so many units and signs; in a shorter text nothing can be told from its surroundings. */
const UNITS = 3;
const SIGNS = 160;
const LEAST = 0.5;

/**
 * Attempts to turn a model against who runs it. `jailbreak`: a prompt that wants the rules gone; looked for everywhere.
 * `planted_instruction`: an order in a document, where it is out of place; not looked for in what a user typed,
 * because there orders are the point.
 */
export function createInjectionCheck(): Check {
  const prompt = openHead(weights.prompt);
  const planted = openHead(weights.document);
  return {
    name: 'injection',
    async run(text, { minilm, where }) {
      const parts = units(text);
      const vectors = await embedUnits(minilm, parts);
      const document = where !== 'input' && parts.length >= UNITS && text.length >= SIGNS;
      const around = document ? surroundings(vectors) : [];
      const findings: Finding[] = overrides(text);
      let score = findings.reduce((most, one) => Math.max(most, one.score), 0);
      for (const [i, part] of parts.entries()) {
        const unit = { text: part.text, vector: vectors[i] ?? new Float32Array(), extra: [] };
        const jailbreak = prompt(unit);
        const order = document ? planted({ ...unit, extra: around[i] ?? [] }) : 0;
        const p = Math.max(jailbreak, order);
        score = Math.max(score, p);
        const type = jailbreak >= order ? 'jailbreak' : 'planted_instruction';
        if (p >= LEAST)
          findings.push({ check: 'injection', type, start: part.start, end: part.end, score: p });
      }
      return { findings: joined(findings), score };
    },
  };
}

/** Neighbouring units of a long attack are one finding. */
function joined(findings: Finding[]): Finding[] {
  const out: Finding[] = [];
  for (const one of findings.sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last && last.type === one.type && one.start - last.end <= 2) {
      last.end = Math.max(last.end, one.end);
      last.score = Math.max(last.score, one.score);
    } else out.push({ ...one });
  }
  return out;
}
