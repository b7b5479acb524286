import type { Actor } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import { tuningErrors } from '../errors.ts';
import { artefactOf, modelNamed, type TunedModelRow } from '../store/tuned-models.ts';
import { openHead } from '../trainers/heads/open-head.ts';
import { openProjection } from '../trainers/projection/open-projection.ts';
import type { TunedProjection } from '../trainers/projection/projection.ts';
import type { TunedHead } from '../trainers/trainer.ts';
import type { Opened } from './opened.ts';

/**
 * A tuned model of the actor's workspace, ready to answer. Whether it is still there is asked each time: what was deleted
 * must not answer once more from memory.
 * @throws 404 when there is none of that name
 */
async function openModel(
  bag: Tuning,
  { workspaceId }: Actor,
  name: string,
): Promise<{ row: TunedModelRow; opened: Opened }> {
  const row = await bag.db.in(workspaceId, (tx) => modelNamed(tx, name));
  if (!row) throw tuningErrors.unknown_model({ id: name });
  const opened = await bag.opened.get(row.id, async () => {
    const bytes = await bag.db.in(workspaceId, (tx) => artefactOf(tx, row));
    if (!bytes) throw tuningErrors.unknown_model({ id: name });
    return { model: openedOf(row, bytes), bytes: bytes.byteLength };
  });
  return { row, opened };
}

/** @throws 400 for a model that embeds */
export async function openClassifier(bag: Tuning, actor: Actor, name: string): Promise<TunedHead> {
  const { opened } = await openModel(bag, actor, name);
  if (opened.kind !== 'head') throw tuningErrors.not_a_classifier({ model: name });
  return opened.head;
}

/** @throws 400 for a model that names labels */
export async function openEmbedder(bag: Tuning, actor: Actor, name: string): Promise<TunedProjection> {
  const { opened } = await openModel(bag, actor, name);
  if (opened.kind !== 'projection') throw tuningErrors.not_an_embedder({ model: name });
  return opened.projection;
}

function openedOf({ method }: TunedModelRow, bytes: Uint8Array): Opened {
  return method === 'projection'
    ? { kind: 'projection', projection: openProjection(bytes) }
    : { kind: 'head', head: openHead(bytes) };
}
