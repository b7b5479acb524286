import type { Tuning } from '../bag.ts';
import type { Task } from '../contract.ts';
import { EMBEDDER } from '../embed-texts.ts';
import { tuningErrors } from '../errors.ts';
import { listExamples, type TrainingExampleRow } from '../store/training-examples.ts';
import { knownVectors } from '../store/vectors.ts';
import type { HeadInput, Matrix } from '../trainers/trainer.ts';

/** What a head learns from, with the examples behind its rows. */
export interface LearningData {
  rows: TrainingExampleRow[];
  input: HeadInput;
}

/** Examples of a version with their vectors, in a fixed order: the same version gives the same input. */
export async function learningData(
  bag: Tuning,
  workspaceId: string,
  { versionId, task, base }: { versionId: string; task: Task; base: string },
): Promise<LearningData> {
  if (task === 'pairs' || task === 'answers') throw tuningErrors.wrong_task({ base, task });
  const { rows, vectors } = await bag.db.in(workspaceId, async (tx) => {
    const kept = await listExamples(tx, versionId, {});
    return {
      rows: kept,
      vectors: await knownVectors(tx, EMBEDDER, [...new Set(kept.map((row) => row.textHash))]),
    };
  });
  const matrix = matrixOf(rows.map((row) => vectors.get(row.textHash)?.vector));
  const splits = rows.map((row) => row.split ?? 'train');
  const labels = rows.map((row) => row.labels ?? []);
  const [texts, groups] = [rows.map((row) => row.text), rows.map((row) => row.group)];
  return { rows, input: { task, texts, vectors: matrix, labels, splits, groups } };
}

/** @throws when a vector is missing: a row of zeros would be learned from like any other. */
export function matrixOf(vectors: readonly (Float32Array | undefined)[]): Matrix {
  const missing = vectors.filter((vector) => !vector).length;
  if (missing > 0)
    throw tuningErrors.cannot_train({
      problem: `${missing} of its ${vectors.length} texts have no vector; train again to have them embedded.`,
    });
  const columns = vectors.find(Boolean)?.length ?? 0;
  const values = new Float32Array(vectors.length * columns);
  for (const [i, vector] of vectors.entries()) if (vector) values.set(vector, i * columns);
  return { rows: vectors.length, columns, values };
}
