import type { ExampleRow } from '../../evals/index.ts';
import type { RouteDefinition } from '../../gateway/index.ts';
import type { Tx } from '../../kernel/index.ts';
import { tuningErrors } from '../errors.ts';
import { learnedSources } from '../store/training-examples.ts';
import { modelNamed } from '../store/tuned-models.ts';
import { hashOf } from '../training-sets/candidate.ts';

/**
 * @param routes what names may stand for: a student can be a route to a tuned model
 * @throws when the student learned from what it is to be compared on: it would be measured on what it knows by heart
 */
export async function checkUnseen(
  tx: Tx,
  student: string,
  routes: readonly Pick<RouteDefinition, 'slug' | 'rules'>[],
  { dataset, examples }: { dataset: string; examples: readonly ExampleRow[] },
): Promise<void> {
  const behind = routes.find(({ slug }) => slug === student)?.rules ?? [];
  const names = new Set([student, ...behind.flatMap(({ use }) => use.map(({ model }) => model))]);
  for (const name of names) {
    const model = await modelNamed(tx, name);
    if (!model) continue;
    const learned = new Set(
      (await learnedSources(tx, model.versionId)).flatMap(({ sourceId, runId, textHash }) => [
        ...[sourceId, textHash],
        ...(runId ? [runId] : []),
      ]),
    );
    const seen = examples.filter(({ id, runId, item }) =>
      [id.split('.')[0] ?? id, hashOf(item.question.trim()), runId].some((key) => key && learned.has(key)),
    );
    if (seen.length > 0)
      throw tuningErrors.learned_from({ model: name, dataset, count: seen.length, of: examples.length });
  }
}
