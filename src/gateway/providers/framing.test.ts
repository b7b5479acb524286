import { describe, expect, it } from 'vitest';
import { unframer } from './framing.ts';
import { framesOf } from './kinds/aws-frames.ts';

describe('frames of AWS', () => {
  const frames = framesOf('event: messageStop\ndata: {"stopReason":"end_turn"}\n\n');

  it('wait until they are whole', () => {
    const unframe = unframer('aws-event-stream');
    expect(unframe(frames.subarray(0, 20))).toEqual([]);
    expect(unframe(frames.subarray(20))).toEqual([
      { event: 'messageStop', data: '{"stopReason":"end_turn"}' },
    ]);
  });

  it.each([0, 5, 9, 30, frames.length - 1])('are refused when byte %i is another one', (at) => {
    const damaged = Buffer.from(frames);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    expect(() => unframer('aws-event-stream')(damaged)).toThrow('damaged');
  });
});

describe('lines of JSON', () => {
  it('come one by one, also when a letter is cut in two', () => {
    const bytes = Buffer.from('{"a":"é"}\n\n{"b":1}\n');
    const unframe = unframer('json-lines');
    const got = [...bytes].flatMap((byte) => unframe(Buffer.from([byte])));
    expect(got).toEqual([{ data: '{"a":"é"}' }, { data: '{"b":1}' }]);
  });
});
