import type { Tokens } from '../calls/tokens.ts';
import { UNSTATED_ANSWER } from '../wire/answer-length.ts';
import { estimateTokens } from '../wire/tokens.ts';

/** What a call is expected to take, before it is made. */
export type ExpectedTokens = Tokens;

type Json = Record<string, unknown>;

/** Of an image, or of anything else that is no text: about what one of ordinary size takes. */
const PICTURE = 1_600;
/** What is sent beside the messages and counted as part of the prompt by whoever serves the model. */
const BESIDE = ['tools', 'functions', 'response_format', 'text'];
/** They answer with numbers. */
const WORDLESS = ['/embeddings', '/moderations'];

/**
 * What is reserved must not be below what can be spent, or calls at the same time spend the same money: so tools,
 * schemas, calls and images count, and an answer as long as it may become.
 * @param said estimated tokens of the texts that are sent
 */
export function expectTokens(path: string, request: Json, said: number): ExpectedTokens {
  const prompt = said + besideTexts(request);
  if (WORDLESS.includes(path)) return { prompt, cached: 0, completion: 0 };
  const { max_completion_tokens, max_tokens, max_output_tokens, n } = request;
  const stated = [max_completion_tokens, max_tokens, max_output_tokens].filter(
    (value) => typeof value === 'number',
  );
  const completion = stated.length > 0 ? Math.max(0, ...stated) : UNSTATED_ANSWER;
  const answers = typeof n === 'number' && n > 1 ? n : 1;
  return { prompt, cached: 0, completion: completion * answers };
}

function besideTexts(request: Json): number {
  let tokens = 0;
  for (const name of BESIDE) if (isObject(request[name])) tokens += sizeOf(request[name]);
  const { messages, input } = request;
  for (const item of Array.isArray(messages) ? messages : Array.isArray(input) ? input : [])
    if (isObject(item)) tokens += besideText(item);
  return tokens;
}

/** Of a message, or of an item of a response's input. */
function besideText(item: Json): number {
  const { tool_calls, type, content } = item;
  let tokens = tool_calls || type === 'function_call' ? sizeOf(tool_calls ?? item) : 0;
  if (Array.isArray(content)) for (const part of content) if (!isText(part)) tokens += PICTURE;
  return tokens;
}

function isText(part: unknown): boolean {
  return typeof part === 'string' || (isObject(part) && ('text' in part || 'refusal' in part));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function sizeOf(value: unknown): number {
  return estimateTokens(JSON.stringify(value));
}
