import type { ChatEvent, Usage } from '../../gateway/index.ts';
import type { Retrieved } from '../../knowledge/index.ts';
import type { Citation } from '../contract.ts';
import { cite } from './cite.ts';
import { PlainStream } from './plain-words.ts';
import { readCitedAnswer } from './read-answer.ts';

/** What a model said, whatever way it cites. */
export type Said =
  | { type: 'text'; text: string }
  | { type: 'citations'; citations: Citation[] }
  | { type: 'abstained'; reason: string; details: Record<string, unknown> }
  /** A guardrail ended it: what has been said is all there is. */
  | { type: 'blocked' }
  | { type: 'usage'; usage: Usage };

/** What a model says about documents, as words only: they may have told it to write something else. */
export async function* inPlainWords(
  events: AsyncIterable<ChatEvent>,
  known: ReadonlySet<string>,
): AsyncIterable<ChatEvent> {
  const stream = new PlainStream(known);
  for await (const event of events) {
    if (event.type !== 'text') yield* textEvent(stream.rest());
    if (event.type !== 'text') yield event;
    else yield* textEvent(stream.take(event.text));
  }
  yield* textEvent(stream.rest());
}

function textEvent(text: string): ChatEvent[] {
  return text ? [{ type: 'text', text }] : [];
}

/** A model that quotes: its citations name our passages; the file behind each is ours to add. */
export async function* fromQuotes(
  events: AsyncIterable<ChatEvent>,
  passages: readonly Retrieved[],
): AsyncIterable<Said> {
  // Its first word may be the abstention's; what it means is known only with the platform event.
  const texts: string[] = [];
  const citations: Citation[] = [];
  for await (const event of events) {
    if (event.type === 'text') texts.push(event.text);
    if (event.type === 'citations')
      citations.push(...event.annotations.map((one) => ({ ...one, ...fileOf(one.passage_id, passages) })));
    if (event.type === 'done') yield { type: 'usage', usage: event.usage };
    const verdict = event.type === 'platform' ? groundedVerdict(event.fields) : undefined;
    if (verdict?.abstained) yield { type: 'abstained', reason: verdict.reason, details: verdict.details };
    else if (verdict) for (const text of texts) yield { type: 'text', text };
  }
  if (citations.length > 0) yield { type: 'citations', citations };
}

function groundedVerdict(fields: Record<string, unknown>) {
  const { sevenfold } = fields;
  if (typeof sevenfold !== 'object' || sevenfold === null) return undefined;
  const { abstained, reason, ...details } = sevenfold as Record<string, unknown>;
  return { abstained: abstained === true, reason: String(reason ?? ''), details };
}

function fileOf(passageId: string, passages: readonly Retrieved[]) {
  const passage = passages.find((candidate) => candidate.id === passageId);
  return { file_id: passage?.fileId ?? '', filename: passage?.documentName ?? '' };
}

/** A generative model that marks its sentences with [1]; without a single valid mark it has not answered. */
export async function* fromMarks(
  events: AsyncIterable<ChatEvent>,
  passages: readonly Retrieved[],
): AsyncIterable<Said> {
  let usage: Usage | undefined;
  const texts = textsOf(events, (seen) => {
    usage = seen;
  });
  let answer = '';
  for await (const piece of readCitedAnswer(texts, passages.length)) {
    if (piece.type === 'text') {
      answer += piece.text;
      yield piece;
    } else if (piece.type === 'rests_on') {
      const cited = piece.passages.flatMap((n) => (passages[n] ? [cite(passages[n], answer, piece)] : []));
      yield { type: 'citations', citations: cited };
    } else {
      yield {
        type: 'abstained',
        reason: piece.type === 'uncited' ? 'uncited' : 'not_supported',
        details: {},
      };
    }
  }
  if (usage) yield { type: 'usage', usage };
}

/** A model that need not cite: everything it says goes through. */
export async function* fromText(events: AsyncIterable<ChatEvent>): AsyncIterable<Said> {
  for await (const event of events) {
    if (event.type === 'text') yield event;
    if (event.type === 'done') yield { type: 'usage', usage: event.usage };
  }
}

async function* textsOf(
  events: AsyncIterable<ChatEvent>,
  onUsage: (usage: Usage) => void,
): AsyncIterable<string> {
  for await (const event of events) {
    if (event.type === 'text') yield event.text;
    if (event.type === 'done') onUsage(event.usage);
  }
}
