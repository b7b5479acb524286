import { type Actor, platformActor, type Tx } from '../kernel/index.ts';
import type { Identity } from './bag.ts';
import { addWorkspace } from './store/workspaces.ts';

/** Makes a workspace, and with it the first entry of its audit log: one without any was emptied. */
export async function foundWorkspace(
  bag: Pick<Identity, 'record'>,
  tx: Tx,
  workspace: { slug: string; name: string },
  founder?: Actor,
): Promise<string> {
  const workspaceId = await addWorkspace(tx, workspace);
  const by = founder ? { ...founder, workspaceId } : platformActor(workspaceId);
  await bag.record(tx, by, { action: 'workspace.found', target: workspaceId, outcome: 'done' });
  return workspaceId;
}
