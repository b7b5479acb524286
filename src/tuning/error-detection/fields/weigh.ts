import { CLUE_CODES, type Clue, type ClueCode } from './clues.ts';
import weights from './weights.json' with { type: 'json' };

/** How far each rule is to be believed, learned on tables whose errors we planted ourselves (`npm run train:errors`). */
const WEIGHTS: Record<ClueCode, number> = weights;

export interface Weighed {
  /** Estimated probability that the cell is wrong. */
  score: number;
  clues: Clue[];
  repair: string | null;
}

/** The strongest clue of each rule, as what it adds to -log(1 - score). */
export function evidenceOf(
  clues: readonly Clue[],
): Partial<Record<ClueCode, { clue: Clue; evidence: number }>> {
  const best: Partial<Record<ClueCode, { clue: Clue; evidence: number }>> = {};
  for (const clue of clues) {
    const evidence = -Math.log(1 - clue.strength);
    if ((best[clue.code]?.evidence ?? 0) < evidence) best[clue.code] = { clue, evidence };
  }
  return best;
}

/**
 * One score from all clues against a cell: each rule fails to accuse a right cell independently of the others, so that
 * 1 - score = Π (1 - strength)^weight (a noisy or; Pearl, Probabilistic Reasoning in Intelligent Systems, 1988).
 */
export function weigh(clues: readonly Clue[]): Weighed {
  const best = evidenceOf(clues);
  const parts = CLUE_CODES.flatMap((code) => {
    const one = best[code];
    return one && WEIGHTS[code] > 0 ? [{ clue: one.clue, part: one.evidence * WEIGHTS[code] }] : [];
  }).sort((a, b) => b.part - a.part);
  const score = 1 - Math.exp(-parts.reduce((sum, { part }) => sum + part, 0));
  const repair = parts.find(({ clue }) => clue.repair !== null)?.clue.repair ?? null;
  return { score, clues: parts.map(({ clue }) => clue), repair };
}
