import type { Evals } from '../../bag.ts';
import type { TestingCriterion } from '../../contract-openai.ts';
import type { CriterionResult } from '../../contract-openai-runs.ts';
import type { WireUsage } from '../../schema-openai.ts';
import { fill, Unfillable } from '../templates.ts';
import { labelModel, scoreModel } from './ask-model.ts';
import type { Judged, Judgement } from './judgement.ts';
import { similarityOf } from './similarity.ts';
import { stringCheck } from './string-check.ts';
import { Unjudged } from './unjudged.ts';

/** Judges one criterion. What cannot be judged is an error of its own, and neither a pass nor a failure. */
export async function judge(
  bag: Evals,
  criterion: TestingCriterion,
  judged: Judged,
): Promise<{ result: CriterionResult; usage: WireUsage[] }> {
  const { name, type } = criterion;
  try {
    const { passed, score, sample = null, usage } = await judgementOf(bag, criterion, judged);
    return { result: { name, type, passed, score, sample, error: null }, usage: usage ? [usage] : [] };
  } catch (error) {
    if (!(error instanceof Unjudged || error instanceof Unfillable)) throw error;
    const { code, message, sample, usage } =
      error instanceof Unjudged ? error : new Unjudged(error.code, error.message);
    const result = { name, type, passed: false, score: 0, sample, error: { code, message } };
    return { result, usage: usage ? [usage] : [] };
  }
}

async function judgementOf(bag: Evals, criterion: TestingCriterion, judged: Judged): Promise<Judgement> {
  const { spaces } = judged;
  switch (criterion.type) {
    case 'string_check': {
      const { input, reference, operation } = criterion;
      return stringCheck(operation, fill(input, spaces), fill(reference, spaces));
    }
    case 'text_similarity': {
      const { input, reference, evaluation_metric: metric, pass_threshold } = criterion;
      const score = await similarityOf(bag.minilm, metric, fill(input, spaces), fill(reference, spaces));
      return { score, passed: score >= pass_threshold };
    }
    case 'label_model':
      return labelModel(bag, criterion, judged);
    case 'score_model':
      return scoreModel(bag, criterion, judged);
    default:
      throw new Unjudged('refused', `A criterion of the type ${criterion.type} is not offered.`);
  }
}
