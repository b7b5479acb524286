import { type ExampleRow, listExamples, seeded, uniformInt } from '../../evals/index.ts';
import type { Tx } from '../../kernel/index.ts';
import type { Comparison } from './contract.ts';

/** Examples that are compared: those of the sealed version with an answer to hold on to, or a random part by the seed. */
export async function examplesOf(
  tx: Tx,
  place: { datasetId: string; version: number },
  { grader, most, seed }: Pick<Comparison, 'grader' | 'most' | 'seed'>,
): Promise<ExampleRow[]> {
  const needsAnswer = grader.type !== 'regex' && grader.type !== 'json_schema' && grader.type !== 'contains';
  const all = (await listExamples(tx, place)).filter(
    ({ item, restrictedTo }) =>
      // Answers are shown to everybody who compares.
      restrictedTo.length === 0 && !item.unanswerable && (item.answer !== null || !needsAnswer),
  );
  if (most === undefined || all.length <= most) return all;
  const random = seeded(seed);
  // Fisher–Yates as far as it is needed.
  for (let i = 0; i < most; i += 1) {
    const j = i + uniformInt(random, all.length - i);
    const [one, other] = [all[i], all[j]];
    if (one && other) [all[i], all[j]] = [other, one];
  }
  return all.slice(0, most).sort((a, b) => (a.id < b.id ? -1 : 1));
}
