import type { Tuning } from '../bag.ts';
import type { TrainingVersionRow } from '../store/training-sets.ts';

export async function startBuild(bag: Tuning, { id, workspaceId }: TrainingVersionRow): Promise<void> {
  await bag.building.start(id, { workspaceId, versionId: id });
}
