import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { LiveApp, Readiness, Release } from '../../src/releases/contract.ts';
import { applied, assistant, evaluation, measured, prepareLoop, type Run } from '../harness/evals.ts';
import { startServer, type TestServer } from '../harness/server.ts';

/** The idea of the product in one story: build, measure, release, run, hear what went wrong, build again. */

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await prepareLoop(server);
});
afterAll(() => server.stop());

const ask = (model: string, user?: string, key?: string) =>
  server.call('POST', '/v1/chat/completions', {
    key,
    body: {
      model,
      messages: [{ role: 'user', content: 'What is the housing of article 105 painted in the factory?' }],
      ...(user ? { user } : {}),
    },
  });
const release = (body: unknown, key?: string) =>
  server.call('POST', '/api/apps/colours/releases', { body, key });
const readiness = (version: number) =>
  server.json<z.infer<typeof Readiness>>('GET', `/api/apps/colours/readiness?version=${version}`);

describe('nothing ships unproven', () => {
  it('refuses to serve what was never measured', async () => {
    expect((await ask('app/colours')).status).toBe(409);
    expect((await readiness(1)).problems.map((one) => one.problem)).toEqual(['not_measured']);
    const refused = await release({ version: 1 });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'releases.not_proven' });
  });

  it('serves the first version once its verdict passes', async () => {
    const run = await measured(server, 'colours');
    expect(run).toMatchObject({ status: 'done', total: 50, done: 50, errors: 0, baseline: null });
    expect(run.verdict?.sentence.en).toMatch(/^Version 1 passes: it answers \d+ % of 50 questions correctly/);
    expect((await release({ version: 1 })).status).toBe(201);
    expect((await ask('app/colours')).status).toBe(200);
  });

  it('blocks a version that got worse, and names the slice', async () => {
    await applied(server, [assistant(['upper'])]);
    const run = await measured(server, 'colours');
    expect(run).toMatchObject({ version: 2, baseline: 1, total: 100 });
    expect(run.verdict?.result).toBe('block');
    expect(run.verdict?.slices.find((slice) => slice.tag === 'lower')?.result).toBe('worse');
    expect(run.verdict?.sentence.en).toContain('worse on "lower"');
    expect(await readiness(2)).toMatchObject({ result: 'block', problems: [{ problem: 'blocked' }] });
    expect((await release({ version: 2 })).status).toBe(409);
    const lost = await server.json<{ data: { change: string }[] }>(
      'GET',
      `/api/eval-runs/${run.id}/results?change=lost`,
    );
    expect(lost.data.length).toBeGreaterThan(10);
    expect(new Set(lost.data.map((one) => one.change))).toEqual(new Set(['lost']));
  });

  it('lets only an owner override, with a reason that stays on record', async () => {
    const admin = await server.key('admin');
    const reason = 'The lower shelf is closed this week.';
    expect((await release({ version: 2, override: reason }, admin)).status).toBe(403);
    expect((await release({ version: 2, override: 'short' })).status).toBe(400);
    const answer = await release({ version: 2, override: reason, stage: 'canary', share: 30 });
    expect(await answer.json()).toMatchObject({ version: 2, stage: 'canary', share: 30, override: reason });
    const log = await server.json<{ data: { action: string; details: unknown }[] }>('GET', '/api/audit');
    expect(log.data.find((entry) => entry.action === 'release.override')?.details).toMatchObject({
      reason,
      problems: ['blocked'],
    });
  });

  it('gives a canary to the same callers each time, and to about its share of them', async () => {
    const versionFor = async (user: string) => {
      const answer = (await (await ask('app/colours', user)).json()) as { sevenfold: { run_id: string } };
      const run = await server.json<{ version: number }>('GET', `/api/runs/${answer.sevenfold.run_id}`);
      return run.version;
    };
    const users = Array.from({ length: 60 }, (_, i) => `customer-${i}`);
    const first = [];
    for (const user of users) first.push(await versionFor(user));
    const again = [];
    for (const user of users.slice(0, 15)) again.push(await versionFor(user));
    expect(again).toEqual(first.slice(0, 15));
    const share = first.filter((version) => version === 2).length / users.length;
    expect(share).toBeGreaterThan(0.12);
    expect(share).toBeLessThan(0.5);
  });

  it('tells everybody the same version in production, also those whom the canary serves', async () => {
    const seen: { servingVersion: number; productionVersion: number }[] = [];
    const served = (version: number) => seen.some((app) => app.servingVersion === version);
    // Three of ten are served by the canary: among eighty there are some of both.
    for (let i = 0; i < 80 && !(served(1) && served(2)); i += 1) {
      const answer = await server.call('GET', '/api/apps/colours', { key: await server.key('builder') });
      seen.push((await answer.json()) as (typeof seen)[number]);
    }
    expect(new Set(seen.map((app) => app.servingVersion))).toEqual(new Set([1, 2]));
    expect(new Set(seen.map((app) => app.productionVersion))).toEqual(new Set([1]));
  });

  it('rolls back in one step, and goes on serving who pinned a version', async () => {
    const member = await server.key('member');
    await applied(server, [assistant(['upper', 'lower'], { instructions: 'Be brief.' })]);
    expect((await ask('app/colours@3', undefined, member)).status).toBe(403);
    await measured(server, 'colours');
    expect((await release({ version: 3 })).status).toBe(201);
    const back = await server.call('POST', '/api/apps/colours/rollback', {
      body: { reason: 'Answers became too brief.' },
    });
    expect(await back.json()).toMatchObject({ version: 1, stage: 'production' });
    expect((await ask('app/colours@3', undefined, member)).status).toBe(200);
    const { data } = await server.json<{ data: z.infer<typeof Release>[] }>(
      'GET',
      '/api/releases?app=colours',
    );
    expect(data.filter((one) => one.endedAt === null).map((one) => [one.stage, one.version])).toEqual([
      ['production', 1],
    ]);
  });

  it('says so when what lies beneath a release changed', async () => {
    const { data } = await server.json<{ data: { id: string; slug: string }[] }>('GET', '/api/collections');
    const upper = data.find((one) => one.slug === 'upper');
    const form = new FormData();
    form.append(
      'file',
      new Blob(['# article 500\n\nThe housing of article 500 is painted red.']),
      'article 500.md',
    );
    await server.call('POST', `/api/collections/${upper?.id}/files`, { body: form });
    await expect
      .poll(async () => {
        const releases = await server.json<{ data: z.infer<typeof Release>[] }>('GET', '/api/releases');
        return releases.data.find((one) => one.endedAt === null)?.stale;
      })
      .toEqual(['knowledge']);
    const problems = (await readiness(1)).problems.map((one) => one.problem);
    expect(problems).toContain('stale_knowledge');
  });

  it('shows on one page what is live, how good it is and what waits', async () => {
    const home = await server.json<{ apps: z.infer<typeof LiveApp>[]; needs: { need: string }[] }>(
      'GET',
      '/api/home',
    );
    const [app] = home.apps;
    expect(app?.production).toMatchObject({ version: 1, stale: ['knowledge'] });
    expect(app?.quality?.interval.low).toBeLessThan(app?.quality?.estimate ?? 0);
    expect(app?.runs).toBeGreaterThan(60);
    expect(home.needs.map((one) => one.need)).toContain('stale');
  });

  it('lets no app inherit the releases and verdicts of a deleted one of the same name', async () => {
    expect((await server.call('DELETE', '/api/apps/colours')).status).toBe(204);
    await applied(server, [assistant(['lower'])]);
    expect((await ask('app/colours')).status).toBe(409);
    expect((await readiness(1)).problems.map((one) => one.problem)).toEqual(['not_measured']);
  });
});

