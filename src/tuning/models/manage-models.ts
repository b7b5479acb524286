import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import { type Actor, errors, type Tx } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type * as contract from '../contract-models.ts';
import type { TunedModel } from '../contract-models.ts';
import { tuningErrors } from '../errors.ts';
import { mayReadExample } from '../present.ts';
import { examplesById } from '../store/training-examples.ts';
import * as store from '../store/tuned-models.ts';
import { classify, likeliest } from './classify.ts';
import { openClassifier } from './open-model.ts';
import { presentModels } from './present-model.ts';

const MOST_SHOWN = 5;

export async function listTunedModels(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.listTunedModels>,
): Promise<OutputOf<typeof contract.listTunedModels>> {
  const { after, limit } = input;
  return bag.db.in(actor.workspaceId, async (tx) => {
    const rows = await store.listTunedModels(tx, { after, limit: limit + 1 });
    return { data: await presentModels(tx, rows.slice(0, limit)), hasMore: rows.length > limit };
  });
}

export async function getTunedModel(bag: Tuning, actor: Actor, input: { id: string }): Promise<TunedModel> {
  return bag.db.in(actor.workspaceId, async (tx) => shown(tx, await loadModel(tx, input.id)));
}

export async function tryTunedModel(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.tryTunedModel>,
): Promise<OutputOf<typeof contract.tryTunedModel>> {
  const { name } = await bag.db.in(actor.workspaceId, (tx) => loadModel(tx, input.id));
  const began = performance.now();
  const head = await openClassifier(bag, actor, name);
  const said = await classify(bag.minilm, head, input.texts);
  return {
    data: said.map(({ labels, abstained, probabilities, tokens }) => ({
      ...{ labels, abstained, tokens },
      top: likeliest(head.classes, probabilities, MOST_SHOWN),
    })),
    durationMs: performance.now() - began,
  };
}

export async function listPredictions(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.listPredictions>,
): Promise<OutputOf<typeof contract.listPredictions>> {
  const { id, actual, predicted, after, limit } = input;
  const wrong = input.wrong === undefined ? undefined : input.wrong === 'true';
  return bag.db.in(actor.workspaceId, async (tx) => {
    await loadModel(tx, id);
    const rows = await store.listPredictions(tx, id, { actual, predicted, wrong, after, limit: limit + 1 });
    const texts = await examplesById(
      tx,
      rows.map((row) => row.exampleId),
    );
    return {
      data: rows.slice(0, limit).map((row) => {
        const example = texts.get(row.exampleId);
        const { exampleId, probability, abstained, right } = row;
        return {
          ...{ exampleId, actual: row.actual, predicted: row.predicted, probability, abstained, right },
          text: example && mayReadExample(actor, example) ? example.text : null,
        };
      }),
      hasMore: rows.length > limit,
    };
  });
}

export async function getModelCard(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.getModelCard>,
): Promise<OutputOf<typeof contract.getModelCard>> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    await loadModel(tx, input.id);
    const cards = await store.cardsOf(tx, input.id);
    const found = input.version === undefined ? cards[0] : cards.find((one) => one.version === input.version);
    if (!found) throw errors.not_found({ what: 'The model card' });
    return {
      ...{ version: found.version, card: found.card, markdown: found.markdown },
      versions: cards.map(({ version, reason, createdAt }) => ({
        ...{ version, reason, createdAt: createdAt.toISOString() },
      })),
    };
  });
}

/** @throws when the workspace has no such model. */
export async function loadModel(tx: Tx, id: string): Promise<store.TunedModelRow> {
  const row = await store.findTunedModel(tx, id);
  if (!row) throw tuningErrors.unknown_model({ id });
  return row;
}

async function shown(tx: Tx, row: store.TunedModelRow): Promise<TunedModel> {
  const [model] = await presentModels(tx, [row]);
  if (!model) throw tuningErrors.unknown_model({ id: row.id });
  return model;
}
