import { z } from 'zod';
import type { ChatRequest, Message, ResponseRequest } from '../../contract-openai.ts';
import { gatewayErrors } from '../../errors.ts';

/** OpenAI's Responses API said in chat completions: what both can say. The rest is refused, never left out. */

type Json = Record<string, unknown>;

const Part = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  refusal: z.string().optional(),
  image_url: z.string().nullish(),
  detail: z.string().nullish(),
});
const Content = z.union([z.string(), z.array(Part)]);
const Item = z.looseObject({
  type: z.string().default('message'),
  role: z.enum(['system', 'developer', 'user', 'assistant']).optional(),
  content: Content.nullish(),
  call_id: z.string().optional(),
  name: z.string().optional(),
  arguments: z.string().optional(),
  output: Content.optional(),
});
type Item = z.infer<typeof Item>;
const Input = z.union([z.string(), z.array(Item)], { error: 'must be a string or an array of items' });
const Tool = z.looseObject({
  type: z.string(),
  name: z.string().optional(),
  description: z.string().nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish(),
  strict: z.boolean().nullish(),
});
const Choice = z.union([
  z.enum(['auto', 'none', 'required']),
  z.looseObject({ type: z.string(), name: z.string().optional() }),
]);
const Format = z.looseObject({ type: z.string() });
const Request = z.looseObject({
  input: Input,
  instructions: z.string().nullish(),
  tools: z.array(Tool).nullish(),
  tool_choice: Choice.nullish(),
  text: z.looseObject({ format: Format.nullish(), verbosity: z.string().nullish() }).nullish(),
  reasoning: z.looseObject({ effort: z.string().nullish() }).nullish(),
  max_output_tokens: z.number().nullish(),
  include: z.array(z.string()).nullish(),
});

/** What both call the same. */
const SAME = [
  'temperature',
  'top_p',
  'parallel_tool_calls',
  'user',
  'safety_identifier',
  'prompt_cache_key',
  'seed',
];

/** @throws 400 for what chat completions cannot say, or what refers to something stored */
export function toChat(body: ResponseRequest): ChatRequest {
  refuse(body);
  const request = Request.parse(body);
  const { text, reasoning, max_output_tokens: most, tools, tool_choice: choice } = request;
  const instructions = request.instructions
    ? [{ role: 'system' as const, content: request.instructions }]
    : [];
  const messages =
    typeof request.input === 'string'
      ? [{ role: 'user' as const, content: request.input }]
      : messagesOf(request.input);
  const said: Json = {
    max_completion_tokens: most,
    reasoning_effort: reasoning?.effort,
    verbosity: text?.verbosity,
    response_format: text?.format ? formatOf(text.format) : undefined,
    tools: tools && tools.length > 0 ? tools.map(toolOf) : undefined,
    tool_choice: choice ? choiceOf(choice) : undefined,
    ...Object.fromEntries(SAME.map((name) => [name, body[name]])),
  };
  const given = Object.entries(said).filter(([, value]) => value !== undefined && value !== null);
  return { ...Object.fromEntries(given), model: body.model, messages: [...instructions, ...messages] };
}

function refuse(body: ResponseRequest): void {
  for (const parameter of ['previous_response_id', 'conversation'])
    if (isGiven(body[parameter])) throw gatewayErrors.not_stored({ parameter });
  for (const parameter of ['background', 'prompt', 'top_logprobs'])
    if (isGiven(body[parameter])) throw gatewayErrors.unsupported_parameter({ parameter });
  const include = Array.isArray(body.include) ? body.include : [];
  if (include.includes('message.output_text.logprobs'))
    throw gatewayErrors.unsupported_parameter({ parameter: 'include: message.output_text.logprobs' });
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0;
}

/** Calls that follow each other, or an answer in words, are one message of the assistant. */
function messagesOf(items: readonly Item[]): Message[] {
  const messages: (Message & { tool_calls?: Json[] })[] = [];
  for (const item of items) {
    if (item.type === 'message')
      messages.push({ role: item.role ?? 'user', content: partsOf(item.content ?? '') });
    else if (item.type === 'function_call') {
      const { call_id: id = '', name = '', arguments: args = '{}' } = item;
      const call = { id, type: 'function', function: { name, arguments: args } };
      const last = messages.at(-1);
      if (last?.role === 'assistant') last.tool_calls = [...(last.tool_calls ?? []), call];
      else messages.push({ role: 'assistant', content: null, tool_calls: [call] });
    } else if (item.type === 'function_call_output')
      messages.push({ role: 'tool', tool_call_id: item.call_id ?? '', content: partsOf(item.output ?? '') });
    else if (item.type === 'item_reference') throw gatewayErrors.not_stored({ parameter: 'item_reference' });
    // What a model thought is for that model alone.
    else if (item.type !== 'reasoning')
      throw gatewayErrors.unsupported_parameter({ parameter: `input: ${item.type}` });
  }
  return messages;
}

function partsOf(content: z.infer<typeof Content>): Message['content'] {
  if (typeof content === 'string') return content;
  return content.map((part) => {
    if (part.type === 'input_text' || part.type === 'output_text' || part.type === 'text')
      return { type: 'text', text: part.text ?? '' };
    if (part.type === 'refusal') return { type: 'text', text: part.refusal ?? '' };
    if (part.type === 'input_image' && part.image_url)
      return {
        type: 'image_url',
        image_url: { url: part.image_url, ...(part.detail ? { detail: part.detail } : {}) },
      };
    throw gatewayErrors.unsupported_parameter({ parameter: `input: ${part.type}` });
  });
}

function toolOf({ type, name, description, parameters, strict }: z.infer<typeof Tool>): Json {
  if (type !== 'function' || !name)
    throw gatewayErrors.unsupported_parameter({ parameter: `tools: ${type}` });
  const told = { name, ...(description ? { description } : {}), ...(parameters ? { parameters } : {}) };
  return { type, function: { ...told, ...(typeof strict === 'boolean' ? { strict } : {}) } };
}

function choiceOf(choice: z.infer<typeof Choice>): unknown {
  if (typeof choice === 'string') return choice;
  if (choice.type !== 'function' || !choice.name)
    throw gatewayErrors.unsupported_parameter({ parameter: `tool_choice: ${choice.type}` });
  return { type: 'function', function: { name: choice.name } };
}

function formatOf({ type, ...rest }: z.infer<typeof Format>): Json {
  if (type === 'json_schema') return { type, json_schema: rest };
  if (type === 'json_object' || type === 'text') return { type };
  throw gatewayErrors.unsupported_parameter({ parameter: `text.format: ${type}` });
}
