import { applyApps } from '../../src/apps/index.ts';
import { type RunEvent, runApp } from '../../src/apps/run-app.ts';
import type { Question } from '../harness/data.ts';
import type { Bench } from '../harness/throwaway.ts';

/** What an assistant did with a question. */
export interface Asked {
  answered: boolean;
  /** Sentences it cited. */
  cited: number;
  /** Whether one of them, of the right document, holds an accepted answer. */
  gold: boolean;
}

/** Makes an assistant over one collection; model and settings are the defaults of a fresh install. */
export async function makeAssistant(bench: Bench, slug: string, collectionId: string): Promise<void> {
  const limits = { passages: 6, questionCharacters: 4_000, answerTokens: 800 };
  const words = { name: slug, description: '', instructions: '', starters: [] };
  const definition = {
    kind: 'assistant',
    slug,
    model: 'default',
    citations: 'required',
    retrieval: 'hybrid',
    limits,
    ...words,
  } as const;
  await bench.platform.kernel.db.in(bench.actor.workspaceId, (tx) =>
    applyApps(tx, bench.actor, [{ ...definition, knowledge: [collectionId] }]),
  );
}

/** Asks as the API does: retrieval, model, citations, and the run written to the database. */
export async function ask(bench: Bench, slug: string, question: Question): Promise<Asked> {
  const asked: Asked = { answered: false, cited: 0, gold: false };
  const history = [{ role: 'user' as const, content: question.text }];
  const { signal } = new AbortController();
  for await (const event of runApp(bench.platform.apps, bench.actor, { slug, version: 1, history, signal })) {
    if (event.type === 'citations') read(event, question, asked);
    if (event.type === 'done') asked.answered = !event.abstained;
  }
  return asked;
}

function read(
  { citations }: Extract<RunEvent, { type: 'citations' }>,
  { document, answers }: Question,
  asked: Asked,
): void {
  asked.cited += citations.length;
  asked.gold ||= citations.some(
    ({ filename, quote }) =>
      filename === `d${document}.txt` && answers.some((answer) => quote.includes(answer)),
  );
}
