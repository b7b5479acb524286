import { errors } from '../../kernel/index.ts';
import type { TemplateMessage, TestingCriterion } from '../contract-openai.ts';
import { textsOf } from './messages.ts';
import { chatParams } from './sampling-params.ts';
import { referencesOf } from './templates.ts';

const WHY = {
  python: 'runs no foreign code; use string_check, text_similarity, label_model or score_model',
  multi: 'is for training; give the graders as criteria of their own',
};

/** Refuses, before anything is measured, criteria that are not offered or could never be judged. */
export function checkCriteria(criteria: readonly TestingCriterion[]): void {
  for (const [i, criterion] of criteria.entries()) {
    const refuse = (field: string, problem: string) => {
      throw errors.invalid({ where: `body.testing_criteria.${i}.${field}`, problem });
    };
    if (criterion.type === 'python') refuse('type', `"python" is not offered: Sevenfold ${WHY.python}`);
    if (criterion.type === 'multi') refuse('type', `"multi" ${WHY.multi}`);
    for (const { field, text } of templatesOf(criterion)) {
      if (text === undefined) refuse(field, 'must be text; images and audio are not read');
      const { wrong } = referencesOf(text ?? '');
      if (wrong) refuse(field, `${wrong} is neither item.… nor sample.…`);
    }
    const problem = problemOf(criterion);
    if (problem) refuse(...problem);
    if (criterion.type === 'score_model')
      chatParams(criterion.sampling_params, `body.testing_criteria.${i}.sampling_params`);
  }
}

/** Whether judging needs a sample: something that a model said. */
export function needsSample(criteria: readonly TestingCriterion[]): boolean {
  return criteria.some((one) => templatesOf(one).some(({ text }) => referencesOf(text ?? '').sample));
}

/** Whether judging asks a model. */
export function asksModel(criterion: TestingCriterion): boolean {
  return criterion.type === 'label_model' || criterion.type === 'score_model';
}

/** The templates of messages by their fields; a text is undefined where there is something else. */
export function templatesIn(messages: readonly TemplateMessage[], field: string) {
  return messages.map((message, i) => ({
    field: `${field}.${i}.content`,
    text: textsOf(message)?.join('\n'),
  }));
}

function templatesOf(criterion: TestingCriterion): { field: string; text: string | undefined }[] {
  switch (criterion.type) {
    case 'string_check':
    case 'text_similarity':
      return [
        { field: 'input', text: criterion.input },
        { field: 'reference', text: criterion.reference },
      ];
    case 'label_model':
    case 'score_model':
      return templatesIn(criterion.input, 'input');
    default:
      return [];
  }
}

function problemOf(criterion: TestingCriterion): [field: string, problem: string] | undefined {
  if (criterion.type === 'text_similarity' && criterion.evaluation_metric === 'meteor')
    return ['evaluation_metric', '"meteor" needs WordNet, which is not here; use rouge_l, gleu or cosine'];
  if (criterion.type === 'label_model') {
    const { labels, passing_labels } = criterion;
    const foreign = passing_labels.find((label) => !labels.includes(label));
    if (foreign !== undefined) return ['passing_labels', `"${foreign}" is not among the labels`];
  }
  if (criterion.type === 'score_model') {
    const { low, high, threshold } = rangeOf(criterion);
    if (!(low < high)) return ['range', 'must be two numbers, the lower one first'];
    if (threshold < low || threshold > high) return ['pass_threshold', 'must lie in the range'];
  }
  return undefined;
}

/** Where a score lies (0 to 1 unless it is said) and from where on it passes (the middle unless it is said). */
export function rangeOf(criterion: { range?: number[] | null; pass_threshold?: number | null }) {
  const [low = 0, high = 1] = criterion.range ?? [];
  return { low, high, threshold: criterion.pass_threshold ?? (low + high) / 2 };
}
