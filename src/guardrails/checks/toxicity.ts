import type { Check, Finding } from '../check.ts';
import { openHead } from '../learned/head.ts';
import { toxicExtras } from '../learned/toxic-words.ts';
import weights from '../learned/toxicity-weights.json' with { type: 'json' };
import { units } from '../learned/units.ts';
import { embedUnits } from './embed-units.ts';

const LEAST = 0.5;
/** A text of a few sentences is also judged as a whole: an insult may lie between two of them. */
const WHOLE = 600;

/** Insults, threats and hate. */
export function createToxicityCheck(): Check {
  const score = openHead(weights.head);
  return {
    name: 'toxicity',
    async run(text, { minilm }) {
      const trimmed = text.trim();
      if (!trimmed) return { findings: [], score: 0 };
      const start = text.indexOf(trimmed);
      const parts =
        trimmed.length <= WHOLE ? [{ text: trimmed, start, end: start + trimmed.length }] : units(text);
      const vectors = await embedUnits(minilm, parts);
      const judged = parts.map((part, i) => ({
        ...part,
        p: score({
          text: part.text,
          vector: vectors[i] ?? new Float32Array(),
          extra: toxicExtras(part.text),
        }),
      }));
      const findings = judged
        .filter((one) => one.p >= LEAST)
        .map(
          (one): Finding => ({
            check: 'toxicity',
            type: 'toxic',
            start: one.start,
            end: one.end,
            score: one.p,
          }),
        );
      return { findings, score: Math.max(0, ...judged.map((one) => one.p)) };
    },
  };
}
