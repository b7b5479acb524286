import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import type { Distillation as DistillationSchema } from '../../src/tuning/distillation/contract.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { endedJob, type Job, MAIL, makeDataset } from '../harness/tuning.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

type Distillation = z.infer<typeof DistillationSchema>;

vi.setConfig({ testTimeout: 180_000 });

/** A large model beside a small one: who may replace whom, what it saves, and how traffic moves there and back. */

let server: TestServer;
let upstream: Upstream;
const LABELS = ['invoice', 'refund', 'delivery'];
const EXAMPLES = Array.from({ length: 120 }, (_, n) => ({
  question: `Ticket ${n}: it is about ${LABELS[n % 3]}`,
  answer: LABELS[n % 3],
}));
/** Models that read the label off the question; `careless` is wrong on every fourth. */
const labelOf = (text: string) => LABELS.find((label) => text.includes(`about ${label}`)) ?? 'none';

beforeAll(async () => {
  upstream = await startUpstream();
  upstream.reply = ({ body }) => {
    const messages = (body.messages ?? []) as { content: string }[];
    const text = messages.at(-1)?.content ?? '';
    const number = Number(/Ticket (\d+)/.exec(text)?.[1]);
    return { text: body.model === 'careless' && number % 4 === 0 ? 'none' : labelOf(text) };
  };
  server = await startServer();
  await server.json('POST', '/api/providers', { body: { slug: 'up', baseUrl: upstream.url } });
  for (const [model, input, output] of [
    ['large', 10, 30],
    ['small', 0.1, 0.3],
    ['careless', 0.1, 0.3],
  ])
    await server.json('POST', '/api/prices', { body: { provider: 'up', model, input, output } });
  await makeDataset(server, 'tickets', EXAMPLES);
});
afterAll(async () => {
  await server?.stop();
  await upstream?.close();
});

async function ended(id: string): Promise<Distillation> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const row = await server.json<Distillation>('GET', `/api/distillations/${id}`);
    if (row.finishedAt) return row;
    await sleep(50);
  }
  throw new Error('the comparison did not end within a minute');
}
const start = (student: string, over: object = {}) =>
  server.json<Distillation>('POST', '/api/distillations', {
    body: {
      ...{ name: 'Tickets', teacher: { model: 'up/large', instructions: 'Give the label.' } },
      ...{ student: { model: student }, dataset: 'tickets', notWorseBy: 0.05, trainingDollars: 1 },
      ...over,
    },
  });
const routeOf = async (slug: string) =>
  (
    await server.json<{ data: { slug: string; rules: { use: { model: string; weight: number }[] }[] }[] }>(
      'GET',
      '/api/routes',
    )
  ).data.find((route) => route.slug === slug)?.rules[0]?.use;

describe('a student that is as good', () => {
  it('passes, saves what it saves, takes a share of the route and gives it back', async () => {
    const { id, total } = await start('up/small');
    expect(total).toBe(240);
    const { report, done } = await ended(id);
    expect(done).toBe(240);
    expect(report).toMatchObject({
      result: 'pass',
      changes: { lost: 0, gained: 0, bothPass: 120 },
      teacher: { requests: 120, passed: 120, failed: 0 },
    });
    // 11 tokens in and 7 out at a hundredth of the price.
    expect(report?.teacher.dollars.perRequest).toBeCloseTo((11 * 10 + 7 * 30) / 1e6, 12);
    expect(report?.saved.dollars).toBeCloseTo(0.99, 9);
    expect(report?.breakEven.requests).toBe(Math.ceil(1 / (0.99 * (320 / 1e6))));

    await server.json('POST', '/api/routes', {
      body: { slug: 'label', rules: [{ use: [{ model: 'up/large' }] }] },
    });
    const moved = await server.json<Distillation>('POST', `/api/distillations/${id}/move`, {
      body: { route: 'label', share: 0.25 },
    });
    expect(moved.moves).toMatchObject([{ route: 'label', share: 0.25, override: null, rolledBackAt: null }]);
    expect(await routeOf('label')).toEqual([
      { model: 'up/large', weight: 0.75 },
      { model: 'up/small', weight: 0.25 },
    ]);
    const back = await server.json<Distillation>('POST', `/api/distillations/${id}/move-back`);
    expect(back.moves[0]?.rolledBackAt).not.toBeNull();
    expect(await routeOf('label')).toEqual([{ model: 'up/large', weight: 1 }]);
    expect((await server.call('POST', `/api/distillations/${id}/move-back`)).status).toBe(409);
  });

  it('leaves a route alone that somebody changed in the meantime', async () => {
    const { id } = await start('up/small', { most: 100 });
    await ended(id);
    await server.json('POST', '/api/routes', {
      body: { slug: 'busy', rules: [{ use: [{ model: 'up/large' }] }] },
    });
    await server.json('POST', `/api/distillations/${id}/move`, { body: { route: 'busy', share: 1 } });
    await server.json('PUT', '/api/routes/busy', { body: { rules: [{ use: [{ model: 'up/careless' }] }] } });
    const answer = await server.call('POST', `/api/distillations/${id}/move-back`);
    expect(await answer.json()).toMatchObject({ code: 'tuning.route_changed' });
    expect(await routeOf('busy')).toEqual([{ model: 'up/careless', weight: 1 }]);
  });
});

