import { record } from '../../governance/index.ts';
import { type Kernel, platformActor } from '../../kernel/index.ts';
import { type LimitRow, noteAlert } from './store.ts';

/** A budget that has come to a share at which somebody wants to know. */
export interface BudgetAlert {
  limit: LimitRow;
  /** 0 to 1. */
  share: number;
  /** The member, key or group that spends; undefined: the whole workspace. */
  whose: string | undefined;
  /** The day or month that it counts. */
  period: string;
}

/**
 * Puts it on record, once in a period for each amount; Home and the audit log show it. Other processes and those that
 * start anew count the same spending.
 */
export async function announceBudget(
  kernel: Kernel,
  { limit, share, whose, period }: BudgetAlert,
): Promise<void> {
  const { id, workspaceId, rule } = limit;
  const percent = Math.round(share * 100);
  const mark = [whose ?? 'all', period, rule.budget?.dollars, percent].join(' ');
  try {
    await kernel.db.in(workspaceId, async (tx) => {
      if (!(await noteAlert(tx, limit, mark, period))) return;
      kernel.log.warn(
        { limit: id, percent },
        'a budget has been used up to a share that was asked to be told',
      );
      await record(kernel, tx, platformActor(workspaceId), {
        action: 'budget.alert',
        target: id,
        outcome: 'done',
        details: { name: rule.name, percent, ...(whose ? { whose } : {}) },
      });
    });
  } catch (error) {
    kernel.log.error({ err: error, limit: id }, 'a budget alert could not be recorded');
  }
}