describe('a gate that compares by its slices alone', () => {
  const path = '/api/apps/shelves';
  const gate = {
    ...evaluation([
      { grader: 'latency', at_most: 60_000 },
      { grader: 'correct', at_least: 0.3 },
    ]),
    ...{ slug: 'shelves', app: 'shelves' },
  };
  const offer = () => server.call('POST', `${path}/releases`, { body: {} });

  it('is not met by a verdict without comparison once a version serves', async () => {
    await applied(server, [assistant(['upper', 'lower'], { slug: 'shelves' }), gate]);
    await measured(server, 'shelves');
    expect((await offer()).status).toBe(201);
    await applied(server, [assistant(['upper'], { slug: 'shelves' })]);
    const run = await measured(server, 'shelves', { baseline: 0 });
    expect(run).toMatchObject({ version: 2, baseline: null, verdict: { result: 'pass' } });
    const { result, problems } = await server.json<z.infer<typeof Readiness>>('GET', `${path}/readiness`);
    expect(result).toBe('inconclusive');
    expect(problems.map((one) => one.problem)).toEqual(['other_baseline']);
    expect((await offer()).status).toBe(409);
  });

  it('is told by its share of passes, although a latency stands first', async () => {
    const home = await server.json<{ apps: z.infer<typeof LiveApp>[] }>('GET', '/api/home');
    const quality = home.apps.find((one) => one.slug === 'shelves')?.quality;
    expect(quality).toMatchObject({ grader: 'correct', unit: 'share', examples: 50 });
    const { counts } = await server.json<{ counts: Record<string, number> }>(
      'GET',
      `/api/eval-runs/${quality?.evalRunId}/results?limit=1`,
    );
    const run = await server.json<Run>('GET', `/api/eval-runs/${quality?.evalRunId}`);
    expect(run.definition.gate.criteria.map(({ grader }) => grader)).toEqual(['latency', 'correct']);
    await applied(server, [{ ...gate, gate: { criteria: [{ grader: 'correct', at_least: 0.9 }] } }]);
    const later = await server.json<Run>('GET', `/api/eval-runs/${run.id}`);
    expect(later.definition).toEqual(run.definition);
    expect(counts).toMatchObject({ unjudged: 0, same_pass: Math.round(50 * (quality?.estimate ?? 0)) });
  });
});
