import { type Actor, errors } from '../kernel/index.ts';
import type { Identity } from './bag.ts';
import { foundWorkspace } from './found-workspace.ts';
import { addMember } from './store/members.ts';

export async function createWorkspace(bag: Identity, actor: Actor, input: { name: string; slug: string }) {
  const { userId } = actor;
  if (!userId) throw errors.forbidden({ need: 'a signed-in person, who becomes the owner' });
  return bag.db.system(async (tx) => {
    const id = await foundWorkspace(bag, tx, input, actor);
    await addMember(tx, id, userId, 'owner');
    return { id, slug: input.slug, name: input.name };
  });
}
