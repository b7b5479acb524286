import { setTimeout as sleep } from 'node:timers/promises';
import { type ChatEvent, type DataClass, resolve } from '../../gateway/index.ts';
import { type Actor, type Failure, toFailure } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type { Comparison } from './contract.ts';

type Side = Comparison['teacher'];

/** What is asked, and of what class it is: a provider that may not see it must not get it. */
export interface Question {
  text: string;
  dataClass: DataClass;
}

/** What one side said to one example, and what it took. */
export interface Said {
  answer: string;
  abstained: boolean;
  promptTokens: number;
  completionTokens: number;
  /** Null where the price is not known. */
  costNanos: number | null;
  /** Milliseconds of the attempt that answered. */
  durationMs: number;
  error: string | null;
}

/** A provider that limits the rate is asked again after the time it names, this often. */
const PATIENCE = 4;

/**
 * Asks one side. A text that only this request meets (400, 422) is an answer without words; what the next request
 * would meet as well (the key, the budget, the provider, the database) is thrown, so that nobody is compared with silence.
 */
export async function putQuestion(
  bag: Tuning,
  actor: Actor,
  side: Side,
  question: Question,
  signal: AbortSignal,
): Promise<Said> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(bag, actor, side, question, signal);
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (signal.aborted) throw failure;
      if (concernsThisOne(failure)) return { ...NOTHING, error: failure.code };
      const wait = failure.status === 429 ? Number(failure.params.seconds) : Number.NaN;
      if (!(wait >= 0) || attempt === PATIENCE) throw failure;
      await sleep(Math.min(wait, 30) * 1_000, undefined, { signal }).catch(() => {});
    }
  }
}

const NOTHING: Said = {
  ...{ answer: '', abstained: false, promptTokens: 0, completionTokens: 0 },
  ...{ costNanos: null, durationMs: 0, error: null },
};

function concernsThisOne({ status, code }: Failure): boolean {
  return (status === 400 || status === 422) && code !== 'gateway.cannot_chat';
}

async function once(
  bag: Tuning,
  actor: Actor,
  { model: name, instructions, responseFormat }: Side,
  question: Question,
  signal: AbortSignal,
): Promise<Said> {
  const said = { ...NOTHING };
  let nanos: number | undefined = 0;
  const spent = (cost: number | undefined) => {
    nanos = nanos === undefined || cost === undefined ? undefined : nanos + cost;
  };
  const model = await resolve(bag, actor, name);
  const began = performance.now();
  const events = model.chat(
    {
      model: model.model,
      temperature: 0,
      messages: [
        ...(instructions ? [{ role: 'system' as const, content: instructions }] : []),
        { role: 'user' as const, content: question.text },
      ],
      ...(responseFormat ? { response_format: responseFormat } : {}),
    },
    // What it took is compared: an answer from the cache would tell what the cache takes.
    { actor, signal, dataClass: question.dataClass, fresh: true, run: { id: undefined, spent } },
  );
  for await (const event of events) take(said, event);
  return { ...said, durationMs: performance.now() - began, costNanos: nanos ?? null };
}

function take(said: Said, event: ChatEvent): void {
  if (event.type === 'text') said.answer += event.text;
  if (event.type === 'platform') said.abstained ||= event.fields.abstained === true;
  if (event.type === 'done') {
    said.promptTokens = event.usage.prompt_tokens;
    said.completionTokens = event.usage.completion_tokens;
  }
}
