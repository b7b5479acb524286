import type { Gateway } from '../gateway/index.ts';
import type { Guardrails } from './bag.ts';
import { createChecks } from './checks/all.ts';
import { guardCalls } from './guard-calls.ts';
import { moderationFamily } from './moderations/moderation-family.ts';
import { keepPolicies } from './policies/keep-policies.ts';

export { applyDefinitions as applyGuardrails } from './apply-definitions.ts';
export type { Guardrails } from './bag.ts';
export type { Guarded } from './calls/guarded-call.ts';
export { HIDING } from './calls/look-inside.ts';
export { openGuarded } from './guard-calls.ts';
export { stateOfPolicies } from './policies/policy-for.ts';
export { managePolicies } from './policy.ts';
export { hidePersonal } from './redact/hide-personal.ts';
export { guardrailRoutes } from './routes.ts';
export { findPolicy } from './store.ts';

/** Opens the guardrails over the gateway, whose embedding model the learned checks use. */
export function createGuardrails(gateway: Gateway): Guardrails {
  const bag: Guardrails = { ...gateway, checks: createChecks(), policies: keepPolicies(gateway.db) };
  gateway.guards.push(guardCalls(bag));
  gateway.families.unshift(moderationFamily(bag));
  return bag;
}
