import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import type { ChatEvent, Usage } from '../family.ts';

/** A call of a tool, as it stands in a whole answer. */
const ToolCall = z.strictObject({
  id: z.string(),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string(), arguments: z.string() }),
});
const Piece = z.looseObject({
  content: z.string().nullish(),
  tool_calls: z
    .array(
      z.looseObject({
        index: z.number().int().min(0).max(127).optional(),
        id: z.string().nullish(),
        type: z.string().nullish(),
        function: z.looseObject({ name: z.string().nullish(), arguments: z.string().nullish() }).optional(),
      }),
    )
    .nullish(),
});
const Choice = z.looseObject({
  index: z.number().optional(),
  message: Piece.optional(),
  delta: Piece.optional(),
  logprobs: z.unknown().optional(),
  finish_reason: z.string().nullish(),
});
const Answer = z.looseObject({ choices: z.array(Choice) });

/** An answer as it is kept: all that it said, so that nothing is missing when it is given again. */
export interface KeptAnswer {
  text: string;
  toolCalls: z.infer<typeof ToolCall>[];
  finish: 'stop' | 'tool_calls';
  usage: Usage;
}

/** Fields of a message that are kept, or say nothing where they are empty. */
const KNOWN = new Set(['role', 'content', 'tool_calls']);
/** Longer answers are not kept. */
const LONGEST = 64 * 1024;
const NO_USAGE: Usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

/** Puts an answer together out of what a model says, and knows whether it may be kept. */
export class Gathering {
  usage: Usage = NO_USAGE;
  #text = '';
  #finish: string | undefined;
  #calls: z.infer<typeof ToolCall>[] = [];
  /** It said something that would be lost: then it is not kept at all. */
  #strange = false;

  /** One object of the wire: a whole completion, or a chunk of one. */
  wire(json: unknown): void {
    const parsed = Answer.safeParse(json);
    if (!parsed.success || parsed.data.choices.length > 1) {
      this.refuse();
      return;
    }
    for (const { index = 0, message, delta, logprobs, finish_reason } of parsed.data.choices) {
      if (index !== 0 || (logprobs !== null && logprobs !== undefined)) this.refuse();
      this.#finish = finish_reason ?? this.#finish;
      const piece = message ?? delta;
      if (piece) this.#piece(piece);
    }
  }

  event(event: ChatEvent): void {
    if (event.type === 'text') this.#say(event.text);
    else if (event.type === 'tool_calls') this.wire({ choices: [{ delta: { tool_calls: event.delta } }] });
    else if (event.type === 'done') ({ finish: this.#finish, usage: this.usage } = event);
    else this.refuse();
  }

  refuse(): void {
    this.#strange = true;
  }

  /** The answer if it came to a good end and says nothing but text or calls of tools. */
  kept(): KeptAnswer | undefined {
    const toolCalls = z.array(ToolCall).safeParse(this.#calls.filter(Boolean));
    const finish = this.#finish;
    if (this.#strange || !toolCalls.success || (finish !== 'stop' && finish !== 'tool_calls'))
      return undefined;
    const calls = toolCalls.data;
    const said = finish === 'stop' ? this.#text.trim() !== '' && calls.length === 0 : calls.length > 0;
    // Half a surrogate pair and U+0000 cannot be stored.
    const storable = [this.#text, ...calls.map((call) => call.function.arguments)].every(
      (text) => text.isWellFormed() && !text.includes('\0'),
    );
    if (!said || !storable) return undefined;
    return { text: this.#text, toolCalls: calls, finish, usage: this.usage };
  }

  #piece(piece: z.infer<typeof Piece>): void {
    for (const [name, value] of Object.entries(piece)) if (!KNOWN.has(name) && !isEmpty(value)) this.refuse();
    this.#say(piece.content ?? '');
    for (const [at, { index = at, id, function: part }] of (piece.tool_calls ?? []).entries()) {
      const call = this.#calls[index] ?? { id: '', type: 'function', function: { name: '', arguments: '' } };
      this.#calls[index] = call;
      call.id = id ?? call.id;
      call.function.name += part?.name ?? '';
      call.function.arguments += part?.arguments ?? '';
      if (call.function.arguments.length > LONGEST) this.refuse();
    }
  }

  #say(text: string): void {
    if (this.#text.length + text.length > LONGEST) this.refuse();
    else this.#text += text;
  }
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** The answer in a body that came whole. */
export function readWhole(bytes: Buffer, usage: Usage): KeptAnswer | undefined {
  const gathering = new Gathering();
  gathering.usage = usage;
  gathering.wire(parsed(bytes.toString('utf8')));
  return gathering.kept();
}

/** The answer in a stream of chunks as it went out. */
export function readStream(pieces: readonly Buffer[], usage: Usage): KeptAnswer | undefined {
  const gathering = new Gathering();
  gathering.usage = usage;
  const parser = createParser({
    onEvent: ({ data }) => (data === '[DONE]' ? undefined : gathering.wire(parsed(data))),
  });
  parser.feed(Buffer.concat(pieces).toString('utf8'));
  return gathering.kept();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A kept answer as a model would give it, with a word on where it comes from. */
export async function* eventsOfKept(
  answer: KeptAnswer,
  how: 'exact' | 'semantic',
): AsyncGenerator<ChatEvent> {
  const { text, toolCalls, finish, usage } = answer;
  if (text) yield { type: 'text', text };
  if (toolCalls.length > 0)
    yield { type: 'tool_calls', delta: toolCalls.map((call, index) => ({ index, ...call })) };
  yield { type: 'platform', fields: { sevenfold: { cache: how } } };
  yield { type: 'done', finish, usage };
}
