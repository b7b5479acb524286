import { setTimeout as sleep } from 'node:timers/promises';
import { appErrors, tryVersion, versionNamed } from '../../apps/index.ts';
import { type ChatEvent, type DataClass, resolve, type Usage } from '../../gateway/index.ts';
import { type Actor, errors, toFailure } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type { WireError } from '../schema-openai.ts';
import type { PlainMessage } from './messages.ts';
import { joinToolCalls, type ToolCall } from './tool-calls.ts';

export interface Question {
  model: string;
  messages: PlainMessage[];
  /** Sampling parameters as chat completions name them. */
  params: Record<string, unknown>;
  /** Of what is asked. */
  dataClass: DataClass;
}

/** What a model said, or why it said nothing. */
export interface Answered {
  text: string;
  finish: string;
  toolCalls: ToolCall[];
  usage: Usage | null;
  /** Whether an assistant abstained, and why. */
  platform?: { abstained: boolean; reason: string | null };
  restrictedTo: string[][];
  /** What it reached: that of whoever judges it. */
  dataClass: DataClass;
  error: WireError | null;
}

const NOTHING = {
  ...{ text: '', finish: '', toolCalls: [], usage: null },
  ...{ restrictedTo: [], error: null },
} satisfies Omit<Answered, 'dataClass'>;

/** Longest time to wait for one answer. */
const ANSWER_MS = 180_000;
/** A provider that limits the rate is asked again after the time it names, this often. */
const PATIENCE = 4;

/**
 * Asks any model of the gateway. A failure is an answer here; only the end of the run and a database that is away are
 * thrown, so that the job stops or waits.
 */
export async function ask(
  bag: Evals,
  actor: Actor,
  question: Question,
  signal: AbortSignal,
): Promise<Answered> {
  for (let attempt = 1; ; attempt += 1) {
    const late = AbortSignal.timeout(ANSWER_MS);
    try {
      return await askOnce(bag, actor, question, AbortSignal.any([signal, late]));
    } catch (thrown) {
      if (signal.aborted) throw errors.cancelled({}, thrown);
      if (late.aborted) return failed(question, 'timeout', `No answer came within ${ANSWER_MS / 1000} s.`);
      const failure = toFailure(thrown);
      if (failure.code === 'request.database_unavailable') throw thrown;
      const wait = failure.status === 429 ? Number(failure.params.seconds) : Number.NaN;
      if (!(wait >= 0) || attempt === PATIENCE) return failed(question, failure.openaiCode, failure.message);
      await sleep(Math.min(wait, 30) * 1000, undefined, { signal }).catch(() => {});
    }
  }
}

async function askOnce(bag: Evals, actor: Actor, question: Question, signal: AbortSignal): Promise<Answered> {
  const { messages, params, dataClass } = question;
  // An app is tried, not run: nobody in production asked, and production's figures must not show it.
  const app = await versionNamed(bag, actor, question.model);
  if (app) {
    const history = messages.flatMap(({ role, content }) =>
      role === 'user' || role === 'assistant' ? [{ role, content }] : [],
    );
    if (history.at(-1)?.role !== 'user') throw appErrors.no_question();
    const trial = await tryVersion(bag, actor, { version: app.version, history, signal, dataClass });
    const { abstained, reason, restrictedTo, usage, error } = trial;
    const reached = { restrictedTo, dataClass: trial.dataClass };
    if (error) return { ...failed(question, error, `The assistant failed: ${error}.`), ...reached };
    return {
      ...NOTHING,
      ...reached,
      ...{ text: trial.answer, finish: 'stop', usage, platform: { abstained, reason } },
    };
  }
  const { model, chat } = await resolve(bag, actor, question.model);
  const context = { actor, signal, dataClass, fresh: true };
  const events = chat({ ...params, model, messages, stream: true }, context);
  return { ...(await collect(events)), dataClass };
}

async function collect(events: AsyncIterable<ChatEvent>): Promise<Omit<Answered, 'dataClass'>> {
  const answered: Omit<Answered, 'dataClass'> = { ...NOTHING };
  const deltas: unknown[] = [];
  for await (const event of events) {
    if (event.type === 'text') answered.text += event.text;
    if (event.type === 'tool_calls') deltas.push(event.delta);
    if (event.type === 'done') Object.assign(answered, { finish: event.finish, usage: event.usage });
  }
  return { ...answered, toolCalls: joinToolCalls(deltas) };
}

function failed({ dataClass }: Question, code: string, message: string): Answered {
  return { ...NOTHING, dataClass, finish: 'error', error: { code, message } };
}
