import { dot } from '../../gateway/index.ts';
import type { Tuning } from '../bag.ts';
import type { TunedReport } from '../contract-models.ts';
import type { HeadInput } from '../trainers/trainer.ts';
import { type JudgedRow, share, take } from './report-of-head.ts';

/** With more classes than this, comparing with each one's words says little and takes long. */
const MOST_CLASSES = 2_000;

/** What would be right without training: always the commonest class, and the label whose words are most similar. */
export async function baselinesOf(
  bag: Pick<Tuning, 'minilm'>,
  input: HeadInput,
  classes: readonly string[],
  judged: readonly JudgedRow[],
): Promise<TunedReport['baselines']> {
  if (judged.length === 0 || input.task === 'multi') return [];
  const commonest = mostOften(
    input.labels.filter((_, i) => input.splits[i] === 'train').flatMap((labels) => labels[0] ?? []),
  );
  const majority = share(
    'majority',
    judged
      .filter(({ actual }) => actual.length > 0)
      .map(({ actual }) => ({ right: actual[0] === commonest })),
  );
  if (classes.length > MOST_CLASSES) return [majority];
  const named = await bag.minilm.embed(classes.map(inWords));
  const test = [...input.splits.keys()].filter(
    (i) => input.splits[i] === 'test' && (input.labels[i]?.length ?? 0) > 0,
  );
  const vectors = take(input.vectors, test);
  const said = test.map((i, k) => {
    const vector = vectors.values.subarray(k * vectors.columns, (k + 1) * vectors.columns);
    const scores = named.map((one) => dot(vector, one.vector));
    return { right: classes[scores.indexOf(Math.max(...scores))] === input.labels[i]?.[0] };
  });
  return [majority, share('zero_shot', said)];
}

/** As local/zero-shot reads labels. */
function inWords(label: string): string {
  return label
    .replaceAll(/[_>/-]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function mostOften(labels: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
