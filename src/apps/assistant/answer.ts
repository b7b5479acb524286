import { type DataClass, resolve, UNLABELLED, type Usage } from '../../gateway/index.ts';
import { type Actor, detectLanguage, type SpanPlace } from '../../kernel/index.ts';
import { type Retrieved, retrieve, visibleCollections } from '../../knowledge/index.ts';
import type { Apps } from '../bag.ts';
import type { Citation } from '../contract.ts';
import type { VersionRow } from '../store/apps.ts';
import { classesBefore } from '../store/runs.ts';
import { guardFor, guardSaid, lookAtAsk, siftPassages } from './guard.ts';
import { addressesIn, plainWords } from './plain-words.ts';
import { buildMessages, searchTextFor, type Turn } from './prompt.ts';
import type { Recorder } from './recorder.ts';
import { fromMarks, fromQuotes, fromText, inPlainWords, type Said } from './said.ts';
import { abstention } from './words.ts';

/** What the asker gets to see of an answer. */
export type AnswerEvent =
  | { type: 'text'; text: string }
  | { type: 'citations'; citations: Citation[] }
  | { type: 'done'; abstained: boolean; blocked: boolean; reason: string | null; usage?: Usage };

export interface Ask {
  version: VersionRow;
  history: Turn[];
  conversationId?: string | undefined;
  /** What the caller says it is of: it counts where it is stricter than what is known. */
  dataClass?: DataClass | undefined;
  signal: AbortSignal;
  recorder: Recorder;
  /** Of the run that the calls of models belong to; a trial is none. */
  runId?: string;
  /** It is measured: what a model said before does not count. */
  fresh?: boolean;
  trace?: SpanPlace | undefined;
}

type Target = Awaited<ReturnType<typeof resolve>>;

/**
 * Answers as a version says: finds passages that the asker may read, lets the model answer from them, and abstains,
 * with the reason, when nothing carries an answer. Everything on the way goes through the guardrails.
 */
export async function* answer(bag: Apps, actor: Actor, ask: Ask): AsyncIterable<AnswerEvent> {
  const { definition } = ask.version;
  const { recorder } = ask;
  await reachClass(bag, actor, ask);
  const target = await resolve(bag, actor, definition.model);
  const guarded = await guardFor(bag, actor, definition, target.quotes);
  recorder.guarded = guarded;
  const looked = guarded ? await recorder.guarding(lookAtAsk(guarded, ask)) : ask;
  const passages = await find(bag, actor, ask);
  const said =
    definition.citations === 'required' && passages.length === 0
      ? nothingFound()
      : speak(actor, looked, target, passages);
  let blocked = false;
  for await (const event of said) {
    if (event.type === 'usage') recorder.usage = event.usage;
    if (event.type === 'blocked') blocked = true;
    if (event.type === 'text') {
      recorder.say(event.text);
      yield event;
    }
    if (event.type === 'citations') {
      recorder.citations.push(...event.citations);
      yield event;
    }
    if (event.type === 'abstained') {
      recorder.reason = event.reason;
      const text = abstention(
        detectLanguage(ask.history.at(-1)?.content ?? '') ?? passages[0]?.language ?? undefined,
      );
      recorder.say(text);
      yield { type: 'text', text };
    }
  }
  const { reason, usage } = recorder;
  yield { type: 'done', abstained: reason !== null, blocked, reason: blocked ? 'blocked' : reason, usage };
}

/** Before anything is found: what the definition and the caller say, and what the conversation has reached. */
async function reachClass(bag: Apps, actor: Actor, ask: Ask): Promise<void> {
  const { version, history, conversationId, dataClass, recorder } = ask;
  const answers = history.flatMap(({ role, content }) => (role === 'assistant' ? [content] : []));
  const earlier = { actorId: actor.id, conversationId, answers };
  const before = await bag.db.in(actor.workspaceId, (tx) => classesBefore(tx, earlier));
  recorder.reach(version.definition.dataClass ?? UNLABELLED, dataClass, ...before);
}

