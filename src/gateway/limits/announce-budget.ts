import { record } from '../../governance/index.ts';
import { type Kernel, platformActor } from '../../kernel/index.ts';
import type { LimitRow } from './store.ts';

/** Puts on record that a budget has come to a share at which somebody wants to know; Home and the audit log show it. */
export async function announceBudget(kernel: Kernel, limit: LimitRow, share: number): Promise<void> {
  const { id, workspaceId, rule } = limit;
  const percent = Math.round(share * 100);
  kernel.log.warn({ limit: id, percent }, 'a budget has been used up to a share that was asked to be told');
  try {
    await kernel.db.in(workspaceId, (tx) =>
      record(kernel, tx, platformActor(workspaceId), {
        action: 'budget.alert',
        target: id,
        outcome: 'done',
        details: { name: rule.name, percent },
      }),
    );
  } catch (error) {
    kernel.log.error({ err: error, limit: id }, 'a budget alert could not be recorded');
  }
}
