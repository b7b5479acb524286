import { type Route, route } from '../kernel/index.ts';
import type { Guardrails } from './bag.ts';
import { checkText } from './check-text.ts';
import * as contract from './contract.ts';
import * as openai from './contract-openai.ts';
import * as policies from './manage-policies.ts';
import { createModeration } from './moderations/create-moderation.ts';
import * as may from './policy.ts';

export const guardrailRoutes: Route<Guardrails>[] = [
  route(openai.createModeration, may.checkTexts, createModeration),
  route(contract.checkText, may.checkTexts, checkText),
  route(contract.listGuardrailPolicies, may.seePolicies, policies.listPolicies),
  route(contract.getGuardrailPolicy, may.seePolicies, policies.getPolicy),
  route(contract.addGuardrailPolicy, may.managePolicies, policies.addPolicy, {
    audited: 'guardrail_policy.add',
  }),
  route(contract.putGuardrailPolicy, may.managePolicies, policies.putPolicy, {
    audited: 'guardrail_policy.change',
  }),
  route(contract.removeGuardrailPolicy, may.managePolicies, policies.removePolicy, {
    audited: 'guardrail_policy.remove',
  }),
];
