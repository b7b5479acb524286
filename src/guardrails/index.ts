import type { Gateway } from '../gateway/index.ts';
import type { Guardrails } from './bag.ts';
import { createChecks } from './checks/all.ts';
import { guardCalls } from './guard-calls.ts';
import { moderationFamily } from './moderations/moderation-family.ts';

export { applyPolicy } from './apply/apply-policy.ts';
export { guardStream } from './apply/guard-stream.ts';
export type { Guardrails } from './bag.ts';
export { repairJson } from './json/repair-json.ts';
export { loadPolicy } from './load-policy.ts';
export { createPseudonyms } from './redact/pseudonyms.ts';
export { guardrailRoutes } from './routes.ts';

/** Opens the guardrails over the gateway, whose embedding model the learned checks use. */
export function createGuardrails(gateway: Gateway): Guardrails {
  const bag: Guardrails = { ...gateway, checks: createChecks() };
  gateway.guards.push(guardCalls(bag));
  gateway.families.unshift(moderationFamily(bag));
  return bag;
}
