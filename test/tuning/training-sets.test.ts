import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { asSuperuser } from '../hardening/support/dump.ts';
import { EXACT, questionsEval } from '../harness/openai-evals.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import {
  built,
  builtVersion,
  databaseOf,
  fineTuneFile,
  holding,
  makeDataset,
  type Version,
} from '../harness/tuning.ts';

vi.setConfig({ testTimeout: 180_000 });

/** What goes into a training set, what does not, and that both are told. */

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const LABELS = ['invoice', 'refund', 'delivery'];
const NOUNS = ['sofa', 'lamp', 'drill', 'fence', 'mower', 'kettle', 'carpet', 'shelf', 'ladder', 'boiler'];
const ask: Record<string, (noun: string) => string> = {
  invoice: (noun) => `Please send me the bill for my ${noun}`,
  refund: (noun) => `I want the money back for the ${noun} that broke`,
  delivery: (noun) => `When does the van with my ${noun} arrive`,
};
const EXAMPLES = LABELS.flatMap((label) =>
  NOUNS.map((noun) => ({ question: ask[label]?.(noun) ?? '', answer: label })),
);

const count = (version: Version, reason: string) =>
  version.report?.leftOut.find((one) => one.reason === reason)?.count ?? 0;
const examplesOf = async (slug: string, query = '') =>
  (
    await server.json<{ data: { text: string; labels: string[]; split: string; twin: unknown }[] }>(
      'GET',
      `/api/training-sets/${slug}/versions/1/examples?limit=1000${query}`,
    )
  ).data;

/** Does something while a version is gathered that reads data sets: it waits for them, with what it read before in hand. */
async function whileGathering<T>(slug: string, recipe: object, act: () => Promise<T>): Promise<T> {
  return asSuperuser(databaseOf(server), async (database) => {
    await database.query('begin');
    await database.query('lock table examples in access exclusive mode');
    const begun = await server.call('POST', '/api/training-sets', { body: { slug, name: slug, recipe } });
    expect(begun.status).toBe(201);
    const waiting = () =>
      database.query("select 1 from pg_locks where relation = 'examples'::regclass and not granted");
    await expect.poll(async () => (await waiting()).rowCount).toBeGreaterThan(0);
    const done = await act();
    await database.query('commit');
    return done;
  });
}

