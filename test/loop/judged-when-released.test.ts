import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { ListedReleases, Readiness } from '../../src/releases/contract.ts';
import { applied, measured } from '../harness/evals.ts';
import { startServer, type TestServer } from '../harness/server.ts';

/** A release stands on what is true when it is made, not on what was true when somebody looked. */

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const EASY = Array.from({ length: 12 }, (_, i) => ({
  question: `Who won the chess championship in ${1950 + i}?`,
  unanswerable: true,
  tags: [],
}));
/** Nothing answers it. */
const HARD = { question: 'What is the housing of article 105 painted?', answer: 'red', tags: [] };

const dataset = (examples: object[]) => ({ kind: 'dataset', slug: 'asked', name: 'Asked', examples });
const evaluation = {
  kind: 'eval',
  slug: 'abstains',
  name: 'It abstains',
  app: 'silent',
  dataset: 'asked',
  graders: [{ name: 'correct', type: 'correct' }],
  gate: {
    criteria: [
      { grader: 'correct', at_least: 0.5 },
      { grader: 'correct', not_worse_by: 0.5 },
    ],
  },
};
const assistant = (instructions: string) => ({
  kind: 'assistant',
  slug: 'silent',
  name: 'Silent',
  model: 'local/grounded',
  instructions,
});
const release = (version: number) => server.call('POST', '/api/apps/silent/releases', { body: { version } });
const problems = async (version: number) => {
  const path = `/api/apps/silent/readiness?version=${version}`;
  return (await server.json<z.infer<typeof Readiness>>('GET', path)).problems.map((one) => one.problem);
};

describe('a release', () => {
  it('that another one overtakes is refused: its verdict compares with what no longer serves', async () => {
    await applied(server, [assistant('One.'), dataset(EASY), evaluation]);
    expect((await measured(server, 'abstains')).verdict?.result).toBe('pass');
    expect((await release(1)).status).toBe(201);
    for (const instructions of ['Two.', 'Three.']) {
      await applied(server, [assistant(instructions)]);
      expect((await measured(server, 'abstains')).verdict?.result).toBe('pass');
    }
    expect([await problems(2), await problems(3)]).toEqual([[], []]);
    const both = await Promise.all([release(2), release(3)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = both.find(({ status }) => status === 409);
    const { data } = await server.json<z.infer<typeof ListedReleases>>('GET', '/api/releases?app=silent');
    const serves = data.find((one) => one.endedAt === null)?.version;
    expect(await refused?.json()).toMatchObject({
      code: 'releases.not_proven',
      detail: expect.stringContaining(`version ${serves}, which serves production now`),
    });
  });

  it('needs a verdict on the examples as they are, not on those of a moment between', async () => {
    const add = async () => {
      const path = '/api/datasets/asked/examples';
      expect((await server.call('POST', path, { body: { examples: [HARD] } })).status).toBe(200);
      const { data } = await server.json<{ data: { id: string }[] }>('GET', `${path}?search=article`);
      return data[0]?.id;
    };
    const id = await add();
    await applied(server, [assistant('Four.')]);
    expect((await server.call('DELETE', `/api/examples/${id}`)).status).toBe(204);
    expect((await measured(server, 'abstains')).verdict?.result).toBe('pass');
    expect(await problems(4)).toEqual([]);
    await add();
    expect(await problems(4)).toEqual(['stale_dataset']);
    const refused = await release(4);
    expect(await refused.json()).toMatchObject({ code: 'releases.not_proven' });
    await measured(server, 'abstains');
    expect(await problems(4)).toEqual([]);
    expect((await release(4)).status).toBe(201);
  });
});
