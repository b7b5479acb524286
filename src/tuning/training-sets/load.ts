import type { Tx } from '../../kernel/index.ts';
import { tuningErrors } from '../errors.ts';
import * as store from '../store/training-sets.ts';

export interface Place {
  slug: string;
  number: number;
}

/** @throws when the workspace has no such training set. */
export async function loadTrainingSet(tx: Tx, slug: string): Promise<store.TrainingSetRow> {
  const row = await store.findTrainingSet(tx, slug);
  if (!row) throw tuningErrors.unknown_training_set({ slug });
  return row;
}

/** @throws when the workspace has no such version. */
export async function loadVersion(tx: Tx, { slug, number }: Place): Promise<store.TrainingVersionRow> {
  const set = await loadTrainingSet(tx, slug);
  const row = await store.findVersion(tx, set.id, number);
  if (!row) throw tuningErrors.unknown_version({ slug, version: number });
  return row;
}

/** @throws also when there is nothing to take examples from. */
export async function loadReady(tx: Tx, place: Place): Promise<store.TrainingVersionRow> {
  const row = await loadVersion(tx, place);
  if (row.erasedAt) throw tuningErrors.erased({ what: `Version ${place.number} of "${place.slug}"` });
  if (row.status !== 'ready')
    throw tuningErrors.not_built({ slug: place.slug, version: place.number, status: row.status });
  return row;
}
