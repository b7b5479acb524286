import type { ModelRequest } from '../../gateway/index.ts';
import type { CheckName, Where } from '../contract.ts';
import { guardrailErrors } from '../errors.ts';
import type { Guarded } from './guarded-call.ts';

type Look = Guarded['look'];
type Json = Record<string, unknown>;

/**
 * What is looked for in what the makers of a product wrote, and in what a model said before: orders are the point of the
 * one, and the other has been through the rules for answers.
 */
export const HIDING: readonly CheckName[] = ['pii', 'secrets', 'words'];

/** Every text of a request, whichever of OpenAI's shapes it has. */
export async function lookThrough(
  request: ModelRequest,
  look: Look,
  readsInput: boolean,
): Promise<ModelRequest> {
  const { messages, input, instructions } = request;
  // Nobody but the model knows what tokens say: what a rule cannot read does not pass it.
  if (readsInput && isTokens(input)) throw guardrailErrors.only_text({ type: 'tokens' });
  const all = (items: readonly unknown[]) => Promise.all(items.map((one) => item(one, look)));
  return {
    ...request,
    ...(typeof instructions === 'string' ? { instructions: await look(instructions, 'input', HIDING) } : {}),
    ...(Array.isArray(messages) ? { messages: await all(messages) } : {}),
    ...(typeof input === 'string' ? { input: await look(input, 'input') } : {}),
    ...(Array.isArray(input) ? { input: await all(input) } : {}),
  };
}

function isTokens(input: unknown): boolean {
  return Array.isArray(input) && (typeof input[0] === 'number' || Array.isArray(input[0]));
}

async function item(one: unknown, look: Look): Promise<unknown> {
  if (typeof one === 'string') return look(one, 'input');
  if (typeof one !== 'object' || one === null) return one;
  const { role, content, output, text, tool_calls: calls, arguments: args } = one as Json;
  const where: Where = role === 'tool' || role === 'function' || output !== undefined ? 'tool' : 'input';
  const only = role === 'user' || role === undefined || where === 'tool' ? undefined : HIDING;
  return {
    ...one,
    ...(typeof text === 'string' ? { text: await look(text, where, only) } : {}),
    ...(content === undefined ? {} : { content: await parts(content, where, only, look) }),
    ...(output === undefined ? {} : { output: await parts(output, where, only, look) }),
    // What a model called a tool with holds the caller's values again: they were put back when it went out.
    ...(typeof args === 'string' ? { arguments: await look(args, 'input', HIDING) } : {}),
    ...(Array.isArray(calls)
      ? { tool_calls: await Promise.all(calls.map((call) => called(call, look))) }
      : {}),
  };
}

async function parts(
  content: unknown,
  where: Where,
  only: readonly CheckName[] | undefined,
  look: Look,
): Promise<unknown> {
  if (typeof content === 'string') return look(content, where, only);
  if (!Array.isArray(content)) return content;
  return Promise.all(
    content.map(async (part: Json) =>
      typeof part?.text === 'string' ? { ...part, text: await look(part.text, where, only) } : part,
    ),
  );
}

async function called(call: unknown, look: Look): Promise<unknown> {
  if (typeof call !== 'object' || call === null || !('function' in call)) return call;
  const { function: named } = call as { function: Json | null };
  if (typeof named?.arguments !== 'string') return call;
  return { ...call, function: { ...named, arguments: await look(named.arguments, 'input', HIDING) } };
}
