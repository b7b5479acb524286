import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { EvalRun } from '../../src/evals/contract.ts';
import { ingest, makeCollection } from './knowledge.ts';
import type { TestServer } from './server.ts';

export type Run = z.infer<typeof EvalRun>;

/** Forty facts in one document each; a question about every one, and ten that nothing answers. */
export const COLOURS = Array.from({ length: 40 }, (_, i) => ({
  thing: `article ${100 + i}`,
  colour: ['red', 'green', 'blue', 'white'][i % 4] ?? 'red',
}));

/** A workspace with an assistant over these facts in two versions: the second has no knowledge of half of them. */
export async function prepareLoop(server: TestServer): Promise<void> {
  const shelf = (from: number, to: number) =>
    Object.fromEntries(
      COLOURS.slice(from, to).map(({ thing, colour }) => [
        `${thing}.md`,
        `# ${thing}\n\nThe housing of ${thing} is painted ${colour} in our factory.`,
      ]),
    );
  await ingest(server, await makeCollection(server, 'upper'), shelf(0, 20));
  await ingest(server, await makeCollection(server, 'lower'), shelf(20, 40));
  await applied(server, [assistant(['upper', 'lower']), dataset(), evaluation()]);
}

export const assistant = (knowledge: string[], more = {}) => ({
  kind: 'assistant',
  slug: 'colours',
  name: 'Colours',
  model: 'local/grounded',
  knowledge,
  ...more,
});

const dataset = () => ({
  kind: 'dataset',
  slug: 'colour-questions',
  name: 'Colour questions',
  examples: [
    ...COLOURS.map(({ thing, colour }, i) => ({
      question: `What is the housing of ${thing} painted in the factory?`,
      answer: colour,
      passages: [{ document: `${thing}.md`, quote: `is painted ${colour}` }],
      tags: [i < 20 ? 'upper' : 'lower'],
    })),
    ...Array.from({ length: 10 }, (_, i) => ({
      question: `Who won the chess championship in ${1950 + i}?`,
      unanswerable: true,
      tags: ['not in the documents'],
    })),
  ],
});

export const evaluation = (
  criteria: unknown[] = [
    { grader: 'correct', at_least: 0.6 },
    { grader: 'correct', not_worse_by: 0.1 },
  ],
) => ({
  kind: 'eval',
  slug: 'colours',
  name: 'Colours are right',
  app: 'colours',
  dataset: 'colour-questions',
  graders: [
    { name: 'correct', type: 'correct' },
    { name: 'found', type: 'retrieval', metric: 'mrr', k: 5 },
    { name: 'latency', type: 'latency' },
  ],
  gate: { criteria, slices: { grader: 'correct', not_worse_by: 0.1 } },
});

export async function applied(server: TestServer, definitions: unknown[]): Promise<void> {
  const answer = await server.call('POST', '/api/apply', { body: { definitions } });
  if (!answer.ok) throw new Error(`apply: ${answer.status} ${await answer.text()}`);
}

/** Starts a run and waits for its end. */
export async function measured(server: TestServer, slug: string, body = {}): Promise<Run> {
  const answer = await server.call('POST', `/api/evals/${slug}/runs`, { body });
  if (!answer.ok) throw new Error(`eval run: ${answer.status} ${await answer.text()}`);
  let run = (await answer.json()) as Run;
  while (run.status === 'queued' || run.status === 'running') {
    await sleep(100);
    run = await server.json<Run>('GET', `/api/eval-runs/${run.id}`);
  }
  return run;
}
