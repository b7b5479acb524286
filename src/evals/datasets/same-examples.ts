import { createHash } from 'node:crypto';
import { canonical } from '../../apps/index.ts';
import type { Tx } from '../../kernel/index.ts';
import { findDataset } from '../store/datasets.ts';
import type { EvalRunRow } from '../store/eval-runs.ts';
import { type ExampleRow, listExamples } from '../store/examples.ts';

/** What an eval run notes of the examples that it measures with. */
export function hashOfExamples(examples: readonly ExampleRow[]): string {
  return createHash('sha256')
    .update(canonical(examples.map((example) => example.item)))
    .digest('hex');
}

/**
 * Whether a data set still holds what a run measured with. Without it, whoever takes the hard examples out, measures
 * and puts them back has a verdict that says nothing about them.
 */
export async function sameExamples(
  tx: Tx,
  slug: string,
  run: Pick<EvalRunRow, 'datasetId' | 'datasetVersion' | 'datasetHash'>,
): Promise<boolean> {
  const dataset = await findDataset(tx, slug);
  if (!dataset) return false;
  // The run sealed this version: it cannot have changed.
  if (dataset.id === run.datasetId && dataset.version === run.datasetVersion) return true;
  const now = await listExamples(tx, { datasetId: dataset.id, version: dataset.version });
  return hashOfExamples(now) === run.datasetHash;
}
