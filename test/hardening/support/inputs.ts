import { appInputs } from './inputs/apps.ts';
import { errorCheckInputs } from './inputs/error-checks.ts';
import { evalInputs } from './inputs/evals.ts';
import { gatewayInputs } from './inputs/gateway.ts';
import { governanceInputs } from './inputs/governance.ts';
import { guardrailInputs } from './inputs/guardrails.ts';
import { identityInputs } from './inputs/identity.ts';
import { knowledgeInputs } from './inputs/knowledge.ts';
import type { Input, Inputs, Place } from './inputs/make.ts';
import { openaiEvalInputs } from './inputs/openai-evals.ts';
import { openaiKnowledgeInputs } from './inputs/openai-knowledge.ts';
import { releaseInputs } from './inputs/releases.ts';
import { tuningInputs } from './inputs/tuning.ts';

export type { Input, Place } from './inputs/make.ts';

/**
 * A valid request for every route, in a file for each room. A route without one cannot be tested, so the tests demand
 * it: add it here, and its row to access-matrix.json.
 */
export const INPUTS: Inputs = {
  ...identityInputs,
  ...governanceInputs,
  ...gatewayInputs,
  ...guardrailInputs,
  ...knowledgeInputs,
  ...openaiKnowledgeInputs,
  ...appInputs,
  ...evalInputs,
  ...openaiEvalInputs,
  ...tuningInputs,
  ...errorCheckInputs,
  ...releaseInputs,
};

/** The path of a route with its ids filled in. */
export function pathOf(path: string, ids: Record<string, string> = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? 'missing'));
}

/** Sends a valid request to a route. */
export async function send(
  place: Place,
  route: string,
  options: { key: string; headers?: Record<string, string>; input?: Input },
): Promise<Response> {
  const [method = '', path = ''] = route.split(' ');
  const input = options.input ?? (await INPUTS[route]?.(place)) ?? {};
  const { key, headers } = options;
  const query = input.query ? `?${new URLSearchParams(input.query)}` : '';
  return place.world.server.call(method, `${pathOf(path, input.ids)}${query}`, {
    key,
    headers,
    body: input.form ?? input.body,
  });
}
