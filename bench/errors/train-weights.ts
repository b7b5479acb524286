import { writeFileSync } from 'node:fs';
import { CLUE_CODES, type ClueCode } from '../../src/tuning/error-detection/fields/clues.ts';
import { findFieldErrors } from '../../src/tuning/error-detection/fields/find-field-errors.ts';
import { evidenceOf } from '../../src/tuning/error-detection/fields/weigh.ts';
import { cellKey, wrongCells } from './cell-scores.ts';
import { ASIDE, CLEAN } from './clean-tables.ts';
import { plantErrors } from './plant-errors.ts';
import { draws } from './random-draws.ts';

/**
 * Learns how far each rule is to be believed (`npm run train:errors`), on tables made and spoilt here and on nothing
 * else; the kinds of table in ASIDE are not used.
 */
const SEEDS = 6;
const STEPS = 1_500;
const RATE = 0.05;
/** A rule with no weight at all would never be looked at again. */
const LEAST = 0.02;
/** Pulls a weight without evidence to this value and no other. */
const PRIOR = { weight: 0.5, pull: 2 };

interface Sample {
  evidence: Partial<Record<ClueCode, number>>;
  wrong: boolean;
  /** Tables count alike, whatever their size. */
  share: number;
}

function samplesOf(name: string, seed: number): Sample[] {
  const d = draws(seed * 1_000 + name.length);
  const planted = plantErrors(CLEAN[name]?.(d) ?? { columns: [], rows: [] }, d);
  const wrong = wrongCells(planted);
  const { findings } = findFieldErrors(planted.dirty, { seed, threshold: 0.01 });
  return findings.map((finding) => {
    const evidence = Object.fromEntries(
      Object.entries(evidenceOf(finding.clues)).map(([code, one]) => [code, one.evidence]),
    );
    return {
      evidence,
      wrong: wrong.has(cellKey(finding.row, finding.column)),
      share: 1 / Math.sqrt(findings.length),
    };
  });
}

/** Maximum likelihood of 1 - exp(-Σ w x) by gradient ascent; weights stay between LEAST and 1.5. */
function learn(samples: readonly Sample[]): Record<ClueCode, number> {
  const weights = Object.fromEntries(CLUE_CODES.map((code) => [code, PRIOR.weight])) as Record<
    ClueCode,
    number
  >;
  const squares = Object.fromEntries(CLUE_CODES.map((code) => [code, 1e-6])) as Record<ClueCode, number>;
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = Object.fromEntries(
      CLUE_CODES.map((code) => [code, PRIOR.pull * (PRIOR.weight - weights[code])]),
    ) as Record<ClueCode, number>;
    for (const { evidence, wrong, share } of samples) {
      const entries = Object.entries(evidence) as [ClueCode, number][];
      const z = entries.reduce((sum, [code, x]) => sum + weights[code] * x, 0.01);
      const slope = wrong ? Math.exp(-z) / (1 - Math.exp(-z)) : -1;
      for (const [code, x] of entries) gradient[code] += share * slope * x;
    }
    for (const code of CLUE_CODES) {
      squares[code] = 0.9 * squares[code] + 0.1 * gradient[code] ** 2;
      weights[code] = Math.min(
        1.5,
        Math.max(LEAST, weights[code] + (RATE * gradient[code]) / Math.sqrt(squares[code])),
      );
    }
  }
  return weights;
}

const names = Object.keys(CLEAN);
const samples = names
  .filter((name) => !ASIDE.has(name))
  .flatMap((name) => Array.from({ length: SEEDS }, (_, seed) => samplesOf(name, seed)).flat());
const weights = learn(samples);
const rounded = Object.fromEntries(
  CLUE_CODES.map((code) => [code, Math.round(weights[code] * 1_000) / 1_000]),
);
writeFileSync(
  new URL('../../src/tuning/error-detection/fields/weights.json', import.meta.url),
  `${JSON.stringify(rounded, null, 2)}\n`,
);
process.stdout.write(
  `${samples.length} cells with evidence, ${samples.filter((one) => one.wrong).length} of them wrong\n${JSON.stringify(rounded)}\n`,
);