describe('a student that is worse', () => {
  it('is blocked, example by example, and moves nothing but by an owner with a reason', async () => {
    const { id } = await start('up/careless');
    const { report } = await ended(id);
    expect(report).toMatchObject({ result: 'block', changes: { lost: 30 } });
    const { data } = await server.json<{
      data: { item: { question: string }; student: { answer: string } }[];
    }>('GET', `/api/distillations/${id}/examples?change=lost`);
    expect(data).toHaveLength(30);
    expect(data[0]).toMatchObject({ student: { answer: 'none', pass: false }, teacher: { pass: true } });

    await server.json('POST', '/api/routes', {
      body: { slug: 'strict', rules: [{ use: [{ model: 'up/large' }] }] },
    });
    const move = (body: object, key?: string) =>
      server.call('POST', `/api/distillations/${id}/move`, {
        body: { route: 'strict', share: 0.1, ...body },
        key,
      });
    expect((await move({})).status).toBe(409);
    const admin = await server.key('admin');
    expect((await move({ override: 'a trial' }, admin)).status).toBe(403);
    expect(await routeOf('strict')).toEqual([{ model: 'up/large', weight: 1 }]);
    const owned = await (await move({ override: 'a trial with five customers' })).json();
    expect(owned).toMatchObject({ moves: [{ override: 'a trial with five customers' }] });
  });

  it('is not asked what its provider may not see', async () => {
    const canary = (n: number) => ({ question: `Canary ${n}: it is about refund`, answer: 'refund' });
    await makeDataset(server, 'sealed', [1, 2, 3].map(canary));
    await server.json('PATCH', '/api/datasets/sealed', { body: { dataClass: 'restricted' } });
    const { id } = await start('up/small', { dataset: 'sealed' });
    expect(await ended(id)).toMatchObject({
      ...{ status: 'failed', problem: { code: 'gateway.no_provider_for_class' } },
    });
    expect(upstream.requests.filter(({ raw }) => raw.includes('Canary'))).toEqual([]);
  });

  it('is measured by answers that are made for it, not by those that its route has kept', async () => {
    const body = { slug: 'kept', rules: [{ use: [{ model: 'up/large' }] }], cache: { seconds: 60 } };
    await server.json('POST', '/api/routes', { body });
    const before = upstream.requests.length;
    const teacher = { model: 'kept' };
    for (const most of [10, 10]) {
      const { id } = await start('up/small', { teacher, most });
      expect(await ended(id)).toMatchObject({ status: 'done' });
    }
    const large = upstream.requests.slice(before).filter((request) => request.body.model === 'large');
    expect(large).toHaveLength(20);
  });

  it('is not compared on what it was trained on, by whatever name it is called', async () => {
    await makeDataset(server, 'learned', MAIL);
    const begun = await server.json<Job>('POST', '/api/tuning/jobs', { body: { dataset: 'learned' } });
    const { model } = await endedJob(server, begun.id);
    const rules = [{ use: [{ model: model?.name }] }];
    await server.json('POST', '/api/routes', { body: { slug: 'tuned', rules } });
    const compare = (student: string | undefined, dataset: string) =>
      server.call('POST', '/api/distillations', {
        body: { name: 'x', teacher: { model: 'up/large' }, student: { model: student }, dataset },
      });
    for (const student of [model?.name, 'tuned']) {
      const refused = await compare(student, 'learned');
      expect(refused.status).toBe(409);
      expect(await refused.json()).toMatchObject({
        code: 'tuning.learned_from',
        params: { dataset: 'learned', of: 30 },
      });
    }
    // The same text in another data set is the same text.
    await makeDataset(server, 'copied', [...MAIL.slice(0, 15), ...EXAMPLES.slice(0, 5)]);
    expect(await (await compare(model?.name, 'copied')).json()).toMatchObject({
      code: 'tuning.learned_from',
    });
    const answer = await compare(model?.name, 'tickets');
    expect(answer.status).toBe(202);
    await ended(((await answer.json()) as Distillation).id);
  });

  it('says why at once when nothing answers to a name', async () => {
    // A single provider is asked for any name.
    await server.json('POST', '/api/providers', { body: { slug: 'other', baseUrl: upstream.url } });
    const answer = await server.call('POST', '/api/distillations', {
      body: {
        ...{
          name: 'x',
          teacher: { model: 'up/large' },
          student: { model: 'nowhere/small' },
          dataset: 'tickets',
        },
      },
    });
    expect(answer.status).toBe(404);
  });

  it('keeps the reason when the provider refuses everything', async () => {
    const before = upstream.reply;
    upstream.reply = () => ({ status: 401, body: { error: { message: 'bad key' } } });
    try {
      const { id } = await start('up/small', { most: 10 });
      const row = await ended(id);
      expect(row.status).toBe('failed');
      expect(row.problem?.remedy).toBeTruthy();
      expect(
        (await server.call('POST', `/api/distillations/${id}/move`, { body: { route: 'x', share: 1 } }))
          .status,
      ).toBe(409);
    } finally {
      upstream.reply = before;
    }
  });
});
