import { basename } from 'node:path';
import { PassThrough } from 'node:stream';
import type { ChatRequest } from '../../contract-openai.ts';
import { gatewayErrors } from '../../errors.ts';
import type { ChatEvent, ModelFamily } from '../../family.ts';
import { type Conversation, readConversation, type TurnPart } from '../../providers/kinds/conversation.ts';
import { refuseUnsupported } from '../../providers/kinds/unsupported.ts';
import { importLlama, type LlamaHistory, type LlamaModule, type LoadedModel, loadModel } from './llama.ts';

/** The name of the model in a file. */
export function ggufName(file: string): string {
  return `gguf/${basename(file).replace(/\.gguf$/i, '')}`;
}

/**
 * A GGUF file that runs in this process. It is loaded with the first question, and answers one at a time: side by side on
 * the same processor both would only take longer. Whoever sets the environment names the file; a path that could be set in
 * the studio would open every file of the machine.
 */
export function ggufFamily(file: string, load: () => Promise<LlamaModule> = importLlama): ModelFamily {
  const name = ggufName(file);
  let loaded: Promise<LoadedModel> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const model = () => {
    loaded ??= loadModel(file, load).catch((error: unknown) => {
      // Installed or repaired in the meantime, it works with the next question.
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  return {
    owns: (asked) => asked.startsWith('gguf/'),
    models: async () => [{ id: name, ownedBy: 'gguf' }],
    async *chat(request: ChatRequest, { signal }): AsyncIterable<ChatEvent> {
      if (request.model !== name) throw gatewayErrors.unknown_model({ model: request.model });
      const asked = readRequest(request);
      const turn = last;
      const done = Promise.withResolvers<void>();
      last = turn.then(() => done.promise);
      try {
        await turn;
        signal.throwIfAborted();
        yield* generate(await model(), asked, signal);
      } finally {
        done.resolve();
      }
    },
  };
}

interface Asked extends Conversation {
  history: LlamaHistory;
}

/** @throws 400 for what it cannot do */
function readRequest(request: ChatRequest): Asked {
  refuseUnsupported(request);
  const asked = readConversation(request);
  if (asked.tools.length > 0 && asked.choice !== 'none')
    throw gatewayErrors.unsupported_parameter({ parameter: 'tools' });
  const system = asked.system.map((text) => ({ type: 'system' as const, text }));
  const turns = asked.turns.map(({ role, parts }) => {
    const text = parts.map(textOf).join('\n');
    return role === 'user' ? { type: 'user' as const, text } : { type: 'model' as const, response: [text] };
  });
  return { ...asked, history: [...system, ...turns, { type: 'model', response: [] }] };
}

function textOf(part: TurnPart): string {
  if (part.type === 'text') return part.text;
  throw gatewayErrors.unsupported_parameter({ parameter: `messages: ${part.type}` });
}

async function* generate(
  { llama, chat, sequence }: LoadedModel,
  { history, format, maxTokens, temperature, topP, stop }: Asked,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent> {
  const schema = format === 'json' ? { type: 'object' } : format?.schema;
  const grammar = schema && (await llama.createGrammarForJsonSchema(schema));
  const { usedInputTokens, usedOutputTokens } = sequence.tokenMeter;
  const left = new AbortController();
  const text = new PassThrough({ objectMode: true, highWaterMark: 1_000 });
  const answer = chat.generateResponse(history, {
    onTextChunk: (piece) => void (piece === '' || text.write(piece)),
    signal: AbortSignal.any([signal, left.signal]),
    customStopTriggers: stop.length > 0 ? stop : undefined,
    ...{ maxTokens, temperature, topP, grammar },
  });
  answer.then(
    () => text.end(),
    (error) => text.destroy(error),
  );
  try {
    for await (const piece of text) yield { type: 'text', text: String(piece) };
    const { metadata } = await answer;
    const prompt = sequence.tokenMeter.usedInputTokens - usedInputTokens;
    const completion = sequence.tokenMeter.usedOutputTokens - usedOutputTokens;
    const usage = { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
    yield { type: 'done', finish: metadata.stopReason === 'maxTokens' ? 'length' : 'stop', usage };
  } finally {
    left.abort();
    // The next question must not begin while this one still computes.
    await answer.catch(() => undefined);
  }
}
