import type { OutputOf } from '../../kernel/contract.ts';
import type * as contract from './contract.ts';
import type { DistillationRow, MoveRow } from './store.ts';

export type Distillation = OutputOf<typeof contract.getDistillation>;

export function presentDistillation(
  row: DistillationRow & { done: number },
  moves: readonly MoveRow[],
): Distillation {
  const { id, comparison, datasetVersion, status, total, done, report, problem } = row;
  return {
    ...{ id, comparison, datasetVersion, status, total, done, report, problem },
    moves: moves.map(({ route, share, override, by, at, rolledBackAt }) => ({
      ...{ route, share, override, by },
      at: at.toISOString(),
      rolledBackAt: rolledBackAt?.toISOString() ?? null,
    })),
    createdBy: row.actor.name,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