/** Retrieval among the version's collections, as far as the asker and the guardrails let it be used. */
async function find(bag: Apps, actor: Actor, ask: Ask): Promise<Retrieved[]> {
  const { version, history, recorder } = ask;
  if (version.collectionIds.length === 0) return [];
  const text = searchTextFor(history);
  const retrieval = await recorder.span(
    'retrieval',
    async () => {
      const visible = await bag.db.in(actor.workspaceId, (tx) =>
        visibleCollections(tx, actor, { ids: version.collectionIds }),
      );
      const collectionIds = visible.map((collection) => collection.id);
      const { retrieval: method, limits } = version.definition;
      return retrieve(bag, actor, { text, collectionIds, limit: limits.passages, method });
    },
    ({ passages, held, language, trust }) => ({ passages: passages.length, held, language, trust }),
  );
  recorder.retrieval = retrieval;
  recorder.reach(...retrieval.passages.map(({ dataClass }) => dataClass));
  if (!recorder.guarded) return retrieval.passages;
  const sifted = await recorder.guarding(siftPassages(recorder.guarded, retrieval.passages));
  recorder.heldByGuardrails = sifted.held;
  return sifted.passages;
}

async function* speak(actor: Actor, ask: Ask, target: Target, passages: Retrieved[]): AsyncIterable<Said> {
  const { definition } = ask.version;
  const { recorder } = ask;
  const { guarded, dataClass } = recorder;
  const { model, quotes } = target;
  recorder.model = model;
  const start = recorder.elapsed;
  // A model that quotes is asked the bare question: it gets the passages as data, not as part of a prompt.
  const messages = quotes
    ? [{ role: 'user' as const, content: searchTextFor(ask.history) }]
    : buildMessages(definition, ask.history, passages);
  const request = {
    model,
    messages,
    ...(quotes ? { passages: forQuoting(passages) } : { max_tokens: definition.limits.answerTokens }),
  };
  const app = { slug: definition.slug, version: ask.version.number };
  const { trace, fresh = false } = ask;
  const run = { id: ask.runId, spent: recorder.spent };
  const context = { actor, signal: ask.signal, app, run, trace, fresh, dataClass, guarded };
  const events = target.chat(request, context);
  const plain = passages.length > 0 ? inPlainWords(events, addressesIn(textsBefore(ask, passages))) : events;
  const marks = definition.citations === 'required' ? fromMarks(plain, passages) : fromText(plain);
  const said = quotes ? fromQuotes(events, passages) : marks;
  let details: Record<string, unknown> = {};
  for await (const event of guarded?.watchesAnswer ? guardSaid(guarded, said, passages) : said) {
    if (event.type === 'abstained') ({ details } = event);
    yield event;
  }
  const { firstTokenMs, usage } = recorder;
  recorder.add('model', start, { model, dataClass, firstTokenMs, ...usage, ...details, messages });
}

/** What was there before the model said anything. */
function textsBefore({ version, history }: Ask, passages: readonly Retrieved[]): string[] {
  const said = history.map((turn) => turn.content);
  return [version.definition.instructions, ...said, ...passages.map((passage) => passage.text)];
}

function forQuoting(passages: readonly Retrieved[]) {
  // When nothing matches at all every score is 0; then each is as good as the best.
  const best = passages[0]?.score || 1;
  return passages.map((passage) => ({
    id: passage.id,
    heading: [...new Set([passage.title ?? '', ...passage.headings])].filter(Boolean).join(' > '),
    text: plainWords(passage.text, addressesIn([passage.text])),
    score: passage.score / best,
    language: passage.language ?? undefined,
  }));
}

async function* nothingFound(): AsyncIterable<Said> {
  yield { type: 'abstained', reason: 'no_passages', details: {} };
}
