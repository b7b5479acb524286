import { costOf, type Prices } from '../../gateway/index.ts';
import type { Turn } from '../assistant/prompt.ts';
import { type GenAi, readGenAi } from './gen-ai.ts';
import type { Message } from './messages.ts';
import type { SentSpan } from './spans-of.ts';

export type KeptSpan = Omit<SentSpan, 'service' | 'traceId'>;
interface Told {
  span: KeptSpan;
  ai: GenAi;
}

/** The columns of a run that its spans decide. */
export interface Summary {
  status: 'answered' | 'failed';
  error: string | null;
  question: string;
  input: Turn[];
  answer: string | null;
  model: string | null;
  promptTokens: number | null;
  completionTokens: number | null;
  costUsd: number | null;
  firstTokenMs: number | null;
  durationMs: number;
  startedAt: Date;
}

const LONGEST_ERROR = 200;

/** What the spans of one trace say together; the same whatever the order in which they came. */
export function summarise(spans: readonly KeptSpan[], prices: Prices): Summary | undefined {
  const told = inOrder(spans).map((span): Told => ({ span, ai: readGenAi(span) }));
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const root = told.find(({ span }) => span.parentId === null || !ids.has(span.parentId)) ?? told[0];
  if (!root) return undefined;
  const calls = counted(told);
  const [firstCall] = calls;
  const input = [root, ...told].find(({ ai }) => ai.input.length > 0)?.ai.input ?? [];
  const turns = input.flatMap(turnOf);
  const begun = root.span.startMs;
  const firstMs = firstCall?.ai.firstMs;
  return {
    status: root.span.failed ? 'failed' : 'answered',
    error: root.span.failed ? errorOf(root, told) : null,
    question: turns.findLast(({ role }) => role === 'user')?.content ?? '',
    input: turns,
    answer: answerOf(root, told),
    model: firstCall?.ai.model ?? told.find(({ ai }) => ai.model)?.ai.model ?? null,
    ...totals(calls, prices),
    firstTokenMs: firstCall && firstMs !== undefined ? firstCall.span.startMs - begun + firstMs : null,
    durationMs: Math.max(...told.map(({ span }) => span.endMs)) - begun,
    startedAt: new Date(begun),
  };
}

/** As they began. Clocks of programs often count whole milliseconds: of those that begin together the outer comes first. */
export function inOrder(spans: readonly KeptSpan[]): KeptSpan[] {
  const parents = new Map(spans.map(({ spanId, parentId }) => [spanId, parentId]));
  const depths = new Map<string, number>();
  const depthOf = (span: KeptSpan): number => {
    const passed: string[] = [];
    let id: string | null | undefined = span.spanId;
    // What has been passed once is known by then, or is a circle.
    for (; id && parents.has(id) && !depths.has(id) && passed.length <= spans.length; id = parents.get(id))
      passed.push(id);
    let depth = id ? (depths.get(id) ?? 0) : 0;
    for (const one of passed.reverse()) {
      depth += 1;
      depths.set(one, depth);
    }
    return depths.get(span.spanId) ?? depth;
  };
  const ranked = spans.map((span) => ({ span, depth: depthOf(span) }));
  ranked.sort(
    (a, b) =>
      a.span.startMs - b.span.startMs || a.depth - b.depth || a.span.spanId.localeCompare(b.span.spanId),
  );
  return ranked.map(({ span }) => span);
}

/** Spans around calls often repeat the sum of them: only the innermost that tell tokens count. */
function counted(told: readonly Told[]): Told[] {
  const parents = new Map(told.map(({ span }) => [span.spanId, span.parentId]));
  const outer = new Set<string>();
  const calls = told.filter(({ ai }) => ai.tokens);
  for (const { span } of calls) {
    // A span that is in the set already has had its own parents put there; so a circle ends too.
    for (let id = span.parentId; id && !outer.has(id); id = parents.get(id) ?? null) outer.add(id);
  }
  return calls.filter(({ span }) => !outer.has(span.spanId));
}

function totals(calls: readonly Told[], prices: Prices) {
  if (calls.length === 0) return { promptTokens: null, completionTokens: null, costUsd: null };
  const most = 2 ** 31 - 1;
  let promptTokens = 0;
  let completionTokens = 0;
  let nanos: number | undefined = 0;
  for (const { ai } of calls) {
    if (!ai.tokens) continue;
    promptTokens = Math.min(most, promptTokens + ai.tokens.prompt);
    completionTokens = Math.min(most, completionTokens + ai.tokens.completion);
    const cost = ai.model ? costOf(prices, ai.provider ?? '', ai.model, ai.tokens) : undefined;
    nanos = cost && nanos !== undefined ? nanos + cost.nanos : undefined;
  }
  return { promptTokens, completionTokens, costUsd: nanos === undefined ? null : nanos / 1e9 };
}

/** What the whole said, else what the call that ended last did. */
function answerOf(root: Told, told: readonly Told[]): string | null {
  const last = [...told].sort((a, b) => b.span.endMs - a.span.endMs);
  const output = [root, ...last].find(({ ai }) => ai.output.length > 0)?.ai.output;
  return output?.map(({ content }) => content).join('\n') ?? null;
}

/** The kind of error, never its message: that often quotes what was said. */
function errorOf(root: Told, told: readonly Told[]): string {
  const types = [root, ...told].map(({ span }) => span.attributes['error.type']);
  const type = types.find((one) => typeof one === 'string' && one !== '');
  return String(type ?? 'error').slice(0, LONGEST_ERROR);
}

function turnOf({ role, content }: Message): Turn[] {
  if (role === 'user' || role === 'human') return [{ role: 'user', content }];
  if (role === 'assistant' || role === 'ai' || role === 'model') return [{ role: 'assistant', content }];
  return [];
}
