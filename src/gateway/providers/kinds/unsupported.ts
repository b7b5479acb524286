import { gatewayErrors } from '../../errors.ts';

/** Parameters that change the answer, and the values of them that ask for nothing. */
const CHANGES_THE_ANSWER: Record<string, (value: unknown) => boolean> = {
  n: (value) => value === 1,
  logprobs: (value) => value === false,
  top_logprobs: (value) => value === 0,
  logit_bias: (value) => typeof value === 'object' && value !== null && Object.keys(value).length === 0,
  frequency_penalty: (value) => value === 0,
  presence_penalty: (value) => value === 0,
  modalities: (value) => Array.isArray(value) && value.every((one) => one === 'text'),
  audio: () => false,
  web_search_options: () => false,
  functions: (value) => Array.isArray(value) && value.length === 0,
  function_call: () => false,
};

/**
 * Refuses what cannot be said in another format: two answers asked for and one given, without a word, is worse than none.
 * What only advises (seed, user, metadata, service_tier, store, prediction) is left out.
 * @throws 400 unsupported_parameter
 */
export function refuseUnsupported(body: Record<string, unknown>, except: readonly string[] = []): void {
  for (const [parameter, isNothing] of Object.entries(CHANGES_THE_ANSWER)) {
    const value = body[parameter];
    if (value === undefined || value === null || except.includes(parameter) || isNothing(value)) continue;
    throw gatewayErrors.unsupported_parameter({ parameter });
  }
}

/** The parameters of `body` with these names, as they are: those that a provider has beside OpenAI's. */
export function pick(body: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));
}
