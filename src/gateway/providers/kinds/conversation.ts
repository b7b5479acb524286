import { z } from 'zod';
import { errors } from '../../../kernel/index.ts';
import { gatewayErrors } from '../../errors.ts';

/** OpenAI's chat request, read once for all formats it is translated to. */
export interface Conversation {
  system: string[];
  /** Never two of the same role after each other: most formats refuse that. */
  turns: Turn[];
  tools: Tool[];
  choice: 'auto' | 'none' | 'required' | { name: string } | undefined;
  parallel: boolean | undefined;
  format: { name: string; schema: Record<string, unknown> } | 'json' | undefined;
  stop: string[];
  maxTokens: number | undefined;
  temperature: number | undefined;
  topP: number | undefined;
  effort: string | undefined;
}

export interface Turn {
  role: 'user' | 'assistant';
  parts: TurnPart[];
}

export type TurnPart =
  | { type: 'text'; text: string }
  | { type: 'image'; mediaType: string; base64: string }
  | { type: 'image_url'; url: string }
  | { type: 'call'; id: string; name: string; input: Record<string, unknown>; extra: unknown }
  /** `name` is the tool's; undefined when the call is not in the conversation. */
  | { type: 'result'; id: string; name: string | undefined; text: string };

export interface Tool {
  name: string;
  description: string | undefined;
  schema: Record<string, unknown>;
  strict: boolean;
}

const object = z.record(z.string(), z.unknown());
const Part = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  refusal: z.string().optional(),
  image_url: z.looseObject({ url: z.string() }).optional(),
});
const Call = z.looseObject({
  id: z.string(),
  function: z.looseObject({ name: z.string(), arguments: z.string() }),
  extra_content: z.unknown().optional(),
});
const Message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.union([z.string(), z.array(Part)]).nullish(),
  tool_calls: z.array(Call).nullish(),
  tool_call_id: z.string().nullish(),
});
const Request = z.looseObject({
  messages: z.array(Message),
  tools: z
    .array(
      z.looseObject({
        type: z.literal('function', { error: 'must be a function; other tools run at OpenAI only' }),
        function: z.looseObject({
          name: z.string(),
          description: z.string().nullish(),
          parameters: object.nullish(),
          strict: z.boolean().nullish(),
        }),
      }),
    )
    .nullish(),
  tool_choice: z
    .union([
      z.enum(['auto', 'none', 'required']),
      z.looseObject({ function: z.looseObject({ name: z.string() }) }),
    ])
    .nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  response_format: z
    .discriminatedUnion('type', [
      z.looseObject({ type: z.literal('text') }),
      z.looseObject({ type: z.literal('json_object') }),
      z.looseObject({
        type: z.literal('json_schema'),
        json_schema: z.looseObject({ name: z.string().default('answer'), schema: object }),
      }),
    ])
    .nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  max_tokens: z.number().nullish(),
  max_completion_tokens: z.number().nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  reasoning_effort: z.string().nullish(),
});
type Message = z.infer<typeof Message>;

/** @throws 400 naming what is wrong in it */
export function readConversation(body: Record<string, unknown>): Conversation {
  const request = Request.parse(body);
  const { system, turns } = readMessages(request.messages);
  const { tool_choice: choice, response_format: format, stop } = request;
  return {
    system,
    turns,
    tools: (request.tools ?? []).map(({ function: { name, description, parameters, strict } }) => ({
      name,
      description: description ?? undefined,
      schema: parameters ?? { type: 'object', properties: {} },
      strict: strict === true,
    })),
    choice: typeof choice === 'object' && choice ? { name: choice.function.name } : (choice ?? undefined),
    parallel: request.parallel_tool_calls ?? undefined,
    format:
      format?.type === 'json_schema'
        ? { name: format.json_schema.name, schema: format.json_schema.schema }
        : format?.type === 'json_object'
          ? 'json'
          : undefined,
    stop: typeof stop === 'string' ? [stop] : (stop ?? []),
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? undefined,
    temperature: request.temperature ?? undefined,
    topP: request.top_p ?? undefined,
    effort: request.reasoning_effort ?? undefined,
  };
}

function readMessages(messages: readonly Message[]): Pick<Conversation, 'system' | 'turns'> {
  const system: string[] = [];
  const turns: Turn[] = [];
  const names = new Map<string, string>();
  for (const message of messages) {
    if (message.role === 'system' || message.role === 'developer') {
      system.push(...partsOf(message).map(textOnly));
      continue;
    }
    for (const call of message.tool_calls ?? []) names.set(call.id, call.function.name);
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const parts =
      message.role === 'tool' ? [resultOf(message, names)] : [...partsOf(message), ...callsOf(message)];
    const last = turns.at(-1);
    if (last?.role === role) last.parts.push(...parts);
    else if (parts.length > 0) turns.push({ role, parts });
  }
  return { system, turns };
}

function partsOf({ content }: Message): TurnPart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return (content ?? []).flatMap((part): TurnPart[] => {
    if (part.type === 'text' || part.type === 'refusal') {
      const text = part.text ?? part.refusal ?? '';
      return text === '' ? [] : [{ type: 'text', text }];
    }
    if (part.type === 'image_url' && part.image_url) return [imageOf(part.image_url.url)];
    throw gatewayErrors.unsupported_parameter({ parameter: `messages.content.${part.type}` });
  });
}

function imageOf(url: string): TurnPart {
  const [, mediaType, base64] = /^data:([a-z]+\/[a-z0-9.+-]+);base64,([A-Za-z0-9+/=\s]+)$/i.exec(url) ?? [];
  if (mediaType && base64) return { type: 'image', mediaType, base64 };
  if (/^https?:\/\//i.test(url)) return { type: 'image_url', url };
  throw errors.invalid({
    where: 'body.messages',
    problem: 'holds an image that is neither a data: URL in base64 nor an https: URL',
  });
}

function callsOf(message: Message): TurnPart[] {
  return (message.tool_calls ?? []).map((call) => ({
    type: 'call',
    id: call.id,
    name: call.function.name,
    input: argumentsOf(call.function.arguments),
    extra: call.extra_content,
  }));
}

function argumentsOf(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  try {
    return object.parse(JSON.parse(text));
  } catch (cause) {
    const problem = 'holds a tool call whose arguments are no JSON object';
    throw errors.invalid({ where: 'body.messages', problem }, cause);
  }
}

function resultOf(message: Message, names: ReadonlyMap<string, string>): TurnPart {
  const id = message.tool_call_id;
  if (!id)
    throw errors.invalid({ where: 'body.messages', problem: 'holds a tool message without tool_call_id' });
  return { type: 'result', id, name: names.get(id), text: partsOf(message).map(textOnly).join('\n') };
}

function textOnly(part: TurnPart): string {
  if (part.type === 'text') return part.text;
  throw gatewayErrors.unsupported_parameter({
    parameter: `messages.content.${part.type} outside a user's message`,
  });
}
