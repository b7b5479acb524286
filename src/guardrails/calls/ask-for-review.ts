import type { ChatEvent, GuardedCall, ModelRequest } from '../../gateway/index.ts';
import { record } from '../../governance/index.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Guardrails } from '../bag.ts';
import type { Guarded } from './guarded-call.ts';

/**
 * A call that is no run has no page on which somebody could look at it: what a rule wants looked at is put into the audit
 * log, with who called and what was found, and without the text, which nobody keeps.
 */
export function askForReview(bag: Guardrails, actor: Actor, guarded: Guarded): GuardedCall {
  const told = new Set<string>();
  const tell = async ({ model }: ModelRequest) => {
    const fresh = guarded
      .notes()
      .filter(({ action, where, check }) => action === 'review' && !told.has(`${where} ${check}`));
    if (fresh.length === 0) return;
    for (const { where, check } of fresh) told.add(`${where} ${check}`);
    const details = {
      policy: guarded.policy,
      checks: [...new Set(fresh.map(({ check }) => check))],
      where: [...new Set(fresh.map(({ where }) => where))],
    };
    try {
      await bag.db.in(actor.workspaceId, (tx) =>
        record(bag, tx, actor, { action: 'call.review', target: model, outcome: 'done', details }),
      );
    } catch (error) {
      bag.log.error({ err: error, ...details }, 'a call that is to be looked at could not be recorded');
    }
  };
  const answer = async function* (events: AsyncIterable<ChatEvent>, request: ModelRequest) {
    try {
      yield* guarded.answer(events, request);
    } finally {
      await tell(request);
    }
  };
  return {
    ...guarded,
    answer,
    async request(request) {
      const allowed = await guarded.request(request);
      await tell(request);
      return allowed;
    },
  };
}
