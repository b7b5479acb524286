import { createHash } from 'node:crypto';
import { canonical } from '../../apps/index.ts';
import { loadDataset, needScope, sealVersion } from '../../evals/index.ts';
import { listRoutes, resolve } from '../../gateway/index.ts';
import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import type { Actor, Tx } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import { tuningErrors } from '../errors.ts';
import { checkUnseen } from './check-unseen.ts';
import type * as contract from './contract.ts';
import { examplesOf } from './examples-of.ts';
import { type Distillation, presentDistillation } from './present.ts';
import { changeOf, pairsOf } from './report.ts';
import * as store from './store.ts';

export async function listDistillations(bag: Tuning, actor: Actor): Promise<{ data: Distillation[] }> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const rows = await store.listDistillations(tx);
    const moves = Map.groupBy(
      rows.length === 0
        ? []
        : await store.movesOf(
            tx,
            rows.map(({ id }) => id),
          ),
      ({ distillationId }) => distillationId,
    );
    return { data: rows.map((row) => presentDistillation(row, moves.get(row.id) ?? [])) };
  });
}

export async function getDistillation(
  bag: Tuning,
  actor: Actor,
  input: { id: string },
): Promise<Distillation> {
  return bag.db.in(actor.workspaceId, async (tx) =>
    presentDistillation(await loadDistillation(tx, input.id), await store.movesOf(tx, [input.id])),
  );
}

/** Seals the data set and starts to ask. Acknowledged when its row is committed. */
export async function startDistillation(
  bag: Tuning,
  actor: Actor,
  comparison: InputOf<typeof contract.startDistillation>,
): Promise<Distillation> {
  const { workspaceId } = actor;
  needScope(actor, 'models');
  // A name that nothing answers to is said now, not after a thousand questions.
  for (const { model } of [comparison.teacher, comparison.student]) await resolve(bag, actor, model);
  const { data: routes } = await listRoutes(bag, actor);
  const id = await bag.db.in(workspaceId, async (tx) => {
    const dataset = await loadDataset(tx, comparison.dataset);
    const version = await sealVersion(tx, dataset.id);
    const examples = await examplesOf(tx, { datasetId: dataset.id, version }, comparison);
    if (examples.length < 2) throw tuningErrors.nothing_to_compare({ dataset: dataset.slug });
    await checkUnseen(tx, comparison.student.model, routes, { dataset: dataset.slug, examples });
    const items = canonical(examples.map(({ item }) => item));
    return store.addDistillation(tx, {
      ...{ workspaceId, comparison, datasetId: dataset.id, datasetVersion: version, actor },
      datasetHash: createHash('sha256').update(items).digest('hex'),
      total: examples.length * 2,
    });
  });
  await bag.distilling.start(id, { workspaceId, distillationId: id });
  return getDistillation(bag, actor, { id });
}

/** Stops a comparison; one that has ended is left as it is. */
export async function cancelDistillation(
  bag: Tuning,
  actor: Actor,
  input: { id: string },
): Promise<Distillation> {
  await bag.db.in(actor.workspaceId, async (tx) => {
    await loadDistillation(tx, input.id);
    await store.setDistillation(tx, input.id, { status: 'cancelled' });
  });
  return getDistillation(bag, actor, input);
}

export async function listDistilled(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.listDistilled>,
): Promise<OutputOf<typeof contract.listDistilled>> {
  const { after, change, limit } = input;
  return bag.db.in(actor.workspaceId, async (tx) => {
    const { id, datasetId, datasetVersion: version, comparison } = await loadDistillation(tx, input.id);
    const examples = await examplesOf(tx, { datasetId, version }, comparison);
    const data = pairsOf(examples, await store.answersOf(tx, id))
      .map((pair) => ({ ...pair, change: changeOf(pair) }) as const)
      .filter((one) => (!after || one.example.id > after) && (!change || one.change === change));
    return {
      data: data.slice(0, limit).map(({ example, teacher, student, ...one }) => ({
        ...{ exampleId: example.id, item: example.item, change: one.change },
        ...{ teacher: presentAnswer(teacher), student: presentAnswer(student) },
      })),
      hasMore: data.length > limit,
    };
  });
}

function presentAnswer({ answer, pass, durationMs, error, ...row }: store.AnswerRow) {
  return { answer, pass, durationMs, error, tokens: row.promptTokens + row.completionTokens };
}

/** @throws when the workspace has no such comparison. */
export async function loadDistillation(tx: Tx, id: string) {
  const row = await store.findDistillation(tx, id);
  if (!row) throw tuningErrors.unknown_distillation({ id });
  return row;
}
