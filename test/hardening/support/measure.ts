import type { TestServer } from '../../harness/server.ts';

/** An app that is measured: a data set, an eval and a run of it. */
export interface Measured {
  dataset: string;
  /** A data set that nothing depends on, to write into. */
  scratch: string;
  eval: string;
  evalRunId: string;
  /** The definition of another eval of the same app. */
  define(slug: string): Record<string, unknown>;
}

export async function measure(server: TestServer, app: string, key: string): Promise<Measured> {
  const dataset = 'questions';
  const define = (slug: string) => ({
    ...{ kind: 'eval', slug, name: 'Answers', app, dataset },
    graders: [{ name: 'correct', type: 'correct' }],
    gate: { criteria: [{ grader: 'correct', at_least: 0.5 }] },
  });
  const examples = [{ question: 'Within how many days may I return goods?', answer: '45 days' }];
  const definitions = [
    { kind: 'dataset', slug: dataset, name: 'Questions', examples },
    { kind: 'dataset', slug: 'scratch', name: 'Scratch' },
    define('answers'),
  ];
  await server.call('POST', '/api/apply', { key, body: { definitions } });
  const { id } = await server.json<{ id: string }>('POST', '/api/evals/answers/runs', { key, body: {} });
  return { dataset, scratch: 'scratch', eval: 'answers', evalRunId: id, define };
}
