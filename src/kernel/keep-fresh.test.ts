import { expect, it } from 'vitest';
import { keepFresh } from './keep-fresh.ts';

function setUp() {
  let time = 0;
  let reads = 0;
  /** Answers each reading in turn. */
  const waiting: { resolve(value: string): void; reject(error: Error): void }[] = [];
  const fresh = keepFresh<string>({ freshMs: 1_000, most: 3, now: () => time });
  const load = () => {
    reads += 1;
    return new Promise<string>((resolve, reject) => waiting.push({ resolve, reject }));
  };
  const kept = { of: (key: string) => fresh.of(key, load), forget: fresh.forget };
  const answer = async (value: string | Error) => {
    const first = waiting.shift();
    if (value instanceof Error) first?.reject(value);
    else first?.resolve(value);
    await new Promise(setImmediate);
  };
  const at = (ms: number) => {
    time = ms;
  };
  return { kept, answer, reads: () => reads, at };
}

it('reads once for all who ask meanwhile, and then hands over the value itself', async () => {
  const { kept, answer, reads } = setUp();
  const both = [kept.of('a'), kept.of('a')];
  await answer('one');
  expect(await Promise.all(both)).toEqual(['one', 'one']);
  expect([kept.of('a'), reads()]).toEqual(['one', 1]);
});

it('reads anew beside the calls, once, and never hands over what is too old', async () => {
  const { kept, answer, reads, at } = setUp();
  void kept.of('a');
  await answer('one');
  at(600);
  expect([kept.of('a'), kept.of('a'), reads()]).toEqual(['one', 'one', 2]);
  at(999);
  expect(kept.of('a')).toBe('one');
  // The second reading hangs: at its end the first is over, and is asked for again.
  at(1_000);
  const third = kept.of('a');
  expect([third instanceof Promise, reads()]).toEqual([true, 3]);
  await answer('two');
  await answer('three');
  expect(await third).toBe('three');
  expect(kept.of('a')).toBe('three');
});

it('counts the age from when the reading began', async () => {
  const { kept, answer, at } = setUp();
  void kept.of('a');
  at(400);
  await answer('one');
  at(1_000);
  expect(kept.of('a')).toBeInstanceOf(Promise);
});

it('goes on with what is there when it cannot be read anew, and tells who must have it', async () => {
  const { kept, answer, reads, at } = setUp();
  void kept.of('a');
  await answer('one');
  at(600);
  void kept.of('a');
  await answer(new Error('away'));
  expect([kept.of('a'), reads()]).toEqual(['one', 2]);
  at(1_000);
  const late = kept.of('a');
  const told = expect(late).rejects.toThrow('away');
  await answer(new Error('away'));
  await told;
  void kept.of('a');
  await answer('back');
  expect(kept.of('a')).toBe('back');
});

it('takes no value that was on its way when it was told to forget', async () => {
  const { kept, answer, at } = setUp();
  void kept.of('a');
  await answer('one');
  at(600);
  void kept.of('a');
  kept.forget('a');
  const next = kept.of('a');
  await answer('old');
  await answer('new');
  expect(await next).toBe('new');
  expect(kept.of('a')).toBe('new');
  kept.forget();
  expect(kept.of('a')).toBeInstanceOf(Promise);
});
