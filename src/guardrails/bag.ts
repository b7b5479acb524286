import type { Gateway } from '../gateway/index.ts';
import type { Check } from './check.ts';
import type { CheckName } from './contract.ts';
import type { Policies } from './policies/keep-policies.ts';

/** What rules are run with: all that the checks need, and nothing else of the platform. */
export interface RuleBag {
  checks: Readonly<Record<CheckName, Check>>;
  minilm: Gateway['minilm'];
  log: Pick<Gateway['log'], 'warn'>;
}

/** What the guardrails' operations work with. */
export interface Guardrails extends Gateway {
  checks: Readonly<Record<CheckName, Check>>;
  policies: Policies;
}