describe('a training set', () => {
  it('is made of a data set, split, hashed, and the same again', async () => {
    await makeDataset(server, 'mail', EXAMPLES);
    const recipe = { sources: [{ type: 'dataset', dataset: 'mail' }], nearDuplicates: 'group' };
    const first = await built(server, 'mail-set', recipe);
    expect(first).toMatchObject({ status: 'ready', number: 1, problem: null, tainted: null });
    expect(first.report).toMatchObject({
      candidates: 30,
      kept: 30,
      leftOut: [],
      balance: { classes: 3, tooSmall: [] },
      dataClass: 'internal',
      leakage: { checked: [] },
    });
    expect(first.report?.tokens).toBeGreaterThan(100);
    const splits = first.report?.splits ?? { train: 0, validation: 0, test: 0 };
    expect(splits.train).toBeGreaterThan(15);
    expect(splits.test).toBeGreaterThanOrEqual(3);
    const again = await built(server, 'mail-set-again', recipe);
    expect(again.hash).toBe(first.hash);
    const other = await built(server, 'mail-set-other', { ...recipe, seed: 8 });
    expect(other.hash).not.toBe(first.hash);
  });

  it('leaves out what an eval measures with: the same, another case, a typo, other words', async () => {
    await makeDataset(server, 'held', [
      { question: 'How do I change the address on my order?', answer: 'order' },
      { question: 'Which paint is right for a wet bathroom?', answer: 'advice' },
      { question: 'My voucher code is not accepted at the till', answer: 'voucher' },
    ]);
    await server.call('POST', '/api/apply', {
      body: { kind: 'assistant', slug: 'a', name: 'A', model: 'local/grounded' },
    });
    const answer = await server.call('POST', '/api/apply', {
      body: {
        ...{ kind: 'eval', slug: 'e', name: 'E', app: 'a', dataset: 'held' },
        graders: [{ name: 'said', type: 'exact' }],
        gate: { criteria: [{ grader: 'said', at_least: 0.5 }] },
      },
    });
    expect(answer.status).toBe(200);
    await makeDataset(server, 'leaky', [
      ...EXAMPLES,
      { question: 'how do I change the ADDRESS on my order', answer: 'order' },
      { question: 'Which paint is right for a wett bathroom?', answer: 'advice' },
      { question: 'My voucher code isn’t accepted at the till.', answer: 'voucher' },
    ]);
    const recipe = { sources: [{ type: 'dataset', dataset: 'leaky' }], nearDuplicates: 'group' };
    const version = await built(server, 'leaky-set', recipe);
    expect([count(version, 'leak'), count(version, 'near_leak')]).toEqual([1, 2]);
    expect(version.report?.leakage.checked).toEqual([{ dataset: 'held', examples: 3, exact: 1, near: 2 }]);
    const twins = await examplesOf('leaky-set', '&leftOut=near_leak');
    expect(twins.map((one) => one.twin)).toEqual([
      expect.objectContaining({ of: 'eval', dataset: 'held' }),
      expect.objectContaining({ of: 'eval', dataset: 'held' }),
    ]);
    const refused = await built(server, 'leaky-refused', { ...recipe, leakage: 'refuse' });
    expect(refused).toMatchObject({ status: 'failed', problem: { code: 'tuning.leaks' } });
    // Measured with itself, nothing is left.
    const all = await built(server, 'held-set', { sources: [{ type: 'dataset', dataset: 'held' }] });
    expect(all).toMatchObject({ status: 'failed', problem: { code: 'tuning.nothing_left' } });
  });

  it('is refused for a leak, too, when it is judged again after a crash', async () => {
    const version = await asSuperuser(databaseOf(server), async (database) => {
      // As if the process died once when the version was to end.
      await database.query(`
        create sequence deaths;
        create function die_once() returns trigger language plpgsql security definer as $$
          begin
            if nextval('public.deaths') = 1 then raise exception 'the process died here'; end if;
            return new;
          end $$;
        create trigger die_once before update on training_versions for each row
          when (old.status = 'building' and new.status in ('ready', 'failed')) execute function die_once()`);
      const recipe = { sources: [{ type: 'dataset', dataset: 'leaky' }], nearDuplicates: 'group' };
      const ended = await built(server, 'leaky-twice', { ...recipe, leakage: 'refuse' });
      await database.query('drop trigger die_once on training_versions; drop function die_once');
      const { rows } = await database.query('select last_value::int as deaths from deaths');
      expect(rows).toEqual([{ deaths: 2 }]);
      return ended;
    });
    expect(version).toMatchObject({ status: 'failed', problem: { code: 'tuning.leaks' } });
    expect(version.report?.leakage.checked).toEqual([{ dataset: 'held', examples: 3, exact: 1, near: 2 }]);
  });

  it('leaves out what two models were compared on, and the items of evals in OpenAI’s format', async () => {
    const compared = { question: 'Is the garden hose twenty metres long?', answer: 'garden' };
    await makeDataset(server, 'compared', [
      compared,
      { question: 'Can the hedge trimmer be rented?', answer: 'garden' },
    ]);
    const begun = await server.json<{ id: string }>('POST', '/api/distillations', {
      body: {
        ...{ name: 'x', teacher: { model: 'local/grounded' }, student: { model: 'local/grounded' } },
        dataset: 'compared',
      },
    });
    const wire = await server.json<{ id: string }>('POST', '/v1/evals', {
      body: questionsEval([{ ...EXACT, input: '{{item.answer}}' }]),
    });
    const items = ['Sell you the blue bricks by the pallet?', 'Do you deliver sand on a Saturday?'];
    const content = items.map((question) => ({ item: { question, answer: 'Masonry' } }));
    const run = await server.call('POST', `/v1/evals/${wire.id}/runs`, {
      body: { data_source: { type: 'jsonl', source: { type: 'file_content', content } } },
    });
    expect(run.status).toBe(201);
    await makeDataset(server, 'leaky-too', [
      ...EXAMPLES,
      { question: 'is the garden hose twenty metres long', answer: 'garden' },
      { question: 'do you deliver sand on a saturday', answer: 'masonry' },
      { question: 'Masonry', answer: 'masonry' },
    ]);
    const version = await built(server, 'leaky-too', {
      ...{ sources: [{ type: 'dataset', dataset: 'leaky-too' }], nearDuplicates: 'group' },
    });
    const checked = version.report?.leakage.checked ?? [];
    expect(checked).toContainEqual({ dataset: 'compared', examples: 2, exact: 1, near: 0 });
    expect(checked).toContainEqual({ dataset: `Questions (${wire.id})`, examples: 2, exact: 1, near: 0 });
    expect(count(version, 'leak')).toBe(2);
    await server.call('POST', `/api/distillations/${begun.id}/cancel`);
    // It was embedded to be compared with; when it goes, its vector does.
    const hash = createHash('sha256').update(compared.question).digest('hex');
    const vectors = () =>
      asSuperuser(databaseOf(server), (database) =>
        database.query('select 1 from text_vectors where hash = $1', [hash]),
      );
    expect((await vectors()).rowCount).toBe(1);
    await server.call('DELETE', '/api/datasets/compared');
    expect((await vectors()).rowCount).toBe(0);
    await server.call('DELETE', `/v1/evals/${wire.id}`);
  });

  it('leaves out twins, near twins and contradictions', async () => {
    const file = await fineTuneFile(server, [
      { text: 'The tap drips since yesterday evening', label: 'repair' },
      { text: 'the tap drips since yesterday evening!', label: 'repair' },
      { text: 'The tap drips since yesterday evening.', label: 'repair' },
      { text: 'The tap drips since yesterday evenings', label: 'repair' },
      { text: 'A door handle came off', label: 'repair' },
      { text: 'A door handle came off', label: 'advice' },
      { text: 'Where is my parcel', label: 'delivery' },
      { text: '', label: 'delivery' },
      { text: 'Nothing said about this one' },
      { text: 'Not to be learned from: the canary sings', label: 'delivery', training: false },
    ]);
    const version = await built(server, 'twins', { sources: [{ type: 'file', file }] });
    const counts = Object.fromEntries(version.report?.leftOut.map((one) => [one.reason, one.count]) ?? []);
    expect(counts).toEqual({
      ...{ not_for_training: 1, no_text: 1, no_label: 1, duplicate: 2, near_duplicate: 1, conflict: 2 },
    });
    expect(version.report).toMatchObject({ candidates: 10, kept: 2 });
    expect(JSON.stringify(await server.json('GET', '/api/training-sets/twins/versions/1'))).not.toContain(
      'canary',
    );
    const found = await holding(server, 'canary');
    expect(found).toContain('public.blob_chunks');
    expect(found).not.toContain('public.training_examples');
  });

  it('names the labels that the others speak against, and keeps them', async () => {
    const whose = ['my aunt', 'our school', 'the office', 'a neighbour'];
    const examples = EXAMPLES.flatMap(({ question, answer }) =>
      whose.map((who) => ({ question: `${question} for ${who}`, answer })),
    );
    const slips = [5, 50, 95];
    for (const slip of slips) {
      const one = examples[slip];
      if (one) one.answer = LABELS[(LABELS.indexOf(one.answer) + 1) % 3] ?? '';
    }
    await makeDataset(server, 'slips', examples);
    const recipe = { sources: [{ type: 'dataset', dataset: 'slips' }], nearDuplicates: 'group' };
    const { report } = await built(server, 'slips-set', recipe);
    expect(report).toMatchObject({ kept: 120, noise: { folds: 5, suspects: 3 } });
    const said = report?.noise?.examples.map(({ text, labels, suggested }) => [text, labels[0], suggested]);
    expect(said?.sort()).toEqual(
      slips
        .map((slip) => examples[slip])
        .map((one) => [one?.question, one?.answer, LABELS[(LABELS.indexOf(one?.answer ?? '') + 2) % 3]])
        .sort(),
    );
    expect(report?.noise?.share.low).toBeLessThan(0.025);
    expect(report?.noise?.share.high).toBeGreaterThan(0.025);
    await server.call('DELETE', '/api/training-sets/slips-set');
    const { rows } = await asSuperuser(databaseOf(server), (database) =>
      database.query(
        "select report->'noise' as noise from training_versions where report->'noise'->>'suspects' = '3'",
      ),
    );
    expect(rows).toEqual([{ noise: expect.objectContaining({ suspects: 3, examples: [] }) }]);
    // Ten labels and their sentences are too few to say anything.
    expect(
      (await built(server, 'mail-set-few', { ...recipe, sources: [{ type: 'dataset', dataset: 'mail' }] }))
        .report?.noise,
    ).toBeNull();
  });

  it('takes nothing from a data set or an example that is marked', async () => {
    await makeDataset(server, 'marked', [
      ...EXAMPLES.slice(0, 12),
      { question: 'The canary of one example', answer: 'refund', training: false },
    ]);
    const recipe = { sources: [{ type: 'dataset', dataset: 'marked' }], nearDuplicates: 'group' };
    const one = await built(server, 'marked-one', recipe);
    expect(one.report).toMatchObject({ leftOut: [{ reason: 'not_for_training', count: 1 }], kept: 12 });
    await server.call('PATCH', '/api/datasets/marked', { body: { training: false } });
    const all = await built(server, 'marked-all', recipe);
    expect(all.report).toMatchObject({ leftOut: [{ reason: 'not_for_training', count: 13 }], kept: 0 });
    expect(all).toMatchObject({ status: 'failed', problem: { code: 'tuning.nothing_left' } });
  });

  it('keeps a group in one split, and tests on the newest when asked to split by time', async () => {
    const lines = NOUNS.flatMap((noun, i) =>
      LABELS.map((label) => ({
        ...{ text: `${ask[label]?.(noun)} again and again`, label, group: noun },
        at: new Date(Date.UTC(2026, 0, 1 + i)).toISOString(),
      })),
    );
    const file = await fineTuneFile(server, lines);
    const recipe = { sources: [{ type: 'file', file }], nearDuplicates: 'group' };
    const split = { by: 'time', validation: 0.1, test: 0.2 };
    await built(server, 'by-time', { ...recipe, split });
    const rows = await examplesOf('by-time');
    const splitsOf = (noun: string) =>
      new Set(rows.filter((row) => row.text.includes(` ${noun} `)).map((row) => row.split));
    for (const noun of NOUNS) expect(splitsOf(noun).size).toBe(1);
    expect([...splitsOf('boiler')]).toEqual(['test']);
    expect([...splitsOf('ladder')]).toEqual(['test']);
    expect([...splitsOf('shelf')]).toEqual(['validation']);
    expect([...splitsOf('sofa')]).toEqual(['train']);
  });

  it("goes out and comes in again in OpenAI's chat format", async () => {
    await makeDataset(server, 'chat', EXAMPLES);
    const source = { type: 'dataset', dataset: 'chat' };
    const split = { by: 'random', validation: 0, test: 0 };
    await built(server, 'chat-out', { sources: [source], nearDuplicates: 'group', split });
    const jsonl = await server.call('GET', '/api/training-sets/chat-out/versions/1/jsonl');
    const lines = (await jsonl.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(30);
    expect(lines[0]).toEqual({
      messages: [
        { role: 'user', content: EXAMPLES[0]?.question },
        { role: 'assistant', content: 'invoice' },
      ],
    });
    const file = await fineTuneFile(server, lines);
    const back = await built(server, 'chat-in', {
      sources: [{ type: 'file', file }],
      nearDuplicates: 'group',
      split,
    });
    const out = await server.json<Version>('GET', '/api/training-sets/chat-out/versions/1');
    expect(back.hash).toBe(out.hash);
  });

  it('holds nothing when it is erased while it is gathered', async () => {
    const text = 'The kingfisher wants its money back';
    await makeDataset(server, 'gathered', [...EXAMPLES, { question: text, answer: 'refund' }]);
    const recipe = { sources: [{ type: 'dataset', dataset: 'gathered' }], nearDuplicates: 'group' };
    const erased = await whileGathering('erased-early', recipe, () =>
      server.call('DELETE', '/api/training-sets/erased-early'),
    );
    expect(erased.status).toBe(204);
    // One is built after the other.
    await built(server, 'after-erased', { sources: [{ type: 'dataset', dataset: 'mail' }] });
    const found = await holding(server, 'kingfisher');
    expect(found).toContain('public.examples');
    expect(found).not.toContain('public.training_examples');
  });

  it('is marked for a source that is deleted while it is gathered', async () => {
    const file = await fineTuneFile(server, [
      { text: 'The heron asks for a copy of the bill', label: 'invoice' },
      { text: 'The heron would like to know when the van comes', label: 'delivery' },
    ]);
    const recipe = {
      sources: [
        { type: 'file', file },
        { type: 'dataset', dataset: 'mail' },
      ],
      nearDuplicates: 'group',
    };
    const deleted = await whileGathering('marked-early', recipe, () =>
      server.call('DELETE', `/v1/files/${file}`),
    );
    expect(deleted.status).toBe(200);
    const version = await builtVersion(server, 'marked-early', 1);
    expect(version).toMatchObject({ status: 'ready', report: { kept: 32 }, tainted: { sources: 2 } });
  });

  it('leaves no vector behind when it is erased while it is embedded', async () => {
    const text = 'The osprey wants its money back';
    await makeDataset(server, 'embedded', [...EXAMPLES, { question: text, answer: 'refund' }]);
    const { minilm } = server.platform.tuning;
    const embed = minilm.embed.bind(minilm);
    let erased: Promise<Response> | undefined;
    const spy = vi.spyOn(minilm, 'embed').mockImplementation(async (texts, ...rest) => {
      if (texts.includes(text)) {
        erased ??= server.call('DELETE', '/api/training-sets/embedded-set');
        await erased;
      }
      return embed(texts, ...rest);
    });
    const recipe = { sources: [{ type: 'dataset', dataset: 'embedded' }], nearDuplicates: 'group' };
    const body = { slug: 'embedded-set', name: 'x', recipe };
    await server.call('POST', '/api/training-sets', { body });
    await expect.poll(async () => (await erased)?.status, { timeout: 60_000 }).toBe(204);
    // One is built after the other.
    await built(server, 'after-embedded', { sources: [{ type: 'dataset', dataset: 'mail' }] });
    spy.mockRestore();
    const hash = createHash('sha256').update(text).digest('hex');
    const { rowCount } = await asSuperuser(databaseOf(server), (database) =>
      database.query('select 1 from text_vectors where hash = $1', [hash]),
    );
    expect(rowCount).toBe(0);
  });

  it('says which line of a file it cannot read', async () => {
    const file = await fineTuneFile(server, ['{"text": "a", "label": "b"}', '{"text": 7}'].join('\n'));
    const version = await built(server, 'broken', { sources: [{ type: 'file', file }] });
    expect(version).toMatchObject({
      status: 'failed',
      problem: { code: 'tuning.unreadable_line', params: { line: 2 } },
    });
  });
});
