import { type Actor, onceThere, type Soon } from '../../kernel/index.ts';
import type { CallContext, ChatEvent } from '../family.ts';

/** A request for one model, as it came. */
export type ModelRequest = Record<string, unknown> & { model: string };

/** Looks at what goes to models and at what comes back. The gateway knows when to ask; a room above knows what to look for. */
export interface Guard {
  /**
   * What is to be done about a call; undefined when nothing is.
   * @param policy named by the route; the workspace's own applies when none is named
   */
  open(actor: Actor, policy: string | undefined): Soon<GuardedCall | undefined>;
}

export interface GuardedCall {
  /** Another one when the policy says something else. */
  revision: string;
  /** The request as it may go out. @throws Failure when it may not */
  request(request: ModelRequest): Promise<ModelRequest>;
  /** Whether the answer is looked at; then it is relayed as events and not as the upstream's bytes. */
  watchesAnswer: boolean;
  /** Dollars that a call may be expected to cost. */
  maxCostUsd?: number | undefined;
  /**
   * The answer as it may reach the caller.
   * @param request what was asked: an answer that is to be JSON is made to be
   */
  answer(events: AsyncIterable<ChatEvent>, request: ModelRequest): AsyncIterable<ChatEvent>;
  /** How often each check found something, so far. */
  findings(): Record<string, number>;
}

/** The first guard that has something to say; there is one room of guardrails today. */
export function guardOf(
  guards: readonly Guard[],
  { actor }: Pick<CallContext, 'actor'>,
  policy: string | undefined,
): Soon<GuardedCall | undefined> {
  const [first] = guards;
  if (!first) return undefined;
  const opened = first.open(actor, policy);
  if (guards.length === 1) return opened;
  return onceThere(opened, (guarded) => guarded ?? guardOf(guards.slice(1), { actor }, policy));
}
