import { everyExample, measuredDatasets, measuredTexts } from '../../evals/index.ts';
import type { Tx } from '../../kernel/index.ts';
import { comparedDatasets } from '../distillation/store.ts';
import type { EvalText } from './compare.ts';

type Question = Omit<EvalText, 'vector'> & {
  /** Items of evals in OpenAI's format can be very many, and not all of their texts are asked: their words are compared. */
  embedded: boolean;
};

/** Every question that something is measured with: by evals of both kinds, and by comparisons of two models. */
export async function measuredQuestions(tx: Tx): Promise<Question[]> {
  const datasets = await measuredDatasets(tx, await comparedDatasets(tx));
  const slugs = new Map(datasets.map(({ id, slug }) => [id, slug]));
  const rows = slugs.size === 0 ? [] : await everyExample(tx, [...slugs.keys()]);
  return [
    ...rows.map(({ id, item, datasetId }) => ({
      ...{ id, text: item.question.trim(), dataset: slugs.get(datasetId) ?? '', embedded: true },
    })),
    ...(await measuredTexts(tx)).map(({ id, text, source }) => ({
      ...{ id, text, dataset: source, embedded: false },
    })),
  ];
}
