import { gatewayErrors } from '../errors.ts';
import type { ModelRequest } from './guard.ts';

/**
 * What an answer that is looked at cannot hold: it is made anew out of its text and its calls of functions, and what else
 * was asked for would be missing without a word.
 * @throws 400
 */
export function refuseUnwatchable(request: ModelRequest): void {
  if (Number(request.n) > 1) throw gatewayErrors.one_answer();
  const { tools, modalities } = request;
  for (const parameter of ['logprobs', 'top_logprobs', 'functions', 'function_call', 'audio'])
    if (isGiven(request[parameter])) throw gatewayErrors.not_watched({ parameter });
  if (Array.isArray(modalities) && modalities.some((one) => one !== 'text'))
    throw gatewayErrors.not_watched({ parameter: 'modalities' });
  for (const tool of Array.isArray(tools) ? tools : [])
    if (tool?.type !== undefined && tool.type !== 'function')
      throw gatewayErrors.not_watched({ parameter: `tools: ${String(tool.type)}` });
}

function isGiven(value: unknown): boolean {
  const empty = Array.isArray(value) && value.length === 0;
  return value !== undefined && value !== null && value !== false && value !== 0 && !empty;
}
