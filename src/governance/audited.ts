import { type Actor, type Audit, toFailure } from '../kernel/index.ts';
import type { Governance } from './bag.ts';
import { governanceErrors } from './errors.ts';
import { record } from './record.ts';

/**
 * What the door calls around a privileged route: the attempt is on record before anything happens, and an act that
 * cannot be recorded is refused; afterwards the outcome is added.
 */
export function auditor(bag: Governance): Audit {
  const write = (
    actor: Actor,
    action: string,
    target: string,
    outcome: 'attempted' | 'done' | 'failed',
    details: Record<string, unknown>,
  ) => bag.db.in(actor.workspaceId, (tx) => record(bag, tx, actor, { action, target, outcome, details }));
  return {
    async around(actor, act, run) {
      try {
        await write(actor, act.action, act.target, 'attempted', act.details);
      } catch (cause) {
        throw governanceErrors.audit_unavailable({}, cause);
      }
      // Apart from the act itself: an act that is done must not be told as failed because its record could not be ended.
      const ended = (outcome: 'done' | 'failed', target: string, details = {}) =>
        write(actor, act.action, target, outcome, details).catch((err: unknown) =>
          bag.log.error({ err, action: act.action, target, outcome }, 'how an act ended is not on record'),
        );
      const result = await run().catch(async (thrown: unknown) => {
        await ended('failed', act.target, { code: toFailure(thrown).code });
        throw thrown;
      });
      await ended('done', targetOf(result) ?? act.target);
      return result;
    },
  };
}

/** The id of what was made, when the act makes something. */
function targetOf(result: unknown): string | undefined {
  if (typeof result !== 'object' || result === null || !('id' in result)) return undefined;
  return typeof result.id === 'string' ? result.id : undefined;
}
