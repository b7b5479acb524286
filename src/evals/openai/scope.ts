import type { Scope } from '../../kernel/contract.ts';
import { type Actor, errors } from '../../kernel/index.ts';

/** A run does for its caller what other routes ask a scope for; without that scope it would be a way around. */
export function needScope(actor: Actor, scope: Scope): void {
  if (actor.scopes !== 'all' && !actor.scopes.includes(scope))
    throw errors.forbidden({ need: `an API key with the scope ${scope}` });
}
