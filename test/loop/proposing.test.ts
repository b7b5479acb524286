import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseAnyway } from '../harness/releases.ts';
import { startServer, type TestServer } from '../harness/server.ts';

/** Which runs become proposals, and under whose consent. The app knows nothing, so that it abstains from everything. */

let server: TestServer;
let member: string;
let expert: string;
beforeAll(async () => {
  server = await startServer();
  const app = { kind: 'assistant', slug: 'desk', name: 'Desk', model: 'local/grounded' };
  await server.call('POST', '/api/apply', { body: app });
  await releaseAnyway(server, 'desk');
  member = await server.key('member');
  expert = await server.key('expert');
});
afterAll(() => server.stop());

interface Proposal {
  id: string;
  runId: string;
  reason: string;
  item: { question: string; answer: string | null };
  consent: string;
}

async function asked(question: string, headers: Record<string, string> = {}): Promise<string> {
  const messages = [{ role: 'user', content: question }];
  const answer = await server.call('POST', '/v1/chat/completions', {
    key: member,
    body: { model: 'app/desk', messages },
    headers,
  });
  return ((await answer.json()) as { sevenfold: { run_id: string } }).sevenfold.run_id;
}

async function judged(run: string, key: string, opinion: object): Promise<void> {
  const answer = await server.call('PUT', `/api/runs/${run}/feedback`, { key, body: opinion });
  expect(answer.status).toBe(200);
}

const proposed = async (run: string): Promise<Proposal | undefined> =>
  (await server.json<{ data: Proposal[] }>('GET', '/api/proposals')).data.find((one) => one.runId === run);

const policy = (runs: string) => server.call('PUT', '/api/tuning/policy', { body: { runs } });

const UNWILLING = { 'sevenfold-training': 'no' };

describe('consent to become an example', () => {
  it('is given by whoever asked, and by nobody in their place', async () => {
    const run = await asked('Where is the key to the cellar?');
    expect(await proposed(run)).toMatchObject({ reason: 'abstained', consent: 'policy' });
    await judged(run, expert, { thumb: 'down' });
    expect(await proposed(run)).toMatchObject({ reason: 'thumb_down', consent: 'policy' });
    await judged(run, member, { thumb: 'down' });
    expect(await proposed(run)).toMatchObject({ reason: 'thumb_down', consent: 'given' });
  });

  it('is not assumed of who said no: only they themselves have it proposed', async () => {
    const run = await asked('Where is the key to the attic?', UNWILLING);
    expect(await proposed(run)).toBeUndefined();
    await judged(run, expert, { thumb: 'down' });
    expect(await proposed(run)).toBeUndefined();
    await judged(run, member, { thumb: 'down' });
    expect(await proposed(run)).toMatchObject({ reason: 'thumb_down', consent: 'given' });
  });

  it('is not assumed where the workspace lets nothing be learned from', async () => {
    await policy('none');
    const run = await asked('Where is the key to the garage?');
    expect(await proposed(run)).toBeUndefined();
    await judged(run, expert, { thumb: 'down' });
    expect(await proposed(run)).toBeUndefined();
    await judged(run, member, { thumb: 'down', correction: 'On the hook.' });
    expect(await proposed(run)).toMatchObject({ reason: 'correction', consent: 'given' });
    await policy('feedback');
  });
});

describe('a proposal that is there already', () => {
  it('keeps a correction, whatever weaker reason comes after it', async () => {
    const run = await asked('Where is the key to the shed?');
    await judged(run, member, { thumb: 'down', correction: 'Under the mat.' });
    const corrected = await proposed(run);
    expect(corrected).toMatchObject({ reason: 'correction', consent: 'given' });
    const again = await server.json<Proposal>('POST', `/api/runs/${run}/propose`, { key: expert });
    expect(again).toMatchObject({ id: corrected?.id, reason: 'correction', consent: 'given' });
    await judged(run, expert, { thumb: 'down' });
    expect(await proposed(run)).toEqual(corrected);
    // The newer of two corrections is the better informed one.
    await judged(run, expert, { thumb: 'down', correction: 'In the flower pot.' });
    expect(await proposed(run)).toMatchObject({
      reason: 'correction',
      item: { answer: 'In the flower pot.' },
    });
  });

  it('is not proposed again once somebody decided', async () => {
    const run = await asked('Where is the key to the gate?');
    const { id } = (await proposed(run)) ?? { id: '' };
    await server.call('POST', `/api/proposals/${id}/reject`, { key: expert });
    const again = await server.call('POST', `/api/runs/${run}/propose`, { key: expert });
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: 'evals.proposal_decided' });
    await judged(run, member, { thumb: 'down' });
    expect(await proposed(run)).toBeUndefined();
  });
});

describe('a proposal that says nothing of what would be right', () => {
  it('is completed before it is accepted: an example of it would measure nothing', async () => {
    await server.call('POST', '/api/datasets', { body: { slug: 'desk', name: 'Desk' } });
    const run = await asked('Where is the key to the safe?');
    await judged(run, member, { thumb: 'down' });
    const proposal = await proposed(run);
    const accept = async (item?: object) => {
      const body = { dataset: 'desk', ...(item ? { item } : {}) };
      return server.call('POST', `/api/proposals/${proposal?.id}/accept`, { key: expert, body });
    };
    for (const item of [undefined, { ...proposal?.item, answer: ' ' }]) {
      const refused = await accept(item);
      expect(refused.status).toBe(409);
      expect(await refused.json()).toMatchObject({ code: 'evals.nothing_expected' });
    }
    expect(await proposed(run)).toEqual(proposal);
    expect((await accept({ ...proposal?.item, unanswerable: true })).status).toBe(200);
  });
});
