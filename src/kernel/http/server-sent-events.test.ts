import { expect, it } from 'vitest';
import { eventFrames } from './server-sent-events.ts';

const options = { done: '[DONE]', renderError: () => 'told', onError() {} };

/** Two events, and whether what they come from has been given back. */
function events(failure?: Error) {
  const state = { closed: 0 };
  const from = async function* () {
    try {
      yield 1;
      if (failure) throw failure;
      yield 2;
    } finally {
      state.closed += 1;
    }
  };
  return { state, items: from() };
}

const read = async (frames: AsyncIterable<string>) => {
  const all: string[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
};

it('come one by one, with a last one', async () => {
  const { items, state } = events();
  const frames = await eventFrames(items, options);
  expect(await read(frames)).toEqual(['data: 1\n\n', 'data: 2\n\n', 'data: [DONE]\n\n']);
  expect(state.closed).toBe(1);
});

it('end with an error when they break off', async () => {
  const frames = await eventFrames(events(new Error('no more')).items, options);
  expect(await read(frames)).toEqual(['data: 1\n\n', 'event: error\ndata: "told"\n\n']);
});

it.each([0, 1])('give back what they come from when the client leaves after %i of them', async (taken) => {
  const { items, state } = events();
  const frames = await eventFrames(items, options);
  for (let n = 0; n < taken; n += 1) await frames.next();
  await frames.return?.();
  expect(state.closed).toBe(1);
});
