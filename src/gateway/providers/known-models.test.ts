import { beforeEach, describe, expect, it } from 'vitest';
import type { ProviderRow } from '../store.ts';
import { keepKnownModels } from './known-models.ts';

const provider = (id: string): ProviderRow => ({
  ...{ id, workspaceId: 'ws_1', slug: id, kind: 'openai', baseUrl: `https://${id}.example/v1` },
  ...{ sealedKey: null, keyHint: null, defaultModel: null, settings: {}, dataClasses: ['internal'] },
  ...{ source: 'studio', createdAt: new Date(0) },
});
const [one, two] = [provider('one'), provider('two')];

let now = 0;
let listed: Record<string, string[]> = {};
let asked: string[] = [];
const models = () =>
  keepKnownModels(
    async ({ id }) => {
      asked.push(id);
      return listed[id] ?? [];
    },
    () => now,
  );
beforeEach(() => {
  now = 0;
  asked = [];
  listed = { one: ['a'], two: ['a', 'b'] };
});

describe('the models that providers list', () => {
  it('are asked for once, however many calls come', async () => {
    const known = models();
    const found = await Promise.all(['a', 'b', 'b'].map((name) => known.whoHas([one, two], name)));
    expect(found.map((row) => row?.id)).toEqual(['one', 'two', 'two']);
    expect(await known.of(two)).toEqual(['a', 'b']);
    expect(asked).toEqual(['one', 'two']);
  });

  it('are asked for again beside the calls when they are old', async () => {
    const known = models();
    await known.of(one);
    listed = { one: ['new'] };
    now = 60_001;
    expect(await known.of(one)).toEqual(['a']);
    expect(await known.of(one)).toEqual(['new']);
    expect(asked).toEqual(['one', 'one']);
  });

  it('are asked for at once for a name that none has, but not for every such name', async () => {
    const known = models();
    await known.whoHas([one, two], 'a');
    listed = { ...listed, two: ['b', 'new'] };
    expect(await known.whoHas([one, two], 'new')).toBeUndefined();
    now = 5_001;
    expect((await known.whoHas([one, two], 'new'))?.id).toBe('two');
    for (let n = 0; n < 20; n += 1) await known.whoHas([one, two], `made up ${n}`);
    expect(asked).toEqual(['one', 'two', 'one', 'two']);
  });

  it('are asked for soon again of one that did not answer, and at once of one that has moved', async () => {
    const known = models();
    listed = {};
    expect(await known.of(one)).toEqual([]);
    listed = { one: ['a'] };
    now = 5_001;
    await known.of(one);
    expect(await known.of(one)).toEqual(['a']);
    listed = { one: ['moved'] };
    expect(await known.of({ ...one, baseUrl: 'https://elsewhere.example/v1' })).toEqual(['moved']);
  });
});
