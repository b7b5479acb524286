import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../kernel/index.ts';
import type { ChatRequest } from '../../contract-openai.ts';
import type { ChatEvent } from '../../family.ts';
import { ggufFamily } from './gguf-family.ts';
import type { LlamaHistory, LlamaModule } from './llama.ts';

type Options = Parameters<InstanceType<LlamaModule['LlamaChat']>['generateResponse']>[1];

const actor: Actor = {
  ...{ workspaceId: 'w', id: 'a', kind: 'person', name: 'a', role: 'member', groups: [], scopes: [] },
};
const user = { role: 'user' as const, content: 'How long?' };

/** A stand-in for node-llama-cpp that says these pieces and remembers what it was asked. */
function llama(pieces: string[], stopReason = 'eogToken') {
  const asked: { history: LlamaHistory; options: Options }[] = [];
  let running = 0;
  let most = 0;
  let loads = 0;
  const tokenMeter = { usedInputTokens: 100, usedOutputTokens: 100 };
  const module: LlamaModule = {
    getLlama: async () => ({
      createGrammarForJsonSchema: async (schema) => ({ schema }),
      async loadModel() {
        loads += 1;
        return { createContext: async () => ({ getSequence: () => ({ tokenMeter }) }) };
      },
    }),
    LlamaChat: class {
      async generateResponse(history: LlamaHistory, options: Options) {
        asked.push({ history, options });
        running += 1;
        most = Math.max(most, running);
        for (const piece of pieces) {
          await new Promise((resolve) => setImmediate(resolve));
          if (options.signal.aborted) break;
          options.onTextChunk(piece);
        }
        running -= 1;
        tokenMeter.usedInputTokens += 5;
        tokenMeter.usedOutputTokens += pieces.length;
        options.signal.throwIfAborted();
        return { metadata: { stopReason } };
      }
    },
  };
  return { module, asked, most: () => most, loads: () => loads };
}

function ask(family: ReturnType<typeof ggufFamily>, request: Partial<ChatRequest>, signal?: AbortSignal) {
  const context = { actor, signal: signal ?? new AbortController().signal };
  const events = family.chat?.({ model: 'gguf/tiny', messages: [user], ...request }, context);
  if (!events) throw new Error('it does not chat');
  return events;
}

async function all(events: AsyncIterable<ChatEvent>): Promise<ChatEvent[]> {
  const got: ChatEvent[] = [];
  for await (const event of events) got.push(event);
  return got;
}

describe('a GGUF file', () => {
  it('streams what the model says, and what it took', async () => {
    const fake = llama(['45 ', 'days']);
    const family = ggufFamily('/models/tiny.gguf', async () => fake.module);
    expect(await family.models(actor)).toEqual([{ id: 'gguf/tiny', ownedBy: 'gguf' }]);
    const messages = [
      { role: 'system' as const, content: 'Be brief.' },
      user,
      { role: 'assistant' as const, content: 'What?' },
      { role: 'user' as const, content: 'Returns.' },
    ];
    expect(await all(ask(family, { messages, max_tokens: 9, stop: 'END', temperature: 0 }))).toEqual([
      { type: 'text', text: '45 ' },
      { type: 'text', text: 'days' },
      {
        ...{ type: 'done', finish: 'stop' },
        usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
      },
    ]);
    expect(fake.asked[0]?.history).toEqual([
      { type: 'system', text: 'Be brief.' },
      { type: 'user', text: 'How long?' },
      { type: 'model', response: ['What?'] },
      { type: 'user', text: 'Returns.' },
      { type: 'model', response: [] },
    ]);
    expect(fake.asked[0]?.options).toMatchObject({
      ...{ maxTokens: 9, temperature: 0, customStopTriggers: ['END'] },
    });
  });

  it('keeps to a JSON schema, and says when it was cut short', async () => {
    const fake = llama(['{}'], 'maxTokens');
    const family = ggufFamily('/models/tiny.gguf', async () => fake.module);
    const schema = { type: 'object', properties: {} };
    const response_format = { type: 'json_schema', json_schema: { name: 'a', schema } };
    const events = await all(ask(family, { response_format }));
    expect(events.at(-1)).toMatchObject({ type: 'done', finish: 'length' });
    expect(fake.asked[0]?.options.grammar).toEqual({ schema });
  });

  it('is loaded once and answers one question at a time, also after one that was given up', async () => {
    const fake = llama(['a', 'b', 'c', 'd']);
    const family = ggufFamily('/models/tiny.gguf', async () => fake.module);
    const gone = new AbortController();
    const first = ask(family, {}, gone.signal)[Symbol.asyncIterator]();
    expect(await first.next()).toMatchObject({ value: { text: 'a' } });
    const others = [all(ask(family, {})), all(ask(family, {}))];
    gone.abort();
    await first.return?.();
    const answers = await Promise.all(others);
    expect(answers.map((events) => events.length)).toEqual([5, 5]);
    expect(fake.most()).toBe(1);
    expect(fake.loads()).toBe(1);
  });

  it('without node-llama-cpp says how to install it, and tries again with the next question', async () => {
    const absent = ggufFamily('/models/tiny.gguf');
    await expect(all(ask(absent, {}))).rejects.toMatchObject({
      code: 'gateway.gguf_needs_llama',
      remedy: expect.stringContaining('npm install'),
    });
    const fake = llama(['a']);
    let there = false;
    const later = ggufFamily('/models/tiny.gguf', async () => {
      if (!there) throw new Error('absent');
      return fake.module;
    });
    await expect(all(ask(later, {}))).rejects.toThrow();
    there = true;
    expect(await all(ask(later, {}))).toHaveLength(2);
  });

  it.each([
    [{ tools: [{ type: 'function', function: { name: 'f' } }] }],
    [{ n: 2 }],
    [
      {
        messages: [
          { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://a.example/b.png' } }] },
        ],
      },
    ],
  ] as Partial<ChatRequest>[][])('refuses %j', async (request) => {
    const family = ggufFamily('/models/tiny.gguf', async () => llama([]).module);
    await expect(all(ask(family, request ?? {}))).rejects.toMatchObject({
      openaiCode: 'unsupported_parameter',
    });
  });
});
