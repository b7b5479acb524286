import type { Matrix, ScoreKind, Task } from '../trainer.ts';
import { sigmoid } from './answer.ts';
import { auroc, quantised, type Scope, type Seen, scoreOf } from './scope.ts';

/** Fewer examples out of scope do not tell the scores apart. */
const ENOUGH_OUTSIDE = 20;
/** Fewer examples of a label do not tell a threshold. */
const ENOUGH_OF_A_LABEL = 8;

/**
 * For each label the probability from which on it applies: the one of the best F1 on held-out texts, halfway to the next lower
 * probability; one half where the label is too rare to tell.
 */
export function labelThresholds(
  task: Task,
  logits: Matrix,
  targets: Matrix,
  temperature: number,
): Float32Array {
  const k = logits.columns;
  const out = new Float32Array(k).fill(0.5);
  if (task !== 'multi') return out;
  const probabilities = sigmoid(logits.values, temperature);
  for (let c = 0; c < k; c += 1) {
    const cells = Array.from({ length: logits.rows }, (_, r) => ({
      p: probabilities[r * k + c] ?? 0,
      is: (targets.values[r * k + c] ?? 0) > 0.5,
    })).sort((a, b) => b.p - a.p);
    const positives = cells.filter((cell) => cell.is).length;
    if (positives < ENOUGH_OF_A_LABEL) continue;
    let best = 0;
    let hits = 0;
    for (const [i, { p, is }] of cells.entries()) {
      if (is) hits += 1;
      const next = cells[i + 1]?.p ?? 0;
      const f1 = (2 * hits) / (i + 1 + positives);
      if (p === next || f1 <= best) continue;
      best = f1;
      out[c] = (p + next) / 2;
    }
  }
  return out;
}

/** What the choice of a score rests on. */
export interface ScopeEvidence {
  inside: readonly Seen[];
  outside: readonly Seen[];
  /** Vectors of the training texts in scope, one after another. */
  trained: Float32Array;
  /** Weights and bias that tell the training texts apart; undefined when too few of them are out of scope. */
  taught: Float32Array | undefined;
}

/** The score with the greatest area under the curve on the validation split; confidence where there is nothing to judge by. */
export function chooseScope({ inside, outside, trained, taught }: ScopeEvidence): {
  scope: Scope;
  scores: { score: ScoreKind; auroc: number }[];
} {
  const plain = { neighbours: new Int8Array(0), taught: new Float32Array(0) };
  if (outside.length < ENOUGH_OUTSIDE) return { scope: { kind: 'confidence', ...plain }, scores: [] };
  const d = inside[0]?.vector.length ?? 1;
  const candidates: Scope[] = [
    { ...plain, kind: 'confidence' },
    { ...plain, kind: 'logit' },
    { ...plain, kind: 'energy' },
    { ...plain, kind: 'neighbours', neighbours: quantised(trained, d) },
    ...(taught ? [{ ...plain, kind: 'taught', taught } as const] : []),
  ];
  const judged = candidates.map((scope) => {
    const scores = (seen: readonly Seen[]) => seen.map((one) => scoreOf(scope, one));
    return { scope, auroc: auroc(scores(inside), scores(outside)) };
  });
  const best = judged.reduce((a, b) => (b.auroc > a.auroc ? b : a));
  return { scope: best.scope, scores: judged.map((one) => ({ score: one.scope.kind, auroc: one.auroc })) };
}
