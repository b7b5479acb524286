import { questionFeatures } from '../../src/gateway/local/grounded/features.ts';
import { apply } from '../../src/gateway/local/grounded/judge.ts';
import type { Case } from './collect.ts';
import { fitLogistic, type LogisticModel } from './logistic.ts';
import { foldOf, TRAINING_FOLDS } from './split.ts';

/** Share of answerable questions that must be answered. */
export const COVERAGE = 0.965;
/** How much a question whose document was taken away counts beside one asked of a foreign collection. */
const REMOVED_IMPORTANCE = 0.3;

interface Models {
  sentence: LogisticModel;
  question: LogisticModel;
}

export interface Head extends Models {
  threshold: number;
}

/**
 * Learns from all training folds. The threshold comes from scores of questions by models that were not trained on
 * their fold: each of the folds is left out once.
 */
export function learn(cases: readonly Case[]): Head {
  const usable = cases.filter((one) => one.scored.length > 0 && TRAINING_FOLDS.includes(foldOf(one)));
  const scores = TRAINING_FOLDS.flatMap((fold) => {
    const models = trainOn(usable.filter((one) => foldOf(one) !== fold));
    const left = usable.filter((one) => foldOf(one) === fold && one.kind === 'answerable');
    return left.map((one) => apply(models.question, features(one, models.sentence)));
  });
  scores.sort((a, b) => a - b);
  return { ...trainOn(usable), threshold: scores[Math.floor(scores.length * (1 - COVERAGE))] ?? 0 };
}

function trainOn(cases: readonly Case[]): Models {
  const answerable = cases.filter((one) => one.kind === 'answerable');
  const sentence = fitLogistic(
    answerable.flatMap((one) => one.scored.map((scored) => scored.features)),
    answerable.flatMap((one) => one.gold.map(Number)),
  );
  const question = fitLogistic(
    cases.map((one) => features(one, sentence)),
    cases.map((one) => (one.kind === 'answerable' ? 1 : 0)),
    cases.map((one) => (one.kind === 'removed' ? REMOVED_IMPORTANCE : 1)),
  );
  return { sentence, question };
}

function features(one: Case, sentence: LogisticModel): number[] {
  const logits = one.scored.map((scored) => apply(sentence, scored.features));
  const best = logits.indexOf(Math.max(...logits));
  const pick = one.scored[best];
  return pick ? questionFeatures(one.scored, pick, logits[best] ?? 0) : [];
}
