import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import type { Actor, Download } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type * as contract from '../contract.ts';
import { mayReadExample, presentExample, presentVersion, type TrainingVersion } from '../present.ts';
import * as examples from '../store/training-examples.ts';
import * as store from '../store/training-sets.ts';
import { chatLine } from './chat-line.ts';
import { checkScopes } from './check-scopes.ts';
import { loadReady, loadTrainingSet, loadVersion, type Place } from './load.ts';
import { startBuild } from './start-build.ts';

export async function listTrainingVersions(bag: Tuning, actor: Actor, input: { slug: string }) {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const { id } = await loadTrainingSet(tx, input.slug);
    return { data: (await store.listVersions(tx, [id])).map((row) => presentVersion(actor, row)) };
  });
}

export async function getTrainingVersion(bag: Tuning, actor: Actor, input: Place): Promise<TrainingVersion> {
  return bag.db.in(actor.workspaceId, async (tx) => presentVersion(actor, await loadVersion(tx, input)));
}

/** Builds another version by the recipe as it is now. Acknowledged when its row is committed. */
export async function buildTrainingSet(
  bag: Tuning,
  actor: Actor,
  input: { slug: string },
): Promise<TrainingVersion> {
  const version = await bag.db.in(actor.workspaceId, async (tx) => {
    const set = await loadTrainingSet(tx, input.slug);
    checkScopes(actor, set.recipe);
    return store.addVersion(tx, set, actor);
  });
  await startBuild(bag, version);
  return getTrainingVersion(bag, actor, { slug: input.slug, number: version.number });
}

/** Stops a build; one that has ended is left as it is. */
export async function cancelTrainingVersion(
  bag: Tuning,
  actor: Actor,
  input: Place,
): Promise<TrainingVersion> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const { id } = await loadVersion(tx, input);
    await store.endBuilding(tx, id, { status: 'cancelled' });
    return presentVersion(actor, await loadVersion(tx, input));
  });
}

export async function listTrainingExamples(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.listTrainingExamples>,
): Promise<OutputOf<typeof contract.listTrainingExamples>> {
  const { limit } = input;
  return bag.db.in(actor.workspaceId, async (tx) => {
    const { id } = await loadVersion(tx, input);
    const rows = await examples.listExamples(tx, id, { ...input, limit: limit + 1 });
    // A search must not tell what is withheld by finding it.
    const asked = input.search !== undefined || input.label !== undefined;
    const found = asked ? rows.filter((row) => mayReadExample(actor, row)) : rows;
    return {
      data: found.slice(0, limit).map((row) => presentExample(actor, row)),
      hasMore: rows.length > limit,
    };
  });
}

/** A split as JSONL in OpenAI's chat format; without the examples that the reader may not see. */
export async function exportTrainingVersion(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.exportTrainingVersion>,
): Promise<Download> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const version = await loadReady(tx, input);
    const rows = await examples.listExamples(tx, version.id, { split: input.split });
    const lines = rows.filter((row) => mayReadExample(actor, row)).map((row) => chatLine(row, version));
    return {
      filename: `${input.slug}-${input.number}-${input.split}.jsonl`,
      mediaType: 'application/jsonl',
      bytes: new Uint8Array(Buffer.from(lines.map((line) => `${line}\n`).join(''))),
    };
  });
}
