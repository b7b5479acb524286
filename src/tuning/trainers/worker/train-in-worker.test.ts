import { describe, expect, it } from 'vitest';
import { TrainerError, type TrainingPoint, trainHead, trainHeadInWorker } from '../../index.ts';
import { clusters, quiet } from '../testing.ts';

describe('a training in a thread', () => {
  const input = clusters({ classes: 3, perClass: 30 });

  it('gives the same bytes as on this thread, and tells how it goes', async () => {
    const points: TrainingPoint[] = [];
    const there = await trainHeadInWorker(input, {}, { ...quiet(), point: (one) => points.push(one) });
    const here = await trainHead(input, {}, quiet());
    expect(Buffer.from(there.model).equals(here.model)).toBe(true);
    expect(points).toEqual(here.report.curve);
  });

  it('goes on from a checkpoint to the same bytes, without trying again what was tried', async () => {
    const whole: Uint8Array[] = [];
    const once = await trainHead(input, {}, { ...quiet(), checkpoint: (state) => whole.push(state) });
    const stop = new AbortController();
    const kept: Uint8Array[] = [];
    const checkpoint = (state: Uint8Array) => {
      if (kept.push(state) === 2) stop.abort(new Error('killed'));
    };
    await expect(
      trainHeadInWorker(input, {}, { ...quiet(), signal: stop.signal, checkpoint }),
    ).rejects.toThrow('killed');
    const later: Uint8Array[] = [];
    const resume = kept[1] ?? new Uint8Array();
    const rest = await trainHeadInWorker(
      input,
      {},
      { ...quiet(), resume, checkpoint: (state) => later.push(state) },
    );
    expect(Buffer.from(rest.model).equals(once.model)).toBe(true);
    expect(later).toHaveLength(whole.length - 2);
  });

  it('is rejected at once when cancelled', async () => {
    const large = clusters({ classes: 40, perClass: 200 });
    const cancel = new AbortController();
    const training = trainHeadInWorker(large, {}, { ...quiet(), signal: cancel.signal });
    setTimeout(() => cancel.abort(new Error('enough')), 300);
    await expect(training).rejects.toThrow('enough');
  });

  it('says what it cannot learn from', async () => {
    const labels = input.labels.map(() => ['same']);
    await expect(trainHeadInWorker({ ...input, labels }, {}, quiet())).rejects.toBeInstanceOf(TrainerError);
  });
});
