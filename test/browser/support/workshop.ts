import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { collectionOf } from './assistants.ts';
import { call } from './studio.ts';

/** Places and their closing times, each stated once. */
const STORES = [
  'Aldbury',
  'Bexley',
  'Corwen',
  'Durley',
  'Elham',
  'Fairlop',
  'Garston',
  'Henfield',
  'Ilkley',
  'Jarrow',
  'Kelso',
  'Larne',
  'Malton',
  'Neston',
  'Oakham',
  'Penrith',
  'Quorn',
  'Romsey',
  'Saxby',
  'Totnes',
] as const;

const FILE = 'night-counters.md';
const fact = (store: string, i: number) =>
  `The night counter of the ${store} store closes at ${18 + (i % 5)}:${10 + i}.`;

export interface Example {
  question: string;
  answer: string | null;
  passages: { document: string; quote: string }[];
  unanswerable: boolean;
  groups: string[];
  tags: string[];
}

export interface Workshop {
  /** Of the assistant, its data set and its eval. */
  slug: string;
  name: string;
  /** The collection that holds the answers, and one that holds none of them. */
  right: string;
  wrong: string;
  definition: Record<string, unknown>;
  examples: Example[];
}

/**
 * An assistant of a test's own with a small data set and an eval, so that it can be measured in seconds and nothing that
 * happens to it disturbs the others. Version 1 answers from the right documents.
 */
export async function workshop(): Promise<Workshop> {
  const slug = `night-${randomBytes(4).toString('hex')}`;
  const [right, wrong] = [`${slug} right`, `${slug} wrong`];
  await collectionOf(right, { [FILE]: `# Night counters\n\n${STORES.map(fact).join('\n\n')}\n` });
  await collectionOf(wrong, {
    'paint.md': '# Paint\n\nA litre of wall paint covers about ten square metres.\n',
  });
  const examples = STORES.map((store, i) => ({
    question: `When does the night counter of the ${store} store close?`,
    answer: null,
    passages: [{ document: FILE, quote: fact(store, i) }],
    unanswerable: false,
    groups: [],
    tags: [i % 2 === 0 ? 'even' : 'odd'],
  }));
  const name = `Night desk ${slug.slice(6)}`;
  const definition = { kind: 'assistant', slug, name, knowledge: [right] };
  await call('POST', '/api/apply', definition);
  await call('POST', '/api/apply', { kind: 'dataset', slug, name: `${name} questions`, examples });
  await call('POST', '/api/apply', {
    kind: 'eval',
    slug,
    name: `${name} answers`,
    app: slug,
    dataset: slug,
    graders: [
      { name: 'correct', type: 'correct' },
      { name: 'found', type: 'retrieval', metric: 'recall', k: 5 },
      { name: 'latency', type: 'latency' },
    ],
    gate: {
      criteria: [
        { grader: 'correct', at_least: 0.4 },
        { grader: 'correct', not_worse_by: 0.3 },
      ],
      slices: { grader: 'correct', not_worse_by: 0.2, min_examples: 5 },
    },
  });
  return { slug, name, right, wrong, definition, examples };
}

/** A version that looks in the wrong place. */
export async function worse({ definition, wrong }: Workshop): Promise<number> {
  const { apps } = await call<{ apps: { version: number }[] }>('POST', '/api/apply', {
    ...definition,
    knowledge: [wrong],
  });
  return apps[0]?.version ?? 0;
}

interface EvalRun {
  id: string;
  status: string;
  verdict: { result: string; sentence: { en: string; zh: string } } | null;
}

/** Measures a version and waits for the verdict. */
export async function measure(slug: string, version: number): Promise<EvalRun> {
  return ended(await call<EvalRun>('POST', `/api/evals/${slug}/runs`, { version }));
}

async function ended(run: EvalRun): Promise<EvalRun> {
  let now = run;
  while (now.status === 'queued' || now.status === 'running') {
    await sleep(250);
    now = await call('GET', `/api/eval-runs/${run.id}`);
  }
  return now;
}

export async function release(slug: string, version: number, more: Record<string, unknown> = {}) {
  await call('POST', `/api/apps/${slug}/releases`, { version, ...more });
}

/** A workshop whose first version was measured and serves. */
export async function openWorkshop(): Promise<Workshop & { verdict: EvalRun }> {
  const shop = await workshop();
  const verdict = await measure(shop.slug, 1);
  await release(shop.slug, 1);
  return { ...shop, verdict };
}
